// Shows widgets where there is no Python. anywidget's front ends ask little of the page that they are in
// (anywidget.dev, "Anywidget Front-End Module"): a model to read from, to write to and to listen to, and an element.

/** @import { AnyModel, AnyWidget } from "@anywidget/types" */

/**
 * A widget as the page has it: the module that shows it, and its state when the lesson had been run.
 *
 * @typedef {{ module: string, state: Record<string, unknown> }} Kept
 */

/**
 * What is said in place of Python: plain data, with the bytes of a file if one came with it.
 *
 * @typedef {(question: Record<string, unknown>, file: ArrayBuffer | undefined) => Record<string, unknown>} Answer
 */

/**
 * Return a model of a widget.
 *
 * @param {Record<string, unknown>} state
 * @param {Answer} answer
 * @returns {AnyModel}
 */
export function makeModel(state, answer) {
  /** @type {Map<string, Set<(...told: any[]) => void>>} */
  const listening = new Map();
  /**
   * @param {string} event
   * @param {unknown[]} told
   */
  function tell(event, ...told) {
    for (const act of [...(listening.get(event) ?? [])]) act(...told);
  }
  const model = {
    /** @param {string} name */
    get: (name) => state[name],
    /**
     * @param {string | Record<string, unknown>} name
     * @param {unknown} [value]
     */
    set(name, value) {
      const changes = typeof name === "string" ? { [name]: value } : name;
      const changed = Object.keys(changes).filter(
        (each) => JSON.stringify(state[each]) !== JSON.stringify(changes[each]),
      );
      Object.assign(state, changes);
      for (const each of changed) tell(`change:${each}`, model, state[each]);
      if (changed.length) tell("change", model);
      return model;
    },
    // What is written is kept by the browser (`keeping.js`); nobody else waits for it.
    save_changes() {},
    /**
     * @param {Record<string, unknown>} question
     * @param {unknown} [_callbacks]
     * @param {ArrayBuffer[]} [files]
     */
    send(question, _callbacks, files = []) {
      const said = { number: question.number, ...answer(question, files[0]) };
      queueMicrotask(() => tell("msg:custom", said, []));
    },
    /**
     * @param {string} event
     * @param {(...told: any[]) => void} act
     */
    on(event, act) {
      for (const each of event.split(" ")) listening.set(each, (listening.get(each) ?? new Set()).add(act));
    },
    /**
     * @param {string} [event]
     * @param {(...told: any[]) => void} [act]
     */
    off(event, act) {
      for (const [name, all] of listening) {
        if (event && !event.split(" ").includes(name)) continue;
        if (act) all.delete(act);
        else all.clear();
      }
    },
  };
  return /** @type {AnyModel} */ (/** @type {unknown} */ (model));
}

/**
 * Show a widget in an element.
 *
 * @param {HTMLElement} el
 * @param {Kept} kept
 * @param {Answer} answer
 */
export async function show(el, { module, state }, answer) {
  /** @type {{ default: AnyWidget }} */
  const { default: widget } = await import(module);
  const { initialize, render } = typeof widget === "function" ? await widget() : widget;
  const model = makeModel(state, answer);
  const signal = new AbortController().signal;
  const whole = /** @type {any} */ ({ model, el, signal });
  await initialize?.(whole);
  el.replaceChildren();
  await render?.(whole);
}
