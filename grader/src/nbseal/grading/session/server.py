"""The session's side of a session: run cells, hand out values and call functions, as the grader asks.

It runs in the student's process, where student code can change all of it; nothing that it answers is trusted.

Requests and replies are lists of plain data (see `session` for the other side)::

    ["file", path, bytes]                 -> ["done"]
    ["files"]                             -> ["files", [[path, bytes], …], paths gone, paths left out]
    ["run", code, label, skipped]         -> ["ran", outputs]
    ["names"]                             -> ["names", [name, …]]
    ["get", name]                         -> ["value", packed] | ["absent"] | ["not-data", why]
    ["set", name, packed] / ["del", name] -> ["done"]
    ["call", number, packed arguments, packed surroundings]
                                          -> ["value", packed, changed, printed] | ["not-data", why]
                                             | ["raised", bases, text, lines, changed, printed]

What `run` and `call` answer ends with whether files of the working folder have changed.

Within what is packed, a reference stands for what is not data. Out go ["ref", "function", number, name, doc,
signature], ["ref", "class", module, name, number, bases] and ["ref", "module", name]. In come ["ref", "mine",
number] for a function of the notebook's, ["ref", "import", module, name] and, for a function of the check's,
["ref", "outer", number, name], which goes back as ["ref", "outer", number].

While a function runs it may call back what the check handed it: ["callback", number, packed arguments] goes
out, and ["value", packed] or ["raised", name, text] comes back.
"""

import builtins
import contextlib
import importlib
import inspect
import random
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .. import wire
from ..sandbox import import_path
from .arguments import is_unchanged, snapshot
from .channel import Channel
from .exception_report import base_names, message, student_lines
from .notebook_shell import OUTPUTS, Shell
from .work_folder import WorkFolder

_ABSENT = object()
_MOST_NAMES = 10_000
_MOST_DEFAULT_BYTES = 10_000


class SessionServer:
    """Answers the grader's requests in the student's process.

    Parameters
    ----------
    channel
        Where the grader asks.
    shell
        Where cells are run.
    output_budget
        How many characters one cell may show.
    most_bytes
        The most bytes that one value may have.
    """

    def __init__(self, channel: Channel, shell: Shell, output_budget: int, most_bytes: int) -> None:
        self._channel = channel
        self._shell = shell
        self._budget = output_budget
        self._most_bytes = most_bytes
        self._folder = WorkFolder()
        self._numbered: list[Any] = []  # functions and classes, which the grader knows by their places
        self._numbers: dict[int, int] = {}  # these numbers, by id()

    def serve(self) -> None:
        """Answer until the grader goes away."""
        while True:
            self.answer(self._channel.receive())

    def answer(self, request: list[Any]) -> None:
        """Do what one request asks and send the reply."""
        try:
            reply = self._answer(request)
        except KeyboardInterrupt:
            reply = ["raised", ["builtins.KeyboardInterrupt"], "it took too long", [], [], ""]
        except wire.NotDataError as error:
            reply = ["not-data", str(error)]
        except BaseException as error:  # noqa: BLE001  # student code may raise anything anywhere
            reply = ["not-data", f"something that cannot be read ({type(error).__name__})"]
        self._channel.send(reply)

    def _answer(self, request: list[Any]) -> list[Any]:
        name, *arguments = request
        if name == "run":
            code, label, skipped = arguments
            shown = plain(self._shell.run(code, label, self._budget, skipped))
            return ["ran", shown, self._folder.is_changed()]
        if name == "get":
            value = self._shell.user_ns.get(arguments[0], _ABSENT)
            return ["absent"] if value is _ABSENT else ["value", self._pack(value)]
        if name == "set":
            self._shell.user_ns[arguments[0]] = self._unpack(arguments[1])
            return ["done"]
        if name == "del":
            self._shell.user_ns.pop(arguments[0], None)
            return ["done"]
        if name == "call":
            return [*self._call(*arguments), self._folder.is_changed()]
        if name == "names":
            return ["names", [str(name)[:200] for name in list(self._shell.user_ns)[:_MOST_NAMES]]]
        if name == "file":
            path = Path(arguments[0])
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(arguments[1])
            self._folder.know(arguments[0])
            import_path.forget(import_path.own_modules([arguments[0]]) & self._shell.preloaded)
            return ["done"]
        if name == "files":
            return ["files", *self._folder.changes(self._most_bytes)]
        return ["not-data", "an unknown request"]

    def _call(self, number: int, packed: bytes, around: bytes) -> list[Any]:
        function = self._numbered[number]
        arguments, keywords = self._unpack(packed)
        given = {**dict(enumerate(arguments)), **keywords}
        before = {key: kept for key, it in given.items() if (kept := snapshot(it, self._pack)) is not None}
        OUTPUTS.begin(self._budget)
        try:
            with _surrounded(self._unpack(around)):
                result = function(*arguments, **keywords)
        except BaseException as error:  # noqa: BLE001  # what a student's function raises is an answer
            told = [base_names(type(error)), message(error), student_lines(error)]
            return ["raised", *told, self._changes(given, before), _printed()]
        return ["value", self._pack(result), self._changes(given, before), _printed()]

    def _changes(self, given: dict[Any, Any], before: dict[Any, Any]) -> list[list[Any]]:
        """Return the arguments that are not what they were, by position or name, packed."""
        changed = [key for key, kept in before.items() if not is_unchanged(given[key], kept, self._pack)]
        return [[key, self._pack(given[key])] for key in changed]

    # ------------------------------------------------------------------ what is not data crosses by number

    def _pack(self, value: Any) -> bytes:
        return wire.pack(value, self._refer, self._most_bytes)

    def _unpack(self, data: bytes) -> Any:
        return wire.unpack(data, self._resolve)

    def _refer(self, value: Any) -> list[Any] | None:
        """Return what is sent in the place of a value that is not data, or None if nothing can be."""
        if isinstance(value, _Callback):
            return ["ref", "outer", value.number]
        if isinstance(value, types.ModuleType):
            return ["ref", "module", value.__name__]
        if isinstance(value, type):
            return [
                "ref",
                "class",
                value.__module__,
                value.__qualname__,
                self._number(value),
                base_names(value),
            ]
        if callable(value) and not _is_own_object(value):
            name = getattr(value, "__name__", "function")
            return ["ref", "function", self._number(value), str(name), _doc(value), self._signature(value)]
        return None

    def _signature(self, value: Any) -> list[Any] | None:
        """Return the parameters, or None where they are not known.

        Each is its name, its kind, whether it has a default, and that packed, if it is plain data.
        """
        try:
            parameters = list(inspect.signature(value).parameters.values())[:100]
        except (TypeError, ValueError):
            return None
        return [
            [str(it.name), int(it.kind), it.default is not it.empty, self._default(it.default)]
            for it in parameters
        ]

    def _default(self, value: Any) -> bytes | None:
        if value is inspect.Parameter.empty:
            return None
        try:
            return wire.pack(value, limit=_MOST_DEFAULT_BYTES)
        except wire.NotDataError:
            return None

    def _number(self, value: Any) -> int:
        """Return the number by which the grader knows a function or a class."""
        number = self._numbers.get(id(value))
        if number is None:
            number = self._numbers[id(value)] = len(self._numbered)
            self._numbered.append(value)  # kept for good, so that no other object can take its id
        return number

    def _resolve(self, parts: list[Any]) -> Any:
        """Return what the grader means by a reference."""
        kind = parts[0]
        if kind == "mine":
            return self._numbered[parts[1]]
        if kind == "import":
            found = importlib.import_module(parts[1])
            for name in parts[2].split(".") if parts[2] else ():
                found = getattr(found, name)
            return found
        if kind == "outer":
            return _Callback(self, parts[1], parts[2])
        raise wire.WireError("an unknown reference")


class _Callback:
    """A stand-in, in the student's process, for a function of a check's."""

    def __init__(self, server: SessionServer, number: int, name: str) -> None:
        self._server = server
        self.number = number
        self.__name__ = name

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        server = self._server
        server._channel.send(["callback", self.number, server._pack((arguments, keywords))])
        reply = server._channel.receive()
        while reply[0] not in ("value", "raised"):  # the check's function uses one of the notebook's in turn
            server.answer(reply)
            reply = server._channel.receive()
        if reply[0] == "value":
            return server._unpack(reply[1])
        kind = getattr(builtins, str(reply[1]), None)
        if not (isinstance(kind, type) and issubclass(kind, Exception)):
            kind = RuntimeError
        raise kind(reply[2])


def _is_own_object(value: Any) -> bool:
    """Return whether a value that can be called is an object of a class that the notebook defines."""
    return (
        not isinstance(
            value, (types.FunctionType, types.BuiltinFunctionType, types.MethodType, types.MethodWrapperType)
        )
        and not hasattr(value, "__wrapped__")
        and type(value).__module__ == "__main__"
    )


def _doc(value: Any) -> str | None:
    doc = getattr(value, "__doc__", None)
    return doc[:5000] if isinstance(doc, str) else None


@contextlib.contextmanager
def _surrounded(around: dict[str, Any]) -> Iterator[None]:
    """Have a function find what the check that calls it has set: an `input`, the state of a generator."""
    given, real = around.get("input"), builtins.input
    for name, state in around.get("random", {}).items():
        if name == "numpy":
            importlib.import_module("numpy").random.set_state(state)
        else:
            random.setstate(state)
    if given is not None:
        builtins.input = given
    try:
        yield
    finally:
        if given is not None:
            builtins.input = real


def _printed() -> str:
    return "".join(str(it["text"]) for it in OUTPUTS.shown if it["output_type"] == "stream")


def plain(value: Any, depth: int = 0) -> Any:
    """Return outputs as what MessagePack can write, whatever a display method gave."""
    if value is None or type(value) in (bool, int, float, str, bytes):
        return value if type(value) is not int or -(2**63) <= value < 2**63 else str(value)
    if depth > 50:
        return "..."
    if isinstance(value, dict):
        return {str(key): plain(item, depth + 1) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item, depth + 1) for item in value]
    return str(value)
