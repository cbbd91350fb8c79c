import assert from "node:assert/strict";
import { test } from "node:test";
import { besideInLab } from "../../../src/leadermanager/widgets/static/whereabouts.js";

test("JupyterLab knows a neighbour by the folder of the notebook that is open", () => {
  for (const before of ["/lab", "/user/ada/lab", "/lab/workspaces/auto-x"]) {
    assert.equal(besideInLab("03-b.ipynb", `${before}/tree/my%20course/08-a.ipynb`), "my course/03-b.ipynb");
  }
  assert.equal(besideInLab("03-b.ipynb", "/lab/tree/08-a.ipynb"), "03-b.ipynb");
});

test("elsewhere nobody knows", () => {
  assert.equal(besideInLab("03-b.ipynb", "/notebooks/course/08-a.ipynb"), "");
  assert.equal(besideInLab("03-b.ipynb", "/lab"), "");
});
