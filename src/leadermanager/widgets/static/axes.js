// Items are buttons: pick one, and its marker in the field takes the arrow keys, or click in the field, drag, or
// use the two sliders. Moving judges nothing; putting the item down does.

// A few items at a time, so that items and field are in sight together.
const IN_SIGHT = 3;
const STEP = 0.5;
const LEAP = 2;
const MIDDLE = [5, 5];
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

export default exercise((frame) => {
  const { root, body, content, label, say, status, signal } = frame;
  const { items, regions } = content;
  const numberOf = Object.fromEntries(items.map((item, index) => [item.id, index + 1]));
  const itemOf = Object.fromEntries(items.map((item) => [item.id, item]));
  let picked = null;
  let at = MIDDLE;

  const trayList = make("ul", { class: "lm-items" });
  const trayTitle = make("h4", { id: `${frame.ids}-tray` }, label("tray"));
  const trayNote = make("p", { class: "lm-note" });
  const tray = make("div", { class: "lm-tray", role: "group", "aria-labelledby": trayTitle.id }, trayTitle, trayList, trayNote);

  const areas = regions.map((region) =>
    make("div", { class: "lm-region", style: boxStyle(region) }, make("span", {}, region.name)));
  const names = make("p", { class: "lm-heard", id: `${frame.ids}-regions` });
  const field = make("div", {
    class: "lm-field", role: "group", "aria-describedby": names.id,
    "aria-label": label("field", { x: content.x.name, y: content.y.name }),
  }, ...areas);
  // The rim around the field belongs to it, so that its very edge can be hit.
  const rim = make("div", { class: "lm-rim" }, field);
  const plot = make(
    "div", { class: "lm-plot" },
    make("p", { class: "lm-end" }, `↑ ${content.y.name}: ${content.y.high}`),
    rim,
    make("p", { class: "lm-end" }, `↓ ${content.y.name}: ${content.y.low}`),
    make(
      "p", { class: "lm-end lm-ends" },
      make("span", {}, `← ${content.x.name}: ${content.x.low}`), make("span", {}, `${content.x.name}: ${content.x.high} →`),
    ),
    names,
  );
  const hand = makeHand();
  const placedTitle = make("h4", { id: `${frame.ids}-placed` }, label("placed"));
  const placedList = make("ul", { class: "lm-items lm-placed", "aria-labelledby": placedTitle.id });
  const parts = Object.fromEntries(items.map((item) => [item.id, makeItem(item)]));
  field.append(...items.map((item) => parts[item.id].marker));
  status.classList.add("lm-strip");
  body.append(
    tray,
    make("div", { class: "lm-desk" }, plot, make("div", { class: "lm-side" }, hand.box, status)),
    placedTitle, placedList,
    make("p", { class: "lm-note lm-keys" }, label("keys")),
  );

  rim.addEventListener("click", (event) => {
    if (picked) put(picked, pointOf(event));
    else say(label("pick_first"));
  });

  function boxStyle({ x, y }) {
    return `left: ${x[0] * 10}%; bottom: ${y[0] * 10}%; width: ${(x[1] - x[0]) * 10}%; height: ${(y[1] - y[0]) * 10}%`;
  }

  function makeItem(item) {
    const number = numberOf[item.id];
    const verdict = make("span", { class: "lm-verdict" });
    const button = make(
      "button", { type: "button", class: "lm-item", "aria-pressed": "false", "data-item": item.id },
      make("span", { class: "lm-number", "aria-hidden": "true" }, String(number)), make("span", {}, item.text, verdict),
    );
    const feedback = make("p", { class: "lm-feedback" });
    const back = frame.back(item.section || content.section);
    const row = make("li", {}, button, feedback, back);
    const marker = make(
      "button", { type: "button", class: "lm-marker", tabindex: "-1", "data-marker": item.id }, String(number),
    );
    button.addEventListener("click", () => (picked === item.id ? putDown() : pick(item.id)));
    marker.addEventListener("click", (event) => {
      // With another item in hand, a click on this marker means the spot below it.
      if (picked && picked !== item.id) return;
      event.stopPropagation();
      if (picked) put(item.id, at);
      else pick(item.id);
    });
    marker.addEventListener("keydown", (event) => onKey(event, item.id));
    button.addEventListener("keydown", (event) => event.key === "Escape" && putDown());
    for (const [handle, ghost] of [[button, true], [marker, false]]) {
      letDrag(handle, {
        root, signal, ghost, zone: ".lm-rim",
        begin: () => take(item.id),
        over: (box, event) => {
          if (!box) return;
          at = pointOf(event);
          show(frame.state());
        },
        drop: (box, event) => put(item.id, pointOf(event)),
        end: () => {
          picked = null;
          show(frame.state());
        },
      });
    }
    return { row, button, verdict, feedback, back, marker };
  }

  function makeHand() {
    const text = make("p", { class: "lm-text" });
    const sliders = ["x", "y"].map((axis, index) => {
      const { name, low, high } = content[axis];
      const id = `${frame.ids}-${axis}`;
      const input = make("input", { type: "range", id, min: 0, max: 10, step: STEP, "data-axis": axis });
      const output = make("output", { for: id });
      input.addEventListener("input", () => {
        at = at.map((old, which) => (which === index ? Number(input.value) : old));
        show(frame.state());
      });
      const set = (value) => {
        input.value = value;
        output.textContent = String(value);
        input.setAttribute("aria-valuetext", `${value} (0: ${low}, 10: ${high})`);
      };
      return { set, box: make("div", { class: "lm-slider" }, make("label", { for: id }, name), output, input) };
    });
    const button = make("button", { type: "button", class: "lm-main" }, label("put"));
    button.addEventListener("click", () => put(picked, at));
    const box = make(
      "div", { class: "lm-hand", role: "group", "aria-label": label("hand") },
      text, ...sliders.map((slider) => slider.box), button,
    );
    return { box, text, sliders };
  }

  function onKey(event, id) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = ARROWS[event.key];
    if (arrow) {
      if (picked !== id) take(id);
      const step = event.shiftKey ? LEAP : STEP;
      at = at.map((old, axis) => Math.min(10, Math.max(0, old + arrow[axis] * step)));
      show(frame.state());
      say(label("at", { where: where(at) }));
    } else if (event.key === "Escape") putDown();
    else return;
    event.preventDefault();
  }

  const tidy = (number) => Math.min(10, Math.max(0, Math.round(number / STEP) * STEP));

  function pointOf(event) {
    const box = field.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (box.bottom - event.clientY) / box.height].map((part) => tidy(part * 10));
  }

  function take(id) {
    picked = id;
    at = frame.state().value?.[id] ?? MIDDLE;
  }

  function pick(id) {
    take(id);
    show(frame.state());
    say(label("picked", { item: itemOf[id].text, where: where(at) }));
    parts[id].marker.focus();
  }

  function putDown() {
    if (!picked) return;
    const id = picked;
    picked = null;
    show(frame.state());
    say(label("dropped", { item: itemOf[id].text }));
    parts[id].button.focus();
  }

  function put(id, point) {
    picked = null;
    const state = frame.state();
    const before = state.value?.[id];
    const tries = { ...state.tries };
    if (!before || regionAt(before) !== regionAt(point)) tries[id] = (tries[id] ?? 0) + 1;
    frame.change({ value: { ...state.value, [id]: point }, tries });
    const { right, text } = judge(id, point);
    const said = label(right ? "said_right" : "said_wrong", { where: where(point), feedback: text });
    say(`${numberOf[id]}. ${said}`, progress(frame.state()));
    // A right item is done with, so the keyboard goes on to the next one; a wrong one stays at hand.
    const next = right && trayList.querySelector("button");
    (next || parts[id].marker).focus({ preventScroll: true });
  }

  const inside = (number, [from, to]) => from <= number && (number < to || (number === to && to === 10));
  const regionAt = ([x, y]) => regions.find((region) => inside(x, region.x) && inside(y, region.y));

  function judge(id, point) {
    const region = regionAt(point);
    return region ? itemOf[id].feedback[region.id] : { right: false, text: content.between };
  }

  function where(point) {
    const words = label("where", { x_name: content.x.name, x: point[0], y_name: content.y.name, y: point[1] });
    const region = regionAt(point);
    return region && shown(frame.state()) ? label("where_in", { where: words, region: region.name }) : words;
  }

  const placed = (state) => items.filter((item) => state.value?.[item.id]);
  const shown = (state) => content.show_regions || placed(state).length === items.length;

  function progress(state) {
    const done = placed(state);
    const right = done.filter((item) => judge(item.id, state.value[item.id]).right);
    const first = right.filter((item) => (state.tries?.[item.id] ?? 1) === 1);
    const numbers = { total: items.length, placed: done.length, right: right.length, first: first.length };
    if (!done.length) return label("start", numbers);
    if (done.length < items.length) return label("progress", numbers);
    if (right.length < items.length) return label("look_again", { ...numbers, wrong: label("wrong") });
    return label("finished", numbers);
  }

  function show(state) {
    const done = placed(state);
    const open = items.filter((item) => !done.includes(item));
    fillList(trayList, open.slice(0, IN_SIGHT));
    fillList(placedList, done);
    trayTitle.textContent = label("tray", { count: open.length });
    trayNote.textContent = open.length ? "" : label("tray_empty");
    placedTitle.hidden = !done.length;
    field.classList.toggle("lm-bare", !shown(state));
    names.textContent = shown(state) ? label("regions", { regions: regions.map((region) => region.name).join(", ") }) : "";
    const spots = {};
    for (const item of items) {
      const { row, button, verdict, feedback, back, marker } = parts[item.id];
      const point = picked === item.id ? at : state.value?.[item.id];
      const answer = state.value?.[item.id] && judge(item.id, state.value[item.id]);
      button.setAttribute("aria-pressed", String(picked === item.id));
      for (const element of [row, marker]) {
        element.classList.toggle("lm-right", answer?.right === true);
        element.classList.toggle("lm-wrong", answer?.right === false);
      }
      verdict.textContent = answer
        ? `${answer.right ? "✓" : "↺"} ${label(answer.right ? "right" : "wrong")} (${where(state.value[item.id])})` : "";
      feedback.textContent = answer && (!answer.right || !open.length) ? answer.text : "";
      if (back) back.hidden = answer?.right !== false;
      marker.hidden = !point;
      marker.classList.toggle("lm-held", picked === item.id);
      marker.tabIndex = picked === item.id ? 0 : -1;
      if (!point) continue;
      marker.style.left = `${point[0] * 10}%`;
      marker.style.bottom = `${point[1] * 10}%`;
      // Markers on the same spot are fanned out, so that each can be seen.
      const shift = (spots[point] = (spots[point] ?? -1) + 1);
      marker.style.setProperty("--lm-shift", `${shift * 8}px`);
      marker.setAttribute("aria-label", `${numberOf[item.id]}: ${item.text} ${where(point)}`);
    }
    hand.box.hidden = !picked;
    if (!picked) return;
    hand.text.textContent = `${numberOf[picked]}. ${itemOf[picked].text}`;
    hand.sliders.forEach((slider, index) => slider.set(at[index]));
  }

  function fillList(list, wanted) {
    const now = wanted.map((item) => parts[item.id].row);
    if (now.length !== list.children.length || now.some((row, index) => row !== list.children[index])) {
      list.replaceChildren(...now);
    }
  }

  say(progress(frame.state()));
  return (state) => {
    if (!Object.keys(state).length) picked = null;
    show(state);
  };
}, (content, id, point) => content.items.some((item) => item.id === id) && point.length === 2, answered("items"));
