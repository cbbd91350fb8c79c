// Where the sliders are, and which challenges were met; what Python judges as well.

/**
 * @typedef {{ id: string, label: string, min: number, max: number, value: number, step: number, unit: string,
 *   colour: string }} Slider `value` is where it starts
 * @typedef {{ id: string, text: string, done: string }} Challenge
 * @typedef {Record<string, number>} Positions slider -> where it is
 * @typedef {{ sliders: Positions, met: string[] }} Explored
 */

/**
 * Return where each slider is: as kept, where that is possible, or where it starts.
 *
 * @param {{ sliders: Pick<Slider, "id" | "min" | "max" | "value">[] }} content
 * @param {Record<string, unknown>} kept
 * @returns {Positions}
 */
export function positions({ sliders }, kept) {
  return Object.fromEntries(
    sliders.map(({ id, min, max, value }) => {
      const number = kept[id];
      return [id, typeof number === "number" && min <= number && number <= max ? number : value];
    }),
  );
}

/**
 * @param {{ sliders: Slider[], challenges: Challenge[] }} content
 * @param {Record<string, unknown>} value
 * @returns {Explored}
 */
export function tidy(content, { sliders, met }) {
  const known = content.challenges.map((challenge) => challenge.id);
  const kept = typeof sliders === "object" && sliders ? sliders : {};
  return {
    sliders: positions(content, /** @type {Record<string, unknown>} */ (kept)),
    met: Array.isArray(met) ? met.filter((challenge) => known.includes(challenge)) : [],
  };
}

/** @type {(content: { challenges: Challenge[] }, value: Partial<Explored>) => boolean} */
export const done = ({ challenges }, { sliders, met }) =>
  Boolean(sliders) && challenges.every((challenge) => met?.includes(challenge.id));
