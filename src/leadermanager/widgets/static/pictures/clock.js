// Time for what moves on the page: it passes while somebody looks, and nobody has to see motion.

const LONGEST = 0.25; // seconds that one frame may stand for, so that a page that was held up skips nothing

/** Return whether the reader wants things to jump instead of gliding. */
export const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

/**
 * Make a clock that runs with the page's frames. It stops by itself where its element is scrolled out of sight.
 *
 * @param {Element} seen
 * @param {AbortSignal | undefined} signal given when the view goes away
 * @param {(seconds: number) => void} tick told at each frame how long the last one was
 * @param {() => void} hidden told when the clock stops by itself
 */
export function makeClock(seen, signal, tick, hidden) {
  let frame = 0;
  let before = 0;

  /** @param {number} now */
  function next(now) {
    const seconds = Math.min((now - before) / 1000, LONGEST);
    before = now;
    frame = requestAnimationFrame(next);
    if (seconds > 0) tick(seconds);
  }

  function stop() {
    cancelAnimationFrame(frame);
    frame = 0;
  }

  const watch = new IntersectionObserver(([{ isIntersecting }]) => {
    if (isIntersecting || !frame) return;
    stop();
    hidden();
  });
  watch.observe(seen);
  signal?.addEventListener("abort", () => {
    watch.disconnect();
    stop();
  });
  return {
    start() {
      if (frame) return;
      before = performance.now();
      frame = requestAnimationFrame(next);
    },
    stop,
    running: () => frame !== 0,
  };
}
