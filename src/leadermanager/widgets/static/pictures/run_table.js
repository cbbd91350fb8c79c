// A run as a table under its picture, for who would rather read it.

import { make } from "../elements.js";
import { makeTable } from "../table.js";

/** @import { Label } from "../labels.js" */

/**
 * Make the table. It has a row for each step, so only an open one is filled.
 *
 * @param {Label} label
 * @param {() => { heads: string[], rows: (string | number)[][] }} runNow
 */
export function makeRunTable(label, runNow) {
  const table = make("div", { class: "lm-wide" });
  const box = make("details", { ontoggle: show }, make("summary", {}, label("table")), table);

  function show() {
    if (!box.open) return;
    const { heads, rows } = runNow();
    table.replaceChildren(makeTable("", heads, rows));
  }

  return { box, show };
}
