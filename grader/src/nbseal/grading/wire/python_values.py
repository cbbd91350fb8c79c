"""How Python's own values cross between a session and the grader: see `trees`.

None, bool, int, float, complex, str, bytes, list, tuple, namedtuple, dict, set, range, slice, Decimal,
Fraction, paths, dates and times, and the containers of `collections`.
"""

import collections
import datetime as dt
import decimal
import fractions
import pathlib
import re
import zoneinfo
from collections.abc import Callable
from typing import Any

from .trees import (
    PLAIN,
    NotDataError,
    Reader,
    Refer,
    Resolve,
    TooLargeError,
    Tree,
    WireError,
    Writer,
    tree,
    unknown,
    value,
)

_MOST_INTEGER_DIGITS = 20_000  # hexadecimal
_MOST_EXPONENT = 20_000  # of a Decimal: computing with a larger one takes minutes
_MOST_RANGE = 20_000_000

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,60}", re.ASCII)
_ZONE = re.compile(r"[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*", re.ASCII)
_EPOCH = dt.datetime(1970, 1, 1)


# ------------------------------------------------------------------------------------------------ numbers


def _integer(number: int, refer: Refer | None, depth: int) -> Tree:
    if -(2**63) <= number < 2**63:
        return number
    if abs(number).bit_length() > 4 * _MOST_INTEGER_DIGITS:
        raise TooLargeError("a number with too many digits")
    return ["int", f"{number:x}"]


def _read_integer(parts: list[Any]) -> int:
    if len(parts[0]) > _MOST_INTEGER_DIGITS + 1:
        raise WireError("a number with too many digits")
    return int(parts[0], 16)


def _decimal(number: decimal.Decimal, refer: Refer | None, depth: int) -> Tree:
    if number.is_finite() and abs(number.adjusted()) > _MOST_EXPONENT:
        raise TooLargeError("a Decimal with too large an exponent")
    return ["decimal", str(number)]


def _read_decimal(text: Any) -> decimal.Decimal:
    if type(text) is not str or len(text) > _MOST_INTEGER_DIGITS:
        raise WireError("a decimal with too many digits")
    number = decimal.Decimal(text)
    if number.is_finite() and abs(number.adjusted()) > _MOST_EXPONENT:
        raise WireError("a decimal with too large an exponent")
    return number


def _range(numbers: range, refer: Refer | None, depth: int) -> Tree:
    if (numbers.stop - numbers.start) // numbers.step > _MOST_RANGE:
        raise TooLargeError(f"a range of more than {_MOST_RANGE:,} numbers")
    return ["range", *(tree(end) for end in (numbers.start, numbers.stop, numbers.step))]


def _read_range(parts: list[Any]) -> range:
    numbers = range(*(value(part) for part in parts))
    if len(numbers) > _MOST_RANGE:
        raise WireError("a range of too many numbers")
    return numbers


# ---------------------------------------------------------------------------------------- dates and times


def zone(given: dt.tzinfo | None) -> Tree:
    """Return a time zone as its name or its offset in seconds."""
    if given is None:
        return None
    if isinstance(given, zoneinfo.ZoneInfo) and given.key:
        return given.key
    offset = given.utcoffset(None)
    if offset is None:
        raise NotDataError("a time in a time zone without a name")
    return offset.total_seconds()


def read_zone(node: Tree) -> dt.tzinfo | None:
    """Return the time zone that `zone` was given."""
    if node is None:
        return None
    if type(node) is str:
        if not _ZONE.fullmatch(node):
            raise WireError("a time zone that is none")
        return zoneinfo.ZoneInfo(node)
    return dt.timezone(dt.timedelta(seconds=float(node)))


def _moment(moment: dt.datetime) -> Tree:
    naive = moment.replace(tzinfo=None, fold=0) - _EPOCH
    return ["datetime", naive.days, naive.seconds, naive.microseconds, moment.fold, zone(moment.tzinfo)]


def _read_moment(parts: list[Any]) -> dt.datetime:
    days, seconds, microseconds, fold, where = parts
    naive = _EPOCH + dt.timedelta(days, seconds, microseconds)
    return naive.replace(tzinfo=read_zone(where), fold=fold)


def _clock(time: dt.time) -> Tree:
    return ["time", time.hour, time.minute, time.second, time.microsecond, time.fold, zone(time.tzinfo)]


def _read_clock(parts: list[Any]) -> dt.time:
    hour, minute, second, microsecond, fold, where = parts
    return dt.time(hour, minute, second, microsecond, tzinfo=read_zone(where), fold=fold)


# --------------------------------------------------------------------------------------------- containers


def _items(values: Any, refer: Refer | None, depth: int) -> list[Any]:
    return [item if type(item) in PLAIN else tree(item, refer, depth) for item in values]


def _pairs(mapping: dict[Any, Any], refer: Refer | None, depth: int) -> list[Any]:
    flat = []
    for key, item in dict.items(mapping):
        flat.append(tree(key, refer, depth))
        flat.append(tree(item, refer, depth))
    return flat


def _listed(parts: list[Any], resolve: Resolve | None) -> list[Any]:
    kinds = set(map(type, parts))
    return [value(part, resolve) for part in parts] if list in kinds or dict in kinds else parts


def _mapped(parts: list[Any], resolve: Resolve | None) -> dict[Any, Any]:
    flat = _listed(parts, resolve)
    if len(flat) % 2:
        raise WireError("a dict with a key that has no value")
    return dict(zip(flat[::2], flat[1::2], strict=True))


def _named(given: tuple[Any, ...], refer: Refer | None, depth: int) -> Tree:
    kind: Any = type(given)
    return ["named", kind.__name__, list(kind._fields), *_items(tuple.__iter__(given), refer, depth)]


def _read_named(parts: list[Any], resolve: Resolve | None) -> Any:
    name, fields, *items = parts
    if len(fields) > 100 or not all(type(word) is str and _WORD.fullmatch(word) for word in (name, *fields)):
        raise WireError("a named tuple with impossible names")
    return collections.namedtuple(name, fields)(*(value(item, resolve) for item in items))


def subclass(given: Any, refer: Refer | None, depth: int) -> Tree | None:
    """Return a value whose class derives from a kind of data as if it were of that kind, or None.

    The kind's own methods read it, because the value's class may claim anything about it.

    Parameters
    ----------
    given, refer, depth
        As in `trees.tree`.
    """
    kind = type(given)
    if issubclass(kind, tuple) and isinstance(getattr(kind, "_fields", None), tuple):
        return _named(given, refer, depth)
    bases: tuple[tuple[type, Callable[[Any], Any]], ...] = (
        (int, lambda it: int.__add__(it, 0)),
        (float, lambda it: float.__add__(it, 0.0)),
        (str, lambda it: "".join(str.__iter__(it))),
        (bytes, lambda it: bytes(bytes.__iter__(it))),
        (list, lambda it: list(list.__iter__(it))),
        (tuple, lambda it: tuple(tuple.__iter__(it))),
        (dict, lambda it: dict(dict.items(it))),
        (set, lambda it: set(set.__iter__(it))),
        (frozenset, lambda it: frozenset(frozenset.__iter__(it))),
    )
    for base, plain in bases:
        if issubclass(kind, base):
            return tree(plain(given), refer, depth)
    return None


WRITERS: dict[type, Writer] = {
    int: _integer,
    bytes: lambda it, refer, depth: it,
    bytearray: lambda it, refer, depth: ["bytearray", bytes(it)],
    complex: lambda it, refer, depth: ["complex", it.real, it.imag],
    list: lambda it, refer, depth: ["list", *_items(it, refer, depth)],
    tuple: lambda it, refer, depth: ["tuple", *_items(it, refer, depth)],
    dict: lambda it, refer, depth: ["dict", *_pairs(it, refer, depth)],
    set: lambda it, refer, depth: ["set", *_items(it, refer, depth)],
    frozenset: lambda it, refer, depth: ["frozenset", *_items(it, refer, depth)],
    collections.OrderedDict: lambda it, refer, depth: ["OrderedDict", *_pairs(it, refer, depth)],
    collections.Counter: lambda it, refer, depth: ["Counter", *_pairs(it, refer, depth)],
    collections.defaultdict: lambda it, refer, depth: ["defaultdict", *_pairs(it, refer, depth)],
    collections.deque: lambda it, refer, depth: ["deque", it.maxlen, *_items(it, refer, depth)],
    range: _range,
    slice: lambda it, refer, depth: ["slice", *(tree(x, refer, depth) for x in (it.start, it.stop, it.step))],
    type(...): lambda it, refer, depth: ["ellipsis"],
    type(NotImplemented): lambda it, refer, depth: ["notimplemented"],
    decimal.Decimal: _decimal,
    fractions.Fraction: lambda it, refer, depth: ["fraction", tree(it.numerator), tree(it.denominator)],
    pathlib.PosixPath: lambda it, refer, depth: ["path", str(it)],
    dt.date: lambda it, refer, depth: ["date", it.toordinal()],
    dt.datetime: lambda it, refer, depth: _moment(it),
    dt.time: lambda it, refer, depth: _clock(it),
    dt.timedelta: lambda it, refer, depth: ["timedelta", it.days, it.seconds, it.microseconds],
}


def _read_path(text: Any) -> pathlib.Path:
    if type(text) is not str:
        raise unknown()
    return pathlib.Path(text)


def _read_bytearray(parts: list[Any]) -> bytearray:
    if type(parts[0]) is not bytes:
        raise unknown()
    return bytearray(parts[0])


READERS: dict[str, Reader] = {
    "int": lambda parts, resolve: _read_integer(parts),
    "bytearray": lambda parts, resolve: _read_bytearray(parts),
    "complex": lambda parts, resolve: complex(float(parts[0]), float(parts[1])),
    "list": _listed,
    "tuple": lambda parts, resolve: tuple(_listed(parts, resolve)),
    "named": _read_named,
    "dict": _mapped,
    "set": lambda parts, resolve: set(_listed(parts, resolve)),
    "frozenset": lambda parts, resolve: frozenset(_listed(parts, resolve)),
    "OrderedDict": lambda parts, resolve: collections.OrderedDict(_mapped(parts, resolve)),
    "Counter": lambda parts, resolve: collections.Counter(_mapped(parts, resolve)),
    "defaultdict": lambda parts, resolve: collections.defaultdict(None, _mapped(parts, resolve)),
    "deque": lambda parts, resolve: collections.deque(_listed(parts[1:], resolve), parts[0]),
    "range": lambda parts, resolve: _read_range(parts),
    "slice": lambda parts, resolve: slice(*(value(part, resolve) for part in parts)),
    "ellipsis": lambda parts, resolve: ...,
    "notimplemented": lambda parts, resolve: NotImplemented,
    "decimal": lambda parts, resolve: _read_decimal(parts[0]),
    "fraction": lambda parts, resolve: fractions.Fraction(value(parts[0]), value(parts[1])),
    "path": lambda parts, resolve: _read_path(parts[0]),
    "date": lambda parts, resolve: dt.date.fromordinal(parts[0]),
    "datetime": lambda parts, resolve: _read_moment(parts),
    "time": lambda parts, resolve: _read_clock(parts),
    "timedelta": lambda parts, resolve: dt.timedelta(*parts),
}
