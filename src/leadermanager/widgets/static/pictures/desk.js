// Half a year at a desk: the student lets people decide and has them agree on an aim, and the pile shows it.

import { make } from "../elements.js";
import { exercise } from "../exercise.js";
import { saidOf } from "../judging/conditions.js";
import * as judging from "../judging/desk.js";
import { withModifier } from "../keyboard.js";
import { makePicture } from "./desk_picture.js";
import { makeKey } from "./key.js";
import { makePlayer } from "./player.js";
import { makeRunTable } from "./run_table.js";

/** @import { Frame } from "../exercise.js" */
/** @import { Game, Played, Run, Try, Week } from "../judging/desk.js" */

/** @typedef {Game & { seconds: number }} Content */
/** @typedef {{ value?: Played }} State */

const REPLAY = 20; // seconds in which a half-year is watched
const OWN = "you";
const BEFORE = "before";

/** @param {Frame<Content, State>} frame */
function draw(frame) {
  const { body, content, label, say, status, signal } = frame;
  const { arising, rules, runs } = content;
  const last = arising.length;
  /** @type {"ready" | "game" | "over"} */
  let phase = "ready";
  /** @type {Try} the try that is played or was played last */
  let played = { joining: [], aim: 0 };
  /** @type {Try | null} the one before it */
  let before = null;
  let watched = OWN;
  let moment = 0;
  /** @type {string | undefined} what was drawn last of what is kept */
  let known = "nothing yet";
  let weeks = judging.follow(content, played);

  const picture = makePicture(content, signal, label, () => ({ weeks, at: moment, ghost: ghost() }));
  const stage = make("div", { class: "lm-scene" }, picture.svg);
  const player = makePlayer(frame, stage);
  const start = make("button", { type: "button", class: "lm-act", onclick: begin }, label("start"));
  const join = act("join", letIn);
  const agree = act("agree", agreeOn);
  const acts = make("div", { class: "lm-acts" }, start, join, agree);
  const again = make("button", { type: "button", onclick: begin }, label("again"));
  const feedback = make("div", { class: "lm-feedback", "aria-live": "polite" });
  const watch = make("div", { class: "lm-acts", role: "group", "aria-label": label("watch") });
  const heading = make("p", { class: "lm-watch" }, label("watch"));
  const key = makeKey({
    card: label("key_card"),
    back: label("key_back"),
    arrow: label("key_arrow"),
    won: "",
    ghost: "",
  });
  const table = makeRunTable(label, () => {
    const heads = ["x_title", "new_head", "people_head", "settled_head", "back_head", "y_title"];
    const row = (/** @type {Week} */ week, /** @type {number} */ index) => [
      index,
      week.fresh,
      week.people,
      week.settled,
      week.back,
      week.waiting,
    ];
    return { heads: heads.map((each) => label(each)), rows: weeks.map(row).slice(1) };
  });
  status.classList.add("lm-strip");
  body.append(
    stage,
    key.box,
    acts,
    player.box,
    status,
    feedback,
    heading,
    watch,
    make("div", { class: "lm-acts" }, again),
    table.box,
  );
  body.addEventListener("keydown", onKey);
  // A click beside the buttons would take the keys away from the game.
  body.addEventListener("pointerdown", (event) => {
    if (phase !== "game" || /** @type {Element} */ (event.target).closest("button, input")) return;
    event.preventDefault();
    join.focus({ preventScroll: true });
  });

  /**
   * @param {string} name
   * @param {() => void} does
   */
  function act(name, does) {
    return make("button", { type: "button", class: "lm-act lm-move", onclick: does }, label(name));
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    if (phase !== "game" || withModifier(event)) return;
    const does = { 1: letIn, 2: agreeOn }[event.key];
    if (does && !event.repeat) does();
    else if (event.key === "ArrowRight" && acts.contains(/** @type {Node} */ (event.target))) {
      event.preventDefault();
      player.goTo(Math.floor(player.at()) + 1);
    }
  }

  const value = () => frame.state().value ?? { tries: [] };

  /** The half-year that is drawn behind: the student's own, behind what is watched, and else the try before. */
  function ghost() {
    const behind = phase === "over" && watched !== OWN ? played : before;
    return behind ? judging.follow(content, behind) : null;
  }

  function begin() {
    before = value().tries.at(-1) ?? null;
    played = { joining: [], aim: 0 };
    enter("game");
    player.load({ last, pace: last / content.seconds, show, words, ended: end, live: true });
    join.focus({ preventScroll: true });
    stage.scrollIntoView({ block: "nearest" });
    player.play();
  }

  /** Return the week that an act would begin in, and why it cannot. */
  function nextWeek() {
    const week = Math.ceil(player.at()) + 1;
    const { joining, aim } = played;
    const busy = joining.includes(week) || (aim > 0 && week >= aim && week < aim + rules.agreeing);
    return { week, why: week > last ? "too_late" : busy ? "taken" : "" };
  }

  function letIn() {
    const { week, why } = nextWeek();
    const full =
      week <= last && (weeks[week].people >= rules.most || played.joining.length >= rules.most - 1);
    if (why || full) return player.tell(label(why || "all"));
    move({ ...played, joining: [...played.joining, week] });
    player.tell(label("joining", { week }));
  }

  function agreeOn() {
    const { week, why } = nextWeek();
    if (played.aim) return player.tell(label("agreed"));
    if (why || week + rules.agreeing - 1 > last) return player.tell(label(why || "too_late"));
    move({ ...played, aim: week });
    player.tell(label("agreeing", { week, next: week + 1 }));
  }

  /** @param {Try} next */
  function move(next) {
    played = next;
    weeks = judging.follow(content, played);
    agree.disabled = played.aim > 0;
    if (agree.disabled) join.focus({ preventScroll: true });
    player.redraw();
  }

  function end() {
    const next = judging.tidy(content, { tries: [...value().tries, played] });
    known = JSON.stringify(next);
    frame.change({ value: next });
    over();
    say(label("over", { last: weeks[last].waiting }));
    again.focus({ preventScroll: true });
  }

  function over() {
    enter("over");
    player.load({ last, pace: last / REPLAY, show, words }, last);
  }

  /** @param {typeof phase} next */
  function enter(next) {
    phase = next;
    watched = OWN;
    weeks = judging.follow(content, played);
    start.hidden = next !== "ready";
    join.hidden = agree.hidden = next !== "game";
    agree.disabled = false;
    player.box.hidden = next === "ready";
    for (const each of [again, table.box, feedback]) each.hidden = next !== "over";
    heading.hidden = watch.hidden = next !== "over" || value().tries.length < 2;
    watch.replaceChildren(...(next === "over" ? [...choices()] : []));
    showWhose();
  }

  function* choices() {
    const own = { id: OWN, name: label("own_name"), ...played };
    const earlier = before ? [{ id: BEFORE, name: label("before_name"), ...before }] : [];
    for (const run of [own, ...earlier, ...runs]) {
      const { waiting } = judging.follow(content, run)[last];
      const name = label("named", { name: run.name, last: waiting });
      yield make("button", { type: "button", "data-run": run.id, onclick: () => watchRun(run) }, name);
    }
  }

  /** @param {Run} run */
  function watchRun(run) {
    watched = run.id;
    weeks = judging.follow(content, run);
    player.load({ last, pace: last / REPLAY, show, words });
    showWhose();
    stage.scrollIntoView({ block: "nearest" });
    player.play();
  }

  function showWhose() {
    for (const button of watch.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button.dataset.run === watched));
    }
    const behind = phase === "over" && watched !== OWN ? label("your_try") : before ? label("last_try") : "";
    key.set("ghost", behind);
    feedback.replaceChildren(...(phase === "over" ? [make("p", {}, verdict())] : []));
    table.show();
  }

  /** What is said of the student's half-year; of another that is watched, only how it ends. */
  function verdict() {
    const run = runs.find(({ id }) => id === watched);
    const other = run?.name ?? (watched === BEFORE ? label("before_name") : "");
    if (other) return label("shown", { name: other, last: weeks[last].waiting });
    return saidOf(content.says, judging.results(content, played));
  }

  /** @param {number} at */
  function show(at) {
    moment = at;
    picture.draw();
    key.set("won", weeks.slice(0, Math.floor(at) + 1).some(({ won }) => won) ? label("key_won") : "");
  }

  /** @param {number} week */
  function words(week) {
    if (!week) return label("begin");
    const { fresh, settled, back, waiting, people, won, talk } = weeks[week];
    const text = label("week", { week, new: fresh, settled, back, waiting, people });
    return [text, talk ? label("doors_shut") : "", won ? label("won", { won }) : ""]
      .filter(Boolean)
      .join(" ");
  }

  return (/** @type {State} */ { value: now }) => {
    if (JSON.stringify(now) === known) return;
    known = JSON.stringify(now);
    const tries = now?.tries ?? [];
    before = tries.at(-2) ?? null;
    played = tries.at(-1) ?? { joining: [], aim: 0 };
    if (tries.length) over();
    else {
      enter("ready");
      player.load({ last, pace: 1, show, words });
      say(label("ready"));
    }
  };
}

export default exercise(draw, judging);
