// Dropping marbles through a funnel that may be moved, beside one that nobody touches.

import { make } from "../elements.js";
import { exercise } from "../exercise.js";
import { asShown, saidOf, shown } from "../judging/conditions.js";
import * as judging from "../judging/funnel.js";
import { makePicture } from "./funnel_picture.js";
import { makePlayer } from "./player.js";
import { makeRunTable } from "./run_table.js";

/** @import { Frame } from "../exercise.js" */
/** @import { Dropped, Game, Try } from "../judging/funnel.js" */

/** @typedef {{ value?: Dropped }} State */

const PACE = 4; // marbles in a second, when they are watched again

/** @param {Frame<Game, State>} frame */
function draw(frame) {
  const { body, content, label, say, status, signal } = frame;
  const { marbles, reach, lucks } = content;
  /** @type {Try} the try that is played or was played last */
  let played = { luck: lucks[0].id, aims: [] };
  let aim = 0;
  let over = false;
  /** @type {string | undefined} what was drawn last of what is kept */
  let known = "nothing yet";

  const picture = makePicture(reach + 6, signal, label("mark"), () => {
    const fallen = over ? Math.floor(player.at()) : played.aims.length;
    const luck = judging.luckOf(content, played.luck);
    const aims = played.aims.slice(0, fallen);
    const held = over ? (played.aims[Math.min(fallen, marbles - 1)] ?? 0) : aim;
    return [pile("yours", held, judging.landed(luck, aims)), pile("other", 0, luck.luck.slice(0, fallen))];
  });
  const stage = make("div", { class: "lm-scene" }, picture.svg);
  const player = makePlayer(frame, stage);
  const left = move("left", -1, "←");
  const right = move("right", 1, "→");
  const drop = make(
    "button",
    { type: "button", class: "lm-act", onclick: dropOne, onkeydown: onKey },
    label("drop"),
  );
  const again = make("button", { type: "button", onclick: begin }, label("again"));
  const acts = make("div", { class: "lm-acts" }, drop, left, right);
  const feedback = make("div", { class: "lm-feedback", "aria-live": "polite" });
  const table = makeRunTable(label, () => {
    const luck = judging.luckOf(content, played.luck);
    const rows = played.aims.map((held, index) => [
      index + 1,
      held,
      held + luck.luck[index],
      luck.luck[index],
    ]);
    return { heads: ["marble", "aim", "landed", "other"].map((each) => label(each)), rows };
  });
  status.classList.add("lm-strip");
  body.append(stage, acts, player.box, status, feedback, make("div", { class: "lm-acts" }, again), table.box);
  stage.addEventListener("pointerdown", (event) => {
    if (over || event.button) return;
    event.preventDefault();
    drop.focus({ preventScroll: true });
    hold(picture.placeAt(event.clientX));
  });

  /**
   * @param {string} name
   * @param {number} step
   * @param {string} sign
   */
  function move(name, step, sign) {
    const text = step < 0 ? `${sign} ${label(name)}` : `${label(name)} ${sign}`;
    return make("button", { type: "button", onclick: () => hold(aim + step), onkeydown: onKey }, text);
  }

  /**
   * @param {string} name
   * @param {number} held
   * @param {number[]} places
   */
  function pile(name, held, places) {
    const mean = places.reduce((sum, place) => sum + Math.abs(place), 0) / places.length;
    const text = places.length
      ? label("named", { name: label(name), distance: shown(mean).toFixed(1) })
      : label(name);
    return { name: text, aim: held, places };
  }

  /** @param {number} place */
  function inWords(place) {
    return place ? label(place < 0 ? "to_left" : "to_right", { steps: Math.abs(place) }) : label("on");
  }

  /** @param {number} place */
  function hold(place) {
    aim = Math.max(-reach, Math.min(reach, place));
    picture.draw();
    say(label("moved", { place: inWords(aim) }));
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    hold(aim + step);
  }

  function dropOne() {
    if (over) return;
    played = { ...played, aims: [...played.aims, aim] };
    picture.draw();
    say(fell(played.aims.length));
    if (played.aims.length < marbles) return;
    const next = judging.tidy(content, { tries: [...value().tries, played] });
    known = JSON.stringify(next);
    frame.change({ value: next });
    end();
    again.focus({ preventScroll: true });
  }

  /** @param {number} marble */
  function fell(marble) {
    if (!marble) return "";
    const { luck } = judging.luckOf(content, played.luck);
    const other = luck[marble - 1];
    const own = played.aims[marble - 1] + other;
    return label("fell", { marble, marbles, own: inWords(own), other: inWords(other) });
  }

  function begin() {
    const index = lucks.findIndex(({ id }) => id === played.luck);
    start(lucks[(index + 1) % lucks.length].id);
    drop.focus({ preventScroll: true });
  }

  /** @param {string} luck */
  function start(luck) {
    played = { luck, aims: [] };
    aim = 0;
    over = false;
    showPhase();
    picture.draw();
    say(label("ready"));
  }

  function end() {
    over = true;
    showPhase();
    player.load({ last: marbles, pace: PACE, show: () => picture.draw(), words: fell }, marbles);
    say(label("over", { marbles }));
  }

  function showPhase() {
    acts.hidden = over;
    for (const each of [player.box, again, table.box, feedback]) each.hidden = !over;
    feedback.replaceChildren(...(over ? verdict().map((text) => make("p", {}, text)) : []));
    table.show();
  }

  function verdict() {
    const came = judging.results(content, played);
    const distances = Object.fromEntries(
      Object.entries(asShown(came)).map(([name, number]) => [name, number.toFixed(1)]),
    );
    const { rule } = judging.luckOf(content, played.luck);
    const byRule = rule.every((held, index) => held === played.aims[index]);
    const said = [label("own", distances), saidOf(content.says, came)];
    return byRule ? said : [...said, label("rule", distances)];
  }

  const value = () => frame.state().value ?? { tries: [] };

  return (/** @type {State} */ { value: now }) => {
    if (JSON.stringify(now) === known) return;
    known = JSON.stringify(now);
    const last = now?.tries?.at(-1);
    if (!last) return start(lucks[0].id);
    played = last;
    end();
  };
}

export default exercise(draw, judging);
