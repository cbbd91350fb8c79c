"""However a notebook was mangled, it ends scored or flagged; what can be mended keeps full marks.

Each function below takes the notebook of a student who solved everything (as a dict, with its cells by grade
id) and mangles it as editors, upload forms, version control and students do.
"""

import copy
import io
import json
import zipfile
from dataclasses import replace
from typing import Any

import nbformat
import pytest
from nbgrader.nbgraderformat import MetadataValidator

from nbseal.course.notebook_names import NotebookNames
from nbseal.course.reference import ReferenceCell, ReferenceNotebook, checksum
from nbseal.grading import sandbox
from nbseal.grading.session.fork_server import ForkServer
from nbseal.grading.spec import GradingSpec
from nbseal.grading.submission import Submission
from nbseal.grading.submission_run import grade_notebooks
from nbseal.limits import Limits

pytestmark = pytest.mark.skipif(sandbox.why_no_sandbox() is not None, reason="needs the sandbox")

CELLS: list[tuple[str, str, str, dict[str, Any]]] = [
    ("title", "markdown", "# Units", {"locked": True}),
    ("tables", "code", "base = 10", {"locked": True}),
    ("double", "code", "def double(n):\n    raise NotImplementedError", {"solution": True}),
    ("double_tests", "code", "assert double(base) == 20", {"grade": True, "points": 2}),
    ("triple", "code", "def triple(n):\n    raise NotImplementedError", {"solution": True}),
    ("triple_tests", "code", "assert triple(base) == 30", {"grade": True, "points": 3}),
    ("why", "markdown", "YOUR ANSWER HERE", {"grade": True, "solution": True, "points": 4}),
    ("explore", "markdown", "Explore.", {"task": True, "locked": True, "points": 5}),
]
ANSWERS = {
    "double": "def double(n):\n    return 2 * n",
    "triple": "def triple(n):\n    return double(n) + n",
    "why": "Because doubling and adding once more is tripling.",
}
FULL = {"double_tests": 2.0, "triple_tests": 3.0, "why": None}


def reference():
    cells = []
    for name, kind, source, marks in CELLS:
        flags: dict[str, Any] = {key: bool(marks.get(key)) for key in ("grade", "solution", "task")}
        locked = bool(marks.get("locked") or (marks.get("grade") and not marks.get("solution")))
        points = float(marks.get("points", 0))
        known = ReferenceCell(name, kind, source, "", locked, points=points, **flags)
        marked = nbformat.NotebookNode(source=source, cell_type=kind, metadata={"nbgrader": known.metadata()})
        cells.append(replace(known, checksum=checksum(marked)))
    spec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return ReferenceNotebook("hw", spec, tuple(cells), NAMES, frozenset({"Next, you explore."}))


NAMES = NotebookNames(students=frozenset({"base", "double", "triple"}))


def solved():
    cells = []
    for name, kind, source, marks in CELLS:
        known = {"grade_id": name, "grade": False, "solution": False, "locked": False, "task": False}
        cell: dict[str, Any] = {"id": name, "cell_type": kind, "source": ANSWERS.get(name, source)}
        cell["metadata"] = {"nbgrader": {**known, **marks, "schema_version": 3}}
        if kind == "code":
            cell.update(outputs=[], execution_count=None)
        cells.append(cell)
    return {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


@pytest.fixture(scope="module")
def graded():
    limits = Limits(cell_seconds=5, memory_mb=400, disk_mb=16, output_kb=50)
    fork_server = ForkServer(limits)
    spec = GradingSpec((reference(),), {}, limits.as_dict())

    def grade(notebooks):
        return grade_notebooks(fork_server, spec, limits, Submission("ada", notebooks))

    yield grade
    fork_server.close()


def at(notebook, name):
    return next(i for i, c in enumerate(notebook["cells"]) if c["metadata"]["nbgrader"]["grade_id"] == name)


def cell(notebook, name):
    return notebook["cells"][at(notebook, name)]


def plain(source, kind="code"):
    extra: dict[str, Any] = {"outputs": [], "execution_count": None} if kind == "code" else {}
    return {"cell_type": kind, "source": source, "metadata": {}, **extra}


# ------------------------------------------------------------------------------- what keeps full marks

MENDED: dict[str, Any] = {}


def mended(function):
    MENDED[function.__name__] = function
    return function


@mended
def nothing_at_all(nb):
    pass


@mended
def a_test_copied(nb):
    nb["cells"].append(copy.deepcopy(cell(nb, "double_tests")))


@mended
def a_test_copied_to_the_top(nb):
    nb["cells"].insert(0, copy.deepcopy(cell(nb, "double_tests")))


@mended
def an_answer_copied(nb):
    nb["cells"].insert(at(nb, "double"), copy.deepcopy(cell(nb, "double")))


@mended
def an_answer_copied_with_the_stub_last(nb):
    extra = copy.deepcopy(cell(nb, "double"))
    extra["source"] = CELLS[2][2]
    nb["cells"].insert(at(nb, "double"), extra)


@mended
def an_answer_split_in_two(nb):
    first = copy.deepcopy(cell(nb, "triple"))
    first["source"] = "extra = 0"
    nb["cells"].insert(at(nb, "triple"), first)


@mended
def a_test_split_in_two(nb):
    second = copy.deepcopy(cell(nb, "double_tests"))
    cell(nb, "double_tests")["source"] = "x = 1"
    nb["cells"].insert(at(nb, "double_tests") + 1, second)


@mended
def a_test_deleted(nb):
    del nb["cells"][at(nb, "double_tests")]


@mended
def all_tests_deleted(nb):
    nb["cells"] = [c for c in nb["cells"] if not c["metadata"]["nbgrader"]["grade_id"].endswith("_tests")]


@mended
def the_set_up_cell_deleted(nb):
    del nb["cells"][at(nb, "tables")]


@mended
def the_task_cell_deleted(nb):
    del nb["cells"][at(nb, "explore")]


@mended
def a_test_turned_into_text(nb):
    cell(nb, "double_tests")["cell_type"] = "markdown"
    del cell(nb, "double_tests")["outputs"]


@mended
def a_test_turned_raw(nb):
    cell(nb, "triple_tests")["cell_type"] = "raw"


@mended
def an_answer_turned_into_text(nb):
    cell(nb, "double")["cell_type"] = "markdown"


@mended
def the_written_answer_turned_into_code(nb):
    cell(nb, "why").update(cell_type="code", outputs=[], execution_count=1)


@mended
def a_test_edited(nb):
    cell(nb, "double_tests")["source"] = "assert double(1) == 'oops'"


@mended
def a_test_emptied(nb):
    cell(nb, "double_tests")["source"] = ""


@mended
def answers_after_their_tests(nb):
    nb["cells"].insert(0, nb["cells"].pop(at(nb, "double_tests")))


@mended
def the_set_up_cell_edited(nb):
    cell(nb, "tables")["source"] = "base = 0"


@mended
def points_changed(nb):
    cell(nb, "double_tests")["metadata"]["nbgrader"]["points"] = 1000


@mended
def points_missing(nb):
    del cell(nb, "double_tests")["metadata"]["nbgrader"]["points"]


@mended
def grade_flag_missing(nb):
    del cell(nb, "triple_tests")["metadata"]["nbgrader"]["grade"]


@mended
def metadata_of_answers_missing(nb):
    for name in ("double", "triple"):
        cell(nb, name)["metadata"]["nbgrader"] = {"grade_id": "none"}


@mended
def metadata_that_is_a_list(nb):
    nb["cells"].append({**plain("1 + 1"), "metadata": []})


@mended
def nbgrader_metadata_that_is_text(nb):
    nb["cells"].append({**plain("1 + 1"), "metadata": {"nbgrader": "yes"}})


@mended
def an_unknown_task(nb):
    extra = copy.deepcopy(cell(nb, "double_tests"))
    extra["metadata"]["nbgrader"]["grade_id"] = "from_another_assignment"
    nb["cells"].append(extra)


@mended
def an_old_metadata_schema(nb):
    for each in nb["cells"]:
        each["metadata"]["nbgrader"]["schema_version"] = 1


@mended
def a_future_metadata_schema(nb):
    for each in nb["cells"]:
        each["metadata"]["nbgrader"]["schema_version"] = 99


@mended
def no_cell_ids(nb):
    for each in nb["cells"]:
        del each["id"]


@mended
def the_same_cell_id_everywhere(nb):
    for each in nb["cells"]:
        each["id"] = "same"


@mended
def impossible_cell_ids(nb):
    for each in nb["cells"]:
        each["id"] = "../../" + "x" * 500


@mended
def sources_as_lists(nb):
    for each in nb["cells"]:
        each["source"] = each["source"].splitlines(keepends=True)


@mended
def windows_line_ends(nb):
    for each in nb["cells"]:
        each["source"] = each["source"].replace("\n", "\r\n")


@mended
def another_kernel(nb):
    nb["metadata"]["kernelspec"] = {"name": "ir", "display_name": "R", "language": "R"}


@mended
def a_kernel_of_their_own(nb):
    nb["metadata"]["kernelspec"] = {"name": "conda-env-myenv-py", "display_name": "myenv"}


@mended
def no_metadata(nb):
    del nb["metadata"]


@mended
def metadata_of_junk(nb):
    nb["metadata"] = {"kernelspec": 5, "widgets": ["x"] * 1000, "language_info": None}


@mended
def outputs_of_junk(nb):
    for each in nb["cells"]:
        if each["cell_type"] == "code":
            each["outputs"] = [{"output_type": "nonsense"}, 5, None, {"text": ["x"] * 10_000}]


@mended
def an_older_minor_version(nb):
    nb["nbformat_minor"] = 2
    for each in nb["cells"]:
        del each["id"]


@mended
def a_future_version(nb):
    nb["nbformat"], nb["nbformat_minor"] = 5, 9


@mended
def no_version(nb):
    del nb["nbformat"], nb["nbformat_minor"]


@mended
def cells_of_junk_between(nb):
    nb["cells"][1:1] = [None, 5, "text", [], {}]


@mended
def a_cell_of_an_unknown_type(nb):
    nb["cells"].append({**plain("1 + 1"), "cell_type": "heading"})


@mended
def a_cell_without_a_source(nb):
    nb["cells"].append({"cell_type": "code", "metadata": {}})


@mended
def warnings_on_standard_error(nb):
    cell(nb, "double")["source"] += (
        "\nimport warnings, sys\nwarnings.warn('old')\nprint('noise', file=sys.stderr)"
    )


@mended
def functions_that_warn(nb):
    cell(nb, "double")["source"] = "import warnings\ndef double(n):\n    warnings.warn('x')\n    return 2 * n"


@mended
def an_error_in_an_ordinary_cell(nb):
    nb["cells"].insert(2, plain("1 / 0"))


@mended
def a_syntax_error_in_an_ordinary_cell(nb):
    nb["cells"].insert(2, plain("def broken(:"))


@mended
def an_ordinary_cell_that_ends_the_session(nb):
    nb["cells"].insert(at(nb, "triple"), plain("import os\nos._exit(0)"))


@mended
def a_cell_that_asks_for_input(nb):
    nb["cells"].insert(2, plain("name = input('Your name? ')"))


@mended
def magics_and_shell_commands(nb):
    nb["cells"].insert(2, plain("%matplotlib inline\n!ls\n%%time\n1"))


@mended
def lone_surrogates(nb):
    nb["cells"].append(plain("text = '\ud800'"))


@mended
def things_pasted_that_are_no_pictures(nb):
    for each in nb["cells"]:
        each["attachments"] = {
            "a.png": {"image/png": 5, "text/html": "<b>"},
            "b": None,
            "c": {"image/png": "é"},
        }


@mended
def attachments_that_are_a_list(nb):
    for each in nb["cells"]:
        each["attachments"] = [{"image/png": "aGk="}]


@mended
def a_picture_of_megabytes(nb):
    nb["cells"].append(
        {
            **plain("![](attachment:p.png)", "markdown"),
            "attachments": {"p.png": {"image/png": "A" * 8_000_000}},
        }
    )


@mended
def progress_and_hand_in_records_of_nonsense(nb):
    nb["metadata"]["nbseal"] = [None, {"progress": "\x00" * 1000}]
    nb["metadata"]["grading"] = {"flags": 3, "repairs": None}
    for each in nb["cells"]:
        each["metadata"].update(nbseal=-1, grading=[{}], collapsed="yes", editable=False)


@pytest.mark.parametrize("name", MENDED)
def test_what_can_be_mended_keeps_full_marks(name, graded):
    notebook = solved()
    MENDED[name](notebook)
    (done,) = graded({"hw": json.dumps(notebook).encode()}).notebooks
    assert {score.cell: score.points for score in done.scores} == FULL
    valid(done)


# ----------------------------------------------------------------------- what is read whatever its bytes

ENCODINGS = {
    "a_byte_order_mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "utf_16": lambda text: text.encode("utf-16"),
    "a_western_code_page": lambda text: text.replace("Because", "Caf\u00e9:").encode("cp1252"),
    "indented": lambda text: json.dumps(json.loads(text), indent=4).encode(),
}


@pytest.mark.parametrize("name", ENCODINGS)
def test_another_encoding_keeps_full_marks(name, graded):
    text = json.dumps(solved(), ensure_ascii=False)
    (done,) = graded({"hw": ENCODINGS[name](text)}).notebooks
    assert {score.cell: score.points for score in done.scores} == FULL


def test_a_renamed_notebook_is_recognised_by_its_tasks_and_said(graded):
    outcome = graded({"hw (1) FINAL": json.dumps(solved()).encode()})
    assert {score.cell: score.points for score in outcome.notebooks[0].scores} == FULL
    assert [flag.reason for flag in outcome.flags] == [
        "hw (1) FINAL.ipynb was taken for hw.ipynb, which was missing"
    ]


def test_another_notebook_beside_it_is_left_out_and_said(graded):
    outcome = graded({"hw": json.dumps(solved()).encode(), "notes": b"{}"})
    assert {score.cell: score.points for score in outcome.notebooks[0].scores} == FULL
    assert [flag.notebook for flag in outcome.flags] == ["notes"]


# ----------------------------------------------------------------------- what only a person can judge


def zipped():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("hw.ipynb", json.dumps(solved()))
    return buffer.getvalue()


CONFLICT = json.dumps(solved(), indent=1).replace('"cells"', '<<<<<<< HEAD\n"cells"', 1)
UNREADABLE = {
    "nothing": (b"", "empty"),
    "blanks": (b" \n ", "empty"),
    "cut_off": (json.dumps(solved()).encode()[:500], "not valid JSON"),
    "a_web_page": (b"<!DOCTYPE html><html>Sign in</html>", "web page"),
    "a_zip_archive": (zipped(), "zip archive"),
    "a_pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "not valid JSON"),
    "a_merge_conflict": (CONFLICT.encode(), "not valid JSON"),
    "a_list": (b"[]", "no notebook"),
    "a_number": (b"1", "no notebook"),
    "no_cells": (b'{"metadata": {}}', "no cells"),
    "cells_of_text": (b'{"cells": "many"}', "no cells"),
    "nested_deeply": (b"[" * 200_000, ""),
    "random_bytes": (bytes(range(256)) * 10, "not valid JSON"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_is_no_notebook_gets_nothing_and_says_what_it_is(name, graded):
    data, says = UNREADABLE[name]
    (done,) = graded({"hw": data}).notebooks
    assert {score.points for score in done.scores} == {0.0}
    assert says in done.flags[0].reason
    valid(done)


def test_a_notebook_that_is_too_large_is_not_read(graded):
    (done,) = graded({"hw": b" " * 41_000_000}).notebooks
    assert "41 MB" in done.flags[0].reason


def test_a_notebook_that_was_not_handed_in_gets_nothing(graded):
    (done,) = graded({}).notebooks
    assert done.flags[0].reason == "this notebook was not handed in"
    assert {score.points for score in done.scores} == {0.0}


def test_a_deleted_answer_loses_its_own_points_only(graded):
    notebook = solved()
    del notebook["cells"][at(notebook, "triple")]
    (done,) = graded({"hw": json.dumps(notebook).encode()}).notebooks
    assert {score.cell: score.points for score in done.scores} == {**FULL, "triple_tests": 0.0}


def test_a_deleted_written_answer_is_for_a_person(graded):
    notebook = solved()
    del notebook["cells"][at(notebook, "why")]
    (done,) = graded({"hw": json.dumps(notebook).encode()}).notebooks
    assert [(flag.task, flag.reason) for flag in done.flags] == [
        ("why", "the cell for this answer was deleted; look for it elsewhere")
    ]


@pytest.mark.parametrize("kind", ["markdown", "raw", "code"])
def test_a_written_answer_typed_below_its_prompt_is_for_a_person(graded, kind):
    notebook = solved()
    place = at(notebook, "why")
    notebook["cells"][place]["source"] = "YOUR ANSWER HERE"
    notebook["cells"].insert(place + 1, {"cell_type": kind, "source": ANSWERS["why"], "metadata": {}})
    (done,) = graded({"hw": json.dumps(notebook).encode()}).notebooks
    assert {score.cell: score.points for score in done.scores} == FULL
    assert done.unanswered == []
    assert [flag.reason for flag in done.flags if flag.task == "why"] == [
        "the cell for this answer is as released; the answer may be in the cell below it"
    ]


@pytest.mark.parametrize("below", ["", "   ", "Next, you explore."])
def test_a_written_answer_that_is_nowhere_is_no_answer(graded, below):
    notebook = solved()
    place = at(notebook, "why")
    notebook["cells"][place]["source"] = "YOUR ANSWER HERE"
    notebook["cells"].insert(place + 1, {"cell_type": "markdown", "source": below, "metadata": {}})
    (done,) = graded({"hw": json.dumps(notebook).encode()}).notebooks
    assert done.flags == []
    assert {score.cell: score.points for score in done.scores} == {**FULL, "why": 0.0}


def test_ten_thousand_cells_are_read_as_far_as_is_sane(graded):
    notebook = solved()
    notebook["cells"] += [plain("") for _ in range(10_000)]
    (done,) = graded({"hw": json.dumps(notebook).encode()}).notebooks
    assert {score.cell: score.points for score in done.scores} == FULL
    assert "10008 cells" in done.flags[0].reason


def test_what_was_mended_is_said(graded):
    notebook = solved()
    answers_after_their_tests(notebook)
    a_test_copied(notebook)
    another_kernel(notebook)
    (done,) = graded({"hw": json.dumps(notebook).encode()}).notebooks
    assert any("2 times" in repair for repair in done.repairs)
    assert any("kernel" in repair for repair in done.repairs)


def valid(done):
    """Hold the graded notebook to nbformat's schema and to nbgrader's."""
    notebook = nbformat.reads(done.content, as_version=4)
    nbformat.validate(notebook)
    MetadataValidator().validate_nb(notebook)
