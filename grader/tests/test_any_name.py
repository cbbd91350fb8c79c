"""A person of any name hands in, is graded, and is in the grades under that name."""

import csv
import tempfile
import unicodedata
from pathlib import Path

import nbformat
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from nbseal.assignments.release import release
from nbseal.collecting import collect
from nbseal.course.people import comparable, name_in
from nbseal.grading import sandbox
from nbseal.grading.engine import grade
from nbseal.returning.export import export_csv

from .conftest import write_course
from .here import Here

pytestmark = pytest.mark.skipif(sandbox.why_no_sandbox() is not None, reason="needs the sandbox")

LETTERS = st.characters(categories=("L", "M", "Nd"), include_characters=" '\u2019-.@+")
NAME = st.text(LETTERS, min_size=1, max_size=20).filter(comparable)
CLASS = st.lists(NAME, min_size=1, max_size=3, unique_by=comparable)


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example(
    ["प्रिया", "สมชาย ใจดี", "O\u2019Brien", "Müller", "=cmd", "2019/CS/042", "con", "ada+math@example.org"]
)
@given(CLASS)
def test_a_person_of_any_name_has_a_grade_under_that_name(bundled, names):
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        course = write_course(root / "course")
        release(course, "num")
        notebook = nbformat.read(course.folder("release", "num") / "num.ipynb", as_version=4)
        (cell,) = [it for it in notebook.cells if it.metadata.get("nbgrader", {}).get("grade_id") == "double"]
        cell.source = "def double(n):\n    return n + n"
        nbformat.write(notebook, root / "num.ipynb")
        bundles = []
        for number, name in enumerate(names):
            made = root / f"{number}.zip"
            made.write_bytes(bundled(unicodedata.normalize("NFD", name), (root / "num.ipynb").read_bytes()))
            bundles.append(made)
        result = collect(course, "num", bundles)
        assert (result.skipped, result.unmatched, len(result.collected)) == ([], [], len(names))
        grade(course, "num", pool=Here())
        export_csv(course, root / "grades.csv", "num")
        with (root / "grades.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        found = {comparable(name_in(row["student_id"].removeprefix("'"))): row["raw_score"] for row in rows}
        assert found == {comparable(name): "2.0" for name in names}
