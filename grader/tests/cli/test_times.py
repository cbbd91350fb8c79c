"""`due` shows what the file says, in the course's zone, and ends as every command does."""

import json

import pytest
from typer.testing import CliRunner

from nbseal.assignments.release import release
from nbseal.cli import app

CONFIG = 'c.AssignLatePenalties.plugin_class = "nbseal.plugins.CourseRule"\n'
FILE = """
timezone = "America/New_York"
[assignments.num]
due = "2026-10-30 18:00"
[assignments.num.extensions]
ada = "3 days"
[late]
per_day = "10%"
"""


@pytest.fixture
def run(course, monkeypatch):
    """Run a command in a course with the file."""
    with (course.root / "nbgrader_config.py").open("a") as config:
        config.write(CONFIG)
    (course.root / "course.toml").write_text(FILE)
    monkeypatch.chdir(course.root)
    return lambda *line: CliRunner().invoke(app, list(line))


def test_times_have_the_offset_of_their_own_day(run):
    done = run("due", "num")
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        "All times are those of America/New_York.",
        "num: due Fri 2026-10-30 18:00 -04:00",
        "  ada has until Mon 2026-11-02 18:00 -05:00 (3 days)",
        "  late: 10% of the points earned for each day that has begun",
        "  not in the gradebook yet, since it is not released",
    ]


def test_json_has_the_same_as_data(run, course):
    release(course, "num")
    done = json.loads(run("due", "--json").stdout)
    (one,) = done["assignments"]
    assert (done["timezone"], done["remarks"], one["released"]) == ("America/New_York", [], True)
    assert one["due"] == "2026-10-30T18:00:00-04:00"
    assert one["extensions"] == [{"student": "ada", "due": "2026-11-02T18:00:00-05:00", "written": "3 days"}]
    assert one["changes"] == [
        "num: due Fri 2026-10-30 18:00 -04:00, as course.toml says; the gradebook had no due date"
    ]


def test_what_somebody_should_look_at_ends_with_1(run, course):
    (course.root / "course.toml").write_text(FILE.replace("assignments.num", "assignments.nun"))
    done = run("due")
    assert done.exit_code == 1
    assert "there is no assignment 'nun' in source/ yet; did you mean 'num'?" in done.stdout


def test_a_file_that_cannot_be_understood_ends_with_2_and_says_why_in_json_too(run, course):
    (course.root / "course.toml").write_text(FILE.replace("York", "Yrok"))
    done = run("due", "--json")
    assert done.exit_code == 2
    assert json.loads(done.stdout)["error"].endswith("did you mean 'America/New_York'?")


def test_without_a_file_it_says_so(run, course):
    (course.root / "course.toml").unlink()
    done = run("due")
    assert done.exit_code == 0
    assert done.stdout.splitlines()[:3] == [
        f"There is no course.toml in {course.root}; this is what the gradebook says.",
        "All times are those of UTC.",
        "num: due not said",
    ]
