// A slider, with the same number to type.

import { make } from "./elements.js";
import { mark } from "./marks.js";

/** @import { Label } from "./labels.js" */

/**
 * @typedef {{ id: string, label: string, min: number, max: number, step: number, unit: string,
 *   colour: string }} Slider
 */

/**
 * @param {{ ids: string, label: Label }} frame
 * @param {Slider} content
 * @param {(number: number) => void} moved
 */
export function makeSlider({ ids, label }, content, moved) {
  const id = `${ids}-${content.id}`;
  const limits = { min: content.min, max: content.max, step: content.step, autocomplete: "off" };
  const range = make("input", { type: "range", id, ...limits });
  const typed = make("input", {
    type: "number",
    ...limits,
    "aria-label": label("as_number", { label: content.label }),
  });
  range.addEventListener("input", () => moved(Number(range.value)));
  // What is being typed is not overwritten when an answer to an earlier move comes in.
  let typing = false;
  typed.addEventListener("input", () => {
    typing = true;
  });
  typed.addEventListener("blur", () => {
    typing = false;
    typed.value = range.value; // which may have moved in the meantime
  });
  typed.addEventListener("change", () => {
    typing = false;
    // The range input moves what is typed to the nearest place where the slider can stand.
    if (typed.value !== "") range.value = typed.value;
    moved(Number(range.value));
  });
  const box = make(
    "div",
    { class: `lm-slider lm-${content.colour}` },
    make("label", { for: id }, mark(content.colour), content.label),
    make("span", { class: "lm-number" }, typed, content.unit && make("span", {}, content.unit)),
    range,
  );
  return {
    id: content.id,
    box,
    focus: () => range.focus(),
    /** @param {number} number */
    show(number) {
      range.value = String(number);
      range.setAttribute("aria-valuetext", `${range.value} ${content.unit}`.trim());
      if (!typing) typed.value = String(number);
    },
  };
}
