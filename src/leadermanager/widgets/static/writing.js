// A plain text box. It is saved while one types; the status speaks only in pauses, so that it does not talk
// over the typing.

const PAUSE = 600; // milliseconds

const wordsIn = (text) => text.split(/\s+/).filter(Boolean).length;

export default exercise((frame) => {
  const { body, content, label, say, signal } = frame;
  const id = `${frame.ids}-text`;
  const count = make("p", { class: "lm-count", id: `${id}-count` });
  const asked = content.most ? label("range", content) : content.words > 1 ? label("least", content) : "";
  const length = make("p", { class: "lm-note", id: `${id}-length` }, asked);
  const area = make("textarea", { id, rows: content.rows, spellcheck: "true", "aria-describedby": length.id });
  const boxes = content.checklist.map((point) => {
    const input = make("input", { type: "checkbox", id: `${id}-${point.id}`, value: point.id });
    input.addEventListener("change", () => keep(speak));
    return input;
  });
  const copy = make("button", { type: "button", class: "lm-copy", onclick: copyText }, label("copy_text"));
  const rows = content.checklist.map((point, index) =>
    make("label", { class: "lm-point", for: boxes[index].id }, boxes[index], make("span", {}, point.text)));
  body.append(
    make("label", { class: "lm-ask", for: id }, content.ask || label("text")),
    length, area, make("div", { class: "lm-under" }, count, copy),
  );
  if (rows.length) body.append(make("fieldset", {}, make("legend", {}, label("checklist")), ...rows));

  let waiting = null;
  area.addEventListener("input", () => {
    showCount(area.value);
    clearTimeout(waiting);
    waiting = setTimeout(() => keep(speak), PAUSE);
  });
  area.addEventListener("blur", flush);
  signal?.addEventListener("abort", flush);
  window.addEventListener("pagehide", flush, { signal });

  function flush() {
    if (waiting !== null) keep(speak);
  }

  function keep(then) {
    clearTimeout(waiting);
    waiting = null;
    const ticked = boxes.filter((box) => box.checked).map((box) => box.value);
    frame.change({ value: { text: area.value, ticked } });
    then();
  }

  const counted = (number) => label(number === 1 ? "count_one" : "count", { count: number });

  function showCount(text) {
    count.textContent = counted(wordsIn(text));
  }

  function verdict(text) {
    const number = wordsIn(text);
    const words = counted(number);
    if (number < content.words) return label("short", { count: words, missing: content.words - number });
    if (content.most && number > content.most) return label("long", { count: words, extra: number - content.most });
    return label(content.words > 1 ? "enough" : "fits", { count: words });
  }

  function speak() {
    const { text = "", ticked = [] } = frame.state().value ?? {};
    if (!text.trim() && !ticked.length) return say(label("start"));
    const ticks = boxes.length ? label("ticked", { ticked: ticked.length, total: boxes.length }) : "";
    say(`${verdict(text)} ${ticks}`.trim(), label("saved"));
  }

  async function copyText() {
    try {
      await navigator.clipboard.writeText(area.value);
      say(label("copied_text"));
    } catch {
      area.select();
      say(label("copy_by_hand"));
    }
  }

  speak();
  return (state) => {
    const { text = "", ticked = [] } = state.value ?? {};
    // What is being typed is newer than what was kept.
    if (waiting === null && area.value !== text) area.value = text;
    if (!Object.keys(state).length) {
      clearTimeout(waiting);
      waiting = null;
      area.value = "";
    }
    for (const box of boxes) box.checked = ticked.includes(box.value);
    showCount(area.value);
  };
}, (content, key, item) => (key === "text" ? typeof item === "string" : key === "ticked" && Array.isArray(item)),
  (content, value) => wordsIn(value.text ?? "") >= content.words);
