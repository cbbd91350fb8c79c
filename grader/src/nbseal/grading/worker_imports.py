"""What a worker imports before it forks, so that no fork has to: what checks need, and no more.

A notebook's cells run elsewhere, in sessions. What only they import, such as what draws their charts, a
worker imports once a check has turned out to need it.
"""

import contextlib
import gc
import importlib
import sys
from collections.abc import Iterable

from ..course import notebooks
from ..course.notebook_names import modules_of
from ..course.reference import ReferenceCell, ReferenceNotebook
from .sandbox import import_path
from .spec import GradingSpec


class WorkerImports:
    """What one worker has imported of what the notebooks of an assignment import, and what it has put off."""

    def __init__(self) -> None:
        self._put_off: set[str] = set()

    def prepare(self, spec: GradingSpec, loaded: Iterable[str]) -> None:
        """Import what the checks of an assignment need.

        Parameters
        ----------
        spec
            The assignment, and how it is graded.
        loaded
            The libraries of data that sessions have, so that what comes from one may need them.
        """
        own = import_path.own_modules(spec.files)
        modules = {module for notebook in spec.notebooks for module in notebook.names.modules}
        wanted = [name for name in (*spec.preload, *sorted(modules)) if _top(name) not in own]
        packages = [
            packages_of_checks(it) for it in spec.notebooks if spec.tests == "outside" and _run_here(it)
        ]
        data = list(loaded) if packages else []
        needed = set(data).union(*packages)
        self._put_off = {name for name in wanted if _top(name) not in needed}
        _import([*data, *(name for name in wanted if name not in self._put_off)])
        importlib.invalidate_caches()  # the first time, it imports what it needs

    def late(self) -> list[str]:
        """Return what was put off, but has been imported in this fork."""
        return [name for name in self._put_off if name in sys.modules]

    def follow(self, late: list[str]) -> None:
        """Import what a fork says that it had to import; of what it says, only what was put off counts."""
        if found := sorted(self._put_off.intersection(late)):
            self._put_off.difference_update(found)
            _import(found)
            gc.collect()
            gc.freeze()


def packages_of_checks(notebook: ReferenceNotebook) -> set[str]:
    """Return the packages that checks here import, or use under the name by which another cell imports them.

    Parameters
    ----------
    notebook
        The notebook as released.
    """
    names = notebook.names
    imported = {**names.answer_imports, **names.imports}
    found = {_top(module) for module in names.stars}
    for cell in _run_here(notebook):
        with contextlib.suppress(SyntaxError):  # the check itself will say so
            tree = notebooks.parse_code(cell.source)
            found |= {_top(module) for module in modules_of([tree])}
            found |= {_top(imported[name][0]) for name in notebooks.used_names(tree) & imported.keys()}
    return found


def _run_here(notebook: ReferenceNotebook) -> list[ReferenceCell]:
    """Return the checks that run outside of sessions."""
    return [cell for cell in notebook.cells if cell.is_check and not cell.why_inside]


def _top(module: str) -> str:
    return module.partition(".")[0]


def _import(names: Iterable[str]) -> None:
    gc.disable()  # of what is imported, next to nothing is garbage
    for name in names:
        with contextlib.suppress(Exception, SystemExit):  # the check that imports it will say so
            importlib.import_module(name)
    gc.enable()
