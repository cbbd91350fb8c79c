// A plain text box. It is saved while one types; the status speaks only in pauses, so that it does not talk
// over the typing.

import { make } from "./elements.js";
import { exercise } from "./exercise.js";
import * as judging from "./judging/writing.js";
import { makeOptions } from "./options.js";

/** @import { Frame } from "./exercise.js" */
/** @import { Task, Written } from "./judging/writing.js" */

const PAUSE = 600; // milliseconds

/** @typedef {{ value?: Written }} State */

/** @param {Frame<Task, State>} frame */
function draw(frame) {
  const { body, content, label, say, signal } = frame;
  const { ask, checklist, most, words } = content;
  const id = `${frame.ids}-text`;
  const count = make("p", { class: "lm-count lm-note", id: `${id}-count` });
  const asked = most ? label("range", content) : words > 1 ? label("least", content) : "";
  const length = make("p", { class: "lm-note", id: `${id}-length` }, asked);
  const limits = { rows: content.rows, spellcheck: "true", "aria-describedby": length.id };
  const area = make("textarea", { id, ...limits });
  const points = makeOptions("checkbox", id, checklist);
  for (const box of points.inputs) box.addEventListener("change", keep);
  const copy = make("button", { type: "button", class: "lm-copy", onclick: copyText }, label("copy_text"));
  body.append(
    make("label", { class: "lm-ask", for: id }, ask || label("text")),
    length,
    area,
    make("div", { class: "lm-under" }, count, copy),
  );
  if (checklist.length) {
    body.append(make("fieldset", {}, make("legend", {}, label("checklist")), ...points.rows));
  }

  /** @type {ReturnType<typeof setTimeout> | null} */
  let waiting = null;
  area.addEventListener("input", () => {
    showCount(area.value);
    stopWaiting();
    waiting = setTimeout(keep, PAUSE);
  });
  area.addEventListener("blur", flush);
  signal?.addEventListener("abort", flush);
  window.addEventListener("pagehide", flush, { signal });

  function stopWaiting() {
    if (waiting !== null) clearTimeout(waiting);
    waiting = null;
  }

  function flush() {
    if (waiting !== null) keep();
  }

  function keep() {
    stopWaiting();
    frame.change({ value: { text: area.value, ticked: points.checked() } });
    speak();
  }

  const counted = (/** @type {number} */ number) =>
    label(number === 1 ? "count_one" : "count", { count: number });

  /** @param {string} text */
  function showCount(text) {
    count.textContent = counted(judging.wordsIn(text));
  }

  /** @param {string} text */
  function verdict(text) {
    const number = judging.wordsIn(text);
    const said = counted(number);
    if (number < words) return label("short", { count: said, missing: words - number });
    if (most && number > most) return label("long", { count: said, extra: number - most });
    return label(words > 1 ? "enough" : "fits", { count: said });
  }

  function speak() {
    const { text = "", ticked = [] } = frame.state().value ?? {};
    if (!text.trim() && !ticked.length) return say(label("start"));
    const total = checklist.length;
    const ticks = total ? label("ticked", { ticked: ticked.length, total }) : "";
    say(`${verdict(text)} ${ticks}`.trim(), label("saved"));
  }

  async function copyText() {
    try {
      await navigator.clipboard.writeText(area.value);
      say(label("copied_text"));
    } catch {
      area.select();
      say(label("copy_by_hand"));
    }
  }

  speak();
  return (/** @type {State} */ state) => {
    const { text = "", ticked = [] } = state.value ?? {};
    // What is being typed is newer than what was kept.
    if (waiting === null && area.value !== text) area.value = text;
    if (!Object.keys(state).length) {
      stopWaiting();
      area.value = "";
    }
    points.check(ticked);
    showCount(area.value);
  };
}

export default exercise(draw, judging);
