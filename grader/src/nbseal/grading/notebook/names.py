"""The names that a check sees, and how those of the student are kept the same here and in the session."""

import ast
import builtins
import contextlib
import importlib
import types
from collections.abc import Callable, Mapping
from typing import Any

from ...errors import SandboxError
from .. import wire
from ..session import DiedError
from .bridge import Bridge, Halt
from .evidence import Evidence
from .stand_ins import StandIns


class CheckNames(dict[str, Any]):
    """The global names of the checks of one notebook.

    A name is, in this order: what the check has bound itself; what the released notebook imports under it;
    what the student's session has. Binding or deleting a name of the student's reaches the session, so that
    tests can exchange a function that another one calls. No other name does, so that no expected value gets
    there.

    Parameters
    ----------
    bridge
        The way to the session.
    stand_ins
        What stands for the student's functions and classes on this side.
    imports
        What the released notebook imports: name to (module, attribute or None).
    student_names
        Names that the released notebook's other cells bind; those belong to the student.

    Attributes
    ----------
    evidence : Evidence
        Where to keep what the session gave to the check that runs.
    """

    def __init__(
        self,
        bridge: Bridge,
        stand_ins: StandIns,
        imports: Mapping[str, tuple[str, str | None]],
        student_names: frozenset[str],
    ) -> None:
        super().__init__()
        self.evidence = Evidence("", ast.Module([], []))
        self._bridge, self._stand_ins = bridge, stand_ins
        self._imports, self._student_names = imports, student_names
        self._imported_by_checks: set[str] = set()
        self._fetched: set[str] = set()  # names that the session was asked for
        self._values: dict[str, Any] = {}  # what it had under them, until a call may have changed it
        self._sent: dict[str, Any] = {}  # what this check has bound to names of the student's
        self._sent_imports: dict[str, Any] = {}
        # Bound right away, because a name that is missing takes ten times as long to find.
        self.update({k: v for k, v in vars(builtins).items() if k not in student_names and k[0] != "_"})

    def __missing__(self, name: str) -> Any:
        if name in self._imports:
            module, attribute = self._imports[name]
            found = importlib.import_module(module)
            dict.__setitem__(self, name, found if attribute is None else getattr(found, attribute))
            return dict.__getitem__(self, name)
        if name.startswith("__") or name == "get_ipython":
            raise KeyError(name)
        if name not in self._values:
            self._fetch(name)
        value = self._values[name]
        if not callable(value):
            self.evidence.add(f"`{name}` is", value)
        return value

    def __delitem__(self, name: str) -> None:
        own = self._has_own(name)
        if not own or name in self._student_names | self._fetched:
            self._delete_in_session(name, own=own)
        if own:
            super().__delitem__(name)

    def __contains__(self, name: object) -> bool:
        """Return whether there is such a name, for tests that ask ``"total" in globals()``."""
        return self._has_own(name) or (isinstance(name, str) and self._is_elsewhere(name))

    def get(self, name: str, default: Any = None) -> Any:
        """Return what a name stands for, or `default`."""
        try:
            return self[name]
        except KeyError:
            return default

    def _has_own(self, name: object) -> bool:
        """Return whether the check has bound a name itself."""
        return dict.__contains__(self, name)

    def add_imports(self, names: set[str]) -> None:
        """Note names that a check imports, which students may rely on as well."""
        self._imported_by_checks |= names

    def new_session(self) -> None:
        """Forget what the last session had, since another goes on in its place."""
        self._sent_imports, self._values = {}, {}

    def forget_values(self) -> None:
        """Ask the session anew for every value, since a call may have changed any."""
        self._values.clear()

    def send(self) -> None:
        """Send the session what the check has bound to names of the student's, and what it imports.

        Students may rely on what a test imports, as it is there when they run their notebook themselves.
        """
        for name in self._imported_by_checks & self.keys():
            self._send_import(name, dict.__getitem__(self, name))
        for name in (self._student_names | self._fetched) & self.keys():
            value = dict.__getitem__(self, name)
            if name in self._sent and self._sent[name] is value:
                continue
            try:
                packed = self._bridge.pack(value)
            except wire.NotDataError:
                continue
            self._sent[name] = value
            self._values.pop(name, None)
            self._set_in_session(name, packed)

    def end_check(self) -> None:
        """Send what is left to send, and leave the student's names to the session again."""
        if self._bridge.halted is None:
            with contextlib.suppress(Halt):
                self.send()
        for name in (self._student_names | self._fetched) & self.keys():
            if name in self._sent:
                dict.__delitem__(self, name)
        self._sent.clear()
        self._values.clear()

    def _fetch(self, name: str) -> None:
        self.send()
        packed = self._bridge.ask(f"`{name}`", lambda: self._bridge.session.get(name))
        if packed is None:
            raise KeyError(name)
        self._fetched.add(name)
        self._values[name] = self._bridge.unpack(packed, f"`{name}` is")

    def _is_elsewhere(self, name: str) -> bool:
        """Return whether the released notebook imports a name, or the session has it."""
        if name in self._imports or name in self._values:
            return True
        self.send()
        session = self._bridge.session
        try:
            return session.get(name) is not None
        except wire.NotDataError:
            return True
        except (DiedError, SandboxError):
            return bool(self._bridge.ask(f"`{name}`", lambda: session.get(name)))

    def _delete_in_session(self, name: str, *, own: bool) -> None:
        self.send()
        session = self._bridge.session
        if not own and self._bridge.ask(f"`{name}`", lambda: session.get(name)) is None:
            raise KeyError(name)
        self._fetched.add(name)
        self._values.pop(name, None)
        self._sent.pop(name, None)
        self._bridge.ask(f"`{name}`", lambda: session.delete(name))

    def _send_import(self, name: str, value: Any) -> None:
        if self._sent_imports.get(name) is value or not isinstance(value, types.ModuleType | type | Callable):
            return
        reference = self._stand_ins.refer(value)
        if reference is not None and reference[1] == "import":
            self._sent_imports[name] = value
            self._set_in_session(name, self._bridge.pack(value))

    def _set_in_session(self, name: str, packed: bytes) -> None:
        self._bridge.ask(f"`{name}`", lambda: self._bridge.session.set(name, packed))
