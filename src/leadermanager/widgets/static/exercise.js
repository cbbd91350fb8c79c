// The shell of every exercise: it keeps what the student does in the browser, and sends it to Python whenever a
// kernel listens.

import { make } from "./elements.js";
import { hearLate } from "./hearing.js";
import { keeping, RESTORED } from "./keeping.js";
import { labelsOf } from "./labels.js";
import { openPanel } from "./panel.js";
import { fitting } from "./shape.js";

/** @import { AnyModel, AnyWidget, RenderProps } from "@anywidget/types" */
/** @import { Label } from "./labels.js" */

/**
 * What every exercise's content has; each kind adds its own.
 *
 * @typedef {object} Content
 * @property {string} kind
 * @property {string} id
 * @property {string} title
 * @property {string} instructions
 * @property {string} section the heading that feedback points back to; may be empty
 */

/**
 * What the student has done: `value` is what Python gives as `.value`, `done` whether that is all of it; each kind
 * adds its own.
 *
 * @typedef {{ value?: object, done?: boolean }} State
 */

/**
 * What a kind has to work with.
 *
 * @template {object} C its content, as Python read it
 * @template {State} S its state
 * @typedef {object} Frame
 * @property {HTMLElement} root
 * @property {HTMLElement} body the element to fill
 * @property {C & Content} content
 * @property {string} ids what the ids of its elements begin with
 * @property {Label} label
 * @property {() => S} state
 * @property {(patch: Partial<S>) => void} change merge into the state, keep it, send it to Python, show it
 * @property {(...texts: string[]) => void} say put texts below each other into the status line
 * @property {HTMLElement} status that line, for a widget that wants it nearer to where the hand is
 * @property {(section?: string) => HTMLButtonElement | null} back a button that leads to that heading of the
 *   notebook; null where there is no section
 * @property {AnyModel} model for widgets that exchange messages with Python
 * @property {AbortSignal | undefined} signal given when the view goes away
 */

/**
 * Build the widget once, and return what shows a state: it is called at the start, after every change and after a
 * reset.
 *
 * @template {object} C
 * @template {State} S
 * @callback Draw
 * @param {Frame<C, S>} frame
 * @returns {(state: S) => void}
 */

/**
 * What the page judges of answers: `tidy` keeps the part that the content still knows, since the browser may have
 * kept it from an older edition, and `done` says whether that is all there is to answer.
 *
 * @template {object} C
 * @template {State} S
 * @typedef {object} Judging
 * @property {(content: C, value: Record<string, unknown>) => NonNullable<S["value"]>} tidy
 * @property {(content: C, value: NonNullable<S["value"]>) => boolean} done
 */

/**
 * Return the widget of a kind of exercise.
 *
 * @template {object} C
 * @template {State} S
 * @param {Draw<C, S>} draw
 * @param {Judging<C, S>} judging
 * @returns {AnyWidget}
 */
export function exercise(draw, judging) {
  return { initialize: hearLate, render: (view) => show(draw, judging, view) };
}

/**
 * Open the exercise, and again when saved progress has been put back: it then begins where that ended.
 *
 * @template {object} C
 * @template {State} S
 * @param {Draw<C, S>} draw
 * @param {Judging<C, S>} judging
 * @param {RenderProps} view
 */
function show(draw, judging, { signal, ...view }) {
  /** @type {AbortController | undefined} */
  let opened;
  const again = () => {
    opened?.abort();
    opened = new AbortController();
    view.el.replaceChildren();
    const gone = signal ? AbortSignal.any([signal, opened.signal]) : opened.signal;
    open(draw, judging, { ...view, signal: gone });
  };
  window.addEventListener(RESTORED, again, { signal });
  again();
}

/**
 * @template {object} C
 * @template {State} S
 * @param {Draw<C, S>} draw
 * @param {Judging<C, S>} judging
 * @param {RenderProps} view
 */
function open(draw, { tidy, done }, { model, el, signal }) {
  /** @type {C & Content} */
  const content = model.get("content");
  /** @returns {S} */
  const stateNow = () => model.get("state");
  const drawer = keeping(content.id);
  const label = labelsOf(model);
  const { root, body, status, foot, ids, say } = openPanel(content, signal);
  const reset = make("button", { type: "button", class: "lm-quiet lm-reset" }, label("reset"));
  foot.append(reset);

  /** @param {unknown} data of which what the kind declares is kept */
  const declared = (data) => /** @type {S | undefined} */ (fitting(model.get("shape"), data));

  /** @param {S} patched */
  function keep(patched) {
    const state = declared(patched) ?? /** @type {S} */ ({});
    drawer.put(state);
    model.set("state", state);
    try {
      model.save_changes();
    } catch (error) {
      // Without a kernel the browser's copy is all there is; Python gets it when the cell is run again.
      console.info(`Kept in the browser only: ${error}`);
    }
  }

  function back(section = content.section) {
    if (!section) return null;
    const button = make("button", { type: "button", class: "lm-quiet lm-back" }, label("back", { section }));
    button.addEventListener("click", () => {
      if (!scrollToHeading(root, section)) say(label("back_lost", { section }));
    });
    return button;
  }

  /**
   * @param {S} state
   * @returns {S}
   */
  function judged({ done: _before, ...state }) {
    const all = done(content, state.value ?? {});
    return /** @type {S} */ (all ? { ...state, done: true } : state);
  }

  // Take up what the browser keeps, as far as the content still knows it.
  function recall() {
    const kept = declared(drawer.get());
    if (!kept?.value) return;
    const state = judged({ ...kept, value: tidy(content, { ...kept.value }) });
    if (JSON.stringify(state) !== JSON.stringify(stateNow())) keep(state);
  }

  recall();
  const update = draw({
    root,
    body,
    content,
    ids,
    label,
    say,
    status,
    back,
    model,
    signal,
    state: stateNow,
    change: (patch) => keep(judged({ ...stateNow(), ...patch })),
  });
  const refresh = () => {
    const state = stateNow();
    update(state);
    reset.disabled = Object.keys(state).length === 0;
  };
  model.on("change:state", refresh);
  signal?.addEventListener("abort", () => model.off("change:state", refresh));
  reset.addEventListener("click", () => {
    keep(/** @type {S} */ ({}));
    say(label("reset_done"));
    /** @type {HTMLElement | null} */ (body.querySelector("button, input"))?.focus();
  });
  el.append(root);
  refresh();
}

/**
 * Scroll to a heading of the notebook that the widget stands in; return whether there is one.
 *
 * @param {HTMLElement} root
 * @param {string} section
 */
function scrollToHeading(root, section) {
  /** @param {string | null} text */
  const plain = (text) => text?.replace(/[¶#]/g, "").replace(/\s+/g, " ").trim().toLowerCase();
  const page = root.closest(".jp-Notebook") ?? document;
  const headings = [...page.querySelectorAll("h1, h2, h3, h4")];
  const found = headings.find((h) => !root.contains(h) && plain(h.textContent) === plain(section));
  found?.scrollIntoView({ block: "start" });
  return Boolean(found);
}
