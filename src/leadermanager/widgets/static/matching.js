// Every item has a select list with the letters of the texts; a text can also be picked and then its item, or be
// dragged there. Nothing is judged before Check.

import { letDrag } from "./dragging.js";
import { make } from "./elements.js";
import { exercise } from "./exercise.js";
import * as judging from "./judging/matching.js";
import { markAnswered, verdictOn } from "./verdicts.js";

/** @import { Frame } from "./exercise.js" */
/** @import { Tries } from "./judging/answers.js" */
/** @import { Choice, Matched, Matches, Pairs } from "./judging/matching.js" */

/**
 * What is chosen but not yet checked stands in the draft; the value is what was checked.
 *
 * @typedef {{ value?: Matches, draft?: Matches, tries?: Tries }} State
 */

/** @param {Frame<Pairs, State>} frame */
function draw(frame) {
  const { root, body, content, label, say, status, signal } = frame;
  const { items, choices } = content;
  const choiceOf = Object.fromEntries(choices.map((choice) => [choice.id, choice]));
  const itemOf = Object.fromEntries(items.map((item) => [item.id, item]));
  const drafted = (/** @type {State} */ state) => judging.tidy(content, state.draft ?? state.value ?? {});
  /** @type {string | null} */
  let picked = null;

  const cards = Object.fromEntries(choices.map((choice) => [choice.id, makeCard(choice)]));
  const rows = Object.fromEntries(items.map((item) => [item.id, makeRow(item)]));
  const check = make("button", { type: "button", class: "lm-main", onclick: checkAll }, label("check"));
  status.classList.add("lm-strip");
  body.append(
    make(
      "div",
      { class: "lm-columns" },
      makeColumn(
        "items",
        content.items_title,
        Object.values(rows).map((row) => row.box),
      ),
      makeColumn(
        "choices",
        content.choices_title,
        Object.values(cards).map((card) => card.row),
      ),
    ),
    check,
    status,
    make("p", { class: "lm-note" }, label("keys")),
  );

  /**
   * @param {"items" | "choices"} name
   * @param {string} given
   * @param {HTMLElement[]} children
   */
  function makeColumn(name, given, children) {
    const title = make("h4", { id: `${frame.ids}-${name}` }, given || label(name));
    return make("div", {}, title, make("ul", { "aria-labelledby": title.id }, ...children));
  }

  /** @param {Choice} choice */
  function makeCard(choice) {
    const used = make("span", { class: "lm-note" });
    const button = make(
      "button",
      { type: "button", class: "lm-pick lm-choice", "aria-pressed": "false", "data-choice": choice.id },
      make("b", {}, choice.letter),
      make("span", {}, choice.text, used),
    );
    button.addEventListener("click", () => pick(picked === choice.id ? null : choice.id));
    button.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (event.key === "Escape") pick(null);
      if (!step) return;
      const next = choices[choices.indexOf(choice) + step];
      if (next) cards[next.id].button.focus();
      event.preventDefault();
    });
    letDrag(button, {
      root,
      signal,
      zone: ".lm-row",
      over: point,
      drop: (box) => match(box.dataset.item ?? "", choice.id),
      end: () => point(null),
    });
    return { row: make("li", {}, button), button, used };
  }

  /** @param {HTMLElement | null} box */
  function point(box) {
    for (const row of Object.values(rows)) row.box.classList.toggle("lm-over", row.box === box);
  }

  /** @param {Matched} item */
  function makeRow(item) {
    const id = `${frame.ids}-${item.id}`;
    const select = make(
      "select",
      { id, "aria-label": label("choice_for", { item: item.text }) },
      make("option", { value: "" }, label("choose")),
      ...choices.map((choice) => make("option", { value: choice.id }, choice.letter)),
    );
    // Arrow keys walk through the letters, and each is a change: what a letter on the way was taken from gets
    // it back, so that only the last one counts.
    /** @type {Matches | undefined} */
    let before;
    select.addEventListener("focus", () => {
      before = drafted(frame.state());
    });
    select.addEventListener("change", () => match(item.id, select.value, before));
    const here = make(
      "button",
      {
        type: "button",
        class: "lm-quiet lm-here",
        "aria-label": label("match_with", { item: item.text }),
      },
      label("match"),
    );
    here.addEventListener("click", () => picked && match(item.id, picked));
    const chosen = make("p", { class: "lm-chosen" });
    const feedback = make("p", { class: "lm-feedback" });
    const back = frame.back(item.section || content.section);
    const box = make(
      "li",
      { class: "lm-row", "data-item": item.id },
      make("div", { class: "lm-head" }, make("p", { class: "lm-text" }, item.text), select),
      here,
      chosen,
      feedback,
      back,
    );
    box.addEventListener("click", (event) => {
      if (event.target instanceof Element && event.target.closest("button, select")) return;
      if (picked) match(item.id, picked);
      else say(label("pick_first"));
    });
    return { box, select, here, chosen, feedback, back };
  }

  /** @param {string | null} id */
  function pick(id) {
    const before = picked;
    picked = id;
    show(frame.state());
    if (id) say(label("picked", { letter: choiceOf[id].letter }));
    else if (before) say(label("dropped", { letter: choiceOf[before].letter }));
  }

  /**
   * Match an item with a choice, or with none where the choice is "".
   *
   * @param {string} id
   * @param {string} choice
   * @param {Matches} [before]
   */
  function match(id, choice, before) {
    const byHand = picked !== null;
    picked = null;
    const state = frame.state();
    const draft = { ...(before ?? drafted(state)) };
    const other = content.once && choice && items.find((item) => item.id !== id && draft[item.id] === choice);
    if (other) delete draft[other.id];
    if (choice) draft[id] = choice;
    else delete draft[id];
    frame.change({ value: state.value ?? {}, draft });
    const letter = choiceOf[choice]?.letter;
    if (other) say(label("moved", { item: itemOf[id].text, letter, other: other.text }));
    else say(label(choice ? "matched" : "unmatched", { item: itemOf[id].text, letter }));
    if (byHand) rows[id].select.focus();
  }

  function checkAll() {
    const state = frame.state();
    const draft = drafted(state);
    if (!Object.keys(draft).length) return say(label("check_first"));
    const tries = { ...state.tries };
    for (const [id, choice] of Object.entries(draft)) {
      if (state.value?.[id] !== choice) tries[id] = (tries[id] ?? 0) + 1;
    }
    frame.change({ value: draft, draft, tries });
    say(progress(frame.state()));
  }

  /** @param {State} state */
  function progress(state) {
    const score = judging.score(content, state);
    if (!score.checked) return label("start", score);
    return label(score.right === score.total ? "finished" : "progress", score);
  }

  /** @param {State} state */
  function show(state) {
    const draft = drafted(state);
    for (const item of items) {
      const { box, select, here, chosen, feedback, back } = rows[item.id];
      const choice = choiceOf[draft[item.id]];
      // A pair that was changed since the check is open again, and says nothing.
      const answer = choice && state.value?.[item.id] === choice.id ? item.feedback[choice.id] : null;
      select.value = choice?.id ?? "";
      here.hidden = !picked;
      chosen.textContent = choice ? `${choice.letter}: ${choice.text}` : "";
      markAnswered(answer?.right, box);
      feedback.textContent = answer ? `${verdictOn(label, answer.right)} ${answer.text}` : "";
      if (back) back.hidden = answer?.right !== false;
    }
    const used = Object.values(draft);
    for (const choice of choices) {
      const { button, used: note } = cards[choice.id];
      button.setAttribute("aria-pressed", String(picked === choice.id));
      note.textContent = used.includes(choice.id) ? ` (${label("used")})` : "";
    }
    root.classList.toggle("lm-picking", picked !== null);
  }

  say(progress(frame.state()));
  return (/** @type {State} */ state) => {
    if (!Object.keys(state).length) picked = null;
    show(state);
  };
}

export default exercise(draw, judging);
