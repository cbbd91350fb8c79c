import assert from "node:assert/strict";
import { test } from "node:test";
import { count, standing } from "../../../src/leadermanager/widgets/static/standing.js";

test("an exercise is done when all of it is answered, and begun when anything is kept of it", () => {
  assert.equal(standing(undefined), "open");
  assert.equal(standing({ value: {} }), "begun");
  assert.equal(standing({ done: true }), "done");
});

test("each exercise of a lesson is counted once", () => {
  const states = { one: { done: true }, two: {}, other: { done: true } };
  assert.deepEqual(count(["one", "two", "three"], states), { total: 3, done: 1, begun: 1 });
});
