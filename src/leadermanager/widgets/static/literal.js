// A value as a Python literal, to be copied into an answer cell.

/**
 * @param {unknown} value plain data
 * @returns {string}
 */
export function literal(value) {
  if (value === null || value === undefined) return "None";
  if (value === true) return "True";
  if (value === false) return "False";
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value === "object") {
    const parts = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${literal(item)}`);
    return parts.length > 1 ? `{\n    ${parts.join(",\n    ")},\n}` : `{${parts.join("")}}`;
  }
  return JSON.stringify(value);
}
