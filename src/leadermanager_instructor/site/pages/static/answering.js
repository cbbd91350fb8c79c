// Answers what a widget asks Python, as far as a page can: it has the progress in exercises, and no notebooks.

import { fitting } from "./widgets/static/shape.js";

/** @import { Shape } from "./widgets/static/shape.js" */

/**
 * What a file of progress is, as Python knows it.
 *
 * @typedef {{ format: string, version: number, shapes: Record<string, Shape>, titles: Record<string, string> }} Known
 */

const ZIP = "PK";
const MOST_BYTES = 5_000_000;
const NOTHING = { replaced: [], beside: [], same: [], left_out: [] };

/**
 * Return what answers the questions of `my_progress.js`.
 *
 * @param {Known} known
 * @returns {import("./host.js").Answer}
 */
export function answering(known) {
  return ({ ask }, file) => {
    if (ask !== "restore") return { refused: "This page has no Python. Open the lesson's notebook." };
    return restore(known, new TextDecoder().decode(file));
  };
}

/**
 * Read a file of progress, as `leadermanager.progress.read_progress` does.
 *
 * @param {Known} known
 * @param {string} text
 */
export function restore({ format, version, shapes, titles }, text) {
  const wrong = {
    refused: `This is not a file of saved progress; choose the one that begins with ${format}.`,
  };
  if (text.startsWith(ZIP)) {
    return {
      refused:
        "This file has notebooks in it, which a page cannot put back. Restore it with the cell below “Keep your " +
        "work” in the notebook of lesson 0, and download your progress there by itself.",
    };
  }
  if (text.length > MOST_BYTES) return wrong;
  const file = parsed(text);
  if (file?.format !== format) return wrong;
  if (file.version !== version) {
    return { refused: "This file was saved by another edition of the course, and this one cannot read it." };
  }
  const states = file.exercises;
  if (typeof states !== "object" || states === null || Array.isArray(states)) {
    return { refused: "The list of exercises in this file is damaged; choose another file." };
  }
  /** @type {Record<string, object>} */
  const exercises = {};
  const unread = [];
  const ours = Object.keys(states).filter((id) => Object.hasOwn(shapes, id));
  for (const id of ours) {
    const read = fitting(shapes[id], states[id]);
    if (read && Object.keys(read).length) exercises[id] = read;
    if (JSON.stringify(read) !== JSON.stringify(states[id])) unread.push(titles[id] ?? id);
  }
  return { ...NOTHING, exercises, unread, unknown: Object.keys(states).length - ours.length };
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
