// The page of a marker: one answer after the other. Nothing here knows whose an answer is.

import { keysOf, levelsOf } from "./levels.js";

/**
 * @typedef {{ name: string, points: number, description: string }} Level
 * @typedef {{ key: string, title: string, points: number, levels: Level[], asked: string, model: string, remarks: string[] }} Task
 * @typedef {{ id: string, task: string, points: number | null }} State
 * @typedef {State & { comment: string, answer: string, before: string[], version: string }} Answer
 * @typedef {{ points: number | null, comment: string }} Mark
 */

const { assignment = "", token = "" } = document.documentElement.dataset;

/**
 * @template {HTMLElement} T
 * @param {string} id
 * @returns {T}
 */
const at = (id) => /** @type {T} */ (document.getElementById(id));

/** @param {string} id */
const inside = (id) => /** @type {HTMLElement} */ (at(id).querySelector("div"));

const statusLine = at("status");
const which = at("which");
const comment = /** @type {HTMLTextAreaElement} */ (at("comment"));
const keys = /** @type {HTMLInputElement} */ (at("keys"));
const undo = /** @type {HTMLButtonElement} */ (at("undo"));
const choice = /** @type {HTMLSelectElement} */ (at("task"));

/** @type {Task[]} */
let tasks = [];
/** @type {State[]} */
let states = [];
/** @type {Answer | null} */
let shown = null;
/** @type {{ id: string, before: Mark, typed: string }[]} */
const given = [];
let busy = false;

/**
 * Ask the server.
 *
 * @param {string} path
 * @param {string} [method]
 * @param {unknown} [body]
 * @returns {Promise<any>} what it answers; an error says in a sentence why there is no answer
 */
async function ask(path, method = "GET", body) {
  let reply;
  try {
    reply = await fetch(`${encodeURIComponent(assignment)}/${path}`, {
      method,
      headers: { "Content-Type": "application/json", "X-XSRFToken": token },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new Error("The server does not answer: is `nbseal mark` still running? Nothing was saved.");
  }
  const said = await reply.json().catch(() => ({}));
  if (!reply.ok) throw new Error(said.error ?? said.message ?? `The server says ${reply.status}.`);
  return said;
}

/**
 * @param {string} text
 * @param {boolean} [wrong]
 */
function say(text, wrong = false) {
  statusLine.textContent = text;
  statusLine.classList.toggle("wrong", wrong);
}

/**
 * Do one thing at a time, and say what goes wrong.
 *
 * @param {() => Promise<void>} work
 */
async function doing(work) {
  if (busy) return;
  busy = true;
  try {
    await work();
  } catch (problem) {
    say(problem instanceof Error ? problem.message : String(problem), true);
  } finally {
    busy = false;
  }
}

const task = () => /** @type {Task} */ (tasks.find(({ key }) => key === choice.value));
const ofTask = () => states.filter((state) => state.task === choice.value);

/** @param {number} points */
const inPoints = (points) => `${points} ${points === 1 ? "point" : "points"}`;

function count() {
  const mine = ofTask();
  const done = mine.filter(({ points }) => points !== null).length;
  const all = states.filter(({ points }) => points !== null).length;
  at("count").textContent = `${done} of ${mine.length} in this task, ${all} of ${states.length} in all`;
}

function showLevels() {
  const one = task();
  const levels = levelsOf(one);
  const shortcut = keysOf(levels);
  const box = at("levels");
  box.replaceChildren(/** @type {Element} */ (box.firstElementChild));
  for (const [place, { name, points, description }] of levels.entries()) {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.points = String(points);
    button.setAttribute("aria-pressed", String(shown?.points === points));
    const key = document.createElement("kbd");
    key.textContent = shortcut[place];
    const more = document.createElement("small");
    more.textContent = description;
    button.append(key, ` ${name ? `${name}: ${inPoints(points)}` : inPoints(points)}`, more);
    button.addEventListener("click", () => mark(points));
    box.append(button);
  }
  if (levels.length) return;
  const label = document.createElement("label");
  const input = document.createElement("input");
  Object.assign(input, { type: "number", min: "0", max: String(one.points), step: "any", id: "points" });
  input.value = shown?.points == null ? "" : String(shown.points);
  label.append(`Of ${one.points}, then Enter `, input);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && input.value !== "") mark(Number(input.value));
  });
  box.append(label);
}

function showRemarks() {
  at("remarks").replaceChildren(
    ...task().remarks.map((text) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = text;
      button.addEventListener("click", () => {
        comment.value = [comment.value.trim(), text].filter(Boolean).join("\n\n");
        say("The comment is in the box; it is saved with the points.");
      });
      return button;
    }),
  );
}

/**
 * Put what the server has made harmless into the page.
 *
 * @param {HTMLElement} box
 * @param {string} html
 */
function fill(box, html) {
  box.innerHTML = html;
}

/** @param {string} id */
async function open(id, { said = "", focus = true } = {}) {
  shown = await ask(`answers/${id}`);
  if (!shown) return;
  const now = shown;
  choice.value = now.task;
  states = states.map((state) => (state.id === id ? { ...state, points: now.points } : state));
  const one = task();
  which.textContent = `${one.title}: answer ${ofTask().findIndex((state) => state.id === id) + 1}`;
  fill(at("answer"), now.answer || "<p><em>Nothing is written.</em></p>");
  fill(inside("before"), now.before.join("") || "<p>Nothing.</p>");
  fill(inside("model"), one.model || "<p>There is none.</p>");
  fill(inside("asked"), one.asked);
  comment.value = now.comment;
  showLevels();
  showRemarks();
  count();
  const has = now.points === null ? "It has no points yet." : `It has ${inPoints(now.points)}.`;
  say([said, has].filter(Boolean).join(" "));
  if (focus) {
    which.focus({ preventScroll: true });
    scrollTo({ top: 0 });
  }
}

/**
 * Where to go on: after the answer that is shown, and round to the beginning.
 *
 * @param {(state: State) => boolean} wanted
 */
function following(wanted) {
  const among = ofTask();
  const place = among.findIndex(({ id }) => id === shown?.id);
  return [...among.slice(place + 1), ...among.slice(0, Math.max(place, 0))].find(wanted);
}

/** @param {State} state */
const waits = ({ points }) => points === null;

/** @param {string} said */
async function goOn(said) {
  states = await ask("answers");
  const elsewhere = tasks.flatMap(({ key }) => states.filter((state) => state.task === key));
  const next = following(waits) ?? elsewhere.find(waits);
  if (next) return open(next.id, { said });
  if (shown) await open(shown.id, { said: `${said} All answers have points.`, focus: false });
}

/** @param {number | null} points */
function mark(points) {
  return doing(async () => {
    if (!shown) return;
    const { id, version, points: had, comment: text } = shown;
    const typed = comment.value;
    await ask(`answers/${id}`, "PUT", { points, comment: typed, version });
    given.push({ id, before: { points: had, comment: text }, typed });
    undo.disabled = false;
    await goOn(`Saved: ${points === null ? "no points" : inPoints(points)}.`);
  });
}

/** @param {number} step */
function move(step) {
  return doing(async () => {
    const mine = ofTask();
    const place = mine.findIndex(({ id }) => id === shown?.id) + step;
    const next = mine[(place + mine.length) % mine.length];
    if (next) await open(next.id);
  });
}

at("previous").addEventListener("click", () => move(-1));
at("next").addEventListener("click", () => move(1));
at("waiting").addEventListener("click", () => doing(() => goOn("")));
undo.addEventListener("click", () =>
  doing(async () => {
    const last = given.at(-1);
    if (!last) return;
    const now = await ask(`answers/${last.id}`);
    await ask(`answers/${last.id}`, "PUT", { ...last.before, version: now.version });
    given.pop();
    undo.disabled = given.length === 0;
    await open(last.id, { said: "Undone." });
    comment.value = last.typed;
  }),
);
at("keep").addEventListener("click", () =>
  doing(async () => {
    const one = task();
    one.remarks = await ask("remarks", "POST", { task: one.key, text: comment.value });
    showRemarks();
    say("Kept, to be used again.");
  }),
);
choice.addEventListener("change", () =>
  doing(async () => {
    shown = null;
    const next = ofTask().find(waits) ?? ofTask()[0];
    if (next) await open(next.id, { focus: false });
  }),
);
comment.addEventListener("keydown", (event) => {
  if (event.key === "Escape") which.focus();
});
document.addEventListener("keydown", (event) => {
  if (!keys.checked || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target instanceof Element && event.target.matches("textarea, select, input[type=number]")) return;
  const button = [...at("levels").querySelectorAll("button")].find(
    (each) => each.querySelector("kbd")?.textContent === event.key,
  );
  const named = { p: "previous", n: "next", w: "waiting", u: "undo" }[event.key.toLowerCase()];
  if (event.key.toLowerCase() === "c") comment.focus();
  else if (button) button.click();
  else if (named) at(named).click();
  else return;
  event.preventDefault();
});

await doing(async () => {
  [tasks, states] = await Promise.all([ask("tasks"), ask("answers")]);
  for (const { key, title } of tasks) choice.add(new Option(title, key));
  if (!states.length) {
    say(
      "There is nothing that a person has to mark: nobody has written an answer, or nothing is graded yet.",
    );
    return;
  }
  at("work").parentElement?.removeAttribute("hidden");
  // Two who mark at once begin in different places, so that they seldom meet.
  const left = tasks.map(({ key }) => states.filter((state) => state.task === key && waits(state)));
  const from = left.find((all) => all.length) ?? states;
  await open(from[Math.floor(Math.random() * from.length)].id);
});
