// Items and the choices matched with them; what Python judges as well.

import { answered, count, known } from "./answers.js";

/** @import { Item, Tries } from "./answers.js" */

/**
 * @typedef {Item & { text: string, section: string }} Matched
 * @typedef {{ id: string, text: string, letter: string }} Choice
 * @typedef {{ items: Matched[], choices: Choice[], once: boolean, items_title: string, choices_title: string }} Pairs
 * @typedef {Record<string, string>} Matches item -> choice
 */

/** @type {(content: Pick<Pairs, "items">, value: Record<string, unknown>) => Matches} */
export const tidy = ({ items }, value) => known(items, value);

/** @type {(content: Pick<Pairs, "items">, value: object) => boolean} */
export const done = ({ items }, value) => answered(items, value);

/**
 * @param {Pick<Pairs, "items">} content
 * @param {{ value?: Matches, tries?: Tries }} state
 */
export function score({ items }, state) {
  const { answered: checked, ...others } = count(items, state, (item, choice) => item.feedback[choice].right);
  return { ...others, checked };
}
