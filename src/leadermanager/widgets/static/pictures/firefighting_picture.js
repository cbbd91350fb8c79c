// A week in squares, and beside it how many hours of fires each week had.

import { shown } from "../judging/conditions.js";
import { drawn } from "../svg.js";
import { along, drawAxes, plotIn, ticks, words } from "./plot.js";
import { makeStage } from "./stage.js";
import { makeSquares } from "./week_squares.js";

/** @import { Game, Week } from "../judging/firefighting.js" */
/** @import { Label } from "../labels.js" */
/** @import { Plot } from "./plot.js" */
/** @import { Room } from "./stage.js" */

/**
 * What there is to see at a moment.
 *
 * @typedef {object} Scene
 * @property {number} at the moment, 0 in the first week
 * @property {Week[]} weeks
 * @property {Week | null} next the week after that moment, where the squares show it already
 * @property {Week[] | null} ghost the weeks of another try
 */

const SQUARES = 28; // em, their width beside the line
const CHART = 13; // em, the height of the line's area below the squares

/**
 * @param {Game} game
 * @param {Label} label
 * @param {AbortSignal | undefined} signal
 * @param {(hours: number) => void} chosen
 * @param {() => Scene} sceneNow
 */
export function makePicture(game, label, signal, chosen, sceneNow) {
  /** @type {Plot | null} */
  let plot = null;
  /** @type {Room} */
  let room = { width: 0, em: 0, narrow: false };
  const squares = makeSquares(game.hours, label("days").split(" "), chosen);
  const area = drawn("path", { class: "lm-burning" });
  const line = drawn("path", { class: "lm-fires" });
  const limit = drawn("path", { class: "lm-limit" });
  const ghost = drawn("path", { class: "lm-ghost" });
  const head = drawn("circle", { r: 5, class: "lm-head" });
  const headName = words(0, 0, "start", "", "lm-head-name");
  const weekName = words(0, 0, "start", "", "lm-week-name");
  const svg = makeStage(signal, layOut);

  /** @type {(drawing: SVGElement, now: Room) => number} */
  function layOut(drawing, now) {
    room = now;
    const { em, width, narrow } = room;
    const top = 1.8 * em;
    place(weekName, { x: 0, y: 0.8 * em });
    const height = top + squares.layOut(top, narrow ? width : SQUARES * em, em);
    const box = {
      left: (narrow ? 2.6 : SQUARES + 5) * em,
      right: width - 3.6 * em,
      top: narrow ? height + 3 * em : 2.2 * em,
      bottom: narrow ? height + (3 + CHART) * em : height,
    };
    plot = plotIn(box, [1, game.weeks], [0, game.hours]);
    const marks = {
      x: [1, 8, 13, 18, 26].filter((week) => week <= game.weeks),
      y: ticks([0, game.hours], 5),
    };
    drawing.append(
      squares.box,
      drawAxes(plot, em, { ...marks, xTitle: game.axes[0], yTitle: game.axes[1] }),
      ...[weekName, area, ghost, limit, line, head, headName],
    );
    draw();
    return box.bottom + 3 * em;
  }

  function draw() {
    if (!plot) return;
    const { at, weeks, next, ghost: other } = sceneNow();
    const { x, y, box } = plot;
    const { em } = room;
    const now = between(weeks, at);
    squares.show({ ...(next ?? now), routine: game.routine });
    weekName.textContent = label("week_now", { week: Math.floor(at) + (next ? 2 : 1) });
    const seen = weeks.slice(0, Math.floor(at) + 1).map(({ fires }, index) => [x(index + 1), y(fires)]);
    seen.push([x(at + 1), y(now.fires)]);
    line.setAttribute("d", along(seen));
    area.setAttribute("d", `${along([...seen, [x(at + 1), box.bottom], [box.left, box.bottom]])}Z`);
    place(head, { cx: x(at + 1), cy: y(now.fires) });
    headName.textContent = label("hours_of_fires", {
      fires: Number.isInteger(at) ? shown(now.fires) : Math.round(now.fires),
    });
    const late = x(at + 1) > box.right - 1;
    place(headName, { x: x(at + 1) + (late ? 0.6 : 0.7) * em, y: y(now.fires) - (late ? 0 : 0.9) * em });
    const bounds = weeks.map((week) => Math.max(0, game.hours - week.protected - game.routine));
    limit.setAttribute("d", stepped(bounds));
    ghost.setAttribute("d", other ? along(other.map(({ fires }, index) => [x(index + 1), y(fires)])) : "");
  }

  /** @param {number[]} levels */
  function stepped(levels) {
    const { x, y } = /** @type {Plot} */ (plot);
    const points = levels.flatMap((level, index) => [
      [x(Math.max(1, index + 0.5)), y(level)],
      [x(Math.min(game.weeks, index + 1.5)), y(level)],
    ]);
    return along(points);
  }

  return { svg, draw };
}

/**
 * Return what is so between two weeks: fires rise and fall slowly, hours are protected from one day to the next.
 *
 * @param {Week[]} weeks
 * @param {number} at
 * @returns {Week}
 */
function between(weeks, at) {
  const before = weeks[Math.floor(at)];
  const after = weeks[Math.ceil(at)];
  const part = at - Math.floor(at);
  return {
    ...(part < 0.5 ? before : after),
    fires: before.fires + part * (after.fires - before.fires),
  };
}

/**
 * @param {Element} element
 * @param {Record<string, number>} attributes
 */
function place(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value.toFixed(1));
}
