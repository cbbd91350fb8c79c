// What is said of plans, week by week and at the end.

import { saidOf } from "../judging/conditions.js";
import * as judging from "../judging/replanning.js";
import { amount } from "./replanning_costs.js";

/** @import { Followed, Game, Planned, Try } from "../judging/replanning.js" */
/** @import { Label } from "../labels.js" */

/**
 * @param {Game} content
 * @param {Label} label
 * @param {{ id: string, name: string }[]} who the student and the rules
 */
export function makeWords(content, label, who) {
  const nameOf = Object.fromEntries(who.map(({ id, name }) => [id, name]));
  const money = (/** @type {number} */ cost) => label("cost", { amount: amount(cost) });
  return {
    money,
    /**
     * @param {number[]} orders
     * @param {Followed} account
     * @param {number} week
     */
    game(orders, { plan, cost }, week) {
      if (!week) return label("before", { plan: plan[1] });
      return label("week", { week, orders: orders[week], plan: plan[week], cost: money(cost[week]) });
    },
    /**
     * @param {number[]} orders
     * @param {Record<string, Followed>} accounts
     * @param {number} week
     */
    race(orders, accounts, week) {
      const costOf = (/** @type {{ id: string }} */ { id }) => accounts[id].cost[week];
      const least = who.reduce((one, each) => (costOf(each) < costOf(one) ? each : one));
      const [own, cost] = [money(costOf(who[0])), money(costOf(least))];
      return label("raced_week", { week, orders: orders[week], own, least: least.name, cost });
    },
    /**
     * @param {Try} played
     * @param {Planned["bet"]} bet
     */
    verdict(played, bet) {
      const came = judging.results(content, played);
      const least = judging.cheapest(content, played);
      const total = least === judging.OWN ? came.total : came[`${least}_total`];
      const bets = { bet: nameOf[bet], least: nameOf[least], cost: money(total) };
      const [cost, misses, changes] = [came.total, came.misses, came.changes].map(money);
      return [
        label(bet === least ? "bet_right" : "bet_wrong", bets),
        label("own", { cost, misses, changes, plans: came.plans }),
        saidOf(content.says, came),
      ];
    },
    /**
     * Return the weeks as a table, with the plans of some.
     *
     * @param {number[]} orders
     * @param {Record<string, Followed>} accounts
     * @param {string[]} ids
     * @param {string[]} axes what weeks and orders are called
     */
    table(orders, accounts, ids, axes) {
      const heads = ids.flatMap((id) =>
        ["plan_of", "cost_of"].map((name) => label(name, { who: nameOf[id] })),
      );
      const cells = (/** @type {number} */ week) =>
        ids.flatMap((id) => {
          const { plan, made, cost } = accounts[id];
          return [
            made.includes(week) ? label("fresh", { plan: plan[week] }) : plan[week],
            amount(cost[week]),
          ];
        });
      const rows = orders.map((ordered, week) => [week, ordered, ...cells(week)]);
      return { heads: [...axes, ...heads], rows: rows.slice(1) };
    },
  };
}
