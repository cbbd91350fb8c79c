"""A chart is as wide as the column of the page, up to 900 pixels, and laid out anew where the window changes.

In a column narrower than 560 pixels a chart's parameter ``narrow`` is true. By it the chart chooses where its
words go, so that all of them can be read there, too.
"""

import json
import textwrap
from typing import Any

import altair as alt

# Pixels: below the first a column is narrow; and widths that may be left for a plot.
NARROW, WIDEST = 560, 900
PLOTS = {"wide": (430, 620, 840), "narrow": (215, 320, 500)}

# Vega-Lite wraps nothing by itself. So many letters fit into a line, in a narrow column and in a wide one.
_LETTERS = {"text": (32, 96), "subtitle": (40, 120)}
_AXIS_LETTERS = {"x": 34, "y": 36}
_LINE = 16

# Sizes in a narrow column and in a wide one; in a narrow one the entries of a legend go below each other.
_SIZES: dict[str, dict[str, tuple[int, int]]] = {
    "axis": {"labelFontSize": (12, 13), "titleFontSize": (12, 13)},
    "legend": {"labelFontSize": (12, 13), "columns": (1, 0)},
    "header": {"labelFontSize": (12, 13)},
    "text": {"fontSize": (12, 13)},
    "title": {"fontSize": (14, 15), "subtitleFontSize": (12, 13)},
}

# Before the page has a place for it, a chart is laid out as in a wide column.
_COLUMN = f"(containerSize()[0] || {WIDEST})"


def either(narrow: object, wide: object) -> Any:
    """Return an expression for a property that differs by the column's width; both values are plain data."""
    return {"expr": f"narrow ? {json.dumps(narrow)} : {json.dumps(wide)}"}


def reflowing(chart: Any) -> Any:
    """Give a chart the parameter ``narrow``, by which its marks choose where their words go."""
    return chart.add_params(alt.param(name="narrow", value=False))


def in_panels(chart: Any, per_row: int) -> Any:
    """Return small multiples of a chart, by its column ``panel``, each with axes of its own.

    Axes that a row of panels shares would be left behind where the page puts fewer of them into a row.
    """
    panels = chart.facet(facet=alt.Facet("panel:N", title=None, sort=None), columns=per_row)
    return panels.resolve_axis(x="independent", y="independent")


def fitted(spec: dict[str, Any]) -> dict[str, Any]:
    """Return a specification that takes the width of the column; small multiples keep theirs.

    Parameters
    ----------
    spec
        Of a chart of the course, or of one that a student has made.
    """
    alone = "facet" not in spec and bool({"layer", "mark"} & spec.keys())
    config = _config(spec, alone)
    others = [param for param in spec.get("params", []) if param["name"] != "narrow"]
    # Vega works a parameter out anew when something it names has changed; so this one names the width.
    narrow = {"name": "narrow", "expr": f"{'width >= 0 && ' if alone else ''}{_COLUMN} < {NARROW}"}
    shared = {"config": config, "params": [*others, narrow]}
    if not alone:
        return {**spec, **shared}
    return {
        **_wrapped(spec),
        "width": "container",
        "autosize": {"type": "fit-x", "contains": "padding"},
        # The last number of an axis may stick out.
        "padding": {"left": 5, "top": 5, "right": 14, "bottom": 5},
        **shared,
    }


def patch(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what Vega-Lite cannot say: a title wrapped for either column, and how many panels a row has."""
    made = []
    title = spec.get("title")
    for part, letters in _LETTERS.items():
        if isinstance(title, dict) and isinstance(title.get(part), list) and title[part]:
            lines = [textwrap.wrap(" ".join(title[part]), most) for most in letters]
            text = {"signal": either(*lines)["expr"]}
            made.append({"op": "replace", "path": f"/title/{part}", "value": text})
    if "facet" in spec and "columns" in spec:
        fit = f"max(1, floor({_COLUMN} / {spec['spec']['width'] + 60}))"
        columns = {"signal": f"min({spec['columns']}, {fit})"}
        made.append({"op": "replace", "path": "/layout/columns", "value": columns})
    return made


def _config(spec: dict[str, Any], alone: bool) -> dict[str, Any]:
    config = {**spec.get("config", {})}
    for part, sizes in _SIZES.items():
        config[part] = {**config.get(part, {}), **{name: either(*pair) for name, pair in sizes.items()}}
    layers = spec.get("layer", [spec]) if alone else []
    titles = [layer.get("encoding", {}).get("y", {}).get("title") for layer in layers]
    if any(isinstance(title, str) and len(title) > _AXIS_LETTERS["y"] for title in titles):
        # A legend stands above both lines of such a title.
        config["legend"]["offset"] = config["legend"].get("offset", 0) + _LINE
    return config


def _wrapped(part: Any) -> Any:
    """Return a part of a specification with the titles of its axes wrapped to fit either column."""
    if isinstance(part, list):
        return [_wrapped(each) for each in part]
    if not isinstance(part, dict):
        return part
    whole = {key: each if key in ("data", "datasets") else _wrapped(each) for key, each in part.items()}
    for channel, most in _AXIS_LETTERS.items():
        shown = whole.get("encoding", {}).get(channel, {})
        if isinstance(shown.get("title"), str):
            shown["title"] = textwrap.wrap(shown["title"], most)
            axis = shown.get("axis")
            # A flat title is written downwards from its first line.
            if axis and "titleY" in axis:
                axis["titleY"] -= _LINE * (len(shown["title"]) - 1)
    return whole
