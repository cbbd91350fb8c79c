// The goals of a game on the ring: which is asked for, and what is said of a try at it.

import { make } from "../elements.js";
import * as judging from "../judging/ring.js";
import { sign } from "../verdicts.js";

/** @import { Label } from "../labels.js" */
/** @import { Game, Goal, Setup } from "../judging/ring.js" */

/**
 * @param {Game} content
 * @param {Label} label
 */
export function makeVerdict(content, label) {
  const { goals, people } = content;
  const goal = make("p", { class: "lm-goal" });
  const feedback = make("div", { class: "lm-feedback", "aria-live": "polite" });
  const named = (/** @type {number} */ index) => label("goal", { number: index + 1, goals: goals.length });

  /** @param {Setup} setup */
  function summary(setup) {
    const came = judging.results(content, setup);
    const names = ["summary", came.won ? "won" : "nobody_won", ...(came.waiting ? ["waiting"] : [])];
    return make("p", {}, names.map((name) => label(name, { ...came, people })).join(" "));
  }

  /**
   * @param {Setup} setup
   * @param {number} index of the goal that it tried
   * @param {boolean} met
   */
  function answer(setup, index, met) {
    const asked = goals[index];
    if (!asked) return [];
    const word = `${sign(met)} ${named(index)}: ${label(met ? "reached" : "not_reached")}`;
    const said = judging.answerTo(asked, judging.results(content, setup));
    const next = goals[index + 1] ? `${named(index + 1)}: ${goals[index + 1].text}` : content.done;
    return [
      make("p", {}, make("strong", {}, word), " ", said),
      ...(met ? [make("p", { class: "lm-onwards" }, next)] : []),
    ];
  }

  return {
    goal,
    feedback,
    /**
     * @param {Setup[]} tries
     * @param {boolean} told whether the last of them is on show, and was seen to its end
     */
    show(tries, told) {
      const reached = judging.reached(content, tries);
      const asked = told ? judging.reached(content, tries.slice(0, -1)) : reached;
      const now = goals[reached];
      goal.replaceChildren(
        make("strong", {}, now ? named(reached) : sign(true)),
        " ",
        now?.text ?? content.done,
      );
      const setup = tries[tries.length - 1];
      feedback.replaceChildren(...(told ? [summary(setup), ...answer(setup, asked, reached > asked)] : []));
    },
  };
}
