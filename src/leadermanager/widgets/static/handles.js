// Handles of a drawn line: each is dragged, moved by arrow keys, or set by a number that is typed.

import { make } from "./elements.js";
import { placeOf } from "./judging/drawing.js";

/** @import { Frame } from "./exercise.js" */
/** @import { Asked, Point } from "./judging/drawing.js" */
/** @import { Plot } from "./pictures/plot.js" */

/** @typedef {Asked & { x_title: string, x_names?: string[], low: number, high: number }} Content */

/** @type {Record<string, number>} */
const STEPS = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1, PageUp: 10, PageDown: -10 };

/**
 * @param {Pick<Frame<Content, {}>, "content" | "label" | "say">} frame
 * @param {HTMLElement} stage what the handles stand on
 * @param {(x: number, y: number) => void} set
 */
export function makeHandles({ content, label, say }, stage, set) {
  const { handles, low, high } = content;
  /** @type {Plot | null} */
  let plot = null;
  const all = handles.map((x) => {
    const name = placeOf(content, x);
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
      const fits = typed.value !== "" && Number(typed.value) >= low && Number(typed.value) <= high;
      typed.ariaInvalid = String(!fits);
      if (fits) set(x, Number(typed.value));
      else refuse(name);
    });
    stage.append(grip);
    return { x, grip, typed, box: make("label", {}, name, typed) };
  });

  /**
   * Set a handle that was moved; what was typed beside it before no longer counts.
   *
   * @param {number} x
   * @param {number} y
   */
  function put(x, y) {
    for (const each of all) if (each.x === x) each.typed.ariaInvalid = "false";
    set(x, y);
  }

  const refuse = (/** @type {string} */ place) => say(label("no_number", { place, low, high }));

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
    put(x, ends[event.key] ?? y + step);
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
    put(x, found.y);
    const move = (/** @type {PointerEvent} */ moved) => {
      const now = follow(moved);
      if (now) put(x, now.y);
    };
    stage.addEventListener("pointermove", move);
    for (const end of ["pointerup", "pointercancel"]) {
      stage.addEventListener(end, () => stage.removeEventListener("pointermove", move), { once: true });
    }
  });

  return {
    boxes: make("div", { class: "lm-typed" }, ...all.map(({ box }) => box)),
    /** Return whether all that was typed are numbers on the axis; say where one is not, and go there. */
    fit() {
      const wrong = all.find(({ typed }) => typed.ariaInvalid === "true");
      if (wrong) {
        refuse(placeOf(content, wrong.x));
        wrong.typed.focus();
      }
      return !wrong;
    },
    /** Forget what was typed and not taken. */
    clear() {
      for (const { typed } of all) typed.ariaInvalid = "false";
    },
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
        const taken = typed.ariaInvalid !== "true";
        if (taken && (document.activeElement !== typed || Number(typed.value) !== y)) typed.value = String(y);
      }
    },
  };
}
