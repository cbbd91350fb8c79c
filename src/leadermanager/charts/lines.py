"""Values over quarters, each line named where it ends."""

import json
from collections.abc import Collection
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from leadermanager.charts import words
from leadermanager.charts.column import either, in_panels, reflowing
from leadermanager.charts.look import FLAT_TITLE, GREY, INK, marks_for, room_for
from leadermanager.charts.names import at_line_ends

MOST_MARKED = 15
"""A line of more points has no marks on it."""


def lines(
    data: pd.DataFrame,
    x: str,
    y: str,
    *,
    title: str,
    x_title: str,
    y_title: str,
    by: str | None = None,
    only: Collection[str] | None = None,
    highlight: Collection[str] | None = None,
    panel: str | None = None,
    reference: tuple[float, str] | None = None,
    y_domain: tuple[float, float] | None = None,
    note: str | None = None,
    description: str | None = None,
    width: int = 520,
    height: int = 300,
    panels_per_row: int = 3,
) -> alt.LayerChart | alt.FacetChart:
    """Draw one line for each group, with its name at its end.

    Parameters
    ----------
    data
        The table, one row for each group (and panel) and each value of `x`.
    x
        Column with quarters, as words ("2024Q1", drawn in order) or as numbers.
    y
        Column with numbers.
    title
        The finding, or the question that the chart answers.
    x_title, y_title
        What the axes measure, with the unit.
    by
        Column with the name of each line; "leading", "managing" and "both" always get the course's colours.
    only
        The lines to draw, by their names; all of them when left out.
    highlight
        Lines to draw in colour and to name; the others stay thin and grey. All of them when left out.
    panel
        Column whose values each get a small chart of their own, all on the same axes.
    reference
        A value of y to mark with a dashed line, and its word, as (100, "plan").
    y_domain
        Lowest and highest value of the y axis; taken from the data when left out.
    note
        A smaller line under the title, such as "Simulated data".
    description
        The chart in words, for who cannot see it; made from the arguments when left out.
    width, height
        Size of the plotting area (of each panel), in pixels.
    panels_per_row
        How many small charts stand beside each other.

    Raises
    ------
    DataError
        If the table lacks a column or has no rows.
    ArgumentError
        If a title is blank, a line does not exist, or there are too many lines to tell apart.
    """
    words.named("lines", title=title, x_title=x_title, y_title=y_title)
    rows = words.columns("lines", data, {"x": x, "y": y, "by": by, "panel": panel})
    bold: list[str] = []
    if by:
        rows = rows[rows["by"].astype(str).isin(words.chosen("lines", only, rows["by"], by))]
        bold = words.chosen("lines", highlight, rows["by"], by)
    marked = [reference[0]] if reference else []
    low, high = y_domain or room_for([float(rows["y"].min()), float(rows["y"].max()), *marked])
    rows = at_line_ends(rows, (low, high), height, bold)
    numeric = pd.api.types.is_numeric_dtype(rows["x"])
    x_axis = alt.X(
        "x:Q" if numeric else "x:O",
        title=x_title,
        axis=_whole_axis(rows["x"]) if numeric else _sparse_axis(rows["x"], width),
        # A line of words across, such as quarters, begins and ends at the edge, as one of numbers does.
        scale=alt.Scale(zero=False, nice=False) if numeric else alt.Scale(padding=0),
    )
    y_axis = alt.Y(
        "y:Q",
        title=y_title,
        scale=alt.Scale(domain=[low, high], nice=False, zero=False),
        axis=alt.Axis(**FLAT_TITLE) if panel is None else alt.Undefined,
    )
    opacity = 1 if rows["x"].nunique() <= MOST_MARKED else 0
    layers = [
        *_reference(reference, rows, named=panel is None, alone=not by),
        *_drawn(x_axis, y_axis, (x_title, y_title), bold, bool(by), opacity),
    ]
    chart: Any = reflowing(alt.layer(*layers, data=rows).properties(width=width, height=height))
    total = width if panel is None else width * panels_per_row
    if panel is not None:
        chart = in_panels(chart, panels_per_row)
    shows = [
        f"Lines; across: {x_title}, from {rows['x'].iloc[0]} to {rows['x'].iloc[-1]}; up: {y_title}.",
        _spoken_ends(rows, bold)
        if panel is None
        else f"One panel each: {', '.join(map(str, rows['panel'].unique()))}.",
        f"Marked: {reference[1]} at {reference[0]:g}." if reference else "",
    ]
    said = words.spoken("lines", title, shows, description)
    drawn: alt.LayerChart | alt.FacetChart = chart.properties(
        title=words.heading(title, note, total), description=said
    )
    return drawn


def _whole_axis(x: pd.Series) -> alt.Axis:
    # Between a few whole numbers halves would be marked too, and be written as whole ones: 1, 2, 2, 3, 3.
    places = sorted(x.unique().tolist())
    few = places if len(places) <= 12 and all(place == int(place) for place in places) else alt.Undefined
    return alt.Axis(format="d", tickMinStep=1, values=few)


def _sparse_axis(quarters: pd.Series, width: int) -> alt.Axis:
    # A quarter's name is about 46 pixels wide: name only as many as fit, the first one among them.
    order = sorted(map(str, quarters.unique()))
    step = max(1, int(np.ceil(len(order) * 50 / width)))
    return alt.Axis(values=order[::step])


def _reference(
    reference: tuple[float, str] | None, rows: pd.DataFrame, named: bool, alone: bool
) -> list[Any]:
    if reference is None:
        return []
    at = alt.Chart(pd.DataFrame({"y": [reference[0]], "word": [reference[1]]}))
    line = at.mark_rule(strokeDash=[4, 4], opacity=0.6).encode(y="y:Q")
    if alone:
        # A line by itself has no name at its end, so this word stands there, where no line can cross it.
        text = at.mark_text(
            align=either("right", "left"), dx=either(0, 6), dy=either(-8, 0), fontStyle="italic"
        ).encode(x=alt.value("width"), y="y:Q", text="word:N")
        return [line, text] if named else [line]
    # Names of lines stand on the right, so this word goes to the left, on the side where there is more room.
    begin = rows.loc[rows["x"].isin(sorted(rows["x"].unique())[:2]), "y"] - reference[0]
    under = begin[begin < 0].abs().min() if (begin < 0).any() else np.inf
    over = begin[begin >= 0].min() if (begin >= 0).any() else np.inf
    side: dict[str, Any] = {"baseline": "bottom", "dy": -4} if over > under else {"baseline": "top", "dy": 4}
    text = at.mark_text(align="left", dx=6, fontStyle="italic", **side).encode(
        x=alt.value(0), y="y:Q", text="word:N"
    )
    return [line, text] if named else [line]


def _drawn(
    x_axis: alt.X, y_axis: alt.Y, titles: tuple[str, str], bold: list[str], many: bool, opacity: int
) -> list[alt.Chart]:
    # Marks that are not seen still say where they are when the pointer is over them.
    tips = [
        alt.Tooltip(x_axis.shorthand, title=titles[0]),
        alt.Tooltip("y:Q", title=titles[1], format=".3~g"),
    ]
    if not many:
        line = alt.Chart().mark_line(color=GREY).encode(x_axis, y_axis)
        points = alt.Chart().mark_point(size=50, color=GREY, opacity=opacity)
        return [line, points.encode(x_axis, y_axis, tooltip=tips)]
    marks = marks_for(bold)
    colors = alt.Scale(domain=bold, range=[mark.color for mark in marks.values()])
    shapes = alt.Scale(domain=bold, range=[mark.shape for mark in marks.values()])
    dashes = alt.Scale(domain=bold, range=[list(mark.dash) for mark in marks.values()])
    among = f"indexof({json.dumps(bold)}, datum.by)"
    grey = alt.Chart().transform_filter(f"{among} < 0").mark_line(strokeWidth=1, opacity=0.45, color=GREY)
    inked = alt.Chart().transform_filter(f"{among} >= 0")
    color = alt.Color("by:N", scale=colors, legend=None)
    return [
        grey.encode(x_axis, y_axis, detail="by:N"),
        inked.mark_line().encode(
            x_axis, y_axis, color=color, strokeDash=alt.StrokeDash("by:N", scale=dashes, legend=None)
        ),
        inked.mark_point(size=55, opacity=opacity).encode(
            x_axis,
            y_axis,
            color=color,
            shape=alt.Shape("by:N", scale=shapes, legend=None),
            tooltip=[alt.Tooltip("by:N", title=" "), *tips],
        ),
        alt.Chart()
        .transform_filter("isValid(datum.name)")
        .mark_text(
            # In a narrow column there is no room beside the lines: their names stand over their ends.
            align=either("right", "left"),
            dx=either(4, 9),
            dy=either(-12, 0),
            color=INK,
            fontWeight=600,
        )
        .encode(x_axis, alt.Y("name_y:Q"), text="name:N"),
    ]


def _spoken_ends(rows: pd.DataFrame, bold: list[str]) -> str:
    groups = [(name, rows[rows["by"] == name]) for name in bold] if bold else [("The line", rows)]
    ends = [f"{name} goes from {one['y'].iloc[0]:.3g} to {one['y'].iloc[-1]:.3g}" for name, one in groups]
    return "; ".join(ends) + "."
