// Two funnels over two marks, with the marbles that have fallen through each.

import { drawn } from "../svg.js";
import { calm } from "./clock.js";
import { words } from "./plot.js";
import { makeStage } from "./stage.js";

/** @import { Room } from "./stage.js" */

/**
 * @typedef {{ name: string, aim: number, places: number[] }} Pile where the funnel is now, and where marbles fell
 */

const PILES = 2;
const HEIGHT = 14; // em, of each

/**
 * @param {number} widest how many steps from the mark are shown
 * @param {AbortSignal | undefined} signal
 * @param {string} markName
 * @param {() => Pile[]} pilesNow
 */
export function makePicture(widest, signal, markName, pilesNow) {
  /** @type {Room | null} */
  let room = null;
  let before = 0;
  const piles = Array.from({ length: PILES }, () => drawn("g", {}));
  const svg = makeStage(signal, (drawing, now) => {
    room = now;
    drawing.append(...piles);
    draw();
    return Math.round(PILES * HEIGHT * now.em);
  });
  const x = (/** @type {number} */ place) => {
    const { width } = /** @type {Room} */ (room);
    const within = Math.max(-widest, Math.min(widest, place));
    return (width * (within + widest + 1)) / (2 * widest + 2);
  };

  function draw() {
    if (!room) return;
    const all = pilesNow();
    const fallen = all[0].places.length;
    for (const [index, pile] of all.entries()) fill(index, pile, fallen > before);
    before = fallen;
  }

  /**
   * @param {number} index
   * @param {Pile} pile
   * @param {boolean} falling whether the last marble has just been dropped
   */
  function fill(index, { name, aim, places }, falling) {
    const { em, width } = /** @type {Room} */ (room);
    const top = index * HEIGHT * em;
    const base = top + (HEIGHT - 2) * em;
    const size = Math.min(0.42 * em, width / (4 * widest + 4) - 0.5);
    const mouth = top + 3.4 * em;
    const funnel = `M${x(aim) - 1.3 * em} ${top + 1.9 * em}h${2.6 * em}l${-em} ${em}v${0.7 * em}h${-0.6 * em}v${-0.7 * em}z`;
    /** @type {Record<number, number>} */
    const stacked = {};
    const marbles = places.map((place) => {
      const level = stacked[place] ?? 0;
      stacked[place] = level + 1;
      return drawn("circle", { cx: x(place), cy: base - size - level * 2 * size, r: size });
    });
    piles[index].setAttribute("class", index ? "lm-untouched" : "lm-yours");
    piles[index].replaceChildren(
      words(0, top + 0.8 * em, "start", name, "lm-pile-name"),
      drawn("line", { x1: x(0), x2: x(0), y1: mouth, y2: base + 0.4 * em, class: "lm-mark-line" }),
      words(x(0), base + 1.1 * em, "middle", markName),
      drawn("line", { x1: 0, x2: width, y1: base, y2: base, class: "lm-base" }),
      drawn("path", { d: funnel, class: "lm-funnel-shape" }),
      ...marbles,
    );
    const last = marbles.at(-1);
    if (!falling || !last || calm()) return;
    last.classList.add("lm-newest");
    const from = `${x(aim) - Number(last.getAttribute("cx"))}px ${mouth - Number(last.getAttribute("cy"))}px`;
    last.animate({ translate: [from, "0 0"] }, { duration: 300, easing: "ease-in" });
  }

  return {
    svg,
    draw,
    /**
     * Return the place that is nearest to a point of the page.
     *
     * @param {number} clientX
     */
    placeAt(clientX) {
      const { left, width } = svg.getBoundingClientRect();
      return Math.round(((clientX - left) / width) * (2 * widest + 2) - widest - 1);
    },
  };
}
