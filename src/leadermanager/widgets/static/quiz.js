// Plain radio buttons and sliders. Nothing is answered by moving about: only the button under a question does.

import { echoOf } from "./echo.js";
import { make } from "./elements.js";
import { exercise } from "./exercise.js";
import * as judging from "./judging/quiz.js";
import { KEPT, keeping } from "./keeping.js";
import { fill } from "./labels.js";
import { makeOptions } from "./options.js";
import { markAnswered } from "./verdicts.js";

/** @import { Echo } from "./echo.js" */
/** @import { Frame } from "./exercise.js" */
/** @import { Tries } from "./judging/answers.js" */
/** @import { Given, Question, Questions, Slider } from "./judging/quiz.js" */

/** @typedef {{ value?: Record<string, Given>, tries?: Tries }} State */

/**
 * What a question is answered by.
 *
 * @typedef {object} Control
 * @property {HTMLElement} box
 * @property {() => Given | undefined} read
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
    const button = make("button", { type: "button", class: "lm-main" }, label(marked ? "check" : "keep"));
    const feedback = make("p", { class: "lm-feedback", "aria-live": "polite" });
    const back = marked ? frame.back(data.section || content.section) : null;
    const echo = data.echo && echoBox(data.echo, `${name}-echo`, frame.signal);
    const box = make(
      "fieldset",
      { class: "lm-question", "data-question": data.id, "aria-describedby": echo?.id },
      make("legend", {}, data.ask),
      control.box,
      button,
      feedback,
      back,
    );
    button.addEventListener("click", () => answer(data, control.read(), box));
    /** @type {Given | undefined | null} null before the first time, so that a slider then says where it stands */
    let shown = null;

    /** @param {State} state */
    function show(state) {
      const value = answerTo(data, state);
      const answered = value !== undefined;
      const right = judging.chosen(data, value)?.right === true;
      // A choice not yet checked stays as it is while another question is answered.
      if (value !== shown || !Object.keys(state).length) control.set(value);
      shown = value;
      control.lock(answered && !marked);
      button.hidden = answered && !marked;
      markAnswered(answered && marked ? right : undefined, box);
      feedback.textContent = answered ? words(data, control, value) : "";
      if (back) back.hidden = !answered || right;
    }
    return { box, echo, show };
  }

  /**
   * @param {Question} data
   * @param {Given | undefined} value
   * @param {HTMLElement} box
   */
  function answer(data, value, box) {
    if (value === undefined) return say(label("choose_first"));
    const state = frame.state();
    const tries = { ...state.tries, [data.id]: (state.tries?.[data.id] ?? 0) + 1 };
    frame.change({ value: { ...state.value, [data.id]: value }, tries });
    say(progress(frame.state()));
    // A kept answer disables the control that had the focus.
    if (!marked) {
      box.tabIndex = -1;
      box.focus({ preventScroll: true });
    }
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
   */
  function words(data, control, value) {
    const option = judging.chosen(data, value);
    if (marked) return `${label(option?.right ? "right" : "wrong")} ${option?.say}`;
    const kept = fill(data.kept || label("kept"), { answer: control.words(value) });
    return option?.say ? `${kept} ${option.say}` : kept;
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
  input.addEventListener("input", show);
  const ends = [low || String(min), high || String(max)].map((end) => make("span", {}, end));
  return {
    box: make(
      "div",
      { class: "lm-slider" },
      output,
      input,
      make("div", { class: "lm-ends", "aria-hidden": "true" }, ...ends),
    ),
    read: () => Number(input.value),
    set(value) {
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
