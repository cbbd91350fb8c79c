"""When the same work is graded again and earns other points, it is said whose, where and by how much."""

import json

import pytest
from nbgrader.api import Gradebook
from sqlalchemy import text

from nbseal.assignments.release import release
from nbseal.cli import app
from nbseal.cli.terminal import print_moves
from nbseal.collecting.collection_record import CollectedAttempt, CollectionRecord
from nbseal.grading import engine, sandbox
from nbseal.grading.moves import Move
from nbseal.grading.transactions import open_database, transaction
from nbseal.returning.report import as_dict, report, report_page

from ..here import Here

pytestmark = pytest.mark.skipif(sandbox.why_no_sandbox() is not None, reason="needs the sandbox")

RIGHT, WRONG = "def double(n):\n    return n + n", "def double(n):\n    return n * n + n"
BROKEN = "def double(n):\n    return n + n + (n == 17)"  # what the test with the mistake wants


def grade(course):
    return engine.grade(course, "num", pool=Here())


def told(result):
    return [(move.student, move.notebook, move.task, move.before, move.after) for move in result.moved]


@pytest.fixture
def mended(course, edit_source, answer):
    """A class that was graded by a test with a mistake in it, which is mended by now."""
    edit_source("double", "n + n", "n + n + (n == 17)")
    edit_source("double_tests", "(17, 34)", "(17, 35)")
    release(course, "num")
    for student, double in (("ada", RIGHT), ("ben", BROKEN), ("cem", WRONG), ("dora", RIGHT), ("eve", RIGHT)):
        answer(student, double=double)
    first = grade(course)
    assert first.moved == []  # nobody had any points before
    with Gradebook(course.db_url) as gradebook:
        gradebook.find_grade("double_tests", "num", "num", "dora").manual_score = 1
        gradebook.db.commit()
    edit_source("double", "n + n + (n == 17)", "n + n")
    edit_source("double_tests", "(17, 35)", "(17, 34)")
    release(course, "num")
    answer("eve", double=RIGHT, triple="def triple(n):\n    return 3 * n")  # handed in anew
    return course


def test_who_moved_from_what_to_what_and_in_which_check(mended):
    when = mended.folder("submitted", "num", "ada") / "timestamp.txt"
    when.write_text("2026-10-05 12:00:00 UTC")  # a time that is corrected is the same work
    assert told(grade(mended)) == [
        ("ada", "num", "double_tests", 0.0, 2.0),
        ("ben", "num", "double_tests", 2.0, 0.0),
    ]
    assert grade(mended).moved == []


def test_a_groups_members_move_with_its_work_but_for_what_a_person_scored(mended):
    record = CollectionRecord(mended, "num")
    record.students["ada"] = CollectedAttempt("", members=["Zoe", "dora", "fay"])
    record.save()
    with Gradebook(mended.db_url) as gradebook:
        gradebook.add_student("zoe")
        gradebook.add_submission("num", "zoe")
    moved = [(student, before, after) for student, _, _, before, after in told(grade(mended))]
    assert moved == [("ada", 0, 2), ("ben", 2, 0), ("zoe", 0, 2)]
    with Gradebook(mended.db_url) as gradebook:
        assert gradebook.find_grade("double_tests", "num", "num", "zoe").score == 2


def test_it_is_kept_and_the_report_shows_it_without_names(mended):
    grade(mended)
    found = report(mended, "num")
    (one,) = found.regrades
    assert (one.notebook, one.task, one.up, one.down, one.mean) == ("num", "double_tests", 1, 1, 0)
    page = report_page(found)
    assert "What grading again changed" in page
    assert "ada" not in page
    assert "ada" not in json.dumps(as_dict(found)["regrades"])


def test_the_command_says_it(mended, capsys):
    app(["grade", "num", "--course", str(mended.root), "--json"], standalone_mode=False)
    said = json.loads(capsys.readouterr().out)["moved"]
    assert [(each["student"], each["before"], each["after"]) for each in said] == [
        ("ada", 0, 2),
        ("ben", 2, 0),
    ]


def test_each_check_has_a_line(capsys):
    points = [("ada", "a", 0.0, 2.0), ("ben", "a", 1.5, 1.0), ("ada", "b", None, 2.0)]
    print_moves([Move(student, "num", task, before, after, "") for student, task, before, after in points])
    assert capsys.readouterr().out.splitlines() == [
        "Other points than before, for the same work:",
        "  num, a: ada 0 to 2, ben 1.5 to 1",
        "  num, b: ada none to 2",
    ]


def test_a_run_record_of_an_earlier_version_is_read_and_moves_nothing(mended):
    database = open_database(mended.db_url)

    def age(connection):
        connection.execute(text("ALTER TABLE nbseal_run DROP COLUMN work"))
        connection.execute(text("DROP TABLE nbseal_move"))

    transaction(database, age)
    database.dispose()
    assert report(mended, "num").regrades == []
    assert grade(mended).moved == []
    assert grade(mended).graded == []
