// The picture of a network: people are buttons, and ties are lines between them.

import { make } from "./elements.js";
import { withModifier } from "./keyboard.js";
import { arrow, rail, tie } from "./network_lines.js";
import { nextTo, placeOf, tied, tiesOf } from "./network_people.js";
import { drawn } from "./svg.js";

/** @import { Label } from "./labels.js" */
/** @import { Person, View } from "./network_people.js" */

/** @type {Record<string, string>} how people stand to the message */
export const MARK = { carrier: "★", believes: "●", heard: "◐", unheard: "○" };
const SPREADING = ["carrier", "believes", "chosen"];
/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const MOVING = 450; // milliseconds that people take from one view to the other, as in network.css

/**
 * What the picture shows.
 *
 * @typedef {object} Shown
 * @property {View} view
 * @property {string | null} pointed the person whose ties stand out
 * @property {string[]} chosen
 * @property {boolean} running whether it is told how they stand to the message, not only who is chosen
 * @property {(id: string) => string} stateOf
 */

/**
 * Make the picture. The last of `shown` is what it shows now.
 *
 * @param {{ people: Person[], rows: number }} content
 * @param {Label} label
 * @param {() => Shown} shown
 * @param {{ toggle: (id: string) => void, point: (id: string | null) => void }} hand
 */
export function makePicture({ people, rows }, label, shown, { toggle, point }) {
  const personOf = Object.fromEntries(people.map((person) => [person.id, person]));
  const lines = drawn("svg", { "aria-hidden": "true" });
  // Where Tab goes: who had the focus last, whoever the mouse lies on.
  let stop = people[0].id;
  const spots = Object.fromEntries(people.map((person) => [person.id, makeSpot(person)]));
  const field = make(
    "div",
    { class: "lm-people", role: "group", "aria-label": label("field"), style: `--lm-rows: ${rows}` },
    lines,
    ...people.map((person) => spots[person.id].button),
  );
  field.addEventListener("pointerleave", () => {
    point(people.find((person) => spots[person.id].button === document.activeElement)?.id ?? null);
  });

  /** @param {Person} person */
  function makeSpot(person) {
    const mark = make("span", { class: "lm-state", "aria-hidden": "true" });
    const button = make(
      "button",
      { type: "button", class: "lm-person", "data-person": person.id, tabindex: "-1" },
      mark,
      make("span", { class: "lm-short", "aria-hidden": "true" }, person.short),
      make("span", { class: "lm-initials", "aria-hidden": "true" }, person.initials),
    );
    button.addEventListener("click", () => toggle(person.id));
    button.addEventListener("focus", () => {
      stop = person.id;
      point(person.id);
    });
    button.addEventListener("pointerenter", () => point(person.id));
    button.addEventListener("keydown", (event) => {
      const direction = ARROWS[event.key];
      if (!direction || withModifier(event)) return;
      event.preventDefault();
      const next = nextTo(people, person, shown().view, direction);
      if (next) spots[next.id].button.focus();
    });
    return { button, mark };
  }

  // Drawn anew where the page changes its width or people move.
  function drawLines() {
    const { view, pointed, stateOf } = shown();
    const { clientWidth: width, clientHeight: height } = field;
    lines.setAttribute("viewBox", `0 0 ${width} ${height}`);
    const boxes = Object.fromEntries(people.map(({ id }) => [id, boxOf(spots[id].button)]));
    const widest = Math.max(...people.map(({ id }) => spots[id].button.offsetWidth)) / 2;
    const shapes = people.flatMap((person) =>
      tiesOf(person, view).map((other) => {
        const near = pointed && (person.id === pointed || other === pointed);
        const live = view === "trusts" && SPREADING.includes(stateOf(other));
        const layer = near ? 2 : live ? 1 : 0;
        const [from, to] = [boxes[person.id], boxes[other]];
        if (view !== "reports") return { layer, parts: arrow(from, to, layer) };
        const leads = people.some((each) => each.boss === person.id);
        const stacked = !leads && Math.abs(from.x - to.x) < 2;
        return { layer, parts: [stacked ? rail(from, to, widest, layer) : tie(from, to, layer)] };
      }),
    );
    shapes.sort((one, other) => one.layer - other.layer);
    lines.replaceChildren(...shapes.flatMap(({ parts }) => parts));
  }

  function show() {
    const { view, pointed, chosen, running, stateOf } = shown();
    for (const person of people) {
      const { button, mark } = spots[person.id];
      const state = stateOf(person.id);
      const taken = chosen.includes(person.id);
      const [x, y] = placeOf(person, view);
      button.style.left = `${x * 100}%`;
      button.style.top = `${y * 100}%`;
      button.dataset.state = state;
      button.setAttribute("aria-pressed", String(taken));
      button.setAttribute("aria-label", running ? `${person.name}: ${label(state)}` : person.name);
      button.classList.toggle("lm-tied", pointed !== null && tied(person, personOf[pointed], view));
      button.tabIndex = person.id === stop ? 0 : -1;
      mark.textContent = running ? MARK[state] : taken ? MARK.carrier : "";
    }
    drawLines();
  }

  // The lines go with the people while these move to another view.
  function followMoves() {
    const end = performance.now() + MOVING + 50;
    const again = () => {
      drawLines();
      if (performance.now() < end) requestAnimationFrame(again);
    };
    again();
  }

  /** @param {AbortSignal | undefined} signal */
  function followWidth(signal) {
    const watch = new ResizeObserver(drawLines);
    watch.observe(field);
    signal?.addEventListener("abort", () => watch.disconnect());
  }

  return { field, show, followMoves, followWidth };
}

/**
 * A button stands with its middle where its left and top say.
 *
 * @param {HTMLElement} button
 */
function boxOf({ offsetLeft: x, offsetTop: y, offsetWidth: w, offsetHeight: h }) {
  return { x, y, w: w / 2 + 3, h: h / 2 + 3 };
}
