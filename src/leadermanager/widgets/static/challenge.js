// The challenges of the explorer: one is at hand, with its own slider; its hint is shown when it is asked for, or
// after a few tries.

import { make } from "./elements.js";
import * as judging from "./judging/explorer.js";

/** @import { Frame } from "./exercise.js" */
/** @import { Challenge, Explored, Slider } from "./judging/explorer.js" */

/** @typedef {{ value?: Explored, tries?: Record<string, number> }} State */

const ENOUGH = 3; // tries, after which the hint comes by itself; asking for it counts as so many

/**
 * @param {Frame<{ sliders: Slider[], challenges: Challenge[] }, State>} frame
 * @param {(challenge: string) => void} opened the student has turned to another challenge, or to none
 */
export function makeChallenges({ content, label, back: makeBack, state, change }, opened) {
  const { challenges, sliders } = content;
  const atHand = () => judging.tidy(content, { ...state().value }).at;
  const found = () => state().value?.met ?? [];

  const all = make("button", { type: "button", onclick: () => open("") }, label("free"));
  const tabs = challenges.map(({ id }) => make("button", { type: "button", onclick: () => open(id) }));
  const choice = make(
    "div",
    { class: "lm-buttons", role: "group", "aria-label": label("challenges"), hidden: !challenges.length },
    ...tabs,
    all,
  );
  const text = make("p", { class: "lm-challenge" });
  const stays = make("p", { class: "lm-note" });
  const says = make("p", { class: "lm-says", "aria-live": "polite", tabindex: "-1" });
  const hint = make("button", { type: "button", onclick: ask }, label("hint"));
  const next = make("button", { type: "button", onclick: () => open(following()) }, label("next"));
  const back = makeBack();
  const help = make(
    "div",
    { class: "lm-help" },
    make("div", { class: "lm-buttons" }, hint, next),
    says,
    back,
  );

  /** @type {Record<string, string>} */
  let hints = {};

  /** @param {string} at */
  function open(at) {
    const kept = state().value?.sliders ?? {};
    const start = challenges.find(({ id }) => id === at)?.start ?? judging.positions(content, atHand(), kept);
    change({ value: { sliders: start, met: found(), at } });
    opened(at);
  }

  /** The next challenge that is not yet met, of all those behind this one and then from the first. */
  function following() {
    const here = challenges.findIndex(({ id }) => id === atHand()) + 1;
    const ahead = [...challenges.slice(here), ...challenges.slice(0, here)];
    return ahead.find(({ id }) => !found().includes(id))?.id ?? "";
  }

  function ask() {
    count(ENOUGH);
    says.focus();
  }

  /** @param {number} tries */
  function count(tries) {
    const at = atHand();
    const before = state().tries?.[at] ?? 0;
    if (!at || found().includes(at) || before >= ENOUGH) return;
    change({ tries: { ...state().tries, [at]: Math.min(ENOUGH, before + tries) } });
  }

  function show() {
    const at = atHand();
    const challenge = challenges.find(({ id }) => id === at);
    const met = found().includes(at);
    challenges.forEach(({ id }, index) => {
      const sign = found().includes(id) ? "✓" : "○";
      tabs[index].textContent = `${sign} ${label("challenge", { number: index + 1 })}`;
      tabs[index].setAttribute("aria-pressed", String(id === at));
    });
    all.setAttribute("aria-pressed", String(!challenge));
    text.classList.toggle("lm-found", met);
    text.replaceChildren(
      challenge ? make("strong", {}, `${met ? "✓" : "○"} ${label(met ? "met" : "not_met")}:`) : "",
      ` ${challenge?.text ?? label("free_text")}`,
    );
    text.hidden = !challenges.length;
    const still = sliders.filter(({ id }) => challenge && !challenge.sliders.includes(id));
    const where = still.flatMap(({ id, label, unit }) => {
      const at = make("strong", {}, `${challenge?.start[id]} ${unit}`.trim());
      return [", ", `${label} `, at];
    });
    stays.replaceChildren(...(still.length ? [label("stays"), " ", ...where.slice(1)] : []));
    const hinted = (state().tries?.[at] ?? 0) >= ENOUGH;
    const said = (met ? challenge?.done : hinted && hints[at]) || "";
    // Set only where it differs, so that it is read aloud once.
    if (says.textContent !== said) says.textContent = said;
    help.hidden = !challenge;
    hint.hidden = met || hinted;
    next.hidden = !met;
    next.textContent = label(following() ? "next" : "free");
    if (back) back.hidden = met || !said;
  }

  return {
    choice,
    task: make("div", { class: "lm-task" }, text, stays),
    help,
    show,
    tried: () => count(1),
    /** Those sliders that the challenge at hand brings. */
    brought: () => challenges.find(({ id }) => id === atHand())?.sliders ?? sliders.map(({ id }) => id),
    /** @param {Record<string, string>} now what helps from here, by challenge */
    hint(now) {
      hints = now;
      show();
    },
  };
}
