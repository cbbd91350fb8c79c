// Conditions on results, and texts that are said where they hold; what Python judges as well.

import { fill } from "../labels.js";

/**
 * @typedef {{ left: string, sign: string, right: string | number }} Condition
 * @typedef {{ when: Condition[], say: string }} Saying
 * @typedef {Record<string, number>} Results
 */

/** @type {Record<string, (a: number, b: number) => boolean>} */
export const COMPARE = {
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
  "==": (a, b) => a === b,
};

/**
 * Return a result as it is shown, to one decimal, and never as minus zero. As in Python, one half-way between two
 * goes to the even one.
 *
 * @param {number} number
 */
export function shown(number) {
  const halfWay = Number.isInteger(4 * number) && !Number.isInteger(2 * number);
  return (halfWay ? (2 * Math.round(5 * number)) / 10 : Number(number.toFixed(1))) + 0;
}

/**
 * Return whether conditions all hold.
 *
 * @param {Condition[]} when
 * @param {Results} results
 */
export function allHold(when, results) {
  const value = (/** @type {string | number} */ side) =>
    shown(typeof side === "number" ? side : results[side]);
  return when.every(({ left, sign, right }) => COMPARE[sign](value(left), value(right)));
}

/**
 * Return the first of the texts whose conditions all hold.
 *
 * @param {Saying[]} sayings the last has no condition
 * @param {Results} results
 */
export const firstSaid = (sayings, results) => sayings.find(({ when }) => allHold(when, results))?.say ?? "";

/**
 * Return results as they are shown, by their names.
 *
 * @param {Results} results
 */
export const asShown = (results) =>
  Object.fromEntries(Object.entries(results).map(([name, number]) => [name, shown(number)]));

/**
 * Return the first of the texts whose conditions all hold, with the results in it.
 *
 * @param {Saying[]} sayings
 * @param {Results} results
 */
export const saidOf = (sayings, results) => fill(firstSaid(sayings, results), asShown(results));
