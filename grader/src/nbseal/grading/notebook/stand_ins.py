"""What stands in a check for the student's functions, classes and exceptions, which are no data.

A function of the student's is a stand-in that sends its arguments and returns data. A class of the student's
is an exception of the same name, or nothing. What the check itself hands over (its own functions, modules and
classes of libraries) is sent as a number or a name.
"""

import contextlib
import functools
import importlib
import inspect
import re
import sys
import types
from collections.abc import Callable, Collection
from typing import Any

from ..session import Raised
from ..wire import WireError, unpack

Call = Callable[[int, str, tuple[Any, ...], dict[str, Any]], Any]
"""Calls a function of the session's: its number there, its name, what to call it with."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Modules that a name may stand for when the released notebook itself does not say so.
_MODULES = _words(
    "numpy pandas altair math statistics random datetime time re json copy itertools functools collections "
    "string decimal fractions operator calendar"
)

# Classes of data; no other class may be named, because calling it would run here what the student chose.
_CLASSES = {
    "builtins": _words(
        "bool int float complex str bytes bytearray list tuple dict set frozenset range slice"
    ),
    "collections": _words("OrderedDict Counter defaultdict deque"),
    "datetime": _words("date datetime time timedelta timezone"),
    "decimal": _words("Decimal"),
    "fractions": _words("Fraction"),
    "numpy": _words(
        "ndarray bool int8 int16 int32 int64 uint8 uint16 uint32 uint64 float32 float64 complex128 str_ "
        "datetime64 timedelta64"
    ),
    "pandas": _words(
        "DataFrame Series Index MultiIndex RangeIndex DatetimeIndex Categorical Timestamp Timedelta Period "
        "Interval"
    ),
}

# Where an exception's class may come from.
_ERRORS = frozenset({"builtins", "numpy", "pandas", "json", "decimal", "altair"})

_WORD = re.compile(r"[^\W\d]\w{0,200}")


class ForeignClassError(WireError):
    """Something of the student's own that has no counterpart outside."""


class StandIns:
    """The functions, classes and exceptions that cross between one notebook and its checks.

    Parameters
    ----------
    call
        How to call a function of the session's.

    Attributes
    ----------
    asked_for : collection of str
        The modules for which the name that is asked for stands in the instructor's own notebook.
    """

    def __init__(self, call: Call) -> None:
        self._call = call
        self.asked_for: Collection[str] = ()
        self._by_number: dict[int, Callable[..., Any]] = {}
        self._numbers: dict[Callable[..., Any], int] = {}
        self._handed_over: list[Callable[..., Any]] = []
        self._exceptions: dict[str, type[Exception]] = {}

    def forget(self) -> None:
        """Begin afresh, with another session."""
        self._by_number, self._numbers = {}, {}

    def handed_over(self, number: int) -> Callable[..., Any]:
        """Return the function of the check's with that number.

        Raises
        ------
        WireError
            If none was handed over under it.
        """
        if not 0 <= number < len(self._handed_over):
            raise WireError("a function that was never handed over")
        return self._handed_over[number]

    # ------------------------------------------------------------------------------------------- going out

    def refer(self, value: Any) -> list[Any] | None:
        """Return what to send in the place of what is not data, or None where nothing can be sent."""
        if isinstance(value, types.FunctionType) and value in self._numbers:
            return ["ref", "mine", self._numbers[value]]
        if isinstance(value, types.ModuleType):
            return ["ref", "import", value.__name__, ""]
        if not callable(value):
            return None
        module, name = getattr(value, "__module__", None), getattr(value, "__qualname__", None)
        if isinstance(module, str) and isinstance(name, str) and module != "__main__":
            with contextlib.suppress(AttributeError, KeyError):
                if functools.reduce(getattr, name.split("."), sys.modules[module]) is value:
                    return ["ref", "import", module, name]
        if isinstance(value, type):
            return None
        self._handed_over.append(value)
        return ["ref", "outer", len(self._handed_over) - 1, getattr(value, "__name__", "function")]

    # ------------------------------------------------------------------------------------------- coming in

    def resolve(self, parts: list[Any]) -> Any:
        """Return what stands on this side for something of the student's.

        Raises
        ------
        ForeignClassError
            If nothing does.
        """
        kind = parts[0]
        if kind == "function":
            _, number, name, doc, signature = parts
            if type(number) is int and type(name) is str and (doc is None or type(doc) is str):
                return self._stand_in(number, name[:200], doc, signature)
        if kind == "outer" and type(parts[1]) is int:
            return self.handed_over(parts[1])
        if kind == "module" and type(parts[1]) is str and parts[1] in _MODULES.union(self.asked_for):
            return importlib.import_module(parts[1])
        if kind == "class":
            return self._class(*parts[1:])
        raise ForeignClassError(f"a {str(kind)[:20]} of the notebook's own")

    def exception(self, raised: Raised, limit: str = "") -> Exception:
        """Return the exception to raise on this side for one that a function of the student's raised.

        It carries the student's own lines, and which limit the function has hit, if any (see `outcome`).
        """
        text = raised.text
        if "builtins.Exception" not in raised.bases:
            what = raised.bases[0].removeprefix("builtins.") if raised.bases else "an error"
            text = f"it stopped with {what}"
        kind = self._exception_class(raised.bases)
        if issubclass(kind, (StopIteration, StopAsyncIteration)):
            # A loop over the function's results would take it for the end, and check no more (as PEP 479).
            text, kind = f"it raised {kind.__name__}", RuntimeError
        error = kind.__new__(kind)
        error.args = (text,)
        error.student_lines = raised.lines  # type: ignore[attr-defined]
        error.limit = limit  # type: ignore[attr-defined]
        return error

    def _stand_in(self, number: int, name: str, doc: str | None, signature: Any) -> Callable[..., Any]:
        if number in self._by_number:
            return self._by_number[number]

        def stand_in(*arguments: Any, **keywords: Any) -> Any:
            return self._call(number, name, arguments, keywords)

        stand_in.__name__ = stand_in.__qualname__ = name
        stand_in.__doc__ = doc
        stand_in.__module__ = "__main__"
        with contextlib.suppress(TypeError, ValueError, KeyError):
            stand_in.__signature__ = _signature(signature)  # type: ignore[attr-defined]
        self._by_number[number] = stand_in
        self._numbers[stand_in] = number
        return stand_in

    def _class(self, module: Any, name: Any, number: Any, bases: Any) -> type:
        if type(module) is str and type(name) is str and name in _CLASSES.get(module, ()):
            found = getattr(sys.modules.get(module), name, None)
            if isinstance(found, type):
                return found
        if type(bases) is list and "builtins.Exception" in bases:
            return self._exception_class([str(base)[:300] for base in bases[:20]])
        whose = "the notebook's own" if module == "__main__" else str(module)[:50]
        raise ForeignClassError(f"a class of {whose} ({str(name)[:50]})")

    def _exception_class(self, bases: list[str]) -> type[Exception]:
        """Return the class of that name on this side, or a new one for a class of the student's own."""
        if "builtins.Exception" not in bases:
            return RuntimeError
        first, *others = bases
        if first in self._exceptions:
            return self._exceptions[first]
        module, _, name = first.rpartition(".")
        found = getattr(sys.modules.get(module), name, None) if module.split(".")[0] in _ERRORS else None
        # These two cannot be made without what they are about.
        unfit = (UnicodeError, BaseExceptionGroup)
        if isinstance(found, type) and issubclass(found, Exception) and not issubclass(found, unfit):
            return found
        parent = self._exception_class(others) if others else Exception
        word = name if _WORD.fullmatch(name) else "StudentError"
        self._exceptions[first] = type(word, (parent,), {"__module__": "__main__"})
        return self._exceptions[first]


def _signature(parameters: Any) -> inspect.Signature:
    made = []
    for name, kind, has_default, packed in parameters:
        default = inspect.Parameter.empty if not has_default else ... if packed is None else unpack(packed)
        made.append(inspect.Parameter(name, inspect._ParameterKind(kind), default=default))
    return inspect.Signature(made)
