// The picture of a unit between two waters: the walls, the yard between them, and the pipe under it.

import { mark } from "../marks.js";
import { drawn } from "../svg.js";
import { calm } from "./clock.js";
import { words } from "./plot.js";
import { makeStage } from "./stage.js";

/** @import { Label } from "../labels.js" */
/** @import { Room } from "./stage.js" */

/** @typedef {{ leading: number, managing: number }} Heights */
/** @typedef {[number, number]} Spot */

/**
 * @typedef {object} Scene
 * @property {string} name
 * @property {number} at the moment, by which waves move
 * @property {number} change the levels of both waters
 * @property {number} complexity
 * @property {Heights} walls as they stand
 * @property {Heights} next as they will stand in the next quarter
 * @property {boolean} fog whether nobody sees change and the pipe
 * @property {boolean} onPlan
 * @property {number} flood points that the unit loses now
 * @property {{ from: number, to: number, points: number }[]} parcels water in the pipe: between which parts of its
 *   length, and what it will cost in a quarter
 * @property {number} out points that come out of the pipe now
 */

const HIGHEST = 10;
const METRE = 0.82; // em for each point of height
const GROUND = 0.6 + HIGHEST * METRE; // em from the top
const SCENE = GROUND + 5.6; // em
const PIPE = GROUND + 2.9; // em, the middle of the pipe
const BORE = 1.05; // em, half the height of the pipe
const FULL = 18; // points in a quarter that fill the pipe, or the yard to the roofs
const WALLS = /** @type {const} */ (["leading", "managing"]);

/**
 * @param {Label} label
 * @param {AbortSignal | undefined} signal
 * @param {() => Scene} sceneNow
 */
export function makePicture(label, signal, sceneNow) {
  /** @type {Room | null} */
  let room = null;
  const rect = (/** @type {string} */ style) => drawn("rect", { class: style });
  const path = (/** @type {string} */ style) => drawn("path", { class: style });
  const sky = rect("lm-sky");
  const ground = rect("lm-ground");
  const waters = { leading: path("lm-water"), managing: path("lm-water") };
  const works = path("lm-works");
  const windows = path("lm-windows");
  const flood = path("lm-water lm-flood");
  const fallen = () => drawn("g", {}, path("lm-fall"), path("lm-foam"));
  const falls = { leading: fallen(), managing: fallen(), gush: fallen() };
  const walls = { leading: rect("lm-wall-leading"), managing: rect("lm-wall-managing") };
  const next = { leading: rect("lm-next lm-next-leading"), managing: rect("lm-next lm-next-managing") };
  const pipe = drawn("g", { class: "lm-pipe" });
  const [bore, parcels, quarters, casing] = [
    path("lm-bore"),
    path("lm-water"),
    path("lm-quarters"),
    path("lm-casing"),
  ];
  pipe.append(bore, parcels, quarters, casing);
  const fog = drawn("g", { class: "lm-fog" });
  const [veil, wisps] = [rect("lm-veil"), path("lm-wisps")];
  const unseen = words(0, 0, "middle", label("unseen"));
  fog.append(veil, wisps, unseen);
  const names = {
    change: words(0, 0, "start", "", "lm-water-name"),
    complexity: words(0, 0, "end", "", "lm-water-name"),
    unit: words(0, 0, "middle", "", "lm-unit-name"),
    leading: words(0, 0, "start", "", "lm-wall-name"),
    managing: words(0, 0, "end", "", "lm-wall-name"),
    pipe: words(0, 0, "middle", label("pipe")),
  };
  const svg = makeStage(signal, (drawing, now) => {
    room = now;
    drawing.append(
      ...[sky, works, windows, flood, ...Object.values(waters), ground, ...Object.values(walls)],
      ...[...Object.values(next), pipe, ...Object.values(falls), fog, ...Object.values(names)],
    );
    draw();
    return Math.round(height() * now.em);
  });

  // On a narrow page there is no room for the walls' names beside the pipe.
  const height = () => SCENE + (room?.narrow ? 1.2 : 0);

  /** Return where things stand, in pixels. */
  function places() {
    const { width, em, narrow } = /** @type {Room} */ (room);
    const wall = narrow ? 1.1 * em : 1.8 * em;
    const [left, right] = [0.23 * width, 0.77 * width];
    return {
      ...{ width, em, narrow, wall, left, right, base: GROUND * em },
      feet: { leading: left, managing: right - wall },
      yard: /** @type {Spot} */ ([left + wall, right - wall]),
      y: (/** @type {number} */ height) => (GROUND - height * METRE) * em,
    };
  }

  function draw() {
    if (!room) return;
    const scene = sceneNow();
    const { walls: now, next: later, fog: hidden } = scene;
    const { width, em, narrow, wall, left, right, base, feet, yard, y } = places();
    const phase = calm() ? 0 : 5 * scene.at;
    const level = { leading: scene.change, managing: scene.complexity };
    place(sky, { x: 0, y: 0, width, height: base });
    place(ground, { x: 0, y: base, width, height: height() * em - base });
    waters.leading.setAttribute("d", waterOf([0, left], y(level.leading), base, em, phase));
    waters.managing.setAttribute("d", waterOf([right, width], y(level.managing), base, em, -phase));
    for (const each of WALLS) {
      place(walls[each], { x: feet[each], y: y(now[each]), width: wall, height: base - y(now[each]) });
      place(next[each], { x: feet[each], y: y(later[each]), width: wall, height: base - y(later[each]) });
      next[each].classList.toggle("lm-hidden", later[each] === now[each]);
      const named = label("wall", { name: label(each), height: later[each] });
      names[each].textContent = `${mark(each).textContent} ${named}`;
    }
    const middle = (yard[0] + yard[1]) / 2;
    const size = Math.min(em, (yard[1] - yard[0]) / 15);
    works.setAttribute("d", worksAt(middle, base, size));
    windows.setAttribute("d", windowsAt(middle, base, size));
    windows.classList.toggle("lm-lit", scene.onPlan);
    const depth = (Math.min(scene.flood, 1.4 * FULL) / FULL) * 4.2 * em;
    flood.setAttribute("d", depth > 1 ? waterOf(yard, base - depth, base, em, phase) : "");

    const half = BORE * em;
    const [inlet, outlet] = [yard[0] + half + 0.3 * em, yard[1] - half - 0.3 * em];
    const [top, bottom] = [(PIPE - BORE) * em, (PIPE + BORE) * em];
    const x = (/** @type {number} */ part) => inlet - half + part * (outlet - inlet + 2 * half);
    const outline = `M${inlet - half} ${base}V${bottom}H${outlet + half}V${base}H${outlet - half}V${top}H${inlet + half}V${base}`;
    for (const each of [bore, casing]) each.setAttribute("d", outline);
    parcels.setAttribute(
      "d",
      scene.parcels
        .map(({ from, to, points }) => {
          const height = points < 0.05 ? 0 : Math.max(4, Math.min(1, points / FULL) * 2 * half); // seen above the casing
          return `M${x(from)} ${bottom}v${-height}H${x(to)}v${height}z`;
        })
        .join(""),
    );
    quarters.setAttribute("d", [0.25, 0.5, 0.75].map((part) => `M${x(part)} ${top}V${bottom}`).join(""));
    pipe.classList.toggle("lm-hidden", hidden);
    names.pipe.classList.toggle("lm-hidden", hidden);

    const over = hidden ? 0 : level.leading - now.leading;
    fall(falls.leading, over, phase, bow([left, y(level.leading) + 3], [inlet, base + 0.8 * em]));
    const spill = level.managing - now.managing;
    fall(
      falls.managing,
      spill,
      phase,
      bow([right, y(level.managing) + 3], [yard[1] - 0.9 * em, base - depth]),
    );
    const gush = hidden ? 0 : Math.sqrt(scene.out);
    fall(falls.gush, gush, phase, fountain([outlet, base], base - depth, gush * 0.8 * em, em));

    place(veil, { x: 0, y: 0, width: left, height: base });
    wisps.setAttribute("d", wispsIn(left, base, em, phase));
    place(unseen, { x: left / 2, y: 0.3 * base });
    fog.classList.toggle("lm-lifted", !hidden);

    const row = narrow ? (height() - 0.8) * em : base + 1.1 * em;
    place(names.leading, { x: narrow ? 0.5 * em : left + wall, y: row });
    place(names.managing, { x: narrow ? width - 0.5 * em : right - wall, y: row });
    names.leading.setAttribute("text-anchor", narrow ? "start" : "end");
    names.managing.setAttribute("text-anchor", narrow ? "end" : "start");
    place(names.pipe, { x: middle, y: bottom + 0.85 * em });
    place(names.change, { x: 0.5 * em, y: 0.9 * em });
    place(names.complexity, { x: width - 0.5 * em, y: 0.9 * em });
    place(names.unit, { x: middle, y: base - 6.9 * size });
    const told = label("wall", { name: label("change"), height: Number(level.leading.toFixed(1)) });
    names.change.textContent = hidden ? label("change") : told;
    const stands = Number(level.managing.toFixed(1));
    names.complexity.textContent = label("wall", { name: label("complexity"), height: stands });
    names.unit.textContent = scene.name;
  }

  return {
    svg,
    draw,
    /**
     * Return the wall that is nearer to a point of the page, and the height there.
     *
     * @param {{ clientX: number, clientY: number }} point
     */
    wallAt({ clientX, clientY }) {
      const box = svg.getBoundingClientRect();
      const height = (GROUND - (clientY - box.top) / places().em) / METRE;
      const wall = WALLS[Number(clientX - box.left > box.width / 2)];
      return { wall, height: Math.round(2 * height) / 2 };
    },
  };
}

/**
 * @param {SVGElement} element
 * @param {Record<string, number>} numbers
 */
function place(element, numbers) {
  for (const [name, number] of Object.entries(numbers)) {
    element.setAttribute(name, Math.max(0, number).toFixed(1));
  }
}

/**
 * Return water between two places, with waves on it.
 *
 * @param {Spot} span
 * @param {number} top
 * @param {number} base
 * @param {number} em
 * @param {number} phase of the waves
 */
function waterOf([left, right], top, base, em, phase) {
  const count = Math.max(2, Math.round((right - left) / em));
  const wave = Array.from({ length: count + 1 }, (_, index) => {
    const x = left + (index * (right - left)) / count;
    return `L${x.toFixed(1)} ${(top + 0.09 * em * Math.sin(1.3 * index + phase)).toFixed(1)}`;
  });
  return `M${left} ${base}${wave.join("")}L${right} ${base}z`;
}

/**
 * Show what falls, the thicker the more of it there is.
 *
 * @param {SVGElement} element its water and its foam
 * @param {number} much
 * @param {number} phase by which the foam has moved on
 * @param {string} way
 */
function fall(element, much, phase, way) {
  element.classList.toggle("lm-hidden", much <= 0.05);
  for (const [index, each] of [...element.children].entries()) {
    each.setAttribute("d", way);
    const thick = 2.5 + 2 * Math.min(much, 5);
    each.setAttribute("stroke-width", (index ? thick / 3 : thick).toFixed(1));
    each.setAttribute("stroke-dashoffset", (-9 * phase).toFixed(1));
  }
}

/**
 * @param {Spot} from
 * @param {Spot} to
 */
const bow = ([x0, y0], [x1, y1]) => `M${x0} ${y0}Q${x1} ${y0} ${x1} ${y1}`;

/**
 * @param {Spot} mouth
 * @param {number} surface where it falls to
 * @param {number} height
 * @param {number} em
 */
const fountain = ([x, y], surface, height, em) =>
  [-1.6, 1.1].map((side) => `M${x} ${y}Q${x} ${surface - 2 * height} ${x + side * em} ${surface}`).join("");

/**
 * @param {number} width
 * @param {number} height
 * @param {number} em
 * @param {number} phase
 */
const wispsIn = (width, height, em, phase) =>
  [0.48, 0.64, 0.8, 0.95]
    .map((part, row) => {
      const drift = em * Math.sin(0.35 * phase + 2 * row);
      const step = (width - 2.4 * em) / 4;
      return `M${1.2 * em + drift} ${part * height}q${step / 2} ${-0.7 * em} ${step} 0t${step} 0t${step} 0t${step} 0`;
    })
    .join("");

/**
 * @param {number} x
 * @param {number} base
 * @param {number} em
 */
const worksAt = (x, base, em) =>
  `M${x - 4 * em} ${base}v${-3 * em}${`l${2 * em} ${-1.2 * em}v${1.2 * em}`.repeat(3)}h${0.6 * em}v${-3 * em}h${1.1 * em}v${6 * em}z`;

/**
 * @param {number} x
 * @param {number} base
 * @param {number} em
 */
const windowsAt = (x, base, em) =>
  [-3.4, -1.9, -0.4, 1.1]
    .map((left) => `M${x + left * em} ${base - 2.3 * em}h${0.9 * em}v${1.1 * em}h${-0.9 * em}z`)
    .join("");
