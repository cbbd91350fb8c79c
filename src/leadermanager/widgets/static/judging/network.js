// Who carries a message, and who has heard and believes it; what Python judges as well.

import { firstSaid } from "./conditions.js";

/** @import { Results, Saying } from "./conditions.js" */

/**
 * @typedef {object} Tied a person, and to whom his or her ties go
 * @property {string} id
 * @property {string} unit
 * @property {string} boss empty at the top
 * @property {string[]} asks
 * @property {string[]} trusts
 * @property {number} needs how many believers, where that is not as with the others; else 0
 *
 * @typedef {{ people: Tied[], needs: number, goal: number, done: string, says: Saying[] }} Network
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
 * Return the step at which each of those joins who do.
 *
 * @param {Tied[]} people
 * @param {string[]} begin
 * @param {(person: Tied) => string[]} follows those whom a person follows
 * @param {(person: Tied) => number} needs how many of them must have joined before
 */
function cascade(people, begin, follows, needs) {
  /** @type {Steps} */
  const step = Object.fromEntries(begin.map((id) => [id, 0]));
  for (let now = 1; ; now++) {
    const joining = people.filter((person) => {
      const joined = follows(person).filter((id) => id in step);
      return !(person.id in step) && joined.length >= needs(person);
    });
    if (!joining.length) return step;
    for (const { id } of joining) step[id] = now;
  }
}

/** @param {Tied} person */
const tiesFrom = ({ boss, asks, trusts }) => [...(boss ? [boss] : []), ...asks, ...trusts];

/**
 * Follow a message from its carriers, as `leadermanager.models.spread` does.
 *
 * @param {Pick<Network, "people" | "needs">} content
 * @param {string[]} carriers
 * @returns {Spread}
 */
export function spread({ people, needs }, carriers) {
  const talks = (/** @type {Tied} */ person) =>
    people
      .filter((other) => tiesFrom(person).includes(other.id) || tiesFrom(other).includes(person.id))
      .map(({ id }) => id);
  return {
    heard: cascade(people, carriers, talks, () => 1),
    believed: cascade(
      people,
      carriers,
      ({ trusts }) => trusts,
      (person) => person.needs || needs,
    ),
  };
}

/**
 * Return the numbers of people that are said of a choice, and the steps until nothing changed.
 *
 * @param {Pick<Network, "people" | "needs">} content
 * @param {string[]} carriers
 * @returns {Results}
 */
export function measures({ people, needs }, carriers) {
  const { heard, believed } = spread({ people, needs }, carriers);
  const chosen = people.filter(({ id }) => carriers.includes(id));
  const others = people.filter(({ id }) => !carriers.includes(id));
  const trusted = (/** @type {Tied} */ person) => person.trusts.filter((id) => carriers.includes(id)).length;
  const won = Object.keys(believed).length - chosen.length;
  const first = others.filter((person) => trusted(person) >= (person.needs || needs)).length;
  const asking = (/** @type {string} */ id) => people.filter(({ asks }) => asks.includes(id)).length;
  return {
    people: people.length,
    carriers: chosen.length,
    heard: Object.keys(heard).length,
    believed: chosen.length + won,
    won,
    first,
    onward: won - first,
    steps: Math.max(...Object.values(heard), ...Object.values(believed)),
    bosses: carriers.filter((id) => people.some(({ boss }) => boss === id)).length,
    teams: new Set(chosen.map(({ boss, id }) => boss || id)).size,
    units: new Set(chosen.map(({ unit }) => unit)).size,
    untrusted: carriers.filter((id) => !people.some(({ trusts }) => trusts.includes(id))).length,
    asked: carriers.filter((id) => asking(id) >= 2).length,
    listeners: others.filter((person) => trusted(person) > 0).length,
  };
}

/**
 * Return what becomes of the message of some carriers, and what is said of it.
 *
 * @param {Network} content
 * @param {string[]} carriers at least one
 */
export function run(content, carriers) {
  const numbers = measures(content, carriers);
  const reached = numbers.believed >= content.goal;
  const say = reached ? content.done : firstSaid(content.says, numbers);
  return { carriers, ...spread(content, carriers), numbers, reached, say };
}

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
