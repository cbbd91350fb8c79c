// A picture that is drawn once; then rows go into it.

import { make } from "./elements.js";
import { copied } from "./rows.js";
import { vegaFor } from "./vega_of_page.js";

/** @import { Frame } from "./exercise.js" */
/** @import { Row } from "./rows.js" */
/** @import { View } from "./vega_of_page.js" */

const EMBED = { mode: "vega-lite", renderer: "svg", actions: false, tooltip: false, defaultStyle: false };
const NARROW = 420; // pixels; on a narrower page there is no room beside the lines

/**
 * @param {Pick<Frame<{ chart: { title: string, note: string }, spec: object }, {}>, "content" | "label" | "model"
 *   | "signal">} frame
 * @param {() => Row[]} rowsNow
 */
export function livePicture({ content, label, model, signal }, rowsNow) {
  const { title, note } = content.chart;
  const waiting = make("p", { class: "lm-waiting" }, label("waiting"));
  const canvas = make("div", { class: "lm-canvas", role: "img", "aria-label": title }, waiting);
  const caption = make(
    "figcaption",
    {},
    make("strong", {}, title),
    note && make("span", { class: "lm-note" }, note),
  );
  const figure = make("figure", {}, caption, canvas);
  /** @type {View | null} */
  let view = null;
  /** @type {Row[] | null} */
  let latest = null;
  let drawing = false;

  // While a picture is drawn newer rows may come; only the newest are drawn next.
  async function draw() {
    if (drawing || !view) return;
    drawing = true;
    while (latest) {
      const rows = latest;
      latest = null;
      await view.data("rows", copied(rows)).runAsync();
    }
    drawing = false;
  }

  async function begin() {
    try {
      const vegaEmbed = await vegaFor(model, signal);
      const rows = copied(rowsNow());
      const holder = make("div");
      const spec = { ...content.spec, data: { name: "rows", values: rows } };
      view = (await vegaEmbed(holder, spec, EMBED)).view;
      // The words stand for the whole picture; its hundred parts would only be read out one by one.
      holder.querySelector("svg")?.setAttribute("aria-hidden", "true");
      canvas.replaceChildren(holder);
      followWidth(canvas, view, rows, signal);
      draw();
    } catch (error) {
      waiting.textContent = label("no_picture");
      console.warn(`The picture cannot be drawn: ${error}`);
    }
  }

  begin();
  return {
    figure,
    /**
     * @param {Row[]} rows
     * @param {string} words what there is to see
     */
    push(rows, words) {
      latest = rows;
      canvas.setAttribute("aria-label", `${title} ${words}`);
      draw();
    },
  };
}

/**
 * Lay the picture out anew where the page changes its width, so that its words keep their size.
 *
 * @param {HTMLElement} canvas
 * @param {View} view
 * @param {Row[]} rows
 * @param {AbortSignal | undefined} signal
 */
function followWidth(canvas, view, rows, signal) {
  const longest = Math.max(...rows.map((row) => row.by.length));
  const watch = new ResizeObserver(() => {
    const whole = Math.floor(canvas.clientWidth);
    if (!whole) return;
    const narrow = whole < NARROW;
    const padding = { left: 38, top: 26, bottom: 42, right: narrow ? 14 : 18 + 7.5 * longest };
    const width = Math.max(120, whole - padding.left - padding.right);
    view.signal("narrow", narrow).padding(padding).width(width).runAsync();
  });
  watch.observe(canvas);
  signal?.addEventListener("abort", () => {
    watch.disconnect();
    view.finalize();
  });
}
