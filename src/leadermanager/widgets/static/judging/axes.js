// Items on a field of two axes; what Python judges as well.

import { answered, count } from "./answers.js";

/** @import { Answer, Item, Tries } from "./answers.js" */

export const LOW = 0;
export const HIGH = 10;

/**
 * @typedef {[number, number]} Point
 * @typedef {{ id: string, name: string, x: Point, y: Point }} Region from where to where on each axis
 * @typedef {{ name: string, low: string, high: string }} Axis
 * @typedef {Item & { text: string, section: string }} Placed
 * @typedef {{ x: Axis, y: Axis, regions: Region[], between: string, show_regions: boolean, items: Placed[] }} Field
 * @typedef {{ value?: Record<string, Point>, tries?: Tries }} Standing item -> where it stands
 */

/**
 * @param {number} number
 * @param {Point} span
 */
const inside = (number, [from, to]) => from <= number && (number < to || (number === to && to === HIGH));

/**
 * Return the region at a point; a border belongs to the region right of it or above it.
 *
 * @param {Pick<Field, "regions">} content
 * @param {Point} point
 */
export const regionAt = ({ regions }, [x, y]) =>
  regions.find((region) => inside(x, region.x) && inside(y, region.y));

/**
 * Return what is said to an item at a point.
 *
 * @param {Pick<Field, "regions" | "between">} content
 * @param {Item} item
 * @param {Point} point
 * @returns {Answer}
 */
export function answerAt(content, item, point) {
  const region = regionAt(content, point);
  return region ? item.feedback[region.id] : { right: false, text: content.between };
}

/**
 * @param {unknown} point
 * @returns {point is Point}
 */
const onField = (point) =>
  Array.isArray(point) &&
  point.length === 2 &&
  point.every((number) => typeof number === "number" && LOW <= number && number <= HIGH);

/**
 * @param {Pick<Field, "items">} content
 * @param {Record<string, unknown>} value
 */
export function tidy({ items }, value) {
  /** @type {Record<string, Point>} */
  const kept = {};
  for (const [id, point] of Object.entries(value)) {
    if (items.some((item) => item.id === id) && onField(point)) kept[id] = point;
  }
  return kept;
}

/** @type {(content: Pick<Field, "items">, value: object) => boolean} */
export const done = ({ items }, value) => answered(items, value);

/**
 * @param {Field} content
 * @param {Standing} state
 */
export function score(content, state) {
  const isRight = (/** @type {Item} */ item, /** @type {Point} */ point) =>
    answerAt(content, item, point).right;
  const { answered: placed, ...others } = count(content.items, state, isRight);
  return { ...others, placed };
}
