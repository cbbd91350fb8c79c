// Proposals with a hope and a doubt, and what it brings to go by them; what Python works out as well.

import { lastTries } from "./tries.js";

/** @import { Results, Saying } from "./conditions.js" */

/**
 * Proposals, an entry for each in every list: who doubts, the two chances, what it brings on top if it works.
 *
 * @typedef {{ voice: number[], hope: number[], doubt: number[], gain: number[], works: boolean[] }} Proposals
 * @typedef {Proposals & { id: string }} Deal
 * @typedef {{ id: string, name: string, flat: boolean }} Doubter
 * @typedef {{ deal: string, said: number[] }} Try the chances that were set
 * @typedef {{ tries: Try[], bet: string, left_out: string[], off: number }} Guessed
 */

/**
 * @typedef {object} Game
 * @property {Doubter[]} doubters
 * @property {Deal[]} deals
 * @property {Proposals} many
 * @property {number} cost of a proposal
 * @property {number} most_off
 * @property {Saying[]} says
 */

export const BETS = ["gain", "same", "loss"];
const ALIKE = 0.04; // a difference of so small a part of the total is called none

/** @param {number[]} numbers */
const sum = (numbers) => numbers.reduce((before, each) => before + each, 0);

/**
 * Return from which chance on, in per cent, a proposal is worth its cost.
 *
 * @param {Pick<Game, "cost">} game
 * @param {number} gain
 */
export const worthFrom = ({ cost }, gain) => (100 * cost) / (cost + gain);

/**
 * Return what each proposal brings to who goes by these chances: nothing where it is left.
 *
 * @param {Pick<Game, "cost">} game
 * @param {Proposals} proposals
 * @param {number[]} chances
 */
export const brought = ({ cost }, { gain, works }, chances) =>
  chances.map((chance, index) => {
    if (chance * (cost + gain[index]) <= 100 * cost) return 0;
    return works[index] ? gain[index] : -cost;
  });

/**
 * Return what has been brought after each proposal; the first entry is before any.
 *
 * @param {number[]} amounts
 */
export function running(amounts) {
  const sums = [0];
  for (const each of amounts) sums.push(sums[sums.length - 1] + each);
  return sums;
}

/**
 * Return half of the hope and half of the doubt; where nobody is asked, the hope less what is taken off.
 *
 * @param {Proposals} proposals
 * @param {number[]} leftOut
 * @param {number} off
 */
export const heeding = ({ voice, hope, doubt }, leftOut = [], off = 0) =>
  hope.map((each, index) => (leftOut.includes(voice[index]) ? each - off : (each + doubt[index]) / 2));

/**
 * @param {Pick<Game, "deals">} game
 * @param {string} id
 */
export const dealOf = ({ deals }, id) => deals.find((deal) => deal.id === id) ?? deals[0];

/**
 * Return the chances that each goes by: the student, those who go by hope or doubt alone, and by half of both.
 *
 * @param {Proposals} proposals
 * @param {number[]} said
 * @returns {Record<string, number[]>}
 */
export const chancesOf = (proposals, said) => ({
  you: said,
  hope: proposals.hope,
  doubt: proposals.doubt,
  half: heeding(proposals),
});

/**
 * Return what a try brought to each, and how far each leans.
 *
 * @param {Pick<Game, "deals" | "cost">} game
 * @param {Try} played
 * @returns {Results}
 */
export function results(game, { deal: id, said }) {
  const deal = dealOf(game, id);
  const worked = (100 * deal.works.filter(Boolean).length) / deal.works.length;
  /** @type {Results} */
  const came = {};
  for (const [who, chances] of Object.entries(chancesOf(deal, said))) {
    came[who] = sum(brought(game, deal, chances));
    came[`${who}_lean`] = sum(chances) / chances.length - worked;
  }
  return came;
}

/**
 * Return what the many proposals bring to a firm that leaves some doubters out.
 *
 * @param {Pick<Game, "doubters" | "many" | "cost">} game
 * @param {string[]} ids
 * @param {number} off
 * @returns {Results}
 */
export function ruleResults(game, ids, off) {
  const { doubters, many } = game;
  const out = doubters.flatMap(({ id }, index) => (ids.includes(id) ? [index] : []));
  const flatOut = out.filter((index) => doubters[index].flat).length;
  const total = sum(brought(game, many, heeding(many, out, off)));
  const all = sum(brought(game, many, heeding(many)));
  return {
    total,
    all,
    more: total - all,
    out: out.length,
    flat_out: flatOut,
    knowing_out: out.length - flatOut,
    off,
  };
}

/** @param {Pick<Game, "doubters">} game */
export const flatOnes = ({ doubters }) => doubters.filter(({ flat }) => flat).map(({ id }) => id);

/**
 * Return which bet comes true: what happens without the flat doubters, where hope is taken as it is.
 *
 * @param {Pick<Game, "doubters" | "many" | "cost">} game
 */
export function rightBet(game) {
  const { more, all } = ruleResults(game, flatOnes(game), 0);
  if (Math.abs(more) < ALIKE * Math.abs(all)) return "same";
  return more > 0 ? "gain" : "loss";
}

/**
 * @param {Game} game
 * @param {Record<string, unknown>} value
 * @returns {Guessed}
 */
export function tidy({ deals, doubters, most_off }, { tries, bet, left_out, off }) {
  const ids = doubters.map(({ id }) => id);
  return {
    tries: lastTries(tries, (each) => isTry(deals, each), ["deal", "said"]),
    bet: BETS.find((each) => each === bet) ?? "",
    left_out: ids.filter((id) => Array.isArray(left_out) && left_out.includes(id)),
    off: typeof off === "number" && off >= 0 && off <= most_off ? off : 0,
  };
}

/**
 * @param {Deal[]} deals
 * @param {Record<string, unknown>} played
 */
function isTry(deals, { deal: id, said }) {
  const deal = deals.find((each) => each.id === id);
  if (!deal || !Array.isArray(said) || said.length !== deal.hope.length) return false;
  return said.every((chance) => Number.isInteger(chance) && chance >= 0 && chance <= 100);
}

/** @type {(game: object, value: Partial<Guessed>) => boolean} */
export const done = (_, { tries, bet }) => Boolean(tries?.length && bet);
