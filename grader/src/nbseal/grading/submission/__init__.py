"""Grade one submission: every cell in order, student's cells in a session, tests outside, closed scores."""

import time
from dataclasses import dataclass, field
from typing import Any

import nbformat

from ...course.reference import ReferenceCell, ReferenceNotebook, checksum
from ...limits import Limits
from ..session import DiedError, Session
from ..session.warm import Warm
from . import outputs
from .checks import Checks
from .outcome import Outcome
from .sanitize import Sanitized, UnreadableError, read_notebook, sanitize
from .scoring import Score, outcome_of_outputs, score_answer, score_check

_writes: Any = nbformat.writes  # it carries no types


@dataclass(frozen=True)
class Flag:
    """Why a person should look at a submission: the notebook, the task (None: all of it), the reason."""

    notebook: str
    task: str | None
    reason: str


@dataclass
class GradedNotebook:
    """One notebook with its outputs, as JSON, and what its graded cells earned."""

    name: str
    content: str
    scores: list[Score]
    unanswered: list[str] = field(default_factory=list)
    repairs: list[str] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)
    cpu_seconds: float = 0.0


class Ledger:
    """What is known already of the checks of a submission, should the process that ran them have died.

    A check is decided once: one that has ended keeps what it ended with, whatever it would say another time,
    and one that has brought the process down is not run again.

    Attributes
    ----------
    ended : dict
        How checks have ended, by notebook and cell.
    lost : dict
        Why a check is not run, by notebook and cell.
    """

    def __init__(self) -> None:
        self.ended: dict[tuple[str, str], Outcome] = {}
        self.lost: dict[tuple[str, str], str] = {}

    def begin(self, notebook: str, cell: str) -> None:
        """Note that a check begins."""

    def end(self, notebook: str, cell: str, outcome: Outcome) -> None:
        """Note how it has ended."""


def grade_notebook(
    warm: Warm,
    data: bytes,
    reference: ReferenceNotebook,
    files: dict[str, bytes],
    limits: Limits,
    tests: str = "outside",
    ledger: Ledger | None = None,
    *,
    first_loss: bool = False,
) -> GradedNotebook:
    """Grade one notebook.

    Parameters
    ----------
    warm
        The process that forks sessions.
    data
        The notebook as handed in.
    reference
        The notebook as released.
    files
        What lies beside it, by relative path.
    limits
        What it may use.
    tests
        ``"outside"``, or ``"inside"`` to run every test in the student's session.
    ledger
        What is known of its checks, and who to tell how they end.
    first_loss
        Whether to run no check after one that has lost points.

    Raises
    ------
    UnreadableError
        If the file is no notebook.
    SandboxError
        If the sandbox fails, which says nothing of the notebook.
    """
    if len(data) > limits.notebook_mb * 1_000_000:
        raise UnreadableError(
            f"the file has {len(data) / 1e6:.0f} MB; at most {limits.notebook_mb} MB are read"
        )
    repairs: list[str] = []
    done = sanitize(read_notebook(data, repairs), reference, repairs)
    run = _Run(warm, done, reference, files, limits, tests, ledger or Ledger(), first_loss)
    return run.graded()


class _Run:
    """One notebook on its way through its cells."""

    def __init__(
        self,
        warm: Warm,
        done: Sanitized,
        reference: ReferenceNotebook,
        files: dict[str, bytes],
        limits: Limits,
        tests: str,
        ledger: Ledger,
        first_loss: bool,
    ) -> None:
        self.warm, self.done, self.reference, self.files = warm, done, reference, files
        self.limits, self.tests, self.ledger = limits, tests, ledger
        self.flags = [Flag(reference.name, task, reason) for task, reason in done.doubts]
        self.first_loss, self.lost = first_loss, False
        self.scores: list[Score] = []
        self.dead: set[int] = set()
        self.ended = time.monotonic() + limits.notebook_seconds
        self.restarts_left = limits.restarts
        self.output_left = limits.notebook_output_kb * 1000
        self.cpu_seconds = 0.0
        self.session: Session | None = None
        self.checks: Checks | None = None

    def graded(self) -> GradedNotebook:
        cells = self.done.notebook.cells
        if any(cell.cell_type == "code" for cell in cells):
            self._begin()
        try:
            for position, cell in enumerate(cells):
                self._cell(position, cell)
        finally:
            self._stop()
        unanswered = [c.metadata["nbgrader"]["grade_id"] for c in cells if _is_answer(c) and _is_stub(c)]
        self.done.notebook.metadata["grading"] = {
            "repairs": self.done.repairs[:100],
            "flags": [[flag.task, flag.reason] for flag in self.flags],
            "sandbox": "bubblewrap" if self.warm.sandboxed else "none",
            "tests": self.tests,
        }
        content = _writes(self.done.notebook)
        name = self.reference.name
        return GradedNotebook(
            name, content, self.scores, unanswered, self.done.repairs[:100], self.flags, self.cpu_seconds
        )

    def _cell(self, position: int, cell: Any) -> None:
        known = self.reference.cell(cell.metadata.get("nbgrader", {}).get("grade_id"))
        if known is not None and known.is_test:
            self._test(position, cell, known)
            return
        if cell.cell_type == "code" and cell.source.strip():
            self._student_cell(position, cell)
        if known is not None and known.grade:
            self.scores.append(score_answer(cell))

    # ----------------------------------------------------------------------------------------- student cells

    def _student_cell(self, position: int, cell: Any) -> None:
        if not self._alive():
            why = f"not run, because {self._why_not()}"
            cell.outputs = [outputs.error("NotRun", why, [why])]
            return
        assert self.session is not None
        label = self._label(position)
        try:
            raw, late = self.session.run(cell.source, label, self._seconds())
        except DiedError as error:
            self._flag(position, f"the cell {error}")
            cell.outputs = [outputs.error("CellDied", str(error), [f"This cell {error}."])]
            self.dead.add(position)
            self._again(position)
            return
        most = min(self.limits.output_kb * 1000, self.output_left)
        cell.outputs = outputs.clean(raw, most)
        self.output_left = max(0, self.output_left - sum(outputs.size(it) for it in cell.outputs))
        if late:
            self._flag(position, f"the cell did not end within {self.limits.cell_seconds:.0f} seconds")
        for output in cell.outputs:
            hit = self.limits.hit(output.ename, output.evalue) if output.output_type == "error" else ""
            if hit:
                self._flag(position, f"the cell {hit}")
            if output.output_type == "stream" and output.text.rstrip().endswith(outputs.TRUNCATED):
                self._flag(position, f"the cell showed more than {most // 1000} kB; the rest was cut")

    # ------------------------------------------------------------------------------------------------ tests

    def _test(self, position: int, cell: Any, known: ReferenceCell) -> None:
        name = (self.reference.name, known.name)
        if name in self.ledger.lost:
            outcome = Outcome("stopped", message=self.ledger.lost[name])
        elif self.first_loss and self.lost:
            outcome = Outcome("stopped", message="The check was not run, because points were lost before.")
        elif not self._alive():
            outcome = Outcome("stopped", message=f"The check was not run, because {self._why_not()}.")
        else:
            self.ledger.begin(*name)
            outcome = self._run(position, cell, known)
            self.ledger.end(*name, outcome)
        outcome = self.ledger.ended.get(name, outcome)
        score = score_check(known.name, outcome, known.points)
        self.scores.append(score)
        if score.flag is not None:
            self.flags.append(Flag(self.reference.name, known.name, score.flag))
        assert score.points is not None
        self.lost = self.lost or score.points < known.points
        cell.outputs = outputs.of_check(outcome, score.points, known.points)
        told = ("ended", "message", "error", "line", "lines", "student_lines", "gave")
        cell.metadata["grading"] = {key: getattr(outcome, key) for key in told}
        if self.session is not None and self.session.ending is not None:
            self._again(position)

    def _run(self, position: int, cell: Any, known: ReferenceCell) -> Outcome:
        if self.tests == "inside" or known.inside:
            return self._inside(position, cell)
        assert self.checks is not None
        return self.checks.run(cell.source, known.name)

    def _inside(self, position: int, cell: Any) -> Outcome:
        assert self.session is not None
        try:
            raw, late = self.session.run(cell.source, self._label(position), self._seconds())
        except DiedError as error:
            return Outcome("stopped", message=f"The notebook's session {error}.")
        if late:
            return Outcome(
                "stopped", message=f"The check did not end within {self.limits.cell_seconds:.0f} seconds."
            )
        return outcome_of_outputs(outputs.clean(raw, self.limits.output_kb * 1000))

    # --------------------------------------------------------------------------------------------- sessions

    def _begin(self) -> None:
        self.session = self.warm.start()
        without = [path for path, content in self.files.items() if not self.session.put_file(path, content)]
        if self.checks is None:
            for path in without[:3]:
                why = f"{path} is too large for the notebook's folder, and was left out of it"
                self.flags.append(Flag(self.reference.name, None, why))
            seconds = self.limits.cell_seconds
            self.checks = Checks(self.session, self.reference.imports, self.reference.students, seconds)
        else:
            self.checks.attach(self.session)

    def _stop(self) -> None:
        if self.session is not None:
            self.session.stop()
            self.cpu_seconds += self.session.cpu_seconds
            self.session.cpu_seconds = 0.0

    def _alive(self) -> bool:
        return self.session is not None and self.session.ending is None and time.monotonic() < self.ended

    def _why_not(self) -> str:
        if time.monotonic() >= self.ended:
            return f"the notebook has used up its {self.limits.notebook_seconds:.0f} seconds"
        return "the notebook's session ended too often before"

    def _again(self, position: int) -> None:
        """Go on in a new session in which all cells so far have run but those that ended one."""
        self._stop()
        while self.restarts_left > 0 and time.monotonic() < self.ended:
            self.restarts_left -= 1
            if self._replayed(position):
                return
        self.flags.append(Flag(self.reference.name, None, f"it could not go on, because {self._why_not()}"))

    def _replayed(self, position: int) -> bool:
        self._begin()
        assert self.session is not None
        for earlier, cell in enumerate(self.done.notebook.cells[: position + 1]):
            known = self.reference.cell(cell.metadata.get("nbgrader", {}).get("grade_id"))
            if earlier in self.dead or cell.cell_type != "code" or (known is not None and known.is_test):
                continue
            try:
                self.session.run(cell.source, self._label(earlier), self._seconds())
            except DiedError:
                self.dead.add(earlier)
                self._stop()
                return False
        return True

    def _seconds(self) -> float:
        return max(1.0, min(self.limits.cell_seconds, self.ended - time.monotonic()))

    def _label(self, position: int) -> str:
        name = self.done.notebook.cells[position].metadata.get("nbgrader", {}).get("grade_id")
        return f"cell {position + 1}" + (f" ({name})" if name else "")

    def _flag(self, position: int, reason: str) -> None:
        name = self.done.notebook.cells[position].metadata.get("nbgrader", {}).get("grade_id")
        self.flags.append(
            Flag(self.reference.name, name, reason if name else f"cell {position + 1}: {reason}")
        )


def _is_answer(cell: Any) -> bool:
    return bool(cell.metadata.get("nbgrader", {}).get("solution"))


def _is_stub(cell: Any) -> bool:
    return bool(cell.metadata["nbgrader"].get("checksum") == checksum(cell))


def unreadable(reference: ReferenceNotebook, why: str) -> GradedNotebook:
    """Return what a notebook gets that is missing or no notebook: 0 everywhere, and a flag."""
    blank = sanitize({"cells": []}, reference).notebook
    blank.metadata["grading"] = {"repairs": [], "flags": [[None, why]]}
    scores = [Score(cell.name, 0.0, why) for cell in reference.cells if cell.grade]
    return GradedNotebook(reference.name, _writes(blank), scores, flags=[Flag(reference.name, None, why)])
