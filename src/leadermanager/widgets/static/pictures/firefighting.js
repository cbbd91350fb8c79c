// Half a year of weeks: so many hours are protected, the others burn or do not, and once they may be changed.

import { make } from "../elements.js";
import { exercise } from "../exercise.js";
import { asShown, saidOf, shown } from "../judging/conditions.js";
import * as judging from "../judging/firefighting.js";
import { keeping } from "../keeping.js";
import { makeSlider } from "../slider.js";
import { makePicture } from "./firefighting_picture.js";
import { makeKey } from "./key.js";
import { makePlayer } from "./player.js";
import { makeRunTable } from "./run_table.js";

/** @import { Frame } from "../exercise.js" */
/** @import { Fought, Game, Start, Try } from "../judging/firefighting.js" */

/** @typedef {{ value?: Fought }} State */
/** @typedef {"set" | "early" | "turn" | "late" | "over"} Phase */

const PACE = 2; // weeks in a second

/** @param {Frame<Game, State>} frame */
function draw(frame) {
  const { body, content, label, say, status, signal } = frame;
  const { turn, weeks, routine, hours } = content;
  /** @type {Phase} */
  let phase = "set";
  /** @type {Try} the try that is played or was played last */
  let played = { first: 0, second: 0 };
  /** @type {string | undefined} what was drawn last of what is kept */
  let known = "nothing yet";

  const picture = makePicture(content, label, signal, (hour) => choose(hour), sceneNow);
  const stage = make("div", { class: "lm-scene" }, picture.svg);
  const key = makeKey({
    leading: label("key_leading"),
    routine: label("key_routine", { routine }),
    free: label("key_free"),
    fire: label("key_fire"),
    limit: label("limit"),
    ghost: "",
  });
  const slider = makeSlider(
    frame,
    {
      id: "protected",
      label: label("protect"),
      unit: label("of_hours", { hours, most: content.most }),
      min: 0,
      max: content.most,
      step: 1,
      colour: "leading",
    },
    choose,
  );
  const player = makePlayer(frame, stage);
  const begin = act("begin", { turn }, () => live("early"));
  const goOn = act("go_on", { next: turn + 1, weeks }, () => live("late"));
  const again = act("again", {}, () => {
    set(played);
    begin.focus({ preventScroll: true });
  });
  const feedback = make("div", { class: "lm-feedback", "aria-live": "polite" });
  const table = makeRunTable(label, () => ({
    heads: [content.axes[0], label("protected_in"), label("fires_in"), label("undone_in")],
    rows: weeksNow().map((week, index) => [
      index + 1,
      week.protected,
      week.fires.toFixed(1),
      week.undone.toFixed(1),
    ]),
  }));
  const acts = make("div", { class: "lm-acts" }, begin, goOn);
  status.classList.add("lm-strip");
  body.append(key.box, stage, slider.box, acts, player.box, status, feedback);
  body.append(make("div", { class: "lm-acts" }, again), table.box);

  /**
   * @param {string} name
   * @param {Record<string, number>} values
   * @param {() => void} onclick
   */
  function act(name, values, onclick) {
    const style = name === "again" ? "" : "lm-act";
    return make("button", { type: "button", class: style, onclick }, label(name, values));
  }

  const value = () => frame.state().value ?? { tries: [] };
  const weeksNow = () => judging.weeksOf(content, played);

  function sceneNow() {
    const other = value().tries.at(phase === "over" ? -2 : -1);
    const ghost = other ? judging.weeksOf(content, other) : null;
    key.set("ghost", ghost ? label("last_try") : "");
    const all = weeksNow();
    return { at: player.at(), weeks: all, next: phase === "turn" ? all[turn] : null, ghost };
  }

  /** @param {number} number hours to protect from now on */
  function choose(number) {
    if (phase !== "set" && phase !== "turn") return;
    const kept = Math.max(0, Math.min(content.most, number));
    played = phase === "set" ? { first: kept, second: kept } : { ...played, second: kept };
    slider.show(kept);
    picture.draw();
    say(standing());
  }

  // What the hours come to in the week that is next.
  function standing() {
    const next = phase === "set" ? 0 : turn;
    const week = weeksNow()[next];
    const left = hours - week.protected;
    const numbers = { week: next + 1, left, fires: shown(week.fires), routine, short: shown(week.undone) };
    return label(week.undone ? "ready_short" : "ready", numbers);
  }

  /** @param {number} step */
  function inWords(step) {
    const week = weeksNow()[step];
    return label("week", { week: step + 1, fires: shown(week.fires), undone: shown(week.undone) });
  }

  /** @param {"early" | "late"} part */
  function live(part) {
    phase = part;
    showPhase();
    const early = part === "early";
    const last = early ? turn - 1 : weeks - 1;
    const run = {
      last,
      pace: PACE,
      show: picture.draw,
      words: inWords,
      live: true,
      ended: early ? pause : keep,
    };
    player.load(run, early ? 0 : turn - 1);
    player.toggle.focus({ preventScroll: true });
    player.play();
  }

  function pause() {
    phase = "turn";
    showPhase();
    picture.draw();
    goOn.focus({ preventScroll: true });
    say(label("turn", { turn }), standing());
  }

  function keep() {
    const next = judging.tidy(content, { tries: [...value().tries, played] });
    known = JSON.stringify(next);
    frame.change({ value: next });
    end();
    again.focus({ preventScroll: true });
  }

  /** @param {Try} from the hours to begin with are those that it ended with */
  function set({ second }) {
    phase = "set";
    played = { first: second, second };
    player.load({ last: 0, pace: PACE, show: picture.draw, words: () => "" });
    showPhase();
    slider.show(second);
    say(standing());
  }

  function end() {
    phase = "over";
    showPhase();
    player.load({ last: weeks - 1, pace: PACE, show: picture.draw, words: inWords }, weeks - 1);
    say(inWords(weeks - 1));
  }

  function showPhase() {
    const choosing = phase === "set" || phase === "turn";
    const over = phase === "over";
    stage.classList.toggle("lm-choosing", choosing);
    stage.classList.toggle("lm-living", !choosing && !over);
    slider.box.hidden = !choosing;
    begin.hidden = phase !== "set";
    goOn.hidden = phase !== "turn";
    player.box.hidden = choosing;
    for (const each of [again, table.box, feedback]) each.hidden = !over;
    feedback.replaceChildren(...(over ? verdict().map((text) => make("p", {}, text)) : []));
    table.show();
  }

  function verdict() {
    const came = judging.results(content, played);
    const own = label(played.first === played.second ? "own_same" : "own", {
      ...asShown(came),
      weeks,
      next: turn + 1,
    });
    return [own, saidOf(content.says, came)];
  }

  return (/** @type {State} */ { value: now }) => {
    if (JSON.stringify(now) === known) return;
    known = JSON.stringify(now);
    const last = now?.tries?.at(-1);
    if (!last) {
      const from = startOf(content.start, content.most);
      return set({ first: from, second: from });
    }
    played = last;
    end();
  };
}

/**
 * Return the hours to start with: those that were kept in another exercise, where there are some.
 *
 * @param {Start} start
 * @param {number} most
 */
function startOf({ of, question, otherwise }, most) {
  const kept = keeping(of).get()?.value?.[question];
  return Number.isInteger(kept) ? Math.max(0, Math.min(most, kept)) : otherwise;
}

export default exercise(draw, judging);
