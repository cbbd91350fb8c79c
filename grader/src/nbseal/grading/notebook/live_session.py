"""The session that one notebook runs in, begun again when a cell has ended it."""

import re
import time
from pathlib import Path
from typing import Any

from ...course.notebooks import grade_id
from ...course.reference import ReferenceNotebook
from ...limits import Limits
from ..flag import Flag
from ..session import DiedError, Session
from ..session.fork_server import ForkServer
from ..session.opening import Opening, label
from .checks import CheckRunner
from .shared_files import SharedFiles

_WORD = re.compile(r"[^\W\d]\w*")


class LiveSession:
    """The session of one notebook, and of its checks.

    Parameters
    ----------
    fork_server
        The process that forks sessions.
    cells
        The notebook's cells.
    reference
        The notebook as released.
    files
        What to put into the session's working folder, by relative path.
    limits
        What the notebook may use.
    flags
        Where to add flags.
    folder
        Where checks run; None if no file is shared with them.

    Attributes
    ----------
    cpu_seconds : float
        Processor time of the sessions that have been stopped.
    """

    def __init__(
        self,
        fork_server: ForkServer,
        cells: list[Any],
        reference: ReferenceNotebook,
        files: dict[str, bytes],
        limits: Limits,
        flags: list[Flag],
        folder: Path | None = None,
    ) -> None:
        self._fork_server, self._cells, self._reference = fork_server, cells, reference
        self._files, self._limits, self._flags = files, limits, flags
        self._deadline = time.monotonic() + limits.notebook_seconds
        self._restarts_left = limits.restarts
        self._deadly: set[int] = set()  # the positions of cells that have ended a session
        self._session: Session | None = None
        self._checks: CheckRunner | None = None
        self._shared = None if folder is None else SharedFiles(folder, files, reference)
        self._last = -1  # the position of the last cell that the session has run
        self._shown: dict[int, list[Any]] = {}  # what the cells have shown that had run when it began
        self.cpu_seconds = 0.0

    @property
    def checks(self) -> CheckRunner:
        """What runs the checks against this session."""
        assert self._checks is not None
        return self._checks

    @property
    def is_alive(self) -> bool:
        """Whether another cell can be run."""
        session = self._session
        return session is not None and session.ending is None and time.monotonic() < self._deadline

    @property
    def has_died(self) -> bool:
        """Whether the session has ended by itself."""
        return self._session is not None and self._session.ending is not None

    def why_not_alive(self) -> str:
        """Return why no other cell can be run, as a clause."""
        if time.monotonic() >= self._deadline:
            return f"the notebook has used up its {self._limits.notebook_seconds:.0f} seconds"
        return "the notebook's session ended too often before"

    def start(self) -> None:
        """Begin a session, with the files in its working folder."""
        opening = self._opening()
        session = self._session = self._fork_server.start(opening)
        self._last = -1
        self._shown = {}
        if opening is not None:
            self._shown = {it.position: shown for it, shown in zip(opening.cells, opening.shown, strict=True)}
        too_large = [path for path, content in self._files.items() if not session.put_file(path, content)]
        if self._checks is not None:
            self._checks.attach(session)
            return
        for path in too_large[:3]:
            reason = f"{path} is too large for the notebook's folder, and was left out of it"
            self._flags.append(Flag(notebook=self._reference.name, reason=reason))
        seconds, names = self._limits.cell_seconds, self._reference.names
        words = frozenset(
            word
            for position, cell in enumerate(self._cells)
            if self._is_students(position)
            for word in _WORD.findall(cell.source)
        )
        self._checks = CheckRunner(session, names, seconds, self._shared, words)

    def stop(self) -> None:
        """End the session, if there is one, and count what it used."""
        if self._session is not None:
            self._session.stop()
            self.cpu_seconds += self._session.cpu_seconds
            self._session.cpu_seconds = 0.0
        if self._shared is not None:
            self._shared.clear()

    def run_cell(self, position: int) -> tuple[list[Any], bool]:
        """Run the cell at a position; return its outputs and whether it was interrupted (see `Session.run`).

        Raises
        ------
        DiedError
            If the session ended meanwhile; `restart` goes on without this cell.
        """
        assert self._session is not None
        left = self._deadline - time.monotonic()
        seconds = max(1.0, min(self._limits.cell_seconds, left))
        between = range(self._last + 1, position)
        skipped = sum(
            self._cells[earlier].cell_type == "code" and not self._is_students(earlier) for earlier in between
        )
        self._last = position
        if position in self._shown:
            return self._shown[position], False
        return self._session.run(self._cells[position].source, self._label(position), seconds, skipped)

    def leave_out(self, position: int) -> None:
        """Run the cell at a position never again, because it has ended a session."""
        self._deadly.add(position)

    def restart(self, position: int) -> None:
        """Begin a new session in which all cells up to a position have run, except those that ended one."""
        self.stop()
        while self._restarts_left > 0 and time.monotonic() < self._deadline:
            self._restarts_left -= 1
            if self._replay(position):
                return
        reason = f"it could not go on, because {self.why_not_alive()}"
        self._flags.append(Flag(notebook=self._reference.name, reason=reason))

    def _replay(self, last: int) -> bool:
        """Run all cells up to `last` in a new session; return False if one of them has ended it."""
        self.start()
        for position in range(last + 1):
            if position in self._deadly or not self._is_students(position):
                continue
            try:
                self.run_cell(position)
            except DiedError:
                self.leave_out(position)
                self.stop()
                return False
        return True

    def _opening(self) -> Opening | None:
        """Return the cells that have been run for all sessions, if this notebook begins with them."""
        opening = self._fork_server.openings.get(self._reference.name)
        fits = opening is not None and opening.begins(self._cells, self._files)
        return opening if fits else None

    def _is_students(self, position: int) -> bool:
        """Return whether a cell is code, but not a check."""
        cell = self._cells[position]
        known = self._reference.cell(grade_id(cell))
        return bool(cell.cell_type == "code" and not (known is not None and known.is_check))

    def _label(self, position: int) -> str:
        return label(position, grade_id(self._cells[position]))
