// The last tries of a moving picture; what Python keeps as well.

/**
 * Return the last tries that can have been made, and of each what belongs to it.
 *
 * @template {object} Try
 * @param {unknown} tries
 * @param {(each: Record<string, unknown>) => boolean} isTry
 * @param {(keyof Try & string)[]} parts
 * @param {number} most
 * @returns {Try[]}
 */
export function lastTries(tries, isTry, parts, most = 6) {
  const all = Array.isArray(tries) ? tries : [];
  const known = all.filter((each) => typeof each === "object" && each !== null && isTry(each));
  const only = (/** @type {Try} */ each) => Object.fromEntries(parts.map((part) => [part, each[part]]));
  return known.slice(-most).map((each) => /** @type {Try} */ (only(each)));
}
