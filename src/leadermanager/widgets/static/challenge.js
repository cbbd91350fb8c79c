// A challenge of the explorer: what to find, and a hint until it is found.

import { make } from "./elements.js";

/** @import { Challenge } from "./judging/explorer.js" */
/** @import { Label } from "./labels.js" */

/**
 * @param {{ label: Label, back: () => HTMLElement | null }} frame
 * @param {Challenge} content
 */
export function makeChallenge({ label, back: makeBack }, content) {
  const state = make("strong");
  const says = make("p", { class: "lm-says" });
  const back = makeBack();
  const item = make("li", {}, make("p", {}, state, " ", content.text), says, back);
  let hint = "";
  let now = { found: false, moved: false };
  /**
   * @param {boolean} found
   * @param {boolean} moved whether anything was tried
   */
  function show(found, moved) {
    now = { found, moved };
    item.classList.toggle("lm-found", found);
    state.textContent = `${found ? "✓" : "○"} ${label(found ? "met" : "not_met")}:`;
    says.textContent = found ? content.done : moved ? hint : "";
    if (back) back.hidden = found || !moved;
  }
  return {
    id: content.id,
    item,
    show,
    /** @param {string} text what helps from here */
    hint(text) {
      hint = text;
      show(now.found, now.moved);
    },
  };
}
