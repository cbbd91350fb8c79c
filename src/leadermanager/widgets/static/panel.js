// What every widget stands in: a title, instructions, a body to fill, and a line that says how things are.

import { make } from "./elements.js";
import { keepKeys } from "./keyboard.js";

/**
 * Make an empty panel. Its `say` puts texts below each other into the status line, which screen readers read
 * aloud; all ids in it begin with its `ids`.
 *
 * @param {{ kind: string, id: string, title: string, instructions: string }} content
 * @param {AbortSignal | undefined} signal given when the view goes away
 */
export function openPanel({ kind, id, title, instructions }, signal) {
  const ids = `lm-${id}-${Math.random().toString(36).slice(2, 8)}`;
  const body = make("div", { class: "lm-body" });
  const status = make("p", { class: "lm-status", role: "status" });
  const foot = make("div", { class: "lm-foot" }, status);
  const root = make(
    "section",
    { class: `lm-exercise lm-${kind}`, "aria-labelledby": `${ids}-title` },
    make("h3", { class: "lm-title", id: `${ids}-title` }, title),
    make("p", { class: "lm-instructions" }, instructions),
    body,
    foot,
  );
  keepKeys(root, signal);
  /** @param {string[]} texts */
  const say = (...texts) => status.replaceChildren(...texts.map((text) => make("span", {}, text)));
  return { root, body, status, foot, ids, say };
}
