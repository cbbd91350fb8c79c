// The rows of a live picture.

/** @typedef {{ x: number, y: number, by: string }} Row a point, and the line that it belongs to */

/**
 * Return rows to give away: Vega writes into those that it is given.
 *
 * @param {Row[]} rows
 */
export const copied = (rows) => rows.map((row) => ({ ...row }));

/**
 * Return the rows of a picture as those of a table, which has one for each place and a column for each line.
 *
 * @param {[string, string]} axes
 * @param {Row[]} rows
 */
export function asTable([across, up], rows) {
  const lines = [...new Set(rows.map((row) => row.by))];
  const places = [...new Set(rows.map((row) => row.x))];
  const at = new Map(rows.map((row) => [`${row.x} ${row.by}`, row.y]));
  return {
    heads: [across, ...lines.map((line) => `${line}: ${up}`)],
    rows: places.map((x) => [x, ...lines.map((line) => at.get(`${x} ${line}`)?.toFixed(1) ?? "")]),
  };
}
