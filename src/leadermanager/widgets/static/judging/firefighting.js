// Fires that eat hours, while some are protected for leading; what Python works out as well.

import { lastTries } from "./tries.js";

/** @import { Results, Saying } from "./conditions.js" */

/**
 * @typedef {{ first: number, second: number }} Try the hours protected at first, and from the turn on
 * @typedef {{ tries: Try[] }} Fought
 * @typedef {{ protected: number, fires: number, undone: number }} Week
 * @typedef {{ of: string, question: string, otherwise: number }} Start
 */

/**
 * @typedef {object} Game
 * @property {number} change
 * @property {number} routine hours a week
 * @property {number} fires hours in the first week
 * @property {number} hours of a week
 * @property {number} growth hours of fires more for each hour that something was short of
 * @property {number} most_prevented
 * @property {number} most hours that can be protected
 * @property {number} weeks
 * @property {number} turn the week after which the hours may be changed
 * @property {number} quiet
 * @property {[string, string]} axes
 * @property {Start} start
 * @property {Saying[]} says
 */

/**
 * Return the weeks of a half-year.
 *
 * @param {Pick<Game, "change" | "routine" | "fires" | "hours" | "growth" | "most_prevented" | "weeks" | "turn">} game
 * @param {Try} played
 */
export function weeksOf(game, { first, second }) {
  /** @type {Week[]} */
  const weeks = [];
  let now = game.fires;
  for (let week = 1; week <= game.weeks; week += 1) {
    const kept = week <= game.turn ? first : second;
    const left = game.hours - kept;
    now = Math.min(Math.max(now, 0), left);
    const undone = Math.max(game.routine - (left - now), 0);
    weeks.push({ protected: kept, fires: now, undone });
    now += game.growth * (Math.max(game.change - kept, -game.most_prevented) + undone);
  }
  return weeks;
}

/**
 * Return what a try came to.
 *
 * @param {Game} game
 * @param {Try} played
 * @returns {Results}
 */
export function results(game, { first, second }) {
  const lastOf = (/** @type {Try} */ each) => weeksOf(game, each)[game.weeks - 1];
  const weeks = weeksOf(game, { first, second });
  const others = Array.from({ length: game.most + 1 }, (_, hours) => lastOf({ first, second: hours }));
  return {
    first,
    second,
    at_turn: weeks[game.turn - 1].fires,
    last: weeks[game.weeks - 1].fires,
    undone: weeks[game.weeks - 1].undone,
    ways: others.filter(({ fires, undone }) => fires <= game.quiet && !undone).length,
    had_second: lastOf({ first: second, second }).fires,
  };
}

/**
 * @param {Pick<Game, "most">} game
 * @param {Record<string, unknown>} value
 * @returns {Fought}
 */
export function tidy(game, { tries }) {
  return { tries: lastTries(tries, (each) => isTry(game, each), ["first", "second"]) };
}

/**
 * @param {Pick<Game, "most">} game
 * @param {Record<string, unknown>} played
 */
function isTry({ most }, { first, second }) {
  return [first, second].every((each) => Number.isInteger(each) && 0 <= Number(each) && Number(each) <= most);
}

/** @type {(game: object, value: Partial<Fought>) => boolean} */
export const done = (_, { tries }) => Boolean(tries?.length);
