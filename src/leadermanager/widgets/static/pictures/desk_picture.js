// A desk on which decisions pile up, the people who take them from it, and the pile as a line below.

import { drawn } from "../svg.js";
import { makeCards } from "./desk_cards.js";
import { makePeople } from "./desk_people.js";
import { along, drawAxes, plotIn, ticks, words } from "./plot.js";
import { makeStage } from "./stage.js";

/** @import { Week } from "../judging/desk.js" */
/** @import { Label } from "../labels.js" */
/** @import { Plot } from "./plot.js" */

/**
 * @typedef {object} Scene
 * @property {Week[]} weeks
 * @property {number} at the moment: so many weeks have passed
 * @property {Week[] | null} ghost another half-year, drawn behind
 */

const [PEOPLE, CHART] = [7.2, 11]; // em, how high these parts are
const PART = 0.56; // of the width is the desk's, where the line has room beside it

/**
 * @param {{ arising: number[], rules: { most: number } }} content
 * @param {AbortSignal | undefined} signal
 * @param {Label} label
 * @param {() => Scene} sceneNow
 */
export function makePicture({ arising, rules }, signal, label, sceneNow) {
  const last = arising.length;
  const all = arising.reduce((sum, each) => sum + each, 0);
  const pile = makeCards(all);
  const people = makePeople(rules.most, label);
  const table = drawn("line", { class: "lm-tabletop" });
  const [ghost, line] = ["lm-ghost", "lm-pile-line"].map((style) => drawn("path", { class: style }));
  const head = drawn("circle", { r: 4, class: "lm-head" });
  const count = words(0, 0, "start", "", "lm-count");
  const back = words(0, 0, "start", "", "lm-back-count");
  const week = words(0, 0, "end", "", "lm-week");
  const now = words(0, 0, "end", "", "lm-now");
  /** @type {Plot | null} */
  let plot = null;
  const svg = makeStage(signal, (drawing, { width, em, narrow }) => {
    const wide = narrow ? width : PART * width;
    const top = 3.6 * em;
    const desk = top + pile.layOut({ width: wide, top, em, narrow });
    people.layOut({ width: wide, top: desk, em });
    place(table, { x1: 0, x2: wide, y1: desk + 1, y2: desk + 1 });
    for (const [element, x, y] of /** @type {[SVGElement, number, number][]} */ ([
      [count, 0, 1],
      [back, 0, 2.5],
      [week, wide, 1],
      [now, wide, 2.5],
    ])) {
      place(element, { x, y: y * em });
    }
    const foot = desk + PEOPLE * em;
    const box = narrow
      ? { left: 2.6 * em, right: width - 0.6 * em, top: foot + 2.4 * em, bottom: foot + (2.4 + CHART) * em }
      : { left: wide + 5 * em, right: width - 0.6 * em, top: 3 * em, bottom: foot - 3 * em };
    plot = plotIn(box, [0, last], [0, all]);
    const marks = { x: ticks([0, last], narrow ? 4 : 5), y: ticks([0, all], 4) };
    drawing.append(
      drawAxes(plot, em, { ...marks, xTitle: label("x_title"), yTitle: label("y_title") }),
      ghost,
      line,
      head,
      table,
      pile.group,
      people.group,
      count,
      back,
      week,
      now,
    );
    draw();
    return Math.round(narrow ? box.bottom + 3 * em : foot);
  });

  function draw() {
    if (!plot) return;
    const { x, y } = plot;
    const { weeks, at, ghost: other } = sceneNow();
    const passed = Math.floor(at);
    const current = weeks[Math.min(Math.ceil(at), last)];
    const part = at - passed;
    const waiting = pile.draw(weeks, at, people.hands(weeks, at));
    people.draw(weeks, at);
    const came = weeks.slice(0, passed + 1).reduce((sum, each) => sum + each.back, 0);
    const until =
      weeks[passed].waiting + (at > passed ? part * (current.waiting - weeks[passed].waiting) : 0);
    count.textContent = label("waiting", { waiting });
    back.textContent = came ? label("came_back", { back: came }) : "";
    week.textContent = at > 0 ? label("week_sign", { week: Math.min(passed + 1, last) }) : "";
    const acting = at > passed || passed === 0 ? current : weeks[passed];
    now.textContent = acting.talk ? label("doors") : acting.explaining ? label("explaining") : "";
    const points = weeks.slice(0, passed + 1).map((each, index) => [x(index), y(each.waiting)]);
    line.setAttribute("d", along([...points, [x(at), y(until)]]));
    ghost.setAttribute("d", other ? along(other.map((each, index) => [x(index), y(each.waiting)])) : "");
    place(head, { cx: x(at), cy: y(until) });
  }

  return { svg, draw };
}

/**
 * @param {SVGElement} element
 * @param {Record<string, number>} numbers
 */
function place(element, numbers) {
  for (const [name, number] of Object.entries(numbers)) element.setAttribute(name, number.toFixed(1));
}
