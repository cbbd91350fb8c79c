// A path through a case, and the plays that came to an end; what Python judges as well.

/**
 * @typedef {{ id: string, kind: string, text: string, assumes: string, outcomes: Record<string, string> }} Choice
 * @typedef {{ quarter: number, title: string, text: string, notes: Record<string, string>, choices: Choice[] }} Scene
 * @typedef {{ id: string, name: string, about: string, colour: string, goal: number, words: string[],
 *   bounds: number[] }} Meter
 * @typedef {{ id: string, name: string, colour: string }} Kind of move
 * @typedef {{ scene: string, notes: string[], meters: number[], outcome: string, ending: string }} Turn
 * @typedef {{ meters: number[], always: string, wins: boolean, near: number[] }} End
 * @typedef {string[]} Path the ids of the choices
 * @typedef {{ path: Path, plays: Path[] }} Played
 */

/**
 * @typedef {object} Story
 * @property {string[]} quarters
 * @property {Meter[]} meters
 * @property {Record<string, Kind>} kinds
 * @property {Record<string, Scene>} scenes
 * @property {Record<string, { title: string, text: string }>} endings
 * @property {Record<string, Turn>} turns where each path has come to, by its key
 * @property {Record<string, End>} ends the paths that are whole
 */

/** @param {Path} path */
export const key = (path) => path.join("/");

/**
 * Return how many meters are at their goals.
 *
 * @param {Pick<Meter, "goal">[]} meters
 * @param {number[]} numbers
 */
export const goalsReached = (meters, numbers) =>
  meters.filter((meter, at) => numbers[at] >= meter.goal).length;

/**
 * @param {unknown} path
 * @param {object} paths
 * @returns {path is Path}
 */
const among = (path, paths) =>
  Array.isArray(path) &&
  path.every((choice) => typeof choice === "string") &&
  Object.hasOwn(paths, key(path));

/**
 * Keep the path as far as the content still has it, and the plays that still end.
 *
 * @param {Pick<Story, "turns" | "ends">} content
 * @param {Record<string, unknown>} value
 * @returns {Played}
 */
export function tidy({ turns, ends }, { path, plays }) {
  return {
    path: among(path, turns) ? path : [],
    plays: Array.isArray(plays) ? plays.filter((play) => among(play, ends)) : [],
  };
}

/** Two plays are the whole of it: after the second all ways through the case are shown. */
/** @type {(content: object, value: Partial<Played>) => boolean} */
export const done = (_, { plays = [] }) => plays.length > 1;
