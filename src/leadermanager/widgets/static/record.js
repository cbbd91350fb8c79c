// The record of all lessons. The browser has what was said; Python knows what was asked, and what came.

import { make } from "./elements.js";
import { hearLate } from "./hearing.js";
import { hasStorage, keeping, whenKept } from "./keeping.js";
import { labelsOf } from "./labels.js";
import { openPanel } from "./panel.js";
import { ENOUGH, habitOf, saidIn, surenessOf } from "./recording.js";
import { lean } from "./triage_score.js";
import { besideInLab, foundBelow, listed, namesNotebook, openAddress } from "./whereabouts.js";

/** @import { Label } from "./labels.js" */
/** @import { Asked, Gap, Row } from "./recording.js" */

/**
 * @typedef {{ number: string, title: string, notebook: string, page?: string, exercises: Asked[] }} Lesson `page` where
 *   a page stands in place of the notebook
 */
/** @typedef {ReturnType<typeof saidIn>} Said */

/** @type {import("@anywidget/types").Render} */
function render({ model, el, signal }) {
  /** @type {{ lessons: Lesson[] }} */
  const { lessons } = model.get("content");
  const label = labelsOf(model);
  const head = { title: label("title"), instructions: label("instructions") };
  const { root, body, say } = openPanel({ kind: "record", id: "record", ...head }, signal);
  const listing = listedOnce();
  const parts = lessons.map((lesson) => lessonPart(lesson, label, listing));
  body.append(...parts.map((part) => part.box));
  el.append(root);
  let before = "";

  function show() {
    const all = lessons.map(({ exercises }) =>
      exercises.map((asked) => saidIn(asked, keeping(asked.id).get(), label)),
    );
    // What stays as it is keeps the focus and the reader's place.
    const now = JSON.stringify(all);
    if (now === before) return;
    before = now;
    for (const [index, part] of parts.entries()) part.show(all[index]);
    const said = all.flat();
    const { rows, total } = together(said);
    say(
      label("kept", { kept: rows.length, total }),
      ...(rows.length ? habitInWords(rows, label) : [label(hasStorage() ? "nothing" : "no_storage")]),
    );
  }

  whenKept(show, signal);
  show();
}

/**
 * @param {Said[]} said
 * @returns {Said}
 */
function together(said) {
  return {
    rows: said.flatMap(({ rows }) => rows),
    total: said.reduce((sum, { total }) => sum + total, 0),
  };
}

/**
 * @param {Row[]} rows
 * @param {Label} label
 */
function habitInWords(rows, label) {
  const gaps = rows.flatMap(({ gap }) => gap ?? []);
  const sure = rows.flatMap((row) => row.sure ?? []);
  const sentences = sure.length < ENOUGH ? [] : [surenessInWords(sure, label)];
  if (gaps.length < ENOUGH) return [label("few"), ...sentences];
  const habit = habitOf(gaps);
  const side = habit.by > 0 ? "mean_high" : habit.by < 0 ? "mean_low" : "mean_even";
  return [label("counted", habit), label(side, { by: Math.abs(habit.by) }), ...sentences];
}

/**
 * @param {{ sure: number, right: boolean }[]} answers
 * @param {Label} label
 */
function surenessInWords(answers, label) {
  const found = surenessOf(answers);
  return label(`sure_${lean(found.sure, found.were)}`, found);
}

/**
 * @param {Lesson} lesson
 * @param {Label} label
 * @param {typeof listed} listing
 */
function lessonPart({ number: digits, title, notebook, page, exercises }, label, listing) {
  const number = Number(digits);
  const count = make("span", { class: "lm-count" });
  const list = make("ul");
  const missing = make("p", { class: "lm-missing" });
  const name = make("span", { class: "lm-name" }, label("lesson", { number, title }));
  const box = make("details", {}, make("summary", {}, name, count), list, missing);
  const open = label("open", { number });
  const link = page ? make("a", { href: page }, open) : notebook && linkTo(notebook, open, listing);
  let fresh = true;
  return {
    box,
    /** @param {Said[]} said */
    show(said) {
      const { rows, total } = together(said);
      count.textContent = label("lesson_kept", { kept: rows.length, total });
      list.replaceChildren(...rows.map((row) => rowItem(row, label)));
      const left = exercises.filter((_, index) => said[index].rows.length < said[index].total);
      const titles = left.map((asked) => label("quoted", { title: asked.title })).join(", ");
      missing.replaceChildren(...(left.length ? [label("missing", { titles }), " ", link] : []));
      if (fresh) box.open = rows.length > 0;
      fresh = false;
    },
  };
}

/** Return a function that asks the server for what is in a folder, once for all lessons. */
function listedOnce() {
  /** @type {Map<string, ReturnType<typeof listed>>} */
  const asked = new Map();
  return (/** @type {string} */ path) => {
    const answer = asked.get(path) ?? listed(path);
    asked.set(path, answer);
    return answer;
  };
}

/**
 * Make a link to a notebook beside this one. JupyterLab opens it in a tab of its own, and else the browser does. Where
 * the page's address does not say where this notebook is, the server is asked; it stays plain text where nobody knows.
 *
 * @param {string} notebook
 * @param {string} text
 * @param {typeof listed} listing
 */
function linkTo(notebook, text, listing) {
  const link = make("a", { target: "_blank" }, text);
  let found = "";
  if (namesNotebook(location.pathname)) link.href = notebook;
  else ask();
  link.addEventListener("click", () => {
    const path = besideInLab(notebook, location.pathname) || found;
    // JupyterLab looks for a command on what was clicked.
    if (path) link.dataset.commandlinkerCommand = "docmanager:open";
    if (path) link.dataset.commandlinkerArgs = JSON.stringify({ path });
  });
  return link;

  async function ask() {
    try {
      found = await foundBelow(notebook, listing);
      if (found) link.href = openAddress(found);
    } catch (problem) {
      console.info(`Where ${notebook} is, the server does not say: ${problem}`);
    }
  }
}

/**
 * @param {Row} row
 * @param {Label} label
 */
function rowItem({ ask, said, came, gap, sure }, label) {
  const own = [label("said", { answer: said }), sure && label("sure_kept", { sure: sure.sure })];
  return make(
    "li",
    {},
    make("p", { class: "lm-ask" }, ask),
    make("p", { class: "lm-own-words" }, own.filter(Boolean).join(" ")),
    came !== undefined &&
      make("p", {}, [label("came", { came }), gap && offBy(gap, label)].filter(Boolean).join(" ")),
  );
}

/**
 * @param {Gap} gap
 * @param {Label} label
 */
function offBy({ by, mean }, label) {
  const off = Math.abs(Math.round(10 * by) / 10);
  const side = off === 0 ? "right" : by > 0 ? "high" : "low";
  return label(mean ? `mean_was_${side}` : side, { by: off });
}

export default { initialize: hearLate, render };
