// The button to hand in. Python looks at the saved file; the page saves it first, and downloads the bundle.

import { asking, download, oneAtATime } from "./asking.js";
import { make } from "./elements.js";
import { hearLate } from "./hearing.js";
import { labelsOf } from "./labels.js";
import { openPanel } from "./panel.js";
import { clock, saveNotebook } from "./saving.js";
import { notebookAround } from "./whereabouts.js";

/** @type {import("@anywidget/types").Render} */
function render({ model, el, signal }) {
  const content = model.get("content");
  const label = labelsOf(model);
  const head = { title: label("title", content), instructions: label("instructions") };
  const { root, body, ids, say } = openPanel({ kind: "hand-in", id: "hand-in", ...head }, signal);
  const ask = asking(model, signal, () => notebookAround(el));
  const alone = oneAtATime(() => say(label("away")));

  const typed = { type: "text", value: content.name, autocomplete: "off", maxlength: 100 };
  const name = make("input", { ...typed, id: `${ids}-name` });
  const found = make("ul");
  const remarks = make("div", { class: "lm-remarks", hidden: true }, make("h4", {}, label("remarks")), found);
  /** @type {(text: string, act: () => Promise<void>) => HTMLButtonElement} */
  const button = (text, act) => make("button", { type: "button", onclick: () => alone(act) }, text);
  const first = button(label("hand_in"), look);
  const again = button(label("check_again"), look);
  const anyway = button(label("as_it_is"), async () => {
    say(label("saving"));
    await saveNotebook(root, ask);
    await bundle();
  });
  body.append(
    make("label", { class: "lm-ask", for: name.id }, label("name")),
    name,
    remarks,
    make("div", { class: "lm-buttons" }, first, again, anyway),
  );
  el.append(root);
  offer(false);

  /**
   * Offer one button, or a choice of two; a button that goes away hands on the focus.
   *
   * @param {boolean} choice
   */
  function offer(choice) {
    const focused = [first, again, anyway].some((each) => each === document.activeElement);
    first.hidden = choice;
    again.hidden = anyway.hidden = !choice;
    if (focused) (choice ? again : first).focus();
  }

  // Save, look, and hand in at once where there is nothing to look at.
  async function look() {
    say(label("saving"));
    const { saved, fresh, refused } = await saveNotebook(root, ask);
    if (refused) return say(refused);
    say(label("checking"));
    const answer = await ask({ ask: "check" });
    if (answer.refused) return say(answer.refused);
    const late = fresh ? [] : [label("unsaved", { time: clock(saved) })];
    /** @type {string[]} */
    const texts = [...late, ...answer.remarks];
    found.replaceChildren(...texts.map((text) => make("li", {}, text)));
    remarks.hidden = !texts.length;
    offer(texts.length > 0);
    if (!texts.length) return bundle();
    const count = texts.length === 1 ? label("one") : label("many", { count: texts.length });
    say(label("look", { count }));
  }

  async function bundle() {
    const answer = await ask({ ask: "bundle", name: name.value });
    if (answer.refused) {
      say(answer.refused);
      return name.focus();
    }
    download(answer.file, answer.content, "application/zip");
    say(label("done", { file: answer.file, time: clock(answer.saved) }), label("next"));
  }
}

export default { initialize: hearLate, render };
