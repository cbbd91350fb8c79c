// The lines between people: where they begin and end, and the shapes that they are drawn with.

import { drawn } from "./svg.js";

/**
 * A person's place in the picture, in pixels: the middle, and half the width and height, with a little room.
 *
 * @typedef {{ x: number, y: number, w: number, h: number }} Box
 * @typedef {[number, number]} Spot
 */

const WING = 8; // pixels
const OPENING = 0.42; // of an arrow, in radians

/**
 * Return where the line from the middle of one box to that of another leaves it.
 *
 * @param {Box} box
 * @param {Box} other
 * @returns {Spot}
 */
export function rim(box, other) {
  const [dx, dy] = [other.x - box.x, other.y - box.y];
  const part = Math.min(dx ? box.w / Math.abs(dx) : Infinity, dy ? box.h / Math.abs(dy) : Infinity, 0.5);
  return [box.x + dx * part, box.y + dy * part];
}

/**
 * Return the three corners of an arrow's head at the end of a line.
 *
 * @param {Spot} start
 * @param {Spot} end
 * @returns {Spot[]}
 */
export function head([ax, ay], [bx, by]) {
  const turn = Math.atan2(by - ay, bx - ax);
  const wing = (/** @type {number} */ angle) =>
    /** @type {Spot} */ ([bx - WING * Math.cos(turn + angle), by - WING * Math.sin(turn + angle)]);
  return [[bx, by], wing(OPENING), wing(-OPENING)];
}

/**
 * @param {string} tag
 * @param {number} layer
 * @param {Record<string, string | number>} attributes
 */
const part = (tag, layer, attributes) => drawn(tag, { class: `lm-tie lm-tie-${layer}`, ...attributes });

/** @param {Spot[]} spots */
const points = (spots) => spots.map((spot) => spot.join(",")).join(" ");

/** @type {(from: Box, to: Box, layer: number) => SVGElement} */
export function tie(from, to, layer) {
  const [[x1, y1], [x2, y2]] = [rim(from, to), rim(to, from)];
  return part("line", layer, { x1, y1, x2, y2 });
}

/** @type {(from: Box, to: Box, layer: number) => SVGElement[]} */
export const arrow = (from, to, layer) => [
  tie(from, to, layer),
  part("polygon", layer, { points: points(head(rim(from, to), rim(to, from))) }),
];

/**
 * People who stand below each other under one boss hang on a rail beside them, not on each other.
 *
 * @param {Box} from
 * @param {Box} to
 * @param {number} widest half the width of the widest person
 * @param {number} layer
 */
export function rail(from, to, widest, layer) {
  const x = to.x - widest - 4;
  /** @type {Spot[]} */
  const spots = [
    [from.x - from.w + 3, from.y],
    [x, from.y],
    [x, to.y],
    [to.x - to.w + 3, to.y],
  ];
  return part("polyline", layer, { points: points(spots) });
}
