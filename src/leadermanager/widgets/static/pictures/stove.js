// Living a career by leading or managing each year, and then watching a hundred others who had the choice.

import { make } from "../elements.js";
import { exercise } from "../exercise.js";
import { saidOf } from "../judging/conditions.js";
import * as judging from "../judging/stove.js";
import { withModifier } from "../keyboard.js";
import { fill } from "../labels.js";
import { makeKey } from "./key.js";
import { makePlayer } from "./player.js";
import { makeRunTable } from "./run_table.js";
import { inPoints, makeCareerPicture } from "./stove_career.js";
import { makeHundred } from "./stove_hundred.js";

/** @import { Frame } from "../exercise.js" */
/** @import { Firm, Game, Lived, Try } from "../judging/stove.js" */
/** @import { Acts } from "./stove_career.js" */

/** @typedef {{ value?: Lived }} State */

const PACE = 1.5; // years in a second
const CLOSE = 4; // of a hundred

/** @param {Frame<Game, State>} frame */
function draw(frame) {
  const { body, content, ids, label, say, status, signal } = frame;
  const { years, careers, firms } = content;
  const last = firms[0].leads.length - 1;
  /** @type {"live" | "bet" | "hundred"} */
  let phase = "live";
  /** @type {Try} the career that is lived or was lived last */
  let lived = { career: careers[0].id, acts: "" };
  /** @type {Firm} */
  let firm = firms[0];
  let touched = false;
  /** @type {string | undefined} what was drawn last of what is kept */
  let known = "nothing yet";
  const manyOf = Object.fromEntries(
    firms.map((each) => [each.id, each.leads.map((_, year) => judging.counts(each, year).many)]),
  );

  const throws = careers.flatMap(({ leading, managing }) => [...leading, ...managing]);
  const career = makeCareerPicture([Math.min(...throws), Math.max(...throws)], years, signal, label, () => {
    const before = value()
      .tries.filter((each) => each !== lived && phase === "live")
      .at(-1);
    return { now: actsOf(lived), before: before ? actsOf(before) : null };
  });
  const beliefs = firms.flatMap(({ believes }) => believes.flat());
  /** @type {[number, number]} */
  const span = [Math.floor(2 * Math.min(...beliefs)) / 2, Math.ceil(2 * Math.max(...beliefs)) / 2];
  const hundred = makeHundred(firms[0].believes[0].length, span, last, signal, label, () => ({
    firm,
    many: manyOf[firm.id],
    at: player.at(),
    // The student lived alone, too.
    own: firm === firms[0] ? judging.believed(judging.careerOf(content, lived.career), lived.acts) : [],
    bet: value().bet ?? 0,
    ghosts: firms
      .filter(({ id }) => id !== firm.id && value().firms.includes(id))
      .map(({ id, name }) => ({ name: `${name}: ${manyOf[id][last]}`, many: manyOf[id] })),
  }));
  const careerStage = make("div", { class: "lm-scene" }, career.svg);
  const stage = make("div", { class: "lm-scene" }, hundred.svg);
  const player = makePlayer(frame, stage);

  const lead = act("L", "lead");
  const manage = act("M", "manage");
  // L and M belong to the notebook until a button here has the focus: only then are they offered.
  const keys = make("p", { class: "lm-keys", id: `${ids}-keys` }, label("keys"));
  const acts = make("div", { class: "lm-acts" }, lead, manage, keys);
  const slider = make("input", {
    type: "range",
    min: 0,
    max: 100,
    value: 0,
    id: `${ids}-bet`,
    oninput: guess,
  });
  const guessed = make("span", { class: "lm-guessed" }, label("no_bet"));
  const keep = make("button", { type: "button", class: "lm-act", onclick: keepBet }, label("keep"));
  const bet = make(
    "div",
    { class: "lm-guess" },
    make("p", { class: "lm-ask" }, content.ask),
    make("label", { for: slider.id }, label("bet"), guessed),
    slider,
    make("div", { class: "lm-acts" }, keep),
  );
  const choices = firms.map((each) =>
    make("button", { type: "button", onclick: () => enter(each) }, each.name),
  );
  const others = make(
    "div",
    { class: "lm-firms" },
    make("p", {}, label("firms")),
    make("div", { class: "lm-acts" }, ...choices),
  );
  const about = make("p", { class: "lm-about" });
  const again = make("button", { type: "button", onclick: another }, label("again"));
  const feedback = make("div", { class: "lm-feedback", "aria-live": "polite" });
  const key = makeKey({
    lead: label("key_lead"),
    manage: label("key_manage"),
    you: label("key_you"),
    ghost: label("last_try"),
  });
  const table = makeRunTable(label, () => {
    const seen = [firm, ...firms.filter(({ id }) => id !== firm.id && value().firms.includes(id))];
    const heads = [
      label("year"),
      ...seen.map(({ name }) => label("many_of", { firm: name })),
      label("below_of"),
    ];
    const rows = firm.leads.slice(1).map((_, index) => {
      const year = index + 1;
      return [year, ...seen.map(({ id }) => manyOf[id][year]), judging.counts(firm, year).below];
    });
    return { heads, rows };
  });
  status.classList.add("lm-strip");
  body.append(
    about,
    careerStage,
    stage,
    key.box,
    acts,
    player.box,
    status,
    bet,
    feedback,
    others,
    make("div", { class: "lm-acts" }, again),
    table.box,
  );

  /**
   * @param {"L" | "M"} letter
   * @param {string} name
   */
  function act(letter, name) {
    return make(
      "button",
      {
        type: "button",
        class: `lm-choice lm-${name}`,
        "aria-describedby": `${ids}-keys`,
        onclick: () => live(letter),
        onkeydown: onKey,
      },
      label(name),
    );
  }

  /** @param {Try} each @returns {Acts} */
  function actsOf({ career: id, acts: letters }) {
    return { acts: letters, points: judging.brought(judging.careerOf(content, id), letters) };
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    const letter = event.key.toUpperCase();
    if (withModifier(event) || event.repeat || (letter !== "L" && letter !== "M")) return;
    event.preventDefault();
    (letter === "L" ? lead : manage).focus();
    live(letter);
  }

  /** @param {"L" | "M"} letter */
  function live(letter) {
    if (phase !== "live") return;
    lived = { ...lived, acts: lived.acts + letter };
    career.draw();
    const year = lived.acts.length;
    const { points } = actsOf(lived);
    const brought = inPoints(points[year - 1]);
    const was = label(letter === "L" ? "led" : "managed", { year, brought });
    if (year < years) return say(was, label("next", { year: year + 1, years }));
    const next = judging.tidy(content, { ...value(), tries: [...value().tries, lived] });
    change(next);
    const { total } = judging.results(content, lived);
    say(was, label("lived", { total: inPoints(total) }));
    if (next.bet === undefined) show("bet");
    else enter(firms[0]); // the student lived alone
    (next.bet === undefined ? slider : player.toggle).focus({ preventScroll: true });
  }

  function guess() {
    touched = true;
    guessed.textContent = slider.value;
  }

  function keepBet() {
    if (!touched) return say(label("untouched"));
    change(judging.tidy(content, { ...value(), bet: Number(slider.value) }));
    enter(firms[0]);
    player.toggle.focus({ preventScroll: true });
  }

  /** @param {Firm} next */
  function enter(next) {
    firm = next;
    show("hundred");
    player.load({ last, pace: PACE, show: () => hundred.draw(), words: inWords, ended });
    say(inWords(0));
    for (const each of [player.box, about]) each.scrollIntoView({ block: "nearest" });
    player.play();
  }

  /** @param {number} year */
  function inWords(year) {
    return year ? label("step", { year, ...judging.counts(firm, year) }) : label("start");
  }

  function ended() {
    if (!value().firms.includes(firm.id)) {
      change(judging.tidy(content, { ...value(), firms: [...value().firms, firm.id] }));
    }
    show("hundred");
    hundred.draw();
  }

  function another() {
    const index = careers.findIndex(({ id }) => id === lived.career);
    begin(careers[(index + 1) % careers.length].id);
    lead.focus({ preventScroll: true });
  }

  /** @param {string} id */
  function begin(id) {
    lived = { career: id, acts: "" };
    show("live");
    career.draw();
    say(label("ready", { years }));
  }

  /** @param {Lived} next */
  function change(next) {
    known = JSON.stringify(next);
    frame.change({ value: next });
  }

  /** @param {"live" | "bet" | "hundred"} now */
  function show(now) {
    phase = now;
    const seen = value().firms.includes(firm.id);
    careerStage.hidden = now === "hundred";
    acts.hidden = now !== "live";
    bet.hidden = now !== "bet";
    for (const each of [stage, player.box, about]) each.hidden = now !== "hundred";
    for (const each of [others, again, table.box]) each.hidden = now !== "hundred" || !value().firms.length;
    if (now !== "hundred") player.pause();
    about.textContent = firm.about;
    key.set("you", now === "hundred" && firm === firms[0] ? label("key_you") : "");
    key.set("ghost", now === "live" && value().tries.length ? label("last_try") : "");
    for (const [index, each] of choices.entries()) {
      each.setAttribute("aria-pressed", String(firms[index] === firm));
    }
    const said = now === "hundred" && seen ? verdict() : [];
    feedback.replaceChildren(...said.map((text) => make("p", {}, text)));
    table.show();
  }

  function verdict() {
    const { tries, bet: guessedThen = 0 } = value();
    const counted = judging.counts(firm, last);
    if (firm !== firms[0]) return [fill(firm.say, counted)];
    const off = guessedThen - counted.many;
    const name = Math.abs(off) <= CLOSE ? "bet_right" : off > 0 ? "bet_high" : "bet_low";
    const before = tries.length > 1 ? judging.results(content, tries[tries.length - 2]).led : null;
    return [
      label(name, { bet: guessedThen, many: counted.many }),
      fill(firm.say, counted),
      saidOf(content.says, judging.results(content, lived)),
      before === null ? "" : label("compared", { times: before }),
    ].filter(Boolean);
  }

  const value = () => frame.state().value ?? { tries: [], firms: [] };

  return (/** @type {State} */ { value: now }) => {
    if (JSON.stringify(now) === known) return;
    known = JSON.stringify(now);
    const before = now?.tries?.at(-1);
    firm = firms[0];
    if (!before) {
      touched = false;
      slider.value = "0";
      guessed.textContent = label("no_bet");
      return begin(careers[0].id);
    }
    lived = before;
    if (now?.bet === undefined) {
      show("bet");
      career.draw();
      return say(label("lived", { total: inPoints(judging.results(content, lived).total) }));
    }
    show("hundred");
    const at = now.firms?.length ? last : 0;
    player.load({ last, pace: PACE, show: () => hundred.draw(), words: inWords, ended }, at);
    say(inWords(at));
  };
}

export default exercise(draw, judging);
