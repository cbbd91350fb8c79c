"""One value for each category, as bars or dots, with intervals."""

import json
import textwrap
from typing import Any, Literal

import altair as alt
import pandas as pd

from leadermanager.charts import words
from leadermanager.charts.column import either, reflowing
from leadermanager.charts.look import FLAT_TITLE, GREY, Mark, marks_for
from leadermanager.charts.names import LETTER
from leadermanager.errors import ArgumentError

_NARROW_LETTERS = 14  # at most in a line of a category's name, in a narrow column


def bars(data: pd.DataFrame, value: str, category: str, **options: Any) -> alt.LayerChart:
    """Draw one bar for each category; the options are those of `dots`.

    A bar's length is read from zero, so the axis starts there. Where zero means nothing, use `dots`.
    """
    return _drawn("bars", data, value, category, **options)


def dots(data: pd.DataFrame, value: str, category: str, **options: Any) -> alt.LayerChart:
    """Draw one dot for each category.

    Parameters
    ----------
    data
        The table, one row for each category (and group).
    value
        Column with numbers.
    category
        Column with the categories; they keep the order of the table.
    title : str
        The finding, or the question that the chart answers.
    value_title, category_title : str
        What the axes measure, with the unit.
    low, high : str, optional
        Columns with the ends of an interval around each value.
    group : str, optional
        Column with words; each word gets its colour and shape, and stands beside the others of its category.
        "leading", "managing" and "both" always get the course's own.
    reference : tuple of float and str, optional
        A value to mark with a dashed line, and its word, as (100, "plan").
    domain : tuple of float, optional
        Lowest and highest value of the axis; taken from the data when left out.
    note : str, optional
        A smaller line under the title, such as "Simulated data".
    description : str, optional
        The chart in words, for who cannot see it; made from the arguments when left out.
    width : int
        Of the plotting area, in pixels. The height follows from the number of categories.

    Raises
    ------
    DataError
        If the table lacks a column or has no rows.
    ArgumentError
        If a title is blank, or only one end of the interval is given.
    """
    return _drawn("dots", data, value, category, **options)


def _drawn(
    kind: Literal["bars", "dots"],
    data: pd.DataFrame,
    value: str,
    category: str,
    *,
    title: str,
    value_title: str,
    category_title: str,
    low: str | None = None,
    high: str | None = None,
    group: str | None = None,
    reference: tuple[float, str] | None = None,
    domain: tuple[float, float] | None = None,
    note: str | None = None,
    description: str | None = None,
    width: int = 460,
) -> alt.LayerChart:
    words.named(kind, title=title, value_title=value_title, category_title=category_title)
    if (low is None) != (high is None):
        raise ArgumentError(
            f"charts.{kind}: an interval has two ends; give both low=… and high=…, or neither."
        )
    wanted = {"value": value, "category": category, "low": low, "high": high, "group": group}
    rows = words.columns(kind, data, wanted)
    order = [str(name) for name in rows["category"].unique()]
    marks = marks_for(rows["group"].astype(str)) if group else {}

    across = alt.X("value:Q", title=value_title, scale=_scale(kind, domain))
    wrapped = {name: textwrap.wrap(name, _NARROW_LETTERS) or [name] for name in order}
    narrow = max(len(line) for lines in wrapped.values() for line in lines)
    wide = max(map(len, order))
    axis = FLAT_TITLE | {"titleX": either(-8 - LETTER * narrow, -8 - LETTER * wide)}
    lines = f"narrow ? ({json.dumps(wrapped)})[datum.label] : datum.label"
    down = alt.Y(
        "category:N",
        title=category_title,
        sort=order,
        axis=alt.Axis(labelLimit=260, labelExpr=lines, labelLineHeight=14, **axis),
    )
    base = alt.Chart(rows).encode(y=down)
    beside: dict[str, Any] = {}
    if group:
        beside["yOffset"] = alt.YOffset("group:N", sort=list(marks))
    layers: list[Any] = []
    if reference:
        at = alt.Chart(pd.DataFrame({"at": [reference[0]], "word": [reference[1]]}))
        layers.append(at.mark_rule(strokeDash=[4, 4], opacity=0.6).encode(x="at:Q"))
        layers.append(
            at.mark_text(align="left", baseline="bottom", dx=4, fontStyle="italic").encode(
                x="at:Q", y=alt.value(-2), text="word:N"
            )
        )
    values = _values(kind, base, marks).encode(across, **beside)
    if low:
        ends = base.mark_rule(strokeWidth=2).encode(alt.X("low:Q"), x2="high:Q", **beside)
        # A dot lies over its interval; a bar would hide one end of it.
        layers += [values, ends] if kind == "bars" else [ends, values]
    else:
        layers.append(values)
    row = max(24 * max(1, len(marks)), 14 * max(map(len, wrapped.values())) + 6)
    height = max(60, len(order) * row)
    said = words.spoken(kind, title, _spoken(kind, rows, value_title, category_title, bool(low)), description)
    chart: Any = alt.layer(*layers).properties(
        title=words.heading(title, note, width), description=said, width=width, height=height
    )
    drawn: alt.LayerChart = reflowing(chart)
    return drawn


def _scale(kind: str, domain: tuple[float, float] | None) -> alt.Scale:
    if domain:
        return alt.Scale(domain=list(domain), nice=False, zero=False)
    return alt.Scale(zero=kind == "bars")


def _values(kind: str, base: alt.Chart, marks: dict[str, Mark]) -> Any:
    chart = base.mark_bar(opacity=0.85) if kind == "bars" else base.mark_point(size=90, opacity=1)
    tips = [
        alt.Tooltip("category:N", title=" "),
        alt.Tooltip("value:Q", title="value", format=".3~g"),
    ]
    if not marks:
        return chart.encode(color=alt.value(GREY), tooltip=tips)
    names = list(marks)
    colored = chart.encode(
        color=alt.Color("group:N", scale=alt.Scale(domain=names, range=[m.color for m in marks.values()])),
        tooltip=[alt.Tooltip("group:N", title="group"), *tips],
    )
    if kind == "bars":
        return colored
    return colored.encode(
        shape=alt.Shape("group:N", scale=alt.Scale(domain=names, range=[m.shape for m in marks.values()]))
    )


def _spoken(
    kind: str, rows: pd.DataFrame, value_title: str, category_title: str, interval: bool
) -> list[str]:
    lowest, highest = (rows.iloc[int(at)] for at in (rows["value"].argmin(), rows["value"].argmax()))
    return [
        f"{kind.capitalize()}; across: {value_title}; down: {category_title}.",
        f"Lowest: {lowest['category']} at {lowest['value']:.3g}; highest: {highest['category']} at "
        f"{highest['value']:.3g}.",
        "Each value has an interval." if interval else "",
    ]
