"""Honest work scores in every cell as stock nbgrader scores it, on notebooks that nbgrader brings itself."""

import copy
import shutil
from pathlib import Path

import nbgrader
import pytest
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI

from nbseal.assignments.release import release
from nbseal.course.gradebook import ensure_gradebook
from nbseal.grading import engine, sandbox

from ..stock import autograde, begin_again, comments, make_course, scores

pytestmark = [
    pytest.mark.skipif(sandbox.why_no_sandbox() is not None, reason="needs the sandbox"),
    pytest.mark.timeout(1800),
    pytest.mark.thorough("grades with stock nbgrader as well, which takes seconds for each notebook"),
]

NBGRADER = Path(nbgrader.__file__).parent


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
    result = engine.grade(course, "ps1", tests=tests, force=True, pool=worker)
    assert result.graded == ["bitdiddle", "hacker"]
    assert (scores(course, "ps1"), comments(course, "ps1")) == stock
    assert len(stock[0]) == 18


def test_nbgrader_autograde_gives_the_same_through_its_own_settings(course101):
    course, stock = course101
    with (course.root / "nbgrader_config.py").open("a") as config:
        config.write(
            "here = 'nbseal.plugins.'\n"
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
        engine.grade(course, assignment, pool=worker)
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
    engine.grade(files, "slow", timeout=2, force=True, pool=worker)
    with Gradebook(files.db_url) as gradebook:
        assert gradebook.find_submission_notebook("p1", "slow", "timeout").score == 0
