// Each line has a slider and a number. What is moved is a draft; Check makes it the value, once all is spent.

import { make } from "./elements.js";
import { exercise } from "./exercise.js";
import * as judging from "./judging/spending.js";
import { mark } from "./marks.js";
import { beside } from "./profiles.js";
import { round, toStep } from "./steps.js";
import { sign } from "./verdicts.js";

/** @import { Frame } from "./exercise.js" */
/** @import { Amounts, Budget, Line } from "./judging/spending.js" */

/** @typedef {{ value?: Amounts, draft?: Amounts }} State */

/** @param {Frame<Budget, State>} frame */
function draw(frame) {
  const { body, content, label, say, status } = frame;
  const { lines, rules, profiles, total, step, unit } = content;

  const rows = lines.map(makeLine);
  const bar = make(
    "div",
    { class: "lm-total", "aria-hidden": "true" },
    ...lines.map((line) => make("span", { class: `lm-${line.colour}` })),
  );
  const parts = /** @type {HTMLElement[]} */ ([...bar.children]);
  const check = make("button", { type: "button", class: "lm-main", onclick: checkAll }, label("check"));
  const said = make("ul", { class: "lm-said" });
  const back = frame.back();
  const others = make("div", { class: "lm-beside" });
  body.append(
    make("div", { class: "lm-lines" }, ...rows.map((row) => row.box)),
    bar,
    make("div", { class: "lm-act" }, check, status),
    said,
    ...(back ? [back] : []),
    others,
  );

  /** @param {Line} line */
  function makeLine(line) {
    const id = `${frame.ids}-${line.id}`;
    const about = line.about && make("p", { class: "lm-about lm-note", id: `${id}-about` }, line.about);
    const limits = { min: 0, max: total, step };
    const range = make("input", {
      type: "range",
      id,
      ...limits,
      "aria-describedby": about ? about.id : null,
    });
    const number = make("input", {
      type: "number",
      ...limits,
      inputmode: "decimal",
      "aria-label": label("as_number", { line: line.name }),
    });
    range.addEventListener("input", () => spend(line, Number(range.value)));
    // Only a whole entry counts, so that a number can be typed digit by digit.
    number.addEventListener("change", () => spend(line, toStep(Number(number.value) || 0, step, total)));
    return {
      box: make(
        "div",
        { class: `lm-line lm-${line.colour}`, "data-line": line.id },
        make("label", { for: id }, line.colour === "neutral" ? null : mark(line.colour), line.name),
        number,
        range,
        about,
      ),
      /** @param {number} amount */
      show(amount) {
        range.value = number.value = String(amount);
        range.setAttribute("aria-valuetext", `${amount} ${unit}`);
      },
    };
  }

  const drafted = (/** @type {State} */ state) => state.draft ?? state.value ?? {};
  const amount = (/** @type {State} */ state, /** @type {Line} */ line) => drafted(state)[line.id] ?? 0;
  const checked = (/** @type {State} */ { value = {} }) => judging.done(content, value);
  const changed = (/** @type {State} */ state) =>
    lines.some((line) => amount(state, line) !== state.value?.[line.id]);

  /**
   * @param {Line} line
   * @param {number} number
   */
  function spend(line, number) {
    const before = frame.state();
    frame.change({ value: before.value ?? {}, draft: { ...drafted(before), [line.id]: number } });
    const state = frame.state();
    say(sentence(state), checked(state) && changed(state) ? label("changed") : "");
  }

  /** @param {State} state */
  function numbers(state) {
    const spent = round(lines.reduce((sum, line) => sum + amount(state, line), 0));
    return { total, unit, spent, left: round(total - spent), over: round(spent - total) };
  }

  /** @param {State} state */
  function sentence(state) {
    const all = numbers(state);
    if (!all.spent) return label("start", all);
    return label(all.spent < total ? "left" : all.spent > total ? "over" : "all", all);
  }

  function checkAll() {
    const state = frame.state();
    const all = numbers(state);
    if (all.spent !== total) return say(label(all.spent < total ? "spend_first" : "too_much", all));
    const draft = Object.fromEntries(lines.map((line) => [line.id, amount(state, line)]));
    frame.change({ value: draft, draft });
    say(result(frame.state()));
  }

  /** @param {Amounts} amounts */
  const wrong = (amounts) => judging.holding(content, amounts).filter((rule) => !rule.good);

  /** @param {State} state */
  function result(state) {
    if (!rules.length) return label("all", numbers(state));
    return label("checked", { count: wrong(state.value ?? {}).length });
  }

  /** @param {Amounts} amounts */
  function sayings(amounts) {
    const all = judging.holding(content, amounts).map(({ good, say }) => ({ good, say }));
    if (rules.length && all.every(({ good }) => good)) {
      all.push({ good: true, say: content.fine || label("fine") });
    }
    return all.map(({ good, say: text }) => {
      const word = make("b", {}, `${sign(good)} ${label(good ? "good" : "look")} `);
      return make("li", { class: "lm-feedback" }, word, text);
    });
  }

  const first = frame.state();
  say(checked(first) && !changed(first) ? result(first) : sentence(first));
  return (/** @type {State} */ state) => {
    const { spent } = numbers(state);
    for (const [index, line] of lines.entries()) {
      rows[index].show(amount(state, line));
      parts[index].style.width = `${(100 * amount(state, line)) / Math.max(total, spent)}%`;
    }
    bar.classList.toggle("lm-too-much", spent > total);
    const { value = {} } = state;
    const done = checked(state);
    said.replaceChildren(...(done ? sayings(value) : []));
    said.classList.toggle("lm-stale", done && changed(state));
    if (back) back.hidden = !done || !wrong(value).length;
    others.replaceChildren(...(done && profiles.length ? beside(label, content, value) : []));
  };
}

export default exercise(draw, judging);
