// One proposal at a time: decide, say how sure, then read what came of it. A decision stays as it was made.

import { make } from "./elements.js";
import { exercise } from "./exercise.js";
import * as judging from "./judging/triage.js";
import { makeOptions } from "./options.js";
import { scored } from "./triage_score.js";

/** @import { Frame } from "./exercise.js" */
/** @import { Decision, Decisions, Proposal, Proposals } from "./judging/triage.js" */

/** @typedef {{ value?: Decisions }} State */

/** @param {Frame<Proposals, State>} frame */
function draw(frame) {
  const { body, content, ids, label, say, status } = frame;
  const { items, conditions, confidences } = content;
  const answerTo = (/** @type {State} */ state, /** @type {Proposal} */ item) => state.value?.[item.id];
  const nextOpen = (/** @type {State} */ state) => items.findIndex((item) => !answerTo(state, item));
  let current = nextOpen(frame.state());

  if (!items.length) {
    say(label("waiting"));
    return () => {};
  }

  const number = make("p", { class: "lm-number lm-note" });
  const title = make("h4", { tabindex: "-1" });
  const text = make("p", { class: "lm-text" });
  const decision = makeChoice(
    "decision",
    label("decide"),
    ["yes", "no", "if"].map((id) => ({ id, text: label(id) })),
  );
  const select = make(
    "select",
    { id: `${ids}-condition` },
    make("option", { value: "" }, label("choose")),
    ...conditions.map((condition) => make("option", { value: condition.id }, condition.text)),
  );
  const which = make(
    "div",
    { class: "lm-which" },
    make("label", { for: select.id }, label("condition")),
    select,
  );
  const sure = makeChoice(
    "confidence",
    label("confidence"),
    confidences.map((value) => ({ id: String(value), text: label("per_cent", { number: value }) })),
  );
  sure.box.append(make("p", { class: "lm-note" }, label("low")));
  const commit = make("button", { type: "button", class: "lm-main", onclick: decide }, label("commit"));
  const form = make("div", { class: "lm-form" }, decision.box, which, sure.box, commit);
  const revealed = make("div", { class: "lm-revealed" });
  const back = make("div", {});
  const next = make("button", { type: "button", class: "lm-main", onclick: goOn });
  const score = make("div", {
    class: "lm-score",
    tabindex: "-1",
    role: "group",
    "aria-label": label("calibration"),
  });
  const card = make("div", { class: "lm-proposal" }, number, title, text, form, revealed);
  body.append(card, status, back, next, score);
  status.classList.add("lm-strip");
  decision.box.addEventListener("change", () => {
    which.hidden = decision.read() !== "if";
  });

  /**
   * @param {string} name
   * @param {string} legend
   * @param {{ id: string, text: string }[]} entries
   */
  function makeChoice(name, legend, entries) {
    const { rows, checked, check } = makeOptions("radio", `${ids}-${name}`, entries);
    const options = make("div", { class: "lm-options" }, ...rows);
    return {
      box: make("fieldset", {}, make("legend", {}, legend), options),
      read: () => checked()[0],
      clear: () => check([]),
    };
  }

  function decide() {
    const chosen = decision.read();
    if (!chosen) return say(label("decide_first"));
    if (chosen === "if" && !select.value) return say(label("condition_first"));
    if (!sure.read()) return say(label("confidence_first"));
    const item = items[current];
    const condition = chosen === "if" ? select.value : "";
    const answer = { decision: chosen, condition, confidence: Number(sure.read()) };
    frame.change({ value: { ...frame.state().value, [item.id]: answer } });
    const { right, text: feedback } = judging.answerTo(item, answer);
    say(`${label(right ? "right" : "wrong")} ${feedback}`, progress(frame.state()));
    next.focus({ preventScroll: true });
  }

  function goOn() {
    current = nextOpen(frame.state());
    clear();
    show(frame.state());
    if (current < 0) return score.focus();
    say(progress(frame.state()));
    title.focus();
  }

  function clear() {
    decision.clear();
    sure.clear();
    select.value = "";
  }

  /** @param {State} state */
  function progress(state) {
    const { total, answered } = judging.score(content, state);
    return label(answered ? "progress" : "start", { answered, total });
  }

  /** @param {State} state */
  function show(state) {
    const done = current < 0;
    const item = items[current];
    const answer = item && answerTo(state, item);
    card.hidden = done;
    score.hidden = !done;
    next.hidden = !answer;
    back.replaceChildren();
    score.replaceChildren(...(done ? scored(label, content, state) : []));
    if (done) return say(progress(state));
    number.textContent = label("number", { number: current + 1, total: items.length });
    title.textContent = item.title || item.id;
    text.textContent = item.text;
    form.hidden = Boolean(answer);
    which.hidden = decision.read() !== "if";
    next.textContent = label(nextOpen(state) < 0 ? "to_score" : "next");
    revealed.replaceChildren(...(answer ? reveal(item, answer) : []));
    const wrong = answer && !judging.answerTo(item, answer).right;
    const button = wrong && frame.back(item.section || content.section);
    if (button) back.append(button);
  }

  /**
   * @param {Proposal} item
   * @param {Decision} answer
   */
  function reveal(item, answer) {
    const said = { decision: judging.inWords(label, content, answer), confidence: answer.confidence };
    return [make("p", {}, label("you_said", said)), make("p", { class: "lm-feedback" }, item.outcome)];
  }

  say(progress(frame.state()));
  return (/** @type {State} */ state) => {
    if (!Object.keys(state).length) {
      current = 0;
      clear();
    }
    show(state);
  };
}

export default exercise(draw, judging);
