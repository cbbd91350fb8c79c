"""Make the whole round on an example class, in a new folder, so that a newcomer can look at every step."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..assignments.release import release
from ..collecting import collect
from ..course import CONFIG, Course, open_course
from ..course.gradebook import open_gradebook
from ..errors import CourseFolderError
from ..grading.engine import GradingResult, Progress, grade
from ..returning.export import Exported, export_csv
from ..returning.feedback import Feedback, feedback
from .example_class import CLASS, write_notebook

HandIn = Callable[[list[Path], Path, str, str], Path]
"""Bundles a student's notebooks; called with the notebooks, the folder for the bundle, the student's name and
the assignment, and returns the bundle."""

_TIMEOUT = 15
"""Seconds for each cell of the example class; enough for the answers, short for the endless loop."""


@dataclass(frozen=True)
class Demo:
    """What the demo made.

    Attributes
    ----------
    course : Course
        The new course.
    result : GradingResult
        What grading gave.
    feedback : Feedback
        Who has feedback.
    exported : Exported
        Where the grades are.
    """

    course: Course
    result: GradingResult
    feedback: Feedback
    exported: Exported


def demo(
    origin: Course,
    assignment: str,
    target: Path,
    hand_in: HandIn,
    say: Callable[[str], None],
    progress: Progress | None = None,
    timeout: float = _TIMEOUT,
) -> Demo:
    """Make the whole round: release, hand in, collect, grade, comment, feedback, export.

    Parameters
    ----------
    origin
        The course to take the assignment from; nothing in it is changed.
    assignment
        Which assignment.
    target
        A folder that does not exist yet, or is empty.
    hand_in
        How a student bundles notebooks.
    say
        Called with a sentence as each step begins or ends.
    progress
        Called after each graded submission.
    timeout
        Seconds for each cell.

    Raises
    ------
    CourseFolderError
        If the folder is in use already.
    """
    sources = origin.source_notebooks(assignment)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise CourseFolderError(f"{target} is in use already; name a new folder for the demo.")
    course = _new_course(origin, assignment, target)

    made = release(course, assignment)
    say(f"Released {assignment}: {made.tasks} graded cells, {made.points:g} points.")

    for student in CLASS:
        home = course.root / "students" / student.name / assignment
        for source in sources:
            write_notebook(student, source, made.folder / source.name, home / source.name)
        for path in made.folder.iterdir():
            if path.suffix != ".ipynb" and path.is_file():
                shutil.copy(path, home)
        notebooks = sorted(home.glob("*.ipynb"))
        hand_in(notebooks, course.root / "handed-in", student.name, assignment)
        say(f"{student.name} {student.does}, and hands it in.")

    collected = collect(course, assignment, [course.root / "handed-in"])
    say(f"Collected {len(collected.collected)} submissions.")
    result = grade(course, assignment, timeout=timeout, progress=progress)
    by_hand = _grade_written(course, assignment)
    if by_hand:
        say(f"The grader read {by_hand} written answers, and gave points and a comment for each.")
    returned = feedback(course, assignment)
    say(f"Wrote feedback for {len(returned.students)} students.")
    exported = export_csv(course, course.root / "grades.csv")
    say(f"Exported {exported.rows} grades.")
    return Demo(course, result, returned, exported)


def _new_course(origin: Course, assignment: str, target: Path) -> Course:
    """Make a course that has one assignment of another, and its configuration."""
    target.mkdir(parents=True, exist_ok=True)
    shutil.copytree(
        origin.folder("source", assignment),
        target / "source" / assignment,
        ignore=shutil.ignore_patterns(".ipynb_checkpoints"),
    )
    if (origin.root / CONFIG).is_file():
        shutil.copy(origin.root / CONFIG, target / CONFIG)
    return open_course(target)


def _grade_written(course: Course, assignment: str) -> int:
    """Play the person who reads the written answers, and return how many there were.

    Ada gets full points, and half of them whoever else wrote something.
    """
    count = 0
    with open_gradebook(course) as gradebook:
        for submission in gradebook.assignment_submissions(assignment):
            for notebook in submission.notebooks:
                count += sum(_grade_by_hand(entry, submission.student.id) for entry in notebook.grades)
        gradebook.db.commit()
    return count


def _grade_by_hand(entry: Any, student: str) -> bool:
    """Give points and a comment for a cell that waits for a person; return whether it does."""
    if not entry.needs_manual_grade or entry.auto_score is not None:
        return False
    good = student == "ada"
    entry.manual_score = entry.max_score if good else entry.max_score / 2
    entry.needs_manual_grade = False
    for comment in entry.notebook.comments:
        if comment.name == entry.name:
            comment.manual_comment = "A clear case." if good else "A reason, but no number: see the rubric."
    return True
