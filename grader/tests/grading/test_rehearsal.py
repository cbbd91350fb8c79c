"""The instructor's own solution tells which checks have to run inside, whatever they are worth."""

import json

import pytest

from nbseal.course.notebook_names import NotebookNames
from nbseal.course.reference import ReferenceCell, ReferenceNotebook
from nbseal.grading import sandbox
from nbseal.grading.rehearsal import rehearse, with_places
from nbseal.grading.spec import GradingSpec
from nbseal.limits import Limits

from ..here import Here

pytestmark = pytest.mark.skipif(sandbox.why_no_sandbox() is not None, reason="needs the sandbox")

ANSWER = "from threading import Thread\nthread = Thread(name='mine')\ndef double(n):\n    return 2 * n"
CHECKS = {
    "object": ("assert thread.name == 'mine'", 2.0),
    "worth_nothing": ("assert not thread.daemon", 0.0),
    "data": ("assert double(2) == 4", 1.0),
    "wrong_anywhere": ("assert double(2) == 5", 1.0),
    "must_not": ("assert thread.name == 'mine'", 1.0),
}


def test_checks_that_the_solution_passes_only_inside_run_there():
    known = [ReferenceCell("task", "code", "", "x", False, False, True, False, 0.0)]
    for name, (code, points) in CHECKS.items():
        place = "outside" if name == "must_not" else ""
        known.append(ReferenceCell(name, "code", code, "x", True, True, False, False, points, place))
    names = NotebookNames(students=frozenset({"thread", "double"}))
    spec = GradingSpec((ReferenceNotebook("hw", None, tuple(known), names),), {}, Limits().as_dict())
    cell = {"cell_type": "code", "source": ANSWER, "metadata": {"nbgrader": {"grade_id": "task"}}}
    solved = json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()
    found = rehearse(spec, {"hw": solved}, Here())
    assert set(found) == {("hw", "object"), ("hw", "worth_nothing")}
    assert "`thread` is a Thread" in found["hw", "object"]
    moved = {cell.name for cell in with_places(spec, found).notebooks[0].cells if cell.why_inside}
    assert moved == {"object", "worth_nothing"}
