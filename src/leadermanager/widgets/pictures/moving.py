"""What all moving pictures share: the words of the player, and what is said of a result.

A picture gets its whole run with its content, from `leadermanager.models`, and the page plays it
(`static/pictures/player.js`); so it moves where there is no Python, too. What the student's hand does in
it is kept as small moves. The page works out what follows from them, since it has to answer at once, and
the model has a function that works out the same.
"""

from collections.abc import Collection, Mapping
from dataclasses import asdict
from typing import Any, ClassVar

from leadermanager.widgets.conditions import first_said, read_hints, shown
from leadermanager.widgets.content import Entry
from leadermanager.widgets.exercise import PLACES, Exercise


class MovingPicture(Exercise):
    """Base class of the exercises in which time runs.

    A subclass reads its content and its run in `read`, the texts on a result with `read_says`, and works out
    what the student's moves came to in `results`, as the page does. Of the moves it keeps the last ``tries``:
    `STATE` says what belongs to a try, `is_try` whether one can have been made, and `last_in_words` what the
    last one came to.
    """

    MOST_TRIES: ClassVar[int] = 6

    LABELS: ClassVar[dict[str, str]] = {
        **Exercise.LABELS,
        "player": "Play it",
        "play": "Play",
        "pause": "Pause",
        "restart": "Back to the beginning",
        "step_back": "One step back",
        "step_on": "One step on",
        "scrub": "The moment",
        "speed": "Speed",
        "times": "{times} \N{MULTIPLICATION SIGN}",
        "last_try": "your last try",
        "table": "The run as a table",
    }

    def read_says(self, entry: Entry, results: Collection[str]) -> list[dict[str, Any]]:
        """Read the texts that are said of a result, as plain data for the page.

        Parameters
        ----------
        entry
            The exercise; under ``says`` it has texts, each with an ``id``, ``when`` (conditions) and ``say``.
            The first whose conditions hold is said; the last has none. A text may name results: ``{total}``.
        results
            What they may speak of.

        Raises
        ------
        ContentError
            If a text speaks of something else, or any but the last has no conditions.
        """
        self._says = read_hints(entry, "says", results)
        for _, text in self._says:
            for name in PLACES.findall(text):
                if name not in results:
                    entry.refuse(f"'says' names {{{name}}} in {text!r}; there are {', '.join(results)}.")
        return [{"when": [asdict(each) for each in when], "say": text} for when, text in self._says]

    def tidy(self, value: dict[str, Any]) -> dict[str, Any]:
        """Keep the last tries that can have been made; see `Exercise.tidy`."""
        return {"tries": self.last_tries(value)}

    def last_tries(self, value: dict[str, Any]) -> list[dict[str, Any]]:
        """Return the last tries of a value that can have been made, each with what `STATE` says of it."""
        kept: Any = self.STATE["value"]
        tries = value.get("tries")
        known = [
            each
            for each in (tries if isinstance(tries, list) else [])
            if isinstance(each, dict) and self.is_try(each)
        ]
        return [{part: each[part] for part in kept["tries"][0]} for each in known[-self.MOST_TRIES :]]

    def is_try(self, each: dict[str, Any]) -> bool:
        """Return whether a try can have been made with this content."""
        raise NotImplementedError(f"{type(self).__name__} has to say what a try is")

    def in_words(self) -> Any:
        """Return what the student did last and what came of it; empty before the first try."""
        tries = self.value.get("tries")
        return self.last_in_words(tries[-1]) if tries else {}

    def last_in_words(self, played: dict[str, Any]) -> dict[str, Any]:
        """Return what the last try was and came to, as the page shows it."""
        raise NotImplementedError(f"{type(self).__name__} has to say what a try comes to")

    def says(self, results: Mapping[str, float]) -> str:
        """Return what is said of a result."""
        numbers = {name: f"{shown(number):g}" for name, number in results.items()}
        return PLACES.sub(lambda name: numbers[name[1]], first_said(self._says, results))
