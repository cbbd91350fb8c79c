// What the record says of an exercise that asked for a prediction or a decision, by what the browser keeps of it.

import { shown } from "./judging/conditions.js";
import * as drawing from "./judging/drawing.js";
import * as quiz from "./judging/quiz.js";
import { said as sureness } from "./sure.js";

/** @import { State } from "./exercise.js" */
/** @import { Question } from "./judging/quiz.js" */
/** @import { Label } from "./labels.js" */

/**
 * @typedef {{ id: string, title: string }} Named
 * @typedef {Named & { kind: "quiz", questions: (Question & { outcome?: string | number })[] }} Kept
 * @typedef {Named & { kind: "drawing", x_title: string, x_names?: string[], y_title: string, low: number,
 *   high: number, handles: number[], sure?: boolean, near?: number }} Drawing
 * @typedef {Kept | Drawing} Asked
 */

/**
 * How far an estimate was from what came: `by` in its own unit, `of100` if its scale ran from 0 to 100; the `mean` of a
 * drawing over all of it.
 *
 * @typedef {{ by: number, of100: number, mean?: boolean }} Gap
 */

/**
 * @typedef {object} Row a question that was answered
 * @property {string} ask
 * @property {string} said
 * @property {string} [came]
 * @property {Gap} [gap]
 * @property {{ sure: number, right: boolean }} [sure] how sure one was, in per cent, and whether one was right
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
  const beside = /** @type {Record<string, unknown>} */ ({ ...state });
  return asked.kind === "drawing" ? drawnIn(asked, value, beside, label) : keptIn(asked, value, beside);
}

/**
 * @param {Kept} asked
 * @param {Record<string, unknown>} value
 * @param {Record<string, unknown>} beside
 */
function keptIn({ questions }, value, { sure }) {
  const answers = quiz.tidy({ mode: "kept", questions }, value);
  const rows = questions.flatMap((question) => {
    const answer = answers[question.id];
    const how = sureness(/** @type {Record<string, unknown> | undefined} */ (sure)?.[question.id]);
    return answer === undefined ? [] : [withSure(question, rowOf(question, answer), how)];
  });
  return { rows, total: questions.length };
}

/**
 * Say how sure one was, and whether one was right: where a number was asked for, whether it was near enough.
 *
 * @param {{ sure?: boolean, near?: number }} asked
 * @param {Row} row
 * @param {number | undefined} how
 * @returns {Row}
 */
function withSure({ sure, near }, row, how) {
  if (!sure || how === undefined || row.came === undefined) return row;
  const right = row.gap ? Math.abs(row.gap.by) <= (near ?? 0) : row.said === row.came;
  return { ...row, sure: { sure: how, right } };
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
 * @param {Record<string, unknown>} beside
 * @param {Label} label
 */
function drawnIn(asked, value, beside, label) {
  const { title, y_title, low, high, handles } = asked;
  const { points, kept } = drawing.tidy({ handles }, value);
  if (!kept) return { rows: [], total: 1 };
  const inWords = (/** @type {Record<number, unknown>} */ at) =>
    handles
      .map((x) => label("point", { place: drawing.placeOf(asked, x), y: shown(Number(at[x])) }))
      .join("; ");
  /** @type {Row} */
  const row = { ask: label("drawn", { title, y_title }), said: inWords(points) };
  const came = /** @type {{ points?: Record<number, unknown>, by?: unknown }} */ (beside.came ?? {});
  const { by } = came;
  const all = came.points;
  if (typeof by !== "number" || !all || !handles.every((x) => typeof all[x] === "number")) {
    return { rows: [row], total: 1 };
  }
  const whole = { ...row, came: inWords(all), gap: { by, of100: (100 * by) / (high - low), mean: true } };
  return { rows: [withSure(asked, whole, sureness(beside.sure))], total: 1 };
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

/**
 * Compare how sure one said one was, on average, with how often one was right, both in per cent.
 *
 * @param {{ sure: number, right: boolean }[]} answers
 */
export function surenessOf(answers) {
  const total = answers.length;
  const right = answers.filter((each) => each.right).length;
  const mean = answers.reduce((sum, { sure }) => sum + sure, 0) / (total || 1);
  return { total, right, sure: Math.round(mean), were: Math.round((100 * right) / (total || 1)) };
}
