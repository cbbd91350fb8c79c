"""Mutation operators for code on tables, beside those that cosmic-ray brings.

Each makes one mistake that people make with pandas: another column, another aggregation, a step left out,
the order turned round. They have cosmic-ray's own interface: `mutation_positions` says where an operator
applies to a node of parso's tree, once for each way, and `mutate` changes the node in one of these ways.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import parso
from cosmic_ray.ast import ast_nodes
from cosmic_ray.operators.operator import Example
from cosmic_ray.operators.operator import Operator as _Operator

_Node = Any  # parso's nodes; what they have depends on their type
_Position = tuple[tuple[int, int], tuple[int, int]]

_METHODS = {
    "mean": ("median", "sum", "min", "max"),
    "median": ("mean", "max"),
    "sum": ("mean", "max"),
    "min": ("max", "mean"),
    "max": ("min", "mean"),
    "count": ("nunique", "sum"),
    "nunique": ("count",),
    "first": ("last",),
    "last": ("first",),
    "any": ("all",),
    "all": ("any",),
    "idxmax": ("idxmin",),
    "idxmin": ("idxmax",),
    "nlargest": ("nsmallest",),
    "nsmallest": ("nlargest",),
    "head": ("tail",),
    "tail": ("head",),
    "ffill": ("bfill",),
    "bfill": ("ffill",),
    "shift": ("diff",),
    "corr": ("cov",),
    "mul": ("div",),
    "div": ("mul",),
    "add": ("sub",),
    "sub": ("add",),
}
"""Methods, and what each is mistaken for."""

_FUNCTIONS = {"max": ("min",), "min": ("max",), "sum": ("max",), "any": ("all",), "all": ("any",)}
"""Python's own functions, and what each is mistaken for."""

_STEPS = frozenset(
    {"dropna", "fillna", "clip", "abs", "drop_duplicates", "sort_values", "sort_index", "shift", "reindex"}
)
"""Methods that are easily forgotten."""

_JOINS = {"merge": ("left", "outer"), "join": ("inner", "outer")}
"""Methods that join tables, and how they may do so beside their default."""

_MODULES = ("np", "pd", "math", "alt")
"""Names whose attributes are no columns."""

_NO_COLUMNS = ("str", "dt", "cat", "index", "columns", "values", "shape", "size", "T")
"""What tables themselves have as attributes."""


class _TableOperator(_Operator):  # type: ignore[misc]
    """An operator that knows the places in a node where it applies, and how it changes each."""

    cases: tuple[Example, ...]

    def mutation_positions(self, node: _Node) -> Iterator[_Position]:
        """Say where this operator applies to a node, once for each way."""
        for place, _ in self._places(node):
            yield place.start_pos, place.end_pos

    def mutate(self, node: _Node, index: int) -> _Node:
        """Change a node in one of these ways."""
        place, how = self._places(node)[index]
        self._change(node, place, how)
        return node

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        """Return code before and after."""
        return cls.cases

    def _places(self, node: _Node) -> Sequence[tuple[_Node, Any]]:
        raise NotImplementedError

    def _change(self, node: _Node, place: _Node, how: Any) -> None:
        place.value = how


class ReplaceAggregation(_TableOperator):
    """Puts another method, or another of Python's functions, in the place of one: the mean for the median."""

    cases = (
        Example("t.mean()", "t.median()"),
        Example("t.mean()", "t.max()", occurrence=3),
        Example("t.agg('sum')", "t.agg('mean')"),
        Example("max(values)", "min(values)"),
        Example("max = 1", "max = 1"),
    )

    def _places(self, node: _Node) -> Sequence[tuple[_Node, str]]:
        if node.type == "trailer" and node.children[0].value == ".":
            name = node.children[1]
            return [(name, other) for other in _METHODS.get(name.value, ())]
        if node.type == "string" and (word := node.value[1:-1]) in _METHODS:
            return [(node, node.value.replace(word, other)) for other in _METHODS[word]]
        if node.type == "name" and node.value in _FUNCTIONS and _is_called(node):
            return [(node, other) for other in _FUNCTIONS[node.value]]
        return []


class ReplaceText(_TableOperator):
    """Puts a neighbouring text of the same cell in the place of one: another column, another level."""

    cases = (
        Example("t['plan'] < t['actual']", "t['actual'] < t['actual']"),
        Example("return 'fits'", "return 'fits_'"),
        Example('def f():\n    """Doc."""', 'def f():\n    """Doc."""'),
        Example("raise ValueError('no')", "raise ValueError('no')"),
    )

    def _places(self, node: _Node) -> Sequence[tuple[_Node, str]]:
        if node.type != "string" or _is_docstring(node) or not node.value.startswith(("'", '"')):
            return []
        if node.search_ancestor("raise_stmt"):
            return []  # the words of an error are seldom asked for
        texts = []
        for other in ast_nodes(node.get_root_node()):
            if other.type == "string" and not _is_docstring(other) and other.value not in texts:
                texts.append(other.value)
        if len(texts) == 1:
            return [(node, f"{node.value[:-1]}_{node.value[-1]}")]
        position = texts.index(node.value)
        return [(node, text) for text in sorted({texts[position - 1], texts[(position + 1) % len(texts)]})]


class ReplaceAttribute(_TableOperator):
    """Puts another column that is read as an attribute in the place of one, as in `row.plan`."""

    cases = (Example("row.plan < row.actual.sum()", "row.actual < row.actual.sum()"),)

    def _places(self, node: _Node) -> Sequence[tuple[_Node, str]]:
        if not _is_column(node):
            return []
        names = [it.children[1].value for it in ast_nodes(node.get_root_node()) if _is_column(it)]
        names = list(dict.fromkeys(names))
        position = names.index(node.children[1].value)
        others = {names[position - 1], names[(position + 1) % len(names)]} - {names[position]}
        return [(node.children[1], other) for other in sorted(others)]


class LeaveOutStep(_TableOperator):
    """Leaves out a call that is easily forgotten: `.dropna()`, `.sort_values(…)`."""

    cases = (
        Example("t.dropna(subset='a').merge(u)", "t.merge(u)"),
        Example("t.sort_values('a').shift(1)", "t.sort_values('a')", occurrence=1),
    )

    def _places(self, node: _Node) -> Sequence[tuple[_Node, _Node]]:
        if node.type not in ("atom_expr", "power"):
            return []
        pairs = zip(node.children, node.children[1:], strict=False)
        return [
            (step, call)
            for step, call in pairs
            if step.type == "trailer"
            and step.children[0].value == "."
            and step.children[1].value in _STEPS
            and call.type == "trailer"
            and call.children[0].value == "("
        ]

    def _change(self, node: _Node, place: _Node, how: _Node) -> None:
        node.children = [child for child in node.children if child not in (place, how)]


class LeaveOutItem(_TableOperator):
    """Leaves one item out of a list of several: a column, a key to group by."""

    cases = (
        Example("t.groupby(['a', 'b'])", "t.groupby([ 'b'])"),
        Example("t.groupby(['a', 'b'])", "t.groupby(['a'])", occurrence=1),
        Example("[n for n in t]", "[n for n in t]"),
    )

    def _places(self, node: _Node) -> Sequence[tuple[_Node, None]]:
        if node.type != "testlist_comp" or node.parent is None or node.parent.children[0].value != "[":
            return []
        commas = [child for child in node.children[1::2] if child.type == "operator" and child.value == ","]
        return [(item, None) for item in node.children[::2]] if commas else []

    def _change(self, node: _Node, place: _Node, how: None) -> None:
        index = next(i for i, child in enumerate(node.children) if child is place)
        start = max(0, index - 1) if index + 1 == len(node.children) else index
        node.children = node.children[:start] + node.children[start + 2 :]


class TurnOrder(_TableOperator):
    """Sorts or ranks from the other end, where the code leaves the order to the default."""

    cases = (
        Example("t.sort_values('a')", "t.sort_values('a', ascending=False)"),
        Example("t.rank()", "t.rank(ascending=False)"),
        Example("sorted(names)", "sorted(names, reverse=True)"),
    )

    def _places(self, node: _Node) -> Sequence[tuple[_Node, str]]:
        called = _called_with(node)
        if called in ("sort_values", "sort_index", "rank") and "ascending" not in node.get_code():
            return [(node.children[-1], _closing(node, "ascending=False"))]
        if called in ("sorted", "sort") and "reverse" not in node.get_code():
            return [(node.children[-1], _closing(node, "reverse=True"))]
        return []


class JoinOtherwise(_TableOperator):
    """Joins two tables in another way than the default, which keeps other rows."""

    cases = (
        Example("a.merge(b, on='c')", "a.merge(b, on='c', how=\"left\")"),
        Example("a.join(b)", 'a.join(b, how="outer")', occurrence=1),
        Example("', '.join(b)", "', '.join(b)"),
    )

    def _places(self, node: _Node) -> Sequence[tuple[_Node, str]]:
        called = _called_with(node)
        if called not in _JOINS or "how=" in node.get_code() or _is_text_method(node):
            return []
        return [(node.children[-1], _closing(node, f'how="{how}"')) for how in _JOINS[called]]


class ReturnNothing(_TableOperator):
    """Forgets to return the result."""

    cases = (Example("def f():\n    return a + b", "def f():\n    return None"),)

    def _places(self, node: _Node) -> Sequence[tuple[_Node, None]]:
        if node.type != "return_stmt" or node.children[1].get_code().strip() == "None":
            return []
        return [(node, None)]

    def _change(self, node: _Node, place: _Node, how: None) -> None:
        node.children[1] = parso.parse(" None")  # type: ignore[no-untyped-call]


OPERATORS = (
    ReplaceAggregation,
    ReplaceText,
    ReplaceAttribute,
    LeaveOutStep,
    LeaveOutItem,
    TurnOrder,
    JoinOtherwise,
    ReturnNothing,
)


def _is_called(name: _Node) -> bool:
    following = name.get_next_sibling()
    return following is not None and following.type == "trailer" and following.children[0].value == "("


def _is_docstring(text: _Node) -> bool:
    return text.parent is None or text.parent.type in ("simple_stmt", "suite", "file_input")


def _is_column(node: _Node) -> bool:
    """Return whether a node may be a column that is read as an attribute: `.plan` in `row.plan`."""
    if node.type != "trailer" or node.children[0].value != "." or node.children[1].value in _NO_COLUMNS:
        return False
    following, before = node.get_next_sibling(), node.get_previous_sibling()
    plain = following is None or (following.type == "trailer" and following.children[0].value == ".")
    return plain and before is not None and before.type == "name" and before.value not in _MODULES


def _called_with(node: _Node) -> str | None:
    """Return the name of the function or method whose arguments a node holds."""
    if node.type != "trailer" or node.children[0].value != "(":
        return None
    before = node.get_previous_sibling()
    name = before.children[1] if before.type == "trailer" and before.children[0].value == "." else before
    return str(name.value) if name.type == "name" else None


def _is_text_method(call: _Node) -> bool:
    """Return whether it is a text, as in `", ".join(names)`, whose method is called."""
    return bool(call.parent.children[0].type == "string")


def _closing(call: _Node, argument: str) -> str:
    """Return what to put in the place of a call's closing bracket, to give it one more argument."""
    bare = len(call.children) == 2 or call.get_code().rstrip(")").rstrip().endswith(",")
    return f"{argument})" if bare else f", {argument})"
