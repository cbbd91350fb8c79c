// A question that is answered before what comes is shown.

import { make } from "../elements.js";

/** @import { Frame } from "../exercise.js" */

/**
 * @param {Pick<Frame<{}, {}>, "ids" | "label" | "say">} frame
 * @param {string} ask
 * @param {{ id: string, name: string }[]} answers
 * @param {string} act what the button says
 * @param {(id: string) => void} settled told which was chosen
 */
export function makeBet({ ids, label, say }, ask, answers, act, settled) {
  const inputs = answers.map(({ id }) => make("input", { type: "radio", name: `${ids}-bet`, value: id }));
  const choices = answers.map(({ name }, index) => make("label", { class: "lm-bet" }, inputs[index], name));
  const button = make("button", { type: "button", class: "lm-act", onclick: settle }, act);
  const focus = () => inputs[0].focus({ preventScroll: true });

  function settle() {
    const chosen = inputs.find(({ checked }) => checked);
    if (chosen) return settled(chosen.value);
    say(label("choose_first"));
    focus();
  }

  return {
    box: make("fieldset", { class: "lm-bets" }, make("legend", {}, ask), ...choices, button),
    focus,
  };
}
