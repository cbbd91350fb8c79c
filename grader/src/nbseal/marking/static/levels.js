// The levels of a rubric as buttons, and the key that stands for each.

/** @import { Level, Task } from "./mark.js" */

/**
 * The key of each level: its points where these are different digits, else its place.
 *
 * @param {Level[]} levels
 * @returns {string[]}
 */
export function keysOf(levels) {
  const digits = levels.map(({ points }) => String(points));
  const plain = digits.every((digit) => /^\d$/.test(digit)) && new Set(digits).size === digits.length;
  return plain ? digits : levels.map((_, place) => (place < 9 ? String(place + 1) : ""));
}

/**
 * The rubric's levels; without one, every whole number of points as far as there is a key for each.
 *
 * @param {Task} one
 * @returns {Level[]}
 */
export function levelsOf({ levels, points }) {
  if (levels.length || !Number.isInteger(points) || points > 9) return levels;
  return Array.from({ length: points + 1 }, (_, at) => ({ name: "", points: points - at, description: "" }));
}
