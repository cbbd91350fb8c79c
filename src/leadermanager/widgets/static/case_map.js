// Where every path of a case ends: the first meter across, the second up. Kinds of move have the course's shapes.

import { make } from "./elements.js";
import { mark } from "./marks.js";
import { drawn } from "./svg.js";

/** @import { End, Story } from "./judging/case.js" */
/** @import { Label } from "./labels.js" */

/** @type {Record<string, (x: number, y: number, r: number) => string>} */
const SHAPES = {
  leading: (x, y, r) => `M${x} ${y - r}L${x + r} ${y + r}L${x - r} ${y + r}Z`,
  managing: (x, y, r) => `M${x - r} ${y - r}H${x + r}V${y + r}H${x - r}Z`,
  both: (x, y, r) => `M${x} ${y - 1.3 * r}L${x + r} ${y}L${x} ${y + 1.3 * r}L${x - r} ${y}Z`,
  neutral: (x, y, r) => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`,
};

const [LEFT, TOP, SIDE] = [40, 24, 250];

/**
 * @param {number[]} meters
 * @returns {[number, number]}
 */
const place = ([x, y]) => [LEFT + (SIDE / 100) * x, TOP + SIDE - (SIDE / 100) * y];

/** @type {(end: End, shape: string, className: string, size: number) => SVGElement} */
const point = (end, shape, className, size) =>
  drawn("path", { d: SHAPES[shape](...place(end.meters), size), class: className });

/** @type {(x: number, y: number, text: string | number, anchor: string) => SVGElement} */
const words = (x, y, text, anchor) => drawn("text", { x, y, "text-anchor": anchor }, String(text));

/**
 * @param {Label} label
 * @param {Pick<Story, "ends" | "kinds" | "meters">} content
 * @param {End} own the path that has just ended
 * @param {End[]} earlier
 */
export function mapOfEnds(label, { ends, kinds, meters }, own, earlier) {
  const all = Object.values(ends);
  const pure = Object.values(kinds).filter((kind) => all.some((end) => end.always === kind.id));
  const [across, up] = meters;
  const numbers = {
    wins: all.filter((end) => end.wins).length,
    total: all.length,
    x: `${across.name} ${own.meters[0]}`,
    y: `${up.name} ${own.meters[1]}`,
  };
  const svg = drawn(
    "svg",
    { viewBox: "0 0 310 310", role: "img", "aria-label": label("map_words", numbers) },
    drawn("rect", { x: LEFT, y: TOP, width: SIDE, height: SIDE, class: "lm-edge" }),
    goalArea(meters.map((meter) => meter.goal)),
    ...all.filter((end) => !end.always).map((end) => point(end, "neutral", "lm-mixed", 3.5)),
    ...pure.flatMap(({ id, colour }) =>
      all.filter((end) => end.always === id).map((end) => point(end, colour, `lm-pure lm-${colour}`, 6)),
    ),
    ...earlier.map((end) => point(end, "neutral", "lm-ring lm-before", 8)),
    point(own, "neutral", "lm-ring", 9),
    ...[0, 50, 100].flatMap((number) => [
      words(place([number, 0])[0], 289, number, "middle"),
      words(34, place([0, number])[1] + 4, number, "end"),
    ]),
    words(165, 305, across.name, "middle"),
    words(40, 14, up.name, "start"),
  );
  const other = (/** @type {string} */ shape, /** @type {string} */ meaning, colour = "") =>
    make(
      "li",
      {},
      make("span", { class: `lm-mark ${colour}`.trim(), "aria-hidden": "true" }, shape),
      meaning,
    );
  const legend = make(
    "ul",
    {},
    ...pure.map(({ colour, name }) =>
      make("li", {}, mark(colour), label("legend_always", { kind: name.toLowerCase() })),
    ),
    other("•", label("legend_mixed"), "lm-neutral"),
    other("◯", label("legend_you")),
    earlier.length ? other("◌", label("legend_earlier")) : null,
  );
  return make(
    "figure",
    {},
    make("figcaption", {}, label("map", { total: all.length })),
    make("div", { class: "lm-map" }, svg, legend),
  );
}

/** @param {number[]} goals */
function goalArea(goals) {
  const [x, y] = place(goals);
  return drawn("rect", { x, y: TOP, width: LEFT + SIDE - x, height: y - TOP, class: "lm-goal-area" });
}
