// Asking Python, downloading a file, and saving the notebook, for the widgets that deal with files.

class Away extends Error {}

// Return ask(question, file), which gives what Python answers: plain data, with `refused` where it says no,
// and `content`, the bytes of a file that came with it. No answer in time throws Away. Python is told in which
// notebook the element stands.
function asking(model, signal, element) {
  const waiting = new Map();
  const hear = (answer, buffers) => {
    const bytes = buffers?.[0];
    const content = bytes && new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    // Several views of one model hear the same answers.
    waiting.get(answer.number)?.({ ...answer, content });
  };
  model.on("msg:custom", hear);
  signal?.addEventListener("abort", () => model.off("msg:custom", hear));
  return (question, file) => {
    const number = Math.random().toString(36).slice(2);
    return new Promise((resolve, reject) => {
      waiting.set(number, resolve);
      setTimeout(() => reject(new Away("no answer in time")), 1000 * model.get("patience"));
      try {
        model.send({ ...question, number, notebook: notebookAround(element) }, undefined, file ? [file] : []);
      } catch (problem) {
        reject(new Away(`${problem}`));
      }
    }).finally(() => waiting.delete(number));
  };
}

// Return a function that does one thing at a time, and calls away() where Python does not answer.
function oneAtATime(away) {
  let busy = false;
  return async (work) => {
    if (busy) return;
    busy = true;
    try {
      await work();
    } catch (problem) {
      if (!(problem instanceof Away)) throw problem;
      away();
    } finally {
      busy = false;
    }
  };
}

function download(name, content, type) {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = make("a", { href: url, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  // The browser reads it a moment later.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

// Save the notebook that an element stands in, by the keys that its reader would press, since a page does not
// let a widget use its commands. Whether it was saved can be seen by the time of its file.
function pressSave(element) {
  const mac = /Mac/i.test(navigator.platform);
  const keys = { key: "s", code: "KeyS", keyCode: 83, which: 83, ctrlKey: !mac, metaKey: mac };
  element.dispatchEvent(new KeyboardEvent("keydown", { ...keys, bubbles: true, cancelable: true, composed: true }));
}

// Save the notebook around an element. Returns when its file was last saved, in seconds (null where nobody
// knows its file), and whether that was now; or the sentence with which Python refuses.
async function saveNotebook(element, ask) {
  const { saved: before, refused } = await ask({ ask: "saved" });
  if (refused) return { refused };
  if (before === null) return { saved: null, fresh: true };
  pressSave(element);
  for (let round = 0; round < 12; round++) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    const { saved } = await ask({ ask: "saved" });
    if (saved > before) return { saved, fresh: true };
  }
  return { saved: before, fresh: false };
}

function clock(seconds) {
  const two = { hour: "2-digit", minute: "2-digit", second: "2-digit" };
  return new Date(seconds * 1000).toLocaleTimeString([], two);
}
