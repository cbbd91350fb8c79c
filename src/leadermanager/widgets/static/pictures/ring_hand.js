// The hand on a ring of people: a click chooses somebody, a drag across the ring leads a tie there.

/** @typedef {{ person: number, out: number }} Place a person, and how far out the pointer is; 1 is on the ring */

/**
 * @typedef {object} Acts
 * @property {(person: number) => void} point the pointer is over somebody
 * @property {() => void} leave it is over nobody any more
 * @property {(person: number) => void} choose somebody was clicked
 * @property {(from: number, person: number) => void} pull a tie is held, and the pointer is over somebody
 * @property {(from: number, person: number | null) => void} drop it was let go, over somebody or elsewhere
 */

const ON = [0.8, 1.25]; // so far out is on the ring
const INNER = 0.5; // whoever lets go further in than this leads the tie nowhere
const SLIP = 20; // pixels that a click may slip

/**
 * @param {HTMLElement} stage
 * @param {(x: number, y: number) => Place} placeAt the place at a point of the window
 * @param {Acts} acts
 */
export function followHand(stage, placeAt, { point, leave, choose, pull, drop }) {
  /** @type {{ person: number, x: number, y: number, pulls: boolean } | null} */
  let held = null;
  const at = (/** @type {PointerEvent} */ event) => placeAt(event.clientX, event.clientY);
  const isOn = (/** @type {Place} */ { out }) => out >= ON[0] && out <= ON[1];

  stage.addEventListener("pointerdown", (event) => {
    const place = at(event);
    if (event.button || !isOn(place)) return;
    event.preventDefault();
    stage.setPointerCapture(event.pointerId);
    held = { person: place.person, x: event.clientX, y: event.clientY, pulls: false };
  });
  stage.addEventListener("pointermove", follow);
  stage.addEventListener("pointerleave", () => {
    if (!held) leave();
  });
  stage.addEventListener("pointerup", (event) => {
    follow(event);
    if (!held) return;
    const { person, pulls } = held;
    const place = at(event);
    held = null;
    if (pulls) drop(person, place.out > INNER ? place.person : null);
    else choose(person);
  });
  stage.addEventListener("pointercancel", () => {
    if (held?.pulls) drop(held.person, null);
    held = null;
  });

  /** @param {PointerEvent} event */
  function follow(event) {
    const place = at(event);
    stage.classList.toggle("lm-on-person", isOn(place));
    if (!held) {
      if (isOn(place)) point(place.person);
      return;
    }
    held.pulls ||= Math.hypot(event.clientX - held.x, event.clientY - held.y) > SLIP;
    if (held.pulls) pull(held.person, place.person);
  }
}
