// The end of a case: how it came out, and what each choice assumed. Where all paths end, and the ways not taken, are
// shown after the second play: whoever has seen them has nothing left to find out.

import { mapOfEnds } from "./case_map.js";
import { readings, signed } from "./case_readings.js";
import { make } from "./elements.js";
import { goalsReached, key } from "./judging/case.js";
import { mark } from "./marks.js";
import { makeTable } from "./table.js";

/** @import { Frame } from "./exercise.js" */
/** @import { Choice, Path, Story } from "./judging/case.js" */

/**
 * @param {Pick<Frame<Story, {}>, "content" | "label">} frame
 * @param {Path} path the one that has come to its end
 * @param {Path[]} plays all that have, this one too
 * @param {(path: Path) => void} goBack
 */
export function debriefing({ content, label }, path, plays, goBack) {
  const { endings, ends, kinds, meters, turns } = content;
  const { choiceIn, list, numbered, paragraphs, saidAfter, sceneAt } = readings(content, label);
  const end = ends[key(path)];
  const ending = endings[turns[key(path)].ending];
  const all = Object.values(ends);
  const paths = { wins: all.filter((each) => each.wins).length, total: all.length };
  const reached = goalsReached(meters, end.meters);
  const quarters = list(end.near.map((number) => label("quarter", { number })));
  const earlier = plays.filter((play) => key(play) !== key(path)).map((play) => ends[key(play)]);
  const first = earlier.length === 0;
  const both = reached === meters.length;

  /**
   * @param {Path} before
   * @param {string} chosen
   */
  function turnAt(before, chosen) {
    const scene = sceneAt(before);
    const own = choiceIn(scene, chosen);
    const others = scene.choices.filter((choice) => choice !== own);
    const number = scene.quarter;
    return make(
      "section",
      { class: "lm-turn" },
      make("h5", {}, `${numbered(number)}. ${scene.title}`),
      make(
        "div",
        { class: "lm-ways" },
        make(
          "div",
          { class: "lm-own-way" },
          make("p", { class: "lm-note" }, label("yours")),
          way(before, own),
          make("p", { class: "lm-feedback" }, saidAfter([...before, chosen])),
        ),
        first
          ? null
          : make(
              "div",
              {},
              make("p", { class: "lm-note" }, label("others")),
              ...others.map((choice) => way(before, choice)),
            ),
      ),
      make(
        "button",
        { type: "button", class: "lm-quiet", onclick: () => goBack(before) },
        label("take_other", { number }),
      ),
    );
  }

  /**
   * @param {Path} before
   * @param {Choice} choice
   */
  function way(before, choice) {
    const from = turns[key(before)].meters;
    const to = turns[key([...before, choice.id])].meters;
    const effects = meters.map(({ name }, at) =>
      label("effect", { name, change: signed(to[at] - from[at]) }),
    );
    const kind = kinds[choice.kind];
    return make(
      "div",
      { class: `lm-way lm-${kind.colour}`, "data-choice": choice.id },
      make("p", { class: "lm-kind" }, mark(kind.colour), `${kind.name}. ${effects.join(", ")}`),
      make("p", {}, choice.text),
      make("p", { class: "lm-assumes" }, label("assumes", { assumption: choice.assumes })),
    );
  }

  /** @param {Path} play */
  function moves(play) {
    const names = play.map((id, at) => kinds[choiceIn(sceneAt(play.slice(0, at)), id).kind].name);
    return names.join(", ").toLowerCase();
  }

  const heads = [label("moves"), ...meters.map((meter) => meter.name)];
  const played = plays.map((play) => [moves(play), ...ends[key(play)].meters]);
  return [
    make("h4", { tabindex: "-1" }, ending.title),
    ...paragraphs(ending.text),
    ...(first
      ? [
          make(
            "p",
            { class: "lm-verdict" },
            label(both ? "both_first" : reached ? "one_first" : "neither_first"),
          ),
          make("p", {}, label("first")),
          make("h4", {}, label("debrief_first")),
        ]
      : [
          make(
            "p",
            { class: "lm-verdict" },
            label(both ? "both" : reached ? "one" : "neither", paths),
            end.wins ? "" : ` ${label("near", { quarters })}`,
          ),
          mapOfEnds(label, content, end, earlier),
          make("h4", {}, label("debrief")),
        ]),
    ...path.map((id, at) => turnAt(path.slice(0, at), id)),
    plays.length > 1 ? makeTable(label("plays"), heads, played) : "",
    make("button", { type: "button", class: "lm-main", onclick: () => goBack([]) }, label("again")),
  ];
}
