// What there is to read of a case: what a path leads to, and how the meters stand, in words.

import { make } from "./elements.js";
import { key } from "./judging/case.js";

/** @import { Choice, Meter, Path, Scene, Story } from "./judging/case.js" */
/** @import { Label } from "./labels.js" */

/** @param {number} number */
export const signed = (number) => (number > 0 ? `+${number}` : number < 0 ? `−${-number}` : "±0");

/**
 * Return the word for where a meter stands: each bound that is reached leads to the next one.
 *
 * @param {Pick<Meter, "bounds" | "words">} meter
 * @param {number} number
 */
export const wordFor = ({ bounds, words }, number) => words[bounds.filter((bound) => number >= bound).length];

/**
 * @param {Story} content
 * @param {Label} label
 */
export function readings({ quarters, meters, scenes, turns }, label) {
  /** @param {Path} path */
  const sceneAt = (path) => scenes[turns[key(path)].scene];
  /** @type {(scene: Scene, id: string) => Choice} */
  const choiceIn = (scene, id) => /** @type {Choice} */ (scene.choices.find((choice) => choice.id === id));
  /** @type {(meter: Meter, number: number) => string} */
  const level = (meter, number) => label("meter", { name: meter.name, number, word: wordFor(meter, number) });
  return {
    sceneAt,
    choiceIn,
    level,
    /**
     * What followed from the last choice of a path.
     *
     * @param {Path} path
     */
    saidAfter: (path) =>
      choiceIn(sceneAt(path.slice(0, -1)), path[path.length - 1]).outcomes[turns[key(path)].outcome],
    /** @param {number[]} numbers */
    inWords: (numbers) => meters.map((meter, at) => level(meter, numbers[at])).join("; "),
    /** @type {(before: number[], after: number[]) => string} */
    moved(before, after) {
      const parts = meters.map(({ name }, at) => {
        const numbers = { name, before: before[at], after: after[at] };
        return label(after[at] === before[at] ? "same" : "moved", numbers);
      });
      return `${parts.join("; ")}.`;
    },
    /** @param {number} number of a quarter, from 1 */
    numbered: (number) => label("number", { number, total: quarters.length, name: quarters[number - 1] }),
    /** @param {string} text */
    paragraphs: (text) => text.split(/\n\s*\n/).map((part) => make("p", {}, part.trim())),
    /** @param {string[]} words */
    list: (words) =>
      words.length > 1
        ? label("and", { first: words.slice(0, -1).join(", "), last: words[words.length - 1] })
        : words[0],
  };
}
