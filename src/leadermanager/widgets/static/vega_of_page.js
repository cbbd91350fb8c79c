// Vega, which draws live pictures. It is sent once to each page, whichever widget asks first.

/** @import { AnyModel } from "@anywidget/types" */

/**
 * What we use of Vega's View.
 *
 * @typedef {object} View
 * @property {(name: string, rows: object[]) => View} data
 * @property {(name: string, value: unknown) => View} signal
 * @property {(padding: object) => View} padding
 * @property {(width: number) => View} width
 * @property {() => Promise<View>} runAsync
 * @property {() => void} finalize
 */

/** @typedef {(element: HTMLElement, spec: object, options: object) => Promise<{ view: View }>} VegaEmbed */

/**
 * @typedef {object} Page
 * @property {number} asked when a widget asked last
 * @property {boolean} settled
 * @property {Promise<VegaEmbed>} module
 * @property {(module: VegaEmbed) => void} resolve
 * @property {(problem: unknown) => void} reject
 */

const AGAIN = 5_000; // milliseconds
// Another widget's question may still be on its way; where its kernel ended, this one asks.
const GIVEN_UP = 20_000;

const PAGE = Symbol.for("leadermanager.vega");

/**
 * @param {AnyModel} model
 * @param {AbortSignal | undefined} signal
 */
export function vegaFor(model, signal) {
  const page = pageOf(/** @type {any} */ (globalThis));
  /** @type {(message: unknown, buffers: DataView<ArrayBuffer>[]) => void} */
  const hear = (message, buffers) => {
    if (message === "vega") unpack(buffers[0]).then(page.resolve, page.reject);
  };
  const ask = () => {
    if (page.settled || Date.now() - page.asked < GIVEN_UP) return;
    page.asked = Date.now();
    try {
      model.send("vega");
    } catch (error) {
      console.info(`No kernel to ask for the picture: ${error}`);
    }
  };
  model.on("msg:custom", hear);
  const again = setInterval(ask, AGAIN);
  const stop = () => {
    clearInterval(again);
    model.off("msg:custom", hear);
  };
  signal?.addEventListener("abort", stop);
  ask();
  return page.module.finally(stop);
}

/**
 * @param {{ [PAGE]?: Page }} window
 * @returns {Page}
 */
function pageOf(window) {
  if (!window[PAGE]) {
    const { promise, resolve, reject } = Promise.withResolvers();
    const page = { asked: -Infinity, settled: false, module: promise, resolve, reject };
    const settle = () => {
      page.settled = true;
    };
    promise.then(settle, settle);
    window[PAGE] = page;
  }
  return window[PAGE];
}

/**
 * @param {DataView<ArrayBuffer>} buffer the module, compressed
 * @returns {Promise<VegaEmbed>}
 */
async function unpack(buffer) {
  const plain = new Blob([buffer]).stream().pipeThrough(new DecompressionStream("gzip"));
  const source = await new Response(plain).text();
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  try {
    return (await import(url)).vegaEmbed;
  } finally {
    URL.revokeObjectURL(url);
  }
}
