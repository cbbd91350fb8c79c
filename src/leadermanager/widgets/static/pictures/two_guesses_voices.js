// What each doubter said, a mark for each proposal, and what came of it; and who of them is asked.

import { make } from "../elements.js";

/** @import { Doubter, Proposals } from "../judging/two_guesses.js" */

const LEVELS = 4; // marks that say the same stand at so many heights

/**
 * @param {Doubter[]} doubters
 * @param {Proposals} proposals
 * @param {(leftOut: string[]) => void} changed
 */
export function makeVoices(doubters, proposals, changed) {
  const rows = doubters.map(({ id, name, flat }) => {
    const input = make("input", { type: "checkbox", value: id, onchange: () => changed(leftOut()) });
    const strip = make("span", { class: "lm-said", "aria-hidden": "true" });
    const who = make("label", {}, input, name);
    return { id, flat, input, strip, box: make("div", { class: "lm-voice" }, who, strip) };
  });
  const marks = proposals.voice.map((voice, index) => {
    const { strip } = rows[voice];
    const kind = proposals.works[index] ? "lm-worked" : "lm-failed";
    const mark = make("i", { class: `lm-heard-mark ${kind}`, hidden: true });
    mark.style.left = `${proposals.doubt[index]}%`;
    mark.style.top = `${(100 * ((strip.childElementCount % LEVELS) + 0.5)) / LEVELS}%`;
    strip.append(mark);
    return mark;
  });
  const scale = make(
    "div",
    { class: "lm-voice lm-scale", "aria-hidden": "true" },
    make("span"),
    make("span", { class: "lm-said" }, ...[0, 50, 100].map((at) => make("span", {}, String(at)))),
  );
  let seen = 0;

  const leftOut = () => rows.filter(({ input }) => !input.checked).map(({ id }) => id);

  return {
    box: make("div", { class: "lm-voices" }, ...rows.map(({ box }) => box), scale),
    focus: () => rows[0].input.focus({ preventScroll: true }),
    /**
     * Show what was said of the first so many proposals.
     *
     * @param {number} count
     */
    show(count) {
      for (; seen < count; seen++) marks[seen].hidden = false;
      for (; seen > count; seen--) marks[seen - 1].hidden = true;
    },
    /** @param {boolean} lit whether those are marked who say the same to everything */
    light(lit) {
      for (const { flat, box } of rows) box.classList.toggle("lm-lit", lit && flat);
    },
    /**
     * @param {string[]} out who is left out
     * @param {boolean} choice whether that can be changed
     */
    offer(out, choice) {
      for (const { id, input, box } of rows) {
        input.hidden = !choice;
        input.checked = !out.includes(id);
        box.classList.toggle("lm-left-out", out.includes(id));
      }
    },
  };
}
