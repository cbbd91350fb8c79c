// What exercises share in which things are put into places: a tray of those still to place, and how far one is.

import { make } from "./elements.js";

/** @import { Frame } from "./exercise.js" */
/** @import { Label } from "./labels.js" */

// A few at a time, so that things and places are in sight together.
const IN_SIGHT = 3;

/**
 * Make the tray. Its `show` takes the rows of all that is still to place.
 *
 * @param {Pick<Frame<{}, {}>, "ids" | "label">} frame
 */
export function makeTray({ ids, label }) {
  const list = make("ul", { class: "lm-things" });
  const title = make("h4", { id: `${ids}-tray` }, label("tray"));
  const note = make("p", { class: "lm-note" });
  return {
    box: make("div", { class: "lm-tray", role: "group", "aria-labelledby": title.id }, title, list, note),
    list,
    /** @param {HTMLElement[]} rows */
    show(rows) {
      fillList(list, rows.slice(0, IN_SIGHT));
      const words = { count: rows.length, shown: IN_SIGHT };
      title.textContent = label(rows.length > IN_SIGHT ? "tray_more" : "tray", words);
      note.textContent = rows.length ? "" : label("tray_empty");
    },
  };
}

/**
 * Put rows into a list, unless they stand in it already: a row that is moved loses the focus.
 *
 * @param {HTMLElement} list
 * @param {HTMLElement[]} rows
 */
export function fillList(list, rows) {
  if (rows.length !== list.children.length || rows.some((row, index) => row !== list.children[index])) {
    list.replaceChildren(...rows);
  }
}

/**
 * Say how far one is.
 *
 * @param {Label} label
 * @param {{ total: number, placed: number, right: number, first: number }} score
 */
export function progress(label, score) {
  const { total, placed, right } = score;
  if (!placed) return label("start", score);
  if (placed < total) return label("progress", score);
  if (right < total) return label("look_again", { ...score, wrong: label("wrong") });
  return label("finished", score);
}
