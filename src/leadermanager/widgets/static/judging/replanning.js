// Plans that are made week by week, and what they cost; what Python works out as well.

import { lastTries } from "./tries.js";

/** @import { Results, Saying } from "./conditions.js" */

/**
 * @typedef {{ id: string, name: string }} Rule
 * @typedef {{ id: string, orders: number[], breaks: number, rules: Record<string, number[]> }} Market
 *   the orders of the week before the first and of all weeks, the week of its break, and the weeks in which each rule
 *   makes a new plan
 * @typedef {{ market: string, made: number[] }} Try the weeks that began with a new plan, the first week left out
 * @typedef {{ tries: Try[], bet: string }} Planned
 */

/**
 * What follows from plans; see `follow`.
 *
 * @typedef {{ plan: number[], miss: number[], cost: number[], made: number[], summary: Results }} Followed
 */

/**
 * @typedef {object} Game
 * @property {Market[]} markets
 * @property {Rule[]} rules
 * @property {number} per_point cost of a point of miss in a week
 * @property {number} new_plan cost of a new plan
 * @property {Saying[]} says
 */

/** The student's own plans, beside those of the rules. */
export const OWN = "you";

/**
 * Follow plans: `plan` and `miss` of each week, and the `cost` of all weeks up to it; the entry before the first week
 * is what holds before it begins.
 *
 * @param {Pick<Game, "per_point" | "new_plan">} game
 * @param {Pick<Market, "orders" | "breaks">} market
 * @param {number[]} made
 * @returns {Followed}
 */
export function follow({ per_point, new_plan }, { orders, breaks }, made) {
  const plan = [orders[0]];
  const miss = [0];
  const cost = [new_plan];
  for (let week = 1; week < orders.length; week++) {
    const fresh = made.includes(week);
    plan.push(fresh ? orders[week - 1] : plan[week - 1]);
    miss.push(Math.abs(orders[week] - plan[week]));
    cost.push(cost[week - 1] + per_point * miss[week] + (fresh ? new_plan : 0));
  }
  const plans = made.length + 1;
  const total = cost[orders.length - 1];
  const answer = made.find((week) => week > breaks) ?? orders.length;
  /** @type {Results} */
  const summary = {
    misses: total - new_plan * plans,
    changes: new_plan * plans,
    total,
    plans,
    before: made.filter((week) => week < breaks).length,
    waited: answer - breaks,
  };
  return { plan, miss, cost, made, summary };
}

/**
 * Return what a try came to, and what each rule would have: `total` and `before` are the student's, `alarm_total` and
 * `alarm_before` those of the rule `alarm`.
 *
 * @param {Game} game
 * @param {Try} played
 * @returns {Results}
 */
export function results(game, played) {
  const market = marketOf(game, played.market);
  const own = follow(game, market, played.made).summary;
  const others = game.rules.map(({ id }) => {
    const { summary } = follow(game, market, market.rules[id]);
    return Object.fromEntries(Object.entries(summary).map(([name, number]) => [`${id}_${name}`, number]));
  });
  return Object.assign({ breaks: market.breaks }, own, ...others);
}

/**
 * Return who made the cheapest plans: a rule, or the student.
 *
 * @param {Game} game
 * @param {Try} played
 */
export function cheapest(game, played) {
  const came = results(game, played);
  const totals = [[OWN, came.total], ...game.rules.map(({ id }) => [id, came[`${id}_total`]])];
  return String(totals.reduce((least, each) => (each[1] < least[1] ? each : least))[0]);
}

/**
 * @param {Pick<Game, "markets">} game
 * @param {string} id
 */
export const marketOf = ({ markets }, id) => markets.find((market) => market.id === id) ?? markets[0];

/**
 * @param {Pick<Game, "markets" | "rules">} game
 * @param {Record<string, unknown>} value
 * @returns {Planned}
 */
export function tidy({ markets, rules }, { tries, bet }) {
  const bets = [OWN, ...rules.map((rule) => rule.id)];
  return {
    tries: lastTries(tries, (each) => isTry(markets, each), ["market", "made"]),
    bet: bets.find((each) => each === bet) ?? "",
  };
}

/**
 * @param {Market[]} markets
 * @param {Record<string, unknown>} played
 */
function isTry(markets, { market: id, made }) {
  const market = markets.find((each) => each.id === id);
  if (!market || !Array.isArray(made)) return false;
  return made.every(
    (week, index) => Number.isInteger(week) && week > (made[index - 1] ?? 1) && week < market.orders.length,
  );
}

// Whoever played a second game had bet after the first, whose bet no longer stands where the weeks are others.
/** @type {(game: object, value: Partial<Planned>) => boolean} */
export const done = (_, { tries, bet }) => Boolean(tries?.length && (bet || tries.length > 1));
