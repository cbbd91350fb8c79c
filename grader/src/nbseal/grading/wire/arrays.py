"""How numpy's arrays and numbers cross between a session and the grader: as type, shape and bytes.

A library that this process has not imported is not imported here: what is not loaded cannot occur.
"""

import re
import sys
from typing import Any

from . import trees
from .trees import NotDataError, Reader, Refer, Resolve, TooLargeError, Tree, WireError

MOST_LENGTH = 20_000_000
"""The most elements an array or an index may have."""

_DTYPE = re.compile(r"[<>|=]?([?biufcSU]\d{1,5}|[Mm]8(\[(\d{1,6})?[A-Za-z]{1,2}\])?)", re.ASCII)


def tree(value: Any, refer: Refer | None, depth: int) -> Tree | None:
    """Return an array or a number of numpy's as a tagged list, or None if it is neither.

    Parameters
    ----------
    value, refer, depth
        As in `trees.tree`.
    """
    np = sys.modules.get("numpy")
    if np is None:
        return None
    if isinstance(value, np.ndarray):
        return array(np.asarray(value), refer, depth)
    if isinstance(value, np.generic):
        return ["scalar", *array(np.asarray(value), refer, depth)[1:]]
    if isinstance(value, np.dtype):
        return ["dtype", value.str]
    return None


def array(given: Any, refer: Refer | None, depth: int) -> list[Any]:
    """Return an array as a tagged list.

    Parameters
    ----------
    given, refer, depth
        As in `trees.tree`.
    """
    if given.dtype.kind == "O":
        items = [trees.tree(item, refer, depth) for item in given.ravel().tolist()]
        return ["array", "O", list(given.shape), items]
    if given.dtype.kind == "T":  # numpy's own strings of any length
        return ["array", "T", list(given.shape), [str(item) for item in given.ravel().tolist()]]
    if not _DTYPE.fullmatch(given.dtype.str):
        raise NotDataError(f"a numpy array of {given.dtype}, which cannot be checked")
    if given.size > MOST_LENGTH:
        raise TooLargeError(f"an array of {given.size:,} elements; at most {MOST_LENGTH:,} can cross")
    return ["array", given.dtype.str, list(given.shape), given.tobytes()]


def read_array(parts: list[Any], resolve: Resolve | None) -> Any:
    """Return the array that `array` was given (its parts after the tag)."""
    import numpy as np

    kind, shape, content = parts
    length = 1
    for size in shape:
        if type(size) is not int or not 0 <= size <= MOST_LENGTH:
            raise WireError("an array of an impossible shape")
        length *= size
    if len(shape) > 16 or length > MOST_LENGTH:
        raise WireError("an array of an impossible shape")
    if kind in ("O", "T"):
        if length != len(content):
            raise WireError("an array with the wrong number of elements")
        objects = np.empty(length, dtype=object)
        for i, item in enumerate(content):
            objects[i] = trees.value(item, resolve)
        objects = objects.reshape(shape)
        return objects if kind == "O" else objects.astype(np.dtypes.StringDType())
    dtype = read_dtype(kind)
    if type(content) is not bytes or len(content) != length * dtype.itemsize:
        raise WireError("an array with the wrong number of bytes")
    return np.frombuffer(content, dtype=dtype).reshape(shape).copy()


def read_dtype(text: Any) -> Any:
    """Return the type of that name, one of those without objects or fields."""
    import numpy as np

    if type(text) is not str or not _DTYPE.fullmatch(text):
        raise WireError("an array of an unknown type")
    return np.dtype(text)


def _read_scalar(parts: list[Any], resolve: Resolve | None) -> Any:
    found = read_array(parts, resolve)
    if found.shape != ():
        raise WireError("a number that is an array")
    return found[()]


READERS: dict[str, Reader] = {
    "array": read_array,
    "scalar": _read_scalar,
    "dtype": lambda parts, resolve: read_dtype(parts[0]),
}
