// What a page of the site does once it is there: its exercises live, and it shows what the student has done.

import { answering } from "./answering.js";
import { show } from "./host.js";
import { keeping, whenKept } from "./widgets/static/keeping.js";
import { count } from "./widgets/static/standing.js";

const root = document.documentElement.dataset.root ?? "";
const always = new AbortController().signal;

/** @param {string} id */
const data = (id) => JSON.parse(document.getElementById(id)?.textContent ?? "null");

function showWidgets() {
  /** @type {import("./host.js").Kept[]} */
  const widgets = data("widgets") ?? [];
  const answer = answering(data("known"));
  /** @type {NodeListOf<HTMLElement>} */
  const places = document.querySelectorAll("[data-widget]");
  return Promise.all(
    [...places].map((place) => {
      const { module, state } = widgets[Number(place.dataset.widget)];
      return show(place, { module: new URL(module, document.baseURI).href, state }, answer);
    }),
  );
}

const ONE = { done: "done", begun: "begun", open: "not begun" };

// How many of some exercises are done, in words, wherever the page says for which.
function followProgress() {
  /** @type {NodeListOf<HTMLElement>} */
  const places = document.querySelectorAll("[data-exercises]");
  const tell = () => {
    for (const place of places) {
      const ids = (place.dataset.exercises ?? "").split(" ").filter(Boolean);
      const kept = ids.map((id) => [id, keeping(id).get()]).filter(([, state]) => state);
      const { total, done, begun } = count(ids, Object.fromEntries(kept));
      const standing = done === total ? "done" : done || begun ? "begun" : "open";
      const more = begun ? `, ${begun} begun` : "";
      const words = total === 1 ? ONE[standing] : `${done} of ${total} exercises done${more}`;
      if (place.textContent !== words) place.textContent = words;
      place.dataset.standing = standing;
    }
  };
  whenKept(tell, always);
  tell();
}

// What followed from an answer is folded until that is kept: students decide first.
function foldUntilAnswered() {
  /** @type {NodeListOf<HTMLDetailsElement>} */
  const folds = document.querySelectorAll("details.waits");
  const look = () => {
    for (const fold of folds) {
      /** @type {[exercise: string, question: string][]} */
      const until = JSON.parse(fold.dataset.until ?? "[]");
      const answered = until.every(([id, question]) => keeping(id).get()?.value?.[question] !== undefined);
      if (fold.dataset.answered === String(answered)) continue;
      fold.dataset.answered = String(answered);
      fold.open = answered;
    }
  };
  if (folds.length) whenKept(look, always);
  look();
}

// What is wider than the page can be scrolled, by keyboard as well.
function letScroll() {
  const watch = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const wide = target.scrollWidth > target.clientWidth;
      if (wide) target.setAttribute("tabindex", "0");
      else target.removeAttribute("tabindex");
    }
  });
  for (const table of document.querySelectorAll(".table")) watch.observe(table);
}

// A printed page shows what is folded on the screen.
function openForPrint() {
  /** @type {HTMLDetailsElement[]} */
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details")].filter((each) => !each.open && !each.dataset.screen);
    for (const each of opened) each.open = true;
  });
  addEventListener("afterprint", () => {
    for (const each of opened) each.open = false;
  });
}

async function keepForLater() {
  try {
    await navigator.serviceWorker?.register(`${root}worker.js`);
  } catch (problem) {
    console.info(`This page cannot be kept for reading offline: ${problem}`);
  }
}

followProgress();
foldUntilAnswered();
letScroll();
openForPrint();
await showWidgets();
document.documentElement.dataset.ready = "true";
addEventListener("load", keepForLater);
if (document.readyState === "complete") keepForLater();
