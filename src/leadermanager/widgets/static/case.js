// A case is played one quarter at a time: read, choose, read what followed. At its end the path taken stands
// beside the ways not taken. Python walked every path, so a path's key leads to all there is to show.

import { debriefing } from "./case_debriefing.js";
import { readings } from "./case_readings.js";
import { make } from "./elements.js";
import { exercise } from "./exercise.js";
import * as judging from "./judging/case.js";
import { mark } from "./marks.js";
import { makeOptions } from "./options.js";

/** @import { Frame } from "./exercise.js" */
/** @import { Path, Played, Scene, Story } from "./judging/case.js" */

/** @typedef {{ value?: Played }} State */

const { key } = judging;

/** @param {Frame<Story, State>} frame */
function draw(frame) {
  const { body, content, ids, label, say, status } = frame;
  const { quarters, meters, turns, ends } = content;
  const { choiceIn, inWords, level, moved, numbered, paragraphs, saidAfter, sceneAt } = readings(
    content,
    label,
  );
  const pathOf = (/** @type {State} */ state) => state.value?.path ?? [];
  const playsOf = (/** @type {State} */ state) => state.value?.plays ?? [];
  // How many outcomes have been read; the next one is on show until its button is pressed.
  let read = pathOf(frame.state()).length;

  const board = make("div", { class: "lm-board" });
  const stage = make("div", { class: "lm-stage" });
  const next = make("button", { type: "button", class: "lm-main", onclick: goOn });
  const debrief = make("div", { class: "lm-debrief" });
  body.append(board, stage, status, next, debrief);
  status.classList.add("lm-strip");

  /** @param {string | undefined} choice */
  function decide(choice) {
    if (!choice) return say(label("choose_first"));
    const state = frame.state();
    const path = [...pathOf(state), choice];
    const others = playsOf(state).filter((play) => key(play) !== key(path));
    frame.change({ value: { path, plays: key(path) in ends ? [...others, path] : playsOf(state) } });
    next.focus({ preventScroll: true });
  }

  function goOn() {
    read = pathOf(frame.state()).length;
    show(frame.state());
    focusHeading(debrief.childElementCount ? debrief : stage);
  }

  /** @param {Path} path */
  function goBack(path) {
    read = path.length;
    frame.change({ value: { path, plays: playsOf(frame.state()) } });
    focusHeading(stage);
  }

  /** @param {HTMLElement} part */
  const focusHeading = (part) => part.querySelector("h4")?.focus();

  /** @param {State} state */
  function show(state) {
    const path = pathOf(state);
    read = Math.min(read, path.length);
    const reading = read < path.length;
    const turn = turns[key(path)];
    const ended = !reading && key(path) in ends;
    drawBoard(turn.meters);
    stage.hidden = ended;
    next.hidden = !reading;
    next.textContent = label(path.length === quarters.length ? "to_debrief" : "next");
    debrief.replaceChildren(...(ended ? debriefing(frame, path, playsOf(state), goBack) : []));
    if (ended) return say(label("ended", { meters: inWords(turn.meters) }));
    stage.replaceChildren(...(reading ? outcome(path) : situation(path)));
    if (reading) say(saidAfter(path), moved(turns[key(path.slice(0, -1))].meters, turn.meters));
    else say(label("playing", { meters: inWords(turn.meters) }));
  }

  /** @param {number[]} numbers */
  function drawBoard(numbers) {
    board.replaceChildren(
      ...meters.map((meter, at) =>
        make(
          "div",
          { class: `lm-meter lm-${meter.colour}` },
          make("p", { class: "lm-reading" }, mark(meter.colour), level(meter, numbers[at])),
          make(
            "div",
            { class: "lm-bar", "aria-hidden": "true" },
            make("div", { class: "lm-level", style: `width: ${numbers[at]}%` }),
            make("div", { class: "lm-goal", style: `left: ${meter.goal}%` }),
          ),
          make("p", { class: "lm-note" }, `${meter.about} (${label("goal", { goal: meter.goal })})`),
        ),
      ),
    );
  }

  /** @param {Scene} scene */
  const heading = (scene) => [
    make("p", { class: "lm-note" }, numbered(scene.quarter)),
    make("h4", { tabindex: "-1" }, scene.title),
  ];

  /** @param {Path} path */
  function situation(path) {
    const scene = sceneAt(path);
    const { rows, checked } = makeOptions("radio", `${ids}-choice`, scene.choices);
    const button = make("button", { type: "button", class: "lm-main" }, label("decide"));
    button.addEventListener("click", () => decide(checked()[0]));
    return [
      make(
        "div",
        { class: "lm-scene" },
        ...heading(scene),
        ...paragraphs(scene.text),
        ...turns[key(path)].notes.flatMap((note) => paragraphs(scene.notes[note])),
        make("fieldset", {}, make("legend", {}, label("choose")), ...rows),
        button,
      ),
      path.length ? soFar(path) : "",
    ];
  }

  /** @param {Path} path */
  function soFar(path) {
    const steps = path.map((id, at) =>
      make(
        "li",
        {},
        make("p", {}, make("strong", {}, `${quarters[at]}: `), choiceIn(sceneAt(path.slice(0, at)), id).text),
        make("p", {}, saidAfter(path.slice(0, at + 1))),
      ),
    );
    return make("details", {}, make("summary", {}, label("so_far")), make("ol", {}, ...steps));
  }

  /** @param {Path} path */
  function outcome(path) {
    const scene = sceneAt(path.slice(0, -1));
    const choice = choiceIn(scene, path[path.length - 1]).text;
    return [
      make("div", { class: "lm-scene" }, ...heading(scene), make("p", {}, label("you_chose", { choice }))),
    ];
  }

  return (/** @type {State} */ state) => {
    if (!Object.keys(state).length) read = 0;
    show(state);
  };
}

export default exercise(draw, judging);
