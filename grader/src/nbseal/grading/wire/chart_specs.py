"""How Altair charts cross between a session and the grader: as their specification. See `trees`."""

import sys
from typing import Any

from . import trees
from .trees import NotDataError, Reader, Refer, Resolve, Tree, WireError


def tree(value: Any, refer: Refer | None, depth: int) -> Tree | None:
    """Return a chart as a tagged list, or None if it is none.

    Parameters
    ----------
    value, refer, depth
        As in `trees.tree`.
    """
    alt = sys.modules.get("altair")
    if alt is None or not isinstance(value, alt.TopLevelMixin):
        return None
    return ["chart", trees.tree(_specification(value), None, depth)]


def _specification(chart: Any) -> dict[str, Any]:
    try:
        found: dict[str, Any] = chart.to_dict()
    except Exception as error:
        raise NotDataError(f"a chart that Altair cannot draw ({type(error).__name__}: {error})") from error
    return found


def _read(parts: list[Any], resolve: Resolve | None) -> Any:
    import altair as alt
    from altair.utils import schemapi

    specification = trees.value(parts[0])
    if type(specification) is not dict:
        raise WireError("a chart without a specification")
    kind = next((name for key, name in _CHARTS.items() if key in specification), "Chart")
    # Altair has checked each part where the chart was drawn; to do so again would take most of the time.
    # This can go once its checks are quick (https://github.com/vega/altair/pull/3547).
    with schemapi.debug_mode(False):
        return getattr(alt, kind).from_dict(specification, validate=False)


_CHARTS = {
    "layer": "LayerChart",
    "hconcat": "HConcatChart",
    "vconcat": "VConcatChart",
    "concat": "ConcatChart",
    "facet": "FacetChart",
    "repeat": "RepeatChart",
}

READERS: dict[str, Reader] = {"chart": _read}
