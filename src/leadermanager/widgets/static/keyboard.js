// Keys that are pressed in a widget belong to the widget.

/** @param {KeyboardEvent} event */
export const withModifier = (event) => event.ctrlKey || event.metaKey || event.altKey;

/**
 * Keep keys from the notebook, which takes letters and arrows as commands (b adds a cell, dd deletes one).
 * JupyterLab listens before any element does, but passes over elements that carry the attribute below; others
 * listen afterwards.
 *
 * @param {HTMLElement} root
 * @param {AbortSignal | undefined} signal
 */
export function keepKeys(root, signal) {
  /** @param {KeyboardEvent} event */
  const ours = (event) => !(withModifier(event) || (event.shiftKey && event.key === "Enter"));
  /** @param {KeyboardEvent} event */
  const guard = (event) => {
    if (event.target instanceof Node && root.contains(event.target)) {
      root.toggleAttribute("data-lm-suppress-shortcuts", ours(event));
    }
  };
  window.addEventListener("keydown", guard, { capture: true, signal });
  root.addEventListener("keydown", (event) => {
    if (ours(event)) event.stopPropagation();
  });
}
