// A total spent on lines, and the rules that speak about it; what Python judges as well.

import { answered } from "./answers.js";
import { COMPARE } from "./conditions.js";

/**
 * @typedef {Record<string, number>} Amounts line -> what is spent on it
 * @typedef {{ id: string, name: string, about: string, colour: string }} Line
 * @typedef {{ lines: string[], plus: number }} Sum
 * @typedef {{ left: Sum, sign: string, right: Sum }} Condition
 * @typedef {{ id: string, say: string, good: boolean, when: Condition[] }} Rule
 * @typedef {{ id: string, name: string, source: string, values: Amounts }} Profile
 */

/**
 * @typedef {object} Budget
 * @property {number} total
 * @property {number} step
 * @property {string} unit
 * @property {Line[]} lines
 * @property {Rule[]} rules
 * @property {string} fine
 * @property {Profile[]} profiles
 */

/** @type {Record<string, (...numbers: number[]) => number>} */
const EXTREMES = { largest: Math.max, smallest: Math.min };

/**
 * Return what a sum comes to. The lines are added first, as Python does: another order may round otherwise.
 *
 * @param {Sum} sum
 * @param {Amounts} amounts
 */
function worth({ lines, plus }, amounts) {
  const of = (/** @type {string} */ name) => EXTREMES[name]?.(...Object.values(amounts)) ?? amounts[name];
  return lines.reduce((sum, name) => sum + of(name), 0) + plus;
}

/**
 * Return the rules that hold for these amounts.
 *
 * @param {Pick<Budget, "rules">} content
 * @param {Amounts} amounts
 */
export const holding = ({ rules }, amounts) =>
  rules.filter((rule) =>
    rule.when.every(({ left, sign, right }) => COMPARE[sign](worth(left, amounts), worth(right, amounts))),
  );

/**
 * Keep what was spent on the lines that the content still has; nothing where one is missing.
 *
 * @param {Pick<Budget, "lines">} content
 * @param {Record<string, unknown>} value
 */
export function tidy({ lines }, value) {
  /** @type {Amounts} */
  const kept = {};
  for (const { id } of lines) {
    const amount = value[id];
    if (typeof amount !== "number") return {};
    kept[id] = amount;
  }
  return kept;
}

/** @type {(content: Pick<Budget, "lines">, value: object) => boolean} */
export const done = ({ lines }, value) => answered(lines, value);
