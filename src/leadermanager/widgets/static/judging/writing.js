// A text and the points ticked beside it; what Python judges as well.

/**
 * @typedef {{ id: string, text: string }} Point
 * @typedef {{ ask: string, words: number, most: number, rows: number, checklist: Point[] }} Task
 * @typedef {{ text: string, ticked: string[] }} Written
 */

/**
 * Count words; whatever stands between two white spaces is one.
 *
 * @param {string} text
 */
export const wordsIn = (text) => text.match(/\P{White_Space}+/gu)?.length ?? 0;

/**
 * @param {Pick<Task, "checklist">} content
 * @param {Record<string, unknown>} value
 * @returns {Written}
 */
export function tidy({ checklist }, { text, ticked }) {
  const points = checklist.map((point) => point.id);
  return {
    text: typeof text === "string" ? text : "",
    ticked: Array.isArray(ticked) ? points.filter((point) => ticked.includes(point)) : [],
  };
}

/** @type {(content: Pick<Task, "words">, value: Partial<Written>) => boolean} */
export const done = ({ words }, { text = "" }) => wordsIn(text) >= words;
