// Careers that were lived year by year; what Python works out as well.

import { shown } from "./conditions.js";
import { lastTries } from "./tries.js";

/** @import { Results, Saying } from "./conditions.js" */

/**
 * @typedef {{ id: string, leading: number[], managing: number[] }} Career what its first, second, … act of each kind
 *   brings
 * @typedef {{ id: string, name: string, about: string, say: string, leads: string[], believes: number[][] }} Firm for each year, from
 *   its beginning on, who of a hundred leads (1 or 0), and what each believes that leading brings
 * @typedef {{ career: string, acts: string }} Try a letter for each year: L leads, M manages
 * @typedef {{ tries: Try[], bet?: number, firms: string[] }} Lived
 * @typedef {{ years: number, careers: Career[], firms: Firm[], ask: string, says: Saying[] }} Game
 */

/** @param {number[]} numbers */
const sum = (numbers) => numbers.reduce((all, each) => all + each, 0);

/**
 * @param {Pick<Game, "careers">} game
 * @param {string} id
 */
export const careerOf = ({ careers }, id) => careers.find((career) => career.id === id) ?? careers[0];

/**
 * Return what each act of a career brought.
 *
 * @param {Career} career
 * @param {string} acts
 */
export function brought({ leading, managing }, acts) {
  const done = { L: 0, M: 0 };
  return [...acts].map((act) => (act === "L" ? leading[done.L++] : managing[done.M++]));
}

/**
 * Return what leading has brought on average by the end of each year, from the beginning on: 1, as all expect at first,
 * counts like one act.
 *
 * @param {Career} career
 * @param {string} acts
 */
export function believed(career, acts) {
  const points = brought(career, acts);
  let [all, led] = [1, 0];
  return [
    1,
    ...points.map((point, year) => {
      if (acts[year] === "L") [all, led] = [all + point, led + 1];
      return all / (1 + led);
    }),
  ];
}

/**
 * Return what a career came to.
 *
 * @param {Pick<Game, "careers">} game
 * @param {Try} lived
 * @returns {Results}
 */
export function results(game, { career: id, acts }) {
  const career = careerOf(game, id);
  return {
    led: [...acts].filter((act) => act === "L").length,
    last_led: acts.lastIndexOf("L") + 1,
    total: shown(sum(brought(career, acts))),
    all_led: shown(sum(career.leading.slice(0, acts.length))),
    all_managed: shown(sum(career.managing.slice(0, acts.length))),
    believes: shown(believed(career, acts)[acts.length]),
    begun: sum(career.leading.slice(0, 2)),
  };
}

/**
 * Return how many of the hundred lead in a year, and how many then believe that leading brings less than it does.
 *
 * @param {Firm} firm
 * @param {number} year
 */
export function counts({ leads, believes }, year) {
  return {
    many: [...leads[year]].filter((each) => each === "1").length,
    below: believes[year].filter((each) => each < 1).length,
  };
}

/**
 * @param {Game} game
 * @param {Record<string, unknown>} value
 * @returns {Lived}
 */
export function tidy(game, { tries, bet, firms }) {
  /** @type {Try[]} */
  const kept = lastTries(tries, (each) => isTry(game, each), ["career", "acts"]);
  const isBet = kept.length > 0 && typeof bet === "number" && bet >= 0 && bet <= 100;
  const seen = game.firms.map(({ id }) => id).filter((id) => Array.isArray(firms) && firms.includes(id));
  return { tries: kept, ...(isBet && { bet }), firms: seen };
}

/**
 * @param {Game} game
 * @param {Record<string, unknown>} lived
 */
function isTry({ years, careers }, { career, acts }) {
  if (!careers.some(({ id }) => id === career) || typeof acts !== "string") return false;
  return acts.length === years && /^[LM]*$/.test(acts);
}

/** @type {(game: object, value: Partial<Lived>) => boolean} */
export const done = (_, { bet, firms }) => bet !== undefined && Boolean(firms?.length);
