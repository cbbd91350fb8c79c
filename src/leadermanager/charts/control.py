"""Control charts: results in their order, and the limits of what luck alone explains."""

from typing import Any

import altair as alt
import pandas as pd

from leadermanager.charts import words
from leadermanager.charts.column import either, in_panels, reflowing
from leadermanager.charts.look import FLAT_TITLE, GREY, INK, marks_for, room_for
from leadermanager.errors import ArgumentError

# Three standard deviations, worked out from the mean step: luck of standard deviation 1 makes steps of 1.128
# on average, and 3 / 1.128 is 2.66.
STEPS = 2.66

INSIDE, OUTSIDE = "inside the limits", "outside"


def control(
    data: pd.DataFrame,
    x: str,
    y: str,
    *,
    title: str,
    x_title: str,
    y_title: str,
    panel: str | None = None,
    baseline: int | None = None,
    y_domain: tuple[float, float] | None = None,
    note: str | None = None,
    description: str | None = None,
    width: int = 520,
    height: int = 300,
    panels_per_row: int = 2,
) -> alt.LayerChart | alt.FacetChart:
    """Draw results in their order, with their mean and two limits; those outside get a mark of their own.

    The limits lie 2.66 mean steps above and below the mean, where a step is the difference, up or down, of a
    result from the one before. That is three standard deviations if nothing but luck moves the results.
    Results that are missing are left out.

    Parameters
    ----------
    data
        The table, one row for each result, in order.
    x
        Column with numbers: the week, or whatever else gives the order.
    y
        Column with the results, as numbers.
    title
        The finding, or the question that the chart answers.
    x_title, y_title
        What the axes measure, with the unit.
    panel
        Column whose values each get a small chart of their own, with limits of its own, on the same axes.
    baseline
        How many of the first results the mean and the limits are worked out from; all when left out.
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
        If a title is blank, x is not a number, or there are fewer than two results to work limits out from.

    Notes
    -----
    W. A. Shewhart, *Economic Control of Quality of Manufactured Product* (1931); for single results and their
    steps, D. J. Wheeler, *Understanding Variation* (1993).
    """
    words.named("control", title=title, x_title=x_title, y_title=y_title)
    rows = words.columns("control", data, {"x": x, "y": y, "panel": panel}).dropna(subset="y")
    if not pd.api.types.is_numeric_dtype(rows["x"]):
        raise ArgumentError(
            f"charts.control: column {x!r} is no number; give one, such as the number of the week."
        )
    groups = [group for _, group in rows.groupby("panel", sort=False)] if panel else [rows]
    judged = [_judged(group, baseline) for group in groups]
    values = alt.InlineData(values=[row for group, limits in judged for row in _records(group, limits)])
    layers = _layers(x_title, y_title, y_domain or _room(judged), panel is None)
    chart: Any = alt.layer(*layers, data=values)
    chart = chart.transform_calculate(result=f"datum.out ? '{OUTSIDE}' : '{INSIDE}'")
    chart = reflowing(chart.properties(width=width, height=height))
    if panel:
        chart = in_panels(chart, panels_per_row)
    total = width * panels_per_row if panel else width
    said = words.spoken("control", title, _spoken(judged, x_title, y_title), description)
    drawn: alt.LayerChart | alt.FacetChart = chart.properties(
        title=words.heading(title, note, total), description=said
    )
    return drawn


def _judged(rows: pd.DataFrame, baseline: int | None) -> tuple[pd.DataFrame, dict[str, float]]:
    """Return the rows with `out`, which says whether a result lies outside, and the mean and the limits."""
    known = rows["y"].iloc[:baseline].astype(float)
    mean, step = known.mean(), known.diff().abs().mean()
    if pd.isna(step):
        raise ArgumentError(
            "charts.control: limits need two results or more; look at baseline=… and the rows."
        )
    limits = {"low": mean - STEPS * step, "mean": mean, "high": mean + STEPS * step}
    out = (rows["y"] < limits["low"]) | (rows["y"] > limits["high"])
    return rows.assign(out=out), {name: round(float(height), 3) for name, height in limits.items()}


def _records(rows: pd.DataFrame, limits: dict[str, float]) -> list[dict[str, Any]]:
    """Return the rows as plain data: `out` only where it is true, the limits only with the first row.

    A table would write them out for every row, which more than doubles the size of a chart with panels.
    """
    columns = rows.drop(columns="out")
    records = [{str(name): value for name, value in row.items()} for row in columns.to_dict("records")]
    for record, out in zip(records, rows["out"], strict=True):
        if out:
            record["out"] = True
    records[0] |= limits
    return records


def _room(judged: list[tuple[pd.DataFrame, dict[str, float]]]) -> tuple[float, float]:
    """Return a domain of y with room for every result and every limit."""
    results = [float(end) for rows, _ in judged for end in (rows["y"].min(), rows["y"].max())]
    return room_for([*results, *(limits[name] for _, limits in judged for name in ("low", "high"))])


def _layers(x_title: str, y_title: str, y_domain: tuple[float, float], alone: bool) -> list[Any]:
    across = alt.X(
        "x:Q",
        title=x_title,
        axis=alt.Axis(tickMinStep=1, format="d"),
        scale=alt.Scale(zero=False, nice=False),
    )
    room = alt.Scale(domain=list(y_domain), nice=False, zero=False)
    up = alt.Y("y:Q", title=y_title, scale=room, axis=alt.Axis(**FLAT_TITLE) if alone else alt.Undefined)
    mark = marks_for([OUTSIDE])[OUTSIDE]
    names = [INSIDE, OUTSIDE]
    colors = alt.Scale(domain=names, range=[GREY, mark.color])
    shapes = alt.Scale(domain=names, range=["circle", "diamond"])
    sizes = alt.Scale(domain=names, range=[22, 90])
    tips = [
        alt.Tooltip("x:Q", title=x_title),
        alt.Tooltip("y:Q", title=y_title, format=".3~g"),
        alt.Tooltip("result:N", title=" "),
    ]
    layers: list[Any] = [alt.Chart().mark_line(strokeWidth=1, color=GREY).encode(across, up)]
    for name, dash in (("low", [4, 4]), ("mean", [1, 0]), ("high", [4, 4])):
        stated = alt.Chart().transform_filter(f"isValid(datum.{name})")
        layers.append(stated.mark_rule(strokeDash=dash, opacity=0.6).encode(alt.Y(f"{name}:Q")))
    layers.append(
        alt.Chart()
        .mark_point(opacity=1)
        .encode(
            across, up, tooltip=tips,
            color=alt.Color("result:N", scale=colors), shape=alt.Shape("result:N", scale=shapes),
            size=alt.Size("result:N", scale=sizes),
        )
    )  # fmt: skip
    if alone:  # beside the plot, where no result hides them
        for name, word in (("low", "lower limit"), ("mean", "mean"), ("high", "upper limit")):
            text = alt.Chart().transform_filter(f"isValid(datum.{name})")
            text = text.mark_text(
                align=either("right", "left"),
                dx=either(0, 6),
                dy=either(-8, 0),
                fontStyle="italic",
                color=INK,
            )
            layers.append(text.encode(x=alt.value("width"), y=alt.Y(f"{name}:Q"), text=alt.value(word)))
    return layers


def _spoken(judged: list[tuple[pd.DataFrame, dict[str, float]]], x_title: str, y_title: str) -> list[str]:
    said = [f"Control chart; across: {x_title}; up: {y_title}."]
    for rows, limits in judged:
        name = rows["panel"].iloc[0] if "panel" in rows else "The results"
        said.append(
            f"{name}: mean {limits['mean']:.3g}, limits {limits['low']:.3g} and {limits['high']:.3g}, "
            f"{rows['out'].sum()} of {len(rows)} outside."
        )
    return said
