"""What leaders and managers really do: the helpers behind the course.

Notebooks write ``import leadermanager as lm``. The public names are loaded on first use, so that importing
the package costs almost nothing.
"""

from importlib import import_module
from typing import Any

__version__ = "0.2.0"

# Public name -> the module that defines it; a module named after itself is public as a whole.
_HOME = {
    "CardSort": "widgets.card_sort",
    "Case": "widgets.case",
    "Matching": "widgets.matching",
    "Network": "widgets.network",
    "Quiz": "widgets.quiz",
    "Triage": "widgets.triage",
    "charts": "charts",
    "describe": "datasets",
    "exercise": "widgets.kinds",
    "hand_in": "widgets.hand_in",
    "load_careers": "datasets",
    "load_cases": "datasets",
    "load_findings": "datasets",
    "load_initiatives": "datasets",
    "load_items": "datasets",
    "load_managers": "datasets",
    "load_messages": "datasets",
    "load_ratings": "datasets",
    "load_staff": "datasets",
    "load_supervisors": "datasets",
    "load_ties": "datasets",
    "load_time_use": "datasets",
    "load_units": "datasets",
    "load_weeks": "datasets",
    "models": "models",
    "my_progress": "widgets.my_progress",
    "record": "widgets.record",
    "said": "widgets.kinds",
    "you_said": "widgets.you_said",
}

__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        from leadermanager.errors import UnknownNameError
        from leadermanager.nearest import nearest

        raise UnknownNameError(f"leadermanager has no {name!r}; {nearest(name, __all__)}")
    module = import_module(f"leadermanager.{_HOME[name]}")
    value = module if _HOME[name] == name else getattr(module, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*globals(), *__all__]
