"""Honest work scores in every cell as stock nbgrader scores it.

`GRADER_MIXTURES` says how many mixtures of answers to ps1 stock nbgrader grades as well (it takes some five
seconds for each).
"""

import copy
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import nbgrader
import pytest
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI

from leadermanager.grading import engine, notebooks, sandbox
from leadermanager.grading.course import open_course
from leadermanager.grading.example_class import solved
from leadermanager.grading.gradebook import ensure_gradebook
from leadermanager.grading.release import release

pytestmark = [
    pytest.mark.skipif(sandbox.why_no_sandbox() is not None, reason="needs the sandbox"),
    pytest.mark.timeout(1800),
]

MIXTURES = int(os.environ.get("GRADER_MIXTURES", "4"))
ROOT = Path(__file__).parents[2]
NBGRADER = Path(nbgrader.__file__).parent


def make_course(root, config=""):
    root.mkdir(parents=True, exist_ok=True)
    text = f"c = get_config()\nc.CourseDirectory.root = {str(root)!r}\nc.Execute.timeout = 300\n{config}"
    (root / "nbgrader_config.py").write_text(text)
    return open_course(root)


def scores(course, assignment):
    with Gradebook(course.db_url) as gradebook:
        return {
            (submission.student.id, notebook.name, grade.name): (grade.auto_score, grade.needs_manual_grade)
            for submission in gradebook.assignment_submissions(assignment)
            for notebook in submission.notebooks
            for grade in notebook.grades
        }


def comments(course, assignment):
    with Gradebook(course.db_url) as gradebook:
        return {
            (submission.student.id, comment.name): comment.auto_comment
            for submission in gradebook.assignment_submissions(assignment)
            for notebook in submission.notebooks
            for comment in notebook.comments
        }


def autograde(course, assignment):
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    command = [sys.executable, "-m", "nbgrader", "autograde", assignment]
    # On a busy machine it once failed at one student, which says nothing of us; run again, it goes on with
    # whom it has not graded.
    for _ in range(2):
        run = subprocess.run(
            command,
            cwd=course.root,
            env={**os.environ, "PATH": path},
            capture_output=True,
            text=True,
            check=False,
        )
        if run.returncode == 0:
            return
    told = [line for line in run.stderr.splitlines() if "has changed!" not in line]
    pytest.fail("\n".join(told)[-6000:])


def begin_again(course, assignment):
    shutil.rmtree(course.root / "autograded", ignore_errors=True)
    Path(course.db_url.removeprefix("sqlite:///")).unlink()
    release(course, assignment)


# ----------------------------------------------------------------------------------- nbgrader's own course


@pytest.fixture(scope="module")
def course101(tmp_path_factory):
    """Return nbgrader's own example course, and the scores and comments stock nbgrader gives in it."""
    root = tmp_path_factory.mktemp("course101")
    guide = NBGRADER / "docs" / "source" / "user_guide"
    shutil.copytree(guide / "source" / "ps1", root / "source" / "ps1")
    shutil.copytree(guide / "submitted", root / "submitted")
    course = make_course(root)
    release(course, "ps1")
    autograde(course, "ps1")
    stock = scores(course, "ps1"), comments(course, "ps1")
    begin_again(course, "ps1")
    return course, stock


@pytest.mark.parametrize("tests", ["outside", "inside"])
def test_nbgraders_own_course_scores_as_with_stock_nbgrader_in_every_cell(course101, tests, worker):
    course, stock = course101
    result = engine.grade(course, "ps1", tests=tests, force=True, crew=worker)
    assert result.graded == ["bitdiddle", "hacker"]
    assert (scores(course, "ps1"), comments(course, "ps1")) == stock
    assert len(stock[0]) == 18


def test_nbgrader_autograde_gives_the_same_through_its_own_settings(course101):
    course, stock = course101
    with (course.root / "nbgrader_config.py").open("a") as config:
        config.write(
            "here = 'leadermanager.grading.preprocessors.'\n"
            "c.Autograde.sanitize_preprocessors = [here + 'RestoreReleased']\n"
            "c.Autograde.autograde_preprocessors = [here + 'GradeSealed', "
            "'nbgrader.preprocessors.AssignLatePenalties', 'nbgrader.preprocessors.CheckCellMetadata']\n"
        )
    begin_again(course, "ps1")
    autograde(course, "ps1")
    assert (scores(course, "ps1"), comments(course, "ps1")) == stock


# ------------------------------------------------------------ the notebooks of nbgrader's own autograde tests

# Assignment, its source, and what the tests of nbgrader 0.9.6 expect of each submission: the score, the most
# there is, and whether a person has to look. Where ours is better, the reason is given.
FILES = [
    ("grade", "submitted-unchanged", "submitted-unchanged", 1, 7, False, None),
    ("grade", "submitted-unchanged", "submitted-changed", 2, 7, True, None),
    ("grade", "submitted-unchanged", "submitted-cheat-attempt", 1, 7, True, None),
    ("grade", "submitted-unchanged", "submitted-cheat-attempt-alternative", 1, 7, True, None),
    ("simple", "autotest-simple", "autotest-simple-unchanged", 0, 1, False, None),
    ("simple", "autotest-simple", "autotest-simple-changed", 1, 1, False, None),
    ("hashed", "autotest-hashed", "autotest-hashed-unchanged", 0, 1, False, None),
    ("hashed", "autotest-hashed", "autotest-hashed-changed", 1, 1, False, None),
    ("multi", "autotest-multi", "autotest-multi-unchanged", 0, 4, False, None),
    ("multi", "autotest-multi", "autotest-multi-changed", 3, 4, False, None),
    ("hidden", "autotest-hidden", "autotest-hidden-unchanged", 0, 1, False, None),
    ("hidden", "autotest-hidden", "autotest-hidden-changed-wrong", 0, 1, False, None),
    ("hidden", "autotest-hidden", "autotest-hidden-changed-right", 1, 1, False, None),
    ("lines", "test-hidden-tests", "the release", 1.5, 3, False, None),
    ("variable", "validating-environment-variable", "validating-environment-variable", 0, 1, False, None),
    ("relative", "open_relative_file", "open_relative_file", 10, 10, False, None),
    ("slow", "timeout", "timeout", 1, 1, False, None),
]


@pytest.fixture(scope="module")
def files(tmp_path_factory, worker):
    """Return a course made of those notebooks, graded in one go: by assignment and submission."""
    root, here = tmp_path_factory.mktemp("files"), NBGRADER / "tests" / "apps" / "files"
    course = make_course(root)
    shutil.copy(here / "autotests.yml", root)
    ensure_gradebook(course)
    for assignment, source, submission, *_ in FILES:
        place = root / "source" / assignment
        if not place.exists():
            place.mkdir(parents=True)
            shutil.copy(here / f"{source}.ipynb", place / "p1.ipynb")
            shutil.copy(here / "data.txt", place)
            # Ours would refuse some of them, which show a part of their solutions.
            config = copy.deepcopy(course.config)
            if assignment == "lines":  # as in nbgrader's test
                config.ClearSolutions.code_stub = {"python": "# YOUR CODE HERE"}
            made = NbGraderAPI(config=config).generate_assignment(assignment)
            assert made["success"], made["log"]
        target = root / "submitted" / submission.replace(" ", "-") / assignment
        target.mkdir(parents=True)
        given = root / "release" / assignment / "p1.ipynb"
        shutil.copy(
            given if submission == "the release" else here / f"{submission}.ipynb", target / "p1.ipynb"
        )
    for assignment in dict.fromkeys(row[0] for row in FILES):
        engine.grade(course, assignment, crew=worker)
    return course


@pytest.mark.parametrize(("assignment", "_", "submission", "score", "most", "person", "better"), FILES)
def test_nbgraders_own_test_notebooks_score_as_its_tests_expect(
    files, assignment, _, submission, score, most, person, better
):
    with Gradebook(files.db_url) as gradebook:
        found = gradebook.find_submission_notebook("p1", assignment, submission.replace(" ", "-"))
        assert (found.score, found.max_score) == (score, most), better
        assert found.needs_manual_grade == person, better


def test_a_timeout_costs_what_it_costs_with_nbgrader(files, worker):
    engine.grade(files, "slow", timeout=2, force=True, crew=worker)
    with Gradebook(files.db_url) as gradebook:
        assert gradebook.find_submission_notebook("p1", "slow", "timeout").score == 0


# -------------------------------------------------------------------------------------------- mixtures of ps1


def answers(source):
    """Return every answer there is to each task: the solution, others that are right, and mistakes."""
    found = {task: [code] for task, code in solved(source).items()}
    for path in sorted((ROOT / "tests" / "assignments" / "ps1").glob("*/*.py")):
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
    result = engine.grade(course, "ps1", crew=worker)
    assert len(result.graded) == MIXTURES
    assert (scores(course, "ps1"), comments(course, "ps1")) == stock
    earned = [points for points, _ in stock[0].values()]
    assert 0.0 in earned
    assert 1.0 in earned
