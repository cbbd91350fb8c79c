// A field of two axes, its regions, and the points in it.

import { make } from "./elements.js";
import { HIGH, LOW } from "./judging/axes.js";

/** @import { Frame } from "./exercise.js" */
/** @import { Axis, Field, Point, Region } from "./judging/axes.js" */

export const STEP = 0.5;

/** @param {number} number */
const within = (number) => Math.min(HIGH, Math.max(LOW, number));
/** @param {number} length of a part of an axis */
const percent = (length) => `${length * (100 / (HIGH - LOW))}%`;

/**
 * Return the point, of those that items can stand on, that is nearest to shares of the field's width and height.
 *
 * @param {Point} shares
 * @returns {Point}
 */
export const nearest = ([across, up]) => [snap(across), snap(up)];
/** @param {number} share */
const snap = (share) => within(Math.round((LOW + share * (HIGH - LOW)) / STEP) * STEP);

/**
 * Return the point a step away, but no further than the edge.
 *
 * @param {Point} point
 * @param {number[]} direction across and up
 * @param {number} step
 * @returns {Point}
 */
export const beside = ([x, y], [across, up], step) => [within(x + across * step), within(y + up * step)];

/**
 * Make the field.
 *
 * @param {Pick<Frame<Field, {}>, "content" | "ids" | "label">} frame
 */
export function makeField({ content, ids, label }) {
  const { x, y, regions } = content;
  const names = make("p", { class: "lm-heard", id: `${ids}-regions` });
  const field = make(
    "div",
    {
      class: "lm-field",
      role: "group",
      "aria-describedby": names.id,
      "aria-label": label("field", { x: x.name, y: y.name }),
    },
    ...regions.map(makeArea),
  );
  // The rim around the field belongs to it, so that its very edge can be hit.
  const rim = make("div", { class: "lm-rim" }, field);
  const plot = make(
    "div",
    { class: "lm-plot" },
    make("p", { class: "lm-note" }, `↑ ${y.name}: ${y.high}`),
    rim,
    make("p", { class: "lm-note" }, `↓ ${y.name}: ${y.low}`),
    make(
      "p",
      { class: "lm-note lm-ends" },
      make("span", {}, `← ${x.name}: ${x.low}`),
      make("span", {}, `${x.name}: ${x.high} →`),
    ),
    names,
  );
  return {
    plot,
    rim,
    field,
    /**
     * Return the point below the pointer.
     *
     * @param {MouseEvent} event
     */
    pointOf({ clientX, clientY }) {
      const box = field.getBoundingClientRect();
      return nearest([(clientX - box.left) / box.width, (box.bottom - clientY) / box.height]);
    },
    /** @param {boolean} shown */
    showRegions(shown) {
      field.classList.toggle("lm-bare", !shown);
      const all = regions.map((region) => region.name).join(", ");
      names.textContent = shown ? label("regions", { regions: all }) : "";
    },
  };
}

/** @param {Region} region */
function makeArea({ name, x, y }) {
  const style = [
    `left: ${percent(x[0] - LOW)}`,
    `bottom: ${percent(y[0] - LOW)}`,
    `width: ${percent(x[1] - x[0])}`,
    `height: ${percent(y[1] - y[0])}`,
  ];
  return make("div", { class: "lm-region", style: style.join("; ") }, make("span", {}, name));
}

/**
 * Put markers on their points. Those on the same spot are fanned out, so that each can be seen.
 *
 * @param {[HTMLElement, Point][]} markers
 */
export function putMarkers(markers) {
  /** @type {Record<string, number>} */
  const onSpot = {};
  for (const [marker, point] of markers) {
    const spot = point.join();
    onSpot[spot] = (onSpot[spot] ?? -1) + 1;
    marker.style.left = percent(point[0] - LOW);
    marker.style.bottom = percent(point[1] - LOW);
    marker.style.setProperty("--lm-shift", `${onSpot[spot] * 8}px`);
  }
}
