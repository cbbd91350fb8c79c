// A hundred people, each at what leading has brought them so far, and how many of them lead year by year.

import { drawn } from "../svg.js";
import { along, drawAxes, plotIn, ticks, words } from "./plot.js";
import { makeStage } from "./stage.js";
import { markOf } from "./stove_career.js";

/** @import { Plot, Span } from "./plot.js" */
/** @import { Firm } from "../judging/stove.js" */

/**
 * @typedef {object} Scene
 * @property {Firm} firm
 * @property {number[]} many how many lead, by year; nothing is drawn of year 0
 * @property {number} at the moment, in years
 * @property {number[]} own what leading has brought the student on average, by year; empty where there is none
 * @property {number} bet
 * @property {{ name: string, many: number[] }[]} ghosts firms that were seen before
 */

const HEIGHT = 21; // em, of the people; the line beside or below them
const LINE = 15;
const STRIDE = 37; // people with neighbouring numbers stand far from each other
const TRUTH = 1;
const APART = 1.25; // em between two labels

/**
 * @param {number} people how many there are
 * @param {Span} span the least and the most that anybody believes
 * @param {number} last the last year
 * @param {AbortSignal | undefined} signal
 * @param {(name: string, values?: Record<string, unknown>) => string} label
 * @param {() => Scene} sceneNow
 */
export function makeHundred(people, span, last, signal, label, sceneNow) {
  /** @type {{ field: Plot, line: Plot, em: number } | null} */
  let room = null;
  const dots = Array.from({ length: people }, () => drawn("path", {}));
  const you = drawn("g", { class: "lm-you" });
  const counter = words(0, 0, "start", "", "lm-counter");
  const lines = drawn("g", {});
  const svg = makeStage(signal, (drawing, { width, em, narrow }) => {
    const [low, high] = span;
    const wide = narrow ? width : 0.56 * width;
    const below = narrow ? HEIGHT * em : 0;
    const left = narrow ? 2.8 * em : wide + 3.4 * em;
    const field = plotIn(
      { left: 0.8 * em, right: wide - 0.8 * em, top: 3.6 * em, bottom: (HEIGHT - 2.9) * em },
      [low, high],
      [-2, people + 1],
    );
    const bottom = narrow ? below + (LINE - 2.9) * em : (HEIGHT - 2.9) * em;
    const line = plotIn(
      { left, right: width - 9 * em, top: below + (narrow ? 2.4 : 3.6) * em, bottom },
      [1, last],
      [0, 100],
    );
    room = { field, line, em };
    const truth = field.x(TRUTH);
    counter.setAttribute("y", String(0.7 * em));
    drawing.append(
      counter,
      drawAxes(field, em, { x: ticks([low, high], 6), y: [], xTitle: label("believes"), yTitle: "" }),
      drawn("line", { x1: truth, x2: truth, y1: 2.9 * em, y2: field.box.bottom, class: "lm-truth" }),
      words(truth + 0.4 * em, 2.6 * em, "start", label("truth"), "lm-truth-name"),
      ...dots,
      you,
      drawAxes(line, em, {
        x: ticks([1, last], narrow ? 4 : 3),
        y: [0, 50, 100],
        xTitle: label("year"),
        yTitle: label("many"),
      }),
      lines,
    );
    draw();
    return Math.round(narrow ? below + LINE * em : HEIGHT * em);
  });

  function draw() {
    if (!room) return;
    const scene = sceneNow();
    const { field, em } = room;
    const { firm, at, many, own } = scene;
    const year = Math.floor(at);
    const next = Math.min(year + 1, last);
    const part = ease(at - year);
    const shown = at > year ? next : year;
    const [now, then] = [firm.believes[year], firm.believes[next]];
    for (const [index, dot] of dots.entries()) {
      const place = now[index] + (then[index] - now[index]) * part;
      const leads = firm.leads[shown][index] === "1";
      const y = field.y((index * STRIDE) % people);
      dot.setAttribute("d", markOf(leads ? "L" : "M", (leads ? 0.42 : 0.3) * em));
      dot.setAttribute("class", leads ? "lm-leads" : "lm-manages");
      dot.setAttribute("transform", `translate(${field.x(place).toFixed(1)} ${y.toFixed(1)})`);
    }
    counter.textContent = shown ? label("counted", { year: shown, many: many[shown] }) : "";
    you.replaceChildren(...(own.length ? drawYou(own) : []));
    lines.replaceChildren(...drawLines(scene));
  }

  /** @param {number[]} own */
  function drawYou(own) {
    const { field, em } = /** @type {{ field: Plot, em: number }} */ (room);
    const { at } = sceneNow();
    const year = Math.min(Math.floor(at), own.length - 1);
    const next = Math.min(year + 1, own.length - 1);
    const x = field.x(own[year] + (own[next] - own[year]) * ease(at - Math.floor(at)));
    const y = field.y(people / 2);
    return [
      drawn("circle", { cx: x, cy: y, r: 0.65 * em }),
      words(x, y - 1.3 * em, "middle", label("you"), "lm-halo"),
    ];
  }

  /** @param {Scene} scene */
  function drawLines({ many, at, bet, ghosts, firm }) {
    const { line, em } = /** @type {{ line: Plot, em: number }} */ (room);
    const onto = (/** @type {number[]} */ all, /** @type {number} */ until) =>
      along(all.flatMap((one, year) => (year && year <= until ? [[line.x(year), line.y(one)]] : [])));
    const year = Math.max(1, Math.floor(at));
    const names = ghosts.map(({ name, many: all }) => ({ text: name, value: all[last], style: "lm-faint" }));
    names.push({ text: label("your_bet", { bet }), value: bet, style: "lm-bet" });
    if (at >= last) names.push({ text: `${firm.name}: ${many[last]}`, value: many[last], style: "lm-now" });
    return [
      ...ghosts.map(({ many: all }) => drawn("path", { d: onto(all, last), class: "lm-ghost-line" })),
      drawn("circle", { cx: line.x(last), cy: line.y(bet), r: 0.35 * em, class: "lm-bet-mark" }),
      drawn("path", { d: onto(many, year), class: "lm-many" }),
      drawn("circle", { cx: line.x(year), cy: line.y(many[year]), r: at ? 0.3 * em : 0, class: "lm-tip" }),
      ...apart(names, line, em).map(({ text, y, style }) =>
        words(line.x(last) + 0.8 * em, y, "start", text, style),
      ),
    ];
  }

  return { svg, draw };
}

/** @param {number} part */
const ease = (part) => part * part * (3 - 2 * part);

/**
 * Give labels at the ends of lines heights at which none is on another.
 *
 * @template {{ value: number }} Name
 * @param {Name[]} names
 * @param {Plot} plot
 * @param {number} em
 */
function apart(names, plot, em) {
  const sorted = names.map((each) => ({ ...each, y: plot.y(each.value) })).sort((a, b) => a.y - b.y);
  for (const [index, each] of sorted.entries()) {
    if (index) each.y = Math.max(each.y, sorted[index - 1].y + APART * em);
  }
  const over = (sorted.at(-1)?.y ?? 0) - plot.box.bottom;
  if (over > 0) for (const each of sorted) each.y -= over;
  return sorted;
}
