// Numbers, and the words for them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { signed, wordFor } from "../../../src/leadermanager/widgets/static/case_readings.js";
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

test("more than ten per cent apart, one is too sure or not sure enough", () => {
  assert.deepEqual(
    [lean(80, 60), lean(70, 60), lean(50, 60), lean(50, 61)],
    ["over", "level", "level", "under"],
  );
});
