// What all exercises share. Python joins this file and one widget's own into a single ES module; that one ends
// with `export default exercise(draw, known, done)`.
//
// known(content, key, item) says whether the content still has what the browser kept as value[key], perhaps
// from an older edition of the exercise; what it does not know is dropped.
//
// done(content, value) says whether the student has answered all of it; the list of progress shows that.
//
// draw(frame) builds the widget once, inside frame.body, and returns a function update(state), which is
// called at the start, after every change and after a reset. The frame has:
//   body      the element to fill
//   content   the exercise, as Python read it (plain data)
//   label(name, {placeholder: text})   a text from the labels
//   state()   what the student has done; state().value is what Python gives as .value
//   change(patch)   merge into the state, keep it, send it to Python, call update
//   say(text, more)   put a text, and one more below it, into the status line (screen readers read it aloud)
//   status    that line, for a widget that wants it nearer to where the hand is
//   back(section)   a button that leads to that heading of the notebook; null where there is no section
//   model     the anywidget model, for widgets that exchange messages with Python
//   signal    an AbortSignal, given when the view goes away

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child != null && child !== ""));
  return element;
}

// The course's colours each come with a mark, so that nothing hangs on colour alone.
const MARKS = { leading: "▲", managing: "■", both: "◆", neutral: "●" };

function mark(colour) {
  const known = colour in MARKS ? colour : "neutral";
  return make("span", { class: `lm-mark lm-${known}`, "aria-hidden": "true" }, MARKS[known]);
}

function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}

function literal(value, indent = "") {
  if (value === null || value === undefined) return "None";
  if (value === true) return "True";
  if (value === false) return "False";
  if (Array.isArray(value)) return `[${value.map((item) => literal(item)).join(", ")}]`;
  if (typeof value === "object") {
    const parts = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${literal(item)}`);
    return parts.length > 1 ? `{\n    ${parts.join(`,\n    `)},\n}` : `{${parts.join("")}}`;
  }
  return JSON.stringify(value);
}

function exercise(draw, known = () => true, done = (content, value) => Object.keys(value).length > 0) {
  return { initialize: hearLate, render: ({ model, el, signal }) => show({ draw, known, done }, model, el, signal) };
}

// Open the exercise, and again when saved progress has been put back: it then begins where that ended.
function show(parts, model, el, signal) {
  let view;
  const open = () => {
    view?.abort();
    view = new AbortController();
    el.replaceChildren();
    openFrame(parts, model, el, signal ? AbortSignal.any([signal, view.signal]) : view.signal);
  };
  window.addEventListener(RESTORED, open, { signal });
  open();
}

// anywidget drops whatever Python says to a widget that was not ready two seconds after it was made, which is
// so where a slow computer runs a whole lesson at once. One that is ready listens for itself, as any widget does.
// What anywidget hands over stands in for the model; Backbone's `set` returns the model.
function hearLate({ model }) {
  const whole = model.set({});
  const ordinary = Object.getPrototypeOf(whole.constructor.prototype);
  whole.comm?.on_msg(ordinary._handle_comm_msg.bind(whole));
}

// The usual rule for `done`: every entry of a list of the content has its answer.
function answered(list) {
  return (content, value) => content[list].every((entry) => entry.id in value);
}

function openFrame({ draw, known, done }, model, el, signal) {
  const content = model.get("content");
  const label = (name, values = {}) => fill(model.get("labels")[name] ?? name, values);
  const drawer = keeping(`leadermanager:${content.id}`);
  const ids = `lm-${content.id}-${Math.random().toString(36).slice(2, 8)}`;

  const body = make("div", { class: "lm-body" });
  const status = make("p", { class: "lm-status", role: "status" });
  const reset = make("button", { type: "button", class: "lm-quiet lm-reset" }, label("reset"));
  const answer = content.answer ? answerBox(label, say, () => model.get("state").value ?? {}) : null;
  const root = make(
    "section",
    { class: `lm-exercise lm-${content.kind}`, "aria-labelledby": `${ids}-title` },
    make("h3", { class: "lm-title", id: `${ids}-title` }, content.title),
    make("p", { class: "lm-instructions" }, content.instructions),
    body,
    answer && answer.box,
    make("div", { class: "lm-foot" }, status, reset),
  );
  keepKeys(root, signal);

  function say(...texts) {
    status.replaceChildren(...texts.map((text) => make("span", {}, text)));
  }

  // What the kind does not declare is not kept.
  function keep(patched) {
    const state = fitting(model.get("shape"), patched);
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

  function judged({ done: before, ...state }) {
    return done(content, state.value ?? {}) ? { ...state, done: true } : state;
  }

  // Take up what the browser keeps, as far as the content still knows it.
  function recall() {
    const kept = fitting(model.get("shape"), drawer.get());
    if (!kept?.value) return;
    const value = Object.entries(kept.value).filter(([key, item]) => known(content, key, item));
    const state = judged({ ...kept, value: Object.fromEntries(value) });
    if (JSON.stringify(state) !== JSON.stringify(model.get("state"))) keep(state);
  }

  recall();
  const frame = {
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
    state: () => model.get("state"),
    change: (patch) => keep(judged({ ...model.get("state"), ...patch })),
  };
  const update = draw(frame);
  const refresh = () => {
    const state = model.get("state");
    update(state);
    reset.disabled = Object.keys(state).length === 0;
    if (answer) answer.update();
  };
  model.on("change:state", refresh);
  signal?.addEventListener("abort", () => model.off("change:state", refresh));
  reset.addEventListener("click", () => {
    keep({});
    say(label("reset_done"));
    body.querySelector("button, input")?.focus();
  });
  el.append(root);
  refresh();
}

// What the page is told when an exercise has kept something, and when saved progress has been put back.
const KEPT = "leadermanager:kept";
const RESTORED = "leadermanager:restored";

// The browser may refuse storage (private windows); the exercise then works as long as the page is open.
function keeping(key) {
  return {
    get() {
      try {
        return JSON.parse(localStorage.getItem(key));
      } catch {
        return null;
      }
    },
    put(state) {
      try {
        if (Object.keys(state).length) localStorage.setItem(key, JSON.stringify(state));
        else localStorage.removeItem(key);
      } catch {
        console.info("This browser keeps nothing: the exercise is forgotten when the page is closed.");
      }
      window.dispatchEvent(new Event(KEPT));
    },
  };
}

// Notebooks take letters and arrows as commands (b adds a cell, dd deletes one). JupyterLab listens before
// any element does, but passes over elements that carry the attribute below; others listen afterwards.
function keepKeys(root, signal) {
  const ours = (event) =>
    !(event.ctrlKey || event.metaKey || event.altKey || (event.shiftKey && event.key === "Enter"));
  const guard = (event) => {
    if (root.contains(event.target)) root.toggleAttribute("data-lm-suppress-shortcuts", ours(event));
  };
  window.addEventListener("keydown", guard, { capture: true, signal });
  root.addEventListener("keydown", (event) => {
    if (ours(event)) event.stopPropagation();
  });
}

function scrollToHeading(root, section) {
  const plain = (text) => text.replace(/[¶#]/g, "").replace(/\s+/g, " ").trim().toLowerCase();
  const page = root.closest(".jp-Notebook") ?? document;
  const headings = [...page.querySelectorAll("h1, h2, h3, h4")];
  const found = headings.find((h) => !root.contains(h) && plain(h.textContent) === plain(section));
  found?.scrollIntoView({ block: "start" });
  return Boolean(found);
}

function answerBox(label, say, value) {
  const code = make("code");
  const copy = make("button", { type: "button", class: "lm-quiet" }, label("copy"));
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(code.textContent);
      say(label("copied"));
    } catch {
      getSelection().selectAllChildren(code);
      say(label("copy_by_hand"));
    }
  });
  const title = make("p", { class: "lm-answer-title" }, label("answer"));
  const text = make("pre", { tabindex: "0", role: "group", "aria-label": label("answer") }, code);
  return {
    box: make("div", { class: "lm-answer" }, make("div", {}, title, copy), text),
    update: () => (code.textContent = literal(value())),
  };
}
