// The picture of plans and orders: each miss is an area between the line of orders and the flat line of the plan.

import { drawn } from "../svg.js";
import { calm } from "./clock.js";
import { along, drawAxes, plotIn, ticks, words } from "./plot.js";
import { makeStage } from "./stage.js";

/** @import { Plot } from "./plot.js" */
/** @import { Room } from "./stage.js" */

/**
 * Plans to be drawn, by week; the entry before the first week is what holds before it.
 *
 * @typedef {{ plan: number[], made: number[] }} Line
 */

/**
 * @typedef {object} Scene
 * @property {number[]} orders
 * @property {number} at the moment: so many weeks have passed
 * @property {Line} line whose misses are drawn
 * @property {number[] | null} ghost other plans, drawn behind them
 * @property {number | null} breaks the week of the break; null as long as it is not told
 * @property {((points: number) => string) | null} priced what a week's miss costs, to be written beside it
 */

/**
 * @param {{ low: number, high: number, weeks: number, axes: [string, string] }} content
 * @param {AbortSignal | undefined} signal
 * @param {(name: string, values?: Record<string, unknown>) => string} label
 * @param {() => Scene} sceneNow
 */
export function makePicture({ low, high, weeks, axes }, signal, label, sceneNow) {
  const path = (/** @type {string} */ style) => drawn("path", { class: style });
  const missed = path("lm-missed");
  const ghost = path("lm-ghost");
  const plan = path("lm-plan");
  const ahead = path("lm-ahead");
  const orders = path("lm-orders");
  const head = drawn("circle", { r: 5, class: "lm-head" });
  const starts = path("lm-starts");
  const missName = words(0, 0, "start", "", "lm-miss-name");
  const planName = words(0, 0, "start", "", "lm-plan-name");
  const breakLine = drawn("line", { class: "lm-break" });
  const breakName = words(0, 0, "middle", label("breaks"), "lm-break-name");
  const pulses = drawn("g", {});
  /** @type {Plot | null} */
  let plot = null;
  let em = 14;
  const svg = makeStage(signal, layOut);

  /**
   * @param {SVGElement} drawing
   * @param {Room} room
   */
  function layOut(drawing, room) {
    em = room.em;
    const height = Math.round((room.narrow ? 24 : 26) * em);
    const box = { left: 2.6 * em, right: room.width - 2.6 * em, top: 2 * em, bottom: height - 2.9 * em };
    plot = plotIn(box, [0, weeks], [low, high]);
    const across = room.narrow ? [0, 26, 52, 78, 104] : [0, 13, 26, 39, 52, 65, 78, 91, 104];
    const marks = { x: across.filter((week) => week <= weeks), y: ticks([low, high], room.narrow ? 5 : 8) };
    drawing.append(
      drawAxes(plot, em, { ...marks, xTitle: axes[0], yTitle: axes[1] }),
      ...[missed, breakLine, breakName, ghost, ahead, plan, orders, starts, pulses, head],
      ...[planName, missName],
    );
    draw();
    return height;
  }

  function draw() {
    if (!plot) return;
    const { at, line, ghost: other, breaks, orders: all, priced } = sceneNow();
    const { x, y, box } = plot;
    const passed = Math.floor(at);
    const now = valueAt(all, at);
    const seen = [...all.slice(0, passed + 1).map((value, week) => [x(week), y(value)])];
    if (at > passed) seen.push([x(at), y(now)]);
    orders.setAttribute("d", along(seen));
    place(head, { cx: x(at), cy: y(now) });
    missed.setAttribute("d", areaOf(plot, all, line.plan, at));
    plan.setAttribute("d", stepsOf(plot, line.plan, at));
    // A plan that was made just now expects what the week that passes will have brought.
    const fresh = line.made.includes(passed + 2) && at > passed;
    const standing = fresh ? now : line.plan[Math.min(Math.ceil(at) + (at === passed ? 1 : 0), weeks)];
    ahead.setAttribute(
      "d",
      at < weeks
        ? along([
            [x(at), y(standing)],
            [box.right, y(standing)],
          ])
        : "",
    );
    starts.setAttribute(
      "d",
      startsOf(
        plot,
        line.plan,
        [1, ...line.made].filter((week) => week - 1 <= at),
      ),
    );
    ghost.setAttribute("d", other ? stepsOf(plot, other, weeks) : "");
    planName.textContent = String(Math.round(standing));
    place(planName, { x: box.right + 0.4 * em, y: y(standing) });
    const level = line.plan[Math.ceil(at)];
    const room = box.right - x(at) > 6 * em;
    missName.textContent = priced && at > 0 && at < weeks ? priced(Math.abs(now - level)) : "";
    missName.setAttribute("text-anchor", room ? "start" : "end");
    place(missName, {
      x: x(at) + (room ? 0.8 : -0.8) * em,
      y: (y(now) + y(level)) / 2 + (now > level ? -0.5 : 0.5) * em,
    });
    const told = breaks !== null && at >= breaks;
    const where = x((breaks ?? 1) - 1);
    for (const each of [breakLine, breakName]) each.classList.toggle("lm-hidden", !told);
    place(breakLine, { x1: where, x2: where, y1: box.top, y2: box.bottom });
    place(breakName, { x: Math.min(where, box.right - 5 * em), y: box.bottom - 0.8 * em });
  }

  return {
    svg,
    draw,
    /**
     * Let a ring go out, and a price go up, from where the line of orders is now.
     *
     * @param {string} price
     */
    pulse(price) {
      const [x, y] = ["cx", "cy"].map((name) => Number(head.getAttribute(name)));
      const ring = drawn("circle", { cx: x, cy: y, r: 6, class: "lm-ring" });
      const paid = words(x, y - 1.2 * em, "middle", price, "lm-paid");
      pulses.replaceChildren(ring, paid);
      if (calm()) return;
      ring.animate({ opacity: [1, 0], r: ["6px", "34px"] }, { duration: 500, easing: "ease-out" });
      paid.animate(
        { opacity: [1, 0], translate: ["0 0", "0 -2.4em"] },
        { duration: 900, easing: "ease-out" },
      );
    },
  };
}

/**
 * @param {SVGElement} element
 * @param {Record<string, number>} numbers
 */
function place(element, numbers) {
  for (const [name, number] of Object.entries(numbers)) element.setAttribute(name, number.toFixed(1));
}

/**
 * @param {number[]} values
 * @param {number} at
 */
function valueAt(values, at) {
  const before = Math.floor(at);
  const next = values[before + 1] ?? values[before];
  return values[before] + (at - before) * (next - values[before]);
}

/**
 * Return the areas between the orders and the plan, week by week, up to a moment.
 *
 * @param {Plot} plot
 * @param {number[]} orders
 * @param {number[]} plan
 * @param {number} at
 */
function areaOf({ x, y }, orders, plan, at) {
  const parts = [];
  for (let week = 1; week < at + 1 && week < plan.length; week++) {
    const end = Math.min(week, at);
    const level = y(plan[week]);
    const corners = [
      [x(week - 1), level],
      [x(week - 1), y(orders[week - 1])],
    ];
    parts.push(`${along([...corners, [x(end), y(valueAt(orders, end))], [x(end), level]])}Z`);
  }
  return parts.join("");
}

/**
 * Return the flat lines of the plan up to a moment, joined where a new one begins.
 *
 * @param {Plot} plot
 * @param {number[]} plan
 * @param {number} at
 */
function stepsOf({ x, y }, plan, at) {
  const points = [[x(0), y(plan[1])]];
  for (let week = 1; week < at + 1 && week < plan.length; week++) {
    points.push([x(week - 1), y(plan[week])], [x(Math.min(week, at)), y(plan[week])]);
  }
  return along(points);
}

/**
 * Return a dot where each plan begins.
 *
 * @param {Plot} plot
 * @param {number[]} plan
 * @param {number[]} made
 */
const startsOf = ({ x, y }, plan, made) =>
  made
    .map((week) => `M${(x(week - 1) - 4).toFixed(1)} ${y(plan[week]).toFixed(1)}a4 4 0 1 1 8 0a4 4 0 1 1-8 0`)
    .join("");
