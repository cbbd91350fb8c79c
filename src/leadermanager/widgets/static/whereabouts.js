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
