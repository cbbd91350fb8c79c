// Planning by hand, week by week; then the same weeks by rule, over what the student did.

import { make } from "../elements.js";
import { exercise } from "../exercise.js";
import * as judging from "../judging/replanning.js";
import { makeKey } from "./key.js";
import { makePlayer } from "./player.js";
import { makeCosts } from "./replanning_costs.js";
import { makePicture } from "./replanning_picture.js";
import { makeWords } from "./replanning_words.js";
import { makeRunTable } from "./run_table.js";

/** @import { Frame } from "../exercise.js" */
/** @import { Followed, Game, Planned, Try } from "../judging/replanning.js" */

/**
 * @typedef {Game & { low: number, high: number, weeks: number, axes: [string, string], seconds: number, ask: string }}
 *   Content `seconds` is how long the game takes
 */

/** @typedef {{ value?: Planned }} State */

const RACE = 13; // seconds that the rules take for the same weeks
const ROOM = 1.04; // of the longest bar

/** @param {Frame<Content, State>} frame */
function draw(frame) {
  const { body, content, label, status, signal } = frame;
  const { markets, rules, weeks, per_point, new_plan } = content;
  const who = [{ id: judging.OWN, name: label("you") }, ...rules];
  const words = makeWords(content, label, who);
  const gameWords = (/** @type {number} */ week) => words.game(ordersNow(), accounts[judging.OWN], week);
  const raceWords = (/** @type {number} */ week) => words.race(ordersNow(), accounts, week);

  /** @type {"ready" | "game" | "bet" | "race"} */
  let phase = "ready";
  /** @type {Try} the try that is played or was played last */
  let played = { market: markets[0].id, made: [] };
  /** @type {Try | null} the one before it, where it had the same weeks */
  let before = null;
  let selected = "";
  /** @type {string | undefined} what was drawn last of what is kept */
  let known = "nothing yet";
  let accounts = followed();

  const picture = makePicture(content, signal, label, () => {
    const own = accounts[judging.OWN];
    const rule = ruleShown();
    return {
      orders: ordersNow(),
      at: player.at(),
      line: rule ? accounts[rule] : own,
      ghost: rule ? own.plan : lastPlan(),
      breaks: phase === "race" ? judging.marketOf(content, played.market).breaks : null,
      priced: phase === "game" ? (points) => (points < 1 ? "" : words.money(points * per_point)) : null,
    };
  });
  const stage = make("div", { class: "lm-scene" }, picture.svg);
  const player = makePlayer(frame, stage);
  const costs = makeCosts(frame, who, new_plan, select);
  const start = make(
    "button",
    { type: "button", class: "lm-act", onclick: () => begin(played.market) },
    label("start"),
  );
  const renew = make("button", { type: "button", class: "lm-act lm-renew" }, label("new_plan"));
  const race = make("button", { type: "button", class: "lm-act", onclick: letRun }, label("race"));
  const same = make("button", { type: "button", onclick: () => begin(played.market) }, label("same"));
  const other = make("button", { type: "button", onclick: () => begin(nextMarket()) }, label("other"));
  const feedback = make("div", { class: "lm-feedback", "aria-live": "polite" });
  const table = makeRunTable(label, () => words.table(ordersNow(), accounts, idsShown(), content.axes));
  const key = makeKey({
    orders: label("key_orders"),
    plan: label("key_plan"),
    missed: label("key_missed"),
    ghost: "",
  });
  status.classList.add("lm-strip");
  body.append(
    costs.box,
    race,
    stage,
    key.box,
    make("div", { class: "lm-acts" }, start, renew),
    player.box,
    status,
    feedback,
    make("div", { class: "lm-acts" }, same, other),
    table.box,
  );

  // The hand is quicker than a click, which comes only when a key or a button is let go.
  renew.addEventListener("keydown", (event) => {
    if (event.key === "ArrowRight") player.goTo(Math.floor(player.at()) + 1);
    if (event.key !== " " && event.key !== "Enter") return;
    event.preventDefault();
    if (!event.repeat) makePlan();
  });
  /** @param {PointerEvent} event */
  function onPointer(event) {
    if (phase !== "game" || event.button) return;
    event.preventDefault();
    renew.focus({ preventScroll: true });
    makePlan();
  }
  renew.addEventListener("pointerdown", onPointer);
  stage.addEventListener("pointerdown", onPointer);
  renew.addEventListener("click", (event) => {
    if (event.detail === 0) makePlan();
  });

  // Space is the hand's: a mouse that was elsewhere gives it back, and so does a key that lets time run.
  body.addEventListener("click", ({ detail, target }) => {
    const plays = player.playing() && target instanceof Node && player.toggle.contains(target);
    if (phase === "game" && (detail > 0 || plays)) renew.focus({ preventScroll: true });
  });

  function followed() {
    const market = judging.marketOf(content, played.market);
    /** @type {Record<string, Followed>} */
    const all = { [judging.OWN]: judging.follow(content, market, played.made) };
    for (const { id } of rules) all[id] = judging.follow(content, market, market.rules[id]);
    return all;
  }

  const ordersNow = () => judging.marketOf(content, played.market).orders;

  /** Return the rule whose plans are drawn; empty where those of the student are. */
  const ruleShown = () => (phase === "race" && selected !== judging.OWN ? selected : "");

  const idsShown = () => [judging.OWN, ruleShown()].filter(Boolean);

  function lastPlan() {
    if (!before || phase !== "game") return null;
    return judging.follow(content, judging.marketOf(content, before.market), before.made).plan;
  }

  function nextMarket() {
    const index = markets.findIndex(({ id }) => id === played.market);
    return markets[(index + 1) % markets.length].id;
  }

  /** @param {string} market */
  function begin(market) {
    const { tries } = value();
    const last = tries.at(-1);
    before = last?.market === market ? last : null;
    played = { market, made: [] };
    accounts = followed();
    enter("game");
    player.load({
      last: weeks,
      pace: weeks / content.seconds,
      show,
      words: gameWords,
      ended: gameOver,
      live: true,
    });
    renew.focus({ preventScroll: true });
    lookAtAll();
    player.play();
  }

  // The button that was pressed stands below the picture, whose upper end may be out of sight.
  const lookAtAll = () => costs.box.scrollIntoView({ block: "nearest" });

  function makePlan() {
    if (phase !== "game") return;
    const week = Math.ceil(player.at()) + 1;
    if (week > weeks || week < 2 || played.made.includes(week)) return;
    played = { ...played, made: [...played.made, week] };
    accounts = followed();
    picture.pulse(words.money(new_plan));
    player.redraw();
  }

  function gameOver() {
    const { tries, bet } = value();
    const standing = before ? bet : ""; // Other weeks, another bet.
    keep(judging.tidy(content, { tries: [...tries, played], bet: standing }));
    if (standing) {
      letRun();
      // A Space that came too late for a plan must not stop what runs now.
      const chosen = /** @type {HTMLElement | null} */ (costs.box.querySelector("input:checked"));
      return chosen?.focus({ preventScroll: true });
    }
    enter("bet");
    frame.say(label("bet"));
    costs.box.querySelector("input")?.focus({ preventScroll: true });
    lookAtAll();
  }

  function letRun() {
    const { tries, bet } = value();
    if (!bet && !selected) {
      frame.say(label("choose_first"));
      return costs.box.querySelector("input")?.focus();
    }
    selected ||= bet;
    if (!bet) keep({ tries, bet: selected });
    enter("race");
    player.load({ last: weeks, pace: weeks / RACE, show, words: raceWords });
    frame.say(raceWords(0));
    player.toggle.focus({ preventScroll: true });
    lookAtAll();
    player.play();
  }

  /** @param {typeof phase} next */
  function enter(next) {
    phase = next;
    if (next === "game") selected = "";
    if (next === "race") selected ||= value().bet;
    start.hidden = next !== "ready";
    renew.hidden = next !== "game";
    race.hidden = next !== "bet";
    same.hidden = other.hidden = next !== "race";
    player.box.hidden = next === "ready" || next === "bet";
    table.box.hidden = next === "ready" || next === "game";
    feedback.hidden = next !== "race";
    stage.classList.toggle("lm-live", next === "game");
    costs.ask(next === "bet" ? content.ask : label(next === "race" ? "raced" : "so_far"));
    costs.box.classList.toggle("lm-alone", next === "game" || next === "ready");
    costs.offer(
      (id) => id === judging.OWN || next === "bet" || next === "race",
      next === "bet" || next === "race",
    );
    costs.choose(selected);
    showWhose();
  }

  /** @param {string} id */
  function select(id) {
    selected = id;
    if (phase === "race") player.redraw();
    showWhose();
  }

  /** @param {number} at */
  function show(at) {
    picture.draw();
    const told = phase === "race" ? accounts : { [judging.OWN]: accounts[judging.OWN] };
    const most = ROOM * Math.max(...Object.values(accounts).map(({ summary }) => summary.total));
    const over = phase === "race" && at >= weeks;
    costs.show(told, at, most, over ? judging.cheapest(content, played) : "");
    feedback.replaceChildren(
      ...(over ? words.verdict(played, value().bet).map((text) => make("p", {}, text)) : []),
    );
  }

  function showWhose() {
    key.set("ghost", ruleShown() ? label("your_plan") : lastPlan() ? label("last_try") : "");
    table.show();
  }

  /** @param {Planned} next */
  function keep(next) {
    known = JSON.stringify(next);
    frame.change({ value: next });
  }

  const value = () => frame.state().value ?? { tries: [], bet: "" };

  return (/** @type {State} */ { value: now }) => {
    if (JSON.stringify(now) === known) return;
    known = JSON.stringify(now);
    const tries = now?.tries ?? [];
    played = tries.at(-1) ?? { market: markets[0].id, made: [] };
    before = null;
    selected = now?.bet ?? "";
    accounts = followed();
    const next = !tries.length ? "ready" : now?.bet ? "race" : "bet";
    enter(next);
    const end = next === "ready" ? 0 : weeks;
    player.load(
      { last: weeks, pace: weeks / RACE, show, words: next === "race" ? raceWords : gameWords },
      end,
    );
    frame.say(label(next));
  };
}

export default exercise(draw, judging);
