// Marbles that fall through a funnel held by hand; what Python works out as well.

import { lastTries } from "./tries.js";

/** @import { Results, Saying } from "./conditions.js" */

/**
 * @typedef {{ id: string, luck: number[], rule: number[] }} Luck steps by which luck pushes each marble to the right,
 *   and where a rule would have held the funnel
 * @typedef {{ luck: string, aims: number[] }} Try where the funnel was held for each marble
 * @typedef {{ tries: Try[] }} Dropped
 * @typedef {{ marbles: number, reach: number, lucks: Luck[], says: Saying[] }} Game
 */

/** @param {number[]} places */
const meanDistance = (places) => places.reduce((sum, place) => sum + Math.abs(place), 0) / places.length;

/**
 * @param {Pick<Game, "lucks">} game
 * @param {string} id
 */
export const luckOf = ({ lucks }, id) => lucks.find((luck) => luck.id === id) ?? lucks[0];

/**
 * Return where marbles fell.
 *
 * @param {Luck} luck
 * @param {number[]} aims
 */
export const landed = ({ luck }, aims) => aims.map((aim, index) => aim + luck[index]);

/**
 * Return what a try came to.
 *
 * @param {Pick<Game, "lucks">} game
 * @param {Try} played
 * @returns {Results}
 */
export function results(game, { luck: id, aims }) {
  const luck = luckOf(game, id);
  const places = landed(luck, aims);
  const distance = meanDistance(places);
  const alone = meanDistance(luck.luck);
  return {
    distance,
    alone,
    wider: alone ? Math.floor(100 * (distance / alone - 1) + 0.5) : 0,
    moves: aims.filter((aim, index) => aim !== (aims[index - 1] ?? 0)).length,
    against: aims.filter((aim, index) => index && (aim - aims[index - 1]) * places[index - 1] < 0).length,
    beside: Math.abs(aims.reduce((sum, aim) => sum + aim, 0) / aims.length),
    rule_distance: meanDistance(landed(luck, luck.rule)),
  };
}

/**
 * @param {Game} game
 * @param {Record<string, unknown>} value
 * @returns {Dropped}
 */
export function tidy(game, { tries }) {
  return { tries: lastTries(tries, (each) => isTry(game, each), ["luck", "aims"]) };
}

/**
 * @param {Game} game
 * @param {Record<string, unknown>} played
 */
function isTry({ marbles, reach, lucks }, { luck, aims }) {
  if (!lucks.some(({ id }) => id === luck) || !Array.isArray(aims)) return false;
  return aims.length === marbles && aims.every((aim) => Number.isInteger(aim) && Math.abs(aim) <= reach);
}

/** @type {(game: object, value: Partial<Dropped>) => boolean} */
export const done = (_, { tries }) => Boolean(tries?.length);
