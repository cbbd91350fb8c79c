"""The last cell of an assignment: the button that hands in, where there is a page to show it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from leadermanager.errors import HandinError

if TYPE_CHECKING:
    from leadermanager.widgets.hand_in_button import HandIn


def hand_in(assignment: str) -> HandIn | Unseen:
    """Show the button that checks this notebook and downloads the file to hand in.

    Parameters
    ----------
    assignment
        The assignment, such as ``"ps1"``.

    Returns
    -------
    HandIn
        The button. Shown as the last line of a cell, it appears below the cell. Where no notebook page could
        show it, such as in the grader, a line of text.

    Raises
    ------
    HandinError
        If no assignment is named.
    """
    if not isinstance(assignment, str) or not assignment.strip():
        raise HandinError('Name the assignment: lm.hand_in("ps1").')
    # The grader runs this cell of every student: without a page nothing is loaded for it.
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if getattr(shell, "kernel", None) is None:
        return Unseen(assignment)
    from leadermanager.widgets.hand_in_button import HandIn

    return HandIn(assignment, Path())


class Unseen:
    """What stands in place of the button where there is no page to show it."""

    def __init__(self, assignment: str) -> None:
        self.assignment = assignment

    def __repr__(self) -> str:
        return f"To hand in {self.assignment}: leadermanager handin {self.assignment}.ipynb"
