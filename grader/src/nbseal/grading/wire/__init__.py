"""Turn values into bytes and back, so that data, and nothing else, crosses between session and grader.

A value becomes a tree of numbers, texts, bytes and tagged lists (see `trees`), written as MessagePack. There
is no code in it and no class named by the sender. Whatever is not data (functions, classes, modules) goes
through the hooks `refer` and `resolve`.
"""

from typing import Any

import msgspec

from . import arrays, chart_specs, python_values, tables, trees
from .trees import NotDataError, Refer, Resolve, TooLargeError, WireError

_MOST_BYTES = 32_000_000

for _kinds in (python_values, arrays, tables, chart_specs):
    trees.READERS.update(_kinds.READERS)
trees.WRITERS.update(python_values.WRITERS)
trees.FAMILIES[:] = [arrays.tree, tables.tree, chart_specs.tree, python_values.subclass]


def pack(value: Any, refer: Refer | None = None, limit: int = _MOST_BYTES) -> bytes:
    """Return `value` as bytes.

    Parameters
    ----------
    value
        Anything of the kinds that `python_values`, `arrays`, `tables` and `chart_specs` list.
    refer
        Called with what is not data; returns a list `["ref", …]` to send in its place, or None.
    limit
        The most bytes the message may have.

    Raises
    ------
    NotDataError
        If part of it is not data, or it is too large.
    """
    try:
        data = msgspec.msgpack.encode(trees.tree(value, refer))
    except RecursionError as error:
        raise TooLargeError(trees.TOO_DEEP) from error
    except UnicodeEncodeError as error:
        raise NotDataError("a value with text in it that is not valid Unicode") from error
    if len(data) > limit:
        raise TooLargeError(f"too large a value ({len(data):,} bytes; at most {limit:,} can be checked)")
    return data


def unpack(data: bytes, resolve: Resolve | None = None) -> Any:
    """Return the value that `pack` was given.

    Raises
    ------
    WireError
        If the bytes are anything else than what `pack` writes.
    """
    try:
        return trees.value(msgspec.msgpack.decode(data), resolve)
    except WireError:
        raise
    except (Exception, RecursionError) as error:  # noqa: BLE001  # whatever hostile bytes provoke is one error
        raise WireError(f"a message that cannot be read ({type(error).__name__})") from None


__all__ = ["NotDataError", "Refer", "Resolve", "TooLargeError", "WireError", "pack", "unpack"]
