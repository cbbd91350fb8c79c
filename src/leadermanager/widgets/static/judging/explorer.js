// Which challenge is at hand, where the sliders are, and which challenges were met; what Python judges as well.

/**
 * @typedef {{ id: string, label: string, min: number, max: number, value: number, step: number, unit: string,
 *   colour: string }} Slider `value` is where it starts
 * @typedef {{ id: string, text: string, done: string, start: Positions, sliders: string[] }} Challenge `start` is
 *   where all sliders stand when it begins; it brings those of `sliders`
 * @typedef {Record<string, number>} Positions slider -> where it is
 * @typedef {{ sliders: Positions, met: string[], at: string }} Explored `at` is the challenge at hand; where it is
 *   empty, all sliders are
 * @typedef {{ sliders: Pick<Slider, "id" | "min" | "max" | "value">[], challenges: Pick<Challenge, "id" | "start" |
 *   "sliders">[] }} Explorable
 */

/**
 * Return where each slider is: as kept, if it is brought and goes there; else at the start.
 *
 * @param {Explorable} content
 * @param {string} at
 * @param {Record<string, unknown>} kept
 * @returns {Positions}
 */
export function positions({ sliders, challenges }, at, kept) {
  const challenge = challenges.find(({ id }) => id === at);
  return Object.fromEntries(
    sliders.map(({ id, min, max, value }) => {
      const number = kept[id];
      const brought = !challenge || challenge.sliders.includes(id);
      if (brought && typeof number === "number" && min <= number && number <= max) return [id, number];
      return [id, challenge ? challenge.start[id] : value];
    }),
  );
}

/**
 * @param {Explorable} content
 * @param {Record<string, unknown>} value
 * @returns {Explored}
 */
export function tidy(content, { sliders, met, at }) {
  const known = content.challenges.map((challenge) => challenge.id);
  const kept = typeof sliders === "object" && sliders ? sliders : {};
  const now = typeof at === "string" && ["", ...known].includes(at) ? at : (known[0] ?? "");
  return {
    sliders: positions(content, now, /** @type {Record<string, unknown>} */ (kept)),
    met: Array.isArray(met) ? met.filter((challenge) => known.includes(challenge)) : [],
    at: now,
  };
}

/** @type {(content: { challenges: Pick<Challenge, "id">[] }, value: Partial<Explored>) => boolean} */
export const done = ({ challenges }, { sliders, met }) =>
  Boolean(sliders) && challenges.every((challenge) => met?.includes(challenge.id));
