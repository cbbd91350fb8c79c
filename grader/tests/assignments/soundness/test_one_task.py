"""A notebook is cut down to one task: what is left runs by itself, and nothing that a check needs is lost."""

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from nbseal.assignments.soundness.one_task import cut

from ... import graded_cells


def plain(source: str):
    return new_code_cell(source)


def answer(grade_id: str, source: str):
    return graded_cells.task(grade_id, source, solution=True)


def check(grade_id: str, source: str):
    return graded_cells.task(grade_id, source, grade=True)


STUB = "def {}(table):\n    raise NotImplementedError"
NOTEBOOK = new_notebook(
    cells=[
        new_markdown_cell("# Two tasks"),
        plain("import pandas as pd\n\npeople = pd.DataFrame()"),
        answer("pay", STUB.format("pay")),
        plain("paid = pay(people)\npaid.head()"),
        check("pay_tests", "assert len(pay(people)) == 3"),
        plain("streets = pd.DataFrame()"),
        plain("richest = paid.max()"),
        answer("move", STUB.format("move")),
        check("move_tests", "assert move(streets) is None"),
        plain("%matplotlib inline\nstreets.size"),
        plain("this is no Python"),
        plain("move(streets, richest)"),
    ],
    metadata={"language_info": {"name": "python"}},
)


def sources(kept: set[str]) -> list[str]:
    return [cell.source.split("\n")[0] for cell in cut(NOTEBOOK, kept).cells]


def test_one_task_stays_with_its_checks_and_what_uses_no_answer() -> None:
    assert sources({"move", "move_tests"}) == [
        "import pandas as pd",
        "streets = pd.DataFrame()",
        "def move(table):",
        "assert move(streets) is None",
        "%matplotlib inline",
        "this is no Python",
    ]


def test_an_answer_that_others_may_use_stays_where_it_is_asked_for() -> None:
    kept = sources({"pay", "move", "move_tests"})
    assert kept[1:4] == ["def pay(table):", "streets = pd.DataFrame()", "def move(table):"]
    assert not any(source.startswith("paid") for source in kept)


def test_the_notebook_itself_stays_as_it_is() -> None:
    before = str(NOTEBOOK)
    assert cut(NOTEBOOK, set()).metadata == NOTEBOOK.metadata
    assert str(NOTEBOOK) == before
