// People are buttons in a picture, and rows of a list: choose in either. What is chosen is a draft; "Send" makes it
// the value, Python answers with the steps of the spread, and the same button then shows one step after the other.

// How long to wait for Python before saying that nothing was sent.
const PATIENCE = 2500;
const SHOWN_TRIES = 6;
const VIEWS = ["reports", "asks", "trusts"];
const MARK = { carrier: "★", believes: "●", heard: "◐", unheard: "○" };
const SVG = "http://www.w3.org/2000/svg";
const MOVING = 450; // milliseconds that people take from one picture to the other, as in network.css
const SAME_ROW = 0.001; // of the height

export default exercise((frame) => {
  const { body, content, label, say, status, model, signal, ids } = frame;
  const { people, choose } = content;
  const personOf = Object.fromEntries(people.map((person) => [person.id, person]));
  const named = (all) => all.map((id) => personOf[id].name).join(", ");
  const trusting = (id) => people.filter((person) => person.trusts.includes(id)).map((person) => person.id);
  const leads = (id) => people.some((person) => person.boss === id);
  const asking = (id) => people.filter((person) => person.asks.includes(id));
  let view = "reports";
  let pointed = null;

  const draft = () => (frame.state().draft ?? frame.state().value?.carriers ?? []).filter((id) => id in personOf);
  const sent = () => frame.state().value?.carriers ?? [];
  const answered = () => same(model.get("run").carriers ?? [], sent()) && sent().length > 0;
  // The run is on show as long as the choice that it came from stays untouched.
  const running = () => answered() && same(draft(), sent());
  const stepNow = () => Math.min(frame.state().step ?? 0, model.get("run").numbers?.steps ?? 0);
  const atEnd = () => running() && stepNow() === model.get("run").numbers.steps;

  function stateOf(id) {
    if (!running()) return draft().includes(id) ? "chosen" : "";
    const { heard, believed } = model.get("run");
    if (believed[id] === 0) return "carrier";
    if (believed[id] <= stepNow()) return "believes";
    return heard[id] <= stepNow() ? "heard" : "unheard";
  }

  // The picture.
  const lines = document.createElementNS(SVG, "svg");
  lines.setAttribute("aria-hidden", "true");
  const spots = Object.fromEntries(people.map((person) => [person.id, makeSpot(person)]));
  const field = make(
    "div", { class: "lm-people", role: "group", "aria-label": label("field"), style: `--lm-rows: ${content.rows}` },
    lines, ...people.map((person) => spots[person.id].button),
  );
  const views = make("fieldset", { class: "lm-views" }, make("legend", {}, label("view")), ...VIEWS.map(makeView));
  const arrow = make("p", { class: "lm-note" });
  const detail = make("p", { class: "lm-detail" });
  const key = make("p", { class: "lm-note lm-key" }, ...Object.entries(MARK).map(([state, mark]) =>
    make("span", {}, make("span", { "aria-hidden": "true" }, `${mark} `), label(state))));

  // What is done with it.
  const main = make("button", { type: "button", class: "lm-main", onclick: act });
  const skip = make("button", { type: "button", onclick: () => show(model.get("run").numbers.steps) }, label("to_the_end"));
  const away = make("p", { class: "lm-away", role: "alert", hidden: true }, label("away"));
  const verdict = make("p", { class: "lm-feedback", "aria-live": "polite" });
  const back = frame.back();
  const tries = make("ul", { class: "lm-tries" });
  const triesTitle = make("h4", {}, label("tries"));
  const rows = Object.fromEntries(people.map((person) => [person.id, makeRow(person)]));
  const list = make(
    "details", { class: "lm-list" }, make("summary", {}, label("list")),
    make("ul", {}, ...people.map((person) => rows[person.id].item)),
  );
  status.classList.add("lm-strip");
  body.append(
    make("p", { class: "lm-goal" }, label("goal", { goal: content.goal, people: people.length })),
    views, arrow, field, ...(content.note ? [make("p", { class: "lm-note" }, content.note)] : []), key, detail,
    make("div", { class: "lm-act" }, main, skip, status), away, verdict,
    ...(back ? [back] : []), triesTitle, tries, list, make("p", { class: "lm-note" }, label("keys")),
  );

  function makeSpot(person) {
    const mark = make("span", { class: "lm-state", "aria-hidden": "true" });
    const button = make(
      "button", { type: "button", class: "lm-person", "data-person": person.id, tabindex: "-1" },
      mark, make("span", { class: "lm-short", "aria-hidden": "true" }, person.short),
      make("span", { class: "lm-initials", "aria-hidden": "true" }, person.initials),
    );
    button.addEventListener("click", () => toggle(person.id));
    button.addEventListener("focus", () => point(person.id));
    button.addEventListener("pointerenter", () => point(person.id));
    button.addEventListener("keydown", (event) => move(event, person.id));
    return { button, mark };
  }

  function makeView(name) {
    const input = make("input", { type: "radio", name: `${ids}-view`, value: name });
    input.checked = name === view;
    input.addEventListener("change", () => {
      view = name;
      refresh();
      followMoves();
    });
    return make("label", {}, input, label(name));
  }

  function makeRow(person) {
    const box = make("input", { type: "checkbox" });
    const state = make("span", { class: "lm-state-word" });
    const about = make("p", {});
    box.addEventListener("change", () => toggle(person.id));
    const item = make("li", { "data-person": person.id }, make("label", {}, box, make("strong", {}, person.name), state), about);
    return { item, box, state, about };
  }

  // In words, for the list and below the picture.
  function describe(person) {
    const { id, name } = person;
    const by = trusting(id);
    const chosen = person.trusts.filter((other) => draft().includes(other)).length;
    return [
      person.about && `${person.about}.`,
      person.boss ? label("reports_to", { boss: personOf[person.boss].name }) : label("at_the_top"),
      by.length ? label("trusted_by", { count: by.length, names: named(by) }) : label("trusted_by_nobody", { name }),
      person.trusts.length ? label("trusts_whom", { names: named(person.trusts) }) : label("trusts_nobody"),
      label("asked_by", { count: asking(id).length }),
      person.needs && label("needs", { needs: person.needs }),
      !draft().includes(id) && chosen && label("trusts_chosen", { count: chosen }),
    ].filter(Boolean).join(" ");
  }

  // Shares of the picture's width and height.
  function place(person) {
    return person.at[view === "reports" ? "reports" : "trusts"];
  }

  function point(id) {
    pointed = id;
    refresh();
  }

  function toggle(id) {
    const before = draft();
    const had = before.includes(id);
    if (!had && before.length >= choose) {
      refresh();
      return say(label("full", { choose }));
    }
    const now = had ? before.filter((other) => other !== id) : [...before, id];
    frame.change({ value: frame.state().value ?? {}, draft: now });
    say(choice());
  }

  function choice() {
    const now = draft();
    if (!now.length) return label("choice_none");
    return label("choice", { count: now.length, choose, names: named(now) });
  }

  function move(event, id) {
    const turn = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!turn || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const next = beside(id, turn);
    if (next) spots[next].button.focus();
  }

  // Left and right stay in the row; up and down go to the next row with people in it, to whom is nearest there.
  // Where people will stand counts, for after a change of the view they are still on their way.
  function beside(id, [x, y]) {
    const [left, top] = place(personOf[id]);
    const ahead = people.map((person) => {
      const [to, at] = place(person);
      return { other: person.id, across: to - left, down: at - top };
    }).filter(({ across, down }) => (x ? across * x > 0 && Math.abs(down) < SAME_ROW : down * y > SAME_ROW));
    const rank = ({ across, down }) => (x ? Math.abs(across) : Math.abs(down) * 10000 + Math.abs(across));
    return ahead.sort((one, two) => rank(one) - rank(two))[0]?.other;
  }

  function act() {
    if (running()) return show(atEnd() ? 0 : stepNow() + 1);
    if (!draft().length) return say(label("choose_first"));
    frame.change({ value: { carriers: draft() }, draft: draft(), step: 0 });
    say("");
    setTimeout(() => (away.hidden = answered()), PATIENCE);
    if (answered()) begin();
  }

  function show(step) {
    frame.change({ step });
    say(...sentences());
  }

  // Python has answered: show where it begins, and write the try down.
  function begin() {
    away.hidden = true;
    const { carriers, numbers } = model.get("run");
    const before = frame.state().tries ?? [];
    const last = before[before.length - 1];
    if (!last || !same(last.carriers, carriers)) {
      frame.change({ tries: [...before, { carriers, believed: numbers.believed }] });
    }
    say(...sentences());
  }

  function sentences() {
    const { heard, believed, numbers } = model.get("run");
    const step = stepNow();
    const until = (steps) => Object.values(steps).filter((at) => at <= step).length;
    const newly = Object.keys(believed).filter((id) => believed[id] === step);
    const said = step === 0
      ? [label("step_0", { count: numbers.carriers })]
      : [
        label("step", { ...numbers, step, heard: until(heard), believed: until(believed) }),
        newly.length ? label("newly", { names: named(newly) }) : label("newly_none"),
      ];
    return atEnd() ? [...said, label("end")] : said;
  }

  // Lines between people, drawn anew where the page changes its width or people move.
  function draw() {
    const { clientWidth: width, clientHeight: height } = field;
    lines.setAttribute("viewBox", `0 0 ${width} ${height}`);
    // A button stands with its middle where its left and top say.
    const box = (id) => {
      const { offsetLeft: x, offsetTop: y, offsetWidth: w, offsetHeight: h } = spots[id].button;
      return { x, y, w: w / 2 + 3, h: h / 2 + 3 };
    };
    const boxes = Object.fromEntries(people.map((person) => [person.id, box(person.id)]));
    const ends = ["carrier", "believes", "chosen"];
    const drawn = [];
    for (const person of people) {
      const others = view === "reports" ? [person.boss].filter(Boolean) : person[view];
      for (const other of others) {
        const near = pointed && (person.id === pointed || other === pointed);
        const live = view === "trusts" && ends.includes(stateOf(other));
        const layer = near ? 2 : live ? 1 : 0;
        const [from, to] = [boxes[person.id], boxes[other]];
        const stacked = !leads(person.id) && Math.abs(from.x - to.x) < 2;
        const shape = view !== "reports" ? arrowTo(from, to, layer) : [(stacked ? rail : tie)(from, to, layer)];
        drawn.push({ layer, shape });
      }
    }
    drawn.sort((one, other) => one.layer - other.layer);
    lines.replaceChildren(...drawn.flatMap((one) => one.shape));
  }

  function part(tag, layer, attributes) {
    const element = document.createElementNS(SVG, tag);
    const all = { class: `lm-tie lm-tie-${layer}`, ...attributes };
    for (const [name, value] of Object.entries(all)) element.setAttribute(name, value);
    return element;
  }

  function tie(from, to, layer) {
    const [[x1, y1], [x2, y2]] = [rim(from, to), rim(to, from)];
    return part("line", layer, { x1, y1, x2, y2 });
  }

  function arrowTo(from, to, layer) {
    const [[ax, ay], [bx, by]] = [rim(from, to), rim(to, from)];
    const turn = Math.atan2(by - ay, bx - ax);
    const wing = (angle) => [bx - 8 * Math.cos(turn + angle), by - 8 * Math.sin(turn + angle)].join(",");
    return [tie(from, to, layer), part("polygon", layer, { points: `${bx},${by} ${wing(0.42)} ${wing(-0.42)}` })];
  }

  // People who stand below each other under one boss hang on a rail beside them, not on each other.
  function rail(from, to, layer) {
    const widest = Math.max(...people.map((person) => spots[person.id].button.offsetWidth)) / 2;
    const x = to.x - widest - 4;
    const points = [[from.x - from.w + 3, from.y], [x, from.y], [x, to.y], [to.x - to.w + 3, to.y]];
    return part("polyline", layer, { points: points.join(" ") });
  }

  // Where the line from one box to another leaves it.
  function rim(box, other) {
    const [dx, dy] = [other.x - box.x, other.y - box.y];
    const part = Math.min(dx ? box.w / Math.abs(dx) : Infinity, dy ? box.h / Math.abs(dy) : Infinity, 0.5);
    return [box.x + dx * part, box.y + dy * part];
  }

  function followMoves() {
    const end = performance.now() + MOVING + 50;
    const again = () => {
      draw();
      if (performance.now() < end) requestAnimationFrame(again);
    };
    again();
  }

  function refresh() {
    const on = running();
    for (const person of people) {
      const { button, mark } = spots[person.id];
      const { item, box, state: word, about } = rows[person.id];
      const state = stateOf(person.id);
      const chosen = draft().includes(person.id);
      const [x, y] = place(person);
      button.style.left = `${x * 100}%`;
      button.style.top = `${y * 100}%`;
      button.dataset.state = state;
      button.setAttribute("aria-pressed", String(chosen));
      button.setAttribute("aria-label", on ? `${person.name}: ${label(state)}` : person.name);
      button.classList.toggle("lm-tied", Boolean(pointed) && tied(person, personOf[pointed]));
      button.tabIndex = person.id === (pointed ?? people[0].id) ? 0 : -1;
      mark.textContent = on ? MARK[state] : chosen ? MARK.carrier : "";
      box.checked = chosen;
      word.textContent = state ? ` (${label(state)})` : "";
      about.textContent = describe(person);
    }
    arrow.textContent = label(`${view}_arrow`);
    key.hidden = !on;
    detail.textContent = pointed ? `${personOf[pointed].name}: ${describe(personOf[pointed])}` : label("nobody_chosen");
    main.textContent = label(!on ? "send" : atEnd() ? "again" : "next");
    skip.hidden = !on || atEnd();
    showVerdict();
    draw();
  }

  function tied(person, other) {
    if (view === "reports") return person.boss === other.id || other.boss === person.id;
    return person[view].includes(other.id) || other[view].includes(person.id);
  }

  // The verdict waits for the end of the run; afterwards it stays, for the next choice.
  function showVerdict() {
    const run = model.get("run");
    const told = answered() && (!running() || atEnd());
    const word = run.reached ? `✓ ${label("reached")}` : `↺ ${label("not_reached")}`;
    verdict.replaceChildren(...(told ? [
      make("span", {}, label("summary", run.numbers)), " ", make("strong", {}, word), " ", make("span", {}, run.say),
    ] : []));
    verdict.classList.toggle("lm-stale", told && !running());
    if (back) back.hidden = !told || run.reached;
    const all = (frame.state().tries ?? []).filter((one) => one.carriers.every((id) => id in personOf));
    const finished = told ? all : all.slice(0, -1);
    triesTitle.hidden = !finished.length;
    tries.replaceChildren(...finished.map((one, index) =>
      make("li", {}, label("try", { number: index + 1, names: named(one.carriers), believed: one.believed }))).slice(-SHOWN_TRIES));
  }

  const runCame = () => {
    if (running() && (frame.state().step ?? 0) === 0) begin();
    refresh();
  };
  model.on("change:run", runCame);
  const watch = new ResizeObserver(draw);
  watch.observe(field);
  signal?.addEventListener("abort", () => {
    model.off("change:run", runCame);
    watch.disconnect();
  });
  field.addEventListener("pointerleave", () => {
    point(people.find((person) => spots[person.id].button === document.activeElement)?.id ?? null);
  });

  say(running() ? sentences().join(" ") : draft().length ? choice() : label("start", { choose, people: people.length }));
  return (state) => {
    if (!Object.keys(state).length) pointed = null;
    refresh();
  };
}, (content, key, carriers) => key === "carriers" && Array.isArray(carriers)
  && carriers.every((id) => content.people.some((person) => person.id === id)));

function same(one, other) {
  return one.length === other.length && one.every((id) => other.includes(id));
}
