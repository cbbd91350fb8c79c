// Right or wrong: each has a sign and a word, so that nothing hangs on colour alone.

/** @import { Label } from "./labels.js" */

/** @param {boolean} right */
export const sign = (right) => (right ? "✓" : "↺");

/**
 * The verdict on an answer: its sign, and the word for it.
 *
 * @param {Label} label
 * @param {boolean} right
 */
export const verdictOn = (label, right) => `${sign(right)} ${label(right ? "right" : "wrong")}`;

/**
 * Give elements the look of a right or a wrong answer, or of none.
 *
 * @param {boolean | undefined} right
 * @param {HTMLElement[]} elements
 */
export function markAnswered(right, ...elements) {
  for (const element of elements) {
    element.classList.toggle("lm-right", right === true);
    element.classList.toggle("lm-wrong", right === false);
  }
}
