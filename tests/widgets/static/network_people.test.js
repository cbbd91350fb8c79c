import assert from "node:assert/strict";
import { test } from "node:test";
import { nextTo, tied, tiesOf, wordsFor } from "../../../src/leadermanager/widgets/static/network_people.js";

/**
 * @param {string} id
 * @param {Partial<import("../../../src/leadermanager/widgets/static/network_people.js").Person>} more
 */
const person = (id, more = {}) => ({
  id,
  name: id.toUpperCase(),
  short: id,
  initials: id[0],
  about: "",
  unit: "",
  boss: "",
  asks: [],
  trusts: [],
  needs: 0,
  at: { reports: /** @type {[number, number]} */ ([0, 0]), trusts: /** @type {[number, number]} */ ([0, 0]) },
  ...more,
});

/** @param {[number, number]} reports */
const at = (reports) => ({
  reports,
  trusts: /** @type {[number, number]} */ ([1 - reports[0], 1 - reports[1]]),
});

const head = person("head", { at: at([0.5, 0.1]) });
const ann = person("ann", { boss: "head", trusts: ["bo"], at: at([0.2, 0.5]) });
const bo = person("bo", {
  boss: "head",
  asks: ["head"],
  trusts: ["ann", "cy"],
  needs: 3,
  at: at([0.6, 0.5]),
});
const cy = person("cy", { about: "Clerk", boss: "ann", at: at([0.5, 0.9]) });
const people = [head, ann, bo, cy];

test("a person's ties are those of the view", () => {
  assert.deepEqual(tiesOf(bo, "reports"), ["head"]);
  assert.deepEqual(tiesOf(bo, "asks"), ["head"]);
  assert.deepEqual(tiesOf(bo, "trusts"), ["ann", "cy"]);
  assert.deepEqual(tiesOf(head, "reports"), []);
});

test("two people are tied whichever of them the tie goes from", () => {
  assert.ok(tied(bo, cy, "trusts"));
  assert.ok(tied(cy, bo, "trusts"));
  assert.ok(tied(head, ann, "reports"));
  assert.ok(!tied(ann, bo, "reports"));
});

test("left and right stay in the row", () => {
  assert.equal(nextTo(people, ann, "reports", [1, 0]), bo);
  assert.equal(nextTo(people, bo, "reports", [-1, 0]), ann);
  assert.equal(nextTo(people, ann, "reports", [-1, 0]), undefined);
});

test("up and down lead to the nearest in the next row, even where somebody beyond it is nearer", () => {
  assert.equal(nextTo(people, head, "reports", [0, 1]), bo);
  assert.equal(nextTo(people, cy, "reports", [0, -1]), bo);
  assert.equal(nextTo(people, head, "reports", [0, -1]), undefined);
});

test("where people stand in the view counts", () => {
  assert.equal(nextTo(people, ann, "trusts", [-1, 0]), bo);
});

test("a person is described by ties, and by who of them was chosen", () => {
  /** @type {(name: string, values?: object) => string} */
  const label = (name, values = {}) => `${[name, ...Object.values(values)].join(" ")};`;
  const { describe, names } = wordsFor(people, label);
  assert.equal(names(["bo", "ann"]), "BO, ANN");
  assert.equal(
    describe(bo, ["cy", "ann", "head"]),
    "reports_to HEAD; trusted_by 1 ANN; trusts_whom ANN, CY; asked_by 0; needs 3; trusts_chosen 2;",
  );
  assert.equal(
    describe(bo, ["bo", "ann"]),
    "reports_to HEAD; trusted_by 1 ANN; trusts_whom ANN, CY; asked_by 0; needs 3;",
    "of those who were chosen themselves it is not said whom of the others they trust",
  );
  assert.equal(describe(cy, []), "Clerk. reports_to ANN; trusted_by 1 BO; trusts_nobody; asked_by 0;");
  assert.equal(describe(head, []), "at_the_top; trusted_by_nobody HEAD; trusts_nobody; asked_by 1;");
});
