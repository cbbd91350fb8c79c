// Cards are buttons: pick one and then a place, press the number of a place on it, or drag it there.

// A few cards at a time, so that cards and places are in sight together.
const IN_SIGHT = 3;

export default exercise((frame) => {
  const { root, body, content, label, say, status, signal } = frame;
  const { cards, places } = content;
  const placeOf = Object.fromEntries(places.map((place) => [place.id, place]));
  let picked = null;
  let latest = null;

  const trayList = make("ul", { class: "lm-cards" });
  const trayTitle = make("h4", { id: `${frame.ids}-tray` }, label("tray"));
  const trayNote = make("p", { class: "lm-note" });
  const tray = make("div", { class: "lm-tray", role: "group", "aria-labelledby": trayTitle.id }, trayTitle, trayList, trayNote);
  const bins = Object.fromEntries(places.map((place, index) => [place.id, makeBin(place, index)]));
  const items = Object.fromEntries(cards.map((card) => [card.id, makeCard(card)]));
  const numbers = places.map((_, index) => index + 1).join(", ");
  status.classList.add("lm-strip");
  body.append(
    tray,
    status,
    make("div", { class: "lm-bins", style: `--lm-count: ${places.length}` }, ...Object.values(bins).map((b) => b.box)),
    make("p", { class: "lm-keys" }, label("keys", { numbers })),
  );

  function makeBin(place, index) {
    const number = make("kbd", { "aria-hidden": "true" }, String(index + 1));
    const name = make("span", { class: "lm-name" }, place.name);
    const header = make(
      "button",
      { type: "button", class: "lm-place", "aria-label": label("place", { place: place.name }) },
      mark(place.colour), name, number,
    );
    const list = make("ul", { class: "lm-cards" });
    const box = make(
      "div",
      { class: `lm-bin lm-${place.colour}`, role: "group", "aria-label": place.name, "data-place": place.id },
      header, list,
    );
    box.addEventListener("click", (event) => {
      if (event.target.closest(".lm-card-item")) return;
      if (picked) put(picked, place.id);
      else say(label("pick_first"));
    });
    return { box, list, header };
  }

  function makeCard(card) {
    const verdict = make("span", { class: "lm-verdict" });
    const button = make(
      "button",
      { type: "button", class: "lm-card", "aria-pressed": "false", "data-card": card.id },
      make("span", {}, card.text), verdict,
    );
    const feedback = make("p", { class: "lm-feedback" });
    const back = frame.back(card.section || content.section);
    const item = make("li", { class: "lm-card-item" }, button, feedback, back);
    button.addEventListener("click", () => pick(picked === card.id ? null : card.id));
    button.addEventListener("keydown", (event) => onKey(event, card));
    letDrag(button, card.id);
    return { item, button, verdict, feedback, back };
  }

  function onKey(event, card) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    const place = places[Number(event.key) - 1];
    if (step) {
      const all = [...body.querySelectorAll(".lm-card")];
      all[(all.indexOf(event.target) + step + all.length) % all.length].focus();
    } else if (place) put(card.id, place.id);
    else if (["0", "Backspace", "Delete"].includes(event.key)) takeBack(card.id);
    else if (event.key === "Escape") pick(null);
    else return;
    event.preventDefault();
  }

  function pick(id) {
    const before = picked;
    picked = id;
    show(frame.state());
    if (id) say(label("picked", { card: textOf(id) }));
    else if (before) say(label("dropped", { card: textOf(before) }));
  }

  function put(id, place) {
    picked = null;
    latest = id;
    const state = frame.state();
    const tries = { ...state.tries };
    if (state.value?.[id] !== place) tries[id] = (tries[id] ?? 0) + 1;
    const ours = root.contains(document.activeElement);
    frame.change({ value: { ...state.value, [id]: place }, tries });
    const { right, text } = judge(id, place);
    const said = label(right ? "said_right" : "said_wrong", { place: placeOf[place].name, feedback: text });
    say(said, progress(frame.state()));
    // A right card is done with, so the keyboard goes on to the next one; a wrong one stays in hand.
    const next = right && trayList.querySelector(".lm-card");
    if (ours) (next || items[id].button).focus();
  }

  function takeBack(id) {
    const { [id]: gone, ...value } = frame.state().value ?? {};
    if (!gone) return;
    frame.change({ value });
    say(label("back_in_tray", { card: textOf(id) }));
    items[id].button.focus();
  }

  const textOf = (id) => cards.find((card) => card.id === id).text;
  const judge = (id, place) => cards.find((card) => card.id === id).feedback[place];
  const placed = (state) => cards.filter((card) => state.value?.[card.id]);

  function progress(state) {
    const done = placed(state);
    const right = done.filter((card) => judge(card.id, state.value[card.id]).right);
    const first = right.filter((card) => (state.tries?.[card.id] ?? 1) === 1);
    const numbers = { total: cards.length, placed: done.length, right: right.length, first: first.length };
    if (!done.length) return label("start", numbers);
    if (done.length < cards.length) return label("progress", numbers);
    if (right.length < cards.length) return label("look_again", { ...numbers, wrong: label("wrong") });
    return label("finished", numbers);
  }

  function show(state) {
    const open = cards.filter((card) => !state.value?.[card.id]);
    const held = document.activeElement;
    fillList(trayList, open.slice(0, IN_SIGHT));
    trayTitle.textContent = label("tray", { count: open.length });
    trayNote.textContent = open.length ? "" : label("tray_empty");
    for (const place of places) {
      const here = cards.filter((card) => !open.includes(card) && state.value[card.id] === place.id);
      fillList(bins[place.id].list, here.sort((a, b) => (b.id === latest) - (a.id === latest)));
    }
    for (const card of cards) {
      const { item, button, verdict, feedback, back } = items[card.id];
      const answer = card.feedback[state.value?.[card.id]];
      button.setAttribute("aria-pressed", String(picked === card.id));
      item.classList.toggle("lm-right", answer?.right === true);
      item.classList.toggle("lm-wrong", answer?.right === false);
      verdict.textContent = answer ? `${answer.right ? "✓" : "↺"} ${label(answer.right ? "right" : "wrong")}` : "";
      // While sorting, the strip says why a card was right; at the end every card says so, to read again.
      feedback.textContent = answer && (!answer.right || !open.length) ? answer.text : "";
      if (back) back.hidden = answer?.right !== false;
    }
    root.classList.toggle("lm-picking", picked !== null);
    if (held !== document.activeElement && root.contains(held)) held.focus();
  }

  function fillList(list, wanted) {
    const now = wanted.map((card) => items[card.id].item);
    if (now.length !== list.children.length || now.some((item, index) => item !== list.children[index])) {
      list.replaceChildren(...now);
    }
  }

  // Fingers scroll the page, so they pick and place; mouse and pen may drag.
  function letDrag(button, id) {
    let start = null;
    let dragging = false;
    const binAt = (event) => document.elementFromPoint(event.clientX, event.clientY)?.closest(".lm-bin, .lm-tray");
    const mine = (box) => (box && root.contains(box) ? box : null);
    const point = (box) => {
      for (const other of [tray, ...Object.values(bins).map((bin) => bin.box)]) other.classList.toggle("lm-over", other === box);
    };
    const stop = () => {
      start = null;
      button.style.transform = "";
      button.classList.remove("lm-dragged");
      point(null);
    };
    button.addEventListener("pointerdown", (event) => {
      dragging = false;
      if (event.pointerType === "touch" || event.button !== 0) return;
      start = { x: event.clientX, y: event.clientY };
    });
    window.addEventListener("pointermove", (event) => {
      if (!start) return;
      const [x, y] = [event.clientX - start.x, event.clientY - start.y];
      if (!dragging && Math.hypot(x, y) < 6) return;
      if (!dragging) getSelection().removeAllRanges();
      dragging = true;
      button.classList.add("lm-dragged");
      button.style.transform = `translate(${x}px, ${y}px)`;
      point(mine(binAt(event)));
    }, { signal });
    window.addEventListener("pointerup", (event) => {
      if (!start) return;
      const box = dragging ? mine(binAt(event)) : null;
      stop();
      if (box === tray) takeBack(id);
      else if (box) put(id, box.dataset.place);
    }, { signal });
    window.addEventListener("pointercancel", stop, { signal });
    button.addEventListener("dragstart", (event) => event.preventDefault());
    // The click that ends a drag is not a pick.
    button.addEventListener("click", (event) => dragging && event.stopImmediatePropagation(), { capture: true });
    button.addEventListener("keydown", () => (dragging = false));
  }

  say(progress(frame.state()));
  return (state) => {
    if (!placed(state).length) picked = latest = null;
    show(state);
  };
}, (content, id, place) => content.cards.some((card) => card.id === id && place in card.feedback), answered("cards"));
