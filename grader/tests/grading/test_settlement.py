"""Penalties and a group's scores follow from the gradebook as it is now, not as it was at grading."""

from datetime import datetime, timedelta

import pytest
from nbgrader.api import Gradebook

from nbseal.assignments.release import release
from nbseal.collecting.collection_record import CollectedAttempt, CollectionRecord
from nbseal.course.gradebook import open_gradebook
from nbseal.grading.settlement import settle
from nbseal.returning.export import export_csv

from ..conftest import CONFIG, write_course

RULE = """
from nbgrader.plugins import LateSubmissionPlugin


class Rule(LateSubmissionPlugin):
    def late_submission_penalty(self, student, score, seconds):
        return score / 4 * (1 + seconds // 86400)


c.AssignLatePenalties.plugin_class = Rule
"""
DUE = datetime(2026, 11, 24, 17, 0)


@pytest.fixture
def late(tmp_path):
    """A course in which Ada's work came an hour late and has earned 4 points."""
    course = write_course(tmp_path / "course", CONFIG + RULE)
    release(course, "num")
    with open_gradebook(course) as gradebook:
        gradebook.add_student("ada")
        gradebook.find_assignment("num").duedate = DUE
        gradebook.add_submission("num", "ada", timestamp=DUE + timedelta(hours=1))
        for name, points in (("double_tests", 2), ("triple_tests", 2), ("reason", None)):
            gradebook.find_grade(name, "num", "num", "ada").auto_score = points
        gradebook.db.commit()
    return course


@pytest.fixture
def change(late):
    """Change something in the gradebook, and return the penalty that an export finds."""

    def work(changed):
        with Gradebook(late.db_url) as gradebook:
            changed(gradebook)
            gradebook.db.commit()
        export_csv(late, late.root / "grades.csv", "num")
        with Gradebook(late.db_url) as gradebook:
            return gradebook.find_submission("num", "ada").late_submission_penalty

    return work


def test_late_work_has_the_penalty_of_the_courses_rule(change):
    assert change(lambda _: None) == 1


def test_a_due_date_that_is_moved_or_removed_counts_at_once(change):
    change(lambda _: None)

    def moved(to):
        def change(gradebook):
            gradebook.find_assignment("num").duedate = to

        return change

    assert change(moved(DUE + timedelta(hours=2))) == 0
    assert change(moved(DUE - timedelta(days=1))) == 2
    assert change(moved(None)) == 0


def test_an_extension_that_is_given_later_counts_at_once(change):
    assert change(lambda _: None) == 1
    assert change(lambda gradebook: gradebook.grant_extension("num", "ada", hours=2)) == 0


def test_points_that_are_given_later_count_at_once(change):
    assert change(lambda _: None) == 1

    def give(gradebook):
        gradebook.find_grade("reason", "num", "num", "ada").manual_score = 2

    assert change(give) == 1.5


def test_a_rule_that_is_changed_counts_at_once(change, late):
    assert change(lambda _: None) == 1
    late.config.AssignLatePenalties.clear()
    late.config.LateSubmissionPlugin.penalty_method = "zero"
    assert change(lambda _: None) == 4


def test_without_a_time_there_is_no_penalty(change):
    def forget(gradebook):
        gradebook.find_submission("num", "ada").timestamp = None

    assert change(forget) == 0


def test_what_is_not_in_the_gradebook_is_left_alone(course):
    settle(course, "num")


@pytest.fixture
def group(late):
    """Ada has handed in for herself and Ben."""
    record = CollectionRecord(late, "num")
    record.students["ada"] = CollectedAttempt("", members=["ben"])
    record.save()
    return late


def grades(course, student):
    with Gradebook(course.db_url) as gradebook:
        found = gradebook.find_submission_notebook("num", "num", student)
        return {grade.name: grade.score for grade in found.grades}, found.late_submission_penalty


def test_a_groups_scores_are_each_members_with_the_penalty(group):
    settle(group, "num")
    assert grades(group, "ben") == grades(group, "ada")
    assert grades(group, "ben")[0]["double_tests"] == 2
    assert grades(group, "ben")[1] == 1


def test_what_a_person_gives_one_member_is_that_members_alone(group):
    settle(group, "num")
    with Gradebook(group.db_url) as gradebook:
        gradebook.find_grade("reason", "num", "num", "ben").manual_score = 1.5
        gradebook.find_grade("reason", "num", "num", "ada").manual_score = 2
        gradebook.find_comment("reason", "num", "num", "ada").manual_comment = "Well done."
        gradebook.db.commit()
    settle(group, "num")
    assert grades(group, "ben")[0]["reason"] == 1.5
    assert grades(group, "ada")[0]["reason"] == 2
    with Gradebook(group.db_url) as gradebook:
        assert gradebook.find_comment("reason", "num", "num", "ben").comment == "Well done."
