// Tells exercises whether the page is light or dark, before anything is drawn.

const dark = matchMedia("(prefers-color-scheme: dark)");
const tell = () => document.documentElement.setAttribute("data-jp-theme-light", String(!dark.matches));
dark.addEventListener("change", tell);
addEventListener("beforeprint", () => document.documentElement.setAttribute("data-jp-theme-light", "true"));
addEventListener("afterprint", tell);
tell();
