// Decisions on proposals, each with a stated confidence; what Python judges as well.

import { answered } from "./answers.js";

/** @import { Label } from "../labels.js" */
/** @import { Item } from "./answers.js" */

/**
 * @typedef {{ decision: string, condition: string, confidence: number }} Decision
 * @typedef {Item & { title: string, text: string, outcome: string, section: string }} Proposal
 * @typedef {{ items: Proposal[], conditions: { id: string, text: string }[], confidences: number[] }} Proposals
 * @typedef {Record<string, Decision>} Decisions
 */

/**
 * Return what is said to a decision on an item.
 *
 * @param {Item} item
 * @param {Pick<Decision, "decision" | "condition">} decision
 */
export const answerTo = (item, { decision, condition }) =>
  item.feedback[decision === "if" ? `if ${condition}` : decision];

/**
 * Say a decision in words.
 *
 * @param {Label} label
 * @param {Pick<Proposals, "conditions">} content
 * @param {Pick<Decision, "decision" | "condition">} decision
 */
export function inWords(label, { conditions }, { decision, condition }) {
  if (decision !== "if") return label(decision).toLowerCase();
  const known = conditions.find((each) => each.id === condition);
  return label("yes_if", { condition: known?.text.replace(/\.$/, "") });
}

/**
 * @param {Omit<Proposals, "items">} content
 * @param {unknown} answer
 * @returns {answer is Decision}
 */
function possible({ conditions, confidences }, answer) {
  if (typeof answer !== "object" || answer === null || Array.isArray(answer)) return false;
  const { decision, condition, confidence } = /** @type {Record<string, unknown>} */ (answer);
  if (!confidences.some((known) => known === confidence)) return false;
  if (decision === "if") return conditions.some((known) => known.id === condition);
  return (decision === "yes" || decision === "no") && condition === "";
}

/**
 * @param {Proposals} content
 * @param {Record<string, unknown>} value
 */
export function tidy(content, value) {
  /** @type {Decisions} */
  const kept = {};
  for (const [id, answer] of Object.entries(value)) {
    if (content.items.some((item) => item.id === id) && possible(content, answer)) kept[id] = answer;
  }
  return kept;
}

/** @type {(content: Pick<Proposals, "items">, value: object) => boolean} */
export const done = ({ items }, value) => answered(items, value);

/**
 * Return the items that were decided on, each with the decision and whether it was right.
 *
 * @param {Pick<Proposals, "items">} content
 * @param {Decisions} value
 */
export const results = ({ items }, value) =>
  items
    .filter(({ id }) => Object.hasOwn(value, id))
    .map((item) => ({ item, answer: value[item.id], right: answerTo(item, value[item.id]).right }));

/** @param {number[]} numbers */
const mean = (numbers) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

/**
 * Count the right decisions. Once there are any, give the mean confidence in per cent as well, and the Brier score:
 * the mean square of how far the confidence was from what happened.
 *
 * @param {Pick<Proposals, "items">} content
 * @param {{ value?: Decisions }} state
 * @returns {{ total: number, answered: number, right: number, brier?: number, confidence?: number }}
 */
export function score(content, { value = {} }) {
  const all = results(content, value);
  const right = all.filter((result) => result.right).length;
  const counts = { total: content.items.length, answered: all.length, right };
  if (!all.length) return counts;
  const misses = all.map((result) => result.answer.confidence / 100 - Number(result.right));
  const brier = mean(misses.map((miss) => miss ** 2));
  return { ...counts, brier, confidence: mean(all.map((result) => result.answer.confidence)) };
}
