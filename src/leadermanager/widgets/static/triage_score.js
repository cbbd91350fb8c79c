// How good one's decisions were, and how well one knew.

import { make } from "./elements.js";
import * as judging from "./judging/triage.js";
import { makeTable } from "./table.js";
import { sign } from "./verdicts.js";

/** @import { Decisions, Proposals } from "./judging/triage.js" */
/** @import { Label } from "./labels.js" */

const FEW = 20; // decisions; with fewer, chance plays a large part
const NEAR = 10; // per cent; further apart, one is too sure or not sure enough

/**
 * @param {number} said how sure one was, in per cent
 * @param {number} were how many were right, in per cent
 */
export const lean = (said, were) => (said - were > NEAR ? "over" : were - said > NEAR ? "under" : "level");

/**
 * @param {Label} label
 * @param {Proposals} content
 * @param {{ value?: Decisions }} state every proposal decided on
 */
export function scored(label, content, state) {
  const results = judging.results(content, state.value ?? {});
  const { total, right, brier = 0, confidence = 0 } = judging.score(content, state);
  const said = Math.round(confidence);
  const were = Math.round((100 * right) / total);
  const perCent = (/** @type {number} */ number) => label("per_cent", { number });

  const steps = content.confidences.flatMap((value) => {
    const part = results.filter((result) => result.answer.confidence === value);
    const good = part.filter((result) => result.right).length;
    return part.length
      ? [[perCent(value), part.length, good, perCent(Math.round((100 * good) / part.length))]]
      : [];
  });
  const all = results.map(({ item, answer, right }) => [
    item.title || item.id,
    judging.inWords(label, content, answer),
    perCent(answer.confidence),
    `${sign(right)} ${label(right ? "was_right" : "was_wrong")}. ${item.outcome} ${judging.answerTo(item, answer).text}`,
  ]);
  const heads = (/** @type {string[]} */ ...names) => names.map((name) => label(name));
  return [
    make("p", { class: "lm-result" }, label("score", { right, total, brier: brier.toFixed(2) })),
    make("p", {}, label("brier")),
    make(
      "p",
      {},
      `${label("mean", { said, were })} ${label(lean(said, were))} ${total < FEW ? label("few") : ""}`,
    ),
    makeTable(label("calibration"), heads("said", "times", "right_times", "share"), steps),
    make(
      "details",
      {},
      make("summary", {}, label("all")),
      makeTable("", heads("proposal", "decision", "said", "result"), all),
    ),
  ];
}
