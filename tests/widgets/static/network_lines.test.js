import assert from "node:assert/strict";
import { test } from "node:test";
import { head, rim } from "../../../src/leadermanager/widgets/static/network_lines.js";

const box = { x: 100, y: 100, w: 20, h: 10 };

test("a line leaves a box where its edge is", () => {
  assert.deepEqual(rim(box, { ...box, x: 200 }), [120, 100]);
  assert.deepEqual(rim(box, { ...box, y: 0 }), [100, 90]);
  assert.deepEqual(rim(box, { ...box, x: 200, y: 200 }), [110, 110]);
});

test("between boxes that overlap a line has no length", () => {
  assert.deepEqual(rim(box, { ...box, x: 110 }), rim({ ...box, x: 110 }, box));
});

test("an arrow's head has its point at the end of the line, and its wings behind it on either side", () => {
  const [point, one, other] = head([0, 0], [50, 0]);
  assert.deepEqual(point, [50, 0]);
  assert.ok(one[0] < 50 && other[0] < 50);
  assert.ok(Math.abs(one[1] + other[1]) < 1e-9);
  assert.ok(Math.abs(Math.hypot(one[0] - 50, one[1]) - 8) < 1e-9);
});
