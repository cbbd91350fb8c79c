"""Points on two axes."""

import json
import textwrap
from collections.abc import Collection, Mapping
from typing import Any

import altair as alt
import pandas as pd

from leadermanager.charts import words
from leadermanager.charts.column import PLOTS, either, reflowing
from leadermanager.charts.look import FLAT_TITLE, GREY, marks_for
from leadermanager.charts.names import LETTER, SIDES, Box, beside_points
from leadermanager.errors import ArgumentError
from leadermanager.nearest import nearest

CORNERS = ("top left", "top right", "bottom left", "bottom right")


def scatter(
    data: pd.DataFrame,
    x: str,
    y: str,
    *,
    title: str,
    x_title: str,
    y_title: str,
    group: str | None = None,
    label: str | None = None,
    only: Collection[str] | None = None,
    split: tuple[float, float] | None = None,
    corners: Mapping[str, str] | None = None,
    diagonal: str | None = None,
    x_domain: tuple[float, float] | None = None,
    y_domain: tuple[float, float] | None = None,
    note: str | None = None,
    description: str | None = None,
    width: int = 520,
    height: int = 380,
) -> alt.LayerChart:
    """Draw one point for each row.

    Parameters
    ----------
    data
        The table.
    x, y
        Columns with numbers.
    title
        The finding, or the question that the chart answers.
    x_title, y_title
        What the axes measure, with the unit.
    group
        Column with words; each word gets its colour and shape. "leading", "managing" and "both" always
        get the course's own.
    label
        Column with a name for each point; it is written beside the point, if there is room.
    only
        The names to write, the most important first; all of them when left out.
    split
        Where the quadrant lines cross, as (x, y).
    corners
        A word for each quadrant: "top left", "top right", "bottom left", "bottom right".
    diagonal
        A word for the dashed line on which both values are equal; no line when left out.
    x_domain, y_domain
        Lowest and highest value of an axis; taken from the data when left out.
    note
        A smaller line under the title, such as "Simulated data".
    description
        The chart in words, for who cannot see it; made from the arguments when left out.
    width, height
        Size of the plotting area, in pixels.

    Raises
    ------
    DataError
        If the table lacks a column or has no rows.
    ArgumentError
        If a title is blank, or a corner or a name does not exist.
    """
    words.named("scatter", title=title, x_title=x_title, y_title=y_title)
    unknown = sorted(set(corners or {}) - set(CORNERS))
    if unknown:
        raise ArgumentError(
            f"charts.scatter: there is no corner {unknown[0]!r}; {nearest(unknown[0], CORNERS)}"
        )
    rows = words.columns("scatter", data, {"x": x, "y": y, "group": group, "label": label})
    x_range, y_range = _domain(rows["x"], x_domain), _domain(rows["y"], y_domain)
    # By itself there would be a number every 40 pixels, and halves between whole ones.
    few = alt.Axis(tickCount=alt.ExprRef("ceil(width / 80)"))
    x_axis = alt.X("x:Q", title=x_title, scale=alt.Scale(domain=list(x_range), nice=False), axis=few)
    y_axis = alt.Y(
        "y:Q", title=y_title, scale=alt.Scale(domain=list(y_range), nice=False), axis=alt.Axis(**FLAT_TITLE)
    )
    spoken = words.spoken(
        "scatter",
        title,
        [
            f"{len(rows)} points; across: {x_title}; up: {y_title}.",
            f"Groups: {', '.join(rows['group'].astype(str).unique())}." if group else "",
            _spoken_corners(corners),
            f"Dashed line, where both are equal: {diagonal}." if diagonal else "",
        ],
        description,
    )

    points = alt.Chart(rows).mark_point().encode(x_axis, y_axis, tooltip=_tooltip(rows, x_title, y_title))
    if group:
        marks = marks_for(rows["group"].astype(str))
        domain = list(marks)
        points = points.encode(
            color=alt.Color(
                "group:N", scale=alt.Scale(domain=domain, range=[m.color for m in marks.values()])
            ),
            shape=alt.Shape(
                "group:N", scale=alt.Scale(domain=domain, range=[m.shape for m in marks.values()])
            ),
        )
    else:
        points = points.encode(color=alt.value(GREY))
    layers: list[Any] = [*_quadrants(split, corners, x_axis, y_axis)]
    if diagonal:
        layers += _equal(diagonal, x_range, y_range, x_axis, y_axis)
    layers.append(points)
    if label:
        written = words.chosen("scatter", only, rows["label"], label)
        chosen = rows[rows["label"].astype(str).isin(written)]
        chosen = chosen.sort_values("label", key=lambda names: names.astype(str).map(written.index))
        layers.append(_names(rows, chosen, (x_range, y_range), height, corners or {}).encode(x_axis, y_axis))
    chart: Any = alt.layer(*layers).properties(
        title=words.heading(title, note, width), description=spoken, width=width, height=height
    )
    drawn: alt.LayerChart = reflowing(chart)
    return drawn


def _domain(values: pd.Series, given: tuple[float, float] | None) -> tuple[float, float]:
    if given:
        return given
    spare = 0.05 * float(values.max() - values.min()) or 1.0
    return float(values.min()) - spare, float(values.max()) + spare


def _quadrants(
    split: tuple[float, float] | None, corners: Mapping[str, str] | None, x_axis: alt.X, y_axis: alt.Y
) -> list[alt.Chart]:
    layers = []
    if split:
        at = alt.Chart(pd.DataFrame({"x": [split[0]], "y": [split[1]]}))
        rule = at.mark_rule(strokeDash=[4, 4], opacity=0.6)
        # With axes of their own the lines would stretch both to zero.
        layers += [rule.encode(x=x_axis), rule.encode(y=y_axis)]
    for where, word in (corners or {}).items():
        right, bottom = where.endswith("right"), where.startswith("bottom")
        lines = _corner_lines(word)
        text = alt.Chart(alt.InlineData(values=[{"word": [word], "lines": lines}]))
        text = text.transform_calculate(said="narrow ? datum.lines : datum.word").mark_text(
            align="right" if right else "left",
            baseline="bottom" if bottom else "top",
            dx=-6 if right else 6,
            # Lines are written downwards from the first.
            dy=either(-5 - _LINE * (len(lines) - 1), -5) if bottom else 5,
            lineHeight=_LINE,
            fontStyle="italic",
            opacity=0.8,
        )
        across, down = ("width" if right else 0), ("height" if bottom else 0)
        layers.append(text.encode(x=alt.value(across), y=alt.value(down), text="said:N"))
    return layers


def _equal(
    word: str, x_range: tuple[float, float], y_range: tuple[float, float], x_axis: alt.X, y_axis: alt.Y
) -> list[alt.Chart]:
    ends = [max(x_range[0], y_range[0]), min(x_range[1], y_range[1])]
    line = alt.Chart(pd.DataFrame({"x": ends, "y": ends})).mark_line(
        strokeDash=[4, 4], strokeWidth=1, opacity=0.6, color=GREY, point=False
    )
    at = ends[0] + 0.9 * (ends[1] - ends[0])
    text = alt.Chart(pd.DataFrame({"x": [at], "y": [at], "word": [word]})).mark_text(
        align="right", dx=-8, fontStyle="italic", opacity=0.8
    )
    return [line.encode(x_axis, y_axis), text.encode(x_axis, y_axis, text="word:N")]


_LINE = 15


def _corner_lines(word: str) -> list[str]:
    """Wrap a corner's word so that two of them fit beside each other in a narrow column."""
    return textwrap.wrap(word, int((PLOTS["narrow"][0] / 2 - 8) // LETTER))


def _corner_boxes(corners: Mapping[str, str], width: float, height: float, *, wrapped: bool) -> list[Box]:
    boxes = []
    for where, word in corners.items():
        lines = _corner_lines(word) if wrapped else [word]
        long, tall = max(map(len, lines)) * LETTER, len(lines) * _LINE
        left = width - 6 - long if where.endswith("right") else 6
        top = height - 5 - tall if where.startswith("bottom") else 5
        boxes.append((left, top, left + long, top + tall))
    return boxes


def _names(
    rows: pd.DataFrame,
    chosen: pd.DataFrame,
    domains: tuple[tuple[float, float], tuple[float, float]],
    height: int,
    corners: Mapping[str, str],
) -> alt.Chart:
    """Return the names, each on the side of its point that is best in a wide column, and in a narrow one."""
    sides = {
        kind: beside_points(
            rows,
            chosen,
            *domains,
            {(w, height): _corner_boxes(corners, w, height, wrapped=kind == "narrow") for w in widths},
        )
        for kind, widths in PLOTS.items()
    }
    across = {side: dx for side, (dx, _) in SIDES.items()}
    down = {side: dy for side, (_, dy) in SIDES.items()}
    aligned = {side: "left" if dx > 0 else "right" if dx < 0 else "center" for side, dx in across.items()}
    by_side: dict[str, Any] = {
        name: alt.expr(f"({json.dumps(table)})[datum.side]")
        for name, table in (("align", aligned), ("dx", across), ("dy", down))
    }
    text = alt.Chart(chosen.assign(**sides)).transform_calculate(side="narrow ? datum.narrow : datum.wide")
    named: alt.Chart = text.transform_filter("datum.side != ''").mark_text(**by_side).encode(text="label:N")
    return named


def _tooltip(rows: pd.DataFrame, x_title: str, y_title: str) -> list[alt.Tooltip]:
    tips = [
        alt.Tooltip("x:Q", title=x_title, format=".3~g"),
        alt.Tooltip("y:Q", title=y_title, format=".3~g"),
    ]
    named = [alt.Tooltip(f"{name}:N", title=name) for name in ("label", "group") if name in rows]
    return [*named, *tips]


def _spoken_corners(corners: Mapping[str, str] | None) -> str:
    if not corners:
        return ""
    return "Corners: " + ", ".join(f"{where}: {word}" for where, word in corners.items()) + "."
