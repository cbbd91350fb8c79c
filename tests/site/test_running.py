"""A lesson that is run for its page: what its cells show, and its exercises as nobody has done them."""

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from leadermanager.errors import EditionError
from leadermanager_instructor.site.pages.running import run

SHOWS = 'import leadermanager as lm\nlm.exercise("00-report")'


@pytest.fixture(scope="module")
def go(edition):
    def go(*sources):
        cells = [new_code_cell(source, id=f"cell{number}") for number, source in enumerate(sources)]
        return run(
            new_notebook(cells=[new_markdown_cell("# One"), *cells]), "one.ipynb", edition, edition / "course"
        )

    return go


def test_an_exercise_is_on_the_page_as_nobody_has_done_it(go):
    ran = go(SHOWS)
    [state] = [each for each in ran.widgets.values() if each.get("content", {}).get("id") == "00-report"]
    assert state["state"] == {}
    assert "export default" in state["_esm"]


def test_a_cell_that_fails_is_named(go):
    with pytest.raises(EditionError, match=r"one\.ipynb, cell 'cell0', fails: ZeroDivisionError"):
        go("1 / 0")


def test_what_differs_from_run_to_run_is_left_out(go):
    made = go("import pandas as pd\npd.DataFrame({'a': [1]}).style", "print(1)\nprint(2)")
    styled, printed = made.notebook.cells[1:]
    assert "T_cell0_0" in styled.outputs[0].data["text/html"]
    assert "execution_count" not in styled.outputs[0]
    assert [output.text for output in printed.outputs] == ["1\n2\n"]
