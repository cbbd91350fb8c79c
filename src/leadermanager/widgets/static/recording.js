// What the record says of an exercise that asked for a prediction or a decision, by what the browser keeps of it.

import { shown } from "./judging/conditions.js";
import * as drawing from "./judging/drawing.js";
import * as quiz from "./judging/quiz.js";

/** @import { State } from "./exercise.js" */
/** @import { Question } from "./judging/quiz.js" */
/** @import { Label } from "./labels.js" */

/**
 * @typedef {{ id: string, title: string }} Named
 * @typedef {Named & { kind: "quiz", questions: (Question & { outcome?: string | number })[] }} Kept
 * @typedef {Named & { kind: "drawing", x_title: string, y_title: string, handles: number[] }} Drawing
 * @typedef {Kept | Drawing} Asked
 */

/**
 * How far an estimate was from what came: `by` in its own unit, `of100` if its slider ran from 0 to 100.
 *
 * @typedef {{ by: number, of100: number }} Gap
 */

/**
 * @typedef {object} Row a question that was answered
 * @property {string} ask
 * @property {string} said
 * @property {string} [came]
 * @property {Gap} [gap]
 */

/** From how many estimates on a habit is counted. */
export const ENOUGH = 4;

/**
 * Return what was said in an exercise, question by question, and how many questions it has.
 *
 * @param {Asked} asked
 * @param {State | null} state
 * @param {Label} label
 * @returns {{ rows: Row[], total: number }}
 */
export function saidIn(asked, state, label) {
  const found = state?.value;
  const value = typeof found === "object" && found ? /** @type {Record<string, unknown>} */ (found) : {};
  return asked.kind === "drawing" ? drawnIn(asked, value, label) : keptIn(asked, value);
}

/**
 * @param {Kept} asked
 * @param {Record<string, unknown>} value
 */
function keptIn({ questions }, value) {
  const answers = quiz.tidy({ mode: "kept", questions }, value);
  const rows = questions.flatMap((question) => {
    const answer = answers[question.id];
    return answer === undefined ? [] : [rowOf(question, answer)];
  });
  return { rows, total: questions.length };
}

/**
 * @param {Question & { outcome?: string | number }} question
 * @param {string | number} answer
 * @returns {Row}
 */
function rowOf(question, answer) {
  const { ask, outcome, slider } = question;
  const bare = (/** @type {string} */ text) => text.replace(/\.$/, "");
  if (!slider) {
    const said = bare(quiz.chosen(question, answer)?.text ?? "");
    return typeof outcome === "string" ? { ask, said, came: bare(outcome) } : { ask, said };
  }
  const said = `${shown(Number(answer))} ${slider.unit}`.trim();
  if (typeof outcome !== "number") return { ask, said };
  const off = Number(answer) - outcome;
  // Who chose the step that lies nearest could not have been nearer.
  const by = Math.abs(off) <= slider.step / 2 ? 0 : off;
  return {
    ask,
    said,
    came: String(shown(outcome)),
    gap: { by, of100: (100 * by) / (slider.max - slider.min) },
  };
}

/**
 * @param {Drawing} asked
 * @param {Record<string, unknown>} value
 * @param {Label} label
 */
function drawnIn({ title, x_title, y_title, handles }, value, label) {
  const { points, kept } = drawing.tidy({ handles }, value);
  if (!kept) return { rows: [], total: 1 };
  const said = handles.map((x) => label("point", { x_title, x, y: shown(points[x]) })).join("; ");
  return { rows: [{ ask: label("drawn", { title, y_title }), said }], total: 1 };
}

/**
 * Count the estimates that were too high, too low and right, and say by how much they were off on average.
 *
 * @param {Gap[]} gaps
 */
export function habitOf(gaps) {
  const count = (/** @type {(by: number) => boolean} */ holds) => gaps.filter(({ by }) => holds(by)).length;
  return {
    total: gaps.length,
    high: count((by) => by > 0),
    low: count((by) => by < 0),
    right: count((by) => by === 0),
    by: Math.round(gaps.reduce((sum, { of100 }) => sum + of100, 0) / (gaps.length || 1)) + 0,
  };
}
