"""Reading the content of an exercise, entry by entry, and refusing what is wrong in it.

The content is written by people, often not programmers, so each refusal names the file, the entry and the
key, and says what to write instead.
"""

from collections.abc import Mapping
from typing import Any, NoReturn, TypeGuard

from leadermanager.errors import ContentError

COLOURS = ("leading", "managing", "both", "neutral")


class Entry:
    """One table of an exercise file, with the words that say where it stands.

    Every key is asked for by name; `done` then refuses the keys that nobody asked for, so that a
    misspelt key is found instead of being passed over.
    """

    def __init__(self, data: Any, where: str) -> None:
        self.where = where
        if not isinstance(data, Mapping):
            raise ContentError(f"{where}: write a table of keys and values here, not {data!r}.")
        self._data = dict(data)
        self._asked: set[str] = set()

    def refuse(self, problem: str) -> NoReturn:
        """Raise a `ContentError` that begins with where this entry stands."""
        raise ContentError(f"{self.where}: {problem}")

    def has(self, key: str) -> bool:
        """Return whether the entry states `key`."""
        return key in self._data

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text, which must not be empty unless a default is given."""
        value = self._take(key, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            self.refuse(f"write some text for {key!r}.")
        return value.strip()

    def number(self, key: str, default: float | None = None) -> float:
        """Return a number."""
        value = self._take(key, default)
        if not is_number(value):
            self.refuse(f"write a number for {key!r}, not {value!r}.")
        return value

    def numbers(self, key: str) -> list[float]:
        """Return a list of numbers, which must not be empty."""
        value = self._take(key, None)
        if not isinstance(value, list) or not value or not all(is_number(number) for number in value):
            self.refuse(f"write a list of numbers for {key!r}, such as [1, 2].")
        return list(value)

    def flag(self, key: str, default: bool = False) -> bool:
        """Return true or false."""
        value = self._take(key, default)
        if not isinstance(value, bool):
            self.refuse(f"write true or false for {key!r}, not {value!r}.")
        return value

    def one_of(self, key: str, allowed: tuple[str, ...], default: str | None = None) -> str:
        """Return a text that is one of the allowed ones."""
        value = self.text(key, default)
        if value not in allowed:
            self.refuse(f"{key!r} is {value!r}, but has to be one of {', '.join(allowed)}.")
        return value

    def colour(self) -> str:
        """Return the entry's ``colour``, one of the course's; neutral where it states none."""
        return self.one_of("colour", COLOURS, default="neutral")

    def texts(self, key: str, default: list[str] | None = None) -> list[str]:
        """Return a list of texts."""
        value = self._take(key, default)
        if not isinstance(value, list) or not all(isinstance(text, str) and text for text in value):
            self.refuse(f'write a list of texts for {key!r}, such as ["one", "two"].')
        return list(value)

    def table(self, key: str) -> "Entry":
        """Return the table under `key`; an empty one where there is none."""
        return Entry(self._take(key, {}), f"{self.where}, {key}")

    def entries(self, key: str, noun: str, at_least: int = 1) -> list["Entry"]:
        """Return the list of tables under `key`, each with an `id` of its own.

        Parameters
        ----------
        key
            The name of the list, such as ``"cards"``.
        noun
            What one of them is called in an error message, such as ``"card"``.
        at_least
            How many of them the exercise needs.
        """
        rows = self._take(key, [])
        if not isinstance(rows, list) or len(rows) < at_least:
            self.refuse(f"write at least {at_least} [[{key}]].")
        found: list[Entry] = []
        seen: set[str] = set()
        for number, row in enumerate(rows, start=1):
            name = row.get("id") if isinstance(row, Mapping) else None
            if not isinstance(name, str) or not name.strip():
                self.refuse(f"{noun} number {number} has no id; give it a short one of its own.")
            if name in seen:
                self.refuse(f"two {noun}s have the id {name!r}; give each its own.")
            seen.add(name)
            found.append(Entry(row, f"{self.where}, {noun} {name!r}"))
        return found

    def done(self) -> None:
        """Refuse the keys that were never asked for."""
        unknown = [key for key in self._data if key not in self._asked]
        if unknown:
            self.refuse(
                f"there is no key {unknown[0]!r} here; the known ones are {', '.join(sorted(self._asked))}."
            )

    def _take(self, key: str, default: Any) -> Any:
        self._asked.add(key)
        if key not in self._data and default is None:
            self.refuse(f"{key!r} is missing.")
        return self._data.get(key, default)


def is_number(value: Any) -> TypeGuard[float]:
    """Return whether this is a number; true and false, which Python counts as such, are none."""
    return isinstance(value, int | float) and not isinstance(value, bool)
