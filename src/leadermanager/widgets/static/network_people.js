// The people of a network and their ties, and what is said of them.

/** @import { Label } from "./labels.js" */

/** @typedef {"reports" | "asks" | "trusts"} View whose ties are shown */

/**
 * @typedef {object} Person
 * @property {string} id
 * @property {string} name
 * @property {string} short the name in the picture
 * @property {string} initials
 * @property {string} about job and unit; may be empty
 * @property {string} unit
 * @property {string} boss empty at the top
 * @property {string[]} asks
 * @property {string[]} trusts
 * @property {number} needs how many believers, where that is not as with the others; else 0
 * @property {{ reports: [number, number], trusts: [number, number] }} at shares of the picture's width and height
 */

/**
 * Return to whom the ties of a person go.
 *
 * @param {Person} person
 * @param {View} view
 */
export const tiesOf = (person, view) => (view === "reports" ? [person.boss].filter(Boolean) : person[view]);

/**
 * Return whether two people are tied, whichever way.
 *
 * @param {Person} one
 * @param {Person} other
 * @param {View} view
 */
export const tied = (one, other, view) =>
  tiesOf(one, view).includes(other.id) || tiesOf(other, view).includes(one.id);

/**
 * Where a person stands in a view.
 *
 * @param {Person} person
 * @param {View} view
 */
export const placeOf = (person, view) => person.at[view === "reports" ? "reports" : "trusts"];

const SAME_ROW = 0.001; // of the height

/**
 * Return whom an arrow key leads to. Left and right stay in the row; up and down go to the next row with people in
 * it, to whom is nearest there. Where people will stand counts: after a change of the view they are on their way.
 *
 * @param {Person[]} people
 * @param {Person} from
 * @param {View} view
 * @param {number[]} direction right and down
 * @returns {Person | undefined}
 */
export function nextTo(people, from, view, [right, down]) {
  const [left, top] = placeOf(from, view);
  const away = people.map((person) => {
    const [x, y] = placeOf(person, view);
    return { person, x: x - left, y: y - top };
  });
  const ahead = away.filter(({ x, y }) =>
    right ? x * right > 0 && Math.abs(y) < SAME_ROW : y * down > SAME_ROW,
  );
  const rank = (/** @type {{ x: number, y: number }} */ { x, y }) =>
    right ? Math.abs(x) : Math.abs(y) * 10_000 + Math.abs(x);
  return ahead.sort((one, other) => rank(one) - rank(other))[0]?.person;
}

/**
 * Return names(ids) and describe(person, chosen), which say who somebody is, whom he or she trusts, and how many of
 * those who were chosen.
 *
 * @param {Person[]} people
 * @param {Label} label
 */
export function wordsFor(people, label) {
  const nameOf = new Map(people.map(({ id, name }) => [id, name]));
  const names = (/** @type {string[]} */ ids) => ids.map((id) => nameOf.get(id)).join(", ");

  /**
   * @param {Person} person
   * @param {string[]} chosen
   */
  function describe({ id, name, about, boss, trusts, needs }, chosen) {
    const by = people.filter((other) => other.trusts.includes(id)).map((other) => other.id);
    const asking = people.filter((other) => other.asks.includes(id)).length;
    const trusted = trusts.filter((other) => chosen.includes(other)).length;
    return [
      about && `${about}.`,
      boss ? label("reports_to", { boss: nameOf.get(boss) }) : label("at_the_top"),
      by.length
        ? label("trusted_by", { count: by.length, names: names(by) })
        : label("trusted_by_nobody", { name }),
      trusts.length ? label("trusts_whom", { names: names(trusts) }) : label("trusts_nobody"),
      label("asked_by", { count: asking }),
      needs && label("needs", { needs }),
      !chosen.includes(id) && trusted && label("trusts_chosen", { count: trusted }),
    ]
      .filter(Boolean)
      .join(" ");
  }

  return { names, describe };
}
