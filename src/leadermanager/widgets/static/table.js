// A table with a head, and with a name at the beginning of each row.

import { make } from "./elements.js";

/**
 * @param {string} caption may be empty
 * @param {string[]} heads
 * @param {(string | number)[][]} rows
 */
export function makeTable(caption, heads, rows) {
  const row = (/** @type {(string | number)[]} */ [first, ...cells]) =>
    make(
      "tr",
      {},
      make("th", { scope: "row" }, String(first)),
      ...cells.map((cell) => make("td", {}, String(cell))),
    );
  return make(
    "table",
    { class: "lm-table" },
    caption && make("caption", {}, caption),
    make("thead", {}, make("tr", {}, ...heads.map((head) => make("th", { scope: "col" }, head)))),
    make("tbody", {}, ...rows.map(row)),
  );
}
