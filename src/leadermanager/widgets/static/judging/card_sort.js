// Cards in places; what Python judges as well.

import { answered, count, known } from "./answers.js";

/** @import { Item, Tries } from "./answers.js" */

/**
 * @typedef {Item & { text: string, section: string }} Card
 * @typedef {{ id: string, name: string, colour: string }} Place
 * @typedef {{ cards: Card[], places: Place[] }} Cards
 * @typedef {{ value?: Record<string, string>, tries?: Tries }} Sorted card -> place
 */

/** @type {(content: Cards, value: Record<string, unknown>) => Record<string, string>} */
export const tidy = ({ cards }, value) => known(cards, value);

/** @type {(content: Cards, value: object) => boolean} */
export const done = ({ cards }, value) => answered(cards, value);

/**
 * @param {Cards} content
 * @param {Sorted} state
 */
export function score({ cards }, state) {
  const { answered: placed, ...others } = count(cards, state, (card, place) => card.feedback[place].right);
  return { ...others, placed };
}
