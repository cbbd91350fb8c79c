// How many have heard a message and how many believe it, week by week, beside the last try.

import { countBy } from "../judging/ring.js";
import { drawn } from "../svg.js";
import { along, drawAxes, plotIn, ticks } from "./plot.js";

/** @import { Label } from "../labels.js" */
/** @import { Box } from "./plot.js" */
/** @import { Shown } from "./ring_picture.js" */

const SHORTEST = 50; // weeks that the axis shows at least

/**
 * @param {number} people
 * @param {Label} label
 */
export function makeCurve(people, label) {
  const line = (/** @type {string} */ style) => drawn("path", { class: `lm-curve ${style}` });
  const lines = {
    ghost: line("lm-curve-ghost"),
    heard: line("lm-curve-heard"),
    believed: line("lm-curve-believed"),
  };
  const axes = drawn("g", {});
  const head = drawn("circle", { class: "lm-curve-head" });
  /** @type {Box | null} */
  let box = null;
  let em = 0;

  return {
    parts: [axes, ...Object.values(lines), head],
    /**
     * @param {Box} room
     * @param {number} letters
     */
    place(room, letters) {
      box = room;
      em = letters;
    },
    /** @param {Shown} shown */
    show({ at, sent, run, ghost }) {
      if (!box) return;
      const longest = Math.max(SHORTEST, ...(sent ? run.believed : []), ...(ghost ?? []));
      const plot = plotIn(box, [0, longest], [0, people]);
      const titles = { xTitle: label("week"), yTitle: label("people") };
      axes.replaceChildren(
        drawAxes(plot, em, { x: ticks([0, longest], 5), y: ticks([0, people], 4), ...titles }),
      );
      const until = (/** @type {number[]} */ weeks, /** @type {number} */ end) => {
        const steps = Array.from({ length: Math.floor(end) + 1 }, (_, week) => week);
        return along([...steps, end].map((week) => [plot.x(week), plot.y(countBy(weeks, week))]));
      };
      lines.ghost.setAttribute("d", ghost ? until(ghost, longest) : "");
      lines.heard.setAttribute("d", sent ? until(run.heard, at) : "");
      lines.believed.setAttribute("d", sent ? until(run.believed, at) : "");
      head.setAttribute("class", sent ? "lm-curve-head" : "lm-hidden");
      head.setAttribute("cx", String(plot.x(at)));
      head.setAttribute("cy", String(plot.y(countBy(run.believed, at))));
      head.setAttribute("r", String(0.35 * em));
    },
  };
}
