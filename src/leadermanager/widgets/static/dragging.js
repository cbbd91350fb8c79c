// Dragging with a mouse or a pen. Fingers scroll the page, so they pick and place.

const FAR_ENOUGH = 6; // pixels that a pointer moves before it drags

/**
 * @typedef {object} Drag
 * @property {HTMLElement} root where things can be dropped
 * @property {AbortSignal | undefined} signal
 * @property {string} zone selector of what it may be dropped on, inside root
 * @property {boolean} [ghost] whether the element itself follows the pointer
 * @property {() => void} [begin] the pointer has moved far enough to be a drag
 * @property {(box: HTMLElement | null, event: PointerEvent) => void} [over] at every move, with the zone below
 * @property {(box: HTMLElement, event: PointerEvent) => void} drop it was let go over a zone
 * @property {() => void} [end] the drag is over, dropped or not
 */

/**
 * Make an element draggable.
 *
 * @param {HTMLElement} element
 * @param {Drag} drag
 */
export function letDrag(element, { root, signal, zone, ghost = true, begin, over, drop, end }) {
  /** @type {{ x: number, y: number } | null} */
  let start = null;
  let dragging = false;

  /** @param {PointerEvent} event */
  function below(event) {
    const box = document.elementFromPoint(event.clientX, event.clientY)?.closest(zone);
    return box instanceof HTMLElement && root.contains(box) ? box : null;
  }

  function stop() {
    const moved = start && dragging;
    start = null;
    element.style.transform = "";
    element.classList.remove("lm-dragged");
    if (!moved) return;
    // The browser ends a drag with a click, on whatever holds both of its ends; that is nobody's choice.
    /** @param {Event} event */
    const unmeant = (event) => event.stopPropagation();
    window.addEventListener("click", unmeant, { capture: true });
    setTimeout(() => window.removeEventListener("click", unmeant, { capture: true }));
    end?.();
  }

  /** @param {PointerEvent} event */
  function move(event) {
    if (!start) return;
    const [x, y] = [event.clientX - start.x, event.clientY - start.y];
    if (!dragging && Math.hypot(x, y) < FAR_ENOUGH) return;
    if (!dragging) {
      getSelection()?.removeAllRanges();
      begin?.();
    }
    dragging = true;
    element.classList.add("lm-dragged");
    if (ghost) element.style.transform = `translate(${x}px, ${y}px)`;
    over?.(below(event), event);
  }

  /** @param {PointerEvent} event */
  function letGo(event) {
    if (!start) return;
    const box = dragging ? below(event) : null;
    stop();
    if (box) drop(box, event);
  }

  element.addEventListener("pointerdown", (event) => {
    dragging = false;
    if (event.pointerType === "touch" || event.button !== 0) return;
    start = { x: event.clientX, y: event.clientY };
  });
  window.addEventListener("pointermove", move, { signal });
  window.addEventListener("pointerup", letGo, { signal });
  window.addEventListener("pointercancel", stop, { signal });
  element.addEventListener("dragstart", (event) => event.preventDefault());
}
