// A unit between two waters, quarter by quarter; what Python works out as well.

import { lastTries } from "./tries.js";

/** @import { Results, Saying } from "./conditions.js" */

/**
 * @typedef {object} Unit
 * @property {string} id
 * @property {number[]} change what it faces in each quarter
 * @property {number[]} complexity
 * @property {number} leading how strongly its people lead and manage
 * @property {number} managing
 * @property {number} purse what both walls are paid from
 * @property {number} possible quarters that stay below plan with the best walls that nobody moves
 */

/**
 * @typedef {{ leading: number[], managing: number[] }} Walls the height of both in each quarter
 * @typedef {Walls & { unit: string }} Try
 * @typedef {{ tries: Try[] }} Played
 */

/**
 * @typedef {object} Game the numbers are those of the model
 * @property {Unit[]} units
 * @property {number} best
 * @property {number} plan
 * @property {number} unmet
 * @property {number} surplus
 * @property {number} effort
 * @property {number} pipe quarters that the pipe is long
 * @property {Saying[]} says
 */

/**
 * What follows from the walls, in points and quarter by quarter: the result, what came over the managing wall, what
 * went into the pipe and what came out of it. `before` is what each of the quarters before the first sent into it.
 *
 * @typedef {{ result: number[], spilled: number[], piped: number[], out: number[], before: number,
 *   summary: Results }} Followed
 */

const MOST_TRIES = 9; // that the page keeps
const HIGHEST = 10;

const sum = (/** @type {number[]} */ numbers) => numbers.reduce((one, other) => one + other, 0);
const squared = (/** @type {number} */ number) => Math.max(number, 0) ** 2;

/**
 * @param {Game} game
 * @param {Unit} unit
 * @param {Walls} walls
 * @returns {Followed}
 */
export function follow(game, unit, { leading, managing }) {
  const { change, complexity } = unit;
  const before = game.unmet * squared(change[0] - unit.leading);
  const spilled = complexity.map((level, index) => game.unmet * squared(level - managing[index]));
  const piped = change.map((level, index) => game.unmet * squared(level - leading[index]));
  const felt = [...Array(game.pipe).fill(before), ...piped];
  const out = felt.slice(0, change.length);
  const result = change.map((level, index) => {
    const over = squared(leading[index] - level) + squared(managing[index] - complexity[index]);
    const effort = game.effort * (leading[index] + managing[index]);
    return game.best - spilled[index] - out[index] - game.surplus * over - effort;
  });
  const raised = leading.findIndex((height) => height >= unit.leading + 1) + 1;
  /** @type {Results} */
  const summary = {
    lowest: Math.min(...result),
    below_plan: result.filter((each) => Number(each.toFixed(1)) < game.plan).length,
    missing_order: sum(spilled),
    missing_direction: sum(out),
    raised,
    waiting: raised ? sum(felt.slice(raised - 1, raised - 1 + game.pipe)) : 0,
    in_pipe: sum(felt.slice(change.length)),
    purse: unit.purse,
    rise: change[change.length - 1] - change[0],
    possible: unit.possible,
  };
  return { result, spilled, piped, out, before, summary };
}

/**
 * Return what a try came to, by the names that `says` uses.
 *
 * @param {Game} game
 * @param {Try} played
 */
export const results = (game, played) => follow(game, unitOf(game, played.unit), played).summary;

/**
 * @template {Unit} U
 * @param {{ units: U[] }} game
 * @param {string} id
 */
export const unitOf = ({ units }, id) => units.find((unit) => unit.id === id) ?? units[0];

/**
 * Set one wall. What the purse lacks is taken from the other.
 *
 * @template {"leading" | "managing"} Wall
 * @param {Record<"leading" | "managing", number>} walls
 * @param {Wall} wall
 * @param {number} height
 * @param {number} purse
 */
export function setWall(walls, wall, height, purse) {
  const other = wall === "leading" ? "managing" : "leading";
  const within = Math.max(0, Math.min(height, HIGHEST, purse));
  return { ...walls, [wall]: within, [other]: Math.min(walls[other], purse - within) };
}

/**
 * @param {Pick<Game, "units">} game
 * @param {Record<string, unknown>} value
 * @returns {Played}
 */
export function tidy(game, { tries }) {
  const isOne = (/** @type {Record<string, unknown>} */ each) => isTry(game, each);
  return { tries: lastTries(tries, isOne, ["unit", "leading", "managing"], MOST_TRIES) };
}

/**
 * @param {Pick<Game, "units">} game
 * @param {Record<string, unknown>} played
 */
function isTry({ units }, { unit: id, leading, managing }) {
  const unit = units.find((each) => each.id === id);
  if (!unit || !Array.isArray(leading) || !Array.isArray(managing)) return false;
  const quarters = unit.change.length;
  if (leading.length !== quarters || managing.length !== quarters) return false;
  const isHeight = (/** @type {unknown} */ one) => typeof one === "number" && one >= 0 && one <= HIGHEST;
  return (
    [...leading, ...managing].every(isHeight) &&
    leading.every((height, index) => height + managing[index] <= unit.purse)
  );
}

/** @type {(game: object, value: Partial<Played>) => boolean} */
export const done = (_, { tries }) => Boolean(tries?.length);
