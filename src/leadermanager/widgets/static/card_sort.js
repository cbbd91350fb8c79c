// Cards are buttons: pick one and then a place, press the number of a place on it, or drag it there.

import { letDrag } from "./dragging.js";
import { make } from "./elements.js";
import { exercise } from "./exercise.js";
import * as judging from "./judging/card_sort.js";
import { withModifier } from "./keyboard.js";
import { mark } from "./marks.js";
import { fillList, makeTray, progress } from "./placing.js";
import { markAnswered, verdictOn } from "./verdicts.js";

/** @import { Frame } from "./exercise.js" */
/** @import { Card, Cards, Place, Sorted } from "./judging/card_sort.js" */

/** @param {Frame<Cards, Sorted>} frame */
function draw(frame) {
  const { root, body, content, label, say, status, signal } = frame;
  const { cards, places } = content;
  /** @type {string | null} */
  let picked = null;
  /** @type {string | null} */
  let latest = null;

  const tray = makeTray(frame);
  const bins = Object.fromEntries(places.map((place, index) => [place.id, makeBin(place, index)]));
  const items = Object.fromEntries(cards.map((card) => [card.id, makeCard(card)]));
  const numbers = places.map((_, index) => index + 1).join(", ");
  const boxes = Object.values(bins).map((bin) => bin.box);
  status.classList.add("lm-strip");
  body.append(
    tray.box,
    status,
    make("div", { class: "lm-bins", style: `--lm-count: ${places.length}` }, ...boxes),
    make("p", { class: "lm-note lm-keys" }, label("keys", { numbers })),
  );

  /**
   * @param {Place} place
   * @param {number} index
   */
  function makeBin(place, index) {
    const header = make(
      "button",
      { type: "button", class: "lm-place", "aria-label": label("place", { place: place.name }) },
      mark(place.colour),
      make("span", { class: "lm-name" }, place.name),
      make("kbd", { "aria-hidden": "true" }, String(index + 1)),
    );
    const list = make("ul", { class: "lm-things" });
    const box = make(
      "div",
      {
        class: `lm-bin lm-${place.colour}`,
        role: "group",
        "aria-label": place.name,
        "data-place": place.id,
      },
      header,
      list,
    );
    box.addEventListener("click", (event) => {
      if (event.target instanceof Element && event.target.closest(".lm-card-item")) return;
      if (picked) put(picked, place.id);
      else say(label("pick_first"));
    });
    return { box, list };
  }

  /** @param {Card} card */
  function makeCard(card) {
    const verdict = make("span", { class: "lm-verdict" });
    const button = make(
      "button",
      { type: "button", class: "lm-pick lm-card", "aria-pressed": "false", "data-card": card.id },
      make("span", {}, card.text),
      verdict,
    );
    const feedback = make("p", { class: "lm-feedback" });
    const back = frame.back(card.section || content.section);
    const item = make("li", { class: "lm-card-item" }, button, feedback, back);
    button.addEventListener("click", () => pick(picked === card.id ? null : card.id));
    button.addEventListener("keydown", (event) => onKey(event, card));
    letDrag(button, {
      root,
      signal,
      zone: ".lm-bin, .lm-tray",
      over: point,
      drop: (box) => (box.dataset.place ? put(card.id, box.dataset.place) : takeBack(card.id)),
      end: () => point(null),
    });
    return { item, button, verdict, feedback, back };
  }

  /** @param {HTMLElement | null} box */
  function point(box) {
    for (const other of [tray.box, ...boxes]) other.classList.toggle("lm-over", other === box);
  }

  /**
   * @param {KeyboardEvent} event
   * @param {Card} card
   */
  function onKey(event, card) {
    if (withModifier(event)) return;
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    const place = places[Number(event.key) - 1];
    if (step) {
      /** @type {NodeListOf<HTMLElement>} */
      const found = body.querySelectorAll(".lm-card");
      const all = [...found];
      all[(all.indexOf(items[card.id].button) + step + all.length) % all.length].focus();
    } else if (place) put(card.id, place.id);
    else if (["0", "Backspace", "Delete"].includes(event.key)) takeBack(card.id);
    else if (event.key === "Escape") pick(null);
    else return;
    event.preventDefault();
  }

  /** @param {string | null} id */
  function pick(id) {
    const before = picked;
    picked = id;
    show(frame.state());
    if (id) say(label("picked", { card: cardOf(id).text }));
    else if (before) say(label("dropped", { card: cardOf(before).text }));
  }

  /**
   * @param {string} id
   * @param {string} place
   */
  function put(id, place) {
    picked = null;
    latest = id;
    const state = frame.state();
    const tries = { ...state.tries };
    const before = state.value?.[id] ?? "";
    // A right card that is moved, perhaps to a second right place, was right all the same.
    if (before !== place && !cardOf(id).feedback[before]?.right) tries[id] = (tries[id] ?? 0) + 1;
    const ours = root.contains(document.activeElement);
    frame.change({ value: { ...state.value, [id]: place }, tries });
    const { right, text } = cardOf(id).feedback[place];
    const name = places.find((each) => each.id === place)?.name;
    say(label(right ? "said_right" : "said_wrong", { place: name, feedback: text }), howFar(frame.state()));
    // A right card is done with, so the keyboard goes on to the next one; a wrong one stays in hand.
    const next = right && tray.list.querySelector("button");
    if (ours) (next || items[id].button).focus();
  }

  /** @param {string} id */
  function takeBack(id) {
    const { [id]: gone, ...value } = frame.state().value ?? {};
    if (!gone) return;
    frame.change({ value });
    say(label("back_in_tray", { card: cardOf(id).text }));
    items[id].button.focus();
  }

  const cardOf = (/** @type {string} */ id) => /** @type {Card} */ (cards.find((card) => card.id === id));
  const howFar = (/** @type {Sorted} */ state) => progress(label, judging.score(content, state));

  /** @param {Sorted} state */
  function show({ value = {} }) {
    const open = cards.filter((card) => !value[card.id]);
    const held = document.activeElement;
    tray.show(open.map((card) => items[card.id].item));
    for (const place of places) {
      const here = cards.filter((card) => value[card.id] === place.id);
      // The card that was put last stands first.
      here.sort((a, b) => Number(b.id === latest) - Number(a.id === latest));
      fillList(
        bins[place.id].list,
        here.map((card) => items[card.id].item),
      );
    }
    for (const card of cards) {
      const { item, button, verdict, feedback, back } = items[card.id];
      const answer = card.feedback[value[card.id]];
      button.setAttribute("aria-pressed", String(picked === card.id));
      markAnswered(answer?.right, item);
      verdict.textContent = answer ? verdictOn(label, answer.right) : "";
      // While sorting, the strip says why a card was right; at the end every card says so, to read again.
      feedback.textContent = answer && (!answer.right || !open.length) ? answer.text : "";
      if (back) back.hidden = answer?.right !== false;
    }
    root.classList.toggle("lm-picking", picked !== null);
    if (held instanceof HTMLElement && held !== document.activeElement && root.contains(held)) held.focus();
  }

  say(howFar(frame.state()));
  return (/** @type {Sorted} */ state) => {
    if (!Object.keys(state.value ?? {}).length) picked = latest = null;
    show(state);
  };
}

export default exercise(draw, judging);
