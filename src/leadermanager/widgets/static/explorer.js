// The explorer: a slider's move goes to Python; rows come back and go into a picture that is already drawn.

import { makeChallenges } from "./challenge.js";
import { make } from "./elements.js";
import { exercise } from "./exercise.js";
import { follow } from "./following.js";
import * as judging from "./judging/explorer.js";
import { livePicture } from "./live_picture.js";
import { asTable } from "./rows.js";
import { makeSlider } from "./slider.js";
import { makeTable } from "./table.js";

/** @import { Frame } from "./exercise.js" */
/** @import { State } from "./challenge.js" */
/** @import { Challenge, Slider } from "./judging/explorer.js" */
/** @import { Row } from "./rows.js" */

/**
 * @typedef {object} Content
 * @property {Slider[]} sliders
 * @property {{ title: string, note: string }} chart
 * @property {[string, string]} axes what is across, and what is up
 * @property {object} spec of the picture, without its rows
 * @property {Challenge[]} challenges
 */

/**
 * What Python works out for where the sliders are.
 *
 * @typedef {object} Picture
 * @property {Record<string, number>} sliders
 * @property {Row[]} rows
 * @property {[string, string][]} numbers
 * @property {string} words
 * @property {string[]} met
 * @property {Record<string, string>} hints
 */

const REST = 900; // milliseconds without a move, after which it is said what the model gives

/** @param {Frame<Content, State>} frame */
function draw(frame) {
  const { body, content, label, model, signal } = frame;
  const { challenges } = content;
  const now = () => judging.tidy(content, { ...frame.state().value });
  const came = () => /** @type {Picture} */ (model.get("picture"));
  const settled = () => same(came().sliders, now().sliders);

  const { away, wait } = follow(frame, "picture", settled, pictureCame);
  const sliders = content.sliders.map((slider) =>
    makeSlider(frame, slider, (number) => move(slider.id, number)),
  );
  const picture = livePicture(frame, () => came().rows);
  const results = make("dl", { class: "lm-results" });
  let table = make("table");
  const details = make(
    "details",
    { class: "lm-as-table", ontoggle: showTable },
    make("summary", {}, label("table")),
    table,
  );
  const tasks = makeChallenges(frame, turned);

  const shown = make("div", { class: "lm-shown" }, picture.figure, away, results, details);
  const moved = make("div", { class: "lm-sliders" }, ...sliders.map((slider) => slider.box));
  const hand = make("div", { class: "lm-hand" }, tasks.task, moved, tasks.help);
  body.append(tasks.choice, make("div", { class: "lm-explorer" }, hand, shown));

  // Only an open table follows the sliders: a picture is quicker without it.
  function showTable() {
    if (!details.open) return;
    const { heads, rows } = asTable(content.axes, came().rows);
    const now = makeTable("", heads, rows);
    table.replaceWith(now);
    table = now;
  }

  /**
   * @param {string} slider
   * @param {number} number
   */
  function move(slider, number) {
    const { sliders: at, ...rest } = now();
    trying = true;
    frame.change({ value: { ...rest, sliders: { ...at, [slider]: number } } });
    wait();
  }

  // Another challenge is at hand: its sliders stand where it begins.
  function turned() {
    clearTimeout(speaking);
    trying = false;
    frame.say(progress());
    if (!settled()) wait();
    sliders.find(({ id }) => tasks.brought().includes(id))?.focus();
  }

  function pictureCame() {
    const { rows, numbers, words, met, hints } = came();
    picture.push(rows, words);
    results.replaceChildren(
      ...numbers.map(([what, number]) => make("div", {}, make("dt", {}, what), make("dd", {}, number))),
    );
    showTable();
    tasks.hint(hints);
    if (!settled()) return;
    away.hidden = true;
    if (!Object.keys(frame.state()).length) return;
    const { sliders: at, met: found, at: hand } = now();
    if (met.includes(hand) && !found.includes(hand)) {
      frame.change({ value: { sliders: at, met: [...found, hand], at: hand } });
      speak(() => `${label("met")}. ${progress()}`, 0);
    } else {
      speak(() => {
        if (trying) tasks.tried();
        trying = false;
        const results = numbers.map(([what, number]) => `${what}: ${number}.`).join(" ");
        return `${results || words} ${progress()}`;
      }, REST);
    }
  }

  // A moving slider would read out every step; only where it comes to rest is said, and is a try.
  let trying = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let speaking;
  /**
   * @param {() => string} text
   * @param {number} after
   */
  function speak(text, after) {
    clearTimeout(speaking);
    speaking = setTimeout(() => frame.say(text()), after);
  }

  function progress() {
    if (!challenges.length) return "";
    return label("progress", { met: now().met.length, all: challenges.length });
  }

  signal?.addEventListener("abort", () => clearTimeout(speaking));
  pictureCame();

  return (/** @type {State} */ state) => {
    const { sliders: at } = now();
    const brought = tasks.brought();
    for (const slider of sliders) {
      slider.box.hidden = !brought.includes(slider.id);
      slider.show(at[slider.id]);
    }
    tasks.show();
    if (!Object.keys(state).length) {
      clearTimeout(speaking);
      away.hidden = true;
    }
  };
}

/**
 * @param {Record<string, number>} one
 * @param {Record<string, number>} other
 */
function same(one, other) {
  return Object.keys({ ...one, ...other }).every((id) => one[id] === other[id]);
}

export default exercise(draw, judging);
