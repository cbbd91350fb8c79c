"""What a branching case is: quarters, meters, kinds of move, scenes, choices, outcomes and endings."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from leadermanager.widgets.conditions import Condition

END = "end"
SCALE = (0.0, 100.0)
_WELL_BELOW = 20  # points under the goal; from there on down a meter gets its worst word


@dataclass(frozen=True)
class Meter:
    """A number from 0 to 100 that the choices move, and the number to reach.

    Attributes
    ----------
    id, name, about, colour
        What it is called, what it measures, and the course's colour for it.
    start, goal
        Where it begins, and from where on it is reached.
    words
        What is said of it well below the goal, below it, and from the goal on.
    """

    id: str
    name: str
    about: str
    colour: str
    start: float
    goal: float
    words: tuple[str, ...]

    def plain(self) -> dict[str, Any]:
        """Return it as plain data, for the browser."""
        bounds = [self.goal - _WELL_BELOW, self.goal]
        return {**asdict(self), "words": list(self.words), "bounds": bounds}


@dataclass(frozen=True)
class Note:
    """A text that is said only where its conditions hold; without any, always."""

    id: str
    when: tuple[Condition, ...]
    say: str

    def holds(self, numbers: Mapping[str, float]) -> bool:
        """Return whether it is said, given the meters and the flags (0 or 1)."""
        return all(condition.holds(numbers) for condition in self.when)


@dataclass(frozen=True)
class Outcome(Note):
    """What follows from a choice: how the meters move, which flags are set, and which scene comes next."""

    effects: Mapping[str, float]
    sets: tuple[str, ...]
    next: str


@dataclass(frozen=True)
class Choice:
    """One thing to do in a scene: its kind, what it takes for granted, and what may follow from it."""

    id: str
    kind: str
    text: str
    assumes: str
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True)
class Scene:
    """A situation in one quarter (from 1), with what is added to it after some paths, and the choices."""

    id: str
    quarter: int
    title: str
    text: str
    notes: tuple[Note, ...]
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Ending(Note):
    """How the case ends where its conditions hold; `say` is its text."""

    title: str


@dataclass(frozen=True)
class Story:
    """A whole case; everybody begins in the first scene."""

    quarters: tuple[str, ...]
    meters: tuple[Meter, ...]
    kinds: Mapping[str, dict[str, str]]
    scenes: Mapping[str, Scene]
    endings: tuple[Ending, ...]
    flags: tuple[str, ...]
