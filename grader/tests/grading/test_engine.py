"""A class is graded as stock nbgrader grades it, once, and to the same end however often it is cut short."""

import shutil
import sqlite3
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

from nbseal.assignments.release import release
from nbseal.errors import AssignmentError, GradebookError, SandboxError
from nbseal.grading import engine, place_record, sandbox
from nbseal.grading.autograded import replace_folder
from nbseal.grading.gradebook_rows import AssignmentRows
from nbseal.grading.run_lock import run_lock
from nbseal.grading.writer import Writer

from ..here import Here

pytestmark = pytest.mark.skipif(sandbox.why_no_sandbox() is not None, reason="needs the sandbox")

RIGHT = {
    "double": "def double(n):\n    return n + n",
    "triple": "def triple(n):\n    return 3 * n",
    "square": "def square(n):\n    return n * n",
    "negate": "def negate(n):\n    return -n",
}


@pytest.fixture
def released(course, answer):
    release(course, "num")
    answer("ada", **RIGHT, reason="They can be compared.")
    answer("bob", double=RIGHT["double"], triple="def triple(n):\n    return n")
    return course


def grade(course, **options):
    return engine.grade(course, "num", pool=Here(), **options)


def scores(course, assignment="num"):
    with Gradebook(course.db_url) as gradebook:
        return {
            (submission.student.id, notebook.name, grade.name): (grade.auto_score, grade.manual_score)
            for submission in gradebook.assignment_submissions(assignment)
            for notebook in submission.notebooks
            for grade in notebook.grades
        }


def auto(course, student):
    return {key[2]: value[0] for key, value in scores(course).items() if key[0] == student}


def test_a_check_that_the_solution_passes_only_inside_runs_there_and_is_said_once(
    course, edit_source, answer, monkeypatch
):
    edit_source("double", "return result", "double.called = True\n    return result")
    edit_source("double_tests", "assert double(1) == 2", "assert double(1) == 2 and double.called")
    release(course, "num")
    called = "def double(n):\n    double.called = True\n    return n + n"
    answer("ada", **{**RIGHT, "double": called})
    answer("bob", **RIGHT)
    result = grade(course)
    assert (auto(course, "ada")["double_tests"], auto(course, "bob")["double_tests"]) == (2.0, 0.0)
    assert (auto(course, "ada")["triple_tests"], result.flagged) == (2.0, [])
    (notice,) = result.notices
    assert notice.startswith("num: double_tests runs inside the notebook, because outside, the course's own")
    monkeypatch.setattr(place_record, "rehearse", None)  # what is known is not found out again
    assert grade(course, force=True).notices == [notice]


def test_a_solution_that_fails_its_own_check_moves_nothing_inside(course, edit_source, answer):
    edit_source("double", "n + n", "n + n + 1")
    release(course, "num")
    answer("ada", **RIGHT)
    result = grade(course)
    assert (auto(course, "ada")["double_tests"], result.notices) == (2.0, [])


def test_a_class_is_graded_into_the_gradebook_and_autograded(released):
    result = grade(released)
    assert result.graded == ["ada", "bob"]
    assert result.flagged == []
    tests = {f"{task}_tests": 2.0 for task in RIGHT}
    assert auto(released, "ada") == {**tests, "reason": None}
    assert auto(released, "bob") == {**dict.fromkeys(tests, 0.0), "double_tests": 2.0, "reason": 0.0}
    notebook = nbformat.read(released.folder("autograded", "num", "ada") / "num.ipynb", as_version=4)
    nbformat.validate(notebook)
    shown = [c.outputs for c in notebook.cells if c.cell_type == "code" and "Try it here" in c.source]
    assert shown[0][0]["data"]["text/plain"] == "4"


def test_failed_checks_show_what_was_wrong_and_no_line_of_the_test(released):
    grade(released)
    notebook = nbformat.read(released.folder("autograded", "num", "bob") / "num.ipynb", as_version=4)
    (cell,) = [c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") == "triple_tests"]
    (error,) = cell.outputs
    assert error.ename == "CheckFailed"
    assert "expected_triple" not in str(error)


def test_what_has_not_changed_is_left_alone(released, answer):
    grade(released)
    again = grade(released)
    assert (again.graded, again.unchanged) == ([], ["ada", "bob"])
    answer("bob", **RIGHT)
    third = grade(released)
    assert (third.graded, third.unchanged) == (["bob"], ["ada"])
    assert auto(released, "bob")["triple_tests"] == 2.0


def test_flags_of_what_is_left_alone_are_told_again(released, answer):
    answer("bob", double="import os\nos._exit(0)")
    first, again = grade(released), grade(released)
    assert [(flag.student, flag.task) for flag in first.flagged] == [("bob", "double")]
    assert again.flagged == first.flagged


def test_manual_scores_and_comments_survive_a_new_grading(released):
    grade(released)
    with Gradebook(released.db_url) as gradebook:
        gradebook.find_grade("triple_tests", "num", "num", "bob").manual_score = 1.5
        gradebook.find_comment("reason", "num", "num", "ada").manual_comment = "Well said."
        gradebook.db.commit()
    grade(released, force=True)
    assert scores(released)[("bob", "num", "triple_tests")] == (0.0, 1.5)
    with Gradebook(released.db_url) as gradebook:
        assert gradebook.find_comment("reason", "num", "num", "ada").manual_comment == "Well said."
        assert gradebook.find_grade("triple_tests", "num", "num", "bob").needs_manual_grade


def test_one_student_alone_can_be_graded(released):
    assert grade(released, students=["bob"]).graded == ["bob"]
    assert auto(released, "ada") == {}


@pytest.mark.parametrize("moment", ["before the files", "between files and scores", "in the transaction"])
def test_a_run_that_was_cut_short_ends_the_same_when_run_again(released, moment, monkeypatch):
    grade(released)
    undisturbed = scores(released)
    shutil.rmtree(released.folder("autograded", "num", "ada").parent.parent)
    Path(released.db_url.removeprefix("sqlite:///")).unlink()
    release(released, "num")

    def cut(*_):
        raise KeyboardInterrupt

    where, what = {
        "before the files": (engine, "replace_folder"),
        "between files and scores": (Writer, "write"),
        "in the transaction": (AssignmentRows, "write_comments"),
    }[moment]
    monkeypatch.setattr(where, what, cut)
    with pytest.raises(KeyboardInterrupt):
        grade(released)
    monkeypatch.undo()
    assert sorted(grade(released).graded) == ["ada", "bob"]
    assert scores(released) == undisturbed


def test_a_worker_that_dies_is_replaced(released):
    result = engine.grade(released, "num", pool=Here(breaks=1))
    assert sorted(result.graded) == ["ada", "bob"]
    assert result.flagged == []


def test_a_submission_that_brings_down_every_worker_is_flagged(released):
    result = engine.grade(released, "num", ["ada"], pool=Here(breaks=9))
    assert result.graded == ["ada"]
    assert "grade it by hand" in result.flagged[0].reason
    assert auto(released, "ada")["double_tests"] == 0.0


def test_what_could_not_be_graded_is_flagged_and_graded_by_the_next_run(released):
    undisturbed = engine.grade(released, "num", pool=Here())
    expected = scores(released)
    first = engine.grade(released, "num", force=True, pool=Here(breaks=1, error=SandboxError))
    assert [flag.student for flag in first.flagged] == ["ada"]
    assert auto(released, "ada")["double_tests"] == 0.0
    second = grade(released)
    assert (second.graded, second.unchanged) == (["ada"], ["bob"])
    assert second.flagged == undisturbed.flagged
    assert scores(released) == expected
    assert not flagged(released)


def flagged(course):
    with Gradebook(course.db_url) as gradebook:
        return [n.id for s in gradebook.assignment_submissions("num") for n in s.notebooks if n.flagged]


def test_a_sandbox_that_is_out_of_order_stops_the_run(released, answer):
    answer("cy")
    with pytest.raises(SandboxError):
        engine.grade(released, "num", pool=Here(breaks=9, error=SandboxError))


def test_a_flag_goes_with_its_reason_but_not_where_a_person_set_it(released, answer):
    answer("bob", double="import os\nos._exit(0)")
    grade(released)
    assert len(flagged(released)) == 1
    answer("bob", **RIGHT)
    grade(released)
    assert flagged(released) == []
    with Gradebook(released.db_url) as gradebook:
        gradebook.find_submission_notebook("num", "num", "ada").flagged = True
        gradebook.db.commit()
    grade(released, force=True)
    assert len(flagged(released)) == 1


def test_work_that_is_exchanged_while_it_is_graded_is_graded_again(released, answer, monkeypatch):
    real = replace_folder

    def exchange(place, *rest):
        answer("bob", **RIGHT)
        real(place, *rest)

    monkeypatch.setattr(engine, "replace_folder", exchange)
    grade(released, students=["bob"])
    monkeypatch.undo()
    assert auto(released, "bob")["triple_tests"] == 0.0
    assert grade(released, students=["bob"]).graded == ["bob"]
    assert auto(released, "bob")["triple_tests"] == 2.0


def test_who_was_removed_from_the_gradebook_is_graded_again(released):
    grade(released)
    with Gradebook(released.db_url) as gradebook:
        gradebook.remove_submission("num", "bob")
    assert grade(released).graded == ["bob"]
    assert auto(released, "bob")["double_tests"] == 2.0


def test_a_second_run_at_the_same_time_is_refused(released):
    with run_lock(released, "num"), pytest.raises(AssignmentError, match="Another run is grading 'num'"):
        grade(released)
    assert grade(released).graded == ["ada", "bob"]


HOSTILE_FOLDERS = {
    "a folder with the name of the notebook": lambda place: (place / "num.ipynb" / "x").mkdir(parents=True),
    "a name that is no text": lambda place: (place / b"caf\xe9".decode(errors="surrogateescape")).write_text(
        "x"
    ),
    "a deep path": lambda place: place.joinpath(*["x" * 200] * 15).mkdir(parents=True),
    "a link to the gradebook": lambda place: (place / "timestamp.txt").symlink_to(
        place.parents[2] / "gradebook.db"
    ),
    "a time of nonsense": lambda place: (place / "timestamp.txt").write_text("tomorrow \x1b[2J"),
    "a large file": lambda place: (place / "data.bin").write_bytes(bytes(70_000_000)),
}


@pytest.mark.parametrize("kind", HOSTILE_FOLDERS)
def test_no_folder_stops_the_others_from_being_graded(kind, released):
    place = released.folder("submitted", "num", "ada")
    if kind.startswith("a folder"):
        shutil.rmtree(place)
    HOSTILE_FOLDERS[kind](place)
    result = grade(released)
    assert result.graded == ["ada", "bob"]
    assert auto(released, "bob")["double_tests"] == 2.0
    assert auto(released, "ada")["double_tests"] == (0.0 if kind.startswith("a folder") else 2.0)
    assert "gradebook" not in [path.name for path in released.folder("autograded", "num", "ada").iterdir()]


def test_processes_of_this_machine_give_the_same(released):
    result = engine.grade(released, "num", workers=1)
    assert result.graded == ["ada", "bob"]
    assert auto(released, "ada")["double_tests"] == 2.0


def test_without_a_sandbox_nothing_is_graded(released, monkeypatch):
    monkeypatch.setattr(sandbox, "why_no_sandbox", lambda: "There is no sandbox here: install one.")
    with pytest.raises(SandboxError, match="install one"):
        engine.grade(released, "num")


def test_grading_without_protection_says_so(released):
    result = grade(released, sandboxed=False)
    assert result.sandbox == "none"
    assert auto(released, "ada")["double_tests"] == 2.0
    notebook = nbformat.read(released.folder("autograded", "num", "ada") / "num.ipynb", as_version=4)
    assert notebook.metadata["grading"]["sandbox"] == "none"
    with sqlite3.connect(released.db_url.removeprefix("sqlite:///")) as gradebook:
        marks = set(gradebook.execute("SELECT student, sandbox, tests FROM nbseal_run"))
    assert marks == {("ada", "none", "outside"), ("bob", "none", "outside")}
    assert grade(released).graded == ["ada", "bob"]  # with a sandbox, all of it is graded again


def test_an_assignment_that_was_not_released_is_one_sentence(course):
    place = course.folder("submitted", "num", "ada")
    place.mkdir(parents=True)
    with pytest.raises(AssignmentError, match="has not been released"):
        grade(course)


def test_a_student_who_handed_in_nothing_is_one_sentence(released):
    with pytest.raises(AssignmentError, match="cy has not handed in"):
        grade(released, students=["cy"])


def test_files_are_replaced_all_or_none(tmp_path):
    place = tmp_path / "ada" / "num"
    replace_folder(place, {"a.txt": b"1", "b/c.txt": b"2"})
    replace_folder(place, {"a.txt": b"3"})
    assert {p.name: p.read_bytes() for p in place.rglob("*") if p.is_file()} == {"a.txt": b"3"}
    with pytest.raises(GradebookError, match="cannot be written"):
        replace_folder(place, {"x" * 300: b"4"})
    assert (place / "a.txt").read_bytes() == b"3"
    assert [p.name for p in place.parent.iterdir()] == ["num"]
