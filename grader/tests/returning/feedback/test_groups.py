"""Each member of a group has the pages of the group's work; the LMS gets them once."""

import zipfile

import pytest

from nbseal.assignments.release import release
from nbseal.collecting.collection_record import CollectedAttempt, CollectionRecord
from nbseal.grading import sandbox
from nbseal.grading.engine import grade
from nbseal.returning.feedback import feedback
from nbseal.returning.feedback.packing import pack_feedback

from ...here import Here

pytestmark = pytest.mark.skipif(sandbox.why_no_sandbox() is not None, reason="needs the sandbox")


def test_every_member_of_a_group_has_its_pages_and_canvas_gets_them_once(course, answer, tmp_path):
    release(course, "num")
    answer("ada", double="def double(n):\n    return n + n", reason="")
    record = CollectionRecord(course, "num")
    files: dict[str, str | None] = {"team1_11_501_num.ipynb": "num.ipynb"}
    record.students["ada"] = CollectedAttempt("", "canvas", "11", "team1", files, members=["ben"])
    record.save()
    grade(course, "num", pool=Here())
    made = feedback(course, "num")
    assert (made.students, made.failed) == (["ada", "ben"], [])
    page = (course.folder("feedback", "num", "ben") / "num.html").read_text(encoding="utf-8")
    assert "double" in page
    made.ungraded.clear()
    packed = pack_feedback(course, made, "canvas", tmp_path / "canvas.zip")
    assert (packed.students, packed.left_out) == (["ada"], [])
    assert zipfile.ZipFile(packed.file).namelist() == ["team1_11_501_num.ipynb"]
    assert pack_feedback(course, made, "plain", tmp_path / "plain.zip").students == ["ada", "ben"]
