// Which notebook a widget stands in, and where its neighbours are: a page does not tell its widgets, but shows it.

/**
 * @param {Element} element
 * @returns {string} empty where the page does not show it
 */
export function notebookAround(element) {
  const panel = element.closest(".jp-NotebookPanel");
  const own = panel && `.lm-TabBar-tab[data-id="${CSS.escape(panel.id)}"] .lm-TabBar-tabLabel`;
  const tab = own && document.querySelector(own);
  if (tab) return tab.textContent ?? "";
  // A page with one notebook has no tabs, and its name in the address.
  const { pathname, searchParams } = new URL(location.href);
  if (!pathname.includes("/notebooks/")) return "";
  return (searchParams.get("path") ?? decodeURIComponent(pathname)).split("/").at(-1) ?? "";
}

/**
 * Return the path by which JupyterLab knows a file beside the notebook that is open.
 *
 * @param {string} name
 * @param {string} address the path of the page's address
 * @returns {string} empty where this is not JupyterLab
 */
export function besideInLab(name, address) {
  const found = /\/lab(?:\/workspaces\/[^/]+)?\/tree\/(.+)$/.exec(decodeURIComponent(address));
  return found ? found[1].replace(/[^/]*$/, name) : "";
}

/** @typedef {{ name: string, path: string, type: string }} Entry a file or a folder, as the contents API lists it */

/**
 * Return the path of a notebook, in the folder that the server was started in or in one of those below.
 *
 * @param {string} name
 * @param {(path: string) => Promise<Entry[]>} list what a folder has
 * @returns {Promise<string>} empty where it is in none of them
 */
export async function foundBelow(name, list) {
  const here = await list("");
  const folders = here.filter(({ type }) => type === "directory");
  const below = await Promise.all(folders.map(({ path }) => list(path)));
  const found = [...here, ...below.flat()].find((entry) => entry.type === "notebook" && entry.name === name);
  return found?.path ?? "";
}

/**
 * Return what this page's server has in a folder; nothing where the page has none.
 *
 * @param {string} path
 * @returns {Promise<Entry[]>}
 */
export async function listed(path) {
  const server = pageServer();
  if (!server) return [];
  const answer = await fetch(server.listAddress(path));
  return answer.ok ? (await answer.json()).content : [];
}

/**
 * Return the address that opens a notebook in a page of its own.
 *
 * @param {string} path
 * @returns {string} empty where the page has no server
 */
export const openAddress = (path) => pageServer()?.openAddress(path) ?? "";

/** What gives this page its notebooks; null where nothing does. */
function pageServer() {
  const config = document.querySelector("#jupyter-config-data")?.textContent;
  return config ? server(JSON.parse(config)) : null;
}

/**
 * Return where a server has its lists and its pages: Jupyter's own, or a folder of plain files, of which JupyterLite
 * makes one, and which answers to whole names only.
 *
 * @param {{ baseUrl?: string, litePluginSettings?: object }} config what the page says of it
 */
export function server({ baseUrl = "/", litePluginSettings }) {
  return litePluginSettings
    ? {
        listAddress: (/** @type {string} */ path) =>
          `${baseUrl}api/contents/${path ? `${encodeURI(path)}/` : ""}all.json`,
        openAddress: (/** @type {string} */ path) =>
          `${baseUrl}lab/index.html?path=${encodeURIComponent(path)}`,
      }
    : {
        listAddress: (/** @type {string} */ path) =>
          `${baseUrl}api/contents/${encodeURI(path)}?content=1&type=directory`,
        openAddress: (/** @type {string} */ path) => `${baseUrl}lab/tree/${encodeURI(path)}`,
      };
}

/**
 * Return whether the page's address names a notebook, so that a link may name another one beside it.
 *
 * @param {string} address the path of the page's address
 */
export const namesNotebook = (address) => /\/(tree|notebooks)\/.+\.ipynb$/.test(decodeURIComponent(address));
