// Following what Python works out from a state, for the exercises whose page cannot judge alone.

import { make } from "./elements.js";

/** @import { AnyModel } from "@anywidget/types" */
/** @import { Label } from "./labels.js" */

// Milliseconds to wait for Python before saying that it has not answered.
const PATIENCE = 2500;

/**
 * Follow a trait of the model. Call `wait` after every move; the paragraph `away` then shows itself where Python
 * does not settle that move in time.
 *
 * @param {{ model: AnyModel, label: Label, signal: AbortSignal | undefined }} frame
 * @param {string} trait
 * @param {() => boolean} settled whether the trait belongs to where things are now
 * @param {() => void} came it has changed
 */
export function follow({ model, label, signal }, trait, settled, came) {
  const away = make("p", { class: "lm-away", role: "alert", hidden: true }, label("away"));
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let patience;
  model.on(`change:${trait}`, came);
  signal?.addEventListener("abort", () => {
    model.off(`change:${trait}`, came);
    clearTimeout(patience);
  });
  return {
    away,
    wait() {
      clearTimeout(patience);
      patience = setTimeout(() => {
        away.hidden = settled();
      }, PATIENCE);
    },
  };
}
