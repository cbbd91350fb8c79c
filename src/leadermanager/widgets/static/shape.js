// The shape of what is kept of an exercise, as `shapes.py` describes it: declared once, for the page and for Python.

/** @typedef {string | Shape[] | { [key: string]: Shape }} Shape */

/** @type {Record<string, (data: unknown) => boolean>} */
const IS = {
  text: (data) => typeof data === "string",
  number: (data) => typeof data === "number" && Math.abs(data) <= 2 ** 53,
  flag: (data) => typeof data === "boolean",
};

/**
 * Return the part of data that has a shape; undefined where none of it has.
 *
 * @param {Shape} shape
 * @param {unknown} data
 * @returns {unknown}
 */
export function fitting(shape, data) {
  if (typeof shape === "string") return shape.split(" or ").some((kind) => IS[kind](data)) ? data : undefined;
  if (Array.isArray(shape)) {
    /** @param {unknown} each */
    const whole = (each) => JSON.stringify(fitting(shape[0], each)) === JSON.stringify(each);
    return Array.isArray(data) && data.every(whole) ? data : undefined;
  }
  if (typeof data !== "object" || data === null || Array.isArray(data)) return undefined;
  /** @param {string} key */
  const wanted = (key) => (Object.hasOwn(shape, key) ? shape[key] : shape["*"]);
  const parts = Object.entries(data).map(([key, each]) => [key, wanted(key) && fitting(wanted(key), each)]);
  return Object.fromEntries(parts.filter(([, part]) => part !== undefined));
}
