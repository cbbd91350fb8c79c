"""How pandas' objects cross between a session and the grader: one array per column. See `trees`.

A library that this process has not imported is not imported here: what is not loaded cannot occur.
"""

import re
import sys
from typing import Any

from . import arrays, python_values, trees
from .trees import Reader, Refer, Resolve, TooLargeError, Tree, WireError

_MOST_COLUMNS = 20_000
"""The most columns a table may have; each costs a hundred microseconds to build."""

_MASKED = ("Int8", "Int16", "Int32", "Int64", "UInt8", "UInt16", "UInt32", "UInt64", "Float32", "Float64")


def tree(value: Any, refer: Refer | None, depth: int) -> Tree | None:
    """Return an object of pandas' as a tagged list, or None if it is none.

    Parameters
    ----------
    value, refer, depth
        As in `trees.tree`.
    """
    pd = sys.modules.get("pandas")
    if pd is None:
        return None
    many = _many(pd, value, refer, depth)
    return _one(pd, value) if many is None else many


def _many(pd: Any, value: Any, refer: Refer | None, depth: int) -> list[Any] | None:
    """Return a table, a column or an index as a tagged list, or None if it is none."""
    if isinstance(value, pd.DataFrame):
        if value.shape[1] > _MOST_COLUMNS:
            raise TooLargeError(f"a table of more than {_MOST_COLUMNS:,} columns")
        # A third of the time of `value.iloc[:, i].array`, column by column. This can go once pandas makes a
        # public method of it (https://github.com/pandas-dev/pandas/pull/33252).
        columns = [_column(pd, column, refer, depth) for column in value._iter_column_arrays()]
        return [
            "frame",
            _index(pd, value.index, refer, depth),
            _index(pd, value.columns, refer, depth),
            columns,
        ]
    if isinstance(value, pd.Series):
        name = trees.tree(value.name, refer, depth)
        return ["series", name, _index(pd, value.index, refer, depth), _column(pd, value.array, refer, depth)]
    if isinstance(value, pd.Index):
        return _index(pd, value, refer, depth)
    if isinstance(value, pd.api.extensions.ExtensionArray):
        return ["extension", _column(pd, value, refer, depth)]
    return None


def _one(pd: Any, value: Any) -> list[Any] | None:
    """Return a single value of pandas' own types as a tagged list, or None if it is none."""
    if value is pd.NaT:
        return ["nat"]
    if value is pd.NA:
        return ["na"]
    if isinstance(value, pd.Timestamp):
        zone = None if value.tz is None else str(value.tz)
        return [
            "timestamp",
            int(value.tz_localize(None).as_unit(value.unit)._value),
            value.unit,
            zone,
            value.fold,
        ]
    if isinstance(value, pd.Timedelta):
        return ["pandas-timedelta", int(value._value), value.unit]
    if isinstance(value, pd.Period):
        return ["period", int(value.ordinal), value.freqstr]
    if isinstance(value, pd.Interval):
        return ["interval", trees.tree(value.left), trees.tree(value.right), value.closed]
    return None


def _index(pd: Any, index: Any, refer: Refer | None, depth: int) -> list[Any]:
    if isinstance(index, pd.RangeIndex):
        return ["rangeindex", index.start, index.stop, index.step, trees.tree(index.name, refer, depth)]
    names = [trees.tree(name, refer, depth) for name in index.names]
    if isinstance(index, pd.MultiIndex):
        levels = [_column(pd, index.levels[i].array, refer, depth) for i in range(index.nlevels)]
        codes = [arrays.array(index.codes[i], refer, depth) for i in range(index.nlevels)]
        return ["multiindex", names, levels, codes]
    frequency = (
        getattr(index, "freqstr", None) if isinstance(index, (pd.DatetimeIndex, pd.TimedeltaIndex)) else None
    )
    return ["index", names, _column(pd, index.array, refer, depth), frequency]


def _column(pd: Any, array: Any, refer: Refer | None, depth: int) -> list[Any]:
    """Return one column, the array behind a Series or an Index."""
    np = sys.modules["numpy"]
    dtype = array.dtype
    if isinstance(dtype, np.dtype):
        return arrays.array(np.asarray(array), refer, depth)
    if isinstance(dtype, pd.CategoricalDtype):
        codes = arrays.array(np.asarray(array.codes), refer, depth)
        return ["category", _column(pd, dtype.categories.array, refer, depth), codes, bool(dtype.ordered)]
    if isinstance(dtype, pd.StringDtype):
        # Most texts in a column occur many times; each is sent once.
        numbers, texts = pd.factorize(array)
        codes = arrays.array(numbers.astype("int32"), refer, depth)
        return ["text", dtype.storage, dtype.na_value is pd.NA, [str(text) for text in texts], codes]
    if isinstance(dtype, pd.DatetimeTZDtype):
        return ["zoned", dtype.unit, str(dtype.tz), arrays.array(array.asi8, refer, depth)]
    if isinstance(dtype, pd.PeriodDtype):
        return ["periods", dtype.name, arrays.array(array.asi8, refer, depth)]
    if isinstance(dtype, pd.IntervalDtype):
        ends = [_column(pd, side.array, refer, depth) for side in (array.left, array.right)]
        return ["intervals", dtype.closed, *ends]
    if isinstance(dtype, pd.BooleanDtype) or dtype.name in _MASKED:
        plain = "bool" if isinstance(dtype, pd.BooleanDtype) else dtype.name.lower()
        filled = array.to_numpy(dtype=plain, na_value=plain(0) if callable(plain) else 0)
        return [
            "masked",
            dtype.name,
            arrays.array(filled, refer, depth),
            arrays.array(array.isna(), refer, depth),
        ]
    return arrays.array(np.asarray(array), refer, depth)


def _read_column(node: list[Any], resolve: Resolve | None) -> Any:
    import numpy as np
    import pandas as pd

    tag, parts = node[0], node[1:]
    if tag == "array":
        return arrays.read_array(parts, resolve)
    if tag == "category":
        categories = pd.Index(_read_column(parts[0], resolve))
        dtype = pd.CategoricalDtype(categories, ordered=bool(parts[2]))
        return pd.Categorical.from_codes(_read_column(parts[1], resolve), dtype=dtype)
    if tag == "text":
        storage, na, texts, codes = parts
        if set(map(type, texts)) > {str}:
            raise WireError("a column of text that is not text")
        storage = "pyarrow" if storage == "pyarrow" and "pyarrow" in sys.modules else "python"
        missing: Any = pd.NA if na else np.nan
        kind: Any = pd.StringDtype(storage, na_value=missing)
        return pd.array(texts, dtype=kind).take(_read_column(codes, resolve), allow_fill=True)
    if tag == "zoned":
        unit, zone, moments = parts
        utc = _read_column(moments, resolve).astype(arrays.read_dtype(f"<M8[{unit}]"))
        return pd.DatetimeIndex(utc).tz_localize("UTC").tz_convert(_zone(zone)).array
    if tag == "periods":
        return pd.arrays.PeriodArray(_read_column(parts[1], resolve), dtype=pd.PeriodDtype(_short(parts[0])))
    if tag == "intervals":
        return pd.arrays.IntervalArray.from_arrays(
            _read_column(parts[1], resolve), _read_column(parts[2], resolve), closed=parts[0]
        )
    if tag == "masked":
        if parts[0] not in (*_MASKED, "boolean"):
            raise WireError("a column of an unknown type")
        column = pd.array(_read_column(parts[1], resolve), dtype=parts[0])
        column[_read_column(parts[2], resolve).astype(bool)] = pd.NA
        return column
    raise WireError("a column of an unknown type")


def _read_index(node: list[Any], resolve: Resolve | None) -> Any:
    import pandas as pd

    tag, parts = node[0], node[1:]
    if tag == "rangeindex":
        start, stop, step, name = parts
        if len(range(start, stop, step)) > arrays.MOST_LENGTH:
            raise WireError("an index of an impossible length")
        return pd.RangeIndex(start, stop, step, name=trees.value(name, resolve))
    names = [trees.value(name, resolve) for name in parts[0]]
    if tag == "multiindex":
        levels = [pd.Index(_read_column(level, resolve)) for level in parts[1]]
        codes = [_read_column(code, resolve) for code in parts[2]]
        return pd.MultiIndex(levels=levels, codes=codes, names=names)
    if tag != "index":
        raise WireError("an index of an unknown kind")
    column = _read_column(parts[1], resolve)
    index = pd.Index(column, dtype=column.dtype, name=names[0])
    if parts[2] is not None:
        index.freq = _frequency(parts[2])
    return index


def _frequency(text: Any) -> Any:
    import pandas as pd

    return pd.tseries.frequencies.to_offset(_short(text))


def _short(text: Any) -> str:
    if type(text) is not str or len(text) > 30:
        raise WireError("an impossible frequency")
    return text


def _zone(text: Any) -> Any:
    match = re.fullmatch(r"UTC([+-])(\d\d):(\d\d)", text) if type(text) is str else None
    if match is None:
        return python_values.read_zone(text) if text != "UTC" else "UTC"
    sign = -60 if match[1] == "-" else 60
    return python_values.read_zone(sign * (60 * int(match[2]) + int(match[3])))


def _read_frame(parts: list[Any], resolve: Resolve | None) -> Any:
    import pandas as pd

    if len(parts[2]) > _MOST_COLUMNS:
        raise WireError("a table of too many columns")
    index, columns = _read_index(parts[0], resolve), _read_index(parts[1], resolve)
    arrays = [_read_column(column, resolve) for column in parts[2]]
    if len(arrays) != len(columns) or any(array.shape != (len(index),) for array in arrays):
        raise WireError("a table whose columns differ in length")
    series = {i: pd.Series(array, index=index, dtype=array.dtype) for i, array in enumerate(arrays)}
    frame = pd.DataFrame(series, index=index, columns=range(len(arrays)))
    frame.columns = columns
    return frame


def _read_series(parts: list[Any], resolve: Resolve | None) -> Any:
    import pandas as pd

    array = _read_column(parts[2], resolve)
    index = _read_index(parts[1], resolve)
    if array.shape != (len(index),):
        raise WireError("a column and an index that differ in length")
    return pd.Series(array, index=index, dtype=array.dtype, name=trees.value(parts[0], resolve))


def _read_timestamp(parts: list[Any], resolve: Resolve | None) -> Any:
    import numpy as np
    import pandas as pd

    moment, unit, zone, fold = parts
    naive = pd.Timestamp(np.int64(moment).view(arrays.read_dtype(f"<M8[{unit}]")))
    return (
        naive
        if zone is None
        else naive.tz_localize(_zone(zone), ambiguous=not fold, nonexistent="shift_forward")
    )


def _read_timedelta(parts: list[Any], resolve: Resolve | None) -> Any:
    import numpy as np
    import pandas as pd

    return pd.Timedelta(np.int64(parts[0]).view(arrays.read_dtype(f"<m8[{parts[1]}]")))


def _read_interval(parts: list[Any], resolve: Resolve | None) -> Any:
    import pandas as pd

    return pd.Interval(trees.value(parts[0]), trees.value(parts[1]), closed=parts[2])


def _read_period(parts: list[Any], resolve: Resolve | None) -> Any:
    import pandas as pd

    return pd.Period(ordinal=parts[0], freq=_short(parts[1]))


def _read_missing(name: str) -> Any:
    import pandas as pd

    return getattr(pd, name)


READERS: dict[str, Reader] = {
    "frame": _read_frame,
    "series": _read_series,
    "extension": lambda parts, resolve: _read_column(parts[0], resolve),
    "rangeindex": lambda parts, resolve: _read_index(["rangeindex", *parts], resolve),
    "multiindex": lambda parts, resolve: _read_index(["multiindex", *parts], resolve),
    "index": lambda parts, resolve: _read_index(["index", *parts], resolve),
    "nat": lambda parts, resolve: _read_missing("NaT"),
    "na": lambda parts, resolve: _read_missing("NA"),
    "timestamp": _read_timestamp,
    "pandas-timedelta": _read_timedelta,
    "period": _read_period,
    "interval": _read_interval,
}
