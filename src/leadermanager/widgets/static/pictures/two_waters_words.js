// What there is to say of a unit between two waters: of a quarter, of a try, and as a table.

import { asShown, saidOf, shown } from "../judging/conditions.js";

/** @import { Results } from "../judging/conditions.js" */
/** @import { Followed, Game, Unit, Walls } from "../judging/two_waters.js" */
/** @import { Label } from "../labels.js" */

const HEADS = ["quarter", "result", "change", "leading", "piped", "out", "complexity", "managing", "spilled"];

/**
 * @param {Game} content
 * @param {Label} label
 */
export function makeWords(content, label) {
  return {
    /**
     * @param {Unit} unit
     * @param {Walls} built
     * @param {Followed} followed
     * @param {number} quarter
     * @param {boolean} fog whether nobody sees change and the pipe
     */
    quarter(unit, built, { result, out, piped, before }, quarter, fog) {
      if (!quarter) return "";
      const at = quarter - 1;
      const there = {
        ...{ change: unit.change[at], complexity: unit.complexity[at] },
        ...{ leading: built.leading[at], managing: built.managing[at], out: shown(out[at]) },
      };
      const texts = [
        label("quarter", { quarter, result: shown(result[at]) }),
        label(there.complexity > there.managing ? "spills" : "holds", there),
      ];
      const sent = [...Array(content.pipe).fill(before), ...piped].slice(quarter, quarter + content.pipe);
      const pipe = shown(sent.reduce((one, next) => one + next, 0));
      if (!fog) texts.push(label("sea", { ...there, pipe }));
      return texts.join(" ");
    },
    /** @param {Results} came */
    verdict(came) {
      const numbers = asShown(came);
      return [label("own", numbers), saidOf(content.says, came), label("left_in_pipe", numbers)];
    },
    /**
     * @param {Unit} unit
     * @param {Walls} built
     * @param {Followed} followed
     */
    table({ change, complexity }, { leading, managing }, { result, piped, out, spilled }) {
      return {
        heads: HEADS.map((each) => label(`head_${each}`)),
        rows: leading.map((_, at) => [
          ...[at + 1, shown(result[at]), change[at], leading[at], shown(piped[at]), shown(out[at])],
          ...[complexity[at], managing[at], shown(spilled[at])],
        ]),
      };
    },
  };
}
