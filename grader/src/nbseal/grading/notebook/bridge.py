"""What a check asks of the student's session, and how the check is halted where no good answer comes."""

from collections.abc import Callable
from typing import Any, NoReturn

from ...errors import SandboxError
from .. import wire
from ..session import DiedError, Session, TooSlowError
from .stand_ins import ForeignClassError, StandIns


class Halt(BaseException):
    """Ends a check; not an Exception, so that a check's own `except Exception` does not swallow it."""


class Bridge:
    """The way from the checks of one notebook to its session.

    Parameters
    ----------
    session
        Where the student's cells have run.
    stand_ins
        What stands for the student's functions and classes on this side.

    Attributes
    ----------
    halted : str or None
        Why the check that runs was halted, even if it caught that.
    broken : SandboxError or None
        Set if the sandbox has failed, so that nothing can be said of any check.
    """

    def __init__(self, session: Session, stand_ins: StandIns) -> None:
        self.session = session
        self.halted: str | None = None
        self.broken: SandboxError | None = None
        self._stand_ins = stand_ins

    def ask(self, what: str, request: Callable[[], Any], verb: str = "is") -> Any:
        """Return what the session answers to a request.

        Parameters
        ----------
        what
            What is asked for, as the subject of a sentence.
        request
            Asks the session.
        verb
            What stands between `what` and the reason, if the answer is no data.

        Raises
        ------
        Halt
            If there is no answer that a check can go on with.
        """
        try:
            return request()
        except wire.NotDataError as error:
            self.halt(f"{what} {verb} {error}.")
        except TooSlowError as error:
            self.halt(f"{what} {error}.")
        except DiedError as error:
            self.halt(f"The notebook's session {error}.")
        except SandboxError as error:
            self.broken = error
            self.halt(str(error))

    def pack(self, value: Any) -> bytes:
        """Return a value of the check's as bytes for the session.

        Raises
        ------
        wire.NotDataError
            If it cannot cross.
        """
        return wire.pack(value, self._stand_ins.refer, self.session.limits.value_mb * 1_000_000)

    def unpack(self, packed: bytes, what: str) -> Any:
        """Return a value that came from the session; `what` begins the sentence if it cannot be used.

        Raises
        ------
        Halt
            If it cannot be used.
        """
        try:
            return wire.unpack(packed, self._stand_ins.resolve)
        except ForeignClassError as error:
            self.halt(f"{what} {error}, which only a check that runs inside the notebook can use.")
        except wire.WireError as error:
            self.halt(f"{what} {error}.")

    def halt(self, reason: str) -> NoReturn:
        """End the check; the first reason is the one that counts.

        Raises
        ------
        Halt
            Always.
        """
        self.halted = self.halted or reason
        raise Halt(reason)
