// Amounts that are spent in steps.

/**
 * Return a number without the last decimals, which computers get wrong.
 *
 * @param {number} number
 */
export const round = (number) => Number(number.toFixed(6));

/**
 * Return the amount of whole steps, from 0 to the total, that is nearest to a number.
 *
 * @param {number} number
 * @param {number} step
 * @param {number} total
 */
export const toStep = (number, step, total) =>
  Math.min(total, Math.max(0, round(Math.round(number / step) * step)));
