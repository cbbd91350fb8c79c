// The scene of a message on its way: the ring of people, and beside or below it how many believe.

import { make } from "../elements.js";
import { makeKey } from "./key.js";
import { makeCurve } from "./ring_curve.js";
import { makeRing } from "./ring_picture.js";
import { makeStage } from "./stage.js";

/** @import { Label } from "../labels.js" */
/** @import { Shown } from "./ring_picture.js" */
/** @import { Room } from "./stage.js" */

const STATES = ["carrier", "believes", "one_voice", "heard", "unheard"];

/**
 * @param {number} people
 * @param {Label} label
 * @param {AbortSignal | undefined} signal
 * @param {() => void} redraw asked for where the page has another width
 */
export function makeScene(people, label, signal, redraw) {
  const ring = makeRing(people);
  const curve = makeCurve(people, label);
  const svg = makeStage(signal, layOut);
  const states = Object.fromEntries(STATES.map((each) => [each, label(each)]));
  const key = makeKey({ ...states, believe: label("belief_line"), hear: label("news_line"), ghost: "" });

  /**
   * @param {SVGElement} drawing
   * @param {Room} room
   */
  function layOut(drawing, { width, em, narrow }) {
    const size = narrow ? width : Math.min(0.58 * width, 38 * em);
    ring.place({ x: size / 2, y: size / 2 }, size / 2, em);
    const below = { left: 3 * em, right: width - em, top: size + 2.6 * em, bottom: size + 12 * em };
    const beside = { left: size + 4.5 * em, right: width - em, top: 3 * em, bottom: size - 4 * em };
    curve.place(narrow ? below : beside, em);
    drawing.append(...ring.parts, ...curve.parts);
    redraw();
    return Math.round(narrow ? size + 15 * em : size);
  }

  return {
    stage: make("div", { class: "lm-scene" }, svg),
    key: key.box,
    /** @param {Shown} shown */
    show(shown) {
      ring.show(shown);
      curve.show(shown);
      key.set("ghost", shown.ghost ? label("last_try") : "");
    },
    /**
     * @param {number} x
     * @param {number} y
     */
    placeAt(x, y) {
      const { left, top } = svg.getBoundingClientRect();
      return ring.personAt({ x: x - left, y: y - top });
    },
  };
}
