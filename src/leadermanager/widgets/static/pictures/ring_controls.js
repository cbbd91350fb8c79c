// The same as the hand on the ring, for keys: go to a person, choose that person, and lead ties away and back.

import { make } from "../elements.js";
import { onFrom } from "../judging/ring.js";
import { withModifier } from "../keyboard.js";

/** @import { Label } from "../labels.js" */
/** @import { Setup } from "../judging/ring.js" */

/**
 * @typedef {object} Acts
 * @property {(person: number) => void} point
 * @property {(person: number) => void} choose
 * @property {(person: number) => void} take hold the tie from a person to the next
 * @property {(from: number, person: number | null) => void} drop lead it to somebody, or let it go
 */

/**
 * @param {{ people: number }} rules
 * @param {Label} label
 * @param {Acts} acts
 */
export function makeControls(rules, label, { point, choose, take, drop }) {
  let at = 1;
  let taken = 0;
  const range = make("input", {
    type: "range",
    min: 1,
    max: rules.people,
    step: 1,
    autocomplete: "off",
    oninput: () => point(Number(range.value)),
    onfocus: () => point(Number(range.value)),
    onkeydown: onKey,
  });
  const carry = make("button", { type: "button", onclick: () => choose(at) });
  const tie = make("button", { type: "button", onclick: () => (taken ? drop(taken, at) : take(at)) });
  const leave = make("button", { type: "button", onclick: () => drop(taken, null) }, label("leave_tie"));
  const who = make("label", { class: "lm-who" }, make("span", {}, label("person")), range);
  const back = make("div", { class: "lm-acts" });

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    if (withModifier(event) || event.shiftKey) return;
    if (event.key === "Enter") {
      event.preventDefault();
      if (taken) drop(taken, at);
      else choose(at);
    } else if (event.key === "Escape" && taken) drop(taken, null);
  }

  /**
   * @param {number} from
   * @param {number} person
   */
  function putBack(from, person) {
    const next = onFrom(rules, from, 1);
    const words = label("put_back", { from, person });
    const act = () => {
      drop(from, next);
      range.focus({ preventScroll: true }); // the button has gone
    };
    return make("button", { type: "button", onclick: act }, words);
  }

  return {
    box: make("div", {}, make("div", { class: "lm-acts lm-hand-acts" }, who, carry, tie, leave), back),
    range,
    /**
     * @param {Setup} setup
     * @param {number} pointed
     * @param {number} held whose tie to the next person is held; 0 for nobody's
     */
    show({ carriers, moved }, pointed, held) {
      at = pointed;
      taken = held;
      range.value = String(at);
      range.setAttribute("aria-valuetext", `${label("person")} ${at}`);
      carry.textContent = label(carriers.includes(at) ? "take_back" : "carry", { person: at });
      tie.textContent = label(taken ? "lead_tie" : "take_tie", { from: taken, person: at });
      carry.hidden = taken > 0;
      leave.hidden = !taken;
      back.replaceChildren(...Object.entries(moved).map(([from, person]) => putBack(Number(from), person)));
    },
  };
}
