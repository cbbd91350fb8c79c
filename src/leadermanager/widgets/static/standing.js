// How far the exercises are, by what the browser keeps of them.

/** @import { State } from "./exercise.js" */

/** @typedef {Record<string, State>} States by the exercises' ids; those not begun are left out */

/**
 * @param {State | undefined} state
 * @returns {"done" | "begun" | "open"}
 */
export const standing = (state) => (!state ? "open" : state.done === true ? "done" : "begun");

/**
 * Count the exercises, those that are done, and those that are begun.
 *
 * @param {string[]} ids
 * @param {States} states
 */
export function count(ids, states) {
  const all = ids.map((id) => standing(states[id]));
  const of = (/** @type {string} */ what) => all.filter((one) => one === what).length;
  return { total: ids.length, done: of("done"), begun: of("begun") };
}
