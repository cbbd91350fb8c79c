// What a browser keeps of an exercise.

/** What the page is told when an exercise has kept something. */
export const KEPT = "leadermanager:kept";
/** What the page is told when saved progress has been put back. */
export const RESTORED = "leadermanager:restored";

/**
 * Return the drawer of one exercise. A browser may refuse to keep anything (private windows); the exercise then
 * works as long as the page is open.
 *
 * @param {string} id the exercise's
 */
export function keeping(id) {
  const key = `leadermanager:${id}`;
  return {
    /** @returns {any} what was kept; null where there is nothing */
    get() {
      try {
        return JSON.parse(localStorage.getItem(key) ?? "null");
      } catch {
        return null;
      }
    },
    /** @param {object} state an empty one is forgotten */
    put(state) {
      try {
        if (Object.keys(state).length) localStorage.setItem(key, JSON.stringify(state));
        else localStorage.removeItem(key);
      } catch {
        console.info("This browser keeps nothing: the exercise is forgotten when the page is closed.");
      }
      window.dispatchEvent(new Event(KEPT));
    },
  };
}

/**
 * Call a function when another tab, or an exercise of this page, has kept something, saved progress was put back, or
 * the reader comes back to the page.
 *
 * @param {() => void} act
 * @param {AbortSignal} signal
 */
export function whenKept(act, signal) {
  for (const event of ["storage", KEPT, RESTORED, "focus"]) window.addEventListener(event, act, { signal });
}

/** Return whether this browser keeps anything. */
export function hasStorage() {
  try {
    localStorage.setItem("leadermanager-asks", "1");
    localStorage.removeItem("leadermanager-asks");
    return true;
  } catch {
    return false;
  }
}
