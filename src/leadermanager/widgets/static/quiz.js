// Plain radio buttons and sliders. Nothing is answered by moving about: only the button under a question does.

import { echoOf } from "./echo.js";
import { make } from "./elements.js";
import { exercise } from "./exercise.js";
import * as judging from "./judging/quiz.js";
import { KEPT, keeping } from "./keeping.js";
import { fill } from "./labels.js";
import { makeOptions } from "./options.js";
import { makeSure, said } from "./sure.js";
import { markAnswered } from "./verdicts.js";

/** @import { Echo } from "./echo.js" */
/** @import { Frame } from "./exercise.js" */
/** @import { Tries } from "./judging/answers.js" */
/** @import { Given, Question, Questions, Slider } from "./judging/quiz.js" */

/** @typedef {{ value?: Record<string, Given>, tries?: Tries, sure?: Record<string, number> }} State */

/**
 * What a question is answered by.
 *
 * @typedef {object} Control
 * @property {HTMLElement} box
 * @property {() => Given | undefined} read undefined where nothing was chosen or moved
 * @property {(value: Given | undefined) => void} set
 * @property {(locked: boolean) => void} lock
 * @property {(value: Given) => string} words
 */

/** @param {Frame<Questions, State>} frame */
function draw(frame) {
  const { body, content, ids, label, say } = frame;
  const marked = content.mode === "marked";
  const questions = content.questions.map(makeQuestion);
  for (const { echo, box } of questions) body.append(...(echo ? [echo, box] : [box]));

  /** @param {Question} data */
  function makeQuestion(data) {
    const name = `${ids}-${data.id}`;
    const control = data.slider ? sliderControl(data.slider, data.ask, name) : optionsControl(data, name);
    const sure = data.sure && makeSure(label, `${name}-sure`, label(data.near ? "sure_near" : "sure", data));
    const button = make("button", { type: "button", class: "lm-main" }, label(marked ? "check" : "keep"));
    const feedback = make("p", { class: "lm-feedback", "aria-live": "polite" });
    const back = marked ? frame.back(data.section || content.section) : null;
    const echo = data.echo && echoBox(data.echo, `${name}-echo`, frame.signal);
    const box = make(
      "fieldset",
      { class: "lm-question", "data-question": data.id, "aria-describedby": echo?.id },
      make("legend", {}, data.ask),
      control.box,
      ...(sure ? [sure.box] : []),
      button,
      feedback,
      back,
    );
    button.addEventListener("click", () => answer());
    /** @type {Given | undefined | null} null before the first time, so that a slider then says where it stands */
    let shown = null;

    /** @param {State} state */
    function show(state) {
      const value = answerTo(data, state);
      const answered = value !== undefined;
      const right = judging.chosen(data, value)?.right === true;
      // A choice not yet checked stays as it is while another question is answered.
      if (value !== shown || !Object.keys(state).length) {
        control.set(value);
        if (sure && !answered) sure.clear();
      }
      shown = value;
      control.lock(answered && !marked);
      button.hidden = answered && !marked;
      if (sure) sure.box.hidden = answered;
      markAnswered(answered && marked ? right : undefined, box);
      feedback.textContent = answered ? words(data, control, value, state) : "";
      if (back) back.hidden = !answered || right;
    }

    function answer() {
      const value = control.read();
      if (value === undefined) return say(label(data.slider ? "move_first" : "choose_first"));
      const how = sure ? sure.read() : undefined;
      if (sure && how === undefined) return say(label("sure_first"));
      const state = frame.state();
      const tries = { ...state.tries, [data.id]: (state.tries?.[data.id] ?? 0) + 1 };
      const kept = how === undefined ? {} : { sure: { ...state.sure, [data.id]: how } };
      frame.change({ value: { ...state.value, [data.id]: value }, tries, ...kept });
      say(progress(frame.state()));
      // A kept answer disables the control that had the focus.
      if (!marked) {
        box.tabIndex = -1;
        box.focus({ preventScroll: true });
      }
    }
    return { box, echo, show };
  }

  const answerTo = (/** @type {Question} */ data, /** @type {State} */ state) => state.value?.[data.id];

  /** @param {State} state */
  function progress(state) {
    const score = judging.score(content, state);
    const { total, answered, right } = score;
    if (!answered) return label("open");
    if (!marked) return label(answered < total ? "answered" : "kept_all", score);
    if (right < total) return label("progress", score);
    return label(total === 1 ? "finished_one" : "finished", score);
  }

  /**
   * @param {Question} data
   * @param {Control} control
   * @param {Given} value
   * @param {State} state
   */
  function words(data, control, value, state) {
    const option = judging.chosen(data, value);
    if (marked) return `${label(option?.right ? "right" : "wrong")} ${option?.say}`;
    const kept = fill(data.kept || label("kept"), { answer: control.words(value) });
    const sure = data.sure && said(state.sure?.[data.id]);
    return [kept, sure && label("sure_kept", { sure }), option?.say].filter(Boolean).join(" ");
  }

  say(progress(frame.state()));
  return (/** @type {State} */ state) => {
    for (const question of questions) question.show(state);
  };
}

/**
 * @param {Echo} echo
 * @param {string} id
 * @param {AbortSignal | undefined} signal
 */
function echoBox(echo, id, signal) {
  const box = make("p", { class: "lm-echo", id });
  const show = () => {
    box.textContent = echoOf(echo, keeping(echo.of).get());
  };
  for (const event of ["storage", KEPT]) window.addEventListener(event, show, { signal });
  show();
  return box;
}

/**
 * @param {Question} question
 * @param {string} name
 * @returns {Control}
 */
function optionsControl(question, name) {
  const { inputs, rows, checked, check } = makeOptions("radio", name, question.options ?? []);
  return {
    box: make("div", { class: "lm-options" }, ...rows),
    read: () => checked()[0],
    set: (value) => check(value === undefined ? [] : [String(value)]),
    lock(locked) {
      for (const input of inputs) input.disabled = locked;
    },
    words: (value) => judging.chosen(question, value)?.text.replace(/\.$/, "") ?? "",
  };
}

/**
 * @param {Slider} slider
 * @param {string} ask
 * @param {string} name
 * @returns {Control}
 */
function sliderControl({ min, max, step, start, unit, low, high }, ask, name) {
  const input = make("input", { type: "range", id: name, min, max, step, "aria-label": ask });
  const output = make("output", { for: name });
  const words = (/** @type {Given} */ value) => (unit ? `${value} ${unit}` : String(value));
  const show = () => {
    output.textContent = words(Number(input.value));
    input.setAttribute("aria-valuetext", output.textContent);
  };
  // Where a slider waits is nobody's guess.
  let moved = false;
  input.addEventListener("input", () => {
    moved = true;
    show();
  });
  const ends = [low || String(min), high || String(max)].map((end) => make("span", {}, end));
  return {
    box: make(
      "div",
      { class: "lm-slider" },
      output,
      input,
      make("div", { class: "lm-ends", "aria-hidden": "true" }, ...ends),
    ),
    read: () => (moved ? Number(input.value) : undefined),
    set(value) {
      moved = false;
      input.value = String(value ?? start);
      show();
    },
    lock(locked) {
      input.disabled = locked;
    },
    words,
  };
}

export default exercise(draw, judging);
