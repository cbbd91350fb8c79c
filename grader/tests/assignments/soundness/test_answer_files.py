"""Answers beside an assignment are read, and a file that cannot be understood is named in one sentence."""

from pathlib import Path

import pytest

from nbseal.assignments.soundness.answer_files import read_answers, read_folder
from nbseal.errors import AnswerFileError

WRONG = """\
# Taken for the median.
# loses: mean_tests 1, mean_missing_tests 0.5
# loses: count_tests 2

# task: mean
def mean(values):
    return sorted(values)[1]


# task: count
def count(values):
    return 0
"""


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def refusal(folder: Path) -> str:
    with pytest.raises(AnswerFileError) as caught:
        read_folder(folder)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_mistake_has_its_price_and_a_section_for_each_task(tmp_path: Path) -> None:
    answers = read_answers(write(tmp_path, "wrong/median.py", WRONG))
    assert answers.name == "wrong/median.py"
    assert answers.loses == {"mean_tests": 1.0, "mean_missing_tests": 0.5, "count_tests": 2.0}
    assert answers.mistakes is None
    assert answers.code == {
        "mean": "def mean(values):\n    return sorted(values)[1]\n",
        "count": "def count(values):\n    return 0\n",
    }


def test_a_file_may_say_that_it_makes_several_mistakes(tmp_path: Path) -> None:
    assert read_answers(write(tmp_path, "wrong/a.py", f"# mistakes: 3\n{WRONG}")).mistakes == 3


def test_an_empty_folder_holds_nothing(tmp_path: Path) -> None:
    found = read_folder(tmp_path)
    assert (found.right, found.wrong, found.equivalent) == ([], [], [])


def test_a_file_without_a_section_is_named(tmp_path: Path) -> None:
    write(tmp_path, "right/a.py", "def mean(values): ...")
    assert refusal(tmp_path).startswith("right/a.py has no `# task: …` line")


def test_a_task_answered_twice_is_named(tmp_path: Path) -> None:
    write(tmp_path, "right/a.py", "# task: mean\nx = 1\n# task: mean\nx = 2\n")
    assert refusal(tmp_path).startswith("right/a.py answers the task mean twice")


def test_a_price_that_is_no_number_is_named(tmp_path: Path) -> None:
    write(tmp_path, "wrong/a.py", "# loses: mean_tests one\n# task: mean\nx = 1\n")
    assert "not 'mean_tests one'" in refusal(tmp_path)


def test_a_mistake_without_a_price_is_named(tmp_path: Path) -> None:
    write(tmp_path, "wrong/a.py", "# task: mean\nx = 1\n")
    assert refusal(tmp_path).startswith("wrong/a.py does not say what it loses")


@pytest.mark.parametrize("said", ["", "two", "0", "-1", "2 or 3", "2\n# mistakes: 3"])
def test_a_number_of_mistakes_that_cannot_be_understood_is_named(tmp_path: Path, said: str) -> None:
    write(tmp_path, "wrong/a.py", f"# mistakes: {said}\n{WRONG}")
    lines = said.replace("\n# mistakes:", ",")
    assert refusal(tmp_path) == f"wrong/a.py: write one line `# mistakes: 2`, not {lines!r}."


@pytest.mark.parametrize("header", ["mistake", "costs", "Mistakes", "LOSES"])
def test_an_unknown_header_is_named(tmp_path: Path, header: str) -> None:
    write(tmp_path, "wrong/a.py", f"# {header}: 2\n{WRONG}")
    assert refusal(tmp_path).startswith(f"wrong/a.py has a line `# {header}: …`, which is no header; write ")


def test_a_word_and_a_colon_may_begin_an_idea_and_a_link_may_stand_below(tmp_path: Path) -> None:
    head = "# NumPy: a matrix and two masks.\n# https://numpy.org\n"
    assert read_answers(write(tmp_path, "right/a.py", f"{head}# task: mean\nx = 1\n")).code


def test_a_right_answer_that_makes_mistakes_is_named(tmp_path: Path) -> None:
    write(tmp_path, "right/a.py", "# mistakes: 2\n# task: mean\nx = 1\n")
    assert refusal(tmp_path) == "right/a.py says that it makes mistakes; move it to wrong/."


def test_a_right_answer_with_a_price_is_named(tmp_path: Path) -> None:
    write(tmp_path, "right/a.py", WRONG)
    assert refusal(tmp_path).startswith("right/a.py says what it loses")


def test_equivalent_mutants_are_told_by_their_lines_however_indented(tmp_path: Path) -> None:
    entry = '[[equivalent]]\ntask = "mean"\nwas = "a = 1"\nnow = "    a = 2"\nbecause = "a is not used"\n'
    write(tmp_path, "equivalent.toml", entry)
    (found,) = read_folder(tmp_path).equivalent
    assert found.key == ("a = 1", "a = 2")
    assert found.because == "a is not used"


@pytest.mark.parametrize("left_out", ["task", "was", "now", "because"])
def test_an_equivalent_mutant_needs_all_its_parts(tmp_path: Path, left_out: str) -> None:
    entry = {"task": "mean", "was": "a", "now": "b", "because": "c"}
    lines = [f'{key} = "{value}"' for key, value in entry.items() if key != left_out]
    write(tmp_path, "equivalent.toml", "\n".join(["[[equivalent]]", *lines]))
    assert "entry 1: give each of task, was, now, because a text" in refusal(tmp_path)


def test_a_list_that_is_no_toml_is_named(tmp_path: Path) -> None:
    write(tmp_path, "equivalent.toml", "[[equivalent]\n")
    assert "equivalent.toml is not TOML that can be read" in refusal(tmp_path)
