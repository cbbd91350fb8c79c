// A proposal as a bar from 0 to 100 with two guesses on it and a handle; under it those that were decided.

import { make } from "../elements.js";
import { drawn } from "../svg.js";
import { calm } from "./clock.js";
import { words } from "./plot.js";
import { makeStage } from "./stage.js";

/** @import { Room } from "./stage.js" */

/**
 * @typedef {{ hope: number, doubt: number, from: number, own: number }} Bar chances in per cent; from where on it is worth it
 * @typedef {Bar & { works: boolean, funded: boolean, text: string }} Decided
 * @typedef {{ now: (Bar & { doubter: string, before: number | null, moved: boolean }) | null, decided: Decided[] }} Scene
 */

const SHOWN = 7; // decided proposals under the one that waits
const NOW = 8.5; // em, its height
const ROW = 1.5; // em, of a decided one
/** @type {Record<string, number>} */
const KEYS = { ArrowUp: 5, ArrowRight: 5, ArrowDown: -5, ArrowLeft: -5, PageUp: 20, PageDown: -20 };

/**
 * @param {{ label: (name: string, values?: Record<string, unknown>) => string, signal: AbortSignal | undefined }} frame
 * @param {() => Scene} sceneNow
 * @param {(chance: number) => void} set
 * @param {() => void} decide
 */
export function makeBar({ label, signal }, sceneNow, set, decide) {
  /** @type {Room | null} */
  let room = null;
  let fallen = 0;
  const drawing = drawn("g", {});
  const svg = makeStage(signal, (all, now) => {
    room = now;
    all.append(drawing);
    draw();
    return Math.round((NOW + SHOWN * ROW) * now.em);
  });
  const grip = make("div", {
    class: "lm-grip",
    role: "slider",
    tabindex: 0,
    "aria-label": label("chance"),
    "aria-valuemin": 0,
    "aria-valuemax": 100,
    onkeydown: onKey,
  });
  const stage = make("div", { class: "lm-scene lm-bar-scene" }, svg, grip);
  stage.addEventListener("pointerdown", onPointer);

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    const { now } = sceneNow();
    if (!now) return;
    const ends = /** @type {Record<string, number>} */ ({ Home: 0, End: 100 });
    const step = KEYS[event.key] ?? 0;
    if (event.key === " " || event.key === "Enter") {
      if (!event.repeat) decide();
    } else if (step || event.key in ends) {
      set(ends[event.key] ?? now.own + step);
    } else return;
    event.preventDefault();
  }

  /** @param {PointerEvent} event */
  function onPointer(event) {
    if (event.button || !sceneNow().now) return;
    event.preventDefault();
    stage.setPointerCapture(event.pointerId);
    grip.focus({ preventScroll: true });
    const follow = (/** @type {PointerEvent} */ { clientX }) => {
      const { left, right } = edges();
      const across = clientX - svg.getBoundingClientRect().left;
      set(Math.round((100 * (across - left)) / (right - left)));
    };
    follow(event);
    stage.addEventListener("pointermove", follow);
    for (const end of ["pointerup", "pointercancel"]) {
      stage.addEventListener(end, () => stage.removeEventListener("pointermove", follow), { once: true });
    }
  }

  function edges() {
    const { width, em } = /** @type {Room} */ (room);
    return { left: 1.2 * em, right: width - 6 * em };
  }

  /** @param {number} chance */
  function x(chance) {
    const { left, right } = edges();
    return left + ((right - left) * chance) / 100;
  }

  function draw() {
    if (!room) return;
    const { now, decided } = sceneNow();
    const { em } = room;
    const top = now ? NOW * em : 0;
    const size = now ? ROW * em : ((NOW + SHOWN * ROW) * em) / Math.max(decided.length, 1);
    const shown = now ? decided.slice(-SHOWN) : decided;
    const rows = shown.reverse().map((one, index) => row(one, top + (index + 0.5) * size));
    const hint = decided.length
      ? []
      : [words(edges().left, top + ROW * em, "start", label("rows"), "lm-side")];
    drawing.replaceChildren(...(now ? current(now, em) : []), ...rows, ...hint);
    grip.hidden = !now;
    if (now) {
      grip.style.left = `${x(now.own)}px`;
      grip.style.top = `${5 * em}px`;
      grip.textContent = now.moved ? String(now.own) : "?";
      grip.ariaValueNow = String(now.own);
      grip.ariaValueText = now.moved ? valueText(now) : label("unknown");
      grip.classList.toggle("lm-in", now.moved && now.own > now.from);
    }
    if (decided.length === fallen + 1 && rows.length && !calm()) fall(rows, em);
    fallen = decided.length;
  }

  /** @param {Bar} bar */
  const valueText = ({ own, from }) =>
    label("is_set", { chance: own, act: label(own > from ? "goes_in" : "is_left") });

  /**
   * @param {Bar & { doubter: string, before: number | null }} bar
   * @param {number} em
   */
  function current({ hope, doubt, from, doubter, before }, em) {
    const { left, right } = edges();
    const line = 5 * em;
    const top = 1.6 * em;
    const anchor = (/** @type {number} */ at) => (at < 15 ? "start" : at > 85 ? "end" : "middle");
    return [
      drawn("rect", { x: x(from), y: top, width: right - x(from), height: line - top, class: "lm-worth" }),
      words(x(from) - 0.6 * em, 0.8 * em, "end", label("leave"), "lm-side"),
      words(x(from) + 0.6 * em, 0.8 * em, "start", label("fund_side"), "lm-side"),
      drawn("line", { x1: x(from), x2: x(from), y1: 0.3 * em, y2: line + em, class: "lm-from" }),
      drawn("line", { x1: left, x2: right, y1: line, y2: line, class: "lm-base" }),
      drawn("line", { x1: x(doubt), x2: x(hope), y1: line, y2: line, class: "lm-between" }),
      ...(before === null
        ? []
        : [drawn("circle", { cx: x(before), cy: line, r: 0.9 * em, class: "lm-ghost" })]),
      pin(x(hope), line - 1.3 * em, 0.55 * em, -1),
      pin(x(doubt), line + 1.3 * em, 0.55 * em, 1),
      words(x(hope), line - 2.8 * em, anchor(hope), `${label("hope")} ${hope}`, "lm-guess"),
      words(x(doubt), line + 2.8 * em, anchor(doubt), `${doubter} ${doubt}`, "lm-guess"),
      ...[0, 100].map((at) => words(x(at), line + 1.1 * em, "middle", String(at), "lm-end")),
    ];
  }

  /**
   * @param {Decided} one
   * @param {number} y
   */
  function row({ hope, doubt, from, own, works, funded, text }, y) {
    const { em } = /** @type {Room} */ (room);
    const { left, right } = edges();
    return drawn(
      "g",
      { class: funded ? "lm-decided" : "lm-decided lm-left" },
      drawn("line", { x1: left, x2: right, y1: y, y2: y, class: "lm-grid" }),
      drawn("line", { x1: x(doubt), x2: x(hope), y1: y, y2: y, class: "lm-between" }),
      drawn("line", { x1: x(from), x2: x(from), y1: y - 0.45 * em, y2: y + 0.45 * em, class: "lm-from" }),
      pin(x(hope), y - 0.1 * em, 0.35 * em, -1),
      pin(x(doubt), y + 0.1 * em, 0.35 * em, 1),
      drawn("circle", { cx: x(own), cy: y, r: 0.38 * em, class: "lm-own-guess" }),
      drawn("circle", {
        cx: right + 1.1 * em,
        cy: y,
        r: 0.38 * em,
        class: works ? "lm-worked" : "lm-failed",
      }),
      words(right + 1.9 * em, y, "start", text, "lm-came"),
    );
  }

  /**
   * Let what came fall into its row, and push the rows before it down.
   *
   * @param {SVGElement[]} rows
   * @param {number} em
   */
  function fall([newest, ...older], em) {
    newest.animate(
      { translate: [`0 ${-3 * em}px`, "0 0"], opacity: [0, 1] },
      { duration: 450, easing: "cubic-bezier(.3,1.4,.6,1)" },
    );
    for (const each of older) {
      each.animate({ translate: [`0 ${-ROW * em}px`, "0 0"] }, { duration: 250, easing: "ease-out" });
    }
  }

  return { stage, grip, draw };
}

/**
 * @param {number} x
 * @param {number} y where its point is
 * @param {number} size
 * @param {number} side -1 where it stands above and points down, 1 where it hangs below and points up
 */
const pin = (x, y, size, side) =>
  drawn("path", {
    d: `M${x} ${y}l${-size} ${1.4 * side * size}h${2 * size}z`,
    class: side < 0 ? "lm-hope" : "lm-doubt",
  });
