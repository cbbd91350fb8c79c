// Starts JupyterLite, and says how far it has come: loading the page, starting Python, loading packages.

const panel = /** @type {HTMLElement} */ (document.querySelector("#starting"));
const status = /** @type {HTMLElement} */ (panel.querySelector("[role=status]"));
const bar = /** @type {HTMLProgressElement} */ (panel.querySelector("progress"));

const SHOWN = 4000; // milliseconds
const PATIENCE = 10_000; // milliseconds

/** @type {ReturnType<typeof setTimeout> | undefined} */
let hiding;

/**
 * @param {string} text
 * @param {number} step of four; after the last, the panel goes
 */
function say(text, step) {
  clearTimeout(hiding);
  status.textContent = text;
  bar.value = step;
  panel.classList.remove("done");
  if (step === bar.max) hiding = setTimeout(() => panel.classList.add("done"), SHOWN);
}

/**
 * Say what a kernel does until it is ready, and which packages it loads whenever it does. A kernel is a worker, and
 * the messages that it sends to JupyterLite are the only word there is of it.
 *
 * @param {Worker} worker
 */
function watch(worker) {
  let ready = false;
  say("Starting Python in your browser. The first time takes a minute …", 1);
  worker.addEventListener("message", ({ data }) => {
    const text = data?._logMessage?.data;
    if (typeof text === "string") {
      const [, verb, names] = /^(Loading|Loaded) (.+)$/s.exec(text) ?? [];
      if (verb === "Loading") say(`Loading ${names} …`, ready ? 3 : 2);
      else if (verb === "Loaded" && ready) say("Loaded.", 4);
    } else if (!ready && !data?._kernelMessage) {
      ready = true;
      say("Python is ready.", 4);
      // Most of the laboratory is here by now. With the rest, it opens without a network, too.
      navigator.serviceWorker?.controller?.postMessage("keep");
    }
  });
}

window.Worker = class extends Worker {
  /**
   * @param {string | URL} address
   * @param {WorkerOptions} [options]
   */
  constructor(address, options) {
    super(address, options);
    if (`${address}`.includes("pyodide-kernel")) watch(this);
  }
};

/**
 * Have the laboratory's service worker answer for this page: Python gets at the notebooks through it, and it keeps
 * all files for the next time. JupyterLite would take another one of this site for its own.
 */
async function serve() {
  const { serviceWorker } = navigator;
  const own = new URL("./service-worker.js?enableCache=false", import.meta.url).href;
  // JupyterLite signs off all service workers of the site, unless it finds here that it knows this one.
  localStorage.setItem(`${own}-version`, "__VERSION__");
  await serviceWorker.register(own);
  const { active } = await serviceWorker.ready;
  if (serviceWorker.controller?.scriptURL === own) return;
  await new Promise((resolve, reject) => {
    serviceWorker.addEventListener("controllerchange", resolve, { once: true });
    setTimeout(() => reject(new Error("the service worker does not take over")), PATIENCE);
    active?.postMessage("claim");
  });
}

/** @param {string | null} text */
const slug = (text) =>
  (text ?? "")
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu)
    ?.join("-") ?? "";

/**
 * Scroll to a heading, which a page that leads here names in the address, as soon as the notebook shows it.
 *
 * @param {string} wanted
 */
function scrollTo(wanted) {
  const until = Date.now() + 6 * PATIENCE;
  const look = () => {
    const headings = [...document.querySelectorAll(".jp-Notebook .jp-RenderedMarkdown :is(h1, h2, h3, h4)")];
    const found = headings.find((heading) => slug(heading.textContent) === wanted);
    if (found) found.scrollIntoView();
    else if (Date.now() < until) setTimeout(look, 250);
  };
  look();
}

// JupyterLite takes the address for its own.
const heading = slug(decodeURIComponent(location.hash));
say("Loading the laboratory …", 0);
try {
  await serve();
} catch (problem) {
  console.info(`Python will not see the notebooks: ${problem}`);
  say(
    "This browser does not let Python see your notebooks (a private window, or an address without https?). " +
      "Lessons run, but nothing can be handed in or restored here.",
    0,
  );
  await new Promise((resolve) => setTimeout(resolve, SHOWN));
}
await import(new URL("./config-utils.js", import.meta.url).href);
if (heading) scrollTo(heading);
