// Items are buttons: pick one, and its marker in the field takes the arrow keys, or click in the field, drag, or
// use the two sliders. Moving judges nothing; putting the item down does.

import { letDrag } from "./dragging.js";
import { make } from "./elements.js";
import { exercise } from "./exercise.js";
import { beside, makeField, putMarkers, STEP } from "./field.js";
import * as judging from "./judging/axes.js";
import { withModifier } from "./keyboard.js";
import { fillList, makeTray, progress } from "./placing.js";
import { markAnswered, verdictOn } from "./verdicts.js";

/** @import { Frame } from "./exercise.js" */
/** @import { Field, Placed, Point, Standing } from "./judging/axes.js" */

const LEAP = 2;
/** @type {Point} */
const MIDDLE = [5, 5];
/** @type {Record<string, Point>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/** @param {Frame<Field, Standing>} frame */
function draw(frame) {
  const { root, body, content, label, say, status, signal } = frame;
  const { items } = content;
  const numberOf = Object.fromEntries(items.map((item, index) => [item.id, index + 1]));
  const itemOf = Object.fromEntries(items.map((item) => [item.id, item]));
  /** @type {string | null} */
  let picked = null;
  let at = MIDDLE;

  const tray = makeTray(frame);
  const { plot, rim, field, pointOf, showRegions } = makeField(frame);
  const hand = makeHand();
  const placedTitle = make("h4", { id: `${frame.ids}-placed` }, label("placed"));
  const placedList = make("ul", { class: "lm-things lm-placed", "aria-labelledby": placedTitle.id });
  const parts = Object.fromEntries(items.map((item) => [item.id, makeItem(item)]));
  field.append(...items.map((item) => parts[item.id].marker));
  status.classList.add("lm-strip");
  body.append(
    tray.box,
    make("div", { class: "lm-desk" }, plot, make("div", { class: "lm-side" }, hand.box, status)),
    placedTitle,
    placedList,
    make("p", { class: "lm-note lm-keys" }, label("keys")),
  );

  rim.addEventListener("click", (event) => {
    if (picked) put(picked, pointOf(event));
    else say(label("pick_first"));
  });

  /** @param {Placed} item */
  function makeItem(item) {
    const number = String(numberOf[item.id]);
    const verdict = make("span", { class: "lm-verdict" });
    const button = make(
      "button",
      { type: "button", class: "lm-pick lm-item", "aria-pressed": "false", "data-item": item.id },
      make("span", { class: "lm-number", "aria-hidden": "true" }, number),
      make("span", {}, item.text, verdict),
    );
    const feedback = make("p", { class: "lm-feedback" });
    const back = frame.back(item.section || content.section);
    const row = make("li", {}, button, feedback, back);
    const marker = make(
      "button",
      { type: "button", class: "lm-marker", tabindex: "-1", "data-marker": item.id },
      number,
    );
    button.addEventListener("click", () => (picked === item.id ? putDown() : pick(item.id)));
    marker.addEventListener("click", (event) => {
      // With another item in hand, a click on this marker means the spot below it.
      if (picked && picked !== item.id) return;
      event.stopPropagation();
      if (picked) put(item.id, at);
      else pick(item.id);
    });
    marker.addEventListener("keydown", (event) => onKey(event, item.id));
    button.addEventListener("keydown", (event) => event.key === "Escape" && putDown());
    dragBy(button, item.id, true);
    dragBy(marker, item.id, false);
    return { row, button, verdict, feedback, back, marker };
  }

  /**
   * @param {HTMLElement} handle
   * @param {string} id
   * @param {boolean} ghost
   */
  function dragBy(handle, id, ghost) {
    letDrag(handle, {
      root,
      signal,
      ghost,
      zone: ".lm-rim",
      begin: () => take(id),
      over(box, event) {
        if (!box) return;
        at = pointOf(event);
        show(frame.state());
      },
      drop: (_, event) => put(id, pointOf(event)),
      end() {
        picked = null;
        show(frame.state());
      },
    });
  }

  function makeHand() {
    const text = make("p", { class: "lm-text" });
    const sliders = [makeSlider("x", 0), makeSlider("y", 1)];
    const button = make("button", { type: "button", class: "lm-main" }, label("put"));
    button.addEventListener("click", () => picked && put(picked, at));
    const box = make(
      "div",
      { class: "lm-hand", role: "group", "aria-label": label("hand") },
      text,
      ...sliders.map((slider) => slider.box),
      button,
    );
    return { box, text, sliders };
  }

  /**
   * @param {"x" | "y"} axis
   * @param {0 | 1} index
   */
  function makeSlider(axis, index) {
    const { name, low, high } = content[axis];
    const id = `${frame.ids}-${axis}`;
    const limits = { min: judging.LOW, max: judging.HIGH, step: STEP };
    const input = make("input", { type: "range", id, ...limits, "data-axis": axis });
    const output = make("output", { for: id });
    input.addEventListener("input", () => {
      at = index ? [at[0], Number(input.value)] : [Number(input.value), at[1]];
      show(frame.state());
    });
    return {
      box: make("div", { class: "lm-slider" }, make("label", { for: id }, name), output, input),
      show() {
        input.value = output.textContent = String(at[index]);
        input.setAttribute("aria-valuetext", `${at[index]} (0: ${low}, 10: ${high})`);
      },
    };
  }

  /**
   * @param {KeyboardEvent} event
   * @param {string} id
   */
  function onKey(event, id) {
    if (withModifier(event)) return;
    const arrow = ARROWS[event.key];
    if (arrow) {
      if (picked !== id) take(id);
      at = beside(at, arrow, event.shiftKey ? LEAP : STEP);
      show(frame.state());
      say(label("at", { where: where(at) }));
    } else if (event.key === "Escape") putDown();
    else return;
    event.preventDefault();
  }

  /** @param {string} id */
  function take(id) {
    picked = id;
    at = frame.state().value?.[id] ?? MIDDLE;
  }

  /** @param {string} id */
  function pick(id) {
    take(id);
    show(frame.state());
    say(label("picked", { item: itemOf[id].text, where: where(at) }));
    parts[id].marker.focus();
  }

  function putDown() {
    if (!picked) return;
    const id = picked;
    picked = null;
    show(frame.state());
    say(label("dropped", { item: itemOf[id].text }));
    parts[id].button.focus();
  }

  /**
   * @param {string} id
   * @param {Point} point
   */
  function put(id, point) {
    picked = null;
    const state = frame.state();
    const before = state.value?.[id];
    const tries = { ...state.tries };
    const moved = !before || judging.regionAt(content, before) !== judging.regionAt(content, point);
    if (moved) tries[id] = (tries[id] ?? 0) + 1;
    frame.change({ value: { ...state.value, [id]: point }, tries });
    const { right, text } = judging.answerAt(content, itemOf[id], point);
    const said = label(right ? "said_right" : "said_wrong", { where: where(point), feedback: text });
    say(`${numberOf[id]}. ${said}`, howFar(frame.state()));
    // A right item is done with, so the keyboard goes on to the next one; a wrong one stays at hand.
    const next = right && tray.list.querySelector("button");
    (next || parts[id].marker).focus({ preventScroll: true });
  }

  /** @param {Point} point */
  function where(point) {
    const words = label("where", {
      x_name: content.x.name,
      x: point[0],
      y_name: content.y.name,
      y: point[1],
    });
    const region = judging.regionAt(content, point);
    const shown = region && regionsShown(frame.state());
    return shown ? label("where_in", { where: words, region: region.name }) : words;
  }

  const regionsShown = (/** @type {Standing} */ { value = {} }) =>
    content.show_regions || judging.done(content, value);
  const howFar = (/** @type {Standing} */ state) => progress(label, judging.score(content, state));

  /** @param {Standing} state */
  function show(state) {
    const { value = {} } = state;
    const placed = items.filter((item) => value[item.id]);
    const open = items.filter((item) => !value[item.id]);
    tray.show(open.map((item) => parts[item.id].row));
    fillList(
      placedList,
      placed.map((item) => parts[item.id].row),
    );
    placedTitle.hidden = !placed.length;
    showRegions(regionsShown(state));
    for (const item of items) showItem(item, value[item.id], !open.length);
    const standing = items.filter((item) => value[item.id] || picked === item.id);
    putMarkers(standing.map(({ id }) => [parts[id].marker, picked === id ? at : value[id]]));
    hand.box.hidden = !picked;
    if (!picked) return;
    hand.text.textContent = `${numberOf[picked]}. ${itemOf[picked].text}`;
    for (const slider of hand.sliders) slider.show();
  }

  /**
   * @param {Placed} item
   * @param {Point | undefined} placed
   * @param {boolean} all whether every item is placed
   */
  function showItem(item, placed, all) {
    const { row, button, verdict, feedback, back, marker } = parts[item.id];
    const held = picked === item.id;
    const answer = placed && judging.answerAt(content, item, placed);
    button.setAttribute("aria-pressed", String(held));
    markAnswered(answer?.right, row, marker);
    verdict.textContent = answer ? `${verdictOn(label, answer.right)} (${where(placed)})` : "";
    feedback.textContent = answer && (!answer.right || all) ? answer.text : "";
    if (back) back.hidden = answer?.right !== false;
    const point = held ? at : placed;
    marker.hidden = !point;
    marker.classList.toggle("lm-held", held);
    marker.tabIndex = held ? 0 : -1;
    if (point) marker.setAttribute("aria-label", `${numberOf[item.id]}: ${item.text} ${where(point)}`);
  }

  say(howFar(frame.state()));
  return (/** @type {Standing} */ state) => {
    if (!Object.keys(state).length) picked = null;
    show(state);
  };
}

export default exercise(draw, judging);
