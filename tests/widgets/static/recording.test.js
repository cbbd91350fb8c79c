import assert from "node:assert/strict";
import { test } from "node:test";
import { habitOf, saidIn, surenessOf } from "../../../src/leadermanager/widgets/static/recording.js";

const slider = { min: 60, max: 110, step: 1, start: 60, unit: "(100 = plan)", low: "", high: "" };
const options = [
  { id: "yes", text: "Yes. Spend it.", say: "", right: false },
  { id: "no", text: "No.", say: "", right: false },
];
/** @type {import("../../../src/leadermanager/widgets/static/recording.js").Asked} */
const quiz = {
  id: "01-two",
  title: "Two",
  kind: "quiz",
  questions: [
    { id: "later", ask: "Where is it?", section: "", slider, outcome: 89.1 },
    { id: "word", ask: "Yes or no?", section: "", options, outcome: "It was no." },
  ],
};
/** @type {import("../../../src/leadermanager/widgets/static/recording.js").Asked} */
const drawing = {
  id: "02-draw",
  title: "Draw it",
  kind: "drawing",
  x_title: "Week",
  y_title: "Orders",
  low: 0,
  high: 200,
  handles: [7, 9],
  sure: true,
  near: 5,
};
/** @type {import("../../../src/leadermanager/widgets/static/labels.js").Label} */
const label = (name, values) =>
  name === "point" ? `${values?.place}: ${values?.y}` : `${values?.title} (${values?.y_title})`;
const said = (/** @type {any} */ asked, /** @type {any} */ state) => saidIn(asked, state, label);

test("an answer stands in the student's words beside what came", () => {
  const { rows, total } = said(quiz, { value: { later: 99, word: "yes" } });
  assert.equal(total, 2);
  assert.equal(rows[0].said, "99 (100 = plan)");
  assert.equal(rows[0].came, "89.1");
  assert.equal(rows[0].gap?.by.toFixed(1), "9.9");
  assert.equal(rows[0].gap?.of100.toFixed(1), "19.8");
  assert.deepEqual(rows[1], { ask: "Yes or no?", said: "Yes. Spend it", came: "It was no" });
});

test("the step of a slider that lies nearest to what came is right", () => {
  const by = (/** @type {number} */ later) => said(quiz, { value: { later } }).rows[0].gap?.by;
  assert.equal(by(89), 0);
  assert.notEqual(by(88), 0);
  assert.notEqual(by(90), 0);
});

test("where nobody said what came, there is no gap", () => {
  const open = { ...quiz, questions: [{ id: "later", ask: "Where is it?", section: "", slider }] };
  assert.deepEqual(said(open, { value: { later: 70 } }).rows, [
    { ask: "Where is it?", said: "70 (100 = plan)" },
  ]);
});

test("a question without an answer is left out, and so is an answer that the exercise no longer offers", () => {
  assert.deepEqual(said(quiz, null), { rows: [], total: 2 });
  assert.deepEqual(said(quiz, { value: "damaged" }), { rows: [], total: 2 });
  const { rows, total } = said(quiz, { value: { later: 500, word: "no", gone: "yes" } });
  assert.deepEqual([rows.map((/** @type {any} */ row) => row.said), total], [["No"], 2]);
});

test("a drawing is said point by point once it is kept", () => {
  const points = { 7: 120, 9: 80.25 };
  assert.deepEqual(said(drawing, { value: { points, kept: false } }).rows, []);
  const { rows, total } = said(drawing, { value: { points, kept: true } });
  assert.deepEqual([rows, total], [[{ ask: "Draw it (Orders)", said: "Week 7: 120; Week 9: 80.2" }], 1]);
});

test("a place that has a name is said by it", () => {
  const x_names = [..."ABCDEFGHI"];
  const { rows } = said({ ...drawing, x_names }, { value: { points: { 7: 120, 9: 80 }, kept: true } });
  assert.equal(rows[0].said, "G: 120; I: 80");
});

test("beside a drawing stands what came, and how far off it was on average", () => {
  const kept = { value: { points: { 7: 120, 9: 80 }, kept: true } };
  const came = { points: { 7: 61, 9: 62.4 }, by: 18 };
  const [row] = said(drawing, { ...kept, came }).rows;
  assert.equal(row.came, "Week 7: 61; Week 9: 62.4");
  assert.deepEqual(row.gap, { by: 18, of100: 9, mean: true });
  for (const damaged of [{ points: { 7: 61 }, by: 18 }, { points: came.points }, { by: 18 }]) {
    assert.deepEqual(Object.keys(said(drawing, { ...kept, came: damaged }).rows[0]), ["ask", "said"]);
  }
});

test("who said how sure they were is right where the answer is near enough, or the option that was right", () => {
  const sure = {
    ...quiz,
    questions: [
      { ...quiz.questions[0], sure: true, near: 10 },
      { ...quiz.questions[1], sure: true, outcome: "No." },
    ],
  };
  const found = (/** @type {any} */ value, /** @type {any} */ how) =>
    said(sure, { value, sure: how }).rows.map((/** @type {any} */ row) => row.sure);
  assert.deepEqual(found({ later: 99, word: "no" }, { later: 60, word: 90 }), [
    { sure: 60, right: true },
    { sure: 90, right: true },
  ]);
  assert.deepEqual(found({ later: 100, word: "yes" }, { later: 100, word: 50 }), [
    { sure: 100, right: false },
    { sure: 50, right: false },
  ]);
  assert.deepEqual(found({ later: 99, word: "no" }, { later: 65, word: "90" }), [undefined, undefined]);
  assert.deepEqual(found({ later: 99 }, undefined), [undefined]);
  const value = { points: { 7: 120, 9: 80 }, kept: true };
  const drawn = (/** @type {number} */ by) =>
    said(drawing, { value, sure: 70, came: { points: { 7: 61, 9: 62 }, by } }).rows[0].sure;
  assert.deepEqual(drawn(-5), { sure: 70, right: true });
  assert.deepEqual(drawn(5.1), { sure: 70, right: false });
});

test("how sure one was on average stands against how often one was right", () => {
  const answers = [
    { sure: 100, right: false },
    { sure: 70, right: true },
    { sure: 70, right: false },
  ];
  assert.deepEqual(surenessOf(answers), { total: 3, right: 1, sure: 80, were: 33 });
  assert.deepEqual(surenessOf([]), { total: 0, right: 0, sure: 0, were: 0 });
});

test("a habit counts each side and weighs every slider alike", () => {
  const gaps = [
    { by: 5, of100: 50 },
    { by: 30, of100: 30 },
    { by: -2, of100: -20 },
    { by: 0, of100: 0 },
  ];
  assert.deepEqual(habitOf(gaps), { total: 4, high: 2, low: 1, right: 1, by: 15 });
});

test("without an estimate there is no habit, and none is minus zero", () => {
  assert.deepEqual(habitOf([]), { total: 0, high: 0, low: 0, right: 0, by: 0 });
  assert.ok(Object.is(habitOf([{ by: -1, of100: -0.2 }]).by, 0));
});
