"""A whole term: a class hands in every assignment there is, and gets what its answers are worth.

`TERM_STUDENTS` says how many they are; all thirty take seven minutes on two slow cores.

The students' notebooks are made by code, from the release and from the answers kept beside each assignment.
Those say what they lose, so what each student must have at the end is known before anything is graded.
"""

import csv
import html
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from nbgrader.utils import is_grade, is_solution

from nbseal.assignments.release import read_source, release
from nbseal.assignments.release.exposure import Search
from nbseal.assignments.release.markers import HIDDEN, regions
from nbseal.assignments.release.secrets import secret_lines
from nbseal.assignments.soundness.answer_files import AnswerFolder, read_folder
from nbseal.assignments.soundness.trials import Task, tasks_of
from nbseal.course import CONFIG, Course, notebooks, open_course
from nbseal.course.gradebook import open_gradebook, totals
from nbseal.grading import sandbox
from nbseal.grading.engine import GradingResult, grade
from nbseal.grading.pool import LocalPool
from nbseal.returning.export import export_csv
from nbseal.returning.feedback import Feedback, feedback

pytestmark = [
    pytest.mark.skipif(sandbox.why_no_sandbox() is not None, reason="needs the sandbox"),
    pytest.mark.timeout(3600),  # all of the term is graded before the first of these tests
    pytest.mark.xdist_group("term"),
    pytest.mark.thorough("a class in every assignment; a quick check of each and one round are made anyway"),
]

ROOT = Path(__file__).parents[2]
NAMES = open_course(ROOT / "assignments").assignments()
STUDENTS = [f"student{number:02d}" for number in range(int(os.environ.get("TERM_STUDENTS", "7")))]
KINDS = ["right", "blank", "half", "mistaken", "mistaken", "right", "mistaken", "mistaken"]
CRASHES, LOOPS = STUDENTS[-2], STUDENTS[-1]
WORKERS = 1 if len(STUDENTS) < 20 else 2  # a worker takes as long to start as a few students to grade
CELL_SECONDS, LOOP_SECONDS = 120, 10
"""Wall clock for a cell: long for the sake of busy machines, short for the one who loops."""

CRASH = "import os\n\nos._exit(1)"
LOOP = "while True:\n    pass"
TEXT = "We decided for the unit that lacks most (2.5 points), and would change our mind if its plan held."


@dataclass
class Work:
    """What a student wrote into which answer cells, and the points that it is worth."""

    answers: dict[str, str]
    points: float


@dataclass
class Term:
    course: Course
    work: dict[tuple[str, str], Work]
    graded: dict[str, list[GradingResult]]
    returned: dict[str, Feedback]
    exported: list[dict[str, str]]


@dataclass
class Assignment:
    """What there is to make students' work of."""

    name: str
    tasks: list[Task]
    written: dict[str, float]
    answers: AnswerFolder

    @property
    def solution(self) -> dict[str, str]:
        return {task.cell[1]: task.solution for task in self.tasks}

    def worth(self, answers: dict[str, str], loses: dict[str, float]) -> float:
        """Add up the points of the checks whose task is answered, less what the answers say they lose."""
        points = sum(task.points for task in self.tasks if task.cell[1] in answers)
        return points - sum(loses.values())

    def mistakes(self, number: int) -> tuple[dict[str, str], dict[str, float]]:
        """Give the code of one wrong answer, or of two about different tasks, and what they lose."""
        wrong = self.answers.wrong
        first, second = wrong[number % len(wrong)], wrong[(number * 7 + 3) % len(wrong)]
        if number % 4 == 1 or first.code.keys() & second.code.keys():
            return first.code, first.loses
        return first.code | second.code, first.loses | second.loses


def about(course: Course, name: str) -> Assignment:
    (path,) = course.source_notebooks(name)
    source = read_source(path)
    written = {
        cell.metadata.nbgrader.grade_id: float(cell.metadata.nbgrader.points)
        for cell in source.cells
        if is_grade(cell) and is_solution(cell)
    }
    return Assignment(
        name, tasks_of(name, source), written, read_folder(ROOT / "assignments" / "answers" / name)
    )


def work_of(number: int, given: Assignment) -> Work:
    """Make a student's work: all right, in another way, with mistakes, with blanks, or as it came."""
    answers = dict(given.solution)
    loses: dict[str, float] = {}
    kind = KINDS[number % len(KINDS)]
    match kind:
        case "right":
            right = given.answers.right
            answers |= right[number % len(right)].code if number else {}
        case "mistaken":
            code, loses = given.mistakes(number)
            answers |= code
        case "half":
            answers = {task: code for place, (task, code) in enumerate(answers.items()) if place % 2 == 0}
        case "blank":
            answers = {}
    if STUDENTS[number] == CRASHES:
        answers, loses = given.solution, {}
    points = given.worth(answers, loses)
    if STUDENTS[number] == CRASHES:
        # Nothing after a crash can be run, so it is the last task that crashes.
        answers[given.tasks[-1].cell[1]] = CRASH
        points -= given.tasks[-1].points
    if kind != "blank":
        answers |= dict.fromkeys(given.written, TEXT)
    return Work(answers, points)


def looping(given: Assignment) -> Work:
    answers = {**given.solution, given.tasks[0].cell[1]: LOOP}
    return Work(answers, given.worth(given.solution, {}) - given.tasks[0].points)


def hand_in(course: Course, name: str, student: str, answers: dict[str, str]) -> None:
    notebook = notebooks.read(course.folder("release", name) / f"{name}.ipynb")
    for cell in notebook.cells:
        if is_solution(cell):
            cell.source = answers.get(cell.metadata.nbgrader.grade_id, cell.source)
    folder = course.folder("submitted", name, student)
    folder.mkdir(parents=True)
    notebooks.write(notebook, folder / f"{name}.ipynb")


def levels(student: str, given: Assignment) -> dict[str, float]:
    """Say which level of its rubric the person who reads it gives each written piece."""
    return {
        cell: float((STUDENTS.index(student) + place) % (int(most) + 1))
        for place, (cell, most) in enumerate(given.written.items())
    }


def grade_written(course: Course, given: Assignment, work: dict[tuple[str, str], Work]) -> None:
    with open_gradebook(course) as gradebook:
        for student in STUDENTS:
            for cell, points in levels(student, given).items():
                if cell in work[student, given.name].answers:
                    entry = gradebook.find_grade(cell, given.name, given.name, student)
                    entry.manual_score, entry.needs_manual_grade = points, False
                    work[student, given.name].points += points
        gradebook.db.commit()


@pytest.fixture(scope="module")
def crew() -> Iterator[LocalPool]:
    with LocalPool(WORKERS) as processes:
        yield processes


@pytest.fixture(scope="module")
def term(tmp_path_factory: pytest.TempPathFactory, crew: LocalPool) -> Term:
    root = tmp_path_factory.mktemp("term") / "assignments"
    shutil.copytree(ROOT / "assignments" / "source", root / "source")
    shutil.copy(ROOT / "assignments" / CONFIG, root)
    course = open_course(root)
    all_given = {name: about(course, name) for name in NAMES}
    quickest = min(NAMES, key=lambda name: len(all_given[name].tasks))
    work: dict[tuple[str, str], Work] = {}
    graded: dict[str, list[GradingResult]] = {}
    returned: dict[str, Feedback] = {}
    for name, given in all_given.items():
        release(course, name)
        for number, student in enumerate(STUDENTS):
            work[student, name] = work_of(number, given)
        if name == quickest:
            work[LOOPS, name] = looping(given)
        for student in STUDENTS:
            hand_in(course, name, student, work[student, name].answers)
        together = STUDENTS[:-1] if name == quickest else STUDENTS
        graded[name] = [grade(course, name, together, timeout=CELL_SECONDS, pool=crew)]
        if name == quickest:
            graded[name].append(grade(course, name, [LOOPS], timeout=LOOP_SECONDS, pool=crew))
        grade_written(course, given, work)
        returned[name] = feedback(course, name)
    target = export_csv(course, root / "grades.csv").file
    with target.open(newline="", encoding="utf-8") as stream:
        exported = list(csv.DictReader(stream))
    return Term(course, work, graded, returned, exported)


def test_every_student_has_the_points_that_their_answers_say(term):
    for name in NAMES:
        scores = {student: score for student, score, _, _ in totals(term.course, name)}
        expected = {student: term.work[student, name].points for student in STUDENTS}
        assert scores == pytest.approx(expected), name


def test_the_class_is_as_mixed_as_it_should_be(term):
    for name in NAMES:
        points = {term.work[student, name].points for student in STUDENTS}
        assert len(points) >= 5, f"{name}: only {len(points)} different totals"
        assert min(points) == 0


def test_only_the_crash_and_the_loop_need_a_person_to_look(term):
    for name in NAMES:
        flagged = {flag.student for result in term.graded[name] for flag in result.flagged}
        looped = any(LOOP in code for code in term.work[LOOPS, name].answers.values())
        assert flagged == ({CRASHES, LOOPS} if looped else {CRASHES}), name
    loops = [code for (_, _), work in term.work.items() for code in work.answers.values() if code == LOOP]
    assert len(loops) == 1


def test_everybody_has_a_page_of_feedback_with_their_score(term):
    for name in NAMES:
        assert term.returned[name].failed == []
        assert term.returned[name].ungraded == []
        most = next(row["max_score"] for row in term.exported if row["assignment"] == name)
        for student in STUDENTS:
            page = page_of(term, name, student)
            assert f"Score: {term.work[student, name].points:g} / {float(most):g}" in page, (name, student)


def test_no_page_shows_a_hidden_line(term):
    for name in NAMES:
        (path,) = term.course.source_notebooks(name)
        checks = [cell for cell in read_source(path).cells if is_grade(cell) and not is_solution(cell)]
        hidden = {line.strip() for cell in checks for line in regions(cell.source, HIDDEN)[0]}
        secret = hidden & set(secret_lines(read_source(path)))
        release_cells = notebooks.read(term.course.folder("release", name) / f"{name}.ipynb").cells
        released = "\n".join(cell.source for cell in release_cells)
        secret -= shown_in(released, secret)
        assert secret
        for student in STUDENTS:
            text = html.unescape(re.sub(r"<[^>]*>", "", page_of(term, name, student)))
            own = "\n".join(term.work[student, name].answers.values())
            # What a student wrote is no secret from that student.
            found = shown_in(text, secret) - shown_in(own, secret)
            assert not found, f"{name}, {student}: the page shows {sorted(found)}"


def test_the_export_has_a_row_for_each_student_and_assignment(term):
    rows = {(row["student_id"], row["assignment"]): float(row["score"]) for row in term.exported}
    assert len(rows) == len(term.exported)
    assert rows == pytest.approx({key: work.points for key, work in term.work.items()})


def shown_in(text: str, lines: set[str]) -> set[str]:
    """Return the lines that a text shows, however they are spaced in it."""
    return {line for _, line in Search(lines).hits(list(enumerate(text.split("\n"), 1)))}


def page_of(term: Term, name: str, student: str) -> str:
    return (term.course.folder("feedback", name, student) / f"{name}.html").read_text(encoding="utf-8")
