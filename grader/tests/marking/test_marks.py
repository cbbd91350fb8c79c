"""A mark is what formgrader would have written, and what formgrader writes is a mark."""

import pytest

from nbseal.course.gradebook import open_gradebook
from nbseal.errors import MarkingError
from nbseal.grading.transactions import open_database, transaction
from nbseal.marking.marks import Mark, give, read_row, read_rows


def rows(course):
    with open_database(course.db_url).connect() as connection:
        found = read_rows(connection, "num")
    return {row.student: row for row in found if row.cell == "reason"}


def mark(course, row, points, comment=""):
    def work(connection):
        give(connection, read_row(connection, "num", row.id), Mark(points, comment))

    transaction(open_database(course.db_url), work)


def in_formgrader(course, student):
    """Return what formgrader shows: the points, the comment, and whether a person still has to look."""
    with open_gradebook(course) as gradebook:
        grade = gradebook.find_grade("reason", "num", "num", student)
        comment = gradebook.find_comment("reason", "num", "num", student)
        return grade.manual_score, comment.comment, grade.needs_manual_grade


def test_who_left_the_answer_as_it_came_is_not_among_those_to_mark(to_mark):
    assert set(rows(to_mark)) == {"zoe-winter", "yan-summer", "xia-autumn"}
    assert {row.mark for row in rows(to_mark).values()} == {Mark(None, "")}


def test_formgrader_shows_the_mark(to_mark):
    mark(to_mark, rows(to_mark)["zoe-winter"], 1.0, "Why?")
    assert in_formgrader(to_mark, "zoe-winter") == (1.0, "Why?", False)
    assert in_formgrader(to_mark, "xia-autumn") == (None, None, True)
    assert rows(to_mark)["zoe-winter"].mark == Mark(1.0, "Why?")


def test_a_mark_that_is_taken_back_waits_again(to_mark):
    row = rows(to_mark)["zoe-winter"]
    mark(to_mark, row, 1.0, "Why?")
    mark(to_mark, row, None)
    assert in_formgrader(to_mark, "zoe-winter") == (None, None, True)


def test_what_formgrader_wrote_is_the_mark(to_mark):
    with open_gradebook(to_mark) as gradebook:
        grade = gradebook.find_grade("reason", "num", "num", "xia-autumn")
        grade.manual_score, grade.needs_manual_grade = 2.0, False
        gradebook.find_comment("reason", "num", "num", "xia-autumn").manual_comment = "Good."
        gradebook.db.commit()
    assert rows(to_mark)["xia-autumn"].mark == Mark(2.0, "Good.")


def test_an_answer_that_the_gradebook_has_not_is_one_sentence(to_mark):
    with (
        open_database(to_mark.db_url).connect() as connection,
        pytest.raises(MarkingError, match="does not have this answer any more"),
    ):
        read_row(connection, "num", "0" * 32)
