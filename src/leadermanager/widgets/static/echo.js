// A decision that comes back: a text by what was kept in another exercise.

/**
 * @typedef {object} Echo
 * @property {string} of the other exercise
 * @property {string} question the one of its questions; of a case "plays", for the first choice of the first play
 * @property {{ id: string, text: string }[]} says a text for each answer
 * @property {string} nothing the text where no such answer is kept
 */

/**
 * @param {Echo} echo
 * @param {{ value?: object } | null} kept what the browser keeps of the other exercise
 */
export function echoOf({ question, says, nothing }, kept) {
  const answers = /** @type {Record<string, unknown>} */ (kept?.value ?? {});
  const [first] = [answers[question]].flat(2);
  return says.find(({ id }) => id === first)?.text ?? nothing;
}
