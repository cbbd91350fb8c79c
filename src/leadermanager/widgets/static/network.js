// People are buttons in a picture, and rows of a list: choose in either. What is chosen is a draft; "Send" makes it
// the value, and the same button then shows one step of the spread after the other.

import { make } from "./elements.js";
import { exercise } from "./exercise.js";
import * as judging from "./judging/network.js";
import { wordsFor } from "./network_people.js";
import { MARK, makePicture } from "./network_picture.js";
import { sign } from "./verdicts.js";

/** @import { Frame } from "./exercise.js" */
/** @import { Chosen, Network } from "./judging/network.js" */
/** @import { Person, View } from "./network_people.js" */

/** @typedef {Omit<Network, "people"> & { people: Person[], rows: number, choose: number, note: string }} Content */

/**
 * @typedef {object} State
 * @property {Chosen} [value]
 * @property {string[]} [draft] who is chosen
 * @property {number} [step] of the run, which is on show
 * @property {{ carriers: string[], believed: number }[]} [tries]
 */

const SHOWN_TRIES = 6;
/** @type {View[]} */
const VIEWS = ["reports", "asks", "trusts"];

/** @param {Frame<Content, State>} frame */
function draw(frame) {
  const { body, content, label, say, status, signal, ids } = frame;
  const { people, choose } = content;
  const { names, describe } = wordsFor(people, label);
  const personOf = Object.fromEntries(people.map((person) => [person.id, person]));
  /** @type {View} */
  let view = "reports";
  /** @type {string | null} */
  let pointed = null;

  const sent = () => frame.state().value?.carriers ?? [];
  /** What became of the message last sent; null before the first time. */
  const run = () => (sent().length ? judging.run(content, sent()) : null);
  const draft = () => (frame.state().draft ?? sent()).filter((id) => id in personOf);
  // The run is on show as long as the choice that it came from stays untouched.
  const running = () => sent().length > 0 && same(draft(), sent());
  const steps = () => run()?.numbers.steps ?? 0;
  const stepNow = () => Math.min(frame.state().step ?? 0, steps());
  const atEnd = () => running() && stepNow() === steps();

  /** @param {string} id */
  function stateOf(id) {
    const now = running() && run();
    if (!now) return draft().includes(id) ? "chosen" : "";
    return judging.standing(now, id, stepNow());
  }

  const shown = () => ({ view, pointed, chosen: draft(), running: running(), stateOf });
  const picture = makePicture(content, label, shown, { toggle, point });
  const views = make(
    "fieldset",
    { class: "lm-views" },
    make("legend", {}, label("view")),
    ...VIEWS.map(makeView),
  );
  const arrow = make("p", { class: "lm-note" });
  const detail = make("p", { class: "lm-detail" });
  const key = make(
    "p",
    { class: "lm-note lm-key" },
    ...Object.entries(MARK).map(([state, mark]) =>
      make("span", {}, make("span", { "aria-hidden": "true" }, `${mark} `), label(state)),
    ),
  );

  const main = make("button", { type: "button", class: "lm-main", onclick: act });
  const toEnd = () => show(steps());
  const skip = make("button", { type: "button", onclick: toEnd }, label("to_the_end"));
  const verdict = make("p", { class: "lm-feedback", "aria-live": "polite" });
  const back = frame.back();
  const tries = make("ul", { class: "lm-tries" });
  const triesTitle = make("h4", {}, label("tries"));
  const rows = people.map(makeRow);
  const list = make(
    "details",
    { class: "lm-list" },
    make("summary", {}, label("list")),
    make("ul", {}, ...rows.map((row) => row.item)),
  );
  body.append(
    make("p", { class: "lm-goal" }, label("goal", { goal: content.goal, people: people.length })),
    views,
    arrow,
    picture.field,
    ...(content.note ? [make("p", { class: "lm-note" }, content.note)] : []),
    key,
    detail,
    make("div", { class: "lm-act" }, main, skip, status),
    verdict,
    ...(back ? [back] : []),
    triesTitle,
    tries,
    list,
    make("p", { class: "lm-note" }, label("keys")),
  );

  /** @param {View} name */
  function makeView(name) {
    const input = make("input", { type: "radio", name: `${ids}-view`, value: name });
    input.checked = name === view;
    input.addEventListener("change", () => {
      view = name;
      refresh();
      picture.followMoves();
    });
    return make("label", {}, input, label(name));
  }

  /** @param {Person} person */
  function makeRow(person) {
    const box = make("input", { type: "checkbox" });
    const word = make("span", { class: "lm-state-word" });
    const about = make("p", { class: "lm-note" });
    box.addEventListener("change", () => toggle(person.id));
    const name = make("label", {}, box, make("strong", {}, person.name), word);
    return {
      item: make("li", { "data-person": person.id }, name, about),
      show() {
        const state = stateOf(person.id);
        box.checked = draft().includes(person.id);
        word.textContent = state ? ` (${label(state)})` : "";
        about.textContent = describe(person, draft());
      },
    };
  }

  /** @param {string | null} id */
  function point(id) {
    pointed = id;
    refresh();
  }

  /** @param {string} id */
  function toggle(id) {
    const before = draft();
    const had = before.includes(id);
    if (!had && before.length >= choose) {
      refresh();
      return say(label("full", { choose }));
    }
    const now = had ? before.filter((other) => other !== id) : [...before, id];
    frame.change({ value: frame.state().value ?? {}, draft: now });
    say(choice());
  }

  function choice() {
    const now = draft();
    if (!now.length) return label("choice_none");
    return label("choice", { count: now.length, choose, names: names(now) });
  }

  function act() {
    if (running()) return show(atEnd() ? 0 : stepNow() + 1);
    if (!draft().length) return say(label("choose_first"));
    frame.change({ value: { carriers: draft() }, draft: draft(), step: 0 });
    begin();
  }

  /** @param {number} step */
  function show(step) {
    frame.change({ step });
    say(...sentences());
  }

  // Show where it begins, and write the try down.
  function begin() {
    const now = run();
    if (!now) return;
    const { carriers, numbers } = now;
    const before = frame.state().tries ?? [];
    const last = before[before.length - 1];
    if (!last || !same(last.carriers, carriers)) {
      frame.change({ tries: [...before, { carriers, believed: numbers.believed }] });
    }
    say(...sentences());
  }

  function sentences() {
    const whole = run();
    if (!whole) return [];
    const { heard, believed, numbers } = whole;
    const step = stepNow();
    const end = atEnd() ? [label("end")] : [];
    if (step === 0) return [label("step_0", { count: numbers.carriers }), ...end];
    const newly = Object.keys(believed).filter((id) => believed[id] === step);
    const now = {
      ...numbers,
      step,
      heard: judging.countUntil(heard, step),
      believed: judging.countUntil(believed, step),
    };
    const won = newly.length ? label("newly", { names: names(newly) }) : label("newly_none");
    return [label("step", now), won, ...end];
  }

  function refresh() {
    const on = running();
    picture.show();
    for (const row of rows) row.show();
    arrow.textContent = label(`${view}_arrow`);
    key.hidden = !on;
    const person = pointed && personOf[pointed];
    detail.textContent = person ? `${person.name}: ${describe(person, draft())}` : label("nobody_chosen");
    main.textContent = label(!on ? "send" : atEnd() ? "again" : "next");
    skip.hidden = !on || atEnd();
    showVerdict();
  }

  // The verdict waits for the end of the run; afterwards it stays, for the next choice.
  function showVerdict() {
    const whole = run();
    const told = whole && (!running() || atEnd()) ? whole : null;
    const parts = told
      ? [
          make("span", {}, label("summary", told.numbers)),
          " ",
          make("strong", {}, `${sign(told.reached)} ${label(told.reached ? "reached" : "not_reached")}`),
          " ",
          make("span", {}, told.say),
        ]
      : [];
    verdict.replaceChildren(...parts);
    verdict.classList.toggle("lm-stale", told !== null && !running());
    if (back) back.hidden = !told || told.reached;
    const all = (frame.state().tries ?? []).filter((one) => one.carriers.every((id) => id in personOf));
    const finished = told ? all : all.slice(0, -1);
    triesTitle.hidden = !finished.length;
    const lines = finished.map(({ carriers, believed }, index) =>
      make("li", {}, label("try", { number: index + 1, names: names(carriers), believed })),
    );
    tries.replaceChildren(...lines.slice(-SHOWN_TRIES));
  }

  picture.followWidth(signal);
  if (running()) say(sentences().join(" "));
  else say(draft().length ? choice() : label("start", { choose, people: people.length }));
  return (/** @type {State} */ state) => {
    if (!Object.keys(state).length) pointed = null;
    refresh();
  };
}

/**
 * @param {string[]} one
 * @param {string[]} other
 */
function same(one, other) {
  return one.length === other.length && one.every((id) => other.includes(id));
}

export default exercise(draw, judging);
