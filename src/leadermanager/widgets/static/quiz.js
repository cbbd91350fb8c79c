// Plain radio buttons and sliders. Nothing is answered by moving about: only the button under a question does.

export default exercise((frame) => {
  const { body, content, label, say } = frame;
  const marked = content.mode === "marked";
  const questions = content.questions.map(makeQuestion);
  body.append(...questions.map((question) => question.box));

  function makeQuestion(data) {
    const name = `${frame.ids}-${data.id}`;
    const control = data.slider ? makeSlider(data, name) : makeOptions(data, name);
    const button = make("button", { type: "button", class: "lm-main" }, label(marked ? "check" : "keep"));
    const feedback = make("p", { class: "lm-feedback", "aria-live": "polite" });
    const back = marked ? frame.back(data.section || content.section) : null;
    const box = make(
      "fieldset",
      { class: "lm-question", "data-question": data.id },
      make("legend", {}, data.ask), control.box, button, feedback, back,
    );
    button.addEventListener("click", () => answer(data, control.read()));
    return { data, box, control, button, feedback, back };
  }

  function makeOptions(data, name) {
    const inputs = data.options.map((option) =>
      make("input", { type: "radio", name, value: option.id, id: `${name}-${option.id}` }));
    const rows = data.options.map((option, index) =>
      make("label", { class: "lm-option", for: inputs[index].id }, inputs[index], make("span", {}, option.text)));
    return {
      box: make("div", { class: "lm-options" }, ...rows),
      read: () => inputs.find((input) => input.checked)?.value,
      set: (value) => inputs.forEach((input) => (input.checked = input.value === value)),
      lock: (locked) => inputs.forEach((input) => (input.disabled = locked)),
      words: (value) => data.options.find((option) => option.id === value).text.replace(/\.$/, ""),
    };
  }

  function makeSlider(data, name) {
    const { min, max, step, start, unit, low, high } = data.slider;
    const input = make("input", { type: "range", id: name, min, max, step, "aria-label": data.ask });
    const output = make("output", { for: name });
    const words = (value) => (unit ? `${value} ${unit}` : String(value));
    const show = () => {
      output.textContent = words(Number(input.value));
      input.setAttribute("aria-valuetext", output.textContent);
    };
    input.addEventListener("input", show);
    return {
      box: make(
        "div", { class: "lm-slider" }, output, input,
        make("div", { class: "lm-ends", "aria-hidden": "true" }, make("span", {}, low || String(min)), make("span", {}, high || String(max))),
      ),
      read: () => Number(input.value),
      set: (value) => {
        input.value = value ?? start;
        show();
      },
      lock: (locked) => (input.disabled = locked),
      words,
    };
  }

  function answer(data, value) {
    if (value === undefined) return say(label("choose_first"));
    const state = frame.state();
    const tries = { ...state.tries, [data.id]: (state.tries?.[data.id] ?? 0) + 1 };
    frame.change({ value: { ...state.value, [data.id]: value }, tries });
    const { box } = questions.find((question) => question.data === data);
    say(progress(frame.state()));
    // A kept answer disables the control that had the focus.
    if (!marked) {
      box.tabIndex = -1;
      box.focus({ preventScroll: true });
    }
  }

  const answerTo = (data, state) => state.value?.[data.id];
  const chosen = (data, state) => data.options?.find((option) => option.id === answerTo(data, state));

  function progress(state) {
    const total = questions.length;
    const done = content.questions.filter((data) => answerTo(data, state) !== undefined);
    if (!done.length) return label("open");
    if (!marked) return label(done.length < total ? "answered" : "kept_all", { answered: done.length, total });
    const right = done.filter((data) => chosen(data, state).right);
    const first = right.filter((data) => state.tries?.[data.id] === 1).length;
    if (right.length < total) return label("progress", { answered: done.length, total, right: right.length });
    return label(total === 1 ? "finished_one" : "finished", { total, first });
  }

  function words(data, control, value, state) {
    const option = chosen(data, state);
    if (marked) return `${label(option.right ? "right" : "wrong")} ${option.say}`;
    const kept = fill(data.kept || label("kept"), { answer: control.words(value) });
    return option?.say ? `${kept} ${option.say}` : kept;
  }

  say(progress(frame.state()));
  return (state) => {
    for (const question of questions) {
      const { data, box, control, button, feedback, back } = question;
      const value = answerTo(data, state);
      const answered = value !== undefined;
      const right = answered && marked && chosen(data, state).right;
      // A choice not yet checked stays as it is while another question is answered.
      if (value !== question.shown || !Object.keys(state).length) control.set(value);
      question.shown = value;
      control.lock(answered && !marked);
      button.hidden = answered && !marked;
      box.classList.toggle("lm-right", right);
      box.classList.toggle("lm-wrong", answered && marked && !right);
      feedback.textContent = answered ? words(data, control, value, state) : "";
      if (back) back.hidden = !answered || right;
    }
  };
}, (content, id, value) => {
  const data = content.questions.find((question) => question.id === id);
  return Boolean(data?.slider ?? data?.options.some((option) => option.id === value));
}, answered("questions"));
