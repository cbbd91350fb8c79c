// Asking Python, and downloading files, for the widgets that deal with files.

import { make } from "./elements.js";

/** @import { AnyModel } from "@anywidget/types" */

/**
 * What Python answers: plain data, with `refused`, a sentence, where it says no, and with `content`, the bytes of a
 * file that came with it.
 *
 * @typedef {{ refused?: string, content?: Uint8Array<ArrayBuffer> } & Record<string, any>} Answer
 */

/** @typedef {(question: { ask: string } & Record<string, unknown>, file?: ArrayBuffer) => Promise<Answer>} Ask */

/** Python did not answer in time. */
class Away extends Error {}

/**
 * Return ask(question, file), which gives Python's answer.
 *
 * @param {AnyModel} model
 * @param {AbortSignal | undefined} signal
 * @param {() => string} where which notebook the question comes from
 * @returns {Ask}
 */
export function asking(model, signal, where) {
  /** @type {Map<string, (answer: Answer) => void>} */
  const waiting = new Map();
  /** @type {(answer: Answer, buffers: DataView<ArrayBuffer>[]) => void} */
  const hear = (answer, buffers) => {
    const bytes = buffers?.[0];
    const content = bytes && new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    // Several views of one model hear the same answers.
    waiting.get(answer.number)?.({ ...answer, content });
  };
  model.on("msg:custom", hear);
  signal?.addEventListener("abort", () => model.off("msg:custom", hear));
  return (question, file) => {
    const number = Math.random().toString(36).slice(2);
    /** @type {Promise<Answer>} */
    const answered = new Promise((resolve, reject) => {
      waiting.set(number, resolve);
      setTimeout(() => reject(new Away("no answer in time")), 1000 * model.get("patience"));
      try {
        model.send({ ...question, number, notebook: where() }, undefined, file ? [file] : []);
      } catch (problem) {
        reject(new Away(`${problem}`));
      }
    });
    return answered.finally(() => waiting.delete(number));
  };
}

/**
 * Return a function that does one thing at a time, and calls away() where Python does not answer.
 *
 * @param {() => void} away
 */
export function oneAtATime(away) {
  let busy = false;
  return async (/** @type {() => Promise<void>} */ work) => {
    if (busy) return;
    busy = true;
    try {
      await work();
    } catch (problem) {
      if (!(problem instanceof Away)) throw problem;
      away();
    } finally {
      busy = false;
    }
  };
}

/**
 * @param {string} name
 * @param {BlobPart | undefined} content
 * @param {string} type
 */
export function download(name, content = "", type) {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = make("a", { href: url, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  // The browser reads it a moment later.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
