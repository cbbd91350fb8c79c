"""Run tests outside the student's session, on data that comes from it.

A test cell is the instructor's code and runs in a process that never holds an object of the student's. Names
that it does not bind itself come from the session: data as data, functions as stand-ins that send their
arguments and return the result. Binding or deleting a name of the student's reaches the session (tests that
check that one function calls another do this); no other name does, so that no expected value gets there.
"""

import ast
import builtins
import contextlib
import importlib
import io
import signal
import sys
import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from ...errors import SandboxError
from .. import wire
from ..session import DiedError, Raised, Session, TooSlowError
from .evidence import Evidence
from .outcome import Outcome, failed, judged
from .stand_ins import ForeignClassError, StandIns

_PRINTED = 20_000  # characters of what a check printed that are kept


class _Halt(BaseException):
    """Ends a check; not an Exception, so that a check's own `except Exception` does not swallow it."""


class Names(dict[str, Any]):
    """The names a test sees: its own, the released notebook's imports, and the student's."""

    def __init__(self, checks: "Checks") -> None:
        super().__init__()
        self._checks = checks

    def __missing__(self, name: str) -> Any:
        return self._checks.look_up(name)

    def __delitem__(self, name: str) -> None:
        bound = self.bound(name)
        self._checks.forget(name, own=bound)
        if bound:
            super().__delitem__(name)

    def __contains__(self, name: object) -> bool:
        """Say whether there is such a name, for tests that ask ``"total" in globals()``."""
        return self.bound(name) or (isinstance(name, str) and self._checks.knows(name))

    def get(self, name: str, default: Any = None) -> Any:
        """Return what a name stands for, or `default`."""
        try:
            return self[name]
        except KeyError:
            return default

    def bound(self, name: object) -> bool:
        """Say whether the check has bound a name itself."""
        return dict.__contains__(self, name)


class Checks:
    """Runs the tests of one notebook against its session.

    Parameters
    ----------
    session
        Where the student's cells have run.
    imports
        What the released notebook imports: name to (module, attribute or None).
    students
        Names that the released notebook's other cells bind; those belong to the student.
    seconds
        Wall clock for one check.
    """

    def __init__(
        self,
        session: Session,
        imports: Mapping[str, tuple[str, str | None]],
        students: frozenset[str],
        seconds: float,
    ) -> None:
        self.names = Names(self)
        self._imports = imports
        self._known = students
        self._seconds = seconds
        self._fetched: set[str] = set()
        self._brought: set[str] = set()
        self._values: dict[str, Any] = {}
        self._pushed: dict[str, Any] = {}
        self._foreign = StandIns(self._call)
        self._evidence = Evidence("", ast.Module([], []))
        # Bound right away, because a name that is missing takes ten times as long to find.
        self.names.update({k: v for k, v in vars(builtins).items() if k not in students and k[0] != "_"})
        self._halted: str | None = None
        self._broken: SandboxError | None = None
        self.attach(session)

    def attach(self, session: Session) -> None:
        """Go on with another session, in which the same cells have run."""
        self._session = session
        self._shared: dict[str, Any] = {}
        session.on_callback = self._called_back
        self._foreign.forget()
        self._values = {}

    # ------------------------------------------------------------------------------------- running a check

    def run(self, code: str, label: str) -> Outcome:
        """Run one test cell.

        Raises
        ------
        SandboxError
            If the sandbox has failed, so that nothing can be said of the check.
        """
        self._halted = None
        printed = io.StringIO()
        self.names["__builtins__"] = builtins
        self.names["__name__"] = "__main__"
        self.names["display"] = _show_nothing
        try:
            tree = ast.parse(code, f"<{label}>")
        except SyntaxError as error:
            why = f"The check itself cannot be read ({error.msg}); with magics, it has to run inside."
            return Outcome("stopped", message=why, line=error.lineno)
        self._evidence = Evidence(label, tree)
        self._brought |= imported_names(tree)
        body, last = _compiled(tree, label, shown=not code.rstrip().endswith(";"))
        try:
            with (
                contextlib.redirect_stdout(printed),
                contextlib.redirect_stderr(io.StringIO()),
                self._alarm(),
            ):
                exec(body, self.names)
                value = eval(last, self.names) if last is not None else None
                self._push()
                outcome = judged(value)
        except _Halt:
            outcome = Outcome("stopped", message=self._halted or "The check was stopped.")
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001  # whatever ends a check is its outcome
            outcome = failed(error, label)
            if not outcome.error:
                outcome = replace(outcome, gave=self._evidence.of(error, self.names))
        self._tidy()
        if self._broken is not None:
            raise self._broken
        if self._halted is not None:  # even where the check caught it
            outcome = Outcome("stopped", message=self._halted, line=outcome.line)
        return replace(outcome, printed=printed.getvalue()[:_PRINTED])

    @contextlib.contextmanager
    def _alarm(self) -> Iterator[None]:
        def ring(*_: object) -> None:
            self._session.abandon("was ended because a check took too long")
            self._halt(f"The check did not end within {self._seconds:.0f} seconds.")

        before = signal.signal(signal.SIGALRM, ring)
        signal.setitimer(signal.ITIMER_REAL, self._seconds + 5)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)

    def _halt(self, why: str) -> None:
        self._halted = self._halted or why
        raise _Halt(why)

    def _tidy(self) -> None:
        """Leave the student's names to the session, and settle what the check has bound."""
        if self._halted is None:
            with contextlib.suppress(_Halt):
                self._push()
        for name in (self._known | self._fetched) & self.names.keys():
            if name in self._pushed:
                dict.__delitem__(self.names, name)
        self._pushed.clear()
        self._values.clear()

    # --------------------------------------------------------------------------------------------- names

    def look_up(self, name: str) -> Any:
        """Return what a name stands for that the check has not bound itself."""
        if name in self._imports:
            module, attribute = self._imports[name]
            found = importlib.import_module(module)
            dict.__setitem__(self.names, name, found if attribute is None else getattr(found, attribute))
            return dict.__getitem__(self.names, name)
        if name.startswith("__") or name == "get_ipython":
            raise KeyError(name)
        if name not in self._values:
            self._push()
            packed = self._ask(f"`{name}`", lambda: self._session.get(name))
            if packed is None:
                raise KeyError(name)
            self._fetched.add(name)
            self._values[name] = self._unpacked(packed, f"`{name}` is")
        value = self._values[name]
        if not callable(value):
            self._evidence.add(f"`{name}` is", value)
        return value

    def knows(self, name: str) -> bool:
        """Say whether the released notebook imports a name, or the session has it."""
        if name in self._imports or name in self._values:
            return True
        self._push()
        try:
            return self._session.get(name) is not None
        except wire.NotDataError:
            return True
        except (DiedError, SandboxError):
            return bool(self._ask(f"`{name}`", lambda: self._session.get(name)))

    def forget(self, name: str, *, own: bool) -> None:
        """Delete a name of the student's in the session."""
        if own and name not in self._known | self._fetched:
            return
        self._push()
        if not own and self._ask(f"`{name}`", lambda: self._session.get(name)) is None:
            raise KeyError(name)
        self._fetched.add(name)
        self._values.pop(name, None)
        self._pushed.pop(name, None)
        self._ask(f"`{name}`", lambda: self._session.delete(name))

    def _push(self) -> None:
        """Send what the check has bound to names of the student's, and what it imports.

        Students may rely on what a test imports, as it is there when they run their notebook themselves.
        """
        for name in self._brought & self.names.keys():
            value = dict.__getitem__(self.names, name)
            if self._shared.get(name) is value or not isinstance(value, types.ModuleType | type | Callable):
                continue
            reference = self._foreign.refer(value)
            if reference is not None and reference[1] == "import":
                self._shared[name] = value
                self._set(name, wire.pack(value, self._foreign.refer))
        for name in (self._known | self._fetched) & self.names.keys():
            value = dict.__getitem__(self.names, name)
            if name in self._pushed and self._pushed[name] is value:
                continue
            try:
                packed = wire.pack(value, self._foreign.refer)
            except wire.NotDataError:
                continue
            self._pushed[name] = value
            self._values.pop(name, None)
            self._set(name, packed)

    def _set(self, name: str, packed: bytes) -> None:
        self._ask(f"`{name}`", lambda: self._session.set(name, packed))

    def _ask(self, what: str, request: Callable[[], Any], verb: str = "is") -> Any:
        try:
            return request()
        except wire.NotDataError as error:
            self._halt(f"{what} {verb} {error}.")
        except TooSlowError as error:
            self._halt(f"{what} {error}.")
        except DiedError as error:
            self._halt(f"The notebook's session {error}.")
        except SandboxError as error:
            self._broken = error
            self._halt(str(error))

    def _unpacked(self, packed: bytes, what: str) -> Any:
        try:
            return wire.unpack(packed, self._foreign.resolve)
        except ForeignClassError as error:
            self._halt(f"{what} {error}, which only a check that runs inside the notebook can use.")
        except wire.WireError as error:
            self._halt(f"{what} {error}.")

    # ------------------------------------------------------------------------------------------ functions

    def _call(self, number: int, name: str, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> Any:
        self._push()
        try:
            packed = wire.pack((arguments, keywords), self._foreign.refer)
        except wire.NotDataError as error:
            self._halt(f"The check hands `{name}` {error}; it has to run inside the notebook.")
        self._values.clear()  # the call may change anything
        given: dict[Any, Any] = {**dict(enumerate(arguments)), **keywords}
        try:
            answer = self._ask(
                f"`{name}`", lambda: self._session.call(number, packed, self._seconds), "returned"
            )
        except Raised as raised:
            sys.stdout.write(raised.printed)
            self._changed(given, raised.changed, name)
            raise self._foreign.exception(raised, self._session.limits.hit(*raised.short)) from None
        sys.stdout.write(answer.printed)
        self._changed(given, answer.changed, name)
        result = self._unpacked(answer.packed, f"`{name}` returned")
        self._evidence.add_call(name, arguments, keywords, result)
        return result

    def _changed(self, given: dict[Any, Any], changed: list[tuple[Any, bytes]], name: str) -> None:
        """Do to a call's arguments what the student's function has done to its copies of them."""
        for key, packed in changed:
            if key in given:
                _overwrite(given[key], self._unpacked(packed, f"`{name}` left"))

    def _called_back(self, number: int, packed: bytes) -> list[Any]:
        """Run a function of the check's that the student's code calls."""
        try:
            arguments, keywords = wire.unpack(packed, self._foreign.resolve)
            result = self._foreign.handed_over(number)(*arguments, **keywords)
            return ["value", wire.pack(result, self._foreign.refer)]
        except Exception as error:  # noqa: BLE001  # it goes back to the student's code, as any exception
            return ["raised", type(error).__name__, str(error)[:2000]]


def imported_names(tree: ast.Module) -> set[str]:
    """Return the names that a cell's own import statements bind."""
    statements = [it for it in tree.body if isinstance(it, (ast.Import, ast.ImportFrom))]
    aliases = [alias for it in statements for alias in it.names]
    return {alias.asname or alias.name.partition(".")[0] for alias in aliases}


def _show_nothing(*_: Any, **__: Any) -> None:
    """Stand in for `display` in a check."""


def _compiled(tree: ast.Module, label: str, *, shown: bool) -> tuple[types.CodeType, types.CodeType | None]:
    """Return a cell's statements and, apart, its last line where that is an expression that is shown."""
    body, last = list(tree.body), None
    if body and isinstance(final := body[-1], ast.Expr) and shown:
        last = compile(ast.Expression(final.value), f"<{label}>", "eval")
        body.pop()
    return compile(ast.Module(body, []), f"<{label}>", "exec"), last


def _overwrite(argument: Any, after: Any) -> None:
    """Give an argument, in place, what the student's function has made of it."""
    if type(argument) is not type(after):
        return
    if isinstance(argument, (list, bytearray)):
        argument[:] = after
    elif isinstance(argument, (dict, set)):
        argument.clear()
        argument.update(after)
    elif hasattr(argument, "_update_inplace"):  # a DataFrame or Series
        argument._update_inplace(after)
    elif getattr(argument, "shape", None) == getattr(after, "shape", ()) and argument.dtype == after.dtype:
        argument[...] = after
