"""Compare a student's table or number with the right one, and say in words what differs.

Test cells of assignments use these instead of bare comparisons, so that any right form passes (rows in
another order, the key as a column or as the index, further columns, two decimals) and every wrong one is
told what to do. Where the right value must stay secret, `hint` is all that is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from numbers import Real
from typing import Any, NoReturn

import numpy as np
import pandas as pd
from pandas.api.types import is_scalar

TOLERANCE = 0.006
"""Answers that agree to two decimals are the same answer."""


def check_number(
    got: Any, expected: float, *, what: str = "", hint: str = "", tolerance: float = TOLERANCE
) -> None:
    """Fail with a sentence unless `got` is the number `expected`.

    Parameters
    ----------
    got
        What the student's function returned, or a part of it.
    expected
        The right number.
    what
        What it is a number of, and in which unit: "`same_boss` (percentage points)".
    hint
        Said instead of the details, which would give the right number away.
    tolerance
        The largest difference that counts as equal, in the unit of the numbers.

    Raises
    ------
    AssertionError
        Says what is wrong and what to do.
    """
    if got is None and not what:
        _fail("your function returned nothing: end it with `return` and the number")
    if got is None:
        _fail(f"{what} should be one number, but there is none: does your function return it?")
    if isinstance(got, bool) or not isinstance(got, Real):
        _fail(f"{what or 'the answer'} should be one number, but yours is a {_kind(got)}")
    if not _same(float(got), expected, tolerance):
        _fail(hint or f"{what or 'the answer'} should be {_shown(expected)}, but yours is {_shown(got)}")


def check_table(
    got: Any,
    expected: pd.DataFrame,
    *,
    key: str,
    hint: str = "",
    tolerance: float = TOLERANCE,
) -> None:
    """Fail with a sentence unless `got` has the rows and values of `expected`.

    Row order, column order, further columns, and whether `key` is a column or the index make no difference.

    Parameters
    ----------
    got
        What the student's function returned.
    expected
        The right table, with `key` as a column that names each row once.
    key
        The column by which rows are matched.
    hint
        Said instead of the details where a row or a value is wrong, since they would give the right one away.
    tolerance
        The largest difference between two numbers that counts as equal, in the unit of the numbers.

    Raises
    ------
    AssertionError
        Says what is wrong and what to do.
    """
    table = with_key(got, key)
    # With a hint, nothing is repeated that the student's function may have taken out of a secret table.
    missing = [column for column in expected.columns if column not in table.columns]
    if missing:
        its = "" if hint else f"; it has {_listed([str(c) for c in table.columns]) or 'none'}"
        _fail(f"the table lacks the column {_listed(missing)}{its}")
    twice = table.loc[table[key].duplicated(), key]
    if len(twice):
        whom = "one of them" if hint else _shown(twice.iloc[0])
        _fail(f"the table should have one row per `{key}`, but has more for {whom}")
    there, wanted = set(table[key]), set(expected[key])
    left_out = [name for name in expected[key] if name not in there]
    if left_out:
        _fail(hint or f"the table has no row whose `{key}` is {_shown(left_out[0])}")
    too_many = [name for name in table[key] if name not in wanted]
    if too_many:
        _fail(
            hint or f"the table has a row whose `{key}` is {_shown(too_many[0])}, which should not be in it"
        )
    # In lists and dicts, since looking up each value in a table takes thirty times as long.
    names, columns = list(expected[key]), list(expected.columns.drop(key))
    values = {column: dict(zip(table[key], table[column], strict=True)) for column in columns}
    right = {column: dict(zip(names, expected[column], strict=True)) for column in columns}
    for name in names:
        for column in columns:
            mine, due = values[column][name], right[column][name]
            if not _same(mine, due, tolerance):
                where = f"where `{key}` is {_shown(name)}, `{column}`"
                _fail(hint or f"{where} should be {_shown(due)}, but yours is {_shown(mine)}")


def with_key(got: Any, key: str) -> pd.DataFrame:
    """Give the table with its key as a column, if it was in the index, with a name or without.

    Parameters
    ----------
    got
        What the student's function returned.
    key
        The column that names the rows.

    Raises
    ------
    AssertionError
        If it is no table.
    """
    if got is None:
        _fail("your function returned nothing: end it with `return` and the table")
    if not isinstance(got, pd.DataFrame):
        _fail(f"your function should return a DataFrame, but returned a {_kind(got)}")
    if key in got.columns:
        return got.reset_index(drop=True)
    numbered = isinstance(got.index, pd.RangeIndex) and got.index.equals(pd.RangeIndex(len(got)))
    if got.index.name == key or (got.index.name is None and not numbered):
        return got.rename_axis(key).reset_index()
    return got


def column_by_key(got: Any, key: str, column: str) -> dict[Any, Any]:
    """Give a dictionary from what names the rows of a table to one of its columns; either may be the index.

    Parameters
    ----------
    got
        What the student's function returned.
    key
        The column that names each row once.
    column
        The column whose values are wanted.

    Raises
    ------
    AssertionError
        If it is no table, lacks one of the columns, or names a row twice.
    """
    table = with_key(got, key)
    if column not in table.columns:
        table = with_key(got, column)
    for name in (key, column):
        if name not in table.columns:
            _fail(f"the table should have the column `{name}`")
    if table[key].duplicated().any():
        _fail(f"the table should have one row per `{key}`, but has more for one of them")
    return dict(zip(table[key], table[column], strict=True))


def entry(got: Any, key: str) -> Any:
    """Give what a dictionary has under a key.

    Parameters
    ----------
    got
        What the student's function returned.
    key
        The key.

    Raises
    ------
    AssertionError
        If it is no dictionary, or has no such key.
    """
    if got is None:
        _fail("your function returned nothing: end it with `return` and the dictionary")
    if not isinstance(got, dict):
        _fail(f"your function should return a dictionary, but returned a {_kind(got)}")
    if key not in got:
        _fail(f"the dictionary should have the key {key!r}")
    return got[key]


def _same(mine: Any, right: Any, tolerance: float) -> bool:
    if _missing(right) or _missing(mine):
        return _missing(right) and _missing(mine)
    if isinstance(right, Real) and not isinstance(right, bool):
        return isinstance(mine, Real) and abs(float(mine) - float(right)) <= tolerance
    return bool(mine == right)


def _missing(value: Any) -> bool:
    return bool(is_scalar(value) and pd.isna(value))


def _fail(what: str) -> NoReturn:
    raise AssertionError(what[:1].upper() + what[1:].rstrip(".?") + ("?" if what.endswith("?") else "."))


def _kind(thing: Any) -> str:
    return type(thing).__name__


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _shown(value: Any) -> str:
    if _missing(value):
        return "missing"
    if isinstance(value, bool | np.bool_):
        return str(value)
    if isinstance(value, Real):
        return f"{float(value):.3f}".rstrip("0").rstrip(".")
    if isinstance(value, pd.Timestamp) and value == value.normalize():
        return value.date().isoformat()
    return repr(str(value))
