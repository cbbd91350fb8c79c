// Twenty proposals by hand, hundreds by rule, and then a rule of one's own.

import { make } from "../elements.js";
import { exercise } from "../exercise.js";
import * as judging from "../judging/two_guesses.js";
import { makeSlider } from "../slider.js";
import { makeBet } from "./bet.js";
import { makeLedger } from "./ledger.js";
import { makePlayer } from "./player.js";
import { makeRunTable } from "./run_table.js";
import { makeBar } from "./two_guesses_bar.js";
import { makeVoices } from "./two_guesses_voices.js";
import { makeWords } from "./two_guesses_words.js";

/** @import { Frame } from "../exercise.js" */
/** @import { Game, Guessed, Proposals, Try } from "../judging/two_guesses.js" */

/** @typedef {Game & { step_off: number, seconds: number, ask: string }} Content */
/** @typedef {{ value?: Guessed }} State */

const RULES = ["hope", "doubt", "half"];

/** @param {Frame<Content, State>} frame */
function draw(frame) {
  const { body, content, label, say, status } = frame;
  const { deals, many, doubters, cost } = content;
  const total = many.hope.length;
  const words = makeWords(content, label);
  const years = earned(many, []);
  /** @type {"hand" | "over" | "years" | "bet" | "race" | "rule"} */
  let phase = "hand";
  /** @type {Try} the try that is played or was played last */
  let played = { deal: deals[0].id, said: [] };
  /** @type {Try | null} the one before it, where it had the same proposals */
  let before = null;
  let own = 50;
  let moved = false;
  /** @type {number | null} what the rule before brought */
  let ruleBefore = null;
  /** @type {string | undefined} what was drawn last of what is kept */
  let known = "nothing yet";

  const button = (/** @type {string} */ name, /** @type {() => void} */ act, main = false) =>
    make("button", { type: "button", class: main && "lm-act", onclick: act }, label(name));
  const ledger = makeLedger(
    ["you", ...RULES, "rule"].map((id) => ({ id, name: label(`by_${id}`) })),
    words.money,
  );
  const stake = make("p", {});
  const bar = makeBar(frame, scene, hold, decide);
  const acts = make("div", { class: "lm-acts" }, button("decide", decide, true));
  const note = make("p", { class: "lm-note" });
  const voices = makeVoices(doubters, many, (left_out) => change({ left_out }));
  const stage = make("div", {}, note, voices.box);
  const player = makePlayer(frame, stage);
  const limits = { min: 0, max: content.most_off, step: content.step_off, value: 0 };
  const named = { id: "off", label: label("off"), unit: label("points"), colour: "neutral" };
  const off = makeSlider(frame, { ...limits, ...named }, (taken) => change({ off: taken }));
  const bets = judging.BETS.map((id) => ({ id, name: label(`bet_${id}`) }));
  const bet = makeBet(frame, content.ask, bets, label("settle"), settle);
  const feedback = make("div", { class: "lm-feedback", "aria-live": "polite" });
  const run = button("run", letRun, true);
  const toRule = button("to_rule", () => enter("rule"), true);
  const again = [
    button("same_deal", () => start(played.deal)),
    button("other_deal", () => start(nextDeal())),
  ];
  const next = make("div", { class: "lm-acts" }, run, toRule, ...again);
  const table = makeRunTable(label, () => words.table(phase === "over" ? played : null));
  status.classList.add("lm-strip");
  body.append(ledger.box, stake, bar.stage, acts, stage, player.box, off.box);
  body.append(status, bet.box, feedback, next, table.box);

  /**
   * Return what each has earned after each proposal.
   *
   * @param {Proposals} proposals
   * @param {number[]} said
   */
  function earned(proposals, said) {
    const all = Object.entries(judging.chancesOf(proposals, said));
    return Object.fromEntries(
      all.map(([who, chances]) => [who, judging.running(judging.brought(content, proposals, chances))]),
    );
  }

  const dealNow = () => judging.dealOf(content, played.deal);

  function nextDeal() {
    const index = deals.findIndex(({ id }) => id === played.deal);
    return deals[(index + 1) % deals.length].id;
  }

  /** @param {number} index */
  function guesses(index) {
    const { hope, doubt, gain } = dealNow();
    return { hope: hope[index], doubt: doubt[index], from: judging.worthFrom(content, gain[index]) };
  }

  function scene() {
    const deal = dealNow();
    const index = played.said.length;
    const brought = judging.brought(content, deal, played.said);
    const decided = played.said.map((chance, each) => ({
      ...guesses(each),
      own: chance,
      works: deal.works[each],
      funded: brought[each] !== 0,
      text: words.short(brought[each]),
    }));
    if (phase !== "hand") return { now: null, decided };
    const doubter = doubters[deal.voice[index]].name;
    return { now: { ...guesses(index), own, moved, doubter, before: before?.said[index] ?? null }, decided };
  }

  /** @param {number} chance */
  function hold(chance) {
    own = Math.max(0, Math.min(100, chance));
    moved = true;
    bar.draw();
    say(words.act(own, guesses(played.said.length).from));
  }

  function decide() {
    if (phase !== "hand") return;
    bar.grip.focus({ preventScroll: true });
    if (!moved) return say(label("move_first"));
    played = { ...played, said: [...played.said, own] };
    if (played.said.length < dealNow().hope.length) {
      begin();
      return say(words.came(played), words.next(played));
    }
    keep({ ...value(), tries: [...value().tries, played] });
    enter("over");
    say(words.came(played));
    (run.hidden ? toRule : run).focus({ preventScroll: true });
  }

  // The handle of a new proposal stands on the line between leaving it and putting money in.
  function begin() {
    const index = played.said.length;
    own = Math.round(guesses(index).from);
    moved = false;
    const from = Math.floor(guesses(index).from);
    const values = {
      number: index + 1,
      total: dealNow().hope.length,
      cost,
      gain: dealNow().gain[index],
      from,
    };
    stake.replaceChildren(make("strong", {}, label("proposal", values)), ` ${label("stake", values)}`);
    if (before) stake.append(` ${label("ghost")}`);
    showByHand();
  }

  function showByHand() {
    const number = played.said.length;
    const amounts = earned(dealNow(), played.said);
    const ghost = before && earned(dealNow(), before.said).you;
    const ends = [...Object.values(amounts).flat(), ...(ghost ?? []), -cost, cost];
    const now = Object.fromEntries(Object.entries(amounts).map(([who, all]) => [who, all[number]]));
    ledger.show(now, [Math.min(...ends), Math.max(...ends)], ghost ? { you: ghost[number] } : {});
    bar.draw();
  }

  /** @param {string} deal */
  function start(deal) {
    const last = value().tries.at(-1);
    before = last?.deal === deal ? last : null;
    played = { deal, said: [] };
    enter("hand");
    bar.grip.focus({ preventScroll: true });
  }

  function letRun() {
    enter("years");
    play(content.seconds, years, RULES);
  }

  /**
   * Let the many proposals come once more, and show what some earn with each.
   *
   * @param {number} seconds
   * @param {Record<string, number[]>} amounts what each has earned after each proposal
   * @param {string[]} who
   */
  function play(seconds, amounts, who) {
    const at = (/** @type {number} */ step) => who.map((one) => [one, amounts[one][step]]);
    player.load({
      last: total,
      pace: total / seconds,
      show(moment) {
        const step = Math.floor(moment);
        voices.show(step);
        ledger.show(Object.fromEntries(at(step)), spanOfYears());
      },
      words: (step) => words.earned(step, at(step)),
      ended,
    });
    player.toggle.focus({ preventScroll: true });
    ledger.box.scrollIntoView({ block: "nearest" });
    player.play();
  }

  /** @returns {[number, number]} */
  function spanOfYears(more = 0) {
    const ends = RULES.flatMap((who) => years[who]);
    return [Math.min(...ends), Math.max(...ends, more)];
  }

  function ended() {
    enter(value().bet ? "rule" : "bet");
    if (phase === "bet") bet.focus();
    else voices.focus();
  }

  /** @param {string} chosen */
  function settle(chosen) {
    const leftOut = judging.flatOnes(content);
    const out = doubters.flatMap(({ flat }, index) => (flat ? [index] : []));
    const rule = judging.running(judging.brought(content, many, judging.heeding(many, out)));
    keep({ ...value(), bet: chosen, left_out: leftOut, off: 0 });
    enter("race");
    play(content.seconds / 2, { half: years.half, rule }, ["half", "rule"]);
  }

  /** @param {Partial<Guessed>} patch */
  function change(patch) {
    const last = value();
    ruleBefore = judging.ruleResults(content, last.left_out, last.off).total;
    keep({ ...last, ...patch });
    showRule();
  }

  function showRule() {
    const { left_out, off: taken } = value();
    const brought = judging.ruleResults(content, left_out, taken).total;
    /** @type {Record<string, number>} */
    const now = { ...Object.fromEntries(RULES.map((who) => [who, years[who][total]])), rule: brought };
    voices.show(total);
    voices.offer(left_out, true);
    off.show(taken);
    ledger.show(now, spanOfYears(brought), ruleBefore === null ? {} : { rule: ruleBefore });
    const compared = ruleBefore === brought ? "rule_as_before" : "rule_and_before";
    say(
      label(ruleBefore === null ? "rule_is" : compared, {
        total: words.money(brought),
        before: words.money(ruleBefore ?? 0),
      }),
    );
    fillFeedback(words.rule(value()));
  }

  /** @param {string[]} texts */
  const fillFeedback = (texts) => feedback.replaceChildren(...texts.map((text) => make("p", {}, text)));

  /** @param {typeof phase} to */
  function enter(to) {
    phase = to;
    const byHand = to === "hand" || to === "over";
    const told = to === "over" || to === "rule";
    const lit = to === "bet" || to === "race" || to === "rule";
    for (const each of [stake, acts]) each.hidden = to !== "hand";
    for (const each of [feedback, next]) each.hidden = !told;
    bar.stage.hidden = !byHand;
    stage.hidden = byHand;
    player.box.hidden = to !== "years" && to !== "race";
    bet.box.hidden = to !== "bet";
    off.box.hidden = to !== "rule";
    run.hidden = to !== "over" || Boolean(value().bet);
    toRule.hidden = to !== "over" || !value().bet;
    table.box.hidden = to === "hand";
    voices.light(lit);
    voices.offer(to === "race" ? value().left_out : [], false);
    note.textContent = label(lit ? "lit" : "voices", { names: words.flat });
    if (to === "hand") {
      begin();
      say(label("ready"), words.next(played));
    }
    if (to === "over") {
      showByHand();
      fillFeedback(words.verdict(played, Boolean(value().bet)));
    }
    if (to === "rule") showRule();
    table.show();
  }

  /** @param {Guessed} next */
  function keep(next) {
    const kept = judging.tidy(content, { ...next });
    known = JSON.stringify(kept);
    frame.change({ value: kept });
  }

  const value = () => frame.state().value ?? { tries: [], bet: "", left_out: [], off: 0 };

  return (/** @type {State} */ { value: now }) => {
    if (JSON.stringify(now) === known) return;
    known = JSON.stringify(now);
    const last = now?.tries?.at(-1);
    before = null;
    ruleBefore = null;
    played = last ?? { deal: deals[0].id, said: [] };
    enter(!last ? "hand" : now?.bet ? "rule" : "over");
  };
}

export default exercise(draw, judging);
