// Which notebook a widget stands in, by the name of its file: a page does not tell its widgets, but shows it.

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
