"""Mutants of a solution: copies that differ in one place, each by one mistake, which tests ought to find.

The mistakes are made by the operators of cosmic-ray, a library for mutation testing, and by our own for code
on tables. Only what stands between the solution markers is changed, and only copies that are still Python and
mean something else are kept.
"""

from __future__ import annotations

import ast
import difflib
import pickle
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.operators.provider import OperatorProvider

from ...course import notebooks
from ..release import markers
from . import table_operators

# Library operators that put one sign in the place of another do so only within a family. Across families
# (a shift for a division) the code just breaks, so that such mutants would flatter the tests.
_FAMILIES = (
    frozenset({"Add", "Sub", "Mul", "Div", "FloorDiv", "Mod", "Pow"}),
    frozenset({"BitAnd", "BitOr", "BitXor"}),
    frozenset({"Eq", "NotEq", "Lt", "LtE", "Gt", "GtE"}),
    frozenset({"Is", "IsNot"}),
)

# These two need to be told a name, and put a random number in its place.
_UNFIT = ("VariableReplacer", "VariableInserter")


@dataclass(frozen=True)
class Mutant:
    """A copy of a solution with one mistake in it.

    Attributes
    ----------
    operator : str
        What made it.
    code : str
        The whole cell.
    line : int
        The first line that differs, counted from 1.
    was, now : str
        The lines that differ, as they were and as they are in the mutant.
    """

    operator: str
    code: str
    line: int
    was: str
    now: str

    @property
    def key(self) -> tuple[str, str]:
        """What was changed into what, however it is indented."""
        return unindented(self.was), unindented(self.now)

    @property
    def diff(self) -> str:
        """The change, as a diff of the lines it touches."""
        return "\n".join(
            [*(f"- {line}" for line in self.was.split("\n")), *(f"+ {line}" for line in self.now.split("\n"))]
        )


def unindented(lines: str) -> str:
    """Return some lines without their indents and blank ends: the form in which two mutants are compared."""
    return "\n".join(line.strip() for line in lines.strip().split("\n"))


def mutants(source: str, pair: markers.Pair = markers.SOLUTION) -> list[Mutant]:
    """Make every mutant of a solution cell, in the order of its lines; none if it is not Python.

    Parameters
    ----------
    source
        The cell, with the markers around what is the solution; all of it counts if there are none.
    pair
        These markers.
    """
    code, own = _solution(source, pair)
    try:
        seen = {_meaning(code)}
    except SyntaxError:
        return []
    made = []
    nodes = list(ast_nodes(get_ast(code)))
    # Operators change the tree they are given; to copy it takes an eighth of the time of parsing it anew.
    frozen = pickle.dumps(nodes)
    for name, operator in operators().items():
        for place, way in _places(nodes, operator, own):
            changed = _changed(pickle.loads(frozen), place, operator, way)
            try:
                meaning = _meaning(changed)
            except (SyntaxError, ValueError):
                continue
            if meaning not in seen:
                seen.add(meaning)
                made.append(_mutant(name, code, changed))
    return sorted(made, key=lambda mutant: mutant.line)


def operators() -> dict[str, Any]:
    """Return the operators by name: those of the library that fit, and ours."""
    library = OperatorProvider()
    fit: dict[str, Any] = {name: library[name]() for name in library if _fits(name)}
    return fit | {operator.__name__: operator() for operator in table_operators.OPERATORS}


def _fits(name: str) -> bool:
    kind, _, signs = name.partition("_")
    if kind in ("ReplaceBinaryOperator", "ReplaceComparisonOperator"):
        return any(set(signs.split("_")) <= family for family in _FAMILIES)
    if kind == "ReplaceUnaryOperator":
        return signs.startswith("Delete")
    return name not in _UNFIT


def _solution(source: str, pair: markers.Pair) -> tuple[str, set[int]]:
    """Return a cell without its markers, and the numbers of the lines that stood between them."""
    if not markers.has_region(source, pair):
        return source, set(range(1, source.count("\n") + 2))
    lines: list[str] = []
    own: set[int] = set()
    within = False
    for line in source.split("\n"):
        if any(marker in line for marker in pair):
            within = pair[0] in line
            continue
        lines.append(line)
        if within:
            own.add(len(lines))
    return "\n".join(lines), own


def _places(nodes: list[Any], operator: Any, own: set[int]) -> Iterator[tuple[int, int]]:
    """Yield where an operator applies: the number of the node, and that of the way in which it changes it."""
    for place, node in enumerate(nodes):
        for way, ((line, _), _) in enumerate(operator.mutation_positions(node)):
            if line in own:
                yield place, way


def _changed(nodes: list[Any], place: int, operator: Any, way: int) -> str:
    """Return the code of a tree, given as all its nodes, in which an operator has changed one of them."""
    node = nodes[place]
    parent = node.parent
    changed = operator.mutate(node, way)
    if changed is not node:
        siblings = [changed if child is node else child for child in parent.children]
        parent.children = [child for child in siblings if child is not None]
    return str(nodes[0].get_code())


def _meaning(code: str) -> str:
    """Return code in a form that is the same for code that differs in brackets and spaces alone."""
    return ast.dump(notebooks.parse_code(code))


def _mutant(operator: str, code: str, changed: str) -> Mutant:
    before, after = code.split("\n"), changed.split("\n")
    blocks = difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    differing = [block for block in blocks if block[0] != "equal"]
    start, end = differing[0][1], differing[-1][2]
    new_start, new_end = differing[0][3], differing[-1][4]
    was, now = "\n".join(before[start:end]), "\n".join(after[new_start:new_end])
    return Mutant(operator, changed, start + 1, was, now)
