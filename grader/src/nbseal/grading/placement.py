"""Where a check runs, as far as its own code says: outside the student's session, or inside it.

Outside, a check sees data and functions. One that asks for more than that cannot run there, whatever a
student hands in: it uses a class of the notebook's, the source of a function, a magic, a figure. That is
decided by the instructor's code alone; no student's has a part in it. What the code does not say, `rehearsal`
finds out.
"""

import ast
import builtins
import importlib.util
import sys
from collections.abc import Collection, Iterable, Iterator, Set
from dataclasses import dataclass, replace

from ..course import notebooks
from ..course.notebook_names import NotebookNames, modules_of
from ..course.reference import CellId, ReferenceCell, ReferenceNotebook
from .sandbox import import_path

_HISTORY = {"In", "Out", "_ih", "_oh", "get_ipython"}
_SOURCE = {"getsource", "getsourcelines", "getsourcefile"}
_INNER = {"__code__", "__closure__", "__wrapped__", "__globals__", "__annotations__"}
_FIGURES = {"gca", "gcf", "get_fignums"}


@dataclass(frozen=True)
class _Names:
    """The names that a check binds, those that it uses, and those that it binds where no student reads."""

    bound: Set[str] = frozenset()
    used: Set[str] = frozenset()
    bound_unseen: Set[str] = frozenset()


def placed(notebook: ReferenceNotebook, files: Collection[str]) -> ReferenceNotebook:
    """Return a notebook in which each check that cannot run outside has the reason why it runs inside.

    Parameters
    ----------
    notebook
        As it was read.
    files
        The paths of the assignment's other files.
    """
    own = import_path.own_modules(files)
    reasons = {}
    for cell in notebook.cells:
        if cell.is_check and cell.place != "outside":
            why = "its metadata says so" if cell.place == "inside" else why_inside(cell, notebook.names, own)
            if why:
                reasons[notebook.name, cell.name] = why
    return moved_inside(notebook, reasons)


def moved_inside(notebook: ReferenceNotebook, reasons: dict[CellId, str]) -> ReferenceNotebook:
    """Return a notebook in which these checks, too, run inside, and those that share names with them.

    What a check has bound inside belongs to the student from then on. Another one that used it outside would
    take the student's word for it. And a check inside does not find what another has bound outside, unless
    students see the line that does.
    """
    whys = [cell.why_inside or reasons.get((notebook.name, cell.name), "") for cell in notebook.cells]
    names = [_names(cell) if cell.is_check else _Names() for cell in notebook.cells]
    while (more := _drawn_inside(notebook, names, whys)) != whys:
        whys = more
    cells = [
        replace(cell, why_inside=why) if cell.is_check else cell
        for cell, why in zip(notebook.cells, whys, strict=True)
    ]
    return replace(notebook, cells=tuple(cells))


def _drawn_inside(notebook: ReferenceNotebook, names: list[_Names], whys: list[str]) -> list[str]:
    """Return why each cell runs inside; one more does if it shares a name with one that did already."""
    students = notebook.names.students | notebook.names.answers
    whys = list(whys)
    inside: dict[str, str] = {}  # the names that checks inside bind, and which check does
    outside: dict[str, int] = {}  # the names that checks outside bind unseen, and which cell does
    for position, cell in enumerate(notebook.cells):
        if not cell.is_check:
            continue
        here = names[position]
        asked = sorted(here.used - here.bound - students)
        given = [name for name in asked if name in inside]
        if given and not whys[position] and cell.place != "outside":
            whys[position] = f"it uses `{given[0]}` of `{inside[given[0]]}`, which does"
        if whys[position]:
            inside |= dict.fromkeys(here.bound, cell.name)
            for name in asked:
                if name in outside:
                    whys[outside[name]] = f"it gives `{cell.name}`, which does, `{name}`"
        elif cell.place != "outside":
            outside |= dict.fromkeys(here.bound_unseen, position)
    return whys


def notices(notebooks: Iterable[ReferenceNotebook]) -> Iterator[str]:
    """Yield a sentence for each check that runs inside by itself."""
    for notebook in notebooks:
        for cell in notebook.cells:
            if cell.why_inside and cell.place != "inside":
                yield f"{notebook.name}: {cell.name} runs inside the notebook, because {cell.why_inside}."


def why_inside(cell: ReferenceCell, names: NotebookNames, own: set[str]) -> str:
    """Return why a check cannot run outside, as its code says; empty if it does not say so.

    Parameters
    ----------
    cell
        The check.
    names
        Those of its notebook.
    own
        The modules among the assignment's own files.
    """
    try:
        tree = ast.parse(cell.source)
    except SyntaxError:
        return "it uses a magic or a shell command" if _can_be_read(cell.source) else ""
    return next(_reasons(tree, names, own), "")


def _reasons(tree: ast.Module, names: NotebookNames, own: set[str]) -> Iterator[str]:
    nodes = list(ast.walk(tree))
    bound = {it.id for it in nodes if isinstance(it, ast.Name) and isinstance(it.ctx, ast.Store)}
    bound |= notebooks.bound_names(tree)
    used = [it.id for it in nodes if isinstance(it, ast.Name) and it.id not in bound]
    attributes = [it.attr for it in nodes if isinstance(it, ast.Attribute)]
    yield from (f"it uses the notebook's class `{name}`" for name in used if name in names.classes)
    yield from (f"it looks at `{name}`, the notebook's own" for name in used if name in _HISTORY)
    yield from (
        f"it looks into a function (`{name}`)" for name in (*used, *attributes) if name in _SOURCE | _INNER
    )
    if any(module.startswith(("matplotlib", "pylab")) for module in (*names.modules, *modules_of([tree]))):
        yield from (f"it looks at figures (`{name}`)" for name in attributes if name in _FIGURES)
    for node in nodes:
        if isinstance(node, ast.Compare) and _compares_objects(node, {*names.imports, *dir(builtins)}):
            yield f"it asks whether two objects are the same (`{ast.unparse(node)[:60]}`)"
    for module in sorted({module.partition(".")[0] for module in modules_of([tree])}):
        if module not in own and not is_installed(module):
            yield f"it imports `{module}`, which is there at most in the notebook's folder"


def _compares_objects(node: ast.Compare, known: Collection[str]) -> bool:
    """Return whether it asks by `is` whether two things are one, which data that has crossed never are."""
    sides = [node.left, *node.comparators]
    return any(isinstance(it, (ast.Is, ast.IsNot)) for it in node.ops) and not any(
        isinstance(side, ast.Constant)
        or (isinstance(side, ast.Call) and ast.unparse(side.func) == "type")
        or ast.unparse(side).partition(".")[0] in known
        for side in sides
    )


def is_installed(module: str) -> bool:
    """Return whether a top-level module can be imported here."""
    if module in sys.modules or module in sys.stdlib_module_names:
        return True
    try:
        return importlib.util.find_spec(module) is not None
    except (ImportError, ValueError):
        return False


def _names(cell: ReferenceCell) -> _Names:
    """Return the names in a check; none where it cannot be read."""
    try:
        tree = notebooks.parse_code(cell.source)
    except SyntaxError:
        return _Names()
    unseen = [it for it in tree.body if (it.end_lineno or it.lineno) > cell.seen_lines]
    return _Names(
        notebooks.bound_names(tree),
        notebooks.used_names(tree),
        notebooks.bound_names(ast.Module(unseen, [])),
    )


def _can_be_read(source: str) -> bool:
    try:
        notebooks.parse_code(source)
    except SyntaxError:
        return False
    return True
