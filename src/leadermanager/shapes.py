"""The shape of what is kept of an exercise, declared once for each kind and used by the page and by Python.

A shape is plain data, so that it can be sent to the page, where `static/shape.js` does what is done here:

- ``"text"``, ``"number"``, ``"flag"``, or two of them, as in ``"text or number"``;
- ``[shape]``: a list, each element of which has the shape;
- ``{"*": shape}``: a table from ids to what has the shape;
- ``{"one": shape, "two": shape}``: a table with these keys, any of which may be missing.

What comes from elsewhere may be from another edition, or damaged. Of a table, the entries that fit are taken;
a list fits as a whole or not at all.
"""

from __future__ import annotations

import re
from typing import Any, Final

Shape = str | list["Shape"] | dict[str, "Shape"]

NOTHING: Final = object()
"""What is left of data that does not have the shape."""

ANY = "*"

_HALF = re.compile("[\ud800-\udfff]")


def fitting(shape: Shape, data: Any) -> Any:
    """Return the part of data that has a shape; `NOTHING` where none of it has.

    Parameters
    ----------
    shape
        What it should look like.
    data
        Plain data from anywhere.
    """
    if isinstance(shape, str):
        if not any(_IS[kind](data) for kind in shape.split(" or ")):
            return NOTHING
        # Half a character, as JavaScript can have it, could not be sent on.
        return _HALF.sub("\N{REPLACEMENT CHARACTER}", data) if isinstance(data, str) else data
    if isinstance(shape, list):
        if not isinstance(data, list):
            return NOTHING
        return data if all(fitting(shape[0], each) == each for each in data) else NOTHING
    if not isinstance(data, dict):
        return NOTHING
    asked = {key: shape.get(key, shape.get(ANY)) for key in data}
    parts = {key: fitting(wanted, data[key]) for key, wanted in asked.items() if wanted is not None}
    return {key: part for key, part in parts.items() if part is not NOTHING}


def _is_text(data: Any) -> bool:
    return isinstance(data, str)


def _is_number(data: Any) -> bool:
    # A whole number may be larger than any that the page has.
    return isinstance(data, int | float) and not isinstance(data, bool) and abs(data) <= 2**53


def _is_flag(data: Any) -> bool:
    return isinstance(data, bool)


_IS = {"text": _is_text, "number": _is_number, "flag": _is_flag}
