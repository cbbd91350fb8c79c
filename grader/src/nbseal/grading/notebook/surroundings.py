"""What a check sets around a call of the student's, which the function would find in a process of its own.

A check may exchange `input` or the standard input, and seed a random generator. The function finds both as
the check has set them. Nothing comes back: else a student could choose the numbers that a check draws.
"""

import builtins
import random
import re
import sys
from typing import Any

_INPUT, _STDIN = builtins.input, sys.stdin
_SEEDS = re.compile(r"\b(seed|set_state|setstate)\b")


class Surroundings:
    """What one check has set.

    Parameters
    ----------
    code
        The check's source.
    """

    def __init__(self, code: str) -> None:
        self._seeds = _SEEDS.search(code) is not None

    def taken(self) -> dict[str, Any]:
        """Return what is as the check has set it, to be sent with a call."""
        found: dict[str, Any] = {}
        if builtins.input is not _INPUT or sys.stdin is not _STDIN:
            # No function of this module's: a session would import that, and ask itself.
            found["input"] = lambda prompt="": builtins.input(prompt)
        if self._seeds:
            numpy = sys.modules.get("numpy")
            found["random"] = {"python": random.getstate()}
            if numpy is not None:
                found["random"]["numpy"] = numpy.random.get_state()
        return found

    @staticmethod
    def restore() -> None:
        """Undo what a check may have left: the next one finds the real `input`."""
        builtins.input, sys.stdin = _INPUT, _STDIN
