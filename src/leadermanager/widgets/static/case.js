// A case is played one quarter at a time: read, choose, read what followed. At its end the path taken stands
// beside the ways not taken. Python walked every path, so a path's key leads to all there is to show.

export default exercise((frame) => {
  const { body, content, label, say, status } = frame;
  const { quarters, meters, kinds, scenes, endings, turns, ends } = content;
  const total = quarters.length;
  const key = (path) => path.join("/");
  const pathOf = (state) => state.value?.path ?? [];
  const playsOf = (state) => state.value?.plays ?? [];
  const results = Object.values(ends);
  const wins = results.filter((end) => end.wins).length;
  // How many outcomes have been read; the next one is on show until its button is pressed.
  let read = pathOf(frame.state()).length;

  const board = make("div", { class: "lm-board" });
  const stage = make("div", { class: "lm-stage" });
  const next = make("button", { type: "button", class: "lm-main", onclick: goOn });
  const debrief = make("div", { class: "lm-debrief" });
  body.append(board, stage, status, next, debrief);

  const level = (meter, number) => meter.words[meter.bounds.filter((bound) => number >= bound).length];
  const inWords = (numbers) =>
    meters.map((meter, at) => label("meter", { name: meter.name, number: numbers[at], word: level(meter, numbers[at]) })).join("; ");
  const paragraphs = (text) => text.split(/\n\s*\n/).map((part) => make("p", {}, part.trim()));
  const sceneAt = (path) => scenes[turns[key(path)].scene];
  const choiceIn = (scene, id) => scene.choices.find((choice) => choice.id === id);
  const saidAfter = (path) => choiceIn(sceneAt(path.slice(0, -1)), path.at(-1)).outcomes[turns[key(path)].outcome];
  const numbered = (number) => label("number", { number, total, name: quarters[number - 1] });
  const list = (words) =>
    words.length > 1 ? label("and", { first: words.slice(0, -1).join(", "), last: words.at(-1) }) : words[0];

  function decide(choice) {
    if (!choice) return say(label("choose_first"));
    const state = frame.state();
    const path = [...pathOf(state), choice];
    const others = playsOf(state).filter((play) => key(play) !== key(path));
    frame.change({ value: { path, plays: key(path) in ends ? [...others, path] : playsOf(state) } });
    next.focus({ preventScroll: true });
  }

  function goOn() {
    read = pathOf(frame.state()).length;
    show(frame.state());
    (debrief.querySelector("h4") ?? stage.querySelector("h4")).focus();
  }

  function goBack(path) {
    read = path.length;
    frame.change({ value: { path, plays: playsOf(frame.state()) } });
    stage.querySelector("h4").focus();
  }

  function show(state) {
    const path = pathOf(state);
    read = Math.min(read, path.length);
    const reading = read < path.length;
    const turn = turns[key(path)];
    const ended = !reading && key(path) in ends;
    drawBoard(turn.meters);
    stage.hidden = ended;
    next.hidden = !reading;
    const last = path.length === total;
    next.textContent = label(last ? "to_debrief" : "next");
    debrief.replaceChildren(...(ended ? debriefed(path, playsOf(state)) : []));
    if (ended) return say(label("ended", { meters: inWords(turn.meters) }));
    stage.replaceChildren(...(reading ? outcome(path) : situation(path)));
    if (reading) say(saidAfter(path), moved(turns[key(path.slice(0, -1))].meters, turn.meters));
    else say(label("playing", { meters: inWords(turn.meters) }));
  }

  function drawBoard(numbers) {
    board.replaceChildren(...meters.map((meter, at) => make(
      "div", { class: `lm-meter lm-${meter.colour}` },
      make("p", { class: "lm-reading" }, mark(meter.colour), label("meter", { name: meter.name, number: numbers[at], word: level(meter, numbers[at]) })),
      make(
        "div", { class: "lm-bar", "aria-hidden": "true" },
        make("div", { class: "lm-level", style: `width: ${numbers[at]}%` }),
        make("div", { class: "lm-goal", style: `left: ${meter.goal}%` }),
      ),
      make("p", { class: "lm-about" }, `${meter.about} (${label("goal", { goal: meter.goal })})`),
    )));
  }

  function moved(before, after) {
    return `${meters.map(({ name }, at) => label(after[at] === before[at] ? "same" : "moved", { name, before: before[at], after: after[at] })).join("; ")}.`;
  }

  const heading = (scene) => [
    make("p", { class: "lm-number" }, numbered(scene.quarter)),
    make("h4", { tabindex: "-1" }, scene.title),
  ];

  function situation(path) {
    const scene = sceneAt(path);
    const name = `${frame.ids}-choice`;
    const inputs = scene.choices.map(({ id }) => make("input", { type: "radio", name, id: `${name}-${id}`, value: id }));
    const rows = scene.choices.map(({ text }, at) =>
      make("label", { class: "lm-option", for: inputs[at].id }, inputs[at], make("span", {}, text)));
    const button = make("button", { type: "button", class: "lm-main" }, label("decide"));
    button.addEventListener("click", () => decide(inputs.find((input) => input.checked)?.value));
    return [
      make(
        "div", { class: "lm-scene" },
        ...heading(scene),
        ...paragraphs(scene.text),
        ...turns[key(path)].notes.flatMap((note) => paragraphs(scene.notes[note])),
        make("fieldset", {}, make("legend", {}, label("choose")), ...rows),
        button,
      ),
      path.length ? soFar(path) : "",
    ];
  }

  function soFar(path) {
    const steps = path.map((id, at) => make(
      "li", {},
      make("p", {}, make("strong", {}, `${quarters[at]}: `), choiceIn(sceneAt(path.slice(0, at)), id).text),
      make("p", {}, saidAfter(path.slice(0, at + 1))),
    ));
    return make("details", {}, make("summary", {}, label("so_far")), make("ol", {}, ...steps));
  }

  function outcome(path) {
    const scene = sceneAt(path.slice(0, -1));
    const chosen = choiceIn(scene, path.at(-1)).text;
    return [make("div", { class: "lm-scene" }, ...heading(scene), make("p", {}, label("you_chose", { choice: chosen })))];
  }

  function debriefed(path, plays) {
    const end = ends[key(path)];
    const ending = endings[turns[key(path)].ending];
    const reached = meters.filter((meter, at) => end.meters[at] >= meter.goal).length;
    const near = list(end.near.map((number) => label("quarter", { number })));
    return [
      make("h4", { tabindex: "-1" }, ending.title),
      ...paragraphs(ending.text),
      make(
        "p", { class: "lm-verdict" },
        label(reached === 2 ? "both" : reached ? "one" : "neither", { wins, total: results.length }),
        end.wins ? "" : ` ${label("near", { quarters: near })}`,
      ),
      map(end, plays.filter((play) => key(play) !== key(path)).map((play) => ends[key(play)])),
      make("h4", {}, label("debrief")),
      ...path.map((id, at) => wayAt(path.slice(0, at), id)),
      plays.length > 1 ? playsTable(plays) : "",
      make("button", { type: "button", class: "lm-main", onclick: () => goBack([]) }, label("again")),
    ];
  }

  function wayAt(before, chosen) {
    const scene = sceneAt(before);
    const own = choiceIn(scene, chosen);
    const others = scene.choices.filter((choice) => choice !== own);
    const number = scene.quarter;
    return make(
      "section", { class: "lm-turn" },
      make("h5", {}, `${numbered(number)}. ${scene.title}`),
      make(
        "div", { class: "lm-ways" },
        make("div", { class: "lm-own-way" }, make("p", { class: "lm-tag" }, label("yours")), way(before, own), make("p", { class: "lm-feedback" }, saidAfter([...before, chosen]))),
        make("div", {}, make("p", { class: "lm-tag" }, label("others")), ...others.map((choice) => way(before, choice))),
      ),
      make("button", { type: "button", class: "lm-quiet", onclick: () => goBack(before) }, label("take_other", { number })),
    );
  }

  function way(before, choice) {
    const from = turns[key(before)].meters;
    const to = turns[key([...before, choice.id])].meters;
    const effects = meters.map(({ name }, at) => label("effect", { name, change: signed(to[at] - from[at]) }));
    const kind = kinds[choice.kind];
    return make(
      "div", { class: `lm-way lm-${kind.colour}`, "data-choice": choice.id },
      make("p", { class: "lm-kind" }, mark(kind.colour), `${kind.name}. ${effects.join(", ")}`),
      make("p", {}, choice.text),
      make("p", { class: "lm-assumes" }, label("assumes", { assumption: choice.assumes })),
    );
  }

  const signed = (number) => (number > 0 ? `+${number}` : number < 0 ? `−${-number}` : "±0");

  function playsTable(plays) {
    const moves = (play) => play.map((id, at) => kinds[choiceIn(sceneAt(play.slice(0, at)), id).kind].name.toLowerCase());
    return make(
      "table", {}, make("caption", {}, label("plays")),
      make("thead", {}, make("tr", {}, ...[label("moves"), ...meters.map((meter) => meter.name)].map((text) => make("th", { scope: "col" }, text)))),
      make("tbody", {}, ...plays.map((play) => make(
        "tr", {}, make("th", { scope: "row" }, moves(play).join(", ")),
        ...ends[key(play)].meters.map((number) => make("td", {}, String(number))),
      ))),
    );
  }

  // Where every path ends: the first meter across, the second up. Kinds have the course's shapes.
  function map(own, earlier) {
    const [x, y] = own.meters;
    const pure = Object.values(kinds).filter((kind) => results.some((end) => end.always === kind.id));
    const point = (end, shape, className, size) =>
      drawn("path", { d: SHAPES[shape](...place(end.meters), size), class: className });
    const svg = drawn(
      "svg", { viewBox: "0 0 300 310", role: "img", "aria-label": label("map_words", { wins, total: results.length, x: `${meters[0].name} ${x}`, y: `${meters[1].name} ${y}` }) },
      drawn("rect", { x: 40, y: 24, width: 250, height: 250, class: "lm-edge" }),
      goalArea(),
      ...results.filter((end) => !end.always).map((end) => point(end, "neutral", "lm-mixed", 3.5)),
      ...pure.flatMap((kind) => results.filter((end) => end.always === kind.id)
        .map((end) => point(end, kind.colour, `lm-pure lm-${kind.colour}`, 6))),
      ...earlier.map((end) => point(end, "neutral", "lm-ring lm-before", 8)),
      point(own, "neutral", "lm-ring", 9),
      ...[0, 50, 100].flatMap((number) => [
        words(place([number, 0])[0], 289, number, "middle"), words(34, place([0, number])[1] + 4, number, "end"),
      ]),
      words(165, 305, meters[0].name, "middle"),
      words(40, 14, meters[1].name, "start"),
    );
    const key = [
      ...pure.map((kind) => make("li", {}, mark(kind.colour), label("legend_always", { kind: kind.name.toLowerCase() }))),
      make("li", {}, make("span", { class: "lm-mark lm-neutral", "aria-hidden": "true" }, "•"), label("legend_mixed")),
      make("li", {}, make("span", { class: "lm-mark", "aria-hidden": "true" }, "◯"), label("legend_you")),
      earlier.length ? make("li", {}, make("span", { class: "lm-mark", "aria-hidden": "true" }, "◌"), label("legend_earlier")) : null,
    ];
    return make(
      "figure", {}, make("figcaption", {}, label("map", { total: results.length })),
      make("div", { class: "lm-map" }, svg, make("ul", {}, ...key.filter(Boolean))),
    );
  }

  function goalArea() {
    const [x, y] = place(meters.map((meter) => meter.goal));
    return drawn("rect", { x, y: 24, width: 290 - x, height: y - 24, class: "lm-goal-area" });
  }

  const place = ([x, y]) => [40 + 2.5 * x, 274 - 2.5 * y];
  const words = (x, y, text, anchor) => drawn("text", { x, y, "text-anchor": anchor }, String(text));

  return (state) => {
    if (!Object.keys(state).length) read = 0;
    show(state);
  };
}, (content, name, item) => {
  const known = (path, what) => Array.isArray(path) && path.join("/") in content[what];
  if (name === "path") return known(item, "turns");
  return name === "plays" && Array.isArray(item) && item.every((path) => known(path, "ends"));
});

const SHAPES = {
  leading: (x, y, r) => `M${x} ${y - r}L${x + r} ${y + r}L${x - r} ${y + r}Z`,
  managing: (x, y, r) => `M${x - r} ${y - r}H${x + r}V${y + r}H${x - r}Z`,
  both: (x, y, r) => `M${x} ${y - 1.3 * r}L${x + r} ${y}L${x} ${y + 1.3 * r}L${x - r} ${y}Z`,
  neutral: (x, y, r) => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`,
};

function drawn(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}
