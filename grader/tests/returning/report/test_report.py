"""The report says of a class what its gradebook says, without names and without anything that runs."""

import json
import statistics

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from nbseal.assignments.release import release
from nbseal.cli import app
from nbseal.collecting.collection_record import CollectedAttempt, CollectionRecord
from nbseal.course import open_course
from nbseal.course.gradebook import open_gradebook
from nbseal.errors import AssignmentError
from nbseal.grading.engine import grade
from nbseal.grading.flag import Flag
from nbseal.returning.grades import CellGrade, NotebookGrades
from nbseal.returning.report import Figures, as_dict, report, report_page
from nbseal.returning.report.figures import FEW, Item, Work, blank_answers, flag_counts, items_of

from ...here import Here


def known(name, **flags):
    return {"nbgrader": {"grade_id": name, "solution": False, "grade": False, "locked": False, **flags}}


def work(student, easy, hard, said="Try a table without rows.", comment="", penalty=0.0):
    """A hand-in with an answer, an easy check and a hard one, which says why it failed."""
    failed = {"ended": "failed", "message": said, "error": "", "lines": [1]}
    cells = [
        new_markdown_cell("## Task 1. Count", metadata=known("prompt", locked=True)),
        new_code_cell("def f(): ...", metadata=known("count", solution=True)),
        new_code_cell('"""Is it counted?"""\nassert f()', metadata=known("easy", grade=True)),
        new_code_cell('"""Is nothing counted twice?"""\nassert f()', metadata=known("hard", grade=True)),
    ]
    cells[3].metadata["grading"] = failed
    grades = NotebookGrades(
        {"easy": CellGrade(easy, 1.0, False), "hard": CellGrade(hard, 2.0, False)},
        {"count": comment},
        penalty,
    )
    return Work(student, [("hw", new_notebook(cells=cells), grades)])


def figures(*class_work, **more):
    counts = {"students": 20, "handed_in": len(class_work), "late": 1, "waiting": 0}
    scores = sorted(each.score for each in class_work)
    items, blank = items_of(class_work), blank_answers(class_work)
    rest = {"assignment": "hw", "due": "", "most": 3.0, "flags": [], "blank": blank, "items": items}
    return Figures(**{**rest, **counts, "scores": scores, **more})


def test_each_check_says_how_many_have_it_right_and_what_the_others_were_told():
    easy, hard = items_of([work("ada", 1, 2), work("ben", 1, 0), work("cem", 1, 0), work("eve", 0, 0)])
    assert (easy.title, easy.right, easy.scored, easy.mean) == ("Is it counted?", 3, 4, 0.75)
    assert (hard.title, hard.right, hard.points) == ("Is nothing counted twice?", 1, 2)
    assert hard.said == [("Try a table without rows.", 3)]


def test_hints_that_differ_in_a_students_own_numbers_are_one_in_its_commonest_wording():
    told = [work(f"s{number}", 1, 0, f"You gave {number // 3}.") for number in range(5)]
    assert items_of(told)[1].said == [("You gave 0.", 5)]


def test_how_a_check_tells_strong_from_weak_is_its_correlation_with_all_else_from_ten_on():
    points = [(1, 2), (1, 2), (1, 1), (1, 2), (0, 0), (0, 1), (1, 0), (0, 0), (1, 2), (0, 2)]
    class_work = [work(f"s{number}", *got) for number, got in enumerate(points)]
    easy, hard = items_of(class_work)
    expected = statistics.correlation([a for a, _ in points], [b for _, b in points])
    assert easy.tells_apart == pytest.approx(expected)
    assert hard.tells_apart == pytest.approx(expected)
    assert items_of(class_work[: FEW - 1])[0].tells_apart is None
    assert items_of([work(f"s{number}", 1, number % 3) for number in range(FEW)])[0].tells_apart is None


def test_being_late_says_nothing_about_how_a_check_tells_strong_from_weak():
    points = [(1, 2), (1, 2), (1, 1), (1, 2), (0, 0), (0, 1), (1, 0), (0, 0), (1, 2), (0, 2)]
    late = [work(f"s{number}", *got, penalty=number / 5) for number, got in enumerate(points)]
    on_time = [work(f"s{number}", *got) for number, got in enumerate(points)]
    assert items_of(late) == items_of(on_time)


@pytest.mark.parametrize(
    ("right", "scored", "tells", "remark"),
    [
        (0, 5, None, "nobody has it right"),
        (5, 5, None, "everybody has it right"),
        (0, 0, None, "nobody has points for it yet"),
        (4, 12, -0.2, "those who have it right do worse elsewhere"),
        (4, 12, 0.2, ""),
    ],
)
def test_what_an_instructor_may_want_to_look_at_is_said(right, scored, tells, remark):
    assert Item("hw", "easy", "?", "check", 1, scored, right, None, tells).remark == remark


def test_answers_that_were_left_as_they_were_are_counted_by_their_heading():
    left = [work("ada", 0, 0, comment="No response."), work("ben", 1, 2, comment="Nice.")]
    assert blank_answers(left) == [("Task 1. Count", 1)]


def test_flags_are_counted_by_reason_and_name_nobody():
    late = "it took too long"
    flags = [Flag(student="ada", notebook="hw", task=task, reason=late) for task in ("easy", "hard")]
    flags += [Flag(student="ben", notebook="hw", task=None, reason=late)]
    flags += [Flag(student="ben", notebook=None, task=None, reason="a file is missing")]
    assert flag_counts(flags) == [("it took too long", 2), ("a file is missing", 1)]


def test_scores_lie_in_tenths_and_the_full_score_in_the_last():
    class_work = [work("ada", 1, 2), work("ben", 0, 0), work("cem", 1, 0.5)]
    tenths = figures(*class_work).tenths()
    assert [count for _, count in tenths] == [1, 0, 0, 0, 0, 1, 0, 0, 0, 1]


def test_the_page_names_nobody_runs_nothing_and_shows_what_students_wrote_as_text():
    evil = '<script>alert(1)</script><img src=x onerror="alert(2)">'
    page = report_page(figures(work("ada-lovelace", 1, 0, evil), work("ben", 0, 0, evil)))
    assert "ada-lovelace" not in page
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page
    assert "default-src 'none'" in page
    assert 'src="http' not in page


def test_a_small_class_is_told_how_little_a_number_means():
    assert "one student is 50 per cent of the class" in report_page(figures(work("a", 1, 2), work("b", 0, 0)))
    many = [work(f"s{number}", 1, number % 3) for number in range(FEW)]
    assert "say little" not in report_page(figures(*many))


def test_an_assignment_of_which_nothing_is_graded_is_named(course):
    release(course, "num")
    with pytest.raises(AssignmentError, match="Nothing of 'num' is graded yet"):
        report(course, "num")


def test_of_a_whole_round_it_says_what_the_gradebook_says(whole_round):
    found = report(open_course(whole_round.root), "num")
    with open_gradebook(open_course(whole_round.root)) as gradebook:
        submissions = gradebook.assignment_submissions("num")
        assert found.handed_in == len(submissions)
        assert found.students == len(gradebook.students)
        assert found.scores == sorted(float(each.score) for each in submissions)
        assert found.waiting == sum(bool(each.needs_manual_grade) for each in submissions)
        right = sum(
            grade.score >= grade.max_score
            for each in submissions
            for notebook in each.notebooks
            for grade in notebook.grades
            if grade.auto_score is not None or grade.manual_score is not None
        )
    assert sum(item.right for item in found.items) == right
    assert json.loads(json.dumps(as_dict(found)))["items"][0]["title"]


def test_the_command_writes_the_page_or_prints_the_same_as_data(whole_round, tmp_path, capsys):
    app(
        ["report", "num", "--course", str(whole_round.root), "-o", str(tmp_path / "r.html")],
        standalone_mode=False,
    )
    said = capsys.readouterr().out
    assert f"Wrote {tmp_path / 'r.html'}" in said
    assert (tmp_path / "r.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    app(["report", "num", "--course", str(whole_round.root), "--json"], standalone_mode=False)
    assert json.loads(capsys.readouterr().out)["assignment"] == "num"


def test_a_groups_work_counts_for_each_of_its_members(course, answer, needs_sandbox):
    release(course, "num")
    answer("ada", double="def double(n):\n    return n + n")
    answer("dora")
    record = CollectionRecord(course, "num")
    record.students["ada"] = CollectedAttempt("", members=["ben", "cem"])
    record.save()
    grade(course, "num", pool=Here())
    found = report(course, "num")
    assert (found.students, found.handed_in, found.scores) == (4, 4, [0, 2, 2, 2])
    (double,) = [item for item in found.items if item.name == "double_tests"]
    assert (double.scored, double.right, double.mean) == (4, 3, 1.5)
