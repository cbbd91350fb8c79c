// Numbers, and the words for them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { signed, wordFor } from "../../../src/leadermanager/widgets/static/case_readings.js";
import { asTable, copied } from "../../../src/leadermanager/widgets/static/rows.js";
import { round, toStep } from "../../../src/leadermanager/widgets/static/steps.js";
import { lean } from "../../../src/leadermanager/widgets/static/triage_score.js";

test("a change is said with its sign, and a minus is a minus", () => {
  assert.deepEqual([5, -5, 0].map(signed), ["+5", "−5", "±0"]);
});

test("a meter's word changes where a bound is reached", () => {
  const meter = { bounds: [40, 60], words: ["bad", "fair", "good"] };
  assert.deepEqual(
    [39, 40, 59, 60].map((number) => wordFor(meter, number)),
    ["bad", "fair", "fair", "good"],
  );
});

test("the rows of a picture become a table with a column for each line", () => {
  const rows = [
    { x: 1, y: 2, by: "one" },
    { x: 2, y: 3.25, by: "one" },
    { x: 2, y: 4, by: "other" },
  ];
  assert.deepEqual(asTable(["Month", "Output"], rows), {
    heads: ["Month", "one: Output", "other: Output"],
    rows: [
      [1, "2.0", ""],
      [2, "3.3", "4.0"],
    ],
  });
});

test("rows that are given away are not the same ones", () => {
  const rows = [{ x: 1, y: 2, by: "one" }];
  copied(rows)[0].y = 9;
  assert.equal(rows[0].y, 2);
});

test("an amount is a number of whole steps between nothing and all", () => {
  assert.equal(toStep(7, 5, 40), 5);
  assert.equal(toStep(8, 5, 40), 10);
  assert.equal(toStep(90, 5, 40), 40);
  assert.equal(toStep(-3, 5, 40), 0);
  assert.equal(toStep(0.34, 0.1, 1), 0.3);
});

test("a sum of tenths is what it is on paper", () => {
  assert.equal(round(0.1 + 0.2), 0.3);
});

test("more than ten per cent apart, one is too sure or not sure enough", () => {
  assert.deepEqual(
    [lean(80, 60), lean(70, 60), lean(50, 60), lean(50, 61)],
    ["over", "level", "level", "under"],
  );
});
