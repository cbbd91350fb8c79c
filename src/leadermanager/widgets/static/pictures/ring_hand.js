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
const INTO = 0.75; // whoever is dragged further in than this pulls a tie

/**
 * @param {HTMLElement} stage
 * @param {(x: number, y: number) => Place} placeAt the place at a point of the window
 * @param {Acts} acts
 */
export function followHand(stage, placeAt, { point, leave, choose, pull, drop }) {
  let from = 0;
  let pulling = false;
  const at = (/** @type {PointerEvent} */ event) => placeAt(event.clientX, event.clientY);
  const isOn = (/** @type {Place} */ { out }) => out >= ON[0] && out <= ON[1];

  stage.addEventListener("pointerdown", (event) => {
    const place = at(event);
    if (event.button || !isOn(place)) return;
    event.preventDefault();
    stage.setPointerCapture(event.pointerId);
    from = place.person;
  });
  stage.addEventListener("pointermove", (event) => {
    const place = at(event);
    if (from && place.out < INTO) pulling = true;
    if (pulling) pull(from, place.person);
    else if (!from && isOn(place)) point(place.person);
    stage.classList.toggle("lm-on-person", isOn(place));
  });
  stage.addEventListener("pointerleave", () => {
    if (!from) leave();
  });
  stage.addEventListener("pointerup", (event) => {
    if (!from) return;
    const [start, pulled, place] = [from, pulling, at(event)];
    from = 0;
    pulling = false;
    if (pulled) drop(start, place.out > 0.5 ? place.person : null);
    else if (isOn(place)) choose(start);
  });
  stage.addEventListener("pointercancel", () => {
    if (pulling) drop(from, null);
    from = 0;
    pulling = false;
  });
}
