"""One run at a time for each assignment."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from ..course import Course
from ..errors import AssignmentError


@contextmanager
def run_lock(course: Course, assignment: str) -> Iterator[None]:
    """Hold the assignment for this run; the kernel lets go of it however the run ends.

    Raises
    ------
    AssignmentError
        If another run is at it.
    """
    root = course.folder("autograded", assignment, "*").parent.parent
    root.mkdir(parents=True, exist_ok=True)
    with (root / f".{assignment}.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AssignmentError(
                f"Another run is grading {assignment!r} in {course.root}: wait for it to end."
            ) from None
        yield
