"""What a chart shows, read from its specification: for tests of charts that students make in their own way.

A chart may be layered, put beside another one or split into small ones; all its parts are looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import altair as alt

_NOT_DRAWN = ("tooltip", "order", "href")
"""The channels that nobody sees in a printed chart."""


def rows_drawn(chart: Any) -> list[dict[str, Any]]:
    """Return the rows of a chart's tables, with the columns that are drawn.

    Where a chart changes its data itself, as by a fold, it draws columns under other names: rows are whole.

    Raises
    ------
    AssertionError
        If it is no chart.
    """
    specification = _specification(chart)
    drawn = {shown["field"] for channel, shown in channels_of(chart) if channel not in _NOT_DRAWN}
    changed = any("transform" in part for part in _parts(specification))
    tables = list(specification.get("datasets", {}).values())
    tables += [part["values"] for part in _parts(specification) if isinstance(part.get("values"), list)]
    rows = [row for table in tables for row in table if isinstance(row, dict)]
    return [{name: value for name, value in row.items() if changed or name in drawn} for row in rows]


def channels_of(chart: Any) -> list[tuple[str, dict[str, Any]]]:
    """Return each channel that shows a column, and what is said of it: ``("x", {"field": "change"})``.

    Raises
    ------
    AssertionError
        If it is no chart.
    """
    found = []
    for part in _parts(_specification(chart)):
        for encoding in (part.get("encoding", {}), part.get("facet", {})):
            shown_by = {"facet": encoding} if "field" in encoding else encoding
            for channel, shown in shown_by.items():
                several = shown if isinstance(shown, list) else [shown]
                found += [
                    (channel, one)
                    for one in several
                    if isinstance(one, dict) and isinstance(one.get("field"), str)
                ]
    return found


def titles_of(chart: Any) -> list[str]:
    """Return the titles of a chart and its parts, without second lines, and without titles of what it draws.

    Raises
    ------
    AssertionError
        If it is no chart.
    """
    parts = _parts(_specification(chart))
    given = [part["title"] for part in parts if "title" in part and "field" not in part]
    return [" ".join(_texts(it.get("text") if isinstance(it, dict) else it)) for it in given]


def words_of(chart: Any) -> list[str]:
    """Return what can be read in a chart: titles with their second lines, texts, and values that are drawn.

    Raises
    ------
    AssertionError
        If it is no chart.
    """
    specification = _specification(chart)
    said = (part.get(key) for part in _parts(specification) for key in ("title", "text", "value"))
    values = [str(value) for row in rows_drawn(chart) for value in row.values()]
    return [*(" ".join(_texts(it)) for it in said), *values, str(specification.get("description", ""))]


def axis_title(shown: dict[str, Any]) -> str:
    """Return the title of an axis, if it has one of its own, from what a channel says of it."""
    axis = shown.get("axis") or {}
    return " ".join(_texts(shown.get("title") or axis.get("title"))).strip()


def _specification(chart: Any) -> dict[str, Any]:
    if not isinstance(chart, alt.TopLevelMixin):
        raise AssertionError("Your function should return an Altair chart.")
    return dict(chart.to_dict(validate=False))


def _parts(thing: Any) -> Iterator[dict[str, Any]]:
    """Go through a specification, part by part."""
    if isinstance(thing, dict):
        yield thing
        for key, value in thing.items():
            if key not in ("datasets", "config"):
                yield from _parts(value)
    elif isinstance(thing, list):
        for value in thing:
            yield from _parts(value)


def _texts(thing: Any) -> list[str]:
    """Return the words of a title, which may be a text, a list of texts or a dictionary."""
    if isinstance(thing, str):
        return [thing]
    if isinstance(thing, list):
        return [text for one in thing for text in _texts(one)]
    if isinstance(thing, dict):
        return _texts([thing.get("text"), thing.get("subtitle")])
    return []
