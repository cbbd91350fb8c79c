// A message that goes round a ring of people, some of whose ties were led far away; what Python works out as well.

import { allHold, firstSaid } from "./conditions.js";
import { lastTries } from "./tries.js";

/** @import { Condition, Results, Saying } from "./conditions.js" */

/**
 * @typedef {{ carriers: number[], moved: Record<string, number> }} Setup who carries the message, by number, and to
 *   whom a person's tie to the next one leads instead
 * @typedef {{ tries: Setup[] }} Spreading
 * @typedef {{ people: number, choose: number, near: number, most_moved: number }} Rules
 * @typedef {{ id: string, text: string, done: string, conditions: Condition[], hints: Saying[] }} Goal
 * @typedef {Rules & { goals: Goal[], done: string }} Game
 * @typedef {{ links: number[][], heard: number[], believed: number[] }} Run whom each person is tied to, and the weeks
 *   in which they hear and believe; -1 where that never happens. People count from 0 here.
 */

const MOST_TRIES = 60; // that the page keeps

/**
 * Return the person so many places on.
 *
 * @param {Pick<Rules, "people">} rules
 * @param {number} person
 * @param {number} places
 */
export const onFrom = ({ people }, person, places) => ((person - 1 + places + people) % people) + 1;

/**
 * Return how many places lie between two people, the shorter way round.
 *
 * @param {Pick<Rules, "people">} rules
 * @param {number} one
 * @param {number} other
 */
export function apart({ people }, one, other) {
  const around = (one - other + people) % people;
  return Math.min(around, people - around);
}

/**
 * Return to whom each person is tied: two on either side, but for ties that were moved.
 *
 * @param {Pick<Rules, "people">} rules
 * @param {Setup["moved"]} moved
 */
export function linksOf(rules, moved) {
  const links = Array.from({ length: rules.people }, () => /** @type {Set<number>} */ (new Set()));
  for (let person = 1; person <= rules.people; person += 1) {
    for (const other of [moved[person] ?? onFrom(rules, person, 1), onFrom(rules, person, 2)]) {
      links[person - 1].add(other - 1);
      links[other - 1].add(person - 1);
    }
  }
  return links.map((all) => [...all]);
}

/**
 * Return the week in which each person joins, or -1.
 *
 * @param {number[][]} links
 * @param {number[]} carriers
 * @param {number} needs how many of those to whom one is tied must have joined before
 */
function cascade(links, carriers, needs) {
  const weeks = links.map((_, person) => Number(carriers.includes(person + 1)) - 1);
  for (let week = 0; weeks.includes(week); week += 1) {
    const joined = weeks.map((at) => at >= 0);
    for (const [person, others] of links.entries()) {
      if (!joined[person] && others.filter((other) => joined[other]).length >= needs)
        weeks[person] = week + 1;
    }
  }
  return weeks;
}

/**
 * @param {Pick<Rules, "people">} rules
 * @param {Setup} setup
 * @returns {Run}
 */
export function runOf(rules, { carriers, moved }) {
  const links = linksOf(rules, moved);
  return { links, heard: cascade(links, carriers, 1), believed: cascade(links, carriers, 2) };
}

/**
 * Return how many have joined by some week.
 *
 * @param {number[]} weeks
 * @param {number} week
 */
export const countBy = (weeks, week) => weeks.filter((at) => at >= 0 && at <= week).length;

/**
 * Return how many of those whom a person trusts believe by some week.
 *
 * @param {Pick<Run, "links" | "believed">} run
 * @param {number} person from 0
 * @param {number} week
 */
export const voices = ({ links, believed }, person, week) =>
  links[person].filter((other) => believed[other] >= 0 && believed[other] <= week).length;

/**
 * Return what a try came to.
 *
 * @param {Pick<Rules, "people">} rules
 * @param {Setup} setup
 * @returns {Results}
 */
export function results(rules, setup) {
  const run = runOf(rules, setup);
  const { heard, believed } = run;
  const all = believed.filter((week) => week >= 0).length;
  return {
    carriers: setup.carriers.length,
    moved: Object.keys(setup.moved).length,
    heard: heard.filter((week) => week >= 0).length,
    believed: all,
    won: all - setup.carriers.length,
    first: believed.filter((week) => week === 1).length,
    waiting: believed.filter((week, person) => week < 0 && voices(run, person, Infinity) === 1).length,
    weeks: Math.max(...believed),
    news: Math.max(...heard),
  };
}

/**
 * Return what is said of a try at a goal: that it is reached, or what to look at.
 *
 * @param {Goal} goal
 * @param {Results} came
 */
export const answerTo = ({ conditions, hints, done }, came) =>
  allHold(conditions, came) ? done : firstSaid(hints, came);

/**
 * Return how many goals were reached. They are asked for one after the other, and one try reaches one.
 *
 * @param {Game} game
 * @param {Setup[]} tries
 * @returns {number}
 */
export function reached(game, tries) {
  return tries.reduce((count, each) => {
    const goal = game.goals[count];
    return goal && allHold(goal.conditions, results(game, each)) ? count + 1 : count;
  }, 0);
}

/**
 * Return whether these are people who can be chosen, if any, and ties that can be led so far.
 *
 * @param {Rules} rules
 * @param {unknown} draft
 * @returns {draft is Setup}
 */
export function isDraft(rules, draft) {
  if (typeof draft !== "object" || draft === null) return false;
  const { carriers, moved } = /** @type {Record<string, unknown>} */ (draft);
  if (!Array.isArray(carriers) || typeof moved !== "object" || moved === null || Array.isArray(moved)) {
    return false;
  }
  const isPerson = (/** @type {unknown} */ one) =>
    Number.isInteger(one) && Number(one) >= 1 && Number(one) <= rules.people;
  const ties = Object.entries(moved);
  return (
    carriers.every(isPerson) &&
    new Set(carriers).size === carriers.length &&
    carriers.length <= rules.choose &&
    ties.length <= rules.most_moved &&
    ties.every(
      ([one, other]) =>
        String(Number(one)) === one &&
        isPerson(Number(one)) &&
        isPerson(other) &&
        apart(rules, Number(one), other) > rules.near,
    )
  );
}

/**
 * @param {Game} game
 * @param {Record<string, unknown>} value
 * @returns {Spreading}
 */
export function tidy(game, { tries }) {
  const isTry = (/** @type {unknown} */ each) => isDraft(game, each) && each.carriers.length > 0;
  return { tries: lastTries(tries, isTry, ["carriers", "moved"], MOST_TRIES) };
}

/** @type {(game: Game, value: Partial<Spreading>) => boolean} */
export const done = (game, { tries = [] }) => reached(game, tries) === game.goals.length;
