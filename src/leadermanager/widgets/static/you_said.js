// An answer that comes back. The browser has what was said; Python has sent what each answer was worth.

import { make } from "./elements.js";
import { hearLate } from "./hearing.js";
import { chosen, tidy } from "./judging/quiz.js";
import { keeping, whenKept } from "./keeping.js";
import { labelsOf } from "./labels.js";
import { openPanel } from "./panel.js";

/** @import { Given, Option, Question } from "./judging/quiz.js" */

/** @typedef {Omit<Question, "options"> & { options?: (Option & { verdict?: string })[] }} Asked */

/** @type {import("@anywidget/types").Render} */
function render({ model, el, signal }) {
  /** @type {{ of: string, title: string, question: Asked, after?: { id: string, title: string } }} */
  const { of, title, question, after } = model.get("content");
  const label = labelsOf(model);
  const { root, body, foot, say } = openPanel(
    { kind: "you-said", id: "you-said", title: question.ask, instructions: "" },
    signal,
  );
  const others = make("ul");
  const more = make("details", {}, make("summary", {}, label("others")), others);
  body.append(more);
  body.before(foot); // what was said stands first
  el.append(root);

  function show() {
    const early = after && !keeping(after.id).get()?.done;
    const kept = early ? {} : (keeping(of).get()?.value ?? {});
    const answer = tidy({ mode: "kept", questions: [question] }, kept)[question.id];
    const nothing = early ? label("wait", { title: after.title }) : label("nothing", { title });
    say(...(answer === undefined ? [nothing] : inWords(question, answer, label)));
    root.classList.toggle("lm-open", answer === undefined);
    const left = answer === undefined ? [] : verdictsBut(question, answer);
    others.replaceChildren(...left.map(otherItem));
    more.hidden = !left.length;
  }

  whenKept(show, signal);
  show();
}

/**
 * @param {Asked} question
 * @param {Given} answer
 * @param {import("./labels.js").Label} label
 */
function inWords(question, answer, label) {
  const { slider } = question;
  if (slider) return [label("said", { answer: `${answer} ${slider.unit}`.trim() })];
  const option = /** @type {Option & { verdict?: string }} */ (chosen(question, answer));
  return [label("said", { answer: option.text }), option.verdict ?? ""].filter(Boolean);
}

/** @param {Option & { verdict?: string }} option */
const otherItem = ({ text, verdict = "" }) => make("li", {}, make("p", {}, text), make("p", {}, verdict));

/**
 * @param {Asked} question
 * @param {Given} answer
 */
const verdictsBut = ({ options = [] }, answer) =>
  options.filter(({ id, verdict }) => id !== answer && verdict);

export default { initialize: hearLate, render };
