// The list of what is done. The browser has the exercises' states; Python knows the lessons and has the files.

import { asking, download, oneAtATime } from "./asking.js";
import { make } from "./elements.js";
import { hearLate } from "./hearing.js";
import { hasStorage, keeping, RESTORED, whenKept } from "./keeping.js";
import { labelsOf } from "./labels.js";
import { openPanel } from "./panel.js";
import { clock, saveNotebook } from "./saving.js";
import { count, standing } from "./standing.js";
import { notebookAround } from "./whereabouts.js";

/** @import { Label } from "./labels.js" */
/** @import { States } from "./standing.js" */

/** @typedef {{ number: string, title: string, exercises: Record<string, string> }} Lesson */

const SHAPES = { done: "●", begun: "◐", open: "○" };

/** @type {import("@anywidget/types").Render} */
function render({ model, el, signal }) {
  /** @type {{ lessons: Lesson[], format: string, version: number, notebooks?: boolean }} */
  const { lessons, format, version, notebooks = true } = model.get("content");
  const label = labelsOf(model);
  const head = { title: label("title"), instructions: label("instructions") };
  const { root, body, say } = openPanel({ kind: "my-progress", id: "progress", ...head }, signal);
  const ids = lessons.flatMap((lesson) => Object.keys(lesson.exercises));
  const ask = asking(model, signal, () => notebookAround(el));
  const alone = oneAtATime(() => say(label("away")));

  const sum = make("p", { class: "lm-sum" });
  const parts = lessons.map((lesson) => lessonPart(lesson, label));
  const input = make("input", { type: "file", accept: ".json,.zip", hidden: true, onchange: restore });
  /** @type {(text: string, act: () => void) => HTMLButtonElement} */
  const button = (text, act) => make("button", { type: "button", onclick: act }, text);
  const buttons = [
    button(label("save_progress"), saveProgress),
    ...(notebooks ? [button(label("save_work"), () => alone(saveWork))] : []),
    button(label("restore"), () => input.click()),
  ];
  body.append(
    sum,
    make("div", { class: "lm-lessons" }, ...parts.map((part) => part.box)),
    make("h4", {}, label("keep")),
    make("p", { class: "lm-why" }, label("why")),
    make("div", { class: "lm-buttons" }, ...buttons, input),
  );
  el.append(root);

  function show() {
    const states = kept(ids);
    for (const part of parts) part.show(states);
    sum.textContent = inWords(label, "all", count(ids, states));
  }

  function savedProgress() {
    const states = kept(ids);
    const file = { format, version, saved: new Date().toISOString(), exercises: states };
    return { text: JSON.stringify(file, null, 1), count: Object.keys(states).length };
  }

  /** @param {number} count */
  const counted = (count) => label(count === 1 ? "one" : "many", { count });
  /** @type {(what: string, ending: string) => string} */
  const named = (what, ending) => `${what}-${new Date().toISOString().slice(0, 10)}.${ending}`;

  function saveProgress() {
    const { text, count } = savedProgress();
    const file = named(format, "json");
    download(file, text, "application/json");
    say(label("saved_progress", { file, exercises: counted(count) }));
  }

  async function saveWork() {
    say(label("saving"));
    const { saved, fresh } = await saveNotebook(root, ask);
    const { text, count } = savedProgress();
    const answer = await ask({ ask: "pack", progress: text });
    if (answer.refused) return say(answer.refused);
    const file = named("leadermanager-work", "zip");
    download(file, answer.content, "application/zip");
    const notebooks = answer.notebooks.join(", ") || label("no_notebooks");
    const late = fresh ? [] : [label("unsaved", { time: clock(saved) })];
    const bare = answer.bare ? [label("bare")] : [];
    say(label("saved_work", { file, exercises: counted(count), notebooks }), ...bare, ...late);
  }

  function restore() {
    const file = input.files?.[0];
    input.value = "";
    if (file) alone(() => putBack(file));
  }

  /** @param {File} file */
  async function putBack(file) {
    say(label("restoring"));
    const answer = await ask({ ask: "restore" }, await file.arrayBuffer());
    if (answer.refused) return say(answer.refused);
    const states = Object.entries(/** @type {States} */ (answer.exercises));
    for (const [id, state] of states) keeping(id).put(state);
    window.dispatchEvent(new Event(RESTORED));
    const told = ["replaced", "beside", "same", "left_out", "unread"]
      .filter((what) => answer[what].length)
      .map((what) => label(what, { names: answer[what].join(", ") }));
    const found = { exercises: counted(states.length), file: file.name };
    if (states.length || !told.length) told.unshift(label(states.length ? "restored" : "nothing", found));
    if (answer.unknown && states.length) told.push(label("unknown", { exercises: counted(answer.unknown) }));
    say(...told);
  }

  whenKept(show, signal);
  show();
  if (!hasStorage()) say(label("no_storage"));
}

/** @param {string[]} ids */
function kept(ids) {
  /** @type {States} */
  const states = {};
  for (const id of ids) {
    const state = keeping(id).get();
    if (state && typeof state === "object" && Object.keys(state).length) states[id] = state;
  }
  return states;
}

/** @type {(label: Label, name: string, counts: ReturnType<typeof count>) => string} */
const inWords = (label, name, counts) => label(counts.begun ? `${name}_begun` : name, counts);

/**
 * @param {Lesson} lesson
 * @param {Label} label
 */
function lessonPart(lesson, label) {
  const ids = Object.keys(lesson.exercises);
  const said = make("span", { class: "lm-said" });
  const level = make("span");
  const bar = make("span", { class: "lm-bar", "aria-hidden": "true" }, level);
  const rows = ids.map((id) => {
    const shape = make("span", { class: "lm-shape", "aria-hidden": "true" });
    const word = make("span", { class: "lm-word" });
    return { id, shape, word, item: make("li", {}, shape, make("span", {}, lesson.exercises[id]), word) };
  });
  const name = make("span", { class: "lm-name" }, `${Number(lesson.number)}. ${lesson.title}`);
  const list = make("ul", {}, ...rows.map((row) => row.item));
  return {
    box: make("details", {}, make("summary", {}, name, bar, said), list),
    /** @param {States} states */
    show(states) {
      const counts = count(ids, states);
      said.textContent = inWords(label, "lesson", counts);
      level.style.width = `${(100 * counts.done) / counts.total}%`;
      for (const row of rows) {
        const now = standing(states[row.id]);
        row.shape.textContent = SHAPES[now];
        row.word.textContent = label(now);
        row.item.className = `lm-is-${now}`;
      }
    },
  };
}

export default { initialize: hearLate, render };
