// Drawing how a line goes on; once that is kept, what came runs over the drawing.

import { make } from "./elements.js";
import { exercise } from "./exercise.js";
import { makeHandles } from "./handles.js";
import { shown } from "./judging/conditions.js";
import * as judging from "./judging/drawing.js";
import { calm, makeClock } from "./pictures/clock.js";
import { makeKey } from "./pictures/key.js";
import { along, drawAxes, plotIn, ticks } from "./pictures/plot.js";
import { makeRunTable } from "./pictures/run_table.js";
import { makeStage } from "./pictures/stage.js";
import { makeSure, said } from "./sure.js";
import { drawn } from "./svg.js";

/** @import { Frame } from "./exercise.js" */
/** @import { Asked, Drawn, Points } from "./judging/drawing.js" */
/** @import { Plot } from "./pictures/plot.js" */
/** @import { Room } from "./pictures/stage.js" */

/**
 * @typedef {Asked & { name: string, x_title: string, x_names?: string[], y_title: string, low: number, high: number,
 *   sure?: boolean, near?: number }} Content
 * @typedef {{ value?: Drawn, sure?: number, came?: { points: Points, by: number } }} State `came` is what came at the
 *   handles, and how far off the drawing was, for the record
 */

const RUN = 3; // seconds in which what came runs over the drawing

/** @param {Frame<Content, State>} frame */
function draw(frame) {
  const { body, content, label, say, status, signal } = frame;
  const { name, x_title, x_names, y_title, low, high, handles, known, came, near } = content;
  const place = (/** @type {number} */ x) => judging.placeOf(content, x);
  if (!known.length) {
    say(label("no_line"));
    return () => {};
  }
  const value = () => frame.state().value ?? { points: {}, kept: false };
  const end = handles[handles.length - 1];
  let at = end;
  /** @type {Plot | null} */
  let plot = null;

  const path = (/** @type {string} */ style) => drawn("path", { class: style });
  const lines = { known: path("lm-known"), own: path("lm-own-line"), came: path("lm-came") };
  const stage = make("div", { class: "lm-scene" }, makeStage(signal, layOut));
  const clock = makeClock(stage, signal, pass, () => finish());
  const grips = makeHandles(frame, stage, set);
  const sure = content.sure ? makeSure(label, `${frame.ids}-sure`, label("sure_on_average", { near })) : null;
  const keep = make("button", { type: "button", class: "lm-act", onclick: keepIt }, label("keep"));
  const feedback = make("div", { class: "lm-feedback", "aria-live": "polite" });
  const key = makeKey({ known: label("key_known", { name }), own: label("key_own"), came: "" });
  const table = makeRunTable(label, () => {
    const line = judging.lineOf(content, value().points);
    const rows = came.map(([x, y]) => [x_names?.[x - 1] ?? x, shown(judging.heightAt(line, x)), y]);
    return { heads: [x_title, label("own"), label("came")], rows };
  });
  status.classList.add("lm-strip");
  body.append(
    stage,
    key.box,
    status,
    grips.boxes,
    ...(sure ? [sure.box] : []),
    make("div", { class: "lm-acts" }, keep),
    feedback,
    table.box,
  );

  /**
   * @param {SVGElement} svg
   * @param {Room} room
   */
  function layOut(svg, { width, em, narrow }) {
    const height = Math.round((narrow ? 24 : 26) * em);
    const box = {
      left: 2.8 * em,
      right: width - (x_names ? 2.4 : 1.2) * em,
      top: 2 * em,
      bottom: height - 2.9 * em,
    };
    const first = known[0][0];
    plot = plotIn(box, [first, end], [low, high]);
    const xText = (/** @type {number} */ x) => x_names?.[x - 1] ?? String(x);
    const marks = { xText, x: ticks([first, end], narrow ? 4 : 8), y: ticks([low, high], narrow ? 5 : 8) };
    svg.append(drawAxes(plot, em, { ...marks, xTitle: x_title, yTitle: y_title }), ...Object.values(lines));
    show();
    return height;
  }

  function show() {
    if (!plot) return;
    const { x, y } = plot;
    const { points, kept } = value();
    const onto = (/** @type {number[][]} */ all) => along(all.map(([at, height]) => [x(at), y(height)]));
    const line = judging.lineOf(content, points);
    lines.known.setAttribute("d", onto(known));
    lines.own.setAttribute("d", onto(line));
    const whole = [known[known.length - 1], ...came];
    const passed = whole.filter(([each]) => each <= at);
    lines.came.setAttribute("d", kept && passed.length > 1 ? onto(passed) : "");
    grips.place(plot, line.slice(1), kept);
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  function set(x, y) {
    if (value().kept) return;
    const height = Math.round(Math.min(high, Math.max(low, y)));
    frame.change({ value: { kept: false, points: { ...value().points, [x]: height } } });
    say(label("is_set", { place: place(x), y: height }));
  }

  function keepIt() {
    const { points } = value();
    if (!grips.fit()) return;
    if (!Object.keys(points).length) return say(label("untouched"));
    const how = sure?.read();
    if (sure && how === undefined) return say(label("sure_first"));
    const whole = judging.lineOf(content, points).slice(1);
    at = content.last;
    say(label("kept"));
    const own = { points: Object.fromEntries(whole), kept: true };
    const came = judging.record(content, own.points);
    frame.change(how ? { value: own, came, sure: how } : { value: own, came });
    if (calm()) return finish();
    clock.start();
  }

  /** @param {number} seconds */
  function pass(seconds) {
    at += ((end - content.last) * seconds) / RUN;
    if (at >= end) finish();
    else show();
  }

  function finish() {
    clock.stop();
    at = end;
    update();
  }

  function update() {
    const { points, kept } = value();
    const over = kept && at >= end;
    keep.hidden = kept;
    grips.boxes.hidden = kept;
    if (sure) sure.box.hidden = kept;
    table.box.hidden = !over;
    key.set("came", kept ? label("key_came") : "");
    feedback.replaceChildren(...(over ? verdict(points).map((text) => make("p", {}, text)) : []));
    table.show();
    show();
  }

  /** @param {Drawn["points"]} points */
  function verdict(points) {
    const { by, x } = judging.gap(content, points);
    const how = said(frame.state().sure);
    const off = Math.abs(Math.round(10 * by) / 10); // as in the record
    const drawnThere = Math.round(judging.heightAt(judging.lineOf(content, points), x));
    const cameThere = Math.round(came.find(([each]) => each === x)?.[1] ?? 0);
    return [
      label(off === 0 ? "even" : by > 0 ? "high" : "low", { by: off }),
      label("worst", { place: place(x), drawn: drawnThere, came: cameThere }),
      ...(content.sure && how ? [label("sure_kept", { sure: how })] : []),
    ];
  }

  say(label(value().kept ? "kept" : "ready"));
  // A drawing kept by an older edition has not kept what came.
  if (value().kept && !frame.state().came) {
    frame.change({ came: judging.record(content, value().points) });
  }
  return (/** @type {State} */ state) => {
    if (!Object.keys(state).length) {
      sure?.clear();
      grips.clear();
    }
    if (!value().kept) {
      clock.stop();
      at = end;
    }
    update();
  };
}

export default exercise(draw, judging);
