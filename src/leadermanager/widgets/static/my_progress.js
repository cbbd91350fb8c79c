// The list of what is done. The browser has the exercises' states; Python knows the lessons and has the files.

const MARKS_OF = { done: "●", begun: "◐", open: "○" };
const ROOM = "leadermanager:"; // what the keys of the exercises begin with

function kept(ids) {
  const states = {};
  for (const id of ids) {
    const state = keeping(ROOM + id).get();
    if (state && typeof state === "object" && Object.keys(state).length) states[id] = state;
  }
  return states;
}

const standing = (state) => (!state ? "open" : state.done === true ? "done" : "begun");

function hasStorage() {
  try {
    localStorage.setItem("leadermanager-asks", "1");
    localStorage.removeItem("leadermanager-asks");
    return true;
  } catch {
    return false;
  }
}

function showProgress({ model, el, signal }) {
  const { lessons, format, version } = model.get("content");
  const label = (name, values = {}) => fill(model.get("labels")[name] ?? name, values);
  const ids = lessons.flatMap((lesson) => Object.keys(lesson.exercises));
  const ask = asking(model, signal, el);
  const alone = oneAtATime(() => say(label("away")));
  const heading = `lm-progress-${Math.random().toString(36).slice(2, 8)}`;

  const sum = make("p", { class: "lm-sum" });
  const parts = lessons.map((lesson) => lessonPart(lesson, label));
  const status = make("p", { class: "lm-status", role: "status" });
  const input = make("input", { type: "file", accept: ".json,.zip", hidden: true, onchange: restore });
  const button = (name, act) => make("button", { type: "button", onclick: act }, label(name));
  const buttons = [
    button("save_progress", saveProgress),
    button("save_work", () => alone(saveWork)),
    button("restore", () => input.click()),
  ];
  const root = make(
    "section",
    { class: "lm-exercise lm-my-progress", "aria-labelledby": heading },
    make("h3", { class: "lm-title", id: heading }, label("title")),
    make("p", { class: "lm-instructions" }, label("instructions")),
    sum,
    make("div", { class: "lm-lessons" }, ...parts.map((part) => part.box)),
    make("h4", {}, label("keep")),
    make("p", { class: "lm-why" }, label("why")),
    make("div", { class: "lm-buttons" }, ...buttons, input),
    make("div", { class: "lm-foot" }, status),
  );
  keepKeys(root, signal);
  el.append(root);

  const say = (...texts) => status.replaceChildren(...texts.map((text) => make("span", {}, text)));

  function show() {
    const states = kept(ids);
    for (const part of parts) part.show(states);
    sum.textContent = inWords(label, "all", count(ids, states));
  }

  function savedProgress() {
    const states = kept(ids);
    const file = { format, version, saved: new Date().toISOString(), exercises: states };
    return { text: JSON.stringify(file, null, 1), count: Object.keys(states).length };
  }

  const counted = (count) => label(count === 1 ? "one" : "many", { count });
  const named = (what, ending) => `${what}-${new Date().toISOString().slice(0, 10)}.${ending}`;

  function saveProgress() {
    const { text, count } = savedProgress();
    const file = named(format, "json");
    download(file, text, "application/json");
    say(label("saved_progress", { file, exercises: counted(count) }));
  }

  async function saveWork() {
    say(label("saving"));
    const { saved, fresh } = await saveNotebook(root, ask);
    const { text, count } = savedProgress();
    const answer = await ask({ ask: "pack", progress: text });
    if (answer.refused) return say(answer.refused);
    const file = named("leadermanager-work", "zip");
    download(file, answer.content, "application/zip");
    const notebooks = answer.notebooks.join(", ") || label("no_notebooks");
    const late = fresh ? [] : [label("unsaved", { time: clock(saved) })];
    const bare = answer.bare ? [label("bare")] : [];
    say(label("saved_work", { file, exercises: counted(count), notebooks }), ...bare, ...late);
  }

  function restore() {
    const [file] = input.files;
    input.value = "";
    if (file) alone(() => putBack(file));
  }

  async function putBack(file) {
    say(label("restoring"));
    const answer = await ask({ ask: "restore" }, await file.arrayBuffer());
    if (answer.refused) return say(answer.refused);
    const states = Object.entries(answer.exercises);
    for (const [id, state] of states) keeping(ROOM + id).put(state);
    window.dispatchEvent(new Event(RESTORED));
    show();
    const told = ["replaced", "beside", "same", "left_out", "unread"]
      .filter((what) => answer[what].length)
      .map((what) => label(what, { names: answer[what].join(", ") }));
    const first = states.length || !told.length
      ? [label(states.length ? "restored" : "nothing", { exercises: counted(states.length), file: file.name })]
      : [];
    if (answer.unknown && states.length) told.push(label("unknown", { exercises: counted(answer.unknown) }));
    say(...first, ...told);
  }

  // Another tab, or an exercise of this page, has kept something; or the reader comes back to the page.
  for (const event of ["storage", KEPT, "focus"]) window.addEventListener(event, show, { signal });
  show();
  if (!hasStorage()) say(label("no_storage"));
}

function count(ids, states) {
  const all = ids.map((id) => standing(states[id]));
  const of = (what) => all.filter((one) => one === what).length;
  return { total: ids.length, done: of("done"), begun: of("begun") };
}

const inWords = (label, name, counts) => label(counts.begun ? `${name}_begun` : name, counts);

function lessonPart(lesson, label) {
  const ids = Object.keys(lesson.exercises);
  const said = make("span", { class: "lm-said" });
  const bar = make("span", { class: "lm-bar", "aria-hidden": "true" }, make("span", {}));
  const rows = ids.map((id) => {
    const shape = make("span", { class: "lm-shape", "aria-hidden": "true" });
    const word = make("span", { class: "lm-word" });
    return { id, shape, word, item: make("li", {}, shape, make("span", {}, lesson.exercises[id]), word) };
  });
  const name = make("span", { class: "lm-name" }, `${Number(lesson.number)}. ${lesson.title}`);
  const list = make("ul", {}, ...rows.map((row) => row.item));
  return {
    box: make("details", {}, make("summary", {}, name, bar, said), list),
    show(states) {
      const counts = count(ids, states);
      said.textContent = inWords(label, "lesson", counts);
      bar.firstChild.style.width = `${(100 * counts.done) / counts.total}%`;
      for (const row of rows) {
        const now = standing(states[row.id]);
        row.shape.textContent = MARKS_OF[now];
        row.word.textContent = label(now);
        row.item.className = `lm-is-${now}`;
      }
    },
  };
}

export default { initialize: hearLate, render: showProgress };
