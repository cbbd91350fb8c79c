// What is drawn to the width of the page: laid out anew where that changes, so that words keep their size.

import { drawn } from "../svg.js";

/**
 * The room that a picture has, in pixels. `em` is the size of its letters.
 *
 * @typedef {{ width: number, em: number, narrow: boolean }} Room
 */

const NARROW = 36; // em; below this there is no room beside lines and piles

/**
 * Make an empty drawing that fills the width it is given.
 *
 * @param {AbortSignal | undefined} signal
 * @param {(svg: SVGElement, room: Room) => number} layOut fill the drawing, and return its height
 */
export function makeStage(signal, layOut) {
  const svg = drawn("svg", { "aria-hidden": "true", class: "lm-stage" });
  let before = "";

  function follow() {
    const width = Math.floor(svg.getBoundingClientRect().width);
    if (!width) return;
    const em = Number.parseFloat(getComputedStyle(svg).fontSize);
    if (`${width} ${em}` === before) return;
    before = `${width} ${em}`;
    svg.replaceChildren();
    const height = layOut(svg, { width, em, narrow: width < NARROW * em });
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    svg.style.height = `${height}px`;
  }

  const watch = new ResizeObserver(follow);
  watch.observe(svg);
  signal?.addEventListener("abort", () => watch.disconnect());
  return svg;
}
