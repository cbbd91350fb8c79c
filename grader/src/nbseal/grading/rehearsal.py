"""Find out, before a class is graded, which checks the course's own solution passes only inside its session.

Some checks ask for what no code shows beforehand: a figure that a variable holds, an object that a function
returns, a module that a cell has set up. The instructor's own notebook is graded outside; where a check takes
points from it that it does not take inside, it runs inside for everybody. No student's code has a part in
that.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from ..course.reference import CellId
from . import placement
from .dispatch import grade_submissions
from .pool import WorkerPool
from .spec import GradingSpec
from .submission import Submission

_MOST_ROUNDS = 3


class _Result(NamedTuple):
    """What a check gave for the course's own solution, and what it said."""

    points: float
    message: str

    def is_worse_than(self, other: "_Result") -> bool:
        """Return whether it gave less, or fails where the other passed, though it may be worth nothing."""
        return self.points < other.points or bool(self.message and not other.message)


_Results = dict[CellId, _Result]


def rehearse(spec: GradingSpec, solved: Mapping[str, bytes], pool: WorkerPool) -> dict[CellId, str]:
    """Return the checks that have to run inside beside those of which it is known, each with the reason.

    Parameters
    ----------
    spec
        The released assignment, and how it is graded.
    solved
        The instructor's own notebooks, by name.
    pool
        Who grades.
    """
    full = {
        (notebook.name, cell.name): _Result(cell.points, "")
        for notebook in spec.notebooks
        for cell in notebook.cells
        if cell.is_check and cell.place != "outside" and notebook.name in solved
    }
    reasons: dict[CellId, str] = {}
    best: _Results = {}
    for _ in range(_MOST_ROUNDS):
        got = _results(with_places(spec, reasons), solved, pool)
        doubtful = [check for check in full if check in got and got[check].is_worse_than(full[check])]
        doubtful = [check for check in doubtful if check not in reasons]
        if doubtful and not best:
            best = _results(replace(spec, tests="inside"), solved, pool)
        worse = [check for check in doubtful if check in best and got[check].is_worse_than(best[check])]
        if not worse:
            break
        for check in worse:
            said = got[check].message.rstrip(".")
            why = f" ({said})" if said else ""
            reasons[check] = f"outside, the course's own solution does not pass it{why}"
    return reasons


def with_places(spec: GradingSpec, reasons: dict[CellId, str]) -> GradingSpec:
    """Return a spec in which these checks, too, run inside."""
    return replace(
        spec, notebooks=tuple(placement.moved_inside(notebook, reasons) for notebook in spec.notebooks)
    )


def _results(spec: GradingSpec, solved: Mapping[str, bytes], pool: WorkerPool) -> _Results:
    submission = Submission("the course's own solution", dict(solved))
    (graded,) = grade_submissions(spec, [submission.student], lambda _: submission, pool)
    return {
        (notebook.name, score.cell): _Result(score.points or 0.0, score.message or score.flag or "")
        for notebook in graded.notebooks
        for score in notebook.scores
    }
