import assert from "node:assert/strict";
import { test } from "node:test";
import { literal } from "../../../src/leadermanager/widgets/static/literal.js";

test("what Python calls otherwise is called as Python does", () => {
  assert.equal(literal([true, false, null, undefined]), "[True, False, None, None]");
});

test("texts are quoted, and keep their quotes and lines", () => {
  assert.equal(literal('“No”, she said: "why?"\n'), '"“No”, she said: \\"why?\\"\\n"');
});

test("one entry stands in a line, several stand below each other", () => {
  assert.equal(literal({}), "{}");
  assert.equal(literal({ a: [1, 2.5] }), '{"a": [1, 2.5]}');
  assert.equal(literal({ a: { b: "c" }, d: [] }), '{\n    "a": {"b": "c"},\n    "d": [],\n}');
});
