import assert from "node:assert/strict";
import { test } from "node:test";
import { echoOf } from "../../../src/leadermanager/widgets/static/echo.js";

const echo = {
  of: "01-promote",
  question: "promote",
  says: [{ id: "ben", text: "You named Ben." }],
  nothing: "You named nobody.",
};

test("what was kept elsewhere chooses the text", () => {
  assert.equal(echoOf(echo, { value: { promote: "ben" } }), "You named Ben.");
});

test("where nothing is kept, or what is no longer offered, that is said", () => {
  for (const kept of [null, {}, { value: {} }, { value: { promote: "gone" } }]) {
    assert.equal(echoOf(echo, kept), "You named nobody.");
  }
});

test("of the plays of a case, the first choice of the first one counts", () => {
  const year = { ...echo, question: "plays" };
  assert.equal(echoOf(year, { value: { plays: [["ben", "ann"], ["ann"]] } }), "You named Ben.");
  assert.equal(echoOf(year, { value: { plays: [] } }), "You named nobody.");
});
