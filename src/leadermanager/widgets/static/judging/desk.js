// Decisions on a desk, and the people who settle them; what Python works out as well.

import { lastTries } from "./tries.js";

/** @import { Results, Saying } from "./conditions.js" */

/**
 * @typedef {{ joining: number[], aim: number }} Try the weeks in which one more person is let in, and the one in which
 *   the talk about an aim begins; 0 for none
 * @typedef {{ tries: Try[] }} Played
 * @typedef {Try & { id: string, name: string }} Run
 */

/**
 * @typedef {object} Rules
 * @property {number} each decisions that one person settles in a week
 * @property {number} clashes of two people without a common aim, in so many weeks (`in_weeks`)
 * @property {number} in_weeks
 * @property {number} undone decisions that a clash brings back
 * @property {number} agreeing weeks that it takes to agree on an aim
 * @property {number} won_by decisions settled with a common aim, which bring one more person to lead
 * @property {number} most people who could decide
 */

/**
 * What happened in a week: `people` may decide in it, and at its end `won` more began to lead and so many are
 * `waiting`.
 *
 * @typedef {object} Week
 * @property {number} fresh
 * @property {number} people
 * @property {number} settled
 * @property {number} back
 * @property {number} won
 * @property {number} waiting
 * @property {boolean} talk whether the aim is talked about
 * @property {boolean} explaining whether one more person is let in
 * @property {boolean} shared whether there is a common aim
 */

/** @typedef {{ arising: number[], rules: Rules, runs: Run[], says: Saying[] }} Game */

/**
 * Return what happens in each week; the entry before the first is what holds before it.
 *
 * @param {Pick<Game, "arising" | "rules">} game
 * @param {Try} played
 * @returns {Week[]}
 */
export function follow({ arising, rules }, { joining, aim }) {
  const { each, clashes, in_weeks, undone, agreeing, won_by, most } = rules;
  const none = { fresh: 0, settled: 0, back: 0, won: 0, talk: false, explaining: false, shared: false };
  const weeks = [{ ...none, people: 1, waiting: 0 }];
  let [waiting, people, met, agreed] = [0, 1, 0, 0];
  for (const [index, fresh] of arising.entries()) {
    const week = index + 1;
    const talk = aim > 0 && week >= aim && week < aim + agreeing;
    const shared = aim > 0 && week >= aim + agreeing;
    const explaining = joining.includes(week);
    waiting += fresh;
    const busy = talk ? 0 : people - (explaining ? 1 : 0);
    const settled = Math.min(waiting, each * busy);
    const pairs = shared ? 0 : (busy * (busy - 1)) / 2;
    const before = Math.floor(met / in_weeks);
    met += clashes * pairs;
    const back = Math.min(undone * (Math.floor(met / in_weeks) - before), settled - (settled % undone));
    waiting += back - settled;
    const later = Math.min(people + (explaining ? 1 : 0), most);
    agreed += shared ? settled : 0;
    const won = Math.min(Math.floor(agreed / won_by), most - later);
    agreed -= won_by * won;
    weeks.push({ fresh, people, settled, back, won, waiting, talk, explaining, shared });
    people = later + won;
  }
  return weeks;
}

/**
 * @param {Week[]} weeks
 * @returns {Record<"last" | "highest" | "back" | "won" | "people", number>}
 */
export function summary(weeks) {
  const sum = (/** @type {"back" | "won"} */ name) => weeks.reduce((all, week) => all + week[name], 0);
  const end = weeks[weeks.length - 1];
  return {
    last: end.waiting,
    highest: Math.max(...weeks.map(({ waiting }) => waiting)),
    back: sum("back"),
    won: sum("won"),
    people: end.people + (end.explaining ? 1 : 0) + end.won,
  };
}

/**
 * Return what a try came to, and the pile at the end of each run.
 *
 * @param {Game} game
 * @param {Try} played
 * @returns {Results}
 */
export function results(game, played) {
  const { joining, aim } = played;
  const runs = game.runs.map((run) => [`${run.id}_last`, summary(follow(game, run)).last]);
  const early = joining.filter((week) => !aim || week < aim).length;
  return {
    ...summary(follow(game, played)),
    joined: joining.length,
    early,
    aim,
    ...Object.fromEntries(runs),
  };
}

/**
 * @param {Pick<Game, "arising" | "rules">} game
 * @param {Record<string, unknown>} value
 * @returns {Played}
 */
export function tidy(game, { tries }) {
  return { tries: lastTries(tries, (each) => isTry(game, each), ["joining", "aim"]) };
}

/**
 * @param {Pick<Game, "arising" | "rules">} game
 * @param {Record<string, unknown>} played
 */
function isTry({ arising, rules }, { joining, aim }) {
  const last = arising.length;
  if (typeof aim !== "number" || !Number.isInteger(aim) || aim < 0 || aim > last) return false;
  if (!Array.isArray(joining) || joining.length >= rules.most) return false;
  const talk = (/** @type {number} */ week) => aim > 0 && week >= aim && week < aim + rules.agreeing;
  return joining.every(
    (week, index) =>
      Number.isInteger(week) && week > (joining[index - 1] ?? 0) && week <= last && !talk(week),
  );
}

/** @type {(game: object, value: Partial<Played>) => boolean} */
export const done = (_, { tries }) => (tries?.length ?? 0) > 1;
