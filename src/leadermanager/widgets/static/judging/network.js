// Who carries a message, and who has heard and believes it; what Python judges as well.

/**
 * @typedef {{ carriers?: string[] }} Chosen as last sent
 * @typedef {Record<string, number>} Steps person -> the step at which it happened
 * @typedef {{ heard: Steps, believed: Steps }} Spread
 */

/**
 * Keep the carriers whom the content still has, as many as may be chosen.
 *
 * @param {{ people: { id: string }[], choose: number }} content
 * @param {Record<string, unknown>} value
 * @returns {Chosen}
 */
export function tidy({ people, choose }, { carriers }) {
  if (!Array.isArray(carriers)) return {};
  const known = carriers.filter((id) => people.some((person) => person.id === id));
  const kept = [...new Set(known)].slice(0, choose);
  return kept.length ? { carriers: kept } : {};
}

/** @type {(content: object, value: Chosen) => boolean} */
export const done = (_, { carriers = [] }) => carriers.length > 0;

/**
 * Return how a person stands to the message after so many steps.
 *
 * @param {Spread} spread
 * @param {string} id
 * @param {number} step
 * @returns {"carrier" | "believes" | "heard" | "unheard"}
 */
export function standing({ heard, believed }, id, step) {
  if (believed[id] === 0) return "carrier";
  if (believed[id] <= step) return "believes";
  return heard[id] <= step ? "heard" : "unheard";
}

/**
 * Return to how many it has happened after so many steps.
 *
 * @param {Steps} steps
 * @param {number} step
 */
export const countUntil = (steps, step) => Object.values(steps).filter((at) => at <= step).length;
