import assert from "node:assert/strict";
import { test } from "node:test";
import {
  besideInLab,
  foundBelow,
  namesNotebook,
  server,
} from "../../../src/leadermanager/widgets/static/whereabouts.js";

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

test("an address names a notebook in JupyterLab and on a page with one notebook alone", () => {
  for (const address of [
    "/lab/tree/08-a.ipynb",
    "/notebooks/my%20course/08-a.ipynb",
    "/doc/tree/08-a.ipynb",
  ]) {
    assert.ok(namesNotebook(address));
  }
  for (const address of ["/lab", "/lab/tree/course", "/lab/workspaces/auto-x", "/08-a.html", "/"]) {
    assert.ok(!namesNotebook(address));
  }
});

test("a notebook is found where the server was started, in a folder below, or nowhere", async () => {
  const notebook = (/** @type {string} */ path) => ({
    name: path.split("/").at(-1) ?? "",
    path,
    type: "notebook",
  });
  /** @type {Record<string, import("../../../src/leadermanager/widgets/static/whereabouts.js").Entry[]>} */
  const folders = {
    "": [
      { name: "data", path: "data", type: "directory" },
      { name: "course", path: "course", type: "directory" },
      notebook("00-own.ipynb"),
    ],
    data: [{ name: "03-b.ipynb", path: "data/03-b.ipynb", type: "directory" }],
    course: [notebook("course/03-b.ipynb")],
  };
  const list = async (/** @type {string} */ path) => folders[path];
  assert.equal(await foundBelow("00-own.ipynb", list), "00-own.ipynb");
  assert.equal(await foundBelow("03-b.ipynb", list), "course/03-b.ipynb");
  assert.equal(await foundBelow("09-c.ipynb", list), "");
});

test("a server lists a folder and opens a notebook, and so does a folder of plain files", () => {
  const jupyter = server({ baseUrl: "/user/ada/" });
  assert.equal(
    jupyter.listAddress("my course"),
    "/user/ada/api/contents/my%20course?content=1&type=directory",
  );
  assert.equal(jupyter.openAddress("course/03-b.ipynb"), "/user/ada/lab/tree/course/03-b.ipynb");
  const files = server({ baseUrl: "/leading/laboratory/", litePluginSettings: {} });
  assert.equal(files.listAddress(""), "/leading/laboratory/api/contents/all.json");
  assert.equal(files.listAddress("my course"), "/leading/laboratory/api/contents/my%20course/all.json");
  assert.equal(
    files.openAddress("course/03-b.ipynb"),
    "/leading/laboratory/lab/index.html?path=course%2F03-b.ipynb",
  );
});
