// Planning by hand, week by week; then the same weeks by rule, over what the student did.

import { make } from "../elements.js";
import { exercise } from "../exercise.js";
import { firstSaid, shown } from "../judging/conditions.js";
import * as judging from "../judging/replanning.js";
import { fill } from "../labels.js";
import { makeTable } from "../table.js";
import { makePlayer } from "./player.js";
import { amount, makeCosts } from "./replanning_costs.js";
import { makePicture } from "./replanning_picture.js";

/** @import { Frame } from "../exercise.js" */
/** @import { Game, Planned, Try } from "../judging/replanning.js" */
/** @import { Line } from "./replanning_picture.js" */

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
  const money = (/** @type {number} */ cost) => label("cost", { amount: amount(cost) });
  const who = [{ id: judging.OWN, name: label("you") }, ...rules];
  const nameOf = Object.fromEntries(who.map(({ id, name }) => [id, name]));

  /** @type {"ready" | "game" | "bet" | "race"} */
  let phase = "ready";
  /** @type {Try} the try that is played or was played last */
  let played = { market: markets[0].id, made: [] };
  /** @type {Try | null} the one before it, where it had the same weeks */
  let before = null;
  let selected = "";
  let known = "";
  let accounts = followed();

  const picture = makePicture(content, signal, label, () => {
    const { orders, breaks } = judging.marketOf(content, played.market);
    const own = lineOf(judging.OWN, label("your_plan"));
    const rule = phase === "race" && selected !== judging.OWN && selected;
    const last = before && judging.follow(content, judging.marketOf(content, before.market), before.made);
    return {
      orders,
      at: player.at(),
      line: rule ? lineOf(rule, nameOf[rule]) : own,
      ghost: rule ? { ...own, name: label("your_plan") } : last && { ...last, name: label("last_try") },
      breaks: phase === "race" ? breaks : null,
      priced: phase === "game" ? (points) => (points < 1 ? "" : money(points * per_point)) : null,
    };
  });
  const stage = make("div", { class: "lm-scene" }, picture.svg);
  const player = makePlayer(frame, stage);
  const costs = makeCosts(frame, who, new_plan, select);
  const start = make("button", { type: "button", class: "lm-act", onclick: () => begin(played.market) }, label("start"));
  const renew = make("button", { type: "button", class: "lm-act lm-renew" }, label("new_plan"));
  const race = make("button", { type: "button", class: "lm-act", onclick: letRun }, label("race"));
  const same = make("button", { type: "button", onclick: () => begin(played.market) }, label("same"));
  const other = make("button", { type: "button", onclick: () => begin(nextMarket()) }, label("other"));
  const feedback = make("div", { class: "lm-feedback", "aria-live": "polite" });
  const table = make("div", { class: "lm-wide" });
  const details = make(
    "details",
    { class: "lm-as-table", ontoggle: showTable },
    make("summary", {}, label("table")),
    table,
  );
  const key = make(
    "p",
    { class: "lm-note lm-key" },
    ...["orders", "plan", "missed"].map((each) =>
      make("span", {}, make("i", { class: `lm-key-${each}`, "aria-hidden": "true" }), label(`key_${each}`)),
    ),
  );
  status.classList.add("lm-strip");
  body.append(
    costs.box,
    race,
    stage,
    key,
    make("div", { class: "lm-acts" }, start, renew),
    player.box,
    status,
    feedback,
    make("div", { class: "lm-acts" }, same, other),
    details,
  );

  // The hand is quicker than a click, which comes only when a key or a button is let go.
  renew.addEventListener("keydown", (event) => {
    if (event.key !== " " && event.key !== "Enter") return;
    event.preventDefault();
    if (!event.repeat) makePlan();
  });
  for (const each of [renew, stage]) {
    each.addEventListener("pointerdown", (event) => {
      if (phase !== "game" || event.button) return;
      event.preventDefault();
      renew.focus({ preventScroll: true });
      makePlan();
    });
  }
  renew.addEventListener("click", (event) => {
    if (event.detail === 0) makePlan();
  });

  function followed() {
    const market = judging.marketOf(content, played.market);
    const all = { [judging.OWN]: judging.follow(content, market, played.made) };
    for (const { id } of rules) all[id] = judging.follow(content, market, market.rules[id]);
    return all;
  }

  /** @type {(id: string, name: string) => Line} */
  function lineOf(id, name) {
    const { plan, made } = accounts[id];
    return { plan, made, name: label("named", { name, orders: plan[Math.min(Math.ceil(player.at()) + 1, weeks)] }) };
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
    player.load({ last: weeks, pace: weeks / content.seconds, show, words: gameWords, ended: gameOver, live: true });
    renew.focus({ preventScroll: true });
    player.play();
  }

  function makePlan() {
    if (phase !== "game") return;
    const week = Math.ceil(player.at()) + 2 - Number(Number.isInteger(player.at()));
    if (week > weeks || week < 2 || played.made.includes(week)) return;
    played = { ...played, made: [...played.made, week] };
    accounts = followed();
    picture.pulse(money(new_plan));
    player.redraw();
  }

  function gameOver() {
    const { tries, bet } = value();
    known = JSON.stringify([...tries, played]);
    frame.change({ value: { tries: [...tries, played], bet } });
    if (bet) return letRun();
    enter("bet");
    frame.say(label("bet"));
    costs.box.querySelector("input")?.focus({ preventScroll: true });
  }

  function letRun() {
    const { tries, bet } = value();
    if (!bet && !selected) return frame.say(label("choose_first"));
    selected ||= bet;
    if (!bet) frame.change({ value: { tries, bet: selected } });
    enter("race");
    player.load({ last: weeks, pace: weeks / RACE, show, words: raceWords });
    player.toggle.focus({ preventScroll: true });
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
    details.hidden = next === "ready" || next === "game";
    feedback.hidden = next !== "race";
    stage.classList.toggle("lm-live", next === "game");
    costs.ask(next === "bet" ? content.ask : label(next === "race" ? "raced" : "so_far"));
    costs.box.classList.toggle("lm-alone", next === "game" || next === "ready");
    costs.offer((id) => id === judging.OWN || next === "bet" || next === "race", next === "bet" || next === "race");
    costs.choose(selected);
    showTable();
  }

  /** @param {string} id */
  function select(id) {
    selected = id;
    if (phase === "race") player.redraw();
    showTable();
  }

  /** @param {number} at */
  function show(at) {
    picture.draw();
    const told = phase === "race" ? accounts : { [judging.OWN]: accounts[judging.OWN] };
    const most = ROOM * Math.max(...Object.values(accounts).map(({ summary }) => summary.total));
    const over = phase === "race" && at >= weeks;
    costs.show(told, at, most, over ? judging.cheapest(content, played) : "");
    feedback.replaceChildren(...(over ? verdict().map((text) => make("p", {}, text)) : []));
  }

  /** @param {number} week */
  function gameWords(week) {
    const { plan, cost } = accounts[judging.OWN];
    const { orders } = judging.marketOf(content, played.market);
    if (!week) return label("before", { plan: plan[1] });
    return label("week", { week, orders: orders[week], plan: plan[week], cost: money(cost[week]) });
  }

  /** @param {number} week */
  function raceWords(week) {
    const { orders } = judging.marketOf(content, played.market);
    const least = who.reduce((one, each) => (accounts[each.id].cost[week] < accounts[one.id].cost[week] ? each : one));
    const [own, cost] = [judging.OWN, least.id].map((id) => money(accounts[id].cost[week]));
    return label("raced_week", { week, orders: orders[week], own, least: least.name, cost });
  }

  function verdict() {
    const { bet } = value();
    const came = judging.results(content, played);
    const least = judging.cheapest(content, played);
    const numbers = Object.fromEntries(Object.entries(came).map(([name, number]) => [name, shown(number)]));
    const texts = { bet: nameOf[bet], least: nameOf[least], cost: money(accounts[least].summary.total) };
    return [
      label(bet === least ? "bet_right" : "bet_wrong", texts),
      label("own", { cost: money(came.total), misses: money(came.misses), plans: came.plans }),
      fill(firstSaid(content.says, came), numbers),
    ];
  }

  // Only an open table is filled: it has a row for each week.
  function showTable() {
    if (!details.open) return;
    const { orders } = judging.marketOf(content, played.market);
    const shownIds = phase === "race" && selected && selected !== judging.OWN ? [judging.OWN, selected] : [judging.OWN];
    const heads = shownIds.flatMap((id) => [
      label("plan_of", { who: nameOf[id] }),
      label("cost_of", { who: nameOf[id] }),
    ]);
    const rows = Array.from({ length: weeks }, (_, index) => [
      index + 1,
      orders[index + 1],
      ...shownIds.flatMap((id) => [
        accounts[id].plan[index + 1] + (accounts[id].made.includes(index + 1) ? label("is_new") : ""),
        amount(accounts[id].cost[index + 1]),
      ]),
    ]);
    table.replaceChildren(makeTable("", [...content.axes, ...heads], rows));
  }

  const value = () => frame.state().value ?? { tries: [], bet: "" };

  return (/** @type {State} */ { value: now }) => {
    const tries = now?.tries ?? [];
    const fresh = JSON.stringify(tries);
    if (fresh === known) return;
    known = fresh;
    played = tries.at(-1) ?? { market: markets[0].id, made: [] };
    before = null;
    selected = now?.bet ?? "";
    accounts = followed();
    const next = !tries.length ? "ready" : now?.bet ? "race" : "bet";
    enter(next);
    const end = next === "ready" ? 0 : weeks;
    player.load({ last: weeks, pace: weeks / RACE, show, words: next === "race" ? raceWords : gameWords }, end);
    frame.say(label(next));
  };
}

export default exercise(draw, judging);
