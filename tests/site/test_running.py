"""A lesson that is run for its page: what its cells show, and what they say to each answer."""

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from leadermanager.errors import EditionError
from leadermanager_instructor.site.pages.answers import ANY_NUMBER, NONE
from leadermanager_instructor.site.pages.running import NUMBER, run

SHOWS = 'import leadermanager as lm\nlm.exercise("00-report")'
SAYS = """\
said = lm.said("00-report", "report")
if said and said.startswith("Ring"):
    print("You rang, and guessed:", lm.said("00-report", "bonus"))
else:
    print("You said:", said)
"""


@pytest.fixture(scope="module")
def go(edition):
    def go(*sources):
        cells = [new_code_cell(source, id=f"cell{number}") for number, source in enumerate(sources)]
        return run(
            new_notebook(cells=[new_markdown_cell("# One"), *cells]), "one.ipynb", edition, edition / "course"
        )

    return go


@pytest.fixture(scope="module")
def ran(go):
    number = 'lm.exercise("08-week")', 'print("of 100:", lm.said("08-week", "leading_share"))'
    twice = 'print(2 * (lm.said("08-week", "leading_share") or 1))'
    return go(SHOWS, SAYS, "print(said)", *number, twice)


def replies(ran, cell):
    return {tuple(reply.when.values()): reply.outputs[0].text.strip() for reply in ran.replies[cell]}


def test_a_cell_is_run_for_each_answer_and_asks_further_only_where_it_does(ran):
    assert replies(ran, "cell1") == {
        (NONE,): "You said: None",
        ("ring", NONE): "You rang, and guessed: None",
        ("ring", "small"): "You rang, and guessed: About £1,000",
        ("ring", "middle"): "You rang, and guessed: About £10,000",
        ("ring", "large"): "You rang, and guessed: About £50,000",
        ("out",): "You said: Leave it out: it cannot be right",
        ("average",): "You said: Average it in: a report is a report",
    }


def test_the_cells_below_go_on_as_if_nobody_had_answered(ran):
    assert ran.notebook.cells[3].outputs[0].text == "None\n"
    assert "cell2" not in ran.replies


def test_an_exercise_is_on_the_page_as_nobody_has_done_it(ran):
    [state] = [each for each in ran.widgets.values() if each.get("content", {}).get("id") == "00-report"]
    assert state["state"] == {}
    assert "export default" in state["_esm"]


def test_a_number_is_left_open_where_it_is_said(ran):
    assert replies(ran, "cell4") == {(NONE,): "of 100: None", (ANY_NUMBER,): f"of 100: {NUMBER}"}
    assert ran.unfollowed == {"cell5"}, "what is reckoned from a number cannot be filled in"


def test_a_cell_that_fails_is_named(go):
    with pytest.raises(EditionError, match=r"one\.ipynb, cell 'cell0', fails: ZeroDivisionError"):
        go("1 / 0")


def test_a_cell_that_shows_something_else_the_second_time_is_named(go):
    with pytest.raises(EditionError, match="cell 'cell2', shows something else when it is run again"):
        go(SHOWS, "runs = 0", 'runs += 1\nprint(runs, lm.said("00-report", "report"))')
