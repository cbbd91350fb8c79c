// Radio buttons or checkboxes, each with its words.

import { make } from "./elements.js";

/**
 * Make one row for each entry. An input's id is made of the name and the entry's id; radio buttons share the name.
 *
 * @param {"radio" | "checkbox"} type
 * @param {string} name
 * @param {{ id: string, text: string }[]} entries
 */
export function makeOptions(type, name, entries) {
  const inputs = entries.map(({ id }) =>
    make("input", { type, name: type === "radio" && name, id: `${name}-${id}`, value: id }),
  );
  const rows = entries.map(({ text }, index) =>
    make("label", { class: "lm-option", for: inputs[index].id }, inputs[index], make("span", {}, text)),
  );
  return {
    inputs,
    rows,
    /** The ids of the entries that are checked. */
    checked: () => inputs.filter((input) => input.checked).map((input) => input.value),
    /** @param {string[]} ids */
    check(ids) {
      for (const input of inputs) input.checked = ids.includes(input.value);
    },
  };
}
