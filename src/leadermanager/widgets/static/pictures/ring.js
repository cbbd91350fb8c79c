// Choosing who carries a message round a ring of people, moving ties, and watching how far it is believed.

import { make } from "../elements.js";
import { exercise } from "../exercise.js";
import * as judging from "../judging/ring.js";
import { makePlayer } from "./player.js";
import { makeControls } from "./ring_controls.js";
import { followHand } from "./ring_hand.js";
import { makeScene } from "./ring_scene.js";
import { makeVerdict } from "./ring_verdict.js";
import { makeRunTable } from "./run_table.js";

/** @import { Frame } from "../exercise.js" */
/** @import { Game, Setup, Spreading } from "../judging/ring.js" */

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
  const { people, choose, most_moved } = content;
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

  const scene = makeScene(people, label, signal, () => show());
  const player = makePlayer(frame, scene.stage);
  const verdict = makeVerdict(content, label);
  const send = make("button", { type: "button", class: "lm-act", onclick: sendIt }, label("send"));
  const controls = makeControls(content, label, { point, choose: pick, take, drop });
  const table = makeRunTable(label, () => ({
    heads: ["week", "news_line", "belief_line"].map((each) => label(each)),
    rows: Array.from({ length: last() + 1 }, (_, week) => [week, ...counts(week)]),
  }));
  status.classList.add("lm-strip");
  body.append(
    verdict.goal,
    scene.stage,
    scene.key,
    status,
    make("div", { class: "lm-acts" }, send),
    player.box,
    verdict.feedback,
    controls.box,
    table.box,
  );
  followHand(scene.stage, scene.placeAt, { point, leave, choose: pick, pull, drop });

  const counts = (/** @type {number} */ week) =>
    [run.heard, run.believed].map((weeks) => judging.countBy(weeks, week));

  function ghost() {
    const before = tries();
    const one = before.at(sent && before.length && same(before[before.length - 1], setup()) ? -2 : -1);
    return one ? judging.runOf(content, one).believed : null;
  }

  function show(at = player.at()) {
    const week = Math.floor(at);
    const [, believed] = counts(week);
    scene.show({
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
    });
  }

  /** @param {number} person */
  function point(person) {
    pointed = person;
    shows = true;
    showHand();
    show();
  }

  function leave() {
    shows = document.activeElement === controls.range;
    show();
  }

  /** @param {number} person */
  function pick(person) {
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

  /** @param {number} person */
  function take(person) {
    if (tooMany()) return;
    pull(person, person);
    say(label("taken", { from: person, next: judging.onFrom(content, person, 1) }));
    controls.range.focus({ preventScroll: true });
  }

  function tooMany() {
    const full = Object.keys(setup().moved).length >= most_moved;
    if (full) say(label("too_many", { most: most_moved }));
    return full;
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
    if (person === next && from in moved) {
      build({ carriers, moved: others });
      say(label("is_back", { from, next }));
    } else if (
      person &&
      judging.apart(content, from, person) > content.near &&
      (from in moved || !tooMany())
    ) {
      build({ carriers, moved: { ...others, [from]: person } });
      say(label("led", { from, next, person }));
    } else {
      if (person && judging.apart(content, from, person) <= content.near) say(label("too_near", { person }));
      showHand();
      show();
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
    const [heard, believed] = counts(week);
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
    const told = sent && before.length > 0 && same(before[before.length - 1], setup());
    verdict.show(before, told);
    player.box.hidden = !sent;
    send.hidden = sent;
    table.box.hidden = !told;
    table.show();
    showHand();
    show();
  }

  const showHand = () => controls.show(setup(), pointed, taken);

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
