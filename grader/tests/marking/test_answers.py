"""What there is to mark is read from the source, the rubric in it, and each student's graded notebook."""

import pytest

from nbseal.collecting.collection_record import CollectedAttempt, CollectionRecord
from nbseal.errors import AssignmentError, MarkingError
from nbseal.marking.answers import own_work, read_written, tasks_of


def test_a_task_has_its_question_its_rubric_and_its_model_answer(to_mark):
    (task,) = tasks_of(to_mark, "num")
    assert (task.notebook, task.cell, task.title, task.points) == ("num", "reason", "Why numbers?", 2)
    assert [(level.name, level.points) for level in task.levels] == [
        ("reasoned", 2),
        ("begun", 1),
        ("missing", 0),
    ]
    assert "Say why numbers are useful." in task.asked
    assert "they can be compared" in task.model


def test_an_assignment_that_is_not_there_is_said(to_mark):
    with pytest.raises(AssignmentError, match="There is no assignment 'nmu'"):
        tasks_of(to_mark, "nmu")


def test_what_a_student_wrote_is_shown_and_nothing_of_it_runs(to_mark):
    assert "<strong>compared</strong>" in read_written(to_mark, "num", "zoe-winter", "num", "reason").answer
    evil = read_written(to_mark, "num", "yan-summer", "num", "reason").answer
    assert "They count." in evil
    assert "script" not in evil
    assert "onerror" not in evil


def test_where_a_part_shows_nothing_all_that_the_students_cells_show_before_it_is_there(to_mark):
    written = read_written(to_mark, "num", "zoe-winter", "num", "reason")
    assert any(">4<" in output for output in written.before), "double(2), in the cell to try it"


def test_what_is_not_there_any_more_is_one_sentence(to_mark):
    with pytest.raises(MarkingError, match="not in the student's notebook any more"):
        read_written(to_mark, "num", "zoe-winter", "num", "raison")
    with pytest.raises(MarkingError, match="it is being graded again"):
        read_written(to_mark, "num", "nobody", "num", "reason")


def test_a_groups_work_is_marked_once(to_mark):
    assert own_work(to_mark, "num") == {"zoe-winter", "yan-summer", "xia-autumn", "wim-spring"}
    record = CollectionRecord(to_mark, "num")
    record.students["zoe-winter"] = CollectedAttempt("", members=["xia-autumn"])
    record.save()
    assert own_work(to_mark, "num") == {"zoe-winter", "yan-summer", "wim-spring"}
