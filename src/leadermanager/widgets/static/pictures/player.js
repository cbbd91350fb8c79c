// Playing a run: play and pause, a step on and back, any place in it, faster, and from the beginning.

import { make } from "../elements.js";
import { withModifier } from "../keyboard.js";
import { drawn } from "../svg.js";
import { calm, makeClock } from "./clock.js";

/** @import { Frame } from "../exercise.js" */

/**
 * What is played. Its moments are numbers from 0 to the last step; between two steps things glide.
 *
 * @typedef {object} Run
 * @property {number} last the last step
 * @property {number} pace steps in a second
 * @property {(at: number) => void} show draw one moment
 * @property {(step: number) => string} words what there is to see at a step, for who cannot see it
 * @property {() => void} [ended] told when it has played to its last step
 * @property {boolean} [live] whether it is a game: there is no way back, and nothing ahead to look at
 */

/** @param {keyof typeof ICONS} name */
const icon = (name) =>
  drawn(
    "svg",
    { viewBox: "0 0 14 14", class: "lm-icon", "aria-hidden": "true" },
    drawn("path", { d: ICONS[name] }),
  );

const SPEEDS = [1, 2, 4];
const ICONS = {
  play: "M3 1l10 6-10 6z",
  pause: "M2 1h4v12H2zM8 1h4v12H8z",
  restart: "M1 1h2v12H1zM13 1v12L4 7z",
  step_back: "M10 1v12L2 7zM11 1h2v12h-2z",
  step_on: "M4 1v12l8-6zM1 1h2v12H1z",
};
const SAID_EVERY = 1000; // milliseconds between two sentences while it plays

/**
 * Make the controls. They play what was loaded last.
 *
 * @param {Pick<Frame<{}, {}>, "label" | "say" | "status" | "signal">} frame
 * @param {Element} seen what has to be on the screen for time to pass
 */
export function makePlayer({ label, say, status, signal }, seen) {
  /** @type {Run} */
  let run = { last: 0, pace: 1, show: () => {}, words: () => "" };
  let at = 0;
  let speed = 1;
  let saidAt = 0;

  const clock = makeClock(seen, signal, pass, () => stop());
  const sign = icon("play");
  const word = make("span");
  const toggle = make("button", { type: "button", class: "lm-play", onclick: playOrPause }, sign, word);
  const first = control("restart", () => goTo(0));
  const back = control("step_back", () => goTo(Math.ceil(at) - 1));
  const on = control("step_on", () => goTo(Math.floor(at) + 1));
  const scrub = make("input", {
    type: "range",
    min: 0,
    step: 1,
    "aria-label": label("scrub"),
    oninput: () => goTo(Number(scrub.value)),
  });
  const speeds = SPEEDS.map((times) => {
    const hear = () => setSpeed(times);
    return make("button", { type: "button", class: "lm-speed", onclick: hear }, label("times", { times }));
  });
  const box = make(
    "div",
    { class: "lm-player", role: "group", "aria-label": label("player"), onkeydown: onKey },
    toggle,
    make("span", { class: "lm-steps" }, first, back, on),
    scrub,
    make("span", { class: "lm-speeds", role: "group", "aria-label": label("speed") }, ...speeds),
  );

  /**
   * @param {keyof typeof ICONS} name
   * @param {() => void} act
   */
  function control(name, act) {
    const words = label(name);
    return make("button", { type: "button", "aria-label": words, title: words, onclick: act }, icon(name));
  }

  // The scrub bar has arrow keys of its own.
  /** @param {KeyboardEvent} event */
  function onKey(event) {
    if (event.target === scrub || withModifier(event)) return;
    const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!way || (way < 0 && run.live)) return;
    event.preventDefault();
    goTo(way > 0 ? Math.floor(at) + 1 : Math.ceil(at) - 1);
  }

  /** @param {number} seconds */
  function pass(seconds) {
    const before = at;
    at = Math.min(at + seconds * run.pace * speed, run.last);
    const step = Math.floor(at);
    const stepped = step > Math.floor(before);
    if (stepped || !calm()) run.show(calm() ? step : at);
    if (!stepped) return;
    scrub.value = String(step);
    if (at >= run.last) {
      pause();
      speak(step);
      run.ended?.();
    } else if (performance.now() - saidAt >= SAID_EVERY) {
      speak(step);
    }
  }

  /** @param {number} step */
  function speak(step) {
    saidAt = performance.now();
    const words = run.words(step);
    scrub.setAttribute("aria-valuetext", words);
    if (words) say(words);
    hush();
  }

  // While things move, what the line says is soon behind them: it is only heard then.
  function hush() {
    status.classList.toggle("lm-only-heard", clock.running());
  }

  /** @param {string} text seen, too, until the next step is told */
  function tell(text) {
    say(text);
    status.classList.remove("lm-only-heard");
  }

  function playOrPause() {
    if (clock.running()) stop();
    else play();
  }

  // What was said last may be some steps behind.
  function stop() {
    pause();
    speak(Math.floor(at));
  }

  function play() {
    if (at >= run.last) {
      if (run.live) return;
      at = 0;
    }
    clock.start();
    showButtons();
  }

  function pause() {
    clock.stop();
    showButtons();
  }

  /** @param {number} step */
  function goTo(step) {
    pause();
    const before = at;
    at = Math.max(0, Math.min(step, run.last));
    scrub.value = String(at);
    run.show(at);
    speak(at);
    showButtons();
    if (at === run.last && before < run.last) run.ended?.();
  }

  /** @param {number} times */
  function setSpeed(times) {
    speed = times;
    showButtons();
  }

  function showButtons() {
    const playing = clock.running();
    hush();
    sign.firstElementChild?.setAttribute("d", ICONS[playing ? "pause" : "play"]);
    word.textContent = label(playing ? "pause" : "play");
    for (const each of [first, back, scrub]) each.hidden = Boolean(run.live);
    back.disabled = first.disabled = at <= 0;
    on.disabled = at >= run.last;
    for (const [index, button] of speeds.entries()) {
      button.setAttribute("aria-pressed", String(SPEEDS[index] === speed));
    }
  }

  return {
    box,
    toggle,
    play,
    pause,
    goTo,
    tell,
    at: () => at,
    playing: clock.running,
    /**
     * Take another run, and stand still at one of its steps.
     *
     * @param {Run} next
     * @param {number} step
     */
    load(next, step = 0) {
      pause();
      if (next.live) speed = 1;
      run = next;
      at = step;
      scrub.max = String(run.last);
      scrub.value = String(step);
      scrub.setAttribute("aria-valuetext", run.words(step));
      run.show(step);
      showButtons();
    },
    /** Draw the present moment anew: the page has another width, or something else has changed. */
    redraw: () => run.show(calm() ? Math.floor(at) : at),
  };
}
