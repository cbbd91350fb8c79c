// Scales, axes and paths of a drawing that has two axes.

import { drawn } from "../svg.js";

/** @typedef {[number, number]} Span */
/** @typedef {{ left: number, right: number, top: number, bottom: number }} Box the area that is drawn in, in pixels */
/** @typedef {{ x: (value: number) => number, y: (value: number) => number,
 *   value: (y: number) => number, box: Box }} Plot where values stand, and the value of a height */

/**
 * Return where values stand in a box.
 *
 * @param {Box} box
 * @param {Span} across from the value at the left edge to that at the right
 * @param {Span} up from the value at the bottom to that at the top
 * @returns {Plot}
 */
export function plotIn(box, across, up) {
  const part = (/** @type {number} */ value, /** @type {Span} */ [low, high]) => (value - low) / (high - low);
  return {
    box,
    x: (value) => box.left + (box.right - box.left) * part(value, across),
    y: (value) => box.bottom - (box.bottom - box.top) * part(value, up),
    value: (y) => up[0] + ((up[1] - up[0]) * (box.bottom - y)) / (box.bottom - box.top),
  };
}

/**
 * Return round numbers between two ends, about as many as asked for.
 *
 * @param {Span} span
 * @param {number} count
 */
export function ticks([low, high], count) {
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((each) => each * power >= rough) ?? 10);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toFixed(6)));
}

/**
 * Draw the axes: lines across with their numbers, numbers below, and what both measure.
 *
 * @param {Plot} plot
 * @param {number} em
 * @param {{ x: number[], y: number[], xTitle: string, yTitle: string, xText?: (value: number) => string }} axes
 */
export function drawAxes({ x, y, box }, em, { x: across, y: up, xTitle, yTitle, xText = String }) {
  const { left, right, top, bottom } = box;
  return drawn(
    "g",
    { class: "lm-axes-drawn" },
    ...up.flatMap((value) => [
      drawn("line", { x1: left, x2: right, y1: y(value), y2: y(value), class: "lm-grid" }),
      words(left - 0.5 * em, y(value), "end", String(value)),
    ]),
    drawn("line", { x1: left, x2: right, y1: bottom, y2: bottom, class: "lm-base" }),
    ...across.flatMap((value) => [
      drawn("line", { x1: x(value), x2: x(value), y1: bottom, y2: bottom + 0.35 * em, class: "lm-base" }),
      words(x(value), bottom + 1.1 * em, "middle", xText(value)),
    ]),
    words(right, bottom + 2.3 * em, "end", xTitle),
    words(left - 2.4 * em, top - 1.1 * em, "start", yTitle),
  );
}

/**
 * Write words into a drawing, their middle at a height.
 *
 * @param {number} x
 * @param {number} y
 * @param {"start" | "middle" | "end"} anchor
 * @param {string} text
 * @param {string} style
 */
export const words = (x, y, anchor, text, style = "") =>
  drawn("text", { x, y, "text-anchor": anchor, dy: "0.32em", class: style }, text);

/**
 * Return the path along some points.
 *
 * @param {number[][]} points
 */
export const along = (points) =>
  points.map(([x, y], index) => `${index ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");
