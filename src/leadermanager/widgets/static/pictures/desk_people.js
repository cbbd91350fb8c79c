// The people at a desk, each with an arrow for what they want; after a talk, all arrows point the same way.

import { drawn } from "../svg.js";
import { between } from "./desk_cards.js";
import { words } from "./plot.js";

/** @import { Week } from "../judging/desk.js" */
/** @import { Label } from "../labels.js" */
/** @import { Place } from "./desk_cards.js" */

const WANTS = [-50, 60, 170, -120, 20, 110, -20, -160, 80, 140]; // degrees to the right of straight up
const UNASKED = "✶";

/**
 * @param {number} most
 * @param {Label} label
 */
export function makePeople(most, label) {
  const seats = WANTS.slice(0, most).map(() => {
    const arrow = drawn("path", { class: "lm-wants" });
    const body = drawn("path", { class: "lm-body" });
    const name = words(0, 0, "middle", "");
    return { arrow, body, name, group: drawn("g", { class: "lm-seat" }, arrow, body, name) };
  });
  let [em, top, apart] = [1, 0, 1];
  const x = (/** @type {number} */ seat) => (seat + 0.5) * apart;

  return {
    group: drawn("g", {}, ...seats.map(({ group }) => group)),
    /** @param {{ width: number, top: number, em: number }} room */
    layOut({ width, top: above, em: size }) {
      [top, apart] = [above, width / most];
      em = Math.min(size, apart / 1.9);
      for (const [seat, { body, name }] of seats.entries()) {
        const [middle, head] = [x(seat), top + 3.6 * em];
        const r = 0.5 * em;
        body.setAttribute(
          "d",
          `M${middle - r} ${head}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z` +
            `M${middle - 0.85 * em} ${head + 2.2 * em}v${-0.6 * em}a${0.85 * em} ${0.85 * em} 0 0 1 ${1.7 * em} 0v${0.6 * em}z`,
        );
        name.setAttribute("x", middle.toFixed(1));
        name.setAttribute("y", (head + 3 * em).toFixed(1));
      }
    },
    /**
     * Return where those stand who settle decisions at a moment.
     *
     * @param {Week[]} weeks
     * @param {number} at
     * @returns {Place[]}
     */
    hands(weeks, at) {
      const week = weeks[Math.min(Math.floor(at) + 1, weeks.length - 1)];
      if (week.talk) return [];
      const first = week.explaining ? 1 : 0;
      const count = week.people - first;
      return Array.from({ length: count }, (_, seat) => ({ x: x(seat + first), y: top + 2.1 * em }));
    },
    /**
     * @param {Week[]} weeks
     * @param {number} at
     */
    draw(weeks, at) {
      const passed = Math.floor(at);
      const joined = whoJoined(weeks, passed);
      const week = weeks[Math.min(passed + 1, weeks.length - 1)];
      const talked =
        weeks.slice(1, passed + 1).filter(({ talk }) => talk).length + (week.talk ? at - passed : 0);
      const agreed = weeks.some(({ talk }) => talk) ? between(talked, 0, 2) : 0;
      for (const [seat, { arrow, group, name }] of seats.entries()) {
        const who = joined[seat];
        const learning = !who && week.explaining && seat === joined.length;
        group.setAttribute(
          "class",
          [
            "lm-seat",
            who || learning ? "" : "lm-empty",
            learning ? "lm-learning" : "",
            agreed === 1 ? "lm-agreed" : "",
          ]
            .filter(Boolean)
            .join(" "),
        );
        name.textContent = who === "won" ? UNASKED : seat === 0 ? label("you") : "";
        const turn = WANTS[seat] * (1 - agreed);
        arrow.setAttribute("d", who || learning ? pointer(em) : "");
        arrow.setAttribute(
          "transform",
          `translate(${x(seat).toFixed(1)} ${top + 1.6 * em}) rotate(${turn.toFixed(0)})`,
        );
      }
    },
  };
}

/**
 * Return how each came to decide, in the order in which they did.
 *
 * @param {Week[]} weeks
 * @param {number} passed how many weeks have
 */
function whoJoined(weeks, passed) {
  const joined = ["you"];
  for (const { explaining, won } of weeks.slice(0, passed + 1)) {
    if (explaining) joined.push("asked");
    for (let one = 0; one < won; one++) joined.push("won");
  }
  return joined;
}

/** @param {number} em */
const pointer = (em) =>
  `M0 ${0.9 * em}V${-0.9 * em}M${-0.45 * em} ${-0.4 * em}L0 ${-0.9 * em}L${0.45 * em} ${-0.4 * em}`;
