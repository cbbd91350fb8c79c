// How sure one is of an answer before it is kept.

import { make } from "./elements.js";
import { makeOptions } from "./options.js";

/** @import { Label } from "./labels.js" */

const STEPS = [50, 60, 70, 80, 90, 100];

/** Return a number that was kept, if one can have said it; else undefined. */
export const said = (/** @type {unknown} */ kept) => STEPS.find((step) => step === kept);

/**
 * @param {Label} label
 * @param {string} name what the ids of its radio buttons begin with
 * @param {string} ask
 */
export function makeSure(label, name, ask) {
  const entries = STEPS.map((step) => ({ id: String(step), text: label("per_cent", { number: step }) }));
  const { rows, checked, check } = makeOptions("radio", name, entries);
  return {
    box: make(
      "fieldset",
      { class: "lm-sure" },
      make("legend", {}, ask),
      make("div", { class: "lm-sure-steps" }, ...rows),
      make("p", { class: "lm-note" }, label("sure_ends")),
    ),
    /** How sure; undefined where nothing is chosen. */
    read: () => said(Number(checked()[0])),
    clear: () => check([]),
  };
}
