// The words on the page, as Python sent them, in whatever language.

/** @typedef {(name: string, values?: Record<string, unknown>) => string} Label */

/**
 * Put values into the places of a text that have their names: `fill("{count} cards", { count: 3 })`.
 *
 * @param {string} text
 * @param {Record<string, unknown>} values
 */
export function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (place, name) => (name in values ? String(values[name]) : place));
}

/**
 * Return label(name, values), which gives a text of the model's labels.
 *
 * @param {{ get(key: "labels"): Record<string, string> }} model
 * @returns {Label}
 */
export function labelsOf(model) {
  return (name, values = {}) => fill(model.get("labels")[name] ?? name, values);
}
