// Keeps the pages for reading offline. The list and its mark are written when the site is made; another mark means other
// files, which are then fetched anew. The laboratory keeps its own.

/** @type {{ mark: string, files: string[] }} */
const SITE = { mark: "", files: [] };

const worker = /** @type {any} */ (self);
const home = new URL("./", worker.location.href);
// Another course may be kept on the same origin.
const OURS = `leadermanager-pages ${home.pathname} `;
const STORE = OURS + SITE.mark;

async function keep() {
  const store = await caches.open(STORE);
  await store.addAll(SITE.files.map((file) => new Request(new URL(file, home), { cache: "no-cache" })));
  await worker.skipWaiting();
}

async function forgetOthers() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(OURS) && name !== STORE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await worker.clients.claim();
}

/** @param {Request} request */
async function answer(request) {
  const url = new URL(request.url);
  if (url.pathname.endsWith("/")) url.pathname += "index.html";
  url.search = "";
  const store = await caches.open(STORE);
  return (await store.match(url)) ?? fetch(request);
}

worker.addEventListener("install", (/** @type {any} */ event) => event.waitUntil(keep()));
worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(forgetOthers()));
worker.addEventListener("fetch", (/** @type {any} */ event) => {
  const url = new URL(event.request.url);
  const ours = url.origin === home.origin && url.pathname.startsWith(home.pathname);
  const laboratory = url.pathname.startsWith(`${home.pathname}laboratory/`);
  if (event.request.method === "GET" && ours && !laboratory) event.respondWith(answer(event.request));
});
