"""Find out, before a class is graded, which checks the course's own solution passes only inside its session.

Some checks ask for what no code shows beforehand: a figure that a variable holds, an object that a function
returns, a module that a cell has set up. The instructor's own notebook is graded outside; where a check takes
points from it that it does not take inside, it runs inside for everybody. No student's code has a part in
that.
"""

from collections.abc import Mapping
from dataclasses import replace

from . import placement
from .dispatch import grade_submissions
from .placement import CheckId
from .pool import WorkerPool
from .submission import GradingSpec, Submission

_MOST_ROUNDS = 3

_Results = dict[CheckId, tuple[float, str]]
"""What each check gave, and what it said."""


def rehearse(spec: GradingSpec, solved: Mapping[str, bytes], pool: WorkerPool) -> dict[CheckId, str]:
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
    most = {
        (notebook.name, cell.name): cell.points
        for notebook in spec.notebooks
        for cell in notebook.cells
        if cell.is_check and cell.place != "outside" and notebook.name in solved
    }
    reasons: dict[CheckId, str] = {}
    best: _Results = {}
    for _ in range(_MOST_ROUNDS):
        got = _results(with_places(spec, reasons), solved, pool)
        left = got.keys() & most.keys() - reasons.keys()
        lost = {check: got[check] for check in most if check in left and got[check][0] < most[check]}
        if lost and not best:
            best = _results(replace(spec, tests="inside"), solved, pool)
        worse = {
            check: said for check, (points, said) in lost.items() if check in best and points < best[check][0]
        }
        if not worse:
            break
        for check, said in worse.items():
            why = f" ({said.rstrip('.')})" if said else ""
            reasons[check] = f"outside, the course's own solution does not pass it{why}"
    return reasons


def with_places(spec: GradingSpec, reasons: dict[CheckId, str]) -> GradingSpec:
    """Return a spec in which these checks, too, run inside."""
    return replace(
        spec, notebooks=tuple(placement.moved_inside(notebook, reasons) for notebook in spec.notebooks)
    )


def _results(spec: GradingSpec, solved: Mapping[str, bytes], pool: WorkerPool) -> _Results:
    submission = Submission("the course's own solution", dict(solved))
    (graded,) = grade_submissions(spec, [submission.student], lambda _: submission, pool)
    return {
        (notebook.name, score.cell): (score.points or 0.0, score.message or score.flag or "")
        for notebook in graded.notebooks
        for score in notebook.scores
    }
