"""Each assignment gives and takes the points it should, says what it asks, and gives nothing away.

Assignments are found by their folders, so that a new one is tested by adding its files.
"""

import re
from functools import cache
from pathlib import Path

import nbformat
import pytest
from nbgrader.utils import is_grade, is_locked, is_solution

from nbseal.assignments.release import read_source
from nbseal.assignments.release.inspection import inspect
from nbseal.assignments.soundness import check
from nbseal.assignments.soundness.answer_files import AnswerFolder, read_folder
from nbseal.assignments.soundness.rubrics import rubric_faults, written_answers
from nbseal.assignments.soundness.trials import Trials, released_aside, tasks_of
from nbseal.course import open_course
from nbseal.grading import sandbox
from nbseal.grading.pool import LocalPool

ROOT = Path(__file__).parents[2]
COURSE = open_course(ROOT / "assignments")
NAMES = COURSE.assignments()
needs_sandbox = pytest.mark.skipif(sandbox.why_no_sandbox() is not None, reason="needs the sandbox")
POINTS = {"ps0": 5, "capstone": 40}  # all others: 15
REAL_TABLES = ("cases", "findings", "supervisors")


def points_of(name: str) -> int:
    return POINTS.get(name, 15)


@cache
def source_of(name: str):
    (path,) = COURSE.source_notebooks(name)
    return read_source(path)


@cache
def release_of(name: str):
    with released_aside(COURSE, name) as aside:
        return nbformat.read(aside.folder("release", name) / f"{name}.ipynb", as_version=4)


def answers_to(name: str) -> AnswerFolder:
    return read_folder(COURSE.root / "answers" / name)


def graded(name: str) -> dict[str, list[str]]:
    """Give, for each task with code, the ids of its test cells."""
    return {task.cell[1]: [test for _, test in task.checks] for task in tasks_of(name, source_of(name))}


@pytest.mark.parametrize("name", NAMES)
def test_there_is_nothing_to_refuse_in_its_release_or_to_warn_of(name: str) -> None:
    found = inspect(COURSE, name)
    assert [str(each) for each in (*found.faults, *found.not_python, *found.warnings)] == []


@needs_sandbox
@pytest.mark.parametrize("name", NAMES)
def test_its_solution_earns_every_point_and_its_release_none(name: str, worker: LocalPool) -> None:
    tasks = tasks_of(name, source_of(name))
    handed_in = {"solved": {task.cell: task.solution for task in tasks}, "as it came": {}}
    with released_aside(COURSE, name) as aside:
        scores = Trials(aside, name, worker).grade(handed_in, lambda: None)
    for task in tasks:
        for cell, points in task.checks.items():
            assert scores["solved"][cell].points == points, cell
            assert scores["as it came"][cell].points == 0, cell


@needs_sandbox
@pytest.mark.thorough("half a minute for each, with every answer kept beside it and some mutants")
@pytest.mark.parametrize("name", NAMES)
def test_its_tests_give_and_take_the_points_they_should(name: str, worker: LocalPool) -> None:
    found = check(COURSE, name, worker, quick=True)
    shown = [*found.faults, *found.details()]
    assert found.sound, "\n".join(shown)
    assert found.left_out == []


@pytest.mark.parametrize("name", NAMES)
def test_there_are_enough_answers_to_judge_by(name: str) -> None:
    answers = answers_to(name)
    whole = [one for one in answers.right if one.code.keys() == graded(name).keys()]
    assert len(whole) >= 3, "three solutions of somebody else's, each to every task"
    assert len(answers.wrong) >= 5
    lost = {test for one in answers.wrong for test in one.loses}
    assert lost == {test for tests in graded(name).values() for test in tests}, (
        "a mistake for every test cell"
    )


@pytest.mark.parametrize("name", NAMES)
def test_points_add_up_to_what_the_title_and_the_prompts_say(name: str) -> None:
    cells = source_of(name).cells
    assert sum(cell.metadata.nbgrader.points for cell in cells if is_grade(cell)) == points_of(name)
    assert f"**{points_of(name)}**" in cells[0].source
    headings = [cell.source.splitlines()[0] for cell in cells if cell.cell_type == "markdown" and cell.source]
    stated = [re.search(r"\((\d+) points?\)$", line) for line in headings if line.startswith("## Task")]
    assert sum(int(found[1]) for found in stated if found) == points_of(name)


@pytest.mark.parametrize("name", NAMES)
def test_every_task_has_tests_that_are_named_after_it(name: str) -> None:
    for task, tests in graded(name).items():
        assert tests, f"{task} has no tests"
        assert all(re.fullmatch(rf"{task}(_\w+)?_tests", test) for test in tests)


@pytest.mark.parametrize("name", NAMES)
def test_a_real_table_is_worked_on(name: str) -> None:
    code = "\n".join(cell.source for cell in release_of(name).cells if cell.cell_type == "code")
    assert any(f"lm.load_{table}()" in code for table in REAL_TABLES)


@pytest.mark.parametrize("name", NAMES)
def test_written_pieces_have_a_rubric_that_a_marker_can_use_and_show_students_two_examples(name: str) -> None:
    written = written_answers(name, source_of(name))
    assert written
    assert list(rubric_faults(written, answers_to(name).examples or {})) == []
    cells = {
        cell.metadata.nbgrader.grade_id: cell.source for cell in source_of(name).cells if is_locked(cell)
    }
    for answer in written:
        prompt = cells[f"{answer.cell}_prompt"]
        assert all(len(level.description.split()) >= 5 for level in answer.levels), "each level is described"
        assert re.search(r"^\*Weak", prompt, re.MULTILINE)
        assert re.search(r"^\*Strong", prompt, re.MULTILINE)


@pytest.mark.parametrize("name", NAMES)
def test_the_examples_for_markers_are_in_no_file_that_students_get(name: str) -> None:
    examples = answers_to(name).examples or {}
    texts = [" ".join(text.split()) for levels in examples.values() for text in levels.values()]
    assert len(texts) == len(set(texts)) > 0
    shown = ["\n".join(cell.source for cell in release_of(name).cells)]
    for folder in ("course", "data", "docs", "src/leadermanager"):
        files = (ROOT / folder).rglob("*")
        shown += [
            it.read_text(errors="replace") for it in files if it.suffix in (".ipynb", ".toml", ".md", ".py")
        ]
    plain = [" ".join(text.replace("\\n", " ").split()) for text in shown]
    assert not [text for text in texts if any(text in each for each in plain)]


@pytest.mark.parametrize("name", NAMES)
def test_the_examples_for_markers_say_only_numbers_that_are_in_the_notebook(name: str) -> None:
    number = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
    said = {
        found
        for cell in source_of(name).cells
        if cell.cell_type == "markdown"
        for found in number.findall(cell.source)
    }
    for levels in (answers_to(name).examples or {}).values():
        for text in levels.values():
            assert set(number.findall(text)) <= said, text


@pytest.mark.parametrize("name", NAMES)
def test_its_tests_and_nothing_else_reach_students_folded_each_to_its_whole_question(name: str) -> None:
    for cell in release_of(name).cells:
        if is_grade(cell) and not is_solution(cell):
            assert cell.metadata.jupyter == {"source_hidden": True}, cell.id
            # JupyterLab shows the first line of a cell that is folded.
            assert re.fullmatch(r'"""[^"]+\?"""', cell.source.split("\n")[0]), cell.id
        else:
            assert "jupyter" not in cell.metadata, cell.id


@pytest.mark.parametrize("name", NAMES)
def test_it_ends_with_the_cell_that_hands_it_in(name: str) -> None:
    last = release_of(name).cells[-1]
    assert last.cell_type == "code"
    assert f'lm.hand_in("{name}")' in last.source


@pytest.mark.parametrize("name", NAMES)
def test_nothing_secret_is_left_in_the_release(name: str) -> None:
    text = "\n".join(cell.source for cell in release_of(name).cells)
    assert "HIDDEN TESTS" not in text
    assert "SOLUTION" not in text
    assert "leadermanager_instructor" not in text


@pytest.mark.parametrize("name", NAMES)
def test_source_is_stored_clean(name: str) -> None:
    source = source_of(name)
    assert (source.nbformat, source.nbformat_minor) == (4, 5)
    assert source.metadata.kernelspec.name == "python3"
    for cell in source.cells:
        assert not cell.get("outputs"), f"{cell.id} has outputs"
        assert cell.get("execution_count") is None, f"{cell.id} has been run"
        assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", cell.id), f"{cell.id} is no readable id"
