// What several have earned so far: a bar for each, to the right of nought or to the left.

import { make } from "../elements.js";

/**
 * @param {{ id: string, name: string }[]} entries
 * @param {(thousands: number) => string} money
 */
export function makeLedger(entries, money) {
  const rows = entries.map(({ id, name }) => {
    const bar = make("span", { class: "lm-earned" });
    const ghost = make("span", { class: "lm-earned lm-ghost-bar", hidden: true });
    const nought = make("span", { class: "lm-nought" });
    const amount = make("span", { class: "lm-amount" });
    const track = make("span", { class: "lm-track", "aria-hidden": "true" }, bar, ghost, nought);
    const box = make("div", { class: "lm-account", "data-who": id }, make("span", {}, name), track, amount);
    return { id, box, bar, ghost, nought, amount };
  });

  /**
   * @param {HTMLElement} bar
   * @param {number} earned
   * @param {[number, number]} span
   */
  function stretch(bar, earned, [low, high]) {
    const part = (/** @type {number} */ value) => (100 * (value - low)) / (high - low);
    bar.style.left = `${part(Math.min(0, earned))}%`;
    bar.style.width = `${part(Math.max(0, earned)) - part(Math.min(0, earned))}%`;
    bar.classList.toggle("lm-owed", earned < 0);
  }

  return {
    box: make("div", { class: "lm-ledger" }, ...rows.map(({ box }) => box)),
    /**
     * Show what each has earned; who is not named is not shown.
     *
     * @param {Record<string, number>} earned
     * @param {[number, number]} span what the ends of the bars stand for
     * @param {Record<string, number>} before what was earned another time
     */
    show(earned, span, before = {}) {
      for (const { id, box, bar, ghost, nought, amount } of rows) {
        box.hidden = !(id in earned);
        if (box.hidden) continue;
        stretch(bar, earned[id], span);
        stretch(nought, 0, span);
        ghost.hidden = !(id in before);
        if (id in before) stretch(ghost, before[id], span);
        amount.textContent = money(earned[id]);
      }
    },
  };
}
