// What plans cost, one bar for each who made some: the part for misses, and the part for new plans.

import { make } from "../elements.js";

/** @import { Label } from "../labels.js" */

/** @typedef {{ cost: number[], made: number[] }} Account the cost of all weeks up to each, and the weeks with a new plan */

/** @param {number} thousands of pounds */
export const amount = (thousands) => Math.round(thousands).toLocaleString("en-GB");

/**
 * Make the bars, with a button before each to choose it.
 *
 * @param {{ ids: string, label: Label }} frame
 * @param {{ id: string, name: string }[]} entries
 * @param {number} newPlan what a new plan costs
 * @param {(id: string) => void} chosen
 */
export function makeCosts({ ids, label }, entries, newPlan, chosen) {
  const rows = entries.map(({ id, name }) => {
    const input = make("input", {
      type: "radio",
      name: `${ids}-costs`,
      value: id,
      onchange: () => chosen(id),
    });
    const misses = make("span", { class: "lm-part-missed" });
    const plans = make("span", { class: "lm-part-plans" });
    const total = make("span", { class: "lm-total" });
    const cheapest = make("span", { class: "lm-cheapest", hidden: true }, label("cheapest"));
    const box = make(
      "label",
      { class: "lm-cost", "data-who": id },
      input,
      make("span", { class: "lm-who" }, name, cheapest),
      make("span", { class: "lm-bar", "aria-hidden": "true" }, plans, misses),
      total,
    );
    return { id, input, misses, plans, total, cheapest, box };
  });
  const legend = make("legend", {});
  return {
    box: make("fieldset", { class: "lm-costs" }, legend, ...rows.map((row) => row.box)),
    /** @param {string} text */
    ask(text) {
      legend.textContent = text;
    },
    /** @param {string} id of the one that is chosen; empty for none */
    choose(id) {
      for (const { input } of rows) input.checked = input.value === id;
    },
    /** @param {(id: string) => boolean} which are shown, and whether there is something to choose */
    offer(which, choice = true) {
      for (const { id, input, box } of rows) {
        box.hidden = !which(id);
        input.hidden = !choice;
      }
    },
    /**
     * Show what all have cost up to a moment; nothing of those that are not told yet.
     *
     * @param {Record<string, Account>} accounts
     * @param {number} at
     * @param {number} most what the longest bar stands for
     * @param {string} least the cheapest, where that is told
     */
    show(accounts, at, most, least = "") {
      const week = Math.floor(at);
      for (const { id, misses, plans, total, cheapest, box } of rows) {
        const account = accounts[id];
        const next = account?.cost[week + 1] ?? account?.cost[week];
        const cost = account ? account.cost[week] + (at - week) * (next - account.cost[week]) : 0;
        const made = account ? 1 + account.made.filter((each) => each - 1 <= at).length : 0;
        const spent = Math.min(newPlan * made, cost);
        plans.style.width = `${Math.min(100, (100 * spent) / most)}%`;
        misses.style.width = `${Math.max(0, Math.min(100, (100 * cost) / most) - Math.min(100, (100 * spent) / most))}%`;
        total.textContent = account ? label("cost", { amount: amount(cost) }) : label("unknown");
        box.classList.toggle("lm-least", id === least);
        cheapest.hidden = id !== least;
      }
    },
  };
}
