// How things stand between two quarters: the waters on their way, and what is in the pipe.

/** @import { Followed } from "../judging/two_waters.js" */

/**
 * Return the value at a moment, on its way from one quarter's to the next.
 *
 * @param {number[]} values one for each quarter
 * @param {number} at so many quarters have passed
 */
export function glided(values, at) {
  const quarter = Math.max(Math.ceil(at), 1);
  const now = values[quarter - 1];
  const last = values[quarter - 2] ?? now;
  return last + (at - quarter + 1) * (now - last);
}

/**
 * Return the water in the pipe: what each quarter sent in, and between which parts of the pipe it is now.
 *
 * @param {Pick<Followed, "before" | "piped">} followed
 * @param {number} pipe quarters that the pipe is long
 * @param {number} at
 */
export function parcelsAt({ before, piped }, pipe, at) {
  const first = Math.floor(at) - pipe + 1;
  return Array.from({ length: pipe + 1 }, (_, index) => first + index)
    .filter((quarter) => quarter - 1 < at)
    .map((quarter) => ({
      from: Math.max(0, at - quarter) / pipe,
      to: Math.min(pipe, at - quarter + 1) / pipe,
      points: quarter < 1 ? before : piped[quarter - 1],
    }));
}
