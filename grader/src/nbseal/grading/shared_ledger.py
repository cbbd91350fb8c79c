"""The ledger of one submission's checks, shared by its worker and the worker's forks."""

from typing import Any

import msgspec

from ..course.reference import CellId
from .notebook.ledger import Ledger
from .notebook.outcome import Outcome
from .session.channel import Channel


class SharedLedger(Ledger):
    """A ledger of which a fork has a copy: what the fork notes, it also tells the worker.

    Attributes
    ----------
    channel : Channel or None
        In a fork, where it tells the worker.
    at : tuple of str or None
        In the worker, the check that the fork is at, as far as it has told.
    """

    def __init__(self) -> None:
        super().__init__()
        self.channel: Channel | None = None
        self.at: CellId | None = None
        self._blamed: set[CellId] = set()

    # ------------------------------------------------------------------------------------------- in a fork

    def begin(self, check: CellId) -> None:
        """Tell that a check begins."""
        assert self.channel is not None
        self.channel.send(["begin", *check])

    def end(self, check: CellId, outcome: Outcome) -> None:
        """Tell how a check has ended."""
        assert self.channel is not None
        self.channel.send(["end", *check, msgspec.msgpack.encode(outcome)])

    # ----------------------------------------------------------------------------------------- in the worker

    def note(self, name: str, parts: list[Any]) -> None:
        """Note what a fork tells by `begin` and `end`."""
        notebook, cell, *outcome = parts
        if name == "begin":
            self.at = (notebook, cell)
        elif name == "end":
            self.at = None
            found = msgspec.msgpack.decode(outcome[0], type=Outcome)
            self.ended.setdefault((notebook, cell), found)

    def blame(self, reason: str, *, at_once: bool) -> None:
        """Note that a fork has died: the check that it was at is lost the second time, or `at_once`.

        What kills a process once may be somebody on the machine, and no fault of the check's.
        """
        if self.at is None:
            return
        if at_once or self.at in self._blamed:
            self.lost[self.at] = f"The check could not be run to its end: {reason}."
        self._blamed.add(self.at)
