// What others spend, in bars beside the student's.

import { make } from "./elements.js";

/** @import { Amounts, Budget } from "./judging/spending.js" */
/** @import { Label } from "./labels.js" */

/**
 * @param {Label} label
 * @param {Budget} content
 * @param {Amounts} amounts the student's
 */
export function beside(label, { lines, profiles, unit }, amounts) {
  const all = [{ name: label("you"), values: amounts }, ...profiles];
  const most = Math.max(...all.flatMap(({ values }) => lines.map((line) => values[line.id])));
  const groups = lines.map((line) => {
    const bars = all.map(({ name, values }, index) => makeBar(name, values[line.id], most, index === 0));
    return make("li", {}, make("p", { class: "lm-name" }, line.name), make("ul", {}, ...bars));
  });
  const sources = profiles.map(({ name, source }) => make("li", {}, label("source", { name, source })));
  return [
    make("h4", {}, label("beside", { unit })),
    make("ul", { class: "lm-groups" }, ...groups),
    make("h4", {}, label("sources")),
    make("ul", { class: "lm-sources lm-note" }, ...sources),
  ];
}

/**
 * @param {string} name
 * @param {number} amount
 * @param {number} most
 * @param {boolean} own
 */
function makeBar(name, amount, most, own) {
  const bar = make("span", { class: "lm-bar", style: `width: ${(100 * amount) / most}%` });
  return make(
    "li",
    { class: own ? "lm-yours" : "lm-other" },
    make("span", { class: "lm-who" }, `${name} `),
    make("span", { class: "lm-track", "aria-hidden": "true" }, bar),
    make("span", { class: "lm-much" }, String(amount)),
  );
}
