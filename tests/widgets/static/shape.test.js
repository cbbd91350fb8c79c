import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fitting } from "../../../src/leadermanager/widgets/static/shape.js";

// Python runs the same cases, in test_shapes.py.
const cases = JSON.parse(readFileSync(new URL("../shapes.json", import.meta.url), "utf8"));

for (const { is, shape, data, fits } of cases)
  test(`of data, what fits is taken: ${is}`, () => assert.deepEqual(fitting(shape, data), fits));
