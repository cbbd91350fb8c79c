"""Attempts as they are found in a download, not yet read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from .archives import UnreadFile


@dataclass
class UnreadAttempt:
    """One attempt of one student, not yet read.

    Attributes
    ----------
    label : str
        What it is called in messages.
    owner : str
        Whose it is by the names in the download: the LMS's number of the student, or what stands in the place
        of the student's name; empty if nothing does.
    changed : float
        When the newest of it was changed on this machine, in seconds since 1970.
    system : str or None
        ``"canvas"``, ``"moodle"``, or None.
    certain : bool
        Whether the owner stands where an LMS or a pattern has it; if not, a manifest in it may say another.
    candidates : tuple of str
        Where it is not clear which of several names is the owner's: what was given is called, or nothing;
        then the folders between that and the work.
    name : str
        The student's name as the LMS writes it there.
    files : dict
        Each file by the name that the student gave it.
    sources : dict
        What each of them is called in the download.
    serials : dict
        The LMS's own number of each file, where it has one; it grows with time.
    serial : int
        Its number among the student's attempts, as far as the names tell; it grows with time.
    stated : datetime or None
        When the LMS says that it was received.
    late : bool or None
        Whether the LMS says that it was late.
    """

    label: str
    owner: str
    changed: float
    system: str | None = None
    certain: bool = False
    candidates: tuple[str, ...] = ()
    name: str = ""
    files: dict[str, UnreadFile] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    serials: dict[str, int] = field(default_factory=dict)
    serial: int = 0
    stated: datetime | None = None
    late: bool | None = None

    def age(self) -> tuple[float, int, float]:
        """Return a key that sorts attempts, the oldest first."""
        dated = max((file.dated for file in self.files.values()), default=0.0)
        return self.stated.timestamp() if self.stated else self.changed, self.serial, dated

    def why_newer(self, other: UnreadAttempt) -> str:
        """Return by what this attempt, which comes later in their order, is the newer one; else nothing."""
        signs = (
            "its time" if self.stated and other.stated else "the time of its file",
            "its number",
            "its date in the zip",
        )
        return next(
            (sign for sign, one, two in zip(signs, self.age(), other.age(), strict=True) if one > two), ""
        )

    def add(self, name: str, path: str, file: UnreadFile, serial: int = 0) -> None:
        """Add a file.

        Parameters
        ----------
        name
            Its own name.
        path
            What it is called in the download.
        file
            The file.
        serial
            The LMS's own number of it, if it has one.
        """
        self.files[name] = file
        self.sources[name] = path
        if serial:
            self.serials[name] = serial


Attempts = dict[object, UnreadAttempt]
"""The attempts that are found so far, by what tells them apart."""


@dataclass
class FoundAttempts:
    """The attempts in a tree, and the files in it that are nobody's, each with the reason."""

    attempts: list[UnreadAttempt] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)
