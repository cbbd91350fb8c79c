"""The names that a check sees, and how those of the student are kept the same here and in the session."""

import ast
import builtins
import contextlib
import importlib
import types
from collections.abc import Callable, Collection, ItemsView, Iterator, KeysView, ValuesView
from typing import Any

from ...course.notebook_names import NotebookNames
from .. import wire
from .bridge import Bridge, Halt
from .evidence import Evidence
from .stand_ins import StandIns


class CheckNames(dict[str, Any]):
    """The global names of the checks of one notebook.

    A name is, in this order: what the check has bound itself; what the released notebook imports under it;
    what the student's session has. Binding or deleting a name of the student's reaches the session, so that
    checks can exchange a function that another one calls. No other name does, so that no expected value gets
    there.

    Parameters
    ----------
    bridge
        The way to the session.
    stand_ins
        What stands for the student's functions and classes on this side.
    names
        What the released notebook imports, and what its other cells bind, which belongs to the student.

    Attributes
    ----------
    evidence : Evidence
        Where to keep what the session gave to the check that runs.
    """

    def __init__(
        self,
        bridge: Bridge,
        stand_ins: StandIns,
        names: NotebookNames,
    ) -> None:
        super().__init__()
        self.evidence = Evidence("", ast.Module([], []))
        self._bridge, self._stand_ins = bridge, stand_ins
        self._released = names
        # Whoever calls `input` finds one that a check has put there.
        self._student_names = names.students | {"input"}
        self._imported_by_checks: set[str] = set()
        self._fetched: set[str] = set()  # names that the session was asked for
        self._values: dict[str, Any] = {}  # what it had under them, until a call may have changed it
        self._sent: dict[str, Any] = {}  # what this check has bound to names of the student's
        self._sent_imports: dict[str, Any] = {}
        self._shown: dict[str, bytes] = {}  # what checks have bound where students can read it
        self._session_names: frozenset[str] | None = None  # until a call may have changed them
        # Bound right away, because a name that is missing takes ten times as long to find.
        taken = self._student_names | names.imports.keys()
        self._builtins = {k: v for k, v in vars(builtins).items() if k not in taken and k[0] != "_"}
        self.update(self._builtins)
        self._starred = {k: v for module in names.stars for k, v in _exported(module).items()}
        self.update({k: v for k, v in self._starred.items() if k in self._builtins})  # such as numpy's `sum`

    def __missing__(self, name: str) -> Any:
        if name in self._released.imports:
            found = self._imported(*self._released.imports[name])
            dict.__setitem__(self, name, found)
            return found
        if _is_shut(name):
            raise KeyError(name)
        if name in self._starred and name not in self._student_names | self._released.answers:
            return self._starred[name]
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
        """Return whether there is such a name, for checks that ask ``"total" in globals()``."""
        return name in self._own_names() or name in self._names_in_session()

    def __iter__(self) -> Iterator[str]:
        """Go through the names that a check sees in ``globals()``, those of the notebook among them."""
        return iter(dict.fromkeys([*self._own_names(), *self._names_in_session()]))

    def __len__(self) -> int:
        """Return how many names there are."""
        return sum(1 for _ in self)

    def keys(self) -> KeysView[str]:  # type: ignore[override]
        """Return the names, for checks that ask ``"total" in dir()``."""
        return KeysView(self)

    def values(self) -> ValuesView[Any]:  # type: ignore[override]
        """Return what the names stand for."""
        return ValuesView(self)

    def items(self) -> ItemsView[str, Any]:  # type: ignore[override]
        """Return the names, each with what it stands for."""
        return ItemsView(self)

    def get(self, name: str, default: Any = None) -> Any:
        """Return what a name stands for, or `default`."""
        try:
            return self[name]
        except KeyError:
            return default

    def _has_own(self, name: object) -> bool:
        """Return whether the check has bound a name itself."""
        return dict.__contains__(self, name)

    def _own_names(self) -> list[str]:
        """Return the names that checks have bound or looked up, without the builtins."""
        kept = self._builtins
        return [k for k in dict.keys(self) if k not in kept or dict.__getitem__(self, k) is not kept[k]]

    def add_imports(self, names: set[str]) -> None:
        """Note names that a check imports, which students may rely on as well."""
        self._imported_by_checks |= names

    def new_session(self) -> None:
        """Forget what the last session had, since another goes on in its place."""
        self._sent_imports = {}
        self.forget_values()
        for name, packed in self._shown.items():
            with contextlib.suppress(Halt):
                self._set_in_session(name, packed)

    def forget_values(self) -> None:
        """Ask the session anew for every value, since a call may have changed any."""
        self._values.clear()
        self._session_names = None

    def held(self) -> set[str]:
        """Return the names that checks have bound, and that the instructor's cells bind as well."""
        return (self._student_names | self._released.answers) & dict.keys(self)

    def leave(self, names: Collection[str]) -> None:
        """Leave names to the session, where a cell of the student's has bound them since."""
        for name in names:
            dict.__delitem__(self, name)

    def show(self, names: Collection[str]) -> None:
        """Send the session what a check has bound to these names, which students have read in it.

        Data alone: a function of the check's could be asked later for what only hidden lines know.
        """
        for name in names:
            if not self._has_own(name):
                continue
            with contextlib.suppress(wire.NotDataError):
                self._shown[name] = wire.pack(dict.__getitem__(self, name))
                self._set_in_session(name, self._shown[name])

    def send(self) -> None:
        """Send the session what the check has bound to names of the student's, and what it imports.

        Students may rely on what a check imports, as it is there when they run their notebook themselves.
        """
        for name in self._imported_by_checks & dict.keys(self):
            self._send_import(name, dict.__getitem__(self, name))
        for name in (self._student_names | self._fetched) & dict.keys(self):
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
        for name in (self._student_names | self._fetched) & dict.keys(self):
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
        module, attribute = self._released.answer_imports.get(name, ("", None))
        self._stand_ins.asked_for = {module, f"{module}.{attribute}"}
        try:
            self._values[name] = self._bridge.unpack(packed, f"`{name}` is")
        finally:
            self._stand_ins.asked_for = ()

    def _names_in_session(self) -> frozenset[str]:
        if self._session_names is None:
            self.send()
            names = self._bridge.ask("The notebook", lambda: self._bridge.session.names())
            self._session_names = frozenset(name for name in names if not _is_shut(name))
        return self._session_names

    def _imported(self, module: str, attribute: str | None) -> Any:
        """Return what an import of the released notebook binds.

        Raises
        ------
        Halt
            If it cannot be imported here, which says nothing of the student's work.
        """
        try:
            found = importlib.import_module(module)
            for inner in self._released.modules:  # such as scipy.stats, of which `scipy` is bound
                if inner.startswith(f"{module}.") and attribute is None:
                    with contextlib.suppress(ImportError):
                        importlib.import_module(inner)
            if attribute is None:
                return found
            if not hasattr(found, attribute):
                return importlib.import_module(f"{module}.{attribute}")
            return getattr(found, attribute)
        except ImportError as error:
            self._bridge.halt(f"The check needs an import that fails where it runs ({error}).")

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


def _is_shut(name: str) -> bool:
    """Return whether a name is not asked for in the session."""
    return name.startswith("__") or name == "get_ipython"


def _exported(module: str) -> dict[str, Any]:
    """Return what ``from module import *`` binds; nothing if it cannot be imported here."""
    try:
        found = importlib.import_module(module)
    except ImportError:
        return {}
    public = getattr(found, "__all__", None) or [name for name in vars(found) if name[0] != "_"]
    return {name: getattr(found, name) for name in public if hasattr(found, name)}
