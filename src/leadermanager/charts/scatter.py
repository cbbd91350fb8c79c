"""Points on two axes."""

from collections.abc import Collection, Mapping
from typing import Any

import altair as alt
import pandas as pd

from leadermanager.charts import words
from leadermanager.charts.look import FLAT_TITLE, GREY, marks_for
from leadermanager.charts.names import beside_points
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
        Column with a name for each point; it is written beside the point.
    only
        The names to write; all of them when left out.
    split
        Where the quadrant lines cross, as (x, y).
    corners
        A word for each quadrant: "top left", "top right", "bottom left", "bottom right".
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
    x_axis = alt.X("x:Q", title=x_title, scale=alt.Scale(domain=list(x_range), nice=False))
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
    layers: list[Any] = [*_quadrants(split, corners, x_axis, y_axis), points]
    if label:
        written = words.chosen("scatter", only, rows["label"], label)
        chosen = rows[rows["label"].astype(str).isin(written)]
        layers += _names(beside_points(chosen, x_range, y_range, width, height), x_axis, y_axis)
    chart: Any = alt.layer(*layers).properties(
        title=words.heading(title, note, width), description=spoken, width=width, height=height
    )
    drawn: alt.LayerChart = chart
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
        text = alt.Chart(pd.DataFrame({"word": [word]})).mark_text(
            align="right" if right else "left",
            baseline="bottom" if bottom else "top",
            dx=-6 if right else 6,
            dy=-5 if bottom else 5,
            fontStyle="italic",
            fontSize=13,
            opacity=0.8,
        )
        across, down = ("width" if right else 0), ("height" if bottom else 0)
        layers.append(text.encode(x=alt.value(across), y=alt.value(down), text="word:N"))
    return layers


def _names(rows: pd.DataFrame, x_axis: alt.X, y_axis: alt.Y) -> list[alt.Chart]:
    ways: dict[str, dict[str, Any]] = {
        "right": {"align": "left", "dx": 9},
        "left": {"align": "right", "dx": -9},
        "above": {"align": "center", "dy": -14},
        "below": {"align": "center", "dy": 14},
    }
    return [
        alt.Chart(rows[rows["side"] == side]).mark_text(**way).encode(x_axis, y_axis, text="label:N")
        for side, way in ways.items()
        if (rows["side"] == side).any()
    ]


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
