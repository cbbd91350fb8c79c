"""What the text allows earns every point and stops no cell: here, what names the rows as a nameless index."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from nbseal.assignments.release import read_source
from nbseal.assignments.soundness.trials import Task, tasks_of
from nbseal.course import Course, notebooks, open_course
from nbseal.course.gradebook import totals
from nbseal.grading import sandbox

from .conftest import one_at_once

COURSE = open_course(Path(__file__).parents[2] / "assignments")

NAMELESS = """

def nameless(function, keys):
    def inner(*given, **named):
        table = function(*given, **named)
        texts = [it for it in (*given, *named.values()) if isinstance(it, str)]
        key = next(it for it in (*texts, *keys) if it in table.columns)
        return table.set_index(key).rename_axis(None)

    return inner


{task} = nameless({task}, {keys})
"""


def with_a_nameless_index(task: Task, checks: dict[str, str]) -> str:
    """Give the solution, changed so that a table has no column for what names its rows."""
    text = "".join(checks[check] for _, check in task.checks)
    keys = re.findall(r'key="(\w+)"', text) + re.findall(r'with_key\(.*, "(\w+)"\)', text)
    if not keys:
        return task.solution
    return task.solution + NAMELESS.format(task=task.cell[1], keys=sorted(set(keys)))


@pytest.mark.skipif(sandbox.why_no_sandbox() is not None, reason="needs the sandbox")
@pytest.mark.parametrize("name", one_at_once(COURSE.assignments()))
def test_rows_may_be_named_by_an_index_without_a_name(
    name: str, graded: Callable[[str, dict[str, dict[str, str]]], Course]
) -> None:
    (path,) = COURSE.source_notebooks(name)
    source = read_source(path)
    cells = {
        cell.metadata.nbgrader.get("grade_id"): cell.source
        for cell in source.cells
        if "nbgrader" in cell.metadata
    }
    tasks = tasks_of(name, source)
    course = graded(name, {"ada": {task.cell[1]: with_a_nameless_index(task, cells) for task in tasks}})

    stopped = {}
    for cell in notebooks.read(course.folder("autograded", name, "ada") / f"{name}.ipynb").cells:
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                stopped[cell.source[:200]] = f"{output.ename}: {output.evalue}"
    assert stopped == {}
    (score,) = [score for student, score, _, _ in totals(course, name) if student == "ada"]
    assert score == sum(task.points for task in tasks)
