"""What the cells of a released notebook import and bind, by which a check's names are understood."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from . import notebooks


@dataclass(frozen=True)
class NotebookNames:
    """The names of one notebook.

    Attributes
    ----------
    imports : dict
        What the released cells import: name to (module, attribute or None).
    stars : tuple of str
        The modules of which they import everything, in order.
    students : frozenset of str
        The names that the released cells bind otherwise; in a submission, these belong to the student.
    answers : frozenset of str
        Other names that the instructor's answers bind, which students are told to bind as well.
    answer_imports : dict
        What the instructor's answers import beside, as in `imports`.
    classes : frozenset of str
        The classes that released cells and answers define, other than exceptions.
    modules : frozenset of str
        All modules that cells import, answers and checks among them.
    """

    imports: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    stars: tuple[str, ...] = ()
    students: frozenset[str] = frozenset()
    answers: frozenset[str] = frozenset()
    answer_imports: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    classes: frozenset[str] = frozenset()
    modules: frozenset[str] = frozenset()


def names_of(released: Iterable[str], answered: Iterable[str], checks: Iterable[str]) -> NotebookNames:
    """Return the names of a notebook.

    Parameters
    ----------
    released, answered
        The sources of its cells that are no checks, as released and as the instructor has them.
    checks
        The sources of its checks.
    """
    trees, solved = [*_parsed(released)], [*_parsed(answered)]
    imports, stars = _imports(trees)
    answer_imports, _ = _imports(solved)
    students = _bound(trees) - imports.keys()
    return NotebookNames(
        imports=imports,
        stars=stars,
        students=frozenset(students),
        answers=frozenset(_bound(solved) - students - imports.keys()),
        answer_imports={name: it for name, it in answer_imports.items() if name not in imports},
        classes=frozenset(_classes([*trees, *solved])),
        modules=frozenset(modules_of([*trees, *solved, *_parsed(checks)])),
    )


def modules_of(trees: Iterable[ast.Module]) -> set[str]:
    """Return the modules that cells import, wherever they do so."""
    nodes = [node for tree in trees for node in ast.walk(tree)]
    found = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return found | {
        node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module and not node.level
    }


def _parsed(sources: Iterable[str]) -> Iterator[ast.Module]:
    for source in sources:
        try:
            yield notebooks.parse_code(source)
        except SyntaxError:
            continue


def _imports(trees: Iterable[ast.Module]) -> tuple[dict[str, tuple[str, str | None]], tuple[str, ...]]:
    imports: dict[str, tuple[str, str | None]] = {}
    stars: list[str] = []
    for node in (node for tree in trees for node in ast.walk(tree)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                top = alias.name if alias.asname else alias.name.partition(".")[0]
                imports[alias.asname or top] = (top, None)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                if alias.name == "*":
                    stars.append(node.module)
                else:
                    imports[alias.asname or alias.name] = (node.module, alias.name)
    return imports, tuple(dict.fromkeys(stars))


def _bound(trees: Iterable[ast.Module]) -> set[str]:
    return {name for tree in trees for name in notebooks.bound_names(tree)}


def _classes(trees: Iterable[ast.Module]) -> Iterator[str]:
    for node in (node for tree in trees for node in tree.body):
        if isinstance(node, ast.ClassDef):
            bases = [ast.unparse(base) for base in node.bases]
            if not any(base.endswith(("Exception", "Error", "Warning")) for base in bases):
                yield node.name
