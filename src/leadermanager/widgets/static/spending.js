// Each line has a slider and a number. What is moved is a draft; Check makes it the value, once all is spent.

const COMPARE = {
  "<": (a, b) => a < b, "<=": (a, b) => a <= b, ">": (a, b) => a > b, ">=": (a, b) => a >= b, "==": (a, b) => a === b,
};

export default exercise((frame) => {
  const { body, content, label, say, status } = frame;
  const { lines, rules, profiles, total, step, unit } = content;

  const rows = lines.map(makeLine);
  const bar = make("div", { class: "lm-total", "aria-hidden": "true" }, ...lines.map((line) => make("span", { class: `lm-${line.colour}` })));
  const check = make("button", { type: "button", class: "lm-main", onclick: checkAll }, label("check"));
  const said = make("ul", { class: "lm-said" });
  const back = frame.back();
  const beside = make("div", { class: "lm-beside" });
  status.classList.add("lm-strip");
  body.append(make("div", { class: "lm-lines" }, ...rows.map((row) => row.box)), bar, make("div", { class: "lm-act" }, check, status), said);
  if (back) body.append(back);
  body.append(beside);

  function makeLine(line) {
    const id = `${frame.ids}-${line.id}`;
    const about = make("p", { class: "lm-about", id: `${id}-about` }, line.about);
    const described = line.about ? about.id : null;
    const range = make("input", { type: "range", id, min: 0, max: total, step, "aria-describedby": described });
    const number = make("input", {
      type: "number", min: 0, max: total, step, inputmode: "decimal", "aria-label": label("as_number", { line: line.name }),
    });
    range.addEventListener("input", () => spend(line, Number(range.value)));
    // Only a whole entry counts, so that a number can be typed digit by digit.
    number.addEventListener("change", () => spend(line, tidy(number.value)));
    return {
      box: make(
        "div", { class: `lm-line lm-${line.colour}`, "data-line": line.id },
        make("label", { for: id }, line.colour === "neutral" ? null : mark(line.colour), line.name),
        number, range, line.about ? about : null,
      ),
      set(amount) {
        range.value = amount;
        number.value = amount;
        range.setAttribute("aria-valuetext", `${amount} ${unit}`);
      },
    };
  }

  const plain = (number) => Number(number.toFixed(6));
  const tidy = (text) => Math.min(total, Math.max(0, plain(Math.round((Number(text) || 0) / step) * step)));
  const drafted = (state) => state.draft ?? state.value ?? {};
  const amount = (state, line) => drafted(state)[line.id] ?? 0;
  const spentIn = (state) => plain(lines.reduce((sum, line) => sum + amount(state, line), 0));
  const checked = (state) => lines.every((line) => line.id in (state.value ?? {}));
  const changed = (state) => lines.some((line) => amount(state, line) !== state.value?.[line.id]);

  function spend(line, number) {
    const state = frame.state();
    frame.change({ value: state.value ?? {}, draft: { ...drafted(state), [line.id]: number } });
    say(sentence(frame.state()), checked(frame.state()) && changed(frame.state()) ? label("changed") : "");
  }

  function numbers(state) {
    const spent = spentIn(state);
    return { total, unit, spent, left: plain(total - spent), over: plain(spent - total) };
  }

  function sentence(state) {
    const { spent } = numbers(state);
    if (!spent) return label("start", numbers(state));
    return label(spent < total ? "left" : spent > total ? "over" : "all", numbers(state));
  }

  function checkAll() {
    const state = frame.state();
    const { spent } = numbers(state);
    if (spent !== total) return say(label(spent < total ? "spend_first" : "too_much", numbers(state)));
    const draft = Object.fromEntries(lines.map((line) => [line.id, amount(state, line)]));
    frame.change({ value: draft, draft });
    say(result(frame.state()));
  }

  function result(state) {
    const again = holding(state.value).filter((rule) => !rule.good).length;
    return rules.length ? label("checked", { count: again }) : label("all", numbers(state));
  }

  function worth(side, amounts) {
    const of = { largest: () => Math.max(...Object.values(amounts)), smallest: () => Math.min(...Object.values(amounts)) };
    return side.lines.reduce((sum, name) => sum + (name in of ? of[name]() : amounts[name]), side.plus);
  }

  function holding(amounts) {
    return rules.filter((rule) => rule.when.every(({ left, sign, right }) => COMPARE[sign](worth(left, amounts), worth(right, amounts))));
  }

  function sayings(amounts) {
    const hold = holding(amounts);
    const parts = hold.map((rule) => [rule.good, rule.say]);
    if (rules.length && hold.every((rule) => rule.good)) parts.push([true, content.fine || label("fine")]);
    return parts.map(([good, text]) =>
      make("li", { class: "lm-feedback" }, make("b", {}, `${good ? "✓" : "↺"} ${label(good ? "good" : "look")} `), text));
  }

  function compare(amounts) {
    const others = profiles.map((profile) => [profile.name, profile.values]);
    const all = [[label("you"), amounts], ...others];
    const most = Math.max(...all.flatMap(([, values]) => lines.map((line) => values[line.id])));
    const groups = lines.map((line) => make(
      "li", {},
      make("p", { class: "lm-name" }, line.name),
      make("ul", {}, ...all.map(([name, values], index) => make(
        "li", { class: index ? "lm-other" : "lm-yours" },
        make("span", { class: "lm-who" }, `${name} `),
        make("span", { class: "lm-track", "aria-hidden": "true" }, make("span", { class: "lm-bar", style: `width: ${(100 * values[line.id]) / most}%` })),
        make("span", { class: "lm-much" }, String(values[line.id])),
      ))),
    ));
    const sources = profiles.map((profile) => make("li", {}, label("source", profile)));
    return [
      make("h4", {}, label("beside", { unit })), make("ul", { class: "lm-groups" }, ...groups),
      make("h4", {}, label("sources")), make("ul", { class: "lm-sources" }, ...sources),
    ];
  }

  const first = frame.state();
  say(checked(first) && !changed(first) ? result(first) : sentence(first));
  return (state) => {
    lines.forEach((line, index) => {
      rows[index].set(amount(state, line));
      bar.children[index].style.width = `${(100 * amount(state, line)) / Math.max(total, spentIn(state))}%`;
    });
    bar.classList.toggle("lm-over", spentIn(state) > total);
    const done = checked(state);
    said.replaceChildren(...(done ? sayings(state.value) : []));
    said.classList.toggle("lm-stale", done && changed(state));
    if (back) back.hidden = !done || holding(state.value).every((rule) => rule.good);
    beside.replaceChildren(...(done && profiles.length ? compare(state.value) : []));
  };
}, (content, id, amount) => content.lines.some((line) => line.id === id) && typeof amount === "number",
  answered("lines"));
