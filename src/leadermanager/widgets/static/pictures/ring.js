// Choosing who carries a message round a ring of people, moving ties, and watching how far it is believed.

import { make } from "../elements.js";
import { exercise } from "../exercise.js";
import * as judging from "../judging/ring.js";
import { withModifier } from "../keyboard.js";
import { sign } from "../verdicts.js";
import { makeKey } from "./key.js";
import { makePlayer } from "./player.js";
import { makeCurve } from "./ring_curve.js";
import { followHand } from "./ring_hand.js";
import { makeRing } from "./ring_picture.js";
import { makeRunTable } from "./run_table.js";
import { makeStage } from "./stage.js";

/** @import { Frame } from "../exercise.js" */
/** @import { Game, Setup, Spreading } from "../judging/ring.js" */
/** @import { Room } from "./stage.js" */

/** @typedef {{ value?: Spreading, draft?: Setup }} State */

const SECONDS = [3, 10]; // that a run takes at least and at most
const WEEKS_A_SECOND = 5;
/** @type {Setup} */
const NOTHING = { carriers: [], moved: {} };

/**
 * @param {Setup} one
 * @param {Setup} other
 */
const same = (one, other) =>
  JSON.stringify([[...one.carriers].sort(), one.moved]) ===
  JSON.stringify([[...other.carriers].sort(), other.moved]);

/** @param {Frame<Game, State>} frame */
function draw(frame) {
  const { body, content, label, say, status, signal } = frame;
  const { people, choose, goals, most_moved } = content;
  let pointed = 1;
  let shows = false; // whether the hand or a key points at somebody
  let taken = 0;
  let sent = false;
  let known = "nothing yet";
  /** @type {number[] | null} when each came to believe in the last try */
  let lastBelieved = null;

  const tries = () => frame.state().value?.tries ?? [];
  const setup = () => {
    const draft = frame.state().draft;
    return judging.isDraft(content, draft) ? draft : (tries().at(-1) ?? NOTHING);
  };
  let run = judging.runOf(content, NOTHING);
  const last = () => Math.max(...run.heard, ...run.believed);

  const ring = makeRing(people);
  const curve = makeCurve(people, label);
  const svg = makeStage(signal, layOut);
  const stage = make("div", { class: "lm-scene" }, svg);
  const player = makePlayer(frame, stage);
  const goal = make("p", { class: "lm-goal" });
  const send = make("button", { type: "button", class: "lm-act", onclick: sendIt }, label("send"));
  const range = make("input", {
    type: "range",
    min: 1,
    max: people,
    step: 1,
    autocomplete: "off",
    oninput: () => point(Number(range.value)),
    onfocus: () => point(Number(range.value)),
    onkeydown: onKey,
  });
  const carry = make("button", { type: "button", onclick: () => toggle(pointed) });
  const tie = make("button", { type: "button", onclick: takeOrLead });
  const leave = make("button", { type: "button", onclick: () => drop(taken, null) }, label("leave_tie"));
  const who = make("label", { class: "lm-who" }, make("span", {}, label("person")), range);
  const back = make("div", { class: "lm-acts" });
  const feedback = make("div", { class: "lm-feedback", "aria-live": "polite" });
  const standing = Object.fromEntries(
    ["carrier", "believes", "one_voice", "heard", "unheard"].map((each) => [each, label(each)]),
  );
  const key = makeKey({
    ...standing,
    believe: label("belief_line"),
    hear: label("news_line"),
    ghost: "",
  });
  const table = makeRunTable(label, () => ({
    heads: ["week", "news_line", "belief_line"].map((each) => label(each)),
    rows: Array.from({ length: last() + 1 }, (_, week) => [
      week,
      judging.countBy(run.heard, week),
      judging.countBy(run.believed, week),
    ]),
  }));
  status.classList.add("lm-strip");
  body.append(
    goal,
    stage,
    key.box,
    status,
    make("div", { class: "lm-acts" }, send),
    player.box,
    feedback,
    make("div", { class: "lm-acts lm-hand-acts" }, who, carry, tie, leave),
    back,
    table.box,
  );
  followHand(stage, placeAt, { point, leave: unpoint, choose: toggle, pull, drop });

  /**
   * @param {SVGElement} drawing
   * @param {Room} room
   */
  function layOut(drawing, { width, em, narrow }) {
    const size = narrow ? width : Math.min(0.58 * width, 38 * em);
    ring.place({ x: size / 2, y: size / 2 }, size / 2, em);
    const below = { left: 3 * em, right: width - em, top: size + 2.6 * em, bottom: size + 12 * em };
    const beside = { left: size + 4.5 * em, right: width - em, top: 3 * em, bottom: size - 4 * em };
    curve.place(narrow ? below : beside, em);
    drawing.append(...ring.parts, ...curve.parts);
    show();
    return Math.round(narrow ? size + 15 * em : size);
  }

  /**
   * @param {number} clientX
   * @param {number} clientY
   */
  function placeAt(clientX, clientY) {
    const { left, top } = svg.getBoundingClientRect();
    return ring.personAt({ x: clientX - left, y: clientY - top });
  }

  function ghost() {
    const before = tries();
    const one = before.at(sent && before.length && same(before[before.length - 1], setup()) ? -2 : -1);
    return one ? judging.runOf(content, one).believed : null;
  }

  function show(at = player.at()) {
    const week = Math.floor(at);
    const believed = judging.countBy(run.believed, week);
    const shown = {
      at,
      sent,
      run,
      setup: setup(),
      ghost: lastBelieved,
      pointed: shows ? pointed : 0,
      taken,
      centre: sent
        ? [String(believed), label("centre"), label("centre_week", { week })]
        : [String(setup().carriers.length), label("centre_chosen", { choose })],
    };
    ring.show(shown);
    curve.show(shown);
  }

  /** @param {number} person */
  function point(person) {
    pointed = person;
    shows = true;
    showHand();
    show();
  }

  function unpoint() {
    shows = document.activeElement === range;
    show();
  }

  /** @param {number} person */
  function toggle(person) {
    const { carriers, moved } = setup();
    const had = carriers.includes(person);
    pointed = person;
    if (!had && carriers.length >= choose) return say(label("full", { choose }));
    build({ carriers: had ? carriers.filter((one) => one !== person) : [...carriers, person], moved });
    say(choice());
  }

  function choice() {
    const names = [...setup().carriers].sort((one, other) => one - other).join(", ");
    const count = setup().carriers.length;
    return count ? label("choice", { count, choose, names }) : label("choice_none");
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    if (withModifier(event) || event.shiftKey) return;
    if (event.key === "Enter") {
      event.preventDefault();
      if (taken) drop(taken, pointed);
      else toggle(pointed);
    } else if (event.key === "Escape" && taken) drop(taken, null);
  }

  function takeOrLead() {
    if (taken) return drop(taken, pointed);
    if (Object.keys(setup().moved).length >= most_moved) return say(label("too_many", { most: most_moved }));
    pull(pointed, pointed);
    say(label("taken", { from: taken, next: judging.onFrom(content, taken, 1) }));
    range.focus({ preventScroll: true });
  }

  /**
   * @param {number} from
   * @param {number} person
   */
  function pull(from, person) {
    taken = from;
    stopRun();
    point(person);
  }

  /**
   * @param {number} from
   * @param {number | null} person
   */
  function drop(from, person) {
    const { carriers, moved } = setup();
    const next = judging.onFrom(content, from, 1);
    const { [from]: _, ...others } = moved;
    taken = 0;
    if (!person) {
      showHand();
      show();
    } else if (person === next && from in moved) {
      build({ carriers, moved: others });
      say(label("is_back", { from, next }));
    } else if (judging.apart(content, from, person) <= content.near) {
      showHand();
      show();
      say(label("too_near", { person }));
    } else if (!(from in moved) && Object.keys(moved).length >= most_moved) {
      showHand();
      show();
      say(label("too_many", { most: most_moved }));
    } else {
      build({ carriers, moved: { ...others, [from]: person } });
      say(label("led", { from, next, person }));
    }
  }

  // Whoever changes something is back before the message was sent.
  function stopRun() {
    sent = false;
    load(0);
  }

  /** @param {Setup} now */
  function build(now) {
    known = JSON.stringify([frame.state().value, now]);
    frame.change({ draft: now });
    stopRun();
    showAll();
  }

  /** @param {number} step */
  function load(step) {
    run = judging.runOf(content, setup());
    lastBelieved = ghost();
    const seconds = Math.min(Math.max(last() / WEEKS_A_SECOND, SECONDS[0]), SECONDS[1]);
    player.load({ last: sent ? last() : 0, pace: last() / seconds, show, words: moment, ended }, step);
  }

  /** @param {number} week */
  function moment(week) {
    const [heard, believed] = [run.heard, run.believed].map((weeks) => judging.countBy(weeks, week));
    return sent ? label("moment", { week, heard, believed }) : "";
  }

  function sendIt() {
    if (!setup().carriers.length) return say(label("choose_first"));
    taken = 0;
    shows = false;
    sent = true;
    load(0);
    showAll();
    player.toggle.focus({ preventScroll: true });
    player.play();
  }

  function ended() {
    const before = tries();
    const latest = before[before.length - 1];
    if (!latest || !same(latest, setup())) {
      const value = judging.tidy(content, { tries: [...before, setup()] });
      known = JSON.stringify([value, frame.state().draft]);
      frame.change({ value });
    }
    showAll();
  }

  function showAll() {
    const before = tries();
    const reached = judging.reached(content, before);
    const told = sent && before.length > 0 && same(before[before.length - 1], setup());
    const already = told ? judging.reached(content, before.slice(0, -1)) : reached;
    const asked = goals[already];
    goal.replaceChildren(
      make("strong", {}, asked ? label("goal", { number: already + 1, goals: goals.length }) : sign(true)),
      " ",
      asked ? asked.text : content.done,
    );
    player.box.hidden = !sent;
    send.hidden = sent;
    table.box.hidden = !told;
    key.set("ghost", lastBelieved ? label("last_try") : "");
    feedback.replaceChildren(...(told ? verdict(asked, reached > already) : []));
    table.show();
    showHand();
    show();
  }

  /**
   * @param {Game["goals"][number] | undefined} asked
   * @param {boolean} met
   */
  function verdict(asked, met) {
    const came = judging.results(content, setup());
    const summary = make(
      "p",
      {},
      [label("summary", { ...came, people }), label(came.won ? "won" : "nobody_won", came)].join(" "),
      came.waiting > 0 && ` ${label("waiting", came)}`,
    );
    if (!asked) return [summary];
    const word = `${sign(met)} ${label(met ? "reached" : "not_reached")}`;
    const next = goals[goals.indexOf(asked) + 1];
    const onwards =
      met &&
      (next
        ? `${label("goal", { number: goals.indexOf(next) + 1, goals: goals.length })}: ${next.text}`
        : content.done);
    return [
      summary,
      make("p", {}, make("strong", {}, word), " ", judging.answerTo(asked, came)),
      ...(onwards ? [make("p", { class: "lm-onwards" }, onwards)] : []),
    ];
  }

  function showHand() {
    const { carriers, moved } = setup();
    range.value = String(pointed);
    range.setAttribute("aria-valuetext", `${label("person")} ${pointed}`);
    carry.textContent = label(carriers.includes(pointed) ? "take_back" : "carry", { person: pointed });
    tie.textContent = taken
      ? label("lead_tie", { from: taken, person: pointed })
      : label("take_tie", { person: pointed });
    carry.hidden = taken > 0;
    leave.hidden = !taken;
    back.replaceChildren(
      ...Object.entries(moved).map(([from, person]) =>
        make(
          "button",
          { type: "button", onclick: () => drop(Number(from), judging.onFrom(content, Number(from), 1)) },
          label("put_back", { from, person }),
        ),
      ),
    );
  }

  return (/** @type {State} */ { value, draft }) => {
    const now = JSON.stringify([value, draft]);
    if (now === known) return;
    known = now;
    const latest = value?.tries?.at(-1);
    taken = 0;
    shows = false;
    sent = Boolean(latest && same(latest, setup()));
    load(0);
    if (sent) player.goTo(last());
    showAll();
    say(sent ? moment(last()) : setup().carriers.length ? choice() : label("start", { choose }));
  };
}

export default exercise(draw, judging);
