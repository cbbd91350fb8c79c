"""Mixtures of answers to ps1 score in every cell as stock nbgrader scores them.

`GRADER_MIXTURES` says how many (stock nbgrader takes some five seconds for each).
"""

import os
import random
import shutil
from pathlib import Path

import nbformat
import pytest
from grader.tests.stock import autograde, begin_again, comments, make_course, scores

from nbseal.assignments.release import release
from nbseal.course import notebooks
from nbseal.demo.example_class import solutions_of
from nbseal.grading import engine, sandbox

pytestmark = [
    pytest.mark.skipif(sandbox.why_no_sandbox() is not None, reason="needs the sandbox"),
    pytest.mark.timeout(1800),
    pytest.mark.thorough("grades with stock nbgrader as well; test_configuration tries its commands"),
]

MIXTURES = int(os.environ.get("GRADER_MIXTURES", "4"))
ROOT = Path(__file__).parents[2]


def answers(source):
    """Return every answer there is to each task: the solution, others that are right, and mistakes."""
    found = {task: [code] for task, code in solutions_of(source).items()}
    for path in sorted((ROOT / "assignments" / "answers" / "ps1").glob("*/*.py")):
        _head, *rest = path.read_text().split("# task: ")
        for section in rest:
            task, _, code = section.partition("\n")
            found[task.strip()].append(code.strip())
    return found


def test_mixtures_of_answers_to_ps1_score_in_every_cell_as_with_stock_nbgrader(tmp_path, worker):
    root = tmp_path / "course"
    shutil.copytree(ROOT / "assignments" / "source" / "ps1", root / "source" / "ps1")
    course = make_course(
        root,
        "c.Sessions.preload.append('leadermanager.datasets')\n"
        f"c.Sessions.read_only = [{str(ROOT / 'data')!r}]\n",
    )
    release(course, "ps1")
    known = answers(notebooks.read(root / "source" / "ps1" / "ps1.ipynb"))
    choice = random.Random(20260112)
    for number in range(MIXTURES):
        notebook = nbformat.read(root / "release" / "ps1" / "ps1.ipynb", as_version=4)
        for cell in notebook.cells:
            task = cell.metadata.get("nbgrader", {}).get("grade_id")
            if task in known and (draw := choice.random()) > 0.1:
                cell.source = "" if draw < 0.17 else choice.choice(known[task])
        place = root / "submitted" / f"s{number:02d}" / "ps1"
        place.mkdir(parents=True)
        nbformat.write(notebook, place / "ps1.ipynb")
    autograde(course, "ps1")
    stock = scores(course, "ps1"), comments(course, "ps1")
    begin_again(course, "ps1")
    result = engine.grade(course, "ps1", pool=worker)
    assert len(result.graded) == MIXTURES
    assert (scores(course, "ps1"), comments(course, "ps1")) == stock
    earned = [points for points, _ in stock[0].values()]
    assert 0.0 in earned
    assert 1.0 in earned
