import assert from "node:assert/strict";
import { test } from "node:test";
import { asking, oneAtATime } from "../../../src/leadermanager/widgets/static/asking.js";

/** A model that notes what is asked, and waits so many seconds. */
function listening(patience = 0.3) {
  /** @type {any[]} */
  const asked = [];
  /** @type {any} */
  const model = {
    on: (/** @type {string} */ _, /** @type {unknown} */ hear) => {
      model.hear = hear;
    },
    get: () => patience,
    send: (/** @type {unknown} */ question) => asked.push(question),
  };
  return { model, asked };
}

const where = () => "ps1.ipynb";

test("each question gets the answer that has its number, in whatever order they come", async () => {
  const { model, asked } = listening();
  const ask = asking(model, undefined, where);
  const answers = [ask({ ask: "one" }), ask({ ask: "other" })];
  for (const { number, ask: what } of asked.reverse()) model.hear({ number, said: what }, []);
  assert.deepEqual(
    (await Promise.all(answers)).map(({ said }) => said),
    ["one", "other"],
  );
});

test("a question says which notebook it comes from", () => {
  const { model, asked } = listening();
  asking(model, undefined, where)({ ask: "saved" }).catch(() => {});
  assert.deepEqual(
    asked.map(({ ask, notebook }) => [ask, notebook]),
    [["saved", "ps1.ipynb"]],
  );
});

test("a file comes with its answer", async () => {
  const { model, asked } = listening();
  const answer = asking(model, undefined, where)({ ask: "bundle" });
  const bytes = new DataView(Uint8Array.of(0, 1, 2, 3).buffer, 1, 2);
  model.hear({ number: asked[0].number }, [bytes]);
  assert.deepEqual((await answer).content, Uint8Array.of(1, 2));
});

test("where Python does not answer in time, that is said once and the next thing can be done", async () => {
  const { model } = listening(0.01);
  const ask = asking(model, undefined, where);
  let away = 0;
  const alone = oneAtATime(() => away++);
  const first = alone(async () => void (await ask({ ask: "saved" })));
  const meanwhile = alone(async () => assert.fail("one thing at a time"));
  await Promise.all([first, meanwhile]);
  assert.equal(away, 1);
  let done = false;
  await alone(async () => {
    done = true;
  });
  assert.ok(done);
});

test("what fails otherwise is not taken for silence", async () => {
  const alone = oneAtATime(() => assert.fail("Python did answer"));
  await assert.rejects(
    alone(() => Promise.reject(new TypeError("a mistake"))),
    TypeError,
  );
});
