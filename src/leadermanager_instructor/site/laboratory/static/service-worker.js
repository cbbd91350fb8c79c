// Lends Python the notebooks, and keeps each file of the laboratory for the next time, also without a network.

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const { scope } = worker.registration;
const MINE = `leadermanager laboratory ${scope} `;
const CACHE = `${MINE}__MARK__`;

// JupyterLite's page, which has the notebooks, listens here. Python waits in a worker for the answer to a request.
const page = new BroadcastChannel("/sw-api.v1");

// What the page had loaded before there was anybody to keep it.
const FIRST = ["lab/index.html", "start.js", "lab/__BUNDLE__"];

worker.addEventListener("install", (event) => event.waitUntil(begin()));
worker.addEventListener("activate", (event) => event.waitUntil(takeOver()));
worker.addEventListener("message", (event) => {
  if (event.data === "claim") event.waitUntil(worker.clients.claim());
  if (event.data === "keep") event.waitUntil(keepAll());
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname, href } = new URL(request.url);
  if (origin !== location.origin) return;
  if (pathname === "/api/service-worker-heartbeat") event.respondWith(new Response("ok"));
  else if (/\/api\/(drive|stdin\/)/.test(pathname)) event.respondWith(asked(request, pathname));
  else if (request.method === "GET" && href.startsWith(scope)) event.respondWith(kept(request));
});

async function begin() {
  const cache = await caches.open(CACHE);
  await cache.addAll(FIRST.map((path) => new Request(new URL(path, scope), { cache: "no-cache" })));
  await worker.skipWaiting();
}

async function takeOver() {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith(MINE) && name !== CACHE).map((name) => caches.delete(name)),
  );
  await worker.clients.claim();
}

/** Get what is not kept yet, one file after the other, so as not to stand in the way. */
async function keepAll() {
  const listed = await kept(new Request(new URL("files.json", scope)));
  /** @type {string[]} */
  const names = await listed.json();
  for (const name of names) await kept(new Request(new URL(name, scope)));
}

/**
 * Pass Python's question on to the page, and its answer back.
 *
 * @param {Request} request
 * @param {string} pathname
 */
async function asked(request, pathname) {
  const question = await request.json();
  /** @type {Promise<unknown>} */
  const answer = new Promise((resolve) => {
    page.addEventListener("message", function hear({ data }) {
      if (data.browsingContextId !== question.browsingContextId || !("response" in data)) return;
      page.removeEventListener("message", hear);
      resolve(data.response);
    });
  });
  page.postMessage({ ...question, pathname });
  return new Response(JSON.stringify(await answer));
}

/**
 * Return a file as it was kept; else from the server, asking there whether what the browser has is still right.
 *
 * @param {Request} request
 */
async function kept(request) {
  const cache = await caches.open(CACHE);
  const found = await cache.match(request, { ignoreSearch: request.mode === "navigate" });
  if (found) return found;
  const answer = await fetch(request, { cache: "no-cache" });
  if (answer.ok && answer.status === 200) await cache.put(request, answer.clone());
  return answer;
}
