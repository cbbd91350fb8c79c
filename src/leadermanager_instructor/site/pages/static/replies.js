// What a cell shows of the student's answer. The lesson was run once for each answer that can be given; the page shows
// what came of the one that the browser keeps.

import { keeping, whenKept } from "./widgets/static/keeping.js";

/** @typedef {[exercise: string, part: string, answer: string]} Condition */

const ALL = "*";
const ANY_NUMBER = "#";
const NUMBER = "\uFFFC";

/**
 * Return what was answered to a part of an exercise, as `answers.py` names it, and the number where it is one.
 *
 * @param {string} exercise
 * @param {string} part
 */
function answered(exercise, part) {
  const value = keeping(exercise).get()?.value ?? {};
  if (part === ALL) return { name: (value.plays?.length ?? 0) > 1 ? "twice" : "", number: "" };
  const answer = value[part];
  if (typeof answer === "number") return { name: ANY_NUMBER, number: String(answer) };
  return { name: typeof answer === "string" ? answer : "", number: "" };
}

/** Show what belongs to the answers that are kept, now and whenever one is kept. */
export function followAnswers() {
  /** @type {NodeListOf<HTMLElement>} */
  const places = document.querySelectorAll("[data-replies]");
  /** What is folded before there is an answer; what is missing is said above it. */
  /** @type {NodeListOf<HTMLDetailsElement>} */
  const folds = document.querySelectorAll("details.waits");
  const shown = new Map();
  const show = () => {
    for (const place of places) {
      const [template, number] = reply(place);
      const now = `${template?.dataset.when} ${number}`;
      if (!template || shown.get(place) === now) continue;
      shown.set(place, now);
      for (const old of place.querySelectorAll(":scope > :not(template)")) old.remove();
      place.append(template.content.cloneNode(true));
      if (number) fillIn(place, number);
    }
    for (const fold of folds) {
      const answered = String(!fold.previousElementSibling?.querySelector(":scope > .note"));
      if (fold.dataset.answered !== answered) fold.open = answered === "true";
      fold.dataset.answered = answered;
    }
  };
  if (places.length) whenKept(show, new AbortController().signal);
  show();
}

/**
 * @param {HTMLElement} place
 * @returns {[HTMLTemplateElement | undefined, string]} what is shown there now, and the number that goes into it
 */
function reply(place) {
  let number = "";
  /** @type {NodeListOf<HTMLTemplateElement>} */
  const templates = place.querySelectorAll(":scope > template");
  const found = [...templates].find((template) => {
    /** @type {Condition[][]} */
    const ways = JSON.parse(template.dataset.when ?? "[]");
    return ways.some((way) =>
      way.every(([exercise, part, answer]) => {
        const now = answered(exercise, part);
        if (now.number && answer === ANY_NUMBER) number = now.number;
        return now.name === answer;
      }),
    );
  });
  return [found, number];
}

/**
 * @param {Node} place
 * @param {string} number
 */
function fillIn(place, number) {
  const texts = document.createNodeIterator(place, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    text.textContent = (text.textContent ?? "").replaceAll(NUMBER, number);
  }
}
