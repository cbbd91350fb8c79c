"""Find out whether a function has changed an argument that it was called with."""

import contextlib
from collections.abc import Callable
from typing import Any

from .. import wire

Pack = Callable[[Any], bytes]


def snapshot(argument: Any, pack: Pack) -> Any:
    """Return what an argument holds before a call, or None where it cannot be changed.

    Of a table it is a copy that shares its memory: whoever writes to one of the two gets new memory.
    """
    if _is_pandas(argument):
        return argument.copy(deep=False)
    if isinstance(argument, (list, dict, set, bytearray)) or type(argument).__module__ == "numpy":
        with contextlib.suppress(wire.NotDataError):
            return pack(argument)
    return None


def is_unchanged(argument: Any, before: Any, pack: Pack) -> bool:
    """Return whether an argument holds after a call what it held before.

    Parameters
    ----------
    argument
        The argument.
    before
        Its `snapshot`.
    pack
        Returns a value as bytes.
    """
    if not _is_pandas(argument):
        try:
            return bool(pack(argument) == before)
        except wire.NotDataError:
            return True
    mine, kept = argument._mgr, before._mgr
    if len(mine.blocks) != len(kept.blocks):
        return False
    blocks = zip(mine.blocks, kept.blocks, strict=True)
    if not all(_same_memory(one.values, other.values) for one, other in blocks):
        return False
    axes = zip(mine.axes, kept.axes, strict=True)
    return all(one is other or one.identical(other) for one, other in axes)


def _same_memory(one: Any, other: Any) -> bool:
    # What is inside texts and dates, inside categories, inside nullable numbers.
    for part in ("_ndarray", "_codes", "_data"):
        one, other = getattr(one, part, one), getattr(other, part, other)
    if not hasattr(one, "__array_interface__") or not hasattr(other, "__array_interface__"):
        return one is other
    return bool(one.__array_interface__ == other.__array_interface__)


def _is_pandas(argument: Any) -> bool:
    package = type(argument).__module__.partition(".")[0]
    return package == "pandas" and type(argument).__name__ in ("DataFrame", "Series")
