// The explorer: a slider's move goes to Python; rows come back and go into a picture that is already drawn.

import { makeChallenge } from "./challenge.js";
import { make } from "./elements.js";
import { exercise } from "./exercise.js";
import { follow } from "./following.js";
import * as judging from "./judging/explorer.js";
import { livePicture } from "./live_picture.js";
import { asTable } from "./rows.js";
import { makeSlider } from "./slider.js";
import { makeTable } from "./table.js";

/** @import { Frame } from "./exercise.js" */
/** @import { Challenge, Explored, Slider } from "./judging/explorer.js" */
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

/** @typedef {{ value?: Explored }} State */

const REST = 900; // milliseconds without a move, after which it is said where the sliders are

/** @param {Frame<Content, State>} frame */
function draw(frame) {
  const { body, content, label, model, signal } = frame;
  const { challenges } = content;
  const positions = () => judging.positions(content, frame.state().value?.sliders ?? {});
  const found = () => frame.state().value?.met ?? [];
  const came = () => /** @type {Picture} */ (model.get("picture"));
  const settled = () => same(came().sliders, positions());

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
  const items = challenges.map((challenge) => makeChallenge(frame, challenge));

  const shown = make("div", { class: "lm-shown" }, picture.figure, away, results, details);
  const moved = make("div", { class: "lm-sliders" }, ...sliders.map((slider) => slider.box));
  body.append(make("div", { class: "lm-explorer" }, moved, shown));
  if (challenges.length) {
    body.append(
      make("h4", { class: "lm-challenges-title" }, label("challenges")),
      make("ol", { class: "lm-challenges" }, ...items.map(({ item }) => item)),
    );
  }

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
    frame.change({ value: { sliders: { ...positions(), [slider]: number }, met: found() } });
    wait();
  }

  function pictureCame() {
    const { rows, numbers, words, met, hints } = came();
    picture.push(rows, words);
    results.replaceChildren(
      ...numbers.map(([what, number]) => make("div", {}, make("dt", {}, what), make("dd", {}, number))),
    );
    showTable();
    for (const item of items) item.hint(hints[item.id] ?? "");
    if (!settled()) return;
    away.hidden = true;
    if (!Object.keys(frame.state()).length) return;
    const fresh = challenges.filter(({ id }) => met.includes(id) && !found().includes(id));
    if (fresh.length) {
      const ids = fresh.map(({ id }) => id);
      frame.change({ value: { sliders: positions(), met: [...found(), ...ids] } });
      speak([label("met"), ...fresh.map(({ done }) => done), progress()].join(" "), 0);
    } else {
      speak(`${words} ${progress()}`, REST);
    }
  }

  // A moving slider would read out every step; only where it comes to rest is said.
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let speaking;
  /**
   * @param {string} text
   * @param {number} after
   */
  function speak(text, after) {
    clearTimeout(speaking);
    speaking = setTimeout(() => frame.say(text), after);
  }

  function progress() {
    if (!challenges.length) return "";
    return label("progress", { met: found().length, all: challenges.length });
  }

  signal?.addEventListener("abort", () => clearTimeout(speaking));
  pictureCame();

  return (/** @type {State} */ state) => {
    const at = positions();
    for (const slider of sliders) slider.show(at[slider.id]);
    const begun = Object.keys(state).length > 0;
    for (const item of items) item.show(found().includes(item.id), begun);
    if (!begun) {
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
