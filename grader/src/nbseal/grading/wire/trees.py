"""The core of the wire format: a value as a tree of plain data, and back.

A tree is numbers, texts, bytes and tagged lists; the tag says which kind of value to build. What each kind
looks like is in `python_values`, `arrays`, `tables` and `chart_specs`; `wire` puts them together. Reading
checks everything, because trees come from a process that belongs to the student.
"""

from collections.abc import Callable
from typing import Any

import msgspec

_MOST_DEPTH = 60
TOO_DEEP = "a value that is nested too deeply (or contains itself)"

Tree = Any
"""A value as it is sent."""
Refer = Callable[[Any], Tree | None]
Resolve = Callable[[list[Any]], Any]
Writer = Callable[[Any, Refer | None, int], Tree]
Reader = Callable[[list[Any], Resolve | None], Any]

PLAIN = frozenset({type(None), bool, float, str})
"""Types that are sent as they are."""

WRITERS: dict[type, Writer] = {}
"""By exact type."""

FAMILIES: list[Callable[[Any, Refer | None, int], Tree | None]] = []
"""Tried in order where no exact type fits; each returns None for what it does not know."""

READERS: dict[str, Reader] = {}
"""By tag."""


class WireError(ValueError):
    """Bytes that are not one of our messages; the sender is broken or hostile."""


class NotDataError(TypeError):
    """A value that cannot cross; the message says what it is, as a noun, in words for a student."""


class TooLargeError(NotDataError):
    """A value with more bytes or a deeper nesting than may cross."""


def tree(value: Any, refer: Refer | None = None, depth: int = 0) -> Tree:
    """Return `value` as plain numbers, texts, bytes and tagged lists.

    Parameters
    ----------
    value
        What is sent.
    refer
        Returns what to send in the place of what is not data, or None.
    depth
        How many values there are around this one.

    Raises
    ------
    NotDataError
        If part of it is not data, or it is nested too deeply.
    """
    kind = type(value)
    if kind in PLAIN:
        return value
    if depth > _MOST_DEPTH:
        raise TooLargeError(TOO_DEEP)
    writer = WRITERS.get(kind)
    if writer is not None:
        return writer(value, refer, depth + 1)
    if refer is not None and (reference := refer(value)) is not None:
        return reference
    for family in FAMILIES:
        found = family(value, refer, depth + 1)
        if found is not None:
            return found
    raise NotDataError(_why_not_data(value))


def value(node: Tree, resolve: Resolve | None = None) -> Any:
    """Return the value that `tree` was given."""
    if type(node) is not list:
        if type(node) is dict or isinstance(node, msgspec.msgpack.Ext):
            raise unknown()
        return node
    tag = node[0]
    if tag == "ref":
        if resolve is None:
            raise WireError("a reference where only data may be")
        return resolve(node[1:])
    reader = READERS.get(tag)
    if reader is None:
        raise unknown()
    return reader(node[1:], resolve)


def unknown() -> WireError:
    """Return the error for a message that `tree` never makes."""
    return WireError("a message of a kind that is never sent")


def _why_not_data(value: Any) -> str:
    """Return what a value is that cannot cross, and what to use instead, in words for a student."""
    kind = type(value)
    name = kind.__name__ if isinstance(kind.__name__, str) else "object"
    if name == "generator" or (hasattr(kind, "__next__") and hasattr(kind, "__iter__")):
        return f"a {name}; make it a list"
    if name in ("dict_keys", "dict_values", "dict_items"):
        return f"a {name} view; make it a list"
    if name in ("coroutine", "async_generator"):
        return f"a {name}; await it"
    if name in ("DataFrameGroupBy", "SeriesGroupBy"):
        return f"a {name}; aggregate it into a table first"
    article = "an" if name[:1].lower() in "aeiou" else "a"
    return f"{article} {name}, which is not plain data (a number, text, list, table, chart …)"
