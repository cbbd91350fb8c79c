import assert from "node:assert/strict";
import { test } from "node:test";
import { glided, parcelsAt } from "../../../src/leadermanager/widgets/static/pictures/two_waters_moments.js";

const SENT = { before: 3, piped: [10, 20, 30, 40, 50] };

test("a level is on its way from one quarter's to the next, and still before the first", () => {
  assert.deepEqual(
    [0, 0.5, 1, 1.5, 2].map((at) => glided([4, 6], at)),
    [4, 4, 4, 5, 6],
  );
});

test("before the first quarter the pipe holds what the quarters before sent", () => {
  assert.deepEqual(
    parcelsAt(SENT, 4, 0).map(({ points }) => points),
    [3, 3, 3, 3],
  );
});

test("what a quarter sent moves on by a quarter of the pipe, and is out after four", () => {
  const where = (/** @type {number} */ at) => parcelsAt(SENT, 4, at).find(({ points }) => points === 10);
  assert.deepEqual(where(1), { from: 0, to: 0.25, points: 10 });
  assert.deepEqual(where(2.5), { from: 0.375, to: 0.625, points: 10 });
  assert.deepEqual(where(4), { from: 0.75, to: 1, points: 10 });
  assert.deepEqual(where(4.5), { from: 0.875, to: 1, points: 10 });
  assert.equal(where(5), undefined);
});

test("at every moment the pipe is filled from end to end", () => {
  for (const at of [0, 0.25, 1, 2.75, 5]) {
    const parts = parcelsAt(SENT, 4, at).map(({ from, to }) => to - from);
    assert.ok(Math.abs(parts.reduce((one, other) => one + other, 0) - 1) < 1e-9);
  }
});
