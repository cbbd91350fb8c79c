"""Go through the cells of one notebook: run the student's, and score the checks."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from ...course import notebooks
from ...course.notebooks import grade_id
from ...course.reference import ReferenceCell, ReferenceNotebook
from ...limits import Limits
from ..flag import Flag
from ..session import DiedError
from ..session.answers import TRUNCATED
from ..session.commands import NOT_ALLOWED
from ..session.fork_server import ForkServer
from . import outputs
from .graded import GradedNotebook
from .ledger import Ledger
from .live_session import LiveSession
from .outcome import Outcome, outcome_of_outputs
from .sanitize import Sanitized
from .scoring import Score, is_unanswered, score_answer, score_check

_MOST_REPAIRS = 100

# What feedback needs to know of a check; the names are those of `Outcome`.
_KEPT_OF_OUTCOME = ("ended", "message", "error", "line", "lines", "student_lines", "gave", "inside")


class NotebookRun:
    """One notebook, run and scored once.

    Parameters
    ----------
    fork_server
        The process that forks sessions.
    sanitized
        The notebook, with the instructor's cells as released.
    reference
        The notebook as released.
    files
        What lies beside it, by relative path.
    limits
        What it may use.
    tests
        Where its checks run: ``"outside"`` the student's session or ``"inside"`` it.
    ledger
        What is known of its checks already, and who is told how they end.
    first_loss
        Whether to run no check after one that has lost points.
    folder
        Where checks run, and find the files beside the notebook; None if they find none.
    """

    def __init__(
        self,
        fork_server: ForkServer,
        sanitized: Sanitized,
        reference: ReferenceNotebook,
        files: dict[str, bytes],
        limits: Limits,
        *,
        tests: str,
        ledger: Ledger,
        first_loss: bool,
        folder: Path | None,
    ) -> None:
        self._notebook, self._repairs = sanitized.notebook, sanitized.repairs[:_MOST_REPAIRS]
        self._elsewhere = sanitized.elsewhere
        self._reference, self._limits = reference, limits
        self._tests, self._ledger, self._first_loss = tests, ledger, first_loss
        self._sandbox = "bubblewrap" if fork_server.sandboxed else "none"
        self._flags = [replace(flag, notebook=reference.name) for flag in sanitized.flags]
        self._scores: list[Score] = []
        self._has_lost = False
        self._output_left = limits.notebook_output_kb * 1000
        cells = self._notebook.cells
        self._session = LiveSession(fork_server, cells, reference, files, limits, self._flags, folder)

    def grade_cells(self) -> GradedNotebook:
        """Run and score every cell, in order."""
        cells = self._notebook.cells
        if any(cell.cell_type == "code" for cell in cells):
            self._session.start()
        try:
            for position, cell in enumerate(cells):
                self._cell(position, cell)
        finally:
            self._session.stop()
        unanswered = [grade_id(cell) for cell in cells if _is_answer(cell) and is_unanswered(cell)]
        self._notebook.metadata["grading"] = {
            "repairs": self._repairs,
            "flags": [[flag.task, flag.reason] for flag in self._flags],
            "sandbox": self._sandbox,
            "tests": self._tests,
        }
        return GradedNotebook(
            name=self._reference.name,
            content=notebooks.to_json(self._notebook),
            scores=self._scores,
            unanswered=[name for name in unanswered if name and name not in self._elsewhere],
            repairs=self._repairs,
            flags=self._flags,
            cpu_seconds=self._session.cpu_seconds,
        )

    def _cell(self, position: int, cell: Any) -> None:
        known = self._reference.cell(grade_id(cell))
        if known is not None and known.is_check:
            self._check(position, cell, known)
            return
        if cell.cell_type == "code" and cell.source.strip():
            self._student_cell(position, cell)
        if known is not None and known.grade:
            self._scores.append(score_answer(cell, elsewhere=known.name in self._elsewhere))

    # ----------------------------------------------------------------------------------------- student cells

    def _student_cell(self, position: int, cell: Any) -> None:
        if not self._session.is_alive:
            reason = f"not run, because {self._session.why_not_alive()}"
            cell.outputs = [outputs.error("NotRun", reason, [reason])]
            return
        try:
            raw, late = self._session.run_cell(position)
        except DiedError as error:
            self._flag(position, f"the cell {error}")
            cell.outputs = [outputs.error("CellDied", str(error), [f"This cell {error}."])]
            self._session.leave_out(position)
            self._session.restart(position)
            return
        most = min(self._limits.output_kb * 1000, self._output_left)
        cell.outputs = outputs.clean(raw, most)
        self._output_left = max(0, self._output_left - sum(map(outputs.size, cell.outputs)))
        self._session.checks.cell_has_run(cell.source)
        if late:
            self._flag(position, f"the cell did not end within {self._limits.cell_seconds:.0f} seconds")
        for output in cell.outputs:
            self._flag_limits(position, output, most)

    def _flag_limits(self, position: int, output: Any, most: int) -> None:
        """Flag a cell whose output says that it hit a limit, or that was cut at `most` characters."""
        if output.output_type == "error" and (hit := self._limits.hit(output.ename, output.evalue)):
            self._flag(position, f"the cell {hit}")
        if output.output_type != "stream":
            return
        if output.text.rstrip().endswith(TRUNCATED):
            self._flag(position, f"the cell showed more than {most // 1000} kB; the rest was cut")
        if output.name == "stderr" and NOT_ALLOWED in output.text and not self._is_released(position):
            self._flag(position, "the cell has a command that is not run here, and went on without it")

    # ------------------------------------------------------------------------------------------------ checks

    def _check(self, position: int, cell: Any, known: ReferenceCell) -> None:
        outcome = self._outcome(position, cell, known)
        score = score_check(known.name, outcome, known.points)
        self._scores.append(score)
        if score.flag is not None:
            self._flags.append(Flag(notebook=self._reference.name, task=known.name, reason=score.flag))
        assert score.points is not None
        self._has_lost = self._has_lost or score.points < known.points
        cell.outputs = outputs.of_check(outcome, score.points, known.points)
        cell.metadata["grading"] = {name: getattr(outcome, name) for name in _KEPT_OF_OUTCOME}
        if self._session.has_died:
            self._session.restart(position)

    def _outcome(self, position: int, cell: Any, known: ReferenceCell) -> Outcome:
        """Return how a check ends, or how it has ended in a process that died later."""
        check = (self._reference.name, known.name)
        if check in self._ledger.lost:
            outcome = Outcome("stopped", message=self._ledger.lost[check])
        elif self._first_loss and self._has_lost:
            outcome = Outcome("stopped", message="The check was not run, because points were lost before.")
        elif not self._session.is_alive:
            reason = self._session.why_not_alive()
            outcome = Outcome("stopped", message=f"The check was not run, because {reason}.")
        else:
            self._ledger.begin(check)
            outcome = self._run_check(position, cell, known)
            self._ledger.end(check, outcome)
        return self._ledger.ended.get(check, outcome)

    def _run_check(self, position: int, cell: Any, known: ReferenceCell) -> Outcome:
        if self._tests == "inside" or known.why_inside:
            return self._run_inside(position)
        return self._session.checks.run(cell.source, known.name, known.seen_lines)

    def _run_inside(self, position: int) -> Outcome:
        """Run a check in the student's session, as nbgrader does."""
        try:
            raw, late = self._session.run_cell(position)
        except DiedError as error:
            return Outcome("stopped", message=f"The notebook's session {error}.")
        if late:
            seconds = f"{self._limits.cell_seconds:.0f} seconds"
            return Outcome("stopped", message=f"The check did not end within {seconds}.")
        outcome = outcome_of_outputs(outputs.clean(raw, self._limits.output_kb * 1000))
        return replace(outcome, inside=True)

    def _is_released(self, position: int) -> bool:
        """Return whether a cell that is no answer is as the instructor wrote it."""
        cell = self._notebook.cells[position]
        known = self._reference.cell(grade_id(cell))
        return known.locked if known is not None else cell.source.strip() in self._reference.texts

    def _flag(self, position: int, reason: str) -> None:
        task = grade_id(self._notebook.cells[position])
        reason = reason if task else f"cell {position + 1}: {reason}"
        self._flags.append(Flag(notebook=self._reference.name, task=task, reason=reason))


def _is_answer(cell: Any) -> bool:
    return bool(cell.metadata.get("nbgrader", {}).get("solution"))
