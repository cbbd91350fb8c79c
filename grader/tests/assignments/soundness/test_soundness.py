"""A check of an assignment finds what its tests miss, and says so in words."""

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import nbformat
import nbgrader
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from nbseal.assignments.soundness import QUICK, check
from nbseal.assignments.soundness.mutants import mutants
from nbseal.assignments.soundness.report import SoundnessReport
from nbseal.course import Course, open_course
from nbseal.errors import AnswerFileError, AssignmentError, SandboxError
from nbseal.grading import sandbox

from ...here import Here

pytestmark = pytest.mark.skipif(sandbox.why_no_sandbox() is not None, reason="needs the sandbox")

STUB = "raise NotImplementedError('this task has no answer yet: write one')"
CONFIG = (
    f"c = get_config()\nc.ClearSolutions.code_stub = {{'python': {STUB!r}}}\n"
    "c.Sessions.preload = []  # these notebooks need nothing\n"
)

LARGER = """\
def larger(a, b):
    ### BEGIN SOLUTION
    return a if a > b else b
    ### END SOLUTION
"""
LARGER_LONG = LARGER.replace("a if a > b else b", "[a, b][int(2 * a + 1 < 2 * b + 1)]")
LARGER_TESTS = """\
assert larger(3, 5) == 5, "The larger of 3 and 5 is not right."
### BEGIN HIDDEN TESTS
for first, second, right in [(5, 3, 5), (-2, -7, -2), (4, 4, 4)]:
    assert larger(first, second) == right, "With other numbers, it is not the larger one."
### END HIDDEN TESTS
"""
SPREAD = """\
def spread(values):
    ### BEGIN SOLUTION
    return max(values) - min(values)
    ### END SOLUTION
"""
SPREAD_TESTS = """\
assert spread([4, 9, 6]) == 5, "The spread of 4, 9 and 6 should be 5."
### BEGIN HIDDEN TESTS
assert spread([-3, 8, 1, 8]) == 11, "With other numbers, the spread is not right."
### END HIDDEN TESTS
"""
EQUIVALENT = """\
[[equivalent]]
task = "larger"
was = "return a if a > b else b"
now = "return a if a >= b else b"
because = "where the two are equal, either is the larger"
"""

TWICE = SPREAD.replace("    return", "    step = 1\n    step = 1\n    return step *")
OVERWRITTEN = "\n".join(
    f"""\
[[equivalent]]
task = "spread"
was = "step = 1"
now = "step = {other}"
because = "the next line sets it to 1"
"""
    for other in (0, 2)
)

KILLED = """\
[[equivalent]]
task = "spread"
was = "return max(values) - min(values)"
now = "return max(values) + min(values)"
because = "somebody was in a hurry"
"""


def cell(grade_id: str, source: str, points: float | None = None):
    graded = points is not None
    known = {"grade_id": grade_id, "grade": graded, "solution": not graded, "locked": graded, "task": False}
    known |= {"schema_version": 3} | ({"points": points} if graded else {})
    return new_code_cell(source.rstrip(), id=grade_id.replace("_", "-"), metadata={"nbgrader": known})


def write_course(
    root: Path,
    beside: Path,
    larger: str = LARGER,
    larger_tests: str = LARGER_TESTS,
    spread: str = SPREAD,
    spread_tests: str = SPREAD_TESTS,
    **answers: str,
) -> Course:
    """Write a course with one assignment of these cells, and its answers into a folder beside it."""
    cells = [
        new_markdown_cell("# Two numbers", id="title"),
        cell("larger", larger),
        cell("larger_tests", larger_tests, 2),
        cell("spread", spread),
        cell("spread_tests", spread_tests, 1),
    ]
    (root / "source" / "pair").mkdir(parents=True)
    nbformat.write(new_notebook(cells=cells), root / "source" / "pair" / "pair.ipynb")
    (root / "nbgrader_config.py").write_text(CONFIG)
    for name, text in answers.items():
        suffix = ".toml" if name == "equivalent" else ".py"
        path = (beside / "pair" / name.replace("__", "/")).with_suffix(suffix)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return open_course(root)


@pytest.fixture
def pair(tmp_path: Path):
    return partial(write_course, tmp_path / "course", tmp_path / "course" / "answers")


def files(course: Course) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in course.root.rglob("*") if path.is_file()}


def tried(course: Course, **options) -> SoundnessReport:
    return check(course, "pair", Here(), **options)


def edit(course: Course, change) -> None:
    path = course.root / "source" / "pair" / "pair.ipynb"
    notebook = nbformat.read(path, as_version=4)
    change({it.id: it for it in notebook.cells})
    path.write_text(nbformat.writes(notebook))


# ------------------------------------------------------------------------------------- what is sound, and not


@dataclass
class Watched:
    found: SoundnessReport
    steps: list[tuple[int, int, str]]
    touched: bool


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Watched:
    """A check of a sound assignment whose answers lie elsewhere, made once for the tests that look at it."""
    root, answers = tmp_path_factory.mktemp("course"), tmp_path_factory.mktemp("answers")
    course = write_course(
        root,
        answers,
        equivalent=EQUIVALENT,
        right__sorted="# task: larger\ndef larger(a, b):\n    return sorted([a, b])[-1]\n",
        wrong__smaller="# loses: larger_tests 2\n# task: larger\ndef larger(a, b):\n    return min(a, b)\n",
    )
    before = files(course)
    steps: list[tuple[int, int, str]] = []
    found = tried(course, answers=answers, progress=lambda *step: steps.append(step))
    return Watched(found, steps, files(course) != before)


def test_a_sound_assignment_is_found_sound_and_its_numbers_are_told(watched: Watched) -> None:
    found = watched.found
    assert found.sound, [*found.faults, *found.shortcomings]
    assert (found.right, found.wrong, found.left_out) == (1, 1, [])
    larger, spread = found.tasks
    assert (larger.task, larger.tests, larger.points) == ("larger", 1, 2)
    assert (spread.task, spread.tests, spread.points) == ("spread", 1, 1)
    assert larger.mutants == larger.killed > 3
    assert [entry.because for entry in larger.equivalent] == ["where the two are equal, either is the larger"]
    assert spread.mutants == spread.killed > 5


def test_each_step_is_told(watched: Watched) -> None:
    done, total, said = zip(*watched.steps, strict=True)
    assert done == tuple(range(1, total[0] + 1))
    assert set(said) == {"pair: answers", "pair: mistakes and mutants"}
    tried = sum(task.mutants + len(task.equivalent) for task in watched.found.tasks)
    assert set(total) == {len(["release", "solution", "larger", "spread", "right", "wrong"]) + tried}


def test_nothing_in_the_course_is_touched(watched: Watched) -> None:
    assert not watched.touched


def test_a_weak_test_lets_mutants_survive_and_they_are_shown(pair) -> None:
    weak = 'assert spread([0, 4]) == 4, "The spread of 0 and 4 should be 4."\n'
    weak += "### BEGIN HIDDEN TESTS\nassert spread([0, 9]) == 9, 'With other numbers it is wrong.'\n"
    found = tried(pair(spread_tests=weak + "### END HIDDEN TESTS", equivalent=EQUIVALENT))
    assert found.faults == []
    (said,) = found.shortcomings
    assert "95% should" in said
    spread = found.tasks[1]
    assert spread.killed + len(spread.survivors) == spread.mutants
    assert "    return max(values) + min(values)" in {mutant.now for mutant in spread.survivors}
    shown = "\n".join(found.details())
    assert "A mutant of spread loses nothing (line 2, ReplaceBinaryOperator_Sub_Add):\n" in shown
    assert "-     return max(values) - min(values)\n+     return max(values) + min(values)" in shown
    assert found.verdict().startswith("pair falls short: 1 shortcoming")


# -------------------------------------------------------------------------------------------------- broken


def test_every_fault_of_a_notebook_is_told_at_once_with_its_cell(pair) -> None:
    course = pair()

    def spoil(cells):
        cells["spread"].metadata.nbgrader.grade_id = "larger"
        del cells["larger-tests"].metadata.nbgrader["points"]
        cells["larger"].source = cells["larger"].source.replace("    ### END SOLUTION", "")
        cells["spread-tests"].source += "\nassert spread 0"

    edit(course, spoil)
    found = tried(course)
    assert found.faults == [
        "pair.ipynb, cell 'larger_tests' is graded, but has no points; give it a number of them, 0 or more.",
        "pair.ipynb, cell 'larger' has an id that an earlier cell has as well; make it its own.",
        "pair.ipynb, cell 'larger' has BEGIN SOLUTION without END SOLUTION; pair the markers.",
        "pair.ipynb, cell 'spread_tests', line 5, has a test that is not Python (invalid syntax); mend it.",
    ]
    assert found.tasks == [], "nothing is tried"
    assert not found.sound


def test_what_a_release_would_be_refused_for_or_warn_of_is_told_and_the_rest_is_tried(pair) -> None:
    course = pair(equivalent=EQUIVALENT)
    source = course.root / "source" / "pair"
    (source / "notes.txt").write_text("return max(values) - min(values)\n")
    (source / "tools.py").write_text("def larger(a, b):\n    return a if a > b else b\n")
    found = tried(course, quick=True)
    (fault,), (warning,) = found.faults, found.warnings
    assert fault.startswith("tools.py, line 1, shows students the whole solution of pair.ipynb, cell 'larger")
    assert warning.startswith("notes.txt, line 1, shows students the solution of pair.ipynb, cell 'spread'")
    assert f"Warning: {warning}" in list(found.details())
    assert all(task.killed == task.mutants for task in found.tasks)


@pytest.mark.parametrize("cells", [[], ["title"], ["title", "larger"]])
def test_where_no_test_runs_there_is_nothing_that_could_be_sound(pair, cells) -> None:
    course = pair()
    path = course.root / "source" / "pair" / "pair.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells = [cell for cell in notebook.cells if cell.id in cells]
    path.write_text(nbformat.writes(notebook))
    found = tried(course)
    assert not found.sound
    assert found.shortcomings == ["No cell of it scores by running, so there is nothing to check."]
    assert found.verdict().startswith("pair falls short")


def test_a_solution_that_ends_in_an_error_is_named_first_and_gets_no_mutants(pair) -> None:
    wrong = "# loses: spread_tests 1\n\n# task: spread\ndef spread(values):\n    return 0\n"
    found = tried(pair(spread=f"undefined\n{SPREAD}", equivalent=EQUIVALENT, wrong__zero=wrong))
    first, second = found.faults
    assert first == "pair.ipynb, cell 'spread' ends in an error: NameError: name 'undefined' is not defined"
    assert second.startswith("pair.ipynb, cell 'spread_tests' cannot be run with the solution in place")
    larger, spread = sorted(found.tasks, key=lambda task: task.task)
    assert larger.killed == larger.mutants > 3
    assert (spread.mutants, spread.survivors, found.wrong) == (0, [], 0)
    assert "Mutants and mistakes were not tried on spread, whose own solution fails." in found.left_out


def test_a_syntax_error_in_a_solution_is_not_blamed_on_its_test(pair) -> None:
    found = tried(pair(spread=SPREAD.replace("def spread(values):", "def spread(values)")))
    assert found.faults[0] == (
        "pair.ipynb, cell 'spread', line 1, has a solution that is not Python (expected ':'); mend it."
    )


def test_what_is_found_to_be_broken_while_trying_is_told_beside_the_rest(pair) -> None:
    course = pair(
        larger_tests=LARGER_TESTS.replace("(4, 4, 4)", "numbers_that_nobody_made"),
        spread_tests=SPREAD_TESTS.replace("spread([4, 9, 6])", "spread([4, larger(9, 2), 6])"),
        equivalent=EQUIVALENT.replace("a >= b", "a is b") + KILLED,
    )
    found = tried(course)
    unrun, needs, killed, stale = found.faults
    assert unrun.startswith("pair.ipynb, cell 'larger_tests' cannot be run with the solution in place: ")
    assert "`numbers_that_nobody_made` is not defined" in unrun
    assert needs.startswith("pair.ipynb, cell 'spread_tests' needs the answer to another task: with 'spread'")
    assert killed.startswith("equivalent.toml lists a mutant of 'spread' that loses a point in spread_tests ")
    assert stale.startswith("equivalent.toml lists a mutant of 'larger' that is not made")
    assert found.tasks[1].killed == found.tasks[1].mutants, "its mutants are tried beside the whole solution"
    assert found.verdict() == "pair is broken: 4 faults."


def test_a_check_may_use_what_a_cell_that_tries_the_answer_has_bound(pair) -> None:
    uses = 'assert seven == 7, "The larger of 3 and 7 is not right."\n' + LARGER_TESTS
    course = pair(larger_tests=uses, equivalent=EQUIVALENT)
    insert_cell(course, 2, "seven = larger(3, 7)")
    found = tried(course)
    assert found.sound, [*found.faults, *found.shortcomings]
    assert found.tasks[0].killed == found.tasks[0].mutants > 3


RISKY = """\
def larger(a, b):
    if a < 0:
        raise ValueError("negative")
    return max(a, b)
"""


def insert_cell(course: Course, at: int, source: str, **metadata) -> None:
    path = course.root / "source" / "pair" / "pair.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.insert(at, new_code_cell(source, id="inserted", metadata=metadata))
    path.write_text(nbformat.writes(notebook))


def test_a_cell_that_ends_in_an_error_whatever_is_right_is_told_once_though_no_point_is_lost(pair) -> None:
    course = pair(equivalent=EQUIVALENT, right__other="# task: spread\nimport math\n\n" + SPREAD)
    insert_cell(course, 2, "larger(3)")
    found = tried(course, quick=True)
    (fault,) = found.faults
    assert fault.startswith("pair.ipynb, cell 3 ends in an error: TypeError: larger() missing 1 required")
    assert found.shortcomings == []


def test_a_cell_that_ends_in_an_error_with_another_right_answer_is_a_fault(pair) -> None:
    tests = LARGER_TESTS.replace("(-2, -7, -2), ", "")
    course = pair(larger_tests=tests, equivalent=EQUIVALENT, right__risky=f"# task: larger\n{RISKY}")
    insert_cell(course, 2, "larger(-3, -4)")
    found = tried(course, quick=True)
    assert found.faults == [
        "With right/risky.py in place, pair.ipynb, cell 3 ends in an error: ValueError: negative"
    ]
    assert found.shortcomings == [], "it earns every point"


def test_a_cell_that_is_meant_to_end_in_an_error_is_no_fault(pair) -> None:
    course = pair(equivalent=EQUIVALENT)
    insert_cell(course, 2, "larger(3, [])", tags=["raises-exception"])
    found = tried(course, quick=True)
    assert found.sound, [*found.faults, *found.shortcomings]


def test_an_error_for_want_of_another_tasks_answer_is_no_fault(pair) -> None:
    course = pair(
        larger=f"### BEGIN SOLUTION\nimport math\n### END SOLUTION\n{LARGER}", equivalent=EQUIVALENT
    )
    insert_cell(course, 2, "math.pi")
    found = tried(course, quick=True)
    assert found.sound, [*found.faults, *found.shortcomings]


def test_an_idea_that_loses_two_checks_is_a_shortcoming(pair) -> None:
    header = "# loses: larger_tests 2, larger_edges 1\n"
    smaller = "# task: larger\ndef larger(a, b):\n    return min(a, b)\n"
    course = pair(
        equivalent=EQUIVALENT,
        wrong__smaller=header + smaller,
        wrong__two_slips=f"{header}# mistakes: 2\n{smaller}",
    )
    path = course.root / "source" / "pair" / "pair.ipynb"
    notebook = nbformat.read(path, as_version=4)
    edges = 'assert larger(-1, 0) == 0, "The larger of -1 and 0 is not right."'
    notebook.cells.insert(3, cell("larger_edges", edges, 1))
    path.write_text(nbformat.writes(notebook))
    (said,) = tried(course, quick=True).shortcomings
    assert said.startswith("wrong/smaller.py makes 1 mistake and loses 2 checks (larger_tests, larger_edges)")


# ------------------------------------------------------------------------------------------- wrong calls


def test_an_answer_to_something_that_is_not_asked_is_one_sentence(pair) -> None:
    course = pair(right__other="# task: largest\ndef largest(a, b):\n    return a\n")
    with pytest.raises(
        AnswerFileError, match=r"right/other\.py answers 'largest', but there is no answer cell"
    ):
        tried(course)


def test_a_folder_of_answers_that_is_not_there_is_one_sentence(pair, tmp_path: Path) -> None:
    with pytest.raises(AnswerFileError, match="There is no folder"):
        tried(pair(), answers=tmp_path / "nowhere")


def test_an_unknown_assignment_is_one_sentence(pair) -> None:
    with pytest.raises(AssignmentError, match=r"There is no assignment 'ps9'"):
        check(pair(), "ps9", Here())


def test_without_a_sandbox_nothing_is_tried(pair, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "why_no_sandbox", lambda: "There is no sandbox here: install one.")
    with pytest.raises(SandboxError, match="install one"):
        check(pair(), "pair", Here())


# ----------------------------------------------------------------------------------------------- manners


def test_a_quick_check_tries_the_same_few_mutants_each_time_and_says_what_else_it_left_out(pair) -> None:
    course = pair(larger=LARGER_LONG)
    first, second = tried(course, quick=True), tried(course, quick=True)
    assert first.quick
    assert 0 < first.tasks[0].mutants <= QUICK < len(mutants(LARGER_LONG))
    assert [vars(task) for task in first.tasks] == [vars(task) for task in second.tasks]
    (left_out,) = first.left_out
    assert left_out.startswith("There are no answers in ")
    assert left_out.endswith("only the solution was tried, and its mutants.")
    assert left_out in list(first.details())


def test_a_line_that_stands_twice_can_be_equivalent_in_one_place_and_not_in_the_other(pair):
    found = tried(pair(spread=TWICE, equivalent=EQUIVALENT + OVERWRITTEN))
    spread = found.tasks[1]
    assert found.faults == []
    assert len(spread.equivalent) == 2
    assert (spread.killed, spread.survivors) == (spread.mutants, [])


@pytest.mark.thorough("waits for processor time to run out; test_limits does so for a cell")
def test_a_mutant_that_never_ends_is_given_up_and_counts_as_found(pair) -> None:
    loop = """\
def larger(a, b):
    ### BEGIN SOLUTION
    while a < b:
        a += 1
    return a
    ### END SOLUTION
"""
    endless = ("a += 1", "a += 0")
    assert endless in {mutant.key for mutant in mutants(loop)}
    larger = tried(pair(larger=loop)).tasks[0]
    assert endless not in {mutant.key for mutant in larger.survivors}


def test_tests_can_run_inside(pair) -> None:
    found = tried(pair(equivalent=EQUIVALENT), tests="inside")
    assert found.sound, found.shortcomings


# ------------------------------------------------------------------------------------------- the command


def run(course: Course, *line: str) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "nbseal", "check", "pair", "--quick", "--workers", "1", *line]
    return subprocess.run(command, cwd=course.root, capture_output=True, text=True, check=False)


def test_the_command_prints_a_table_and_ends_with_0_if_all_is_well(pair) -> None:
    done = run(pair(equivalent=EQUIVALENT))
    assert done.returncode == 0, done.stdout + done.stderr
    for word in ("task", "tests", "points", "mutants", "killed", "survivors", "larger", "spread"):
        assert word in done.stdout
    assert "pair is sound: " in done.stdout
    assert done.stderr.splitlines() == ["trying pair: answers", "trying pair: mistakes and mutants"]


def test_the_command_ends_with_1_if_the_assignment_falls_short(pair) -> None:
    done = run(pair(right__second="# task: larger\ndef larger(a, b):\n    return b\n"), "--json")
    assert done.returncode == 1, done.stderr
    assert done.stderr == ""
    (found,) = json.loads(done.stdout)["checked"]
    assert (found["assignment"], found["sound"], found["right"], found["quick"]) == ("pair", False, 1, True)
    assert found["shortcomings"][0].startswith("right/second.py loses 2 of 2 points")
    assert set(found["tasks"][0]) == {
        *("notebook", "task", "tests", "points", "mutants", "killed", "survivors", "equivalent")
    }


def test_the_command_ends_with_2_if_the_assignment_is_broken(pair) -> None:
    course = pair()
    edit(course, lambda cells: cells["larger-tests"].metadata.nbgrader.pop("points"))
    done = run(course, "--json")
    assert done.returncode == 2
    assert done.stderr.startswith("pair.ipynb, cell 'larger_tests' is graded, but has no points; give it ")
    assert json.loads(done.stdout)["checked"][0]["faults"] == [done.stderr.strip()]


# ------------------------------------------------------------------------------------- another's assignment


def test_nbgraders_own_assignment_can_be_checked(tmp_path: Path) -> None:
    guide = Path(nbgrader.__file__).parent / "docs" / "source" / "user_guide"
    shutil.copytree(guide / "source" / "ps1", tmp_path / "source" / "ps1")
    found = check(open_course(tmp_path), "ps1", Here())
    assert [(task.task, task.points) for task in found.tasks] == [("squares", 2), ("sum_of_squares", 1)]
    assert found.killed_share == 1
    assert not any(said.startswith("The solution") for said in found.shortcomings)
    (fault,) = found.faults
    assert fault.startswith("problem1.ipynb, cell 'correct_sum_of_squares' needs the answer to another task")
