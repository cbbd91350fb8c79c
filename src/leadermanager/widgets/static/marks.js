// The course's colours each come with a mark, so that nothing hangs on colour alone.

import { make } from "./elements.js";

/** @type {Record<string, string>} */
const MARKS = { leading: "▲", managing: "■", both: "◆", neutral: "●" };

/** @param {string} colour one of the course's */
export function mark(colour) {
  const known = colour in MARKS ? colour : "neutral";
  return make("span", { class: `lm-mark lm-${known}`, "aria-hidden": "true" }, MARKS[known]);
}
