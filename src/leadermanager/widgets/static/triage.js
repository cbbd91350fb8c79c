// One proposal at a time: decide, say how sure, then read what came of it. A decision stays as it was made.

export default exercise((frame) => {
  const { body, content, label, say, status } = frame;
  const { items, conditions, confidences } = content;
  const textOf = Object.fromEntries(conditions.map((condition) => [condition.id, condition.text.replace(/\.$/, "")]));
  const answerTo = (state, item) => state.value?.[item.id];
  const nextOpen = (state) => items.findIndex((item) => !answerTo(state, item));
  let current = nextOpen(frame.state());

  if (!items.length) {
    say(label("waiting"));
    return () => {};
  }

  const number = make("p", { class: "lm-number" });
  const title = make("h4", { tabindex: "-1" });
  const text = make("p", { class: "lm-text" });
  const decision = choice("decision", ["yes", "no", "if"], (name) => label(name), label("decide"));
  const select = make(
    "select", { id: `${frame.ids}-condition` },
    make("option", { value: "" }, label("choose")), ...conditions.map(({ id, text: words }) => make("option", { value: id }, words)),
  );
  const which = make("div", { class: "lm-which" }, make("label", { for: select.id }, label("condition")), select);
  const sure = choice("confidence", confidences, (value) => label("per_cent", { number: value }), label("confidence"));
  sure.box.append(make("p", { class: "lm-note" }, label("low")));
  const commit = make("button", { type: "button", class: "lm-main", onclick: decide }, label("commit"));
  const form = make("div", { class: "lm-form" }, decision.box, which, sure.box, commit);
  const revealed = make("div", { class: "lm-revealed" });
  const back = make("div", {});
  const next = make("button", { type: "button", class: "lm-main", onclick: goOn });
  const score = make("div", { class: "lm-score", tabindex: "-1", role: "group", "aria-label": label("calibration") });
  const card = make("div", { class: "lm-proposal" }, number, title, text, form, revealed);
  body.append(card, status, back, next, score);
  status.classList.add("lm-strip");
  decision.box.addEventListener("change", () => (which.hidden = decision.read() !== "if"));

  function choice(name, values, words, legend) {
    const inputs = values.map((value) =>
      make("input", { type: "radio", name: `${frame.ids}-${name}`, id: `${frame.ids}-${name}-${value}`, value }));
    const rows = inputs.map((input, index) =>
      make("label", { class: "lm-option", for: input.id }, input, make("span", {}, words(values[index]))));
    return {
      box: make("fieldset", {}, make("legend", {}, legend), make("div", { class: "lm-options" }, ...rows)),
      read: () => inputs.find((input) => input.checked)?.value,
      clear: () => inputs.forEach((input) => (input.checked = false)),
    };
  }

  function decide() {
    const chosen = decision.read();
    if (!chosen) return say(label("decide_first"));
    if (chosen === "if" && !select.value) return say(label("condition_first"));
    if (!sure.read()) return say(label("confidence_first"));
    const item = items[current];
    const answer = { decision: chosen, condition: chosen === "if" ? select.value : "", confidence: Number(sure.read()) };
    const state = frame.state();
    frame.change({ value: { ...state.value, [item.id]: answer } });
    const { right, text: feedback } = judge(item, answer);
    say(`${label(right ? "right" : "wrong")} ${feedback}`, progress(frame.state()));
    next.focus({ preventScroll: true });
  }

  function goOn() {
    current = nextOpen(frame.state());
    clear();
    show(frame.state());
    if (current < 0) return score.focus();
    say(progress(frame.state()));
    title.focus();
  }

  function clear() {
    decision.clear();
    sure.clear();
    select.value = "";
  }

  const judge = (item, { decision: chosen, condition }) => item.feedback[chosen === "if" ? `if ${condition}` : chosen];

  function inWords({ decision: chosen, condition }) {
    return chosen === "if" ? label("yes_if", { condition: textOf[condition] }) : label(chosen).toLowerCase();
  }

  function progress(state) {
    const answered = items.filter((item) => answerTo(state, item)).length;
    return label(answered ? "progress" : "start", { answered, total: items.length });
  }

  function show(state) {
    const done = current < 0;
    card.hidden = done;
    score.hidden = !done;
    next.hidden = done || !answerTo(state, items[current]);
    back.replaceChildren();
    score.replaceChildren(...(done ? scored(state) : []));
    if (done) return say(label("progress", { answered: items.length, total: items.length }));
    const item = items[current];
    const answer = answerTo(state, item);
    number.textContent = label("number", { number: current + 1, total: items.length });
    title.textContent = item.title || item.id;
    text.textContent = item.text;
    form.hidden = Boolean(answer);
    which.hidden = decision.read() !== "if";
    next.textContent = label(nextOpen(state) < 0 ? "to_score" : "next");
    revealed.replaceChildren(...(answer ? reveal(item, answer) : []));
    const button = answer && !judge(item, answer).right && frame.back(item.section || content.section);
    if (button) back.append(button);
  }

  function reveal(item, answer) {
    return [
      make("p", {}, label("you_said", { decision: inWords(answer), confidence: answer.confidence })),
      make("p", { class: "lm-feedback" }, item.outcome),
    ];
  }

  function scored(state) {
    const results = items.map((item) => {
      const answer = answerTo(state, item);
      return { item, answer, said: answer.confidence, right: judge(item, answer).right };
    });
    const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const right = results.filter((result) => result.right).length;
    const brier = mean(results.map((result) => (result.said / 100 - result.right) ** 2)).toFixed(2);
    const said = Math.round(mean(results.map((result) => result.said)));
    const were = Math.round((100 * right) / results.length);
    const lean = said - were > 10 ? "over" : were - said > 10 ? "under" : "level";
    const share = (part) => label("per_cent", { number: Math.round((100 * part.filter((result) => result.right).length) / part.length) });
    const steps = confidences.map((value) => [value, results.filter((result) => result.said === value)]).filter(([, part]) => part.length);
    return [
      make("p", { class: "lm-result" }, label("score", { right, total: results.length, brier })),
      make("p", {}, label("brier")),
      make("p", {}, `${label("mean", { said, were })} ${label(lean)} ${results.length < 20 ? label("few") : ""}`),
      table(label("calibration"), ["said", "times", "right_times", "share"], steps.map(([value, part]) => [
        label("per_cent", { number: value }), part.length, part.filter((result) => result.right).length, share(part),
      ])),
      make("details", {}, make("summary", {}, label("all")), table("", ["proposal", "decision", "said", "result"], results.map((result) => [
        result.item.title || result.item.id, inWords(result.answer), label("per_cent", { number: result.said }),
        `${result.right ? "✓" : "↺"} ${label(result.right ? "was_right" : "was_wrong")}. ${result.item.outcome} ${judge(result.item, result.answer).text}`,
      ]))),
    ];
  }

  function table(caption, heads, rows) {
    return make(
      "table", {}, caption && make("caption", {}, caption),
      make("thead", {}, make("tr", {}, ...heads.map((name) => make("th", { scope: "col" }, label(name))))),
      make("tbody", {}, ...rows.map(([first, ...cells], row) => make(
        "tr", { "data-row": row }, make("th", { scope: "row" }, String(first)),
        ...cells.map((cell, index) => make("td", { "data-head": label(heads[index + 1]) }, String(cell))),
      ))),
    );
  }

  say(progress(frame.state()));
  return (state) => {
    if (!Object.keys(state).length) {
      current = 0;
      clear();
    }
    show(state);
  };
}, ({ items, conditions }, id, { decision, condition, confidence }) => items.some((item) => item.id === id)
  && (["yes", "no"].includes(decision) || (decision === "if" && conditions.some((each) => each.id === condition)))
  && confidence !== undefined, answered("items"));
