// Which notebook a widget stands in, by the name of its file: a page does not tell its widgets, but shows it.

function notebookAround(element) {
  const panel = element.closest(".jp-NotebookPanel");
  const tab = panel && document.querySelector(`.lm-TabBar-tab[data-id="${CSS.escape(panel.id)}"] .lm-TabBar-tabLabel`);
  if (tab) return tab.textContent;
  // A page with one notebook has no tabs, and its name in the address.
  const { pathname, searchParams } = new URL(location.href);
  if (!pathname.includes("/notebooks/")) return "";
  return (searchParams.get("path") ?? decodeURIComponent(pathname)).split("/").at(-1);
}
