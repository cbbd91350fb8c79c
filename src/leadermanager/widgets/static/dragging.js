// Fingers scroll the page, so they pick and place; mouse and pen may drag.
//
// letDrag(element, {root, signal, zone, ghost, begin, over, drop, end}) makes an element draggable:
//   zone   selector of what it may be dropped on, inside root
//   ghost  whether the element itself follows the pointer
//   begin()            the pointer has moved far enough to be a drag
//   over(box, event)   the zone below the pointer, or null, at every move
//   drop(box, event)   it was let go over a zone
//   end()              the drag is over, dropped or not
function letDrag(element, { root, signal, zone, ghost = true, begin, over, drop, end }) {
  let start = null;
  let dragging = false;
  const below = (event) => {
    const box = document.elementFromPoint(event.clientX, event.clientY)?.closest(zone);
    return box && root.contains(box) ? box : null;
  };
  const stop = () => {
    const moved = start && dragging;
    start = null;
    element.style.transform = "";
    element.classList.remove("lm-dragged");
    if (!moved) return;
    // The browser ends a drag with a click, on whatever holds both of its ends; that is nobody's choice.
    const unmeant = (event) => event.stopPropagation();
    window.addEventListener("click", unmeant, { capture: true });
    setTimeout(() => window.removeEventListener("click", unmeant, { capture: true }));
    end?.();
  };
  element.addEventListener("pointerdown", (event) => {
    dragging = false;
    if (event.pointerType === "touch" || event.button !== 0) return;
    start = { x: event.clientX, y: event.clientY };
  });
  window.addEventListener("pointermove", (event) => {
    if (!start) return;
    const [x, y] = [event.clientX - start.x, event.clientY - start.y];
    if (!dragging && Math.hypot(x, y) < 6) return;
    if (!dragging) {
      getSelection().removeAllRanges();
      begin?.();
    }
    dragging = true;
    element.classList.add("lm-dragged");
    if (ghost) element.style.transform = `translate(${x}px, ${y}px)`;
    over?.(below(event), event);
  }, { signal });
  window.addEventListener("pointerup", (event) => {
    if (!start) return;
    const box = dragging ? below(event) : null;
    stop();
    if (box) drop(box, event);
  }, { signal });
  window.addEventListener("pointercancel", stop, { signal });
  element.addEventListener("dragstart", (event) => event.preventDefault());
}
