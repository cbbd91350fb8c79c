// A decision that comes back: a text by what was kept in another exercise.

/**
 * @typedef {object} Echo
 * @property {string} of the other exercise
 * @property {string} question the one of its questions
 * @property {{ id: string, text: string }[]} says a text for each answer
 * @property {string} nothing the text where no such answer is kept
 */

/**
 * @param {Echo} echo
 * @param {{ value?: object } | null} kept what the browser keeps of the other exercise
 */
export function echoOf({ question, says, nothing }, kept) {
  const answers = /** @type {Record<string, unknown>} */ (kept?.value ?? {});
  return says.find(({ id }) => id === answers[question])?.text ?? nothing;
}
