"""Keep how the checks of a submission have ended, for when the process that runs them dies."""

from ...course.reference import CellId
from .outcome import Outcome


class Ledger:
    """How the checks of one submission have ended so far.

    A check is decided once. One that has ended keeps its outcome, whatever it would give another time, and
    one that has brought the process down is not run again.

    Attributes
    ----------
    ended : dict
        The outcome of each check that has ended.
    lost : dict
        For each check that must not be run again, the reason.
    """

    def __init__(self) -> None:
        self.ended: dict[CellId, Outcome] = {}
        self.lost: dict[CellId, str] = {}

    def begin(self, check: CellId) -> None:
        """Note that a check begins."""

    def end(self, check: CellId, outcome: Outcome) -> None:
        """Note how a check has ended."""
