"""Sealed, fast grading for any nbgrader course.

Each student's notebook runs in a sandbox of its own, and its tests outside of it, on data alone. Scores go
into nbgrader's own gradebook, in nbgrader's own schema. The public names are loaded on first use.
"""

from importlib import import_module
from typing import Any

__version__ = "0.2.0"

# Public name -> the module that defines it; a module named after itself is public as a whole.
_HOME = {
    "Limits": "limits",
    "Sessions": "limits",
    "check": "assignments.soundness",
    "collect": "collecting",
    "due": "grading.due",
    "errors": "errors",
    "export": "returning.export",
    "feedback": "returning.feedback",
    "grade": "grading.engine",
    "open_course": "course",
    "release": "assignments.release",
    "report": "returning.report",
}

__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"nbseal has no {name!r}; it has {', '.join(__all__)}")
    module = import_module(f"nbseal.{_HOME[name]}")
    value = module if _HOME[name] == name else getattr(module, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*globals(), *__all__]
