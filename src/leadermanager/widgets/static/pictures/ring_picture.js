// A ring of people and their ties: who has heard a message and who believes it, and two voices on their way to each.

import { apart, voices } from "../judging/ring.js";
import { drawn } from "../svg.js";
import { words } from "./plot.js";

/** @import { Run, Setup } from "../judging/ring.js" */

/**
 * What the picture shows. People count from 1.
 *
 * @typedef {object} Shown
 * @property {number} at the moment, in weeks
 * @property {boolean} sent whether the message is on its way; before, only the carriers stand out
 * @property {Run} run
 * @property {Setup} setup
 * @property {number[] | null} ghost when each came to believe in the last try
 * @property {number} pointed whose ties stand out; 0 for nobody
 * @property {number} taken whose tie to the next person is held; 0 for nobody's
 * @property {string[]} centre a number and two lines below it
 */

/** @typedef {{ x: number, y: number }} Point */

const BAND = 1.07; // how far ties to the next but one bulge out of the ring
const GHOST = 1.1;
/** @type {Record<string, number>} radius of each, as a share of the usual one */
const SIZE = { unheard: 0.8, heard: 0.8, one_voice: 0.95, believes: 1.3, carrier: 1.5 };

/** @param {number} people */
export function makeRing(people) {
  const all = Array.from({ length: people }, (_, index) => index);
  const group = (/** @type {string} */ style) => drawn("g", { class: style });
  const layers = {
    ties: group("lm-near-ties"),
    ghost: group("lm-ghost-marks"),
    far: group("lm-far-ties"),
    reach: group("lm-reach"),
    pulses: group("lm-pulses"),
    people: group("lm-ring-people"),
    centre: group("lm-centre"),
  };
  const dots = all.map(() => drawn("circle", { class: "lm-dot" }));
  const nextTies = all.map(() => drawn("path", { class: "lm-tie" }));
  const afterTies = all.map(() => drawn("path", { class: "lm-tie" }));
  layers.ties.append(...nextTies, ...afterTies);
  layers.people.append(...dots);
  let middle = { x: 0, y: 0 };
  let radius = 0;
  let em = 0;

  /**
   * @param {number} index
   * @param {number} out share of the radius
   * @returns {Point}
   */
  function spot(index, out = 1) {
    const turn = (2 * Math.PI * index) / people - Math.PI / 2;
    return { x: middle.x + radius * out * Math.cos(turn), y: middle.y + radius * out * Math.sin(turn) };
  }

  /**
   * @param {Point} one
   * @param {Point} other
   */
  const straight = (one, other) => `M${one.x} ${one.y}L${other.x} ${other.y}`;

  /**
   * Return where a line across the ring is bent towards its middle, so that two to the same person stay apart.
   *
   * @param {Point} one
   * @param {Point} other
   * @returns {Point}
   */
  function bend(one, other) {
    const towards = (/** @type {"x" | "y"} */ axis) =>
      0.325 * (one[axis] + other[axis]) + 0.35 * middle[axis];
    return { x: towards("x"), y: towards("y") };
  }

  /**
   * @param {Point} one
   * @param {Point} other
   */
  function across(one, other) {
    const { x, y } = bend(one, other);
    return `M${one.x} ${one.y}Q${x} ${y} ${other.x} ${other.y}`;
  }

  /**
   * Return the place of a voice on its way along a tie.
   *
   * @param {number} from
   * @param {number} to
   * @param {number} part of the way, from 0 to 1
   * @returns {Point}
   */
  function along(from, to, part) {
    const [one, other] = [spot(from), spot(to)];
    const near = apart({ people }, from + 1, to + 1) <= 2;
    const by = near ? { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 } : bend(one, other);
    const on = (/** @type {"x" | "y"} */ axis) =>
      (1 - part) ** 2 * one[axis] + 2 * part * (1 - part) * by[axis] + part ** 2 * other[axis];
    return { x: on("x"), y: on("y") };
  }

  /**
   * @param {Shown} shown
   * @param {number} index
   */
  function stateOf({ at, sent, run, setup }, index) {
    if (setup.carriers.includes(index + 1)) return "carrier";
    const week = Math.floor(at);
    if (!sent) return "unheard";
    if (run.believed[index] >= 0 && run.believed[index] <= week) return "believes";
    if (voices(run, index, week) === 1) return "one_voice";
    return run.heard[index] >= 0 && run.heard[index] <= week ? "heard" : "unheard";
  }

  const usual = () => Math.min(0.42 * em, (radius * Math.PI) / people - 1);

  /** @param {Shown} shown */
  function showDots(shown) {
    for (const [index, dot] of dots.entries()) {
      const state = stateOf(shown, index);
      dot.setAttribute("class", `lm-dot lm-is-${state}`);
      dot.setAttribute("r", String(usual() * SIZE[state]));
    }
  }

  /** @param {Shown} shown */
  function showTies({ setup, taken, pointed, run }) {
    const { moved } = setup;
    for (const index of all) {
      const gone = index + 1 in moved || index + 1 === taken;
      nextTies[index].setAttribute("class", gone ? "lm-tie lm-gone" : "lm-tie");
    }
    layers.far.replaceChildren(
      ...Object.entries(moved).map(([one, other]) =>
        drawn("path", { class: "lm-far", d: across(spot(Number(one) - 1), spot(other - 1)) }),
      ),
    );
    const from = pointed && spot(pointed - 1);
    layers.reach.replaceChildren(
      ...(from ? [drawn("circle", { cx: from.x, cy: from.y, r: 0.8 * em, class: "lm-pointed" })] : []),
      ...(from && !taken ? run.links[pointed - 1] : []).map((other) => {
        const there = spot(other, 1);
        return drawn("circle", { cx: there.x, cy: there.y, r: 0.62 * em, class: "lm-trusted" });
      }),
      ...(taken && from ? [drawn("path", { class: "lm-held", d: across(spot(taken - 1), from) })] : []),
    );
  }

  // What each believer of the next week hears from those who believe already, on its way.
  /** @param {Shown} shown */
  function showPulses({ at, sent, run }) {
    const week = Math.floor(at);
    const part = at - week;
    const moving = sent && part > 0 ? all : [];
    const voiced = (/** @type {"heard" | "believed"} */ what) =>
      moving
        .filter((index) => run[what][index] === week + 1)
        .flatMap((index) =>
          run.links[index]
            .filter((other) => run[what][other] >= 0 && run[what][other] <= week)
            .map((other) => {
              const { x, y } = along(other, index, part);
              return drawn("circle", { cx: x, cy: y, r: 0.7 * usual(), class: `lm-pulse-${what}` });
            }),
        );
    layers.pulses.replaceChildren(...voiced("heard"), ...voiced("believed"));
  }

  /** @param {Shown} shown */
  function showGhost({ ghost }) {
    const marks = ghost ? all.filter((index) => ghost[index] >= 0) : [];
    layers.ghost.replaceChildren(
      ...marks.map((index) => drawn("path", { d: straight(spot(index, GHOST), spot(index, GHOST + 0.025)) })),
    );
  }

  /** @param {Shown} shown */
  function showCentre({ centre }) {
    const [number, ...lines] = centre;
    layers.centre.replaceChildren(
      drawn("circle", { cx: middle.x, cy: middle.y, r: 4.6 * em, class: "lm-centre-ground" }),
      words(middle.x, middle.y - 0.9 * em, "middle", number, "lm-centre-number"),
      ...lines.map((text, index) => words(middle.x, middle.y + (1.2 + 1.4 * index) * em, "middle", text)),
    );
  }

  return {
    parts: Object.values(layers),
    /**
     * @param {Point} centre
     * @param {number} outer the radius that there is room for
     * @param {number} letters
     */
    place(centre, outer, letters) {
      middle = centre;
      radius = outer / (GHOST + 0.04);
      em = letters;
      for (const [index, dot] of dots.entries()) {
        const { x, y } = spot(index);
        const [after, bulge] = [spot(index + 2), spot(index + 1, BAND)];
        dot.setAttribute("cx", String(x));
        dot.setAttribute("cy", String(y));
        nextTies[index].setAttribute("d", straight({ x, y }, spot(index + 1)));
        afterTies[index].setAttribute("d", `M${x} ${y}Q${bulge.x} ${bulge.y} ${after.x} ${after.y}`);
      }
    },
    /** @param {Shown} shown */
    show(shown) {
      if (!radius) return;
      showTies(shown);
      showDots(shown);
      showPulses(shown);
      showGhost(shown);
      showCentre(shown);
    },
    /**
     * Return the person in the direction of a point of the drawing, and how far out that lies (1 is on the ring).
     *
     * @param {Point} point
     */
    personAt({ x, y }) {
      const turn = Math.atan2(y - middle.y, x - middle.x) + Math.PI / 2;
      const index = Math.round((turn * people) / (2 * Math.PI) + people) % people;
      return { person: index + 1, out: Math.hypot(x - middle.x, y - middle.y) / radius };
    },
  };
}
