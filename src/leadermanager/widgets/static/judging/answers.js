// Answers that are right or wrong by a table: for each thing, what is said to every choice.

/**
 * @typedef {{ right: boolean, text: string }} Answer
 * @typedef {{ id: string, feedback: Record<string, Answer> }} Item
 * @typedef {Record<string, number>} Tries how often each thing was answered
 */

/**
 * Keep the things and the choices that the content still has.
 *
 * @param {Item[]} items
 * @param {Record<string, unknown>} value thing -> choice
 */
export function known(items, value) {
  const feedback = new Map(items.map((item) => [item.id, item.feedback]));
  /** @type {Record<string, string>} */
  const kept = {};
  for (const [id, choice] of Object.entries(value)) {
    const answers = feedback.get(id);
    if (answers && typeof choice === "string" && Object.hasOwn(answers, choice)) kept[id] = choice;
  }
  return kept;
}

/**
 * Return whether every thing has its answer.
 *
 * @param {{ id: string }[]} items
 * @param {object} value
 */
export const answered = (items, value) => items.every((item) => Object.hasOwn(value, item.id));

/**
 * Count the things, those answered, those of them that are right, and those of these that were so at the first try.
 *
 * @template {{ id: string }} T
 * @template V
 * @param {T[]} items
 * @param {{ value?: Record<string, V>, tries?: Tries }} state
 * @param {(item: T, answer: V) => boolean} isRight
 */
export function count(items, { value = {}, tries = {} }, isRight) {
  const done = items.filter((item) => Object.hasOwn(value, item.id));
  const right = done.filter((item) => isRight(item, value[item.id]));
  const first = right.filter((item) => (tries[item.id] ?? 1) === 1);
  return { total: items.length, answered: done.length, right: right.length, first: first.length };
}
