"""The markers around what students do not get, as a course sets them, and what stands between them."""

from __future__ import annotations

import difflib
import re
import unicodedata
from dataclasses import dataclass

from nbgrader.preprocessors import ClearHiddenTests, ClearMarkScheme, ClearSolutions
from traitlets.config import Config

Pair = tuple[str, str]
"""The marker that begins a region, and the one that ends it."""

SOLUTION: Pair = ("BEGIN SOLUTION", "END SOLUTION")
HIDDEN: Pair = ("BEGIN HIDDEN TESTS", "END HIDDEN TESTS")
SCHEME: Pair = ("BEGIN MARK SCHEME", "END MARK SCHEME")

# What a comment begins with in the languages that have kernels, and in Markdown.
_COMMENT = re.compile(r"\s*(?:#+|//+|%+|--+|;+|/\*+|<!--+|\*+)?")
_MEANT = 0.88  # how like a marker a comment is that is taken for one, from 0 to 1
_FIRST = 0.5  # the same for its first word, without which a comment is only about the same thing
_WORDS = 5


@dataclass(frozen=True)
class Markers:
    """A course's pairs of markers: around solutions, hidden tests, and what only graders read."""

    solution: Pair = SOLUTION
    hidden: Pair = HIDDEN
    scheme: Pair = SCHEME

    @classmethod
    def of(cls, config: Config) -> Markers:
        """Return the markers that a course's configuration sets."""
        solutions, tests, schemes = (
            made(config=config) for made in (ClearSolutions, ClearHiddenTests, ClearMarkScheme)
        )
        return cls(
            (solutions.begin_solution_delimeter, solutions.end_solution_delimeter),
            (tests.begin_test_delimeter, tests.end_test_delimeter),
            (schemes.begin_mark_scheme_delimeter, schemes.end_mark_scheme_delimeter),
        )

    def pairs(self) -> tuple[Pair, Pair, Pair]:
        """Return all pairs."""
        return self.solution, self.hidden, self.scheme

    def misspelt(self, line: str, *, code: bool) -> str | None:
        """Return the marker that a line was meant to be and is not, or None.

        Parameters
        ----------
        line
            One line of a cell.
        code
            Whether it is a line of code, where only a comment can be a marker.
        """
        every = [marker for pair in self.pairs() for marker in pair]
        comment = _COMMENT.match(line)
        begins = comment is not None and comment[0].strip() != ""
        if any(marker in line for marker in every) or (code and not begins):
            return None
        words = _words(line)
        if not 0 < len(words) <= _WORDS:
            return None
        spelled = {"".join(_words(marker)): marker for marker in every}
        joined = "".join(words)
        for close in difflib.get_close_matches(joined, spelled, len(spelled), _MEANT):
            first = _words(spelled[close])[0]
            if difflib.SequenceMatcher(None, joined[: len(first)], first).ratio() > _FIRST:
                return spelled[close]
        return None


def regions(source: str, pair: Pair) -> tuple[list[str], list[str]]:
    """Split a cell into the lines between a pair of markers and those outside, the markers left out.

    Raises
    ------
    ValueError
        If the markers do not pair up; the message says how.
    """
    begin, end = pair
    inside: list[str] = []
    outside: list[str] = []
    within = False
    for line in source.split("\n"):
        if begin in line:
            if within:
                raise ValueError(f"has {begin} twice before {end}")
            within = True
        elif end in line:
            if not within:
                raise ValueError(f"has {end} without {begin}")
            within = False
        else:
            (inside if within else outside).append(line)
    if within:
        raise ValueError(f"has {begin} without {end}")
    return inside, outside


def spans(source: str, pair: Pair) -> list[tuple[int, int]]:
    """Return the numbers of the lines with which each part between the markers begins and ends."""
    lines = list(enumerate(source.split("\n"), 1))
    begins, ends = ([number for number, line in lines if marker in line] for marker in pair)
    return list(zip(begins, ends, strict=False))


def without_markers(source: str, pair: Pair) -> str:
    """Return a cell without the lines that are markers."""
    return "\n".join(line for line in source.split("\n") if not any(marker in line for marker in pair))


def has_region(source: str, pair: Pair) -> bool:
    """Return whether a cell has either marker of a pair."""
    return any(marker in source for marker in pair)


def _words(text: str) -> list[str]:
    """Return the words of a text in capitals, whatever stands between them."""
    plain = "".join(
        letter
        for letter in unicodedata.normalize("NFKC", text).upper()
        if unicodedata.category(letter) != "Cf"
    )
    return re.findall(r"[^\W\d_]+", plain)
