"""What would stop a student in a lesson is found before the lesson is published."""

from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from leadermanager.errors import EditionError
from leadermanager_instructor.edition.lesson_faults import exercise_faults, notebook_faults, text_faults

THERE = {"data", "data/README.md", "course/a picture.png", "course/01.ipynb"}


def faults(*cells):
    content = nbformat.writes(new_notebook(cells=list(cells))).encode()
    return notebook_faults("course/01.ipynb", content, {"01-acts": Path("01-acts.toml")}, THERE.__contains__)


@pytest.mark.parametrize(
    "source",
    [
        'import leadermanager as lm\nlm.exercise("01-acts")',
        "%matplotlib inline\n!ls\nx = await later()",
        "departments.head?",
        "",
        'said("01-acts", "one")',
    ],
)
def test_a_cell_that_runs_in_a_notebook_is_no_fault(source):
    assert faults(new_code_cell(source)) == []


@pytest.mark.parametrize(
    ("source", "line"),
    [("x = 1\nprint(x", 2), ("for x in y\n    pass", 1), ("def f():\nreturn 1", 2), ("x = = 1", 1)],
)
def test_a_cell_that_is_not_python_is_named_with_its_line(source, line):
    [fault] = faults(new_markdown_cell("# A lesson"), new_code_cell(source))
    assert fault.startswith(f"course/01.ipynb, cell 2, line {line}, is not Python: ")


@pytest.mark.parametrize("call", ['lm.exercise("01-cats")', 'x = lm.said("01-cats", "one")'])
def test_an_exercise_that_is_not_there_is_named(call):
    assert faults(new_code_cell(call)) == [
        "course/01.ipynb, cell 1, line 1, shows an exercise that is not there: 01-cats."
    ]


@pytest.mark.parametrize(
    "text",
    [
        "[the tables](../data/README.md#managers) and [all](../data) and [here](01.ipynb)",
        "![a plan](a%20picture.png)",
        "[web](https://example.org/x.png), [mail](mailto:a@example.org), [above](#Name-it)",
        "`[code](nothing.md)` and\n\n    ![indented code](nothing.png)",
        "A [word] in brackets (and another).",
    ],
)
def test_a_link_that_leads_somewhere_is_no_fault(text):
    assert faults(new_markdown_cell(text)) == []


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("![a plan](plan.png)", "plan.png"),
        ('<img alt="a plan" src="plan.png">', "plan.png"),
        ("Read <a href='plan.md'>this</a>.", "plan.md"),
        ("| a |\n| - |\n| [b](plan.md) |", "plan.md"),
        ("See [this][1].\n\n[1]: plan.md", "plan.md"),
        ("[out](../../data/README.md)", "../../data/README.md"),
        ("![kept in the cell](attachment:plan.png)", "attachment:plan.png"),
    ],
)
def test_a_link_or_a_picture_that_is_not_there_is_named(text, target):
    assert faults(new_markdown_cell(text)) == [f"course/01.ipynb, cell 1, names what is not there: {target}."]


def test_a_picture_that_the_cell_holds_is_there():
    cell = new_markdown_cell("![a](attachment:a.png)", attachments={"a.png": {"image/png": "eA=="}})
    assert faults(cell) == []


def test_a_text_is_read_in_the_same_way():
    assert text_faults("README.md", "[x](course/02.ipynb)", THERE.__contains__) == [
        "README.md, names what is not there: course/02.ipynb."
    ]


def test_an_exercise_that_the_library_refuses_is_named(tmp_path):
    wrong, broken = tmp_path / "01-wrong.toml", tmp_path / "01-broken.toml"
    wrong.write_text('kind = "quizz"\n')
    broken.write_text("kind = \n")
    first, second = exercise_faults({"01-wrong": wrong, "01-broken": broken})
    assert "there is no kind 'quizz'" in first
    assert f"{broken} cannot be read as TOML" in second


def test_an_edition_with_a_broken_lesson_is_not_published(make, tmp_path, project):
    path = project / "course" / "01-change-and-complexity.ipynb"
    nb = nbformat.read(path, 4)
    nb.cells.append(new_code_cell("print("))
    nbformat.write(nb, path)
    (project / "course" / "exercises" / "01-acts.toml").write_text("kind = 'quiz'\n")
    with pytest.raises(EditionError) as refused:
        make(tmp_path / "edition")
    said = str(refused.value)
    assert said.startswith("Nothing was published, since students would be stopped: ")
    assert "exercise '01-acts'" in said
    assert "course/01-change-and-complexity.ipynb, cell " in said
    assert "is not Python" in said
    assert not (tmp_path / "edition").exists()
