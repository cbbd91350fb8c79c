// A unit between two waters: the student sets both walls while twelve quarters pass, the first time in fog.

import { make } from "../elements.js";
import { exercise } from "../exercise.js";
import * as judging from "../judging/two_waters.js";
import { makeSlider } from "../slider.js";
import { makeKey } from "./key.js";
import { makePlayer } from "./player.js";
import { makeRunTable } from "./run_table.js";
import { glided, parcelsAt } from "./two_waters_moments.js";
import { makePicture } from "./two_waters_picture.js";
import { makeResults } from "./two_waters_results.js";
import { makeWords } from "./two_waters_words.js";

/** @import { Frame } from "../exercise.js" */
/** @import { Game, Played, Unit, Walls } from "../judging/two_waters.js" */

/** @typedef {Game & { units: (Unit & { name: string, letter: string })[] }} Content */
/** @typedef {{ value?: Played }} State */
/** @typedef {{ leading: number, managing: number }} Heights */

const [PACE, AGAIN] = [0.45, 1]; // quarters in a second, when it is played and when it is watched again

/** @param {Frame<Content, State>} frame */
function draw(frame) {
  const { body, content, ids, label, say, status, signal } = frame;
  const { units } = content;
  /** @type {"ready" | "game" | "over"} */
  let phase = "ready";
  let unit = units[0];
  /** @type {Walls} as far as quarters have begun */
  let built = { leading: [], managing: [] };
  let set = heights(unit);
  /** @type {Walls | null} the last try with this unit, drawn behind this one */
  let before = null;
  let fog = true;
  /** @type {string | undefined} what was drawn last of what is kept */
  let known = "nothing yet";
  let followed = follow();
  const words = makeWords(content, label);
  const inWords = (/** @type {number} */ quarter) => words.quarter(unit, built, followed, quarter, fog);

  const picture = makePicture(label, signal, sceneNow);
  const results = makeResults({ quarters: unit.change.length, plan: content.plan }, label, signal, () => ({
    result: followed.result,
    at: player.at(),
    ghost: ghostNow(),
  }));
  const letter = make("p", { class: "lm-letter" });
  const purse = make("p", { class: "lm-purse" });
  const spent = ["leading", "managing"].map((wall) => make("span", { class: `lm-${wall}` }));
  const stage = make("div", { class: "lm-scene" }, picture.svg);
  const player = makePlayer(frame, stage);
  const sliders = /** @type {const} */ (["leading", "managing"]).map((wall) =>
    makeSlider(
      { ids, label },
      {
        ...{ id: wall, label: label(`set_${wall}`), unit: label("effort"), colour: wall },
        ...{ value: unit[wall], min: 0, max: 10, step: 0.5 },
      },
      (height) => move(wall, height),
    ),
  );
  const hand = make(
    "div",
    { class: "lm-hand" },
    ...sliders.map(({ box }) => box),
    purse,
    make("span", { class: "lm-spent", "aria-hidden": "true" }, ...spent),
  );
  const start = act("start", begin);
  const watch = act("watch", () => {
    player.goTo(0);
    player.toggle.focus({ preventScroll: true });
    player.play();
  });
  const same = make("button", { type: "button", onclick: () => playNext(unit) });
  const other = make("button", { type: "button", onclick: () => playNext(nextUnit()) });
  const feedback = make("div", { class: "lm-feedback", "aria-live": "polite" });
  const table = makeRunTable(label, () => words.table(unit, built, followed));
  const key = makeKey({ result: label("results"), ghost: "" });
  status.classList.add("lm-strip");
  body.append(
    letter,
    stage,
    results.svg,
    key.box,
    hand,
    make("div", { class: "lm-acts" }, start, watch),
    player.box,
    status,
    feedback,
    make("div", { class: "lm-acts" }, same, other),
    table.box,
  );

  /** @param {PointerEvent} event */
  function onPointer(event) {
    if (phase === "over" || event.button) return;
    event.preventDefault();
    stage.setPointerCapture(event.pointerId);
    const { wall } = picture.wallAt(event);
    const drag = (/** @type {PointerEvent} */ moved) => move(wall, picture.wallAt(moved).height);
    drag(event);
    stage.addEventListener("pointermove", drag);
    for (const end of ["pointerup", "pointercancel"]) {
      stage.addEventListener(end, () => stage.removeEventListener("pointermove", drag), { once: true });
    }
  }
  stage.addEventListener("pointerdown", onPointer);

  /**
   * @param {string} name
   * @param {() => void} onclick
   */
  function act(name, onclick) {
    return make("button", { type: "button", class: "lm-act", onclick }, label(name));
  }

  /** Work out all quarters, as if the walls stayed as they are set now. */
  function follow() {
    const walls = /** @type {const} */ (["leading", "managing"]).map((wall) => [
      wall,
      unit.change.map((_, index) => built[wall][index] ?? set[wall]),
    ]);
    return judging.follow(content, unit, Object.fromEntries(walls));
  }

  function ghostNow() {
    if (fog && !before) return null;
    const still = (/** @type {number} */ height) => unit.change.map(() => height);
    const asItWas = { leading: still(unit.leading), managing: still(unit.managing) };
    return judging.follow(content, unit, before ?? asItWas).result;
  }

  function sceneNow() {
    const at = player.at();
    const quarter = Math.max(Math.ceil(at), 1);
    const lost = followed.out.map((points, index) => points + followed.spilled[index]);
    const standing = { leading: built.leading[quarter - 1], managing: built.managing[quarter - 1] };
    const between = phase !== "over" && at === Math.floor(at);
    const walls = between || standing.leading === undefined ? set : standing;
    return {
      name: unit.name,
      at,
      change: glided(unit.change, at),
      complexity: glided(unit.complexity, at),
      walls,
      next: phase === "over" ? walls : set,
      fog,
      onPlan: Number(followed.result[quarter - 1].toFixed(1)) >= content.plan,
      flood: glided(lost, at),
      out: at > 0 ? followed.out[quarter - 1] : 0,
      parcels: parcelsAt(followed, content.pipe, at),
    };
  }

  /**
   * @param {"leading" | "managing"} wall
   * @param {number} height
   */
  function move(wall, height) {
    if (phase === "over") return;
    set = judging.setWall(set, wall, height, unit.purse);
    showWalls();
    say(label("walls", { ...set, left: left() }), ...(left() ? [] : [label("empty")]));
    player.redraw();
  }

  const left = () => unit.purse - set.leading - set.managing;

  function showWalls() {
    for (const slider of sliders) slider.show(set[/** @type {"leading" | "managing"} */ (slider.id)]);
    purse.textContent = label("purse", { purse: unit.purse, left: left() });
    spent[0].style.width = `${(100 * set.leading) / unit.purse}%`;
    spent[1].style.width = `${(100 * set.managing) / unit.purse}%`;
  }

  /** @param {number} at */
  function show(at) {
    for (let quarter = built.leading.length; quarter < Math.ceil(at); quarter++) {
      built.leading.push(set.leading);
      built.managing.push(set.managing);
    }
    followed = follow();
    picture.draw();
    results.draw();
  }

  /** @param {Content["units"][number]} next */
  function ready(next) {
    unit = next;
    built = { leading: [], managing: [] };
    set = heights(unit);
    before = value().tries.findLast((each) => each.unit === unit.id) ?? null;
    fog = !before;
    enter("ready");
    player.load({ last: unit.change.length, pace: PACE, show, words: inWords, live: true });
    say(label("ready", { name: unit.name, purse: unit.purse }));
  }

  /** @param {Content["units"][number]} next */
  function playNext(next) {
    ready(next);
    /** @type {HTMLElement | null} */ (hand.querySelector("input[type=range]"))?.focus({
      preventScroll: true,
    });
    stage.scrollIntoView({ block: "nearest" });
  }

  function begin() {
    enter("game");
    player.load({ last: unit.change.length, pace: PACE, show, words: inWords, ended: gameOver, live: true });
    player.toggle.focus({ preventScroll: true });
    stage.scrollIntoView({ block: "nearest" });
    player.play();
  }

  function gameOver() {
    const next = judging.tidy(content, { tries: [...value().tries, { unit: unit.id, ...built }] });
    known = JSON.stringify(next);
    frame.change({ value: next });
    end();
    (watch.hidden ? other : watch).focus({ preventScroll: true });
  }

  function end() {
    const wasFog = fog;
    fog = false;
    enter("over");
    watch.hidden = !wasFog;
    player.load({ last: unit.change.length, pace: AGAIN, show, words: inWords }, unit.change.length);
    say(label("over"));
  }

  const value = () => frame.state().value ?? { tries: [] };

  function nextUnit() {
    return units[(units.findIndex(({ id }) => id === unit.id) + 1) % units.length];
  }

  /** @param {typeof phase} now */
  function enter(now) {
    phase = now;
    followed = follow();
    letter.textContent = label("letter", { name: unit.name, letter: unit.letter });
    showWalls();
    start.hidden = phase !== "ready";
    watch.hidden = true;
    hand.hidden = phase === "over";
    player.box.hidden = phase === "ready";
    for (const each of [same, other, feedback, table.box]) each.hidden = phase !== "over";
    same.textContent = label("same", { name: unit.name });
    other.textContent = label("other", { name: nextUnit().name });
    stage.classList.toggle("lm-live", phase !== "over");
    key.set("ghost", before ? label("last_try") : fog ? "" : label("as_it_was", { name: unit.name }));
    const verdict = phase === "over" ? words.verdict(followed.summary) : [];
    feedback.replaceChildren(...verdict.map((text) => make("p", {}, text)));
    table.show();
  }

  return (/** @type {State} */ { value: now }) => {
    if (JSON.stringify(now) === known) return;
    known = JSON.stringify(now);
    const last = now?.tries?.at(-1);
    if (!last) return ready(units[0]);
    unit = judging.unitOf(content, last.unit);
    built = { leading: [...last.leading], managing: [...last.managing] };
    set = { leading: built.leading.at(-1) ?? 0, managing: built.managing.at(-1) ?? 0 };
    before = now?.tries.slice(0, -1).findLast((each) => each.unit === unit.id) ?? null;
    end();
  };
}

/** @param {Heights} walls */
const heights = ({ leading, managing }) => ({ leading, managing });

export default exercise(draw, judging);
