import assert from "node:assert/strict";
import { test } from "node:test";
import { along, plotIn, ticks } from "../../../src/leadermanager/widgets/static/pictures/plot.js";

test("values stand in the box between its edges, the higher further up", () => {
  const { x, y } = plotIn({ left: 10, right: 110, top: 0, bottom: 50 }, [0, 104], [50, 150]);
  assert.deepEqual([x(0), x(52), x(104)], [10, 60, 110]);
  assert.deepEqual([y(50), y(150)], [50, 0]);
});

test("ticks are round numbers within the span, about as many as asked for", () => {
  assert.deepEqual(ticks([50, 140], 5), [60, 80, 100, 120, 140]);
  assert.deepEqual(ticks([0, 1], 5), [0, 0.2, 0.4, 0.6, 0.8, 1]);
  assert.deepEqual(ticks([-9, 9], 4), [-5, 0, 5]);
});

test("a path goes along its points", () => {
  const points = [
    [1, 2],
    [3, 4.25],
  ];
  assert.equal(along(points), "M1.0 2.0L3.0 4.3");
});
