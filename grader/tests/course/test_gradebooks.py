"""SQLite and a PostgreSQL server hold the same grades, and lose nothing where two people work at once."""

import csv
import threading
import time

import pytest
from nbgrader.api import Gradebook

from nbseal.assignments.release import release
from nbseal.course import open_course
from nbseal.course.gradebook import open_gradebook
from nbseal.errors import GradebookError
from nbseal.grading import engine, sandbox
from nbseal.returning.export import export_csv

from ..here import Here

pytestmark = [
    pytest.mark.skipif(sandbox.why_no_sandbox() is not None, reason="needs the sandbox"),
    pytest.mark.xdist_group("postgresql"),
]

on_both = pytest.mark.parametrize("course", ["sqlite", "postgresql"], indirect=True)
on_postgresql = pytest.mark.parametrize("course", ["postgresql"], indirect=True)
DOUBLE = "def double(n):\n    return 2 * n"


@pytest.fixture
def released(course, answer):
    release(course, "num")
    answer("ada", double=DOUBLE, square="def square(n):\n    return n * n", reason="To compare.")
    answer("bob", double=DOUBLE, triple="raise SystemExit")
    answer("çem", reason="Because.")
    return course


@pytest.fixture(scope="module")
def kept():
    """Return what each kind of gradebook was found to hold, to be compared."""
    return {}


def grade(course, **options):
    return engine.grade(course, "num", pool=Here(), **options)


def held(course):
    with open_gradebook(course) as gradebook:
        return [
            (submission.student.id, row.name, row.auto_score, row.manual_score, row.needs_manual_grade)
            for submission in sorted(gradebook.assignment_submissions("num"), key=lambda it: it.student.id)
            for notebook in submission.notebooks
            for row in sorted(notebook.grades, key=lambda row: row.name)
        ]


def exported(course, target):
    export_csv(course, target)
    with target.open(newline="", encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    for row in rows:
        row["timestamp"] = bool(row["timestamp"])  # each course was handed in at another time
    return rows


@on_both
def test_a_whole_round_ends_with_the_same_grades_and_the_same_export(released, tmp_path, kept, request):
    first = grade(released)
    with open_gradebook(released) as gradebook:
        gradebook.update_or_create_student("ada", last_name="Lovelace", first_name="Ada")
        gradebook.update_or_create_student("zoe", last_name="Ångström")
        gradebook.find_grade("reason", "num", "num", "ada").manual_score = 1.5
        gradebook.find_comment("reason", "num", "num", "ada").manual_comment = "Größe! 数"
        gradebook.db.commit()
    assert grade(released).unchanged == ["ada", "bob", "çem"]
    again = grade(released, force=True)
    assert (again.graded, again.flagged) == (["ada", "bob", "çem"], first.flagged)
    with open_gradebook(released) as gradebook:
        assert gradebook.find_comment("reason", "num", "num", "ada").manual_comment == "Größe! 数"
    found = held(released), exported(released, tmp_path / "grades.csv"), first.flagged
    assert ("ada", "reason", None, 1.5, True) in found[0]
    assert [row["student_id"] for row in found[1]] == ["bob", "çem", "ada", "zoe"]
    kept[request.node.callspec.params["course"]] = found
    assert all(other == found for other in kept.values())


@pytest.mark.parametrize(
    "course",
    ["sqlite", pytest.param("postgresql", marks=pytest.mark.thorough("SQLite is what has one writer only"))],
    indirect=True,
)
def test_scores_entered_while_the_class_is_graded_are_all_kept(released, answer):
    for number in range(6):
        answer(f"student{number}", double=DOUBLE)
    grade(released)
    entered: dict[str, float] = {}
    over = threading.Event()

    def enter():
        while not over.is_set():
            for number in range(6):
                points = (len(entered) % 4) / 2
                with Gradebook(released.db_url) as gradebook:
                    gradebook.find_grade("reason", "num", "num", f"student{number}").manual_score = points
                    gradebook.db.commit()
                entered[f"student{number}"] = points

    person = threading.Thread(target=enter)
    person.start()
    try:
        result = grade(released, force=True)
    finally:
        over.set()
        person.join()
    assert len(result.graded) == 9
    rows = {(student, task): (auto, manual) for student, task, auto, manual, _ in held(released)}
    assert {student: rows[student, "reason"][1] for student in entered} == entered
    assert all(rows[student, "double_tests"][0] == 2.0 for student in entered)


def once_somebody_waits(server, course, then):
    """Call `then` as soon as a connection of this gradebook waits for another one's lock."""
    name = course.db_url.partition("@/")[2].partition("?")[0]
    query = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND wait_event_type = 'Lock'"
    with server.connect() as watching:
        deadline = time.monotonic() + 120
        while not watching.execute(query, [name]).fetchone()[0] and time.monotonic() < deadline:
            time.sleep(0.02)
        waited = time.monotonic() < deadline
    then()
    return waited


@on_postgresql
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE grade SET manual_score = 1.5 FROM base_cell b WHERE b.id = cell_id AND b.name = 'reason'",
        "INSERT INTO student (id, lms_user_id) VALUES ('new', '7')",
    ],
    ids=["a score that is being entered", "a student who is being added"],
)
def test_what_another_is_about_to_write_is_waited_for(released, answer, server, statement):
    grade(released)
    answer("new", double=DOUBLE)
    other = server.connect(released.db_url.partition("@/")[2].partition("?")[0])
    other.execute("BEGIN")
    other.execute(statement)
    waited = []
    person = threading.Thread(
        target=lambda: waited.append(once_somebody_waits(server, released, lambda: other.execute("COMMIT")))
    )
    person.start()
    try:
        result = grade(released, force=True)
    finally:
        person.join()
        other.close()
    assert waited == [True]
    assert result.graded == ["ada", "bob", "new", "çem"]
    rows = {(student, task): row for student, task, *row in held(released)}
    assert rows["new", "double_tests"][0] == 2.0
    if statement.startswith("UPDATE"):
        assert rows["bob", "reason"] == [0.0, 1.5, True]


@on_postgresql
def test_a_gradebook_that_goes_away_is_one_sentence_and_what_was_written_stays(released, server):
    grade(released, students=["ada"])
    before = held(released)
    name = released.db_url.partition("@/")[2].partition("?")[0]

    written = []

    def cut(_done, _total, student, _flags):
        written.append(student)
        with server.connect() as connection:
            connection.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
            )

    with pytest.raises(GradebookError, match="run the same command again") as raised:
        grade(released, force=True, progress=cut)
    assert "\n" not in str(raised.value)
    with server.connect() as connection:
        connection.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
    assert [row for row in held(released) if row[0] == "ada"] == before
    assert len(written) == 1
    assert set(grade(released).graded) == {"bob", "çem"} - set(written)


@on_postgresql
def test_an_address_that_leads_nowhere_is_one_sentence_without_the_password(course, tmp_path):
    path = course.root / "nbgrader_config.py"
    url = f"postgresql+psycopg://grader:geheim@/none?host={tmp_path}"
    path.write_text(f"{path.read_text()}c.CourseDirectory.db_url = {url!r}\n")
    with pytest.raises(GradebookError, match="cannot be used") as raised:
        release(open_course(course.root), "num")
    assert "geheim" not in str(raised.value)
    assert "\n" not in str(raised.value)
