// The record of all lessons. The browser has what was said; Python knows what was asked, and what came.

import { make } from "./elements.js";
import { hearLate } from "./hearing.js";
import { hasStorage, keeping, whenKept } from "./keeping.js";
import { labelsOf } from "./labels.js";
import { openPanel } from "./panel.js";
import { ENOUGH, habitOf, saidIn } from "./recording.js";
import { besideInLab } from "./whereabouts.js";

/** @import { Label } from "./labels.js" */
/** @import { Asked, Gap, Row } from "./recording.js" */

/** @typedef {{ number: string, title: string, notebook: string, exercises: Asked[] }} Lesson */
/** @typedef {ReturnType<typeof saidIn>} Said */

/** @type {import("@anywidget/types").Render} */
function render({ model, el, signal }) {
  /** @type {{ lessons: Lesson[] }} */
  const { lessons } = model.get("content");
  const label = labelsOf(model);
  const head = { title: label("title"), instructions: label("instructions") };
  const { root, body, say } = openPanel({ kind: "record", id: "record", ...head }, signal);
  const parts = lessons.map((lesson) => lessonPart(lesson, label));
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
    const gaps = rows.flatMap(({ gap }) => gap ?? []);
    say(
      label("kept", { kept: rows.length, total }),
      ...(rows.length ? habitInWords(gaps, label) : [label(hasStorage() ? "nothing" : "no_storage")]),
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
 * @param {Gap[]} gaps
 * @param {Label} label
 */
function habitInWords(gaps, label) {
  if (gaps.length < ENOUGH) return [label("few")];
  const habit = habitOf(gaps);
  const side = habit.by > 0 ? "mean_high" : habit.by < 0 ? "mean_low" : "mean_even";
  return [label("counted", habit), label(side, { by: Math.abs(habit.by) })];
}

/**
 * @param {Lesson} lesson
 * @param {Label} label
 */
function lessonPart({ number: digits, title, notebook, exercises }, label) {
  const number = Number(digits);
  const count = make("span", { class: "lm-count" });
  const list = make("ul");
  const missing = make("p", { class: "lm-missing" });
  const name = make("span", { class: "lm-name" }, label("lesson", { number, title }));
  const box = make("details", {}, make("summary", {}, name, count), list, missing);
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
      const link = notebook && linkTo(notebook, label("open", { number }));
      missing.replaceChildren(...(left.length ? [label("missing", { titles }), " ", link] : []));
      if (fresh) box.open = rows.length > 0;
      fresh = false;
    },
  };
}

/**
 * Make a link to a notebook beside this one. JupyterLab opens it in a tab of its own, and else the browser does.
 *
 * @param {string} notebook
 * @param {string} text
 */
function linkTo(notebook, text) {
  const link = make("a", { href: notebook, target: "_blank" }, text);
  link.addEventListener("click", () => {
    const path = besideInLab(notebook, location.pathname);
    // JupyterLab looks for a command on what was clicked.
    if (path) link.dataset.commandlinkerCommand = "docmanager:open";
    if (path) link.dataset.commandlinkerArgs = JSON.stringify({ path });
  });
  return link;
}

/**
 * @param {Row} row
 * @param {Label} label
 */
function rowItem({ ask, said, came, gap }, label) {
  const side = gap && (gap.by > 0 ? "high" : gap.by < 0 ? "low" : "right");
  const off = gap && side && label(side, { by: Math.abs(Math.round(10 * gap.by) / 10) });
  return make(
    "li",
    {},
    make("p", { class: "lm-ask" }, ask),
    make("p", { class: "lm-own-words" }, label("said", { answer: said })),
    came !== undefined && make("p", {}, [label("came", { came }), off].filter(Boolean).join(" ")),
  );
}

export default { initialize: hearLate, render };
