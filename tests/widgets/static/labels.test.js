import assert from "node:assert/strict";
import { test } from "node:test";
import { fill, labelsOf } from "../../../src/leadermanager/widgets/static/labels.js";

test("values go into the places that have their names, as often as these stand there", () => {
  assert.equal(fill("{a} of {b}, {a}", { a: 1, b: "two" }), "1 of two, 1");
});

test("a place that has no value, and braces that are none, stay as they are", () => {
  assert.equal(fill("{a} { b } {}", { b: 2 }), "{a} { b } {}");
});

test("what is filled in is not filled again", () => {
  assert.equal(fill("{a}", { a: "{b}", b: "no" }), "{b}");
});

test("a label that Python did not send is said by its name", () => {
  const label = labelsOf({ get: () => ({ tray: "Still to sort: {count}" }) });
  assert.equal(label("tray", { count: 3 }), "Still to sort: 3");
  assert.equal(label("other"), "other");
});
