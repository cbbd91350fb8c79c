"""The report on the term says what the gradebook's own tables say, and names nobody unless it is asked to."""

import json
import math
import random
import shutil
import sqlite3
from datetime import datetime, timedelta

import pandas as pd
import pytest

from nbseal.cli import app
from nbseal.course.gradebook import open_gradebook
from nbseal.errors import AssignmentError
from nbseal.returning.report.figures import FEW
from nbseal.returning.report.term import Scores, as_dict, term, term_of, term_page

BEGUN = datetime(2026, 10, 5, 12)
WEEKS = ["final", "hw1", "hw2", "hw3", "hw4"]
"""In the order of their names, which is not that of the term."""


def week(name: str) -> int:
    return 5 if name == "final" else int(name[-1])


@pytest.fixture
def of_thirty(course):
    """A course of five assignments in the gradebook, with thirty students; some are late, and some stop."""
    chance = random.Random(7)
    for name in WEEKS:
        shutil.copytree(course.root / "source" / "num", course.root / "source" / name)
    shutil.rmtree(course.root / "source" / "num")
    with open_gradebook(course) as gradebook:
        for name in WEEKS:
            due = None if name == "final" else BEGUN + timedelta(weeks=week(name))
            gradebook.add_assignment(name, duedate=due)
            gradebook.add_notebook("num", name)
            for cell, most in (("easy", 2.0), ("hard", 3.0)):
                gradebook.add_grade_cell(cell, "num", name, max_score=most, cell_type="code")
        for number in range(30):
            who = f"student{number:02}"
            gradebook.add_student(who)
            ends = chance.choice([0, 2, 5, 5, 5, 5, 5, 5])
            able = chance.random()
            for name in WEEKS:
                if week(name) > ends or chance.random() < 0.1:
                    continue
                late = timedelta(hours=chance.choice([-30, -5, 7]))
                handed_in = gradebook.add_submission(
                    name, who, timestamp=BEGUN + timedelta(weeks=week(name)) + late
                )
                for grade in handed_in.notebooks[0].grades:
                    grade.auto_score = round(able * grade.max_score * chance.uniform(0.6, 1), 2)
                    if chance.random() < 0.1:
                        grade.manual_score = 1.5
                    grade.extra_credit = 0.5 if chance.random() < 0.05 else 0
                    grade.needs_manual_grade = chance.random() < 0.05
        gradebook.db.commit()
    return course


def read(course):
    """Return a row for each hand-in, from the gradebook's tables alone."""
    with sqlite3.connect(course.root / "gradebook.db") as database:
        return pd.read_sql(
            """
            select assignment.name, submitted_assignment.student_id as student,
                julianday(submitted_assignment.timestamp) > julianday(assignment.duedate) as late,
                sum(coalesce(grade.manual_score, grade.auto_score) + grade.extra_credit) as score,
                max(grade.needs_manual_grade) as waiting
            from grade
            join submitted_notebook on grade.notebook_id = submitted_notebook.id
            join submitted_assignment on submitted_notebook.assignment_id = submitted_assignment.id
            join assignment on submitted_assignment.assignment_id = assignment.id
            group by submitted_assignment.id
            """,
            database,
        )


def test_of_a_term_of_thirty_every_figure_is_what_the_tables_say(of_thirty):
    found = term(of_thirty)
    rows = read(of_thirty)
    rows["share"] = rows["score"] / 5
    order = ["hw1", "hw2", "hw3", "hw4", "final"]
    shares = rows.pivot(index="student", columns="name", values="share").reindex(
        index=[f"student{number:02}" for number in range(30)], columns=order
    )
    assert [each.name for each in found.assignments] == order
    for each in found.assignments:
        of_it = rows[rows["name"] == each.name]
        assert each.most == 5
        assert (each.handed_in, each.late) == (len(of_it), of_it["late"].sum())
        assert each.waiting == of_it["waiting"].sum()
        assert each.mean == pytest.approx(of_it["share"].mean())
        assert each.median == pytest.approx(of_it["share"].median())
        rest = shares.drop(columns=each.name).mean(axis="columns")
        assert each.goes_with_rest == pytest.approx(shares[each.name].corr(rest))
    whole = shares.fillna(0).mean(axis="columns")
    assert [row.share for row in found.students] == pytest.approx(sorted(whole, reverse=True))
    for row in found.students:
        assert row.share == pytest.approx(whole[row.student])
        own = [math.nan if share is None else share for share in row.shares]
        assert own == pytest.approx(shares.loc[row.student].tolist(), nan_ok=True)
    last = pd.Series({student: own.last_valid_index() for student, own in shares.iterrows()})
    assert dict(found.stopped) == last[last != "final"].value_counts().to_dict()
    assert found.never == last.isna().sum() > 0


def scores(name, points, *, due=None, first=None):
    return Scores(name, due, first, 10, points, late=0, waiting=0)


def test_without_a_due_date_an_assignment_stands_where_it_was_first_handed_in():
    second = scores("a", {"ada": 5}, first=BEGUN + timedelta(days=9))
    first = scores("b", {"ada": 5}, due=BEGUN + timedelta(days=1))
    never = scores("c", {"ada": 5})
    found = term_of([never, second, first], ["ada"], None, [])
    assert [each.name for each in found.assignments] == ["b", "a", "c"]


def test_what_was_not_handed_in_counts_as_no_points():
    found = term_of([scores("a", {"ada": 10, "ben": 9}), scores("b", {"ben": 8})], ["ada", "ben"], None, [])
    assert [(row.student, row.share) for row in found.students] == [("ben", 0.85), ("ada", 0.5)]
    assert (found.stopped, found.never) == ([("a", 1)], 0)


def test_below_ten_students_no_assignment_is_said_to_go_with_the_rest():
    def of(count):
        points = {f"s{number}": number for number in range(count)}
        return term_of([scores("a", points), scores("b", points)], list(points), None, [])

    assert of(FEW - 1).assignments[0].goes_with_rest is None
    assert of(FEW).assignments[0].goes_with_rest == pytest.approx(1)


def test_nobody_is_named_unless_it_is_asked_for():
    evil = "<script>alert(1)</script>"
    found = term_of([scores("a", {evil: 5})], [evil], None, [f"{evil} is undated."])
    assert "alert" not in term_page(found, names=False) + json.dumps(as_dict(found, names=False))
    page = term_page(found, names=True)
    assert "&lt;script&gt;" in page
    assert "<script" not in page
    assert "default-src 'none'" in page
    assert as_dict(found, names=True)["students"][0]["student"] == evil


def test_where_nothing_is_graded_it_says_what_to_do(course):
    with pytest.raises(AssignmentError, match="Nothing is graded yet: run `nbseal grade NAME` first"):
        term(course)


def test_the_command_without_a_name_writes_the_page_or_prints_the_same_as_data(of_thirty, tmp_path, capsys):
    here = ["--course", str(of_thirty.root)]
    app(["report", *here, "-o", str(tmp_path / "t.html")], standalone_mode=False)
    assert f"Wrote {tmp_path / 't.html'}" in capsys.readouterr().out
    assert "student01" not in (tmp_path / "t.html").read_text("utf-8")
    app(["report", *here, "--names", "-o", str(tmp_path / "t.html")], standalone_mode=False)
    assert "student01" in (tmp_path / "t.html").read_text("utf-8")
    capsys.readouterr()
    app(["report", *here, "--json"], standalone_mode=False)
    assert len(json.loads(capsys.readouterr().out)["students"]) == 30
    assert app(["report", "hw1", "--names", *here], standalone_mode=False) == 2
    assert "--names goes with the report on the term" in capsys.readouterr().err
