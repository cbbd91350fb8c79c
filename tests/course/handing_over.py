"""What runs in a lesson's kernel after its last cell, and hands over what the cells have made.

It is run by its path, since a kernel knows nothing of the tests.
"""

import pickle
from collections.abc import Mapping
from pathlib import Path
from types import FunctionType, SimpleNamespace
from typing import Any

from leadermanager.widgets.exercise import Exercise


def hand_over(shell: Any, path: str) -> None:
    """Write what the notebook's names stand for and what its cells showed, each pickled by itself."""
    own = {
        name: value
        for name, value in shell.user_ns.items()
        if not name.startswith("_") and name not in shell.user_ns_hidden
    }
    made = {"names": pickled(own), "shown": pickled(shell.user_ns["Out"])}
    Path(path).write_bytes(pickle.dumps(made))


def pickled(values: Mapping[Any, Any]) -> dict[Any, bytes]:
    """Return all that can be pickled; in place of an exercise, which cannot, what can be read of it.

    A cell's function is left out: it pickles as no more than its name, which means nothing elsewhere.
    """
    found = {}
    for name, value in values.items():
        if isinstance(value, FunctionType):
            continue
        try:
            found[name] = pickle.dumps(read(value) if isinstance(value, Exercise) else value)
        except (pickle.PicklingError, TypeError, AttributeError):
            continue  # a module, or a widget that is no exercise: whoever asks for it is told
    return found


def read(exercise: Exercise) -> SimpleNamespace:
    parts = {name: getattr(exercise, name, None) for name in ("content", "value", "score")}
    return SimpleNamespace(**parts)
