// Handles of a drawn line: each is dragged, moved by arrow keys, or set by a number that is typed.

import { make } from "./elements.js";

/** @import { Frame } from "./exercise.js" */
/** @import { Asked, Point } from "./judging/drawing.js" */
/** @import { Plot } from "./pictures/plot.js" */

/** @typedef {Asked & { x_title: string, low: number, high: number }} Content */

/** @type {Record<string, number>} */
const STEPS = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1, PageUp: 10, PageDown: -10 };

/**
 * @param {Pick<Frame<Content, {}>, "content" | "label">} frame
 * @param {HTMLElement} stage what the handles stand on
 * @param {(x: number, y: number) => void} set
 */
export function makeHandles({ content, label }, stage, set) {
  const { handles, low, high, x_title } = content;
  /** @type {Plot | null} */
  let plot = null;
  const all = handles.map((x) => {
    const name = label("handle", { x_title, x });
    const grip = make("div", {
      class: "lm-handle",
      role: "slider",
      tabindex: 0,
      "aria-orientation": "vertical",
      "aria-label": name,
      "aria-valuemin": low,
      "aria-valuemax": high,
      onkeydown: (/** @type {KeyboardEvent} */ event) => onKey(event, x, Number(grip.ariaValueNow)),
    });
    const typed = make("input", { type: "number", min: low, max: high, step: 1, autocomplete: "off" });
    typed.addEventListener("change", () => {
      if (typed.value !== "") set(x, Number(typed.value));
    });
    stage.append(grip);
    return { x, grip, typed, box: make("label", {}, name, typed) };
  });

  /**
   * @param {KeyboardEvent} event
   * @param {number} x
   * @param {number} y
   */
  function onKey(event, x, y) {
    const ends = /** @type {Record<string, number>} */ ({ Home: low, End: high });
    const step = (STEPS[event.key] ?? 0) * (event.shiftKey ? 10 : 1);
    if (!step && !(event.key in ends)) return;
    event.preventDefault();
    set(x, ends[event.key] ?? y + step);
  }

  // The nearest handle follows the pointer, so that it need not be hit exactly.
  /** @param {PointerEvent} event */
  function follow(event) {
    if (!plot) return null;
    const at = plot;
    const { left, top } = stage.getBoundingClientRect();
    const away = (/** @type {{ x: number }} */ { x }) => Math.abs(at.x(x) - (event.clientX - left));
    const nearest = all.reduce((one, each) => (away(each) < away(one) ? each : one));
    return { nearest, y: at.value(event.clientY - top) };
  }

  stage.addEventListener("pointerdown", (event) => {
    const found = follow(event);
    if (event.button || !found || stage.classList.contains("lm-kept")) return;
    event.preventDefault();
    const { x, grip } = found.nearest;
    stage.setPointerCapture(event.pointerId);
    grip.focus({ preventScroll: true });
    set(x, found.y);
    const move = (/** @type {PointerEvent} */ moved) => {
      const now = follow(moved);
      if (now) set(x, now.y);
    };
    stage.addEventListener("pointermove", move);
    for (const end of ["pointerup", "pointercancel"]) {
      stage.addEventListener(end, () => stage.removeEventListener("pointermove", move), { once: true });
    }
  });

  return {
    boxes: make("div", { class: "lm-typed" }, ...all.map(({ box }) => box)),
    /**
     * Put the handles where the line is.
     *
     * @param {Plot} now
     * @param {Point[]} points
     * @param {boolean} kept whether they can no longer be moved
     */
    place(now, points, kept) {
      plot = now;
      stage.classList.toggle("lm-kept", kept);
      for (const [index, { grip, typed }] of all.entries()) {
        const [x, y] = points[index];
        grip.style.left = `${now.x(x)}px`;
        grip.style.top = `${now.y(y)}px`;
        grip.hidden = kept;
        grip.ariaValueNow = String(y);
        if (document.activeElement !== typed || Number(typed.value) !== y) typed.value = String(y);
      }
    },
  };
}
