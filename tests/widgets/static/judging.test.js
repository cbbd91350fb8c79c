// What Python judges as the page does: every example holds for both. `test_judging.py` runs the same files.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { saidOf } from "../../../src/leadermanager/widgets/static/judging/conditions.js";
import { labelsOf } from "../../../src/leadermanager/widgets/static/labels.js";

const EXAMPLES = new URL("../examples/", import.meta.url);
const JUDGING = new URL("../../../src/leadermanager/widgets/static/judging/", import.meta.url);

/**
 * @param {Record<string, number>} came
 * @param {Record<string, unknown>} results
 * @param {number} within
 */
function assertNear(came, results, within) {
  assert.deepEqual(Object.keys(came).sort(), Object.keys(results).sort());
  for (const [name, number] of Object.entries(results)) {
    assert.ok(Math.abs(came[name] - Number(number)) < within, `${name} is ${came[name]}`);
  }
}

for (const file of readdirSync(EXAMPLES)) {
  const example = JSON.parse(readFileSync(new URL(file, EXAMPLES), "utf-8"));
  const {
    exercise,
    content,
    labels,
    values,
    scores,
    decisions,
    goals,
    spreads,
    plans,
    gaps,
    drops,
    walls,
    rings,
    desks,
    guesses,
    funders,
    right_bet: rightBet,
    lives,
    fights,
  } = example;
  const judging = await import(`${JUDGING}${exercise.kind.replace("-", "_")}.js`);

  for (const { is, kept, value, done } of values) {
    test(`${file}: of ${is}, the value is what the content still knows`, () => {
      assert.deepEqual(Object.entries(judging.tidy(content, kept)), Object.entries(value));
    });
    test(`${file}: ${is}: that is ${done ? "all of it" : "not all of it"}`, () => {
      assert.equal(judging.done(content, judging.tidy(content, kept)), done);
    });
  }

  for (const [index, { state, score, first }] of (scores ?? []).entries()) {
    test(`${file}: score ${index + 1} counts what is answered and what is right`, () => {
      const { first: atFirst, ...both } = judging.score(content, state);
      assert.equal(atFirst, first);
      assert.deepEqual(Object.keys(both).sort(), Object.keys(score).sort());
      for (const [name, number] of Object.entries(score)) {
        assert.ok(Math.abs(both[name] - number) < 1e-9, `${name} is ${both[name]}, not ${number}`);
      }
    });
  }

  for (const { item: id, decision, condition, right, said } of decisions ?? []) {
    test(`${file}: ${decision} ${condition} on ${id} is ${right ? "right" : "wrong"}`, () => {
      const item = content.items.find((/** @type {{ id: string }} */ each) => each.id === id);
      assert.equal(judging.answerTo(item, { decision, condition }).right, right);
    });
    test(`${file}: ${decision} ${condition} is said as: ${said}`, () => {
      const label = labelsOf({ get: () => labels });
      assert.equal(judging.inWords(label, content, { decision, condition }), said);
    });
  }

  for (const { path, meters, reached } of goals ?? []) {
    test(`${file}: ${path} reaches ${reached} goals, and wins if these are all`, () => {
      assert.equal(judging.goalsReached(content.meters, meters), reached);
      assert.equal(content.ends[judging.key(path)].wins, reached === meters.length);
    });
  }

  for (const { is, luck, aims, results, says } of drops ?? []) {
    test(`${file}: ${is}: what marbles come to`, () => {
      const came = judging.results(content, { luck, aims });
      assertNear(came, results, 1e-9);
      assert.equal(saidOf(content.says, came), says);
    });
  }

  for (const { is, unit, leading, managing, results, says } of walls ?? []) {
    test(`${file}: ${is}: what walls come to`, () => {
      const came = judging.results(content, { unit, leading, managing });
      assertNear(came, results, 1e-6);
      assert.equal(saidOf(content.says, came), says);
    });
  }

  for (const { is, carriers, moved, results, says } of rings ?? []) {
    test(`${file}: ${is}: what a message comes to in a ring, and what is said of it`, () => {
      const came = judging.results(content, { carriers, moved });
      assert.deepEqual(came, results);
      for (const [goal, said] of Object.entries(says)) {
        const asked = content.goals.find((/** @type {{ id: string }} */ { id }) => id === goal);
        assert.equal(judging.answerTo(asked, came), said);
      }
    });
  }

  for (const { is, joining, aim, waiting, results, says } of desks ?? []) {
    test(`${file}: ${is}: what half a year at a desk comes to`, () => {
      const weeks = judging.follow(content, { joining, aim });
      assert.deepEqual(
        weeks.map((/** @type {{ waiting: number }} */ week) => week.waiting).slice(1),
        waiting,
      );
      const came = judging.results(content, { joining, aim });
      assert.deepEqual(Object.entries(came).sort(), Object.entries(results).sort());
      assert.equal(saidOf(content.says, came), says);
    });
  }

  for (const { deal, said, results } of guesses ?? []) {
    test(`${file}: what the chances ${said} bring`, () => {
      const came = judging.results(content, { deal, said });
      assertNear(came, results, 1e-9);
    });
  }

  for (const { left_out: leftOut, off, results, says } of funders ?? []) {
    test(`${file}: what a firm earns without ${leftOut.join(", ") || "nobody"}, ${off} off`, () => {
      const came = judging.ruleResults(content, leftOut, off);
      assert.deepEqual(came, results);
      assert.equal(saidOf(content.says, came), says);
    });
  }

  if (rightBet) {
    test(`${file}: the bet that comes true is ${rightBet}`, () => {
      assert.equal(judging.rightBet(content), rightBet);
    });
  }

  for (const { is, career, acts, results, says } of lives ?? []) {
    test(`${file}: ${is}: what a career comes to`, () => {
      const came = judging.results(content, { career, acts });
      assertNear(came, results, 1e-9);
      assert.equal(saidOf(content.says, came), says);
    });
  }

  for (const { is, first, second, results, says } of fights ?? []) {
    test(`${file}: ${is}: what a half-year of fires comes to`, () => {
      const came = judging.results(content, { first, second });
      assertNear(came, results, 1e-9);
      assert.equal(saidOf(content.says, came), says);
    });
  }

  for (const { is, points, by, x } of gaps ?? []) {
    test(`${file}: ${is}: how far a drawing is from what came`, () => {
      const far = judging.gap(content, points);
      assert.ok(Math.abs(far.by - by) < 1e-9, `${far.by}, not ${by}`);
      assert.equal(far.x, x);
    });
  }

  for (const { is, market, made, results, cheapest, says } of plans ?? []) {
    test(`${file}: ${is}: what plans come to`, () => {
      const came = judging.results(content, { market, made });
      for (const [name, number] of Object.entries(results)) assert.equal(came[name], number, name);
      assert.equal(judging.cheapest(content, { market, made }), cheapest);
      assert.equal(saidOf(content.says, came), says);
    });
  }

  for (const { carriers, heard, believed, measures, steps, standing, say } of spreads ?? []) {
    test(`${file}: from ${carriers} a message spreads step by step`, () => {
      assert.deepEqual(judging.spread(content, carriers), { heard, believed });
      assert.deepEqual(judging.measures(content, carriers), measures);
      assert.equal(judging.run(content, carriers).say, say);
      for (const step of steps) {
        assert.equal(judging.countUntil(heard, step.step), step.heard);
        assert.equal(judging.countUntil(believed, step.step), step.believed);
      }
      for (const { step, ...people } of standing) {
        for (const [person, state] of Object.entries(people)) {
          assert.equal(judging.standing({ heard, believed }, person, step), state);
        }
      }
    });
  }
}
