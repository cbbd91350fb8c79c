"""Who copied an answer and hid it stands nearer to its author than any two who found theirs themselves."""

import ast

import pytest

from nbseal.course import open_course
from nbseal.returning.alike.pairs import Answer, alike

from .test_term import NAMES, ROOT, about


class Renamed(ast.NodeTransformer):
    """Gives every name that a function binds another one."""

    def __init__(self, bound: set[str]) -> None:
        self.bound = bound

    def visit_Name(self, node: ast.Name) -> ast.Name:
        return ast.Name(f"my_{node.id}", node.ctx) if node.id in self.bound else node

    def visit_arg(self, node: ast.arg) -> ast.arg:
        return ast.arg(f"my_{node.arg}") if node.arg in self.bound else node


def disguised(code: str) -> str:
    """Return the same code with names, comments and line breaks of one's own."""
    tree = ast.parse(code)
    stored = {
        node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
    taken = {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    lines = ast.unparse(Renamed(stored | taken).visit(tree)).split("\n")
    return "\n".join(f"{line}  # this was my own idea" if line.strip() else line for line in lines)


def answers(code: dict[str, str]) -> dict[str, Answer]:
    return {task: Answer(source, "", is_code=True) for task, source in code.items()}


@pytest.mark.parametrize("name", NAMES)
def test_three_who_copied_stand_above_all_who_found_it_themselves(name):
    given = about(open_course(ROOT / "assignments"), name)
    honest = {"solution": given.solution}
    honest |= {answer.name: given.solution | answer.code for answer in given.answers.right}
    assert len(honest) >= 4
    copied = dict(list(honest.items())[:3])
    work = {who: answers(code) for who, code in honest.items()}
    work |= {
        f"{who} copied": answers({task: disguised(source) for task, source in code.items()})
        for who, code in copied.items()
    }
    pairs = alike(work, 4)
    assert {frozenset(pair.students) for pair in pairs[:3]} == {
        frozenset([who, f"{who} copied"]) for who in copied
    }
    assert pairs[2].likeness > 1.5 * pairs[3].likeness
