// Answers to questions; what Python judges as well.

import { answered, count } from "./answers.js";

/** @import { Echo } from "../echo.js" */
/** @import { Tries } from "./answers.js" */

/**
 * @typedef {{ id: string, text: string, say: string, right: boolean }} Option
 * @typedef {{ min: number, max: number, step: number, start: number, unit: string, low: string, high: string }} Slider
 * @typedef {{ id: string, ask: string, section: string, kept?: string, echo?: Echo, options?: Option[], slider?: Slider, sure?: boolean,
 *   near?: number }} Question `near` is how far off still counts as right
 * @typedef {{ mode: "marked" | "kept", questions: Question[] }} Questions
 * @typedef {string | number} Given the id of an option, or a number on a slider
 */

/**
 * @param {Question} question
 * @param {unknown} answer
 */
export const chosen = (question, answer) => question.options?.find((option) => option.id === answer);

/**
 * @param {Question} question
 * @param {unknown} answer
 * @returns {answer is Given}
 */
function possible(question, answer) {
  const { slider } = question;
  if (!slider) return Boolean(chosen(question, answer));
  return typeof answer === "number" && slider.min <= answer && answer <= slider.max;
}

/**
 * @param {Questions} content
 * @param {Record<string, unknown>} value
 */
export function tidy({ questions }, value) {
  /** @type {Record<string, Given>} */
  const kept = {};
  for (const [id, answer] of Object.entries(value)) {
    const question = questions.find((each) => each.id === id);
    if (question && possible(question, answer)) kept[id] = answer;
  }
  return kept;
}

/** @type {(content: Questions, value: object) => boolean} */
export const done = ({ questions }, value) => answered(questions, value);

/**
 * @param {Questions} content
 * @param {{ value?: Record<string, Given>, tries?: Tries }} state
 */
export const score = ({ questions }, state) =>
  count(questions, state, (question, answer) => chosen(question, answer)?.right ?? false);
