"""Who fails a hidden test reads what to look at, under the test's question, and nothing of its table."""

import ast
import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from nbgrader.utils import is_grade, is_solution

from nbseal.assignments.release import read_source
from nbseal.assignments.release.markers import HIDDEN
from nbseal.assignments.soundness.answer_files import read_folder
from nbseal.assignments.soundness.trials import tasks_of
from nbseal.course import Course, open_course
from nbseal.grading import sandbox
from nbseal.returning.feedback import feedback

from .conftest import one_at_once

ROOT = Path(__file__).parents[2]
BEGIN, _ = HIDDEN
COURSE = open_course(ROOT / "assignments")
NAMES = COURSE.assignments()
NO_DATA = {"why", "where", "way", "key", "column", "one", "other", "channel", "shown['field']"}
"""What messages may be put together with: words of the test, names that the task gives or the student."""


def source_of(name: str):
    (path,) = COURSE.source_notebooks(name)
    return read_source(path)


def checks_of(name: str) -> dict[str, str]:
    """Give the source of each test cell."""
    cells = source_of(name).cells
    return {
        cell.metadata.nbgrader.grade_id: cell.source
        for cell in cells
        if is_grade(cell) and not is_solution(cell) and cell.cell_type == "code"
    }


def question_of(source: str) -> str:
    return (ast.get_docstring(ast.parse(source)) or "").partition("\n")[0]


def hidden_nodes(source: str) -> list[ast.AST]:
    """List what is in the hidden lines, and in the functions above them that they call."""
    lines = source.split("\n")
    begin = next(n for n, line in enumerate(lines, 1) if BEGIN in line)
    tree = ast.parse(source)
    called = {
        node.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    functions = [f for f in tree.body if isinstance(f, ast.FunctionDef) and f.name in called]
    within = [node for node in tree.body if node.lineno > begin] + functions
    return [node for top in within for node in ast.walk(top)]


def messages_of(source: str) -> list[ast.expr]:
    """List what the hidden tests of a cell may say: asserts, hints, and texts handed to `check`."""
    nodes = hidden_nodes(source)
    found = [node.msg for node in nodes if isinstance(node, ast.Assert) and node.msg is not None]
    for call in (node for node in nodes if isinstance(node, ast.Call)):
        found += [given.value for given in call.keywords if given.arg == "hint"]
        if isinstance(call.func, ast.Name) and call.func.id == "check":
            found += [it for it in call.args if isinstance(it, ast.Constant) and isinstance(it.value, str)]
    found += [
        node.value
        for node in nodes
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and node.targets[0].id == "hint"
    ]
    for loop in (node for node in nodes if isinstance(node, ast.For)):  # for hint, tables in [("…", …), …]
        if ast.unparse(loop.target).startswith("(hint, ") and isinstance(loop.iter, ast.List):
            found += [case.elts[0] for case in loop.iter.elts if isinstance(case, ast.Tuple)]
    return [message for message in found if not isinstance(message, ast.Name)]


def words_of(message: ast.expr) -> str:
    """Give a message's own text, without what is put into it."""
    parts = message.values if isinstance(message, ast.JoinedStr) else [message]
    return "".join(str(part.value) for part in parts if isinstance(part, ast.Constant))


@pytest.mark.parametrize("name", NAMES)
def test_every_test_cell_asks_a_question_and_shows_its_messages(name: str) -> None:
    for check, source in checks_of(name).items():
        assert question_of(source).endswith("?"), f"{check} begins with a question"
        begins = [line for line in source.split("\n") if BEGIN in line]
        assert begins == ["### BEGIN HIDDEN TESTS show messages"], check


@pytest.mark.parametrize("name", NAMES)
def test_no_message_of_a_hidden_test_is_made_of_its_data(name: str) -> None:
    prompts = "".join(cell.source for cell in source_of(name).cells if cell.cell_type == "markdown")
    stated = set(re.findall(r"\d+", prompts))
    for check, source in checks_of(name).items():
        messages = messages_of(source)
        assert messages, f"{check} says something"
        for message in messages:
            shown = [part for part in ast.walk(message) if isinstance(part, ast.FormattedValue)]
            names = {ast.unparse(part.value) for part in shown}
            assert names <= NO_DATA, f"{check}: {ast.unparse(message)}"
            numbers = set(re.findall(r"\d+", words_of(message)))
            assert numbers <= stated, f"{check}: {ast.unparse(message)}"


@pytest.mark.parametrize("name", NAMES)
def test_comparisons_in_hidden_tests_have_a_hint(name: str) -> None:
    for check, source in checks_of(name).items():
        begin = source.split("\n").index("### BEGIN HIDDEN TESTS show messages") + 1
        for call in (node for node in hidden_nodes(source) if isinstance(node, ast.Call)):
            if isinstance(call.func, ast.Name) and call.func.id in ("check_table", "check_number"):
                hinted = any(given.arg == "hint" for given in call.keywords)
                assert hinted or call.lineno < begin, f"{check}: {ast.unparse(call)[:200]}"


# ------------------------------------------------------------------------------------------- a real page


def mistaken(name: str) -> dict[str, tuple[dict[str, str], set[str]]]:
    """Give two students wrong answers to different tasks each; say which tests they fail."""
    wrong = read_folder(COURSE.root / "answers" / name).wrong
    students = {}
    for student, order in {"ada": wrong, "ben": wrong[::-1]}.items():
        code: dict[str, str] = {}
        fails: set[str] = set()
        for answer in order:
            if not answer.code.keys() & code.keys():
                code |= answer.code
                fails |= set(answer.loses)
        students[student] = code, fails
    return students


def lines_of(page: str) -> dict[str, tuple[str, str]]:
    """Give for each line of the page's list its state and what is said, by its heading, as it is read."""
    found = {}
    for state, line in re.findall(r'<li class="(\w+)">(.*?)</li>', page, re.DOTALL):
        said = re.search(r'<p class="expected">(.*?)</p>', line, re.DOTALL)
        [heading] = re.findall(r"<a [^>]*>(.*?)</a>", line)
        found[read(heading)] = (state, read(said[1]) if said else "")
    return found


def read(text: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", text))


@pytest.mark.skipif(sandbox.why_no_sandbox() is not None, reason="needs the sandbox")
@pytest.mark.parametrize("name", one_at_once(NAMES))
def test_of_a_hidden_test_one_learns_what_was_wrong_and_not_its_table(
    name: str, graded: Callable[[str, dict[str, dict[str, str]]], Course]
) -> None:
    promise = "Of a hidden\ntest you learn what was wrong, and not its table."
    assert promise in (ROOT / "docs" / "student.md").read_text()
    students = mistaken(name)
    course = graded(name, {student: code for student, (code, _) in students.items()})
    pages = {
        page.parent.parent.name: page.read_text(encoding="utf-8") for page in feedback(course, name).files
    }

    hints = 0
    for student, (code, fails) in students.items():
        lines = lines_of(pages[student])
        for task in tasks_of(name, source_of(name)):
            for _, check in task.checks:
                source = checks_of(name)[check]
                state, said = lines[question_of(source).replace("`", "")]
                wrong = check in fails or task.cell[1] not in code
                assert state == ("failed" if wrong else "passed"), check
                if wrong:
                    assert len(said.split()) >= 5, f"{check}: {said!r}"
                    assert "hidden" not in said, f"{check}: {said!r}"
                    texts = [words_of(message).replace("`", "") for message in messages_of(source)]
                    hints += any(text in said for text in texts)
    assert hints, "some of these mistakes are found by hidden tests alone"
