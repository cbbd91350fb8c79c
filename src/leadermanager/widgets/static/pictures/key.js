// What the lines and areas of a picture stand for.

import { make } from "../elements.js";

/**
 * Make a key with a sample of each line, drawn by the style `lm-key-<name>`, and its words.
 *
 * @param {Record<string, string>} entries name -> its words; an entry without words is not shown
 */
export function makeKey(entries) {
  const shown = Object.entries(entries).map(([name, text]) => {
    const words = make("span", {}, text);
    const box = make(
      "span",
      { hidden: !text },
      make("i", { class: `lm-key-${name}`, "aria-hidden": "true" }),
      words,
    );
    return { name, words, box };
  });
  return {
    box: make("p", { class: "lm-note lm-key" }, ...shown.map(({ box }) => box)),
    /** @type {(name: string, text: string) => void} */
    set(name, text) {
      for (const each of shown.filter((one) => one.name === name)) {
        each.words.textContent = text;
        each.box.hidden = !text;
      }
    },
  };
}
