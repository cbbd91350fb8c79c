"""Describe values in a few words, for a page that a student reads: short, whatever they hold."""

import reprlib
import sys
from collections.abc import Mapping
from datetime import datetime
from typing import Any

_ROWS = 6
_COLUMNS = 8
_CELL = 24  # characters


class _ShortRepr(reprlib.Repr):
    """Python's own shortened representation, with tables, charts and huge numbers in words."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.maxlevel, self.maxstring, self.maxother, self.maxlong = 4, width, width, width
        self.maxlist = self.maxtuple = self.maxset = self.maxfrozenset = self.maxdict = 8
        self.maxdeque = self.maxarray = 8

    def repr1(self, x: Any, level: int) -> str:
        words = _in_words(x)
        return super().repr1(x, level) if words is None else words

    def repr_int(self, x: int, level: int) -> str:
        if x.bit_length() > 1000:  # Python itself refuses to write out those above 4300 digits
            return f"a whole number of about {int(x.bit_length() * 0.30103):,} digits"
        return super().repr_int(x, level)


def describe(value: Any, width: int = 200) -> str:
    """Return a value as a student would write it, or in words; in lines only where it is a table.

    Parameters
    ----------
    value
        Plain data: what has crossed from a session, or what a check made.
    width
        About how many characters it may have, where it is not a table.
    """
    pd = sys.modules.get("pandas")
    if pd is not None and isinstance(value, (pd.DataFrame, pd.Series)):
        return f"{_in_words(value)}\n{_first_rows(pd, value)}" if len(value) else str(_in_words(value))
    return _describe_briefly(value, width)


def _describe_briefly(value: Any, width: int = 60) -> str:
    """Return a value in one short line."""
    text = " ".join(_ShortRepr(width).repr(value).split())
    return text if len(text) <= 2 * width else f"{text[: 2 * width - 1]}…"


def describe_call(name: str, arguments: tuple[Any, ...], keywords: Mapping[str, Any]) -> str:
    """Return a call as one would write it, with its arguments in short.

    Parameters
    ----------
    name
        The function's name.
    arguments, keywords
        What it is called with.
    """
    parts = [_describe_briefly(item) for item in arguments]
    parts += [f"{key}={_describe_briefly(item)}" for key, item in keywords.items()]
    return f"{name}({', '.join(parts)})"


def _in_words(value: Any) -> str | None:
    """Return what a value is, where that says more than its representation; else None."""
    pd, np, alt = (sys.modules.get(name) for name in ("pandas", "numpy", "altair"))
    if pd is not None and isinstance(value, pd.DataFrame):
        rows, columns = value.shape
        return f"a table of {_counted(rows, 'row')} and {_counted(columns, 'column')}"
    if pd is not None and isinstance(value, pd.Series):
        return f"a column of {_counted(len(value), 'value')}"
    if np is not None and isinstance(value, np.ndarray) and value.ndim and value.size > 8:
        return f"an array of {' by '.join(map(str, value.shape))} values"
    if alt is not None and isinstance(value, alt.TopLevelMixin):
        return "a chart"
    if np is not None and isinstance(value, np.generic):
        return _describe_briefly(value.item())
    if callable(value) and hasattr(value, "__name__"):
        return f"the function {str(value.__name__)[:60]}"
    return None


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _first_rows(pd: Any, value: Any) -> str:
    table = (
        value.to_frame("" if value.name is None else value.name) if isinstance(value, pd.Series) else value
    )
    few = table.iloc[:_ROWS, :_COLUMNS]
    cells = pd.DataFrame(
        [[_cell(item) for item in row] for row in few.itertuples(index=False, name=None)],
        index=[_cell(label) for label in few.index],
        columns=[_cell(label) for label in few.columns],
    )
    left = len(table) - len(few)
    return str(cells.to_string()) + (f"\n… and {_counted(left, 'more row')}" if left > 0 else "")


def _cell(item: Any) -> str:
    if isinstance(item, float):
        return f"{item:.6g}"
    if isinstance(item, datetime):  # a day is said as a day, and not cut in its middle
        return str(item).removesuffix(" 00:00:00")
    text = item if type(item) is str else _describe_briefly(item, _CELL)
    text = " ".join(text[: 2 * _CELL].split())
    return text if len(text) <= _CELL else f"{text[: _CELL - 1]}…"
