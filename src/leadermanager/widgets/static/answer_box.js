// The student's answer as a Python literal, with a button to copy it.

import { make } from "./elements.js";
import { literal } from "./literal.js";

/** @import { Label } from "./labels.js" */

/**
 * @param {Label} label
 * @param {(text: string) => void} say
 */
export function answerBox(label, say) {
  const code = make("code");
  const copy = make("button", { type: "button", class: "lm-quiet" }, label("copy"));
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(code.textContent);
      say(label("copied"));
    } catch {
      getSelection()?.selectAllChildren(code);
      say(label("copy_by_hand"));
    }
  });
  const title = make("p", { class: "lm-answer-title" }, label("answer"));
  const text = make("pre", { tabindex: "0", role: "group", "aria-label": label("answer") }, code);
  return {
    box: make("div", { class: "lm-answer" }, make("div", {}, title, copy), text),
    /** @param {unknown} value */
    show(value) {
      code.textContent = literal(value);
    },
  };
}
