// One career, year by year: what each act brought, with the career before it behind.

import { shown } from "../judging/conditions.js";
import { drawn } from "../svg.js";
import { calm } from "./clock.js";
import { drawAxes, plotIn, ticks, words } from "./plot.js";
import { makeStage } from "./stage.js";

/** @import { Plot, Span } from "./plot.js" */

/** @typedef {{ acts: string, points: number[] }} Acts a letter for each year, and what each act brought */

const HEIGHT = 17; // em

/**
 * Return the mark of an act: a triangle leads, a square manages.
 *
 * @param {string} act
 * @param {number} size
 */
export const markOf = (act, size) =>
  act === "L"
    ? `M0 ${-1.15 * size}L${1.1 * size} ${0.85 * size}H${-1.1 * size}Z`
    : `M${-0.85 * size} ${-0.85 * size}h${1.7 * size}v${1.7 * size}h${-1.7 * size}Z`;

/** @param {number} points */
export const inPoints = (points) => shown(points).toFixed(1).replace("-", "\u2212");

/**
 * @param {Span} span the least and the most that an act brings
 * @param {number} years
 * @param {AbortSignal | undefined} signal
 * @param {(name: string, values?: Record<string, unknown>) => string} label
 * @param {() => { now: Acts, before: Acts | null }} careersNow
 */
export function makeCareerPicture(span, years, signal, label, careersNow) {
  /** @type {{ plot: Plot, em: number } | null} */
  let room = null;
  let before = 0;
  const ghost = drawn("g", { class: "lm-ghost" });
  const own = drawn("g", {});
  const total = words(0, 0, "start", "", "lm-counter");
  const svg = makeStage(signal, (drawing, { width, em }) => {
    const height = Math.round(HEIGHT * em);
    const box = { left: 2.8 * em, right: width - em, top: 3.6 * em, bottom: height - 2.9 * em };
    const plot = plotIn(box, [0.5, years + 0.5], [Math.floor(span[0]), Math.ceil(span[1])]);
    room = { plot, em };
    const across = Array.from({ length: years }, (_, index) => index + 1);
    const up = ticks([Math.floor(span[0]), Math.ceil(span[1])], 5);
    const titles = { xTitle: label("year"), yTitle: label("points") };
    const zero = drawn("line", {
      x1: box.left,
      x2: box.right,
      y1: plot.y(0),
      y2: plot.y(0),
      class: "lm-base",
    });
    total.setAttribute("y", String(0.7 * em));
    drawing.append(drawAxes(plot, em, { x: across, y: up, ...titles }), zero, total, ghost, own);
    draw();
    return height;
  });

  function draw() {
    if (!room) return;
    const { now, before: last } = careersNow();
    const sum = now.points.reduce((all, each) => all + each, 0);
    total.textContent = label("so_far", { total: inPoints(sum) });
    ghost.replaceChildren(...(last ? marks(last) : []));
    const all = marks(now);
    own.replaceChildren(...all);
    const newest = all.at(-1);
    if (now.acts.length > before && newest && !calm()) {
      newest.animate({ translate: [`0 -${3 * room.em}px`, "0 0"] }, { duration: 260, easing: "ease-in" });
    }
    before = now.acts.length;
  }

  /** @param {Acts} career */
  function marks({ acts, points }) {
    const { plot, em } = /** @type {{ plot: Plot, em: number }} */ (room);
    return points.map((point, index) => {
      const [x, y] = [plot.x(index + 1), plot.y(point)];
      return drawn(
        "g",
        { class: acts[index] === "L" ? "lm-leading" : "lm-managing" },
        drawn("line", { x1: x, x2: x, y1: plot.y(0), y2: y, class: "lm-stem" }),
        drawn("path", {
          d: markOf(acts[index], 0.45 * em),
          transform: `translate(${x} ${y})`,
          class: "lm-act-mark",
        }),
      );
    });
  }

  return { svg, draw };
}
