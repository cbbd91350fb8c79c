import assert from "node:assert/strict";
import { test } from "node:test";
import { beside, nearest } from "../../../src/leadermanager/widgets/static/field.js";

test("a point is the nearest of those that items can stand on", () => {
  assert.deepEqual(nearest([0, 1]), [0, 10]);
  assert.deepEqual(nearest([0.524, 0.526]), [5, 5.5]);
});

test("beyond the edge a point is on the edge", () => {
  assert.deepEqual(nearest([-0.2, 1.3]), [0, 10]);
});

test("a step leads across or up, and no further than the edge", () => {
  assert.deepEqual(beside([5, 5], [-1, 0], 0.5), [4.5, 5]);
  assert.deepEqual(beside([5, 5], [0, 1], 2), [5, 7]);
  assert.deepEqual(beside([9.5, 0], [1, 0], 2), [10, 0]);
  assert.deepEqual(beside([9.5, 0], [0, -1], 2), [9.5, 0]);
});
