// A line that was drawn by its handles, and how far it is from what came; what Python judges as well.

/** @typedef {[number, number]} Point */
/** @typedef {Record<string, number>} Points what was set at each place */
/** @typedef {{ points: Points, kept: boolean }} Drawn */
/** @typedef {{ last: number, handles: number[], known: Point[], came: Point[] }} Asked */

/**
 * Return what a place along the axis is called.
 *
 * @param {{ x_title: string, x_names?: string[] }} content
 * @param {number} x
 */
export const placeOf = ({ x_title, x_names }, x) => x_names?.[x - 1] ?? `${x_title} ${x}`;

/**
 * Return the whole line: from the last known point through each handle, as it was set or at the height of that point.
 *
 * @param {Pick<Asked, "handles" | "known">} content
 * @param {Points} points
 * @returns {Point[]}
 */
export function lineOf({ handles, known }, points) {
  const start = known[known.length - 1];
  return [start, ...handles.map((x) => /** @type {Point} */ ([x, points[x] ?? Math.round(start[1])]))];
}

/**
 * Return where a line through points is at a place.
 *
 * @param {Point[]} line
 * @param {number} x
 */
export function heightAt(line, x) {
  const end = Math.max(
    1,
    line.findIndex(([place]) => x <= place),
  );
  const [[x0, y0], [x1, y1]] = [line[end - 1], line[end]];
  return y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
}

/**
 * Return how far a drawing is from what came: `by` on average, and the place `x` that is furthest off.
 *
 * @param {Asked} content
 * @param {Points} points
 */
export function gap(content, points) {
  const line = lineOf(content, points);
  const off = content.came.map(([x, y]) => ({ x, by: heightAt(line, x) - y }));
  const worst = off.reduce((most, each) => (Math.abs(each.by) > Math.abs(most.by) ? each : most));
  return { by: off.reduce((sum, each) => sum + each.by, 0) / off.length, x: worst.x };
}

/**
 * Return what the record says of a drawing: what came at each handle, and how far off one was on average.
 *
 * @param {Asked} content
 * @param {Points} points
 */
export function record(content, points) {
  const at = content.came.filter(([x]) => content.handles.includes(x));
  return { points: Object.fromEntries(at), by: gap(content, points).by };
}

/**
 * @param {Pick<Asked, "handles">} content
 * @param {Record<string, unknown>} value
 * @returns {Drawn}
 */
export function tidy({ handles }, { points, kept }) {
  const given = /** @type {Record<string, unknown>} */ (typeof points === "object" && points ? points : {});
  /** @type {Points} */
  const known = {};
  for (const x of handles) {
    const y = given[x];
    if (typeof y === "number") known[x] = y;
  }
  return { points: known, kept: kept === true && Object.keys(known).length === handles.length };
}

/** @type {(content: object, value: Partial<Drawn>) => boolean} */
export const done = (_, { kept }) => Boolean(kept);
