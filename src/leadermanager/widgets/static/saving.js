// Saving the notebook that a widget stands in.

/** @import { Ask } from "./asking.js" */

const TRIES = 12;
const PAUSE = 250; // milliseconds

/**
 * Press the keys that a notebook's reader would press to save it, since a page does not let a widget use its
 * commands. Whether it was saved can be seen by the time of its file.
 *
 * @param {HTMLElement} element
 */
function pressSave(element) {
  const mac = /Mac/i.test(navigator.platform);
  const keys = { key: "s", code: "KeyS", keyCode: 83, which: 83, ctrlKey: !mac, metaKey: mac };
  const event = new KeyboardEvent("keydown", { ...keys, bubbles: true, cancelable: true, composed: true });
  element.dispatchEvent(event);
}

/**
 * Save the notebook around an element. Returns when its file was last saved, in seconds (null where nobody knows its
 * file), and whether that was now; or the sentence with which Python refuses.
 *
 * @param {HTMLElement} element
 * @param {Ask} ask
 * @returns {Promise<{ saved: number | null, fresh: boolean, refused?: string }>}
 */
export async function saveNotebook(element, ask) {
  const { saved: before, refused } = await ask({ ask: "saved" });
  if (refused) return { saved: null, fresh: false, refused };
  if (before === null) return { saved: null, fresh: true };
  pressSave(element);
  for (let round = 0; round < TRIES; round++) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    const { saved } = await ask({ ask: "saved" });
    if (saved > before) return { saved, fresh: true };
  }
  return { saved: before, fresh: false };
}

/** @param {number | null} seconds since 1970 */
export function clock(seconds) {
  /** @type {Intl.DateTimeFormatOptions} */
  const two = { hour: "2-digit", minute: "2-digit", second: "2-digit" };
  return new Date((seconds ?? 0) * 1000).toLocaleTimeString([], two);
}
