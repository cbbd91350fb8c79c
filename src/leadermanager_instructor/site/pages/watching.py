"""Runs inside a lesson's kernel: notes which answers a cell asks for, and answers in the student's place.

It is loaded before the first cell. `asked` tells what was asked since the last time; `answer` gives exercises
the state that the page would have sent, as if the student had answered just now.
"""

import json
import sys
from typing import Any

from leadermanager.widgets.exercise import LAST, Exercise

_asked: list[tuple[str, str]] = []
_shown: set[int] = set()
_said = Exercise.said
_value: Any = Exercise.__dict__["value"].fget


def _note_said(self: Exercise, part: str = "") -> object:
    before = len(_asked)
    given = _said(self, part)
    _asked[before:] = [(self.content["id"], part)]  # it read the whole value, of which the part is told
    return given


def _note_value(self: Exercise) -> object:
    # An exercise that is only just made asks itself.
    if id(self) in _shown:
        _asked.append((self.content["id"], "*"))
    return _value(self)


Exercise.said = _note_said  # type: ignore[method-assign]
Exercise.value = property(_note_value)  # type: ignore[assignment, method-assign]


def asked() -> None:
    """Write what was asked since the last time, each exercise with the part of it."""
    sys.stdout.write(json.dumps(list(dict.fromkeys(_asked))))
    _asked.clear()
    _shown.update(id(each) for each in LAST.values())


def answer(states: dict[str, dict[str, object]]) -> None:
    """Answer exercises."""
    for name, state in states.items():
        LAST[name].state = state
    _asked.clear()
