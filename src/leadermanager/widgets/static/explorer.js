// The explorer: a slider's move goes to Python; rows come back and go into a picture that is already drawn.

// How long to wait for Python before saying that the picture is not the latest.
const PATIENCE = 2500;

// Vega is sent once to each page, whichever explorer asks first.
const PAGE = Symbol.for("leadermanager.vega");

export default exercise((frame) => {
  const { content, label, model, signal } = frame;
  const positions = () => {
    const kept = frame.state().value?.sliders ?? {};
    return Object.fromEntries(content.sliders.map((one) => [one.id, within(one, kept[one.id])]));
  };
  const found = () => frame.state().value?.met ?? [];
  const settled = () => same(model.get("picture").sliders ?? {}, positions());

  const sliders = content.sliders.map((one) => slider(frame, one, (number) => move(one, number)));
  const picture = livePicture(frame);
  const results = make("dl", { class: "lm-results" });
  const table = make("tbody");
  const head = make("tr");
  const details = make(
    "details",
    { class: "lm-table", ontoggle: () => showTable() },
    make("summary", {}, label("table")),
    make("table", {}, make("thead", {}, head), table),
  );
  // Only an open table follows the sliders: a picture is quicker without it.
  const showTable = () => details.open && fillTable(head, table, content.axes, model.get("picture").rows);
  const away = make("p", { class: "lm-away", role: "alert", hidden: true }, label("away"));
  const challenges = content.challenges.map((one) => challenge(frame, one));

  frame.body.append(
    make(
      "div",
      { class: "lm-explorer" },
      make("div", { class: "lm-sliders" }, ...sliders.map((one) => one.box)),
      make(
        "div",
        { class: "lm-shown" },
        picture.figure,
        away,
        results,
        details,
      ),
    ),
  );
  if (challenges.length) {
    frame.body.append(
      make("h4", { class: "lm-challenges-title" }, label("challenges")),
      make("ol", { class: "lm-challenges" }, ...challenges.map((one) => one.item)),
    );
  }

  let patience;
  function move(one, number) {
    frame.change({ value: { sliders: { ...positions(), [one.id]: number }, met: found() } });
    clearTimeout(patience);
    patience = setTimeout(() => (away.hidden = settled()), PATIENCE);
  }

  function pictureCame() {
    const { rows, numbers, words, met, hints } = model.get("picture");
    picture.push(rows, words);
    results.replaceChildren(
      ...numbers.map(([what, number]) => make("div", {}, make("dt", {}, what), make("dd", {}, number))),
    );
    showTable();
    for (const one of challenges) one.hint(hints[one.id] ?? "");
    if (!settled()) return;
    away.hidden = true;
    const moved = Object.keys(frame.state()).length > 0;
    const fresh = moved ? met.filter((id) => !found().includes(id)) : [];
    if (fresh.length) {
      frame.change({ value: { sliders: positions(), met: [...found(), ...fresh] } });
      const done = content.challenges.filter((one) => fresh.includes(one.id)).map((one) => one.done);
      speak([label("met"), done.join(" "), progress()].join(" "), 0);
    } else if (moved) {
      speak(`${words} ${progress()}`, 900);
    }
  }

  // A moving slider would read out every step; only where it comes to rest is said.
  let speaking;
  function speak(text, after) {
    clearTimeout(speaking);
    speaking = setTimeout(() => frame.say(text), after);
  }

  function progress() {
    if (!content.challenges.length) return "";
    return label("progress", { met: found().length, all: content.challenges.length });
  }

  model.on("change:picture", pictureCame);
  signal?.addEventListener("abort", () => {
    model.off("change:picture", pictureCame);
    clearTimeout(patience);
    clearTimeout(speaking);
  });
  pictureCame();

  return (state) => {
    const at = positions();
    for (const one of sliders) one.show(at[one.id]);
    const moved = Object.keys(state).length > 0;
    for (const one of challenges) one.show(found().includes(one.id), moved);
    if (!moved) {
      clearTimeout(speaking);
      away.hidden = true;
    }
  };
}, undefined, (content, value) =>
  "sliders" in value && content.challenges.every((one) => value.met?.includes(one.id)));

function within(slider, number) {
  const fits = typeof number === "number" && number >= slider.min && number <= slider.max;
  return fits ? number : slider.value;
}

function same(one, other) {
  return Object.keys({ ...one, ...other }).every((id) => one[id] === other[id]);
}

function slider(frame, content, moved) {
  const id = `${frame.ids}-${content.id}`;
  const limits = { min: content.min, max: content.max, step: content.step, autocomplete: "off" };
  const range = make("input", { type: "range", id, ...limits });
  const typed = make("input", {
    type: "number",
    ...limits,
    "aria-label": frame.label("as_number", { label: content.label }),
  });
  const spoken = () => `${range.value} ${content.unit}`.trim();
  range.addEventListener("input", () => moved(Number(range.value)));
  // What is being typed is not overwritten when an answer to an earlier move comes in.
  let typing = false;
  typed.addEventListener("input", () => (typing = true));
  typed.addEventListener("blur", () => {
    typing = false;
    typed.value = range.value; // which may have moved in the meantime
  });
  typed.addEventListener("change", () => {
    typing = false;
    // The range input moves what is typed to the nearest place where the slider can stand.
    if (typed.value !== "") range.value = typed.value;
    moved(Number(range.value));
  });
  const box = make(
    "div",
    { class: `lm-slider lm-${content.colour}` },
    make("label", { for: id }, mark(content.colour), content.label),
    make("span", { class: "lm-number" }, typed, content.unit && make("span", {}, content.unit)),
    range,
  );
  return {
    id: content.id,
    box,
    show(number) {
      range.value = number;
      range.setAttribute("aria-valuetext", spoken());
      if (!typing) typed.value = number;
    },
  };
}

function challenge(frame, content) {
  const state = make("strong");
  const says = make("p", { class: "lm-says" });
  const item = make("li", {}, make("p", {}, state, " ", content.text), says, frame.back());
  let hint = "";
  let now = [false, false];
  const show = (found, moved) => {
    now = [found, moved];
    item.classList.toggle("lm-found", found);
    state.textContent = `${found ? "✓" : "○"} ${frame.label(found ? "met" : "not_met")}:`;
    says.textContent = found ? content.done : moved ? hint : "";
    item.querySelector(".lm-back")?.toggleAttribute("hidden", found || !moved);
  };
  return {
    id: content.id,
    item,
    show,
    hint(text) {
      hint = text;
      show(...now);
    },
  };
}

function fillTable(head, body, [across, up], rows) {
  const lines = [...new Set(rows.map((row) => row.by))];
  const places = [...new Set(rows.map((row) => row.x))];
  const at = new Map(rows.map((row) => [`${row.x} ${row.by}`, row.y]));
  const title = (text) => make("th", { scope: "col" }, text);
  head.replaceChildren(title(across), ...lines.map((line) => title(`${line}: ${up}`)));
  body.replaceChildren(
    ...places.map((x) =>
      make(
        "tr",
        {},
        make("th", { scope: "row" }, String(x)),
        ...lines.map((line) => make("td", {}, at.get(`${x} ${line}`)?.toFixed(1) ?? "")),
      ),
    ),
  );
}

function livePicture(frame) {
  const { content, label, model, signal } = frame;
  const canvas = make("div", { class: "lm-canvas", role: "img", "aria-label": content.chart.title });
  const note = content.chart.note && make("span", { class: "lm-note" }, content.chart.note);
  const caption = make("figcaption", {}, make("strong", {}, content.chart.title), note);
  const figure = make("figure", {}, caption, canvas);
  const waiting = make("p", { class: "lm-waiting" }, label("waiting"));
  canvas.append(waiting);
  let view = null;
  let latest = null;
  let drawing = false;

  // While a picture is drawn newer rows may come; only the newest are drawn next.
  async function draw() {
    if (drawing || !view) return;
    drawing = true;
    while (latest) {
      const rows = latest;
      latest = null;
      view.data("rows", rows.map((row) => ({ ...row })));
      await view.runAsync();
    }
    drawing = false;
  }

  async function begin() {
    try {
      const vegaEmbed = await vegaFor(model, signal);
      const rows = model.get("picture").rows.map((row) => ({ ...row }));
      const spec = { ...content.spec, data: { name: "rows", values: rows } };
      const holder = make("div");
      const options = { mode: "vega-lite", renderer: "svg", actions: false, tooltip: false, defaultStyle: false };
      view = (await vegaEmbed(holder, spec, options)).view;
      // The words stand for the whole picture; its hundred parts would only be read out one by one.
      holder.querySelector("svg").setAttribute("aria-hidden", "true");
      canvas.replaceChildren(holder);
      follow(canvas, view, rows, signal);
      draw();
    } catch (error) {
      waiting.textContent = label("no_picture");
      console.warn(`The picture cannot be drawn: ${error}`);
    }
  }

  begin();
  return {
    figure,
    push(rows, words) {
      latest = rows;
      canvas.setAttribute("aria-label", `${content.chart.title} ${words}`);
      draw();
    },
  };
}

// The picture is laid out anew where the page changes its width, so that its words keep their size.
function follow(canvas, view, rows, signal) {
  const longest = Math.max(...rows.map((row) => row.by.length));
  const lay = () => {
    const whole = Math.floor(canvas.clientWidth);
    if (!whole) return;
    const narrow = whole < 420;
    const padding = { left: 38, top: 26, bottom: 42, right: narrow ? 10 : 18 + 7.5 * longest };
    const width = Math.max(120, whole - padding.left - padding.right);
    view.signal("narrow", narrow).padding(padding).width(width).runAsync();
  };
  const watch = new ResizeObserver(lay);
  watch.observe(canvas);
  signal?.addEventListener("abort", () => {
    watch.disconnect();
    view.finalize();
  });
}

function vegaFor(model, signal) {
  const page = (globalThis[PAGE] ??= newPage());
  const hear = (message, buffers) => {
    if (message === "vega") unpack(buffers[0]).then(page.resolve, page.reject);
  };
  const ask = () => {
    // Another explorer's question may still be on its way; where its kernel ended, this one asks.
    if (page.settled || Date.now() - page.asked < 20000) return;
    page.asked = Date.now();
    try {
      model.send("vega");
    } catch (error) {
      console.info(`No kernel to ask for the picture: ${error}`);
    }
  };
  model.on("msg:custom", hear);
  const again = setInterval(ask, 5000);
  const stop = () => {
    clearInterval(again);
    model.off("msg:custom", hear);
  };
  signal?.addEventListener("abort", stop);
  ask();
  return page.module.finally(stop);
}

function newPage() {
  const page = { asked: -Infinity, settled: false };
  page.module = new Promise((resolve, reject) => Object.assign(page, { resolve, reject }));
  const settle = () => (page.settled = true);
  page.module.then(settle, settle);
  return page;
}

async function unpack(buffer) {
  const plain = new Blob([buffer]).stream().pipeThrough(new DecompressionStream("gzip"));
  const source = await new Response(plain).text();
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  try {
    return (await import(url)).vegaEmbed;
  } finally {
    URL.revokeObjectURL(url);
  }
}
