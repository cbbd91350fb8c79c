"""What all submissions of a run have in common, as plain data that can be sent to another machine."""

import hashlib
from dataclasses import dataclass
from functools import cached_property

import msgspec

from ..course.reference import ReferenceNotebook


@dataclass(frozen=True)
class GradingSpec:
    """What all submissions of one run have in common: the released assignment, and how it is graded.

    Attributes
    ----------
    notebooks : tuple of ReferenceNotebook
        The assignment's notebooks, as released.
    files : dict
        The assignment's other files, by relative path.
    limits : dict
        What one submission may use, as `Limits.as_dict` returns it.
    tests : str
        Where checks run: ``"outside"`` the student's session, or ``"inside"`` it.
    sandboxed : bool
        False runs student code with no protection at all.
    read_only, hidden : tuple of str
        Paths of this machine that sessions may read, and paths that are covered for them.
    preload : tuple of str
        Modules that are imported once, before the first session.
    first_loss : bool
        Whether one lost point is enough to know of a notebook, so that the checks after it are not run.
    """

    notebooks: tuple[ReferenceNotebook, ...]
    files: dict[str, bytes]
    limits: dict[str, float]
    tests: str = "outside"
    sandboxed: bool = True
    read_only: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    preload: tuple[str, ...] = ()
    first_loss: bool = False

    @cached_property
    def digest(self) -> str:
        """A digest that differs wherever two specs differ."""
        return hashlib.sha256(msgspec.json.encode(self, order="deterministic")).hexdigest()

    @cached_property
    def packed(self) -> bytes:
        """The spec as bytes, to be sent to another machine with each submission."""
        return msgspec.msgpack.encode(self)
