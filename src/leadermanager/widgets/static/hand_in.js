// The button to hand in. Python looks at the saved file; the page saves it first, and downloads the bundle.

function showHandIn({ model, el, signal }) {
  const content = model.get("content");
  const label = (name, values = {}) => fill(model.get("labels")[name] ?? name, values);
  const ask = asking(model, signal, el);
  const alone = oneAtATime(() => say(label("away")));
  const id = `lm-hand-in-${Math.random().toString(36).slice(2, 8)}`;

  const typed = { type: "text", value: content.name, autocomplete: "off", maxlength: 100 };
  const name = make("input", { ...typed, id: `${id}-name` });
  const found = make("ul", {});
  const remarks = make("div", { class: "lm-remarks", hidden: true }, make("h4", {}, label("remarks")), found);
  const button = (text, act) => make("button", { type: "button", onclick: () => alone(act) }, label(text));
  const first = button("hand_in", look);
  const again = button("check_again", look);
  const anyway = button("as_it_is", async () => {
    say(label("saving"));
    await saveNotebook(root, ask);
    await bundle();
  });
  const status = make("p", { class: "lm-status", role: "status" });
  const root = make(
    "section",
    { class: "lm-exercise lm-hand-in", "aria-labelledby": `${id}-title` },
    make("h3", { class: "lm-title", id: `${id}-title` }, label("title", content)),
    make("p", { class: "lm-instructions" }, label("instructions")),
    make("label", { class: "lm-ask", for: name.id }, label("name")),
    name,
    remarks,
    make("div", { class: "lm-buttons" }, first, again, anyway),
    make("div", { class: "lm-foot" }, status),
  );
  keepKeys(root, signal);
  el.append(root);
  offer(false);

  const say = (...texts) => status.replaceChildren(...texts.map((text) => make("span", {}, text)));

  // There is one button, or a choice of two; a button that goes away hands on the focus.
  function offer(choice) {
    const focused = [first, again, anyway].includes(document.activeElement);
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

export default { initialize: hearLate, render: showHandIn };
