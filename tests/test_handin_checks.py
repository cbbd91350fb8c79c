"""What is missing, changed, or does not run is said, one sentence each."""

import json
import subprocess
import sys

import nbformat
import pytest
from grader.tests.graded_cells import task
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from nbgrader.utils import compute_checksum

from leadermanager.answered import read_answered
from leadermanager.handin_checks import checksum, remarks_on


@pytest.fixture
def notebook():
    """A notebook in which all is well: answered, run in order, saved."""
    cells = [
        new_markdown_cell("# Problem set"),
        new_code_cell("start = 1"),
        task("double", "raise NotImplementedError()", solution=True),
        task("double_tests", "assert double(2) == 4", grade=True),
    ]
    cells[2].source = "def double(n):\n    return 2 * n"
    for count, cell in enumerate(cells[1:], start=1):
        cell.execution_count = count
    return new_notebook(cells=cells)


@pytest.fixture
def remarks(tmp_path):
    def said(notebook, *, run=False):
        path = tmp_path / "ps1.ipynb"
        nbformat.write(notebook, path)
        return [one.removeprefix("ps1.ipynb: ") for one in remarks_on(read_answered(path), run=run)]

    return said


def error(name, text):
    return new_output("error", ename=name, evalue=text, traceback=[])


def test_nothing_is_said_of_a_notebook_in_which_all_is_well(notebook, remarks):
    assert remarks(notebook) == []
    assert remarks(notebook, run=True) == []


def test_an_error_that_was_saved_is_said_with_its_cell_and_first_line(notebook, remarks):
    notebook.cells[3].outputs = [error("AssertionError", "Two times two is four.\nmore")]
    assert remarks(notebook) == ["double_tests ends with an error: AssertionError: Two times two is four."]


def test_a_cell_without_an_id_of_its_own_is_named_by_its_number(notebook, remarks):
    notebook.cells[1].outputs = [error("NameError", "")]
    assert remarks(notebook) == ["cell 2 ends with an error: NameError."]


def test_what_follows_from_a_missing_answer_is_not_said_again(notebook, remarks):
    notebook.cells[2].source = "raise NotImplementedError()"
    notebook.cells[3].outputs = [error("NotImplementedError", "no answer yet")]
    assert remarks(notebook) == ["you have not answered double yet."]


def test_many_errors_are_not_all_told(notebook, remarks):
    for number in range(6):
        notebook.cells.append(
            new_code_cell("x", execution_count=9 + number, outputs=[error("NameError", "x")])
        )
    said = remarks(notebook)
    assert len(said) == 4
    assert said[-1] == "there are more errors further down."


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ([None, None, None], "no cell has been run; choose Kernel"),
        ([1, None, 2], "1 cell has not been run; choose Kernel"),
        ([1, None, None], "2 cells have not been run; choose Kernel"),
        ([3, 1, 2], "its cells were not run from top to bottom"),
    ],
)
def test_cells_that_were_not_run_or_not_in_order_are_said(notebook, remarks, counts, said):
    for cell, count in zip(notebook.cells[1:], counts, strict=True):
        cell.execution_count = count
    [one] = remarks(notebook)
    assert one.startswith(said)
    assert "Restart Kernel and Run All Cells" in one


def test_empty_cells_need_not_be_run(notebook, remarks):
    notebook.cells.append(new_code_cell(" \n"))
    assert remarks(notebook) == []


def test_a_run_finds_what_the_saved_outputs_hide(notebook, remarks):
    notebook.cells[1].source = "start = undefined"
    assert remarks(notebook) == []
    [said] = remarks(notebook, run=True)
    assert said.startswith("cell 2 ends with an error: NameError: name 'undefined' is not defined")


def test_a_run_goes_on_after_an_error_and_changes_nothing(notebook, remarks, tmp_path):
    notebook.cells[1].source = "1 / 0"
    notebook.cells[2].source = "def double(n):\n    return n"
    said = remarks(notebook, run=True)
    assert [one.split(" ends")[0] for one in said] == ["cell 2", "double_tests"]
    assert nbformat.read(tmp_path / "ps1.ipynb", 4).cells[1].outputs == []


def test_a_run_that_kills_its_kernel_is_said(notebook, remarks):
    notebook.cells[1].source = "import os\nos._exit(1)"
    [said] = remarks(notebook, run=True)
    assert said.startswith("its kernel died when it was run from top to bottom")


def test_a_cell_that_takes_longer_than_grading_allows_is_said_with_both_times(notebook, remarks):
    notebook.metadata["nbseal"] = {"assignment": "ps1", "notebook": "ps1", "limits": {"cell_seconds": 0.5}}
    notebook.cells[1].source = "import time\ntime.sleep(0.7)"
    assert remarks(notebook, run=True) == [
        "cell 2 took 1 seconds here, and grading stops a cell after 0.5; let it do less, such as fewer draws."
    ]


def test_a_cell_that_never_ends_is_stopped_and_said_once(notebook, remarks):
    notebook.metadata["nbseal"] = {"assignment": "ps1", "notebook": "ps1", "limits": {"cell_seconds": 0.3}}
    notebook.cells[1].source = "while True: pass"
    [said] = remarks(notebook, run=True)
    assert said.startswith("cell 2 took")


def copy_of(cell, source):
    return nbformat.from_dict({**cell, "id": f"copy-{len(source)}", "source": source})


def test_an_answer_in_a_copy_of_its_cell_is_an_answer(notebook, remarks):
    answered = notebook.cells[2]
    notebook.cells.insert(2, copy_of(answered, "raise NotImplementedError()"))
    assert remarks(notebook) == []


def test_of_two_answers_to_one_task_it_is_said_that_the_last_is_graded(notebook, remarks):
    notebook.cells.insert(3, copy_of(notebook.cells[2], "def double(n):\n    return n + n"))
    assert remarks(notebook) == ["there is more than one answer to double; the last is graded."]


def test_cells_that_were_deleted_are_known_from_the_edition(notebook, remarks, tmp_path):
    listed = {"id": "e1", "files": {}, "cells": {"ps1.ipynb": ["double", "double_tests", "triple"]}}
    (tmp_path / "edition.json").write_text(json.dumps(listed))
    assert remarks(notebook) == ["triple is missing; it will be put back, without an answer."]


@pytest.mark.parametrize("grade", [True, False])
@pytest.mark.parametrize("solution", [True, False])
@pytest.mark.parametrize("locked", [True, False])
def test_the_checksum_is_nbgraders(grade, solution, locked):
    known = {"grade": grade, "solution": solution, "locked": locked, "grade_id": "a", "points": 2}
    cell = new_code_cell("größer = 1", metadata={"nbgrader": known})
    assert checksum(cell) == compute_checksum(cell)


def test_looking_through_a_notebook_does_not_load_nbgrader(notebook, tmp_path):
    nbformat.write(notebook, tmp_path / "ps1.ipynb")
    program = (
        "import sys; from pathlib import Path; from leadermanager.handin_checks import remarks_on;"
        "from leadermanager.answered import read_answered; remarks_on(read_answered(Path('ps1.ipynb')));"
        "assert not {'nbgrader', 'sqlalchemy', 'pandas', 'nbclient'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], cwd=tmp_path, check=True)
