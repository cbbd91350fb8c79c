// The hours of a week as squares: days below each other, the protected hours first, fires from the other end.

import { drawn } from "../svg.js";
import { words } from "./plot.js";

/**
 * @typedef {object} Hours how the hours of a week are used
 * @property {number} protected
 * @property {number} routine that is asked for
 * @property {number} fires
 */

const FLAME =
  "M10 1C11 5 16 7 16 12.5A6 6.3 0 0 1 4 12.5C4 9.5 6 8 6.5 5.5 8 6.5 8.6 7.6 8.7 9 10 7 10.5 4 10 1Z";
const TRIANGLE = "M10 5.5L15 14.5H5Z";
const ICON = 20; // units of the two

/**
 * Make the squares.
 *
 * @param {number} hours of a week
 * @param {string[]} days
 * @param {(hours: number) => void} chosen told which hour of the week was clicked
 */
export function makeSquares(hours, days, chosen) {
  const across = hours / days.length;
  const squares = Array.from({ length: hours }, (_, index) => {
    const box = drawn("rect", { rx: 3 });
    const sign = drawn("path", { d: TRIANGLE, class: "lm-sign" });
    const flame = drawn("path", { d: FLAME, class: "lm-flame" });
    const square = drawn("g", {}, box, sign, flame);
    square.addEventListener("click", () => chosen(index + 1));
    return { square, box, sign, flame };
  });
  const names = drawn("g", { class: "lm-axes-drawn" });
  const all = drawn("g", { class: "lm-squares" }, names, ...squares.map(({ square }) => square));
  let size = 0;

  return {
    box: all,
    /**
     * Put the squares into a width, and return the height that they take.
     *
     * @param {number} top
     * @param {number} width
     * @param {number} em
     */
    layOut(top, width, em) {
      const left = 3 * em;
      const pitch = (width - left) / across;
      size = pitch - 3;
      // The hours run down the first column, then down the next: what is protected is the beginning of each day.
      for (const [index, { square, box }] of squares.entries()) {
        const x = left + Math.floor(index / days.length) * pitch;
        const y = top + (index % days.length) * pitch;
        square.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
        box.setAttribute("width", String(size));
        box.setAttribute("height", String(size));
      }
      names.replaceChildren(...days.map((day, row) => words(0, top + row * pitch + size / 2, "start", day)));
      return days.length * pitch;
    },
    /**
     * Show how the hours are used. The last of the fires may take a part of an hour.
     *
     * @param {Hours} used
     */
    show(used) {
      for (const [index, { square, sign, flame }] of squares.entries()) {
        const burnt = Math.max(0, Math.min(1, used.fires - (hours - 1 - index)));
        const kept = index < used.protected;
        const kind = kept ? "leading" : index < used.protected + used.routine ? "routine" : "free";
        square.setAttribute("class", `lm-hour lm-hour-${kind}${burnt >= 0.5 ? " lm-burnt" : ""}`);
        const scale = size / ICON;
        sign.setAttribute("transform", `scale(${scale.toFixed(3)})`);
        const grown = (scale * Math.max(burnt, 0.001)).toFixed(4);
        const middle = ((size - Number(grown) * ICON) / 2).toFixed(2);
        flame.setAttribute("transform", `translate(${middle} ${middle}) scale(${grown})`);
      }
    },
  };
}
