"""A rubric that would leave a marker alone with an answer is named: its cell, its level, and what to do."""

from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_markdown_cell, new_notebook

from nbseal.assignments.soundness import check
from nbseal.assignments.soundness.answer_files import read_folder
from nbseal.assignments.soundness.rubrics import Level, rubric_faults, written_answers
from nbseal.course import open_course
from nbseal.errors import AnswerFileError

from ...here import Here

PROMPT = """\
## The case

Say what you decided, and why.

| level | points | what it looks like |
|---|---:|---|
| good | 3 | A decision, and two numbers that bear on it. |
| fair | 2 | A decision, and one number \\| or none that bears on it. |
| poor | 1 | A decision, and no reason for it. |
| none | 0 | No decision. |

*Weak:* "We should all communicate more."
"""
EXAMPLES = {"case": {"fair": "We move, since it takes 8 days.", "poor": "We move.", "none": "It depends."}}


def cell(grade_id: str, source: str, points: float | None = None, *, task: bool = False):
    known = {"grade_id": grade_id, "grade": points is not None, "solution": points is not None and not task}
    known |= {"locked": points is None or task, "task": task, "schema_version": 3}
    known |= {"points": points} if points is not None else {}
    if task:
        known["grade"] = False
    return new_markdown_cell(source, id=grade_id, metadata={"nbgrader": known})


def notebook(prompt: str = PROMPT, answer: str = "We move, since it takes 8 days instead of 20."):
    return new_notebook(cells=[cell("prompt", prompt), cell("case", answer, 3)])


def found(prompt: str = PROMPT, examples=EXAMPLES) -> list[str]:
    return list(rubric_faults(written_answers("hw", notebook(prompt)), examples))


def without(line: str) -> str:
    (whole,) = [it for it in PROMPT.splitlines(keepends=True) if it.startswith(line)]
    return PROMPT.replace(whole, "")


def test_a_rubric_is_read_from_the_table_above_its_answer() -> None:
    (answer,) = written_answers("hw", notebook())
    assert (answer.notebook, answer.cell, answer.points, answer.solved) == ("hw", "case", 3, True)
    assert [(level.name, level.points) for level in answer.levels] == [
        ("good", 3),
        ("fair", 2),
        ("poor", 1),
        ("none", 0),
    ]
    assert answer.levels[1] == Level("fair", 2, "A decision, and one number | or none that bears on it.")


def test_a_whole_rubric_with_an_example_of_each_level_is_right() -> None:
    assert found() == []


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("| good | 3 |", "| good | 4 |", "level 'good' gives 4 points, but the answer is worth 3."),
        (
            "| good | 3 |",
            "| good | 2.5 |",
            "no level gives 3 points; add one, so that every answer has a level.",
        ),
        (
            "| none | 0 |",
            "| none | 0.5 |",
            "no level gives 0 points; add one, so that every answer has a level.",
        ),
        (
            "| poor | 1 |",
            "| poor | 2 |",
            "level 'fair' and level 'poor' both give 2 points; make one of them.",
        ),
        ("| poor |", "| fair |", "has 2 levels called 'fair'; call each by a name of its own."),
        ("| poor | 1 |", "| poor | some |", "level 'poor' has no number of points; write one from 0 to 3."),
        ("| poor | 1 |", "| poor | 1-2 |", "level 'poor' has no number of points; write one from 0 to 3."),
        ("| No decision. |", "| |", "level 'none' has no description; say by what a marker knows it."),
    ],
)
def test_a_broken_level_is_named(was: str, now: str, said: str) -> None:
    broken = found(PROMPT.replace(was, now))
    assert any(line.startswith("hw.ipynb, cell 'case'") and line.endswith(said) for line in broken), broken


def test_levels_that_leave_a_gap_are_named() -> None:
    (gap,) = found(without("| fair"), {"case": {"poor": "We move.", "none": "It depends."}})
    assert gap == (
        "hw.ipynb, cell 'case': there is nothing between level 'good' (3 points) and level 'poor' (1); "
        "add a level for the answers between them."
    )


def test_levels_a_third_of_the_points_apart_leave_no_gap() -> None:
    cells = [
        cell(
            "prompt",
            "| level | points | is |\n|-|-|-|\n| a | 9 | x |\n| b | 6 | x |\n| c | 3 | x |\n| d | 0 | x |",
        ),
        cell("essay", "text", 9),
    ]
    assert list(rubric_faults(written_answers("hw", new_notebook(cells=cells)), None)) == []


def test_an_answer_without_a_rubric_is_named_where_another_has_one() -> None:
    two = new_notebook(cells=[*notebook().cells, cell("more", "Say more."), cell("other", "text", 1)])
    written = written_answers("hw", two)
    assert list(rubric_faults(written, None)) == [
        "hw.ipynb, cell 'other' has no rubric; put a table of its levels above it."
    ]


def test_a_course_without_rubrics_is_asked_for_none() -> None:
    tables = "| criterion | points |\n|---|---|\n| style | 1 |\n| reason | 2 |"
    assert found(tables, None) == []


def test_levels_need_an_example_once_there_is_a_file_of_them() -> None:
    assert found(examples=None) == []
    assert found(examples={"case": {"fair": "We move, since it takes 8 days.", "none": "It depends."}}) == [
        "hw.ipynb, cell 'case', level 'poor' has no example; "
        "write in examples.toml a text that just reaches it."
    ]


def test_the_solution_is_the_example_of_the_highest_level() -> None:
    unsolved = written_answers("hw", notebook(answer="YOUR ANSWER HERE"))
    (said,) = rubric_faults(unsolved, EXAMPLES)
    assert said.startswith("hw.ipynb, cell 'case', level 'good' has no example")


def test_examples_of_what_is_not_there_are_named() -> None:
    case = EXAMPLES["case"]
    assert found(examples={"case": case | {"fine": "Text."}}) == [
        "examples.toml has an example of 'case' at level 'fine', which its rubric has not."
    ]
    assert found(examples={"case": case, "cass": {"good": "Text."}}) == [
        "examples.toml has examples of 'cass', but there is no written answer of that id."
    ]


def test_a_task_cell_has_its_rubric_in_itself() -> None:
    (task,) = written_answers("hw", new_notebook(cells=[cell("draw", PROMPT, 3, task=True)]))
    assert [level.points for level in task.levels] == [3, 2, 1, 0]
    assert not task.solved


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[case\n", "is not TOML that can be read"),
        ('case = "text"\n', "case: write a table [case] with a text for each level."),
        ("[case]\nfair = 2\n", "case, level 'fair': give it a text."),
        ('[case]\nfair = " "\n', "case, level 'fair': give it a text."),
    ],
)
def test_a_file_of_examples_that_cannot_be_understood_is_refused(
    tmp_path: Path, text: str, said: str
) -> None:
    (tmp_path / "examples.toml").write_text(text)
    with pytest.raises(AnswerFileError, match=r"examples\.toml") as caught:
        read_folder(tmp_path)
    assert said in str(caught.value)


# ------------------------------------------------------------------------------------------- check itself


def checked(root: Path, prompt: str, examples: str) -> list[str]:
    (root / "source" / "hw").mkdir(parents=True)
    nbformat.write(notebook(prompt), root / "source" / "hw" / "hw.ipynb")
    (root / "nbgrader_config.py").write_text("c = get_config()\n")
    (root / "answers" / "hw").mkdir(parents=True)
    (root / "answers" / "hw" / "examples.toml").write_text(examples)
    shortcomings = check(open_course(root), "hw", Here()).shortcomings
    assert shortcomings.pop() == "No cell of it scores by running, so there is nothing to check."
    return shortcomings


ALL = '[case]\nfair = """We move, since it\ntakes 8 days."""\npoor = "We move."\nnone = "It depends."\n'


def test_check_says_what_is_wrong_with_rubrics(tmp_path: Path) -> None:
    assert checked(tmp_path / "right", PROMPT, ALL) == []
    (said,) = checked(tmp_path / "wrong", PROMPT.replace("| poor | 1 |", "| poor | 1.5 |"), ALL)
    assert "nothing between level 'poor' (1.5 points) and level 'none' (0)" in said


def test_an_example_that_students_read_is_named(tmp_path: Path) -> None:
    prompt = f'{PROMPT}\n*Fair:* "We move, since\nit takes 8 days."\n'
    assert checked(tmp_path, prompt, ALL) == [
        "hw.ipynb, cell 'case' has an example of level 'fair' that students see; show them another one."
    ]
