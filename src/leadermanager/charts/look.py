"""How every chart of the course looks, and how it reaches JupyterLab.

JupyterLab 4.6 draws Vega-Lite 3 to 5 by itself, and Altair 6 writes version 6, which it would leave as text.
The renderer here passes the same specification on as version 5, as SVG and without the action menu, so that
a chart needs no network.

Words, axes and grid are drawn in ``currentColor``: an SVG takes it from the page around it, so that one
chart is readable in a light theme and in a dark one. The colours of the marks are from Okabe and Ito's
palette, safe for colour blindness; only those are used that stand out (3 to 1) from white and from
JupyterLab's dark background alike. A colour never stands alone: each has its own shape, dash and word.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

import altair as alt

from leadermanager.charts.column import WIDEST, fitted, patch
from leadermanager.errors import ArgumentError

LEADING = "#D55E00"
MANAGING = "#0072B2"
BOTH = "#009E73"
GREY = "#808080"
INK = "currentColor"

# A y title that lies flat above its axis is read without turning one's head.
FLAT_TITLE: dict[str, Any] = {
    "titleAngle": 0,
    "titleAlign": "left",
    "titleAnchor": "end",
    "titleX": -20,
    "titleY": -8,
    "titleBaseline": "bottom",
}

MIME = "application/vnd.vegalite.v5+json"
SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"


class Mark(NamedTuple):
    """How one group is drawn: its colour, the shape of its points and the dash of its line."""

    color: str
    shape: str
    dash: tuple[int, ...]


# These mean the same in every chart and every exercise of the course.
COURSE_MARKS = {
    "leading": Mark(LEADING, "triangle-up", (1, 0)),
    "managing": Mark(MANAGING, "square", (7, 3)),
    "both": Mark(BOTH, "diamond", (2, 2)),
    "neither": Mark(GREY, "circle", (10, 3, 2, 3)),
}
# For any other group: one colour, grey, and a few quiet ones; none of them means something in the course.
_OTHER_MARKS = (
    Mark("#AA5C8E", "circle", (1, 0)),
    Mark(GREY, "square", (7, 3)),
    Mark("#A67C00", "triangle-down", (2, 2)),
    Mark("#5F6F8F", "diamond", (10, 3, 2, 3)),
    Mark("#8C6D5A", "cross", (12, 4)),
)


def marks_for(groups: Iterable[str]) -> dict[str, Mark]:
    """Give each group its mark; leading, managing, both and neither always get their own.

    Parameters
    ----------
    groups
        Names of the groups, in the order in which they are shown.

    Raises
    ------
    ArgumentError
        If there are more groups than marks that can be told apart.
    """
    names = list(dict.fromkeys(groups))
    others = [name for name in names if name.lower() not in COURSE_MARKS]
    if len(others) > len(_OTHER_MARKS):
        raise ArgumentError(
            f"A chart can tell {len(_OTHER_MARKS)} groups apart, not {len(others)}; "
            "highlight a few of them, or draw small multiples with panel=…"
        )
    given = dict(zip(others, _OTHER_MARKS, strict=False))
    return {name: given[name] if name in given else COURSE_MARKS[name.lower()] for name in names}


def room_for(heights: Iterable[float]) -> tuple[float, float]:
    """Return a domain of y that has all of these in it, and a little room above and below."""
    every = list(heights)
    low, high = min(every), max(every)
    spare = 0.06 * (high - low) or 1.0
    return low - spare, high + spare


def _theme() -> Any:
    return {
        "config": {
            "background": "transparent",
            "font": "system-ui, -apple-system, 'Segoe UI', sans-serif",
            "view": {"stroke": None, "continuousWidth": 520, "continuousHeight": 300},
            "title": {
                "anchor": "start",
                "frame": "bounds",
                "color": INK,
                "subtitleColor": INK,
                "fontSize": 15,
                "fontWeight": 600,
                "subtitleFontSize": 13,
                "offset": 14,
                "limit": 0,
            },
            "style": {"guide-label": {"fill": INK}, "guide-title": {"fill": INK}},
            "axis": {
                "domainColor": INK,
                "domainOpacity": 0.6,
                "tickColor": INK,
                "tickOpacity": 0.6,
                "gridColor": INK,
                "gridOpacity": 0.12,
                "labelFontSize": 13,
                "titleFontSize": 13,
                "titleFontWeight": "normal",
                "titlePadding": 8,
            },
            "axisX": {
                "grid": False,
                "labelAngle": 0,
                "labelFlush": False,
                "labelOverlap": "greedy",
                "labelSeparation": 6,
                "titleAnchor": "end",
            },
            "legend": {
                "orient": "top",
                "title": None,
                "offset": 26,
                "labelFontSize": 13,
                "labelLimit": 0,
                "symbolSize": 90,
            },
            "header": {"labelColor": INK, "titleColor": INK, "labelFontSize": 13, "labelFontWeight": 600},
            "line": {"strokeWidth": 2.5},
            "point": {"size": 70, "filled": True, "opacity": 0.85},
            "bar": {"color": GREY},
            "rule": {"color": INK},
            "text": {"color": INK, "fontSize": 13},
        }
    }


def render(spec: dict[str, Any], **_: object) -> tuple[dict[str, Any], dict[str, Any]]:
    """Turn a chart's specification into what JupyterLab draws by itself, and the words it stands for.

    Returns
    -------
    tuple
        The MIME bundle and its metadata, as IPython wants them.
    """
    spoken = str(spec.get("description") or "A chart.")
    options = {"renderer": "svg", "actions": False, "defaultStyle": _FIT_THE_PAGE, "patch": patch(spec)}
    shown = {**fitted(spec), "$schema": SCHEMA}
    return {MIME: shown, "text/plain": spoken}, {MIME: {"embed_options": options}}


# Names keep a rim of the page's colour, so that no line strikes them through.
_FIT_THE_PAGE = (
    f".vega-embed{{width:100%;max-width:{WIDEST}px}}"
    ".vega-embed svg{max-width:100%;height:auto}"
    ".vega-embed .role-mark text{paint-order:stroke;stroke:var(--jp-layout-color0,#fff);stroke-width:3px;"
    "stroke-linejoin:round}"
)

alt.theme.register("leadermanager", enable=True)(_theme)
alt.renderers.register("leadermanager", render)
alt.renderers.enable("leadermanager")
