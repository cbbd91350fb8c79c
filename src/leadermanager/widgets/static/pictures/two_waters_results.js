// The results of a unit, quarter by quarter, as they come: all that a board gets to see.

import { drawn } from "../svg.js";
import { along, drawAxes, plotIn, words } from "./plot.js";
import { makeStage } from "./stage.js";

/** @import { Label } from "../labels.js" */
/** @import { Plot } from "./plot.js" */

/** @typedef {{ result: number[], at: number, ghost: number[] | null }} Results */

const [LOW, HIGH] = [76, 110];
const HEIGHT = 11.5; // em

/**
 * @param {{ quarters: number, plan: number }} size
 * @param {Label} label
 * @param {AbortSignal | undefined} signal
 * @param {() => Results} resultsNow
 */
export function makeResults({ quarters, plan }, label, signal, resultsNow) {
  const path = (/** @type {string} */ style) => drawn("path", { class: style });
  const planLine = path("lm-plan-line");
  const ghost = path("lm-ghost");
  const line = path("lm-result");
  const below = path("lm-below");
  const head = drawn("circle", { r: 5, class: "lm-head" });
  const number = words(0, 0, "middle", "", "lm-result-name");
  const planName = words(0, 0, "start", label("plan"));
  /** @type {Plot | null} */
  let plot = null;
  let em = 14;
  const svg = makeStage(signal, (drawing, room) => {
    em = room.em;
    const box = { left: 2.6 * em, right: room.width - 2.6 * em, top: 1.9 * em, bottom: (HEIGHT - 2.9) * em };
    plot = plotIn(box, [0.5, quarters + 0.5], [LOW, HIGH]);
    const x = Array.from({ length: quarters }, (_, index) => index + 1).filter(
      (quarter) => !room.narrow || quarter % 2,
    );
    const axes = { x, y: [80, 90, plan, 110], xTitle: label("quarters"), yTitle: label("results") };
    const level = plot.y(plan);
    planLine.setAttribute(
      "d",
      along([
        [box.left, level],
        [box.right, level],
      ]),
    );
    planName.setAttribute("x", String(box.right + 0.3 * em));
    planName.setAttribute("y", String(level));
    drawing.append(drawAxes(plot, em, axes), planLine, planName, ghost, line, below, head, number);
    draw();
    return Math.round(HEIGHT * em);
  });

  function draw() {
    if (!plot) return;
    const { x, y } = plot;
    const { result, at, ghost: other } = resultsNow();
    const point = (/** @type {number} */ value, /** @type {number} */ index) => [
      x(index + 1),
      y(Math.max(LOW, value)),
    ];
    const came = result.slice(0, Math.floor(at));
    const points = came.map(point);
    const last = points.at(-1);
    line.setAttribute("d", along(points));
    below.setAttribute("d", dots(points.filter((_, index) => Number(came[index].toFixed(1)) < plan)));
    ghost.setAttribute("d", other ? along(other.map(point)) : "");
    for (const each of [head, number]) each.classList.toggle("lm-hidden", !last);
    if (!last) return;
    head.setAttribute("cx", last[0].toFixed(1));
    head.setAttribute("cy", last[1].toFixed(1));
    number.setAttribute("x", last[0].toFixed(1));
    const now = came[came.length - 1];
    const under = now < plan && now > LOW + 8; // lower down it would stand on the axis
    number.setAttribute("y", (last[1] + (under ? 1.2 : -1.1) * em).toFixed(1));
    number.textContent = now.toFixed(0);
  }

  return { svg, draw };
}

/** @param {number[][]} points */
const dots = (points) =>
  points.map(([x, y]) => `M${(x - 4).toFixed(1)} ${y.toFixed(1)}a4 4 0 1 1 8 0a4 4 0 1 1-8 0`).join("");
