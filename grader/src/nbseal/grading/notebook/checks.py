"""Run checks outside the student's session, on data that comes from it.

A check is the instructor's code and runs in a process that never holds an object of the student's. Names that
it does not bind itself come from the session: data as data, functions as stand-ins that send their arguments
and return the result (see `check_names`, `bridge` and `stand_ins`).
"""

import ast
import builtins
import contextlib
import io
import signal
import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ...course import notebooks
from ...course.notebook_names import NotebookNames
from .. import wire
from ..session import Raised, Session
from .bridge import Bridge, Halt
from .check_names import CheckNames
from .compiled_check import CompiledCheck, compiled
from .evidence import Evidence
from .outcome import Outcome, is_the_students, outcome_of_error, outcome_of_value
from .shared_files import SharedFiles
from .stand_ins import StandIns
from .surroundings import Surroundings

_PRINTED = 20_000  # characters of what a check printed that are kept


class CheckRunner:
    """Runs the checks of one notebook against its session.

    Parameters
    ----------
    session
        Where the student's cells have run.
    names
        What the released notebook imports, and what its other cells bind, which belongs to the student.
    seconds
        Wall clock for one check.
    files
        What lies beside the notebook, where the checks run; None if nothing does.
    words
        Those in the student's cells: of what a check has bound where students can read it, the session gets
        what is among them.
    """

    def __init__(
        self,
        session: Session,
        names: NotebookNames,
        seconds: float,
        files: SharedFiles | None = None,
        words: frozenset[str] = frozenset(),
    ) -> None:
        self._seconds, self._files, self._words = seconds, files, words
        self._stand_ins = StandIns(self._call)
        self._bridge = Bridge(session, self._stand_ins)
        self._names = CheckNames(self._bridge, self._stand_ins, names)
        self._surroundings = Surroundings("")
        self._unseen: set[str] = set()  # names that checks have bound where no student can read it
        self.attach(session)

    def attach(self, session: Session) -> None:
        """Go on with another session, in which the same cells have run."""
        self._bridge.session = session
        session.on_callback = self._called_back
        self._stand_ins.forget()
        self._names.new_session()

    def cell_has_run(self, code: str) -> None:
        """Note that a cell of the student's has run: what it binds comes before what a check has bound."""
        if held := self._names.held():
            with contextlib.suppress(SyntaxError):
                self._names.leave(held & notebooks.bound_names(ast.parse(code)))

    # ------------------------------------------------------------------------------------- running a check

    def run(self, code: str, label: str, seen_lines: int = 0) -> Outcome:
        """Run one check, and return how it ended.

        Parameters
        ----------
        code
            Its source.
        label
            What to call it.
        seen_lines
            How many lines of it, from the first one on, students see in the release.

        Raises
        ------
        SandboxError
            If the sandbox has failed, so that nothing can be said of the check.
        """
        self._bridge.halted = None
        printed = io.StringIO()
        self._names["__builtins__"] = builtins
        self._names["__name__"] = "__main__"
        self._names["display"] = _show_nothing
        try:
            parts = compiled(code, label, seen_lines)
        except SyntaxError as error:
            why = f"The check itself cannot be read ({error.msg}); with magics, it has to run inside."
            return Outcome("stopped", message=why, line=error.lineno)
        self._names.evidence = Evidence(label, parts.tree)
        self._names.add_imports(parts.imported)
        self._surroundings = Surroundings(code)
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(io.StringIO()):
            outcome = self._executed(parts, label)
        self._names.end_check()
        self._surroundings.restore()
        if self._bridge.broken is not None:
            raise self._bridge.broken
        if self._bridge.halted is not None:  # even where the check caught it
            outcome = Outcome("stopped", message=self._bridge.halted, line=outcome.line)
        return replace(outcome, printed=printed.getvalue()[:_PRINTED])

    def _executed(self, parts: CompiledCheck, label: str) -> Outcome:
        try:
            with self._alarm():
                if self._files is not None:
                    self._files.prepare(parts.code, self._bridge.session)
                try:
                    exec(parts.seen, self._names)
                finally:
                    self._names.show(self._shown(parts) & self._words)
                exec(parts.rest, self._names)
                value = eval(parts.last, self._names) if parts.last is not None else None
                self._names.send()
                return outcome_of_value(value)
        except Halt:
            return Outcome("stopped", message=self._bridge.halted or "The check was stopped.")
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001  # whatever ends a check is its outcome
            outcome = outcome_of_error(error, label)
            if self._is_not_the_students(error):
                return replace(outcome, ended="stopped")
            if outcome.error:
                return outcome
            return replace(outcome, gave=self._names.evidence.of(error, self._names))

    def _shown(self, parts: CompiledCheck) -> set[str]:
        """Return the names whose values students can work out from what they see of this check and others."""
        self._unseen |= parts.unseen
        derived = parts.shown if parts.used & self._unseen else set()
        self._unseen |= derived
        return parts.shown - derived

    def _is_not_the_students(self, error: BaseException) -> bool:
        """Return whether a check failed for want of what is not here, though it may be elsewhere."""
        if is_the_students(error):
            return False
        if isinstance(error, FileNotFoundError):
            return self._files is None or self._files.explains(str(error.filename or "/"))
        return isinstance(error, ImportError)

    @contextlib.contextmanager
    def _alarm(self) -> Iterator[None]:
        """Halt the check where it takes too long, and end the session that it may be waiting for."""

        def ring(*_: object) -> None:
            self._bridge.session.abandon("was ended because a check took too long")
            self._bridge.halt(f"The check did not end within {self._seconds:.0f} seconds.")

        before = signal.signal(signal.SIGALRM, ring)
        signal.setitimer(signal.ITIMER_REAL, self._seconds + 5)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)

    # ------------------------------------------------------------------------------------------ functions

    def _call(self, number: int, name: str, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> Any:
        """Call a function of the student's, for its stand-in."""
        self._names.send()
        try:
            packed = self._bridge.pack((arguments, keywords))
        except wire.NotDataError as error:
            self._bridge.halt(f"The check hands `{name}` {error}; it has to run inside the notebook.")
        self._names.forget_values()
        given: dict[Any, Any] = {**dict(enumerate(arguments)), **keywords}
        session = self._bridge.session
        around = self._bridge.pack(self._surroundings.taken())
        if self._files is not None:
            self._files.hand_over(given.values(), session)
        try:
            answer = self._bridge.ask(
                f"`{name}`", lambda: session.call(number, packed, self._seconds, around), "returned"
            )
        except Raised as raised:
            sys.stdout.write(raised.printed)
            self._change(given, raised.changed, name)
            raise self._stand_ins.exception(raised, session.limits.hit(*raised.short)) from None
        sys.stdout.write(answer.printed)
        if self._files is not None:
            self._files.update(session)
        self._change(given, answer.changed, name)
        result = self._bridge.unpack(answer.packed, f"`{name}` returned")
        self._names.evidence.add_call(name, arguments, keywords, result)
        return result

    def _change(self, given: dict[Any, Any], changed: list[tuple[Any, bytes]], name: str) -> None:
        """Do to a call's arguments what the student's function has done to its copies of them.

        Parameters
        ----------
        given
            The arguments, by position or name.
        changed
            Which of them the function has changed, with what is in them now.
        name
            The function's name.
        """
        for key, packed in changed:
            if key in given:
                _overwrite(given[key], self._bridge.unpack(packed, f"`{name}` left"))

    def _called_back(self, number: int, packed: bytes) -> list[Any]:
        """Run a function of the check's that the student's code calls."""
        try:
            arguments, keywords = wire.unpack(packed, self._stand_ins.resolve)
            result = self._stand_ins.handed_over(number)(*arguments, **keywords)
            return ["value", self._bridge.pack(result)]
        except Exception as error:  # noqa: BLE001  # it goes back to the student's code, as any exception
            return ["raised", type(error).__name__, str(error)[:2000]]


def _show_nothing(*_: Any, **__: Any) -> None:
    """Stand in for `display` in a check."""


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
