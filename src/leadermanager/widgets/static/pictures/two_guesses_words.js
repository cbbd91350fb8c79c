// What is said in the game of two guesses: money, what came, who doubts next, and what it all came to.

import { saidOf } from "../judging/conditions.js";
import * as judging from "../judging/two_guesses.js";

/** @import { Game, Guessed, Try } from "../judging/two_guesses.js" */
/** @import { Label } from "../labels.js" */

const EVEN = 5; // points; whose chances lean by less are about right

/**
 * @param {Game} content
 * @param {Label} label
 */
export function makeWords(content, label) {
  const { doubters, many } = content;

  /** @param {number} thousands */
  function money(thousands) {
    if (!thousands) return label("nothing");
    const amount = Math.abs(Math.round(thousands)).toLocaleString("en-GB");
    return label(thousands < 0 ? "minus" : "money", { amount });
  }

  /** @param {string[]} names of the doubters who say the same to everything */
  const listed = (names) => `${names.slice(0, -1).join(", ")} ${label("and")} ${names.at(-1)}`;

  return {
    money,
    /** @param {number} thousands */
    short(thousands) {
      if (!thousands) return label("left");
      return label(thousands < 0 ? "short_minus" : "short_plus", { amount: Math.abs(thousands) });
    },
    flat: listed(doubters.filter(({ flat }) => flat).map(({ name }) => name)),
    /**
     * @param {number} own
     * @param {number} from
     */
    act: (own, from) => label("is_set", { chance: own, act: label(own > from ? "goes_in" : "is_left") }),
    /**
     * Say what came of the last proposal of a try.
     *
     * @param {Try} played
     */
    came(played) {
      const deal = judging.dealOf(content, played.deal);
      const index = played.said.length - 1;
      const each = judging.brought(content, deal, played.said)[index];
      if (each) return label(deal.works[index] ? "worked" : "failed", { brought: money(each) });
      return label(deal.works[index] ? "left_worked" : "left_failed");
    },
    /**
     * Say who doubts and who hopes next.
     *
     * @param {Try} played
     */
    next(played) {
      const deal = judging.dealOf(content, played.deal);
      const index = played.said.length;
      const from = Math.floor(judging.worthFrom(content, deal.gain[index]));
      const doubter = doubters[deal.voice[index]].name;
      return label("next", { doubter, doubt: deal.doubt[index], hope: deal.hope[index], from });
    },
    /**
     * Say what some have earned after so many proposals.
     *
     * @param {number} number
     * @param {(string | number)[][]} amounts
     */
    earned(number, amounts) {
      const each = amounts.map(([who, amount]) => `${label(`by_${who}`)}: ${money(Number(amount))}.`);
      return [label("years", { number, total: many.hope.length }), ...each].join(" ");
    },
    /**
     * @param {Try} played
     * @param {boolean} again whether the many proposals have come already
     */
    verdict(played, again) {
      const came = judging.results(content, played);
      const amounts = Object.fromEntries(Object.entries(came).map(([who, amount]) => [who, money(amount)]));
      const lean = Math.round(Math.abs(came.you_lean));
      const way = lean < EVEN ? "lean_even" : came.you_lean > 0 ? "lean_high" : "lean_low";
      const leans = { lean, hope_lean: Math.round(came.hope_lean), doubt_lean: Math.round(-came.doubt_lean) };
      return [
        label("over", amounts),
        label(way, leans),
        label(again ? "few_again" : "few", { many: many.hope.length }),
      ];
    },
    /**
     * Say how the bet ended, and what the student's rule shows.
     *
     * @param {Guessed} value
     */
    rule({ bet, left_out, off }) {
      const settled = judging.ruleResults(content, judging.flatOnes(content), 0);
      const how = bet === judging.rightBet(content) ? "bet_right" : "bet_wrong";
      const amounts = { bet: label(`bet_${bet}`), all: money(settled.all), total: money(settled.total) };
      const came = judging.ruleResults(content, left_out, off);
      return [label(how, amounts), saidOf(content.says, came)];
    },
    /**
     * Return the run as a table: the try, or the many proposals where there is none.
     *
     * @param {Try | null} played
     */
    table(played) {
      const run = played ? judging.dealOf(content, played.deal) : many;
      const heads = ["doubter", "doubt", "hope", "gain", ...(played ? ["you"] : []), "works"];
      const rows = run.hope.map((hope, index) => [
        ...[index + 1, doubters[run.voice[index]].name, run.doubt[index], hope, run.gain[index]],
        ...(played ? [played.said[index]] : []),
        label(run.works[index] ? "key_worked" : "key_failed"),
      ]);
      return { heads: ["#", ...heads.map((each) => label(`column_${each}`))], rows };
    },
  };
}
