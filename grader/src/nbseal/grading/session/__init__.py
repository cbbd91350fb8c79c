"""A session: the process in which the cells of one notebook run, seen from the grader's side.

The grader asks and the session answers, in messages over a socket (see `channel`, and `server` for the other
side). Nothing that comes back is trusted: it is data, of a bounded size, within a deadline, or an error.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NoReturn

from ...limits import Limits
from .. import wire
from .answers import NOT_ISOLATED, Answer, DiedError, Raised, TimedOutError, TooSlowError
from .channel import Channel, ClosedError, LateError, MalformedError

if TYPE_CHECKING:
    from .fork_server import ForkServer

__all__ = ["Answer", "DiedError", "Raised", "Session", "TimedOutError", "TooSlowError"]

_NOTHING = wire.pack({})
_PRINTED = 100_000  # characters of what a call printed that are read
_GRACE = 1.5  # seconds that an interrupted cell has to end by itself


class Session:
    """The process in which the cells of one notebook run.

    Parameters
    ----------
    fork_server
        What has forked the session, and can interrupt and stop it.
    pid
        The session's process id, as the fork server knows it.
    channel
        Where the session answers.

    Attributes
    ----------
    on_callback : callable or None
        Called with the number and the packed arguments when the student's code calls a function that a check
        has handed over; returns the reply.
    ending : str or None
        How the session ended, if it did before it was stopped.
    has_new_files : bool
        Whether it has said that files of its working folder have changed.
    cpu_seconds : float
        Processor time used, known after `stop`.
    """

    def __init__(self, fork_server: ForkServer, pid: int, channel: Channel) -> None:
        self._fork_server = fork_server
        self._pid = pid
        self._channel = channel
        self._stopped = False
        self.on_callback: Callable[[int, bytes], list[Any]] | None = None
        self.ending: str | None = None
        self.has_new_files = False
        self.cpu_seconds = 0.0

    @property
    def limits(self) -> Limits:
        """What the session may use."""
        return self._fork_server.limits

    def put_file(self, path: str, content: bytes) -> bool:
        """Put a file in the session's working folder; return whether there was room for it."""
        if len(content) > min(self.limits.file_mb * 1_000_000, self._channel.limit - 10_000):
            return False
        reply, _ = self._ask(["file", path, content], 30.0)
        return bool(reply[0] == "done")

    def changed_files(self) -> tuple[list[tuple[str, bytes]], list[str], list[str]]:
        """Return the files that have changed since they were asked for, those gone, and those left out."""
        reply, _ = self._ask(["files"], 30.0)
        self.has_new_files = False
        if reply[0] != "files":
            self._nonsense()
        self._require_types(reply, list, list, list)
        _, changed, gone, left_out = reply
        pairs = [(it[0], it[1]) for it in changed if type(it) is list and [*map(type, it)] == [str, bytes]]
        return pairs, [it for it in gone if type(it) is str], [it for it in left_out if type(it) is str]

    def names(self) -> list[str]:
        """Return the names that are bound in the notebook."""
        reply, _ = self._ask(["names"], 30.0)
        if reply[0] != "names":
            self._nonsense()
        self._require_types(reply, list)
        return [name for name in reply[1] if type(name) is str]

    def run(self, code: str, label: str, seconds: float, skipped: int = 0) -> tuple[list[Any], bool]:
        """Run a cell.

        Parameters
        ----------
        code
            The cell's source.
        label
            What to call it in tracebacks.
        seconds
            Wall clock, after which it is interrupted.
        skipped
            How many checks that ran elsewhere stand between it and the cell before.

        Returns
        -------
        tuple
            Its outputs as the session tells them (to be checked: see `outputs`), and whether it was
            interrupted because its time was up.
        """
        # A cell may show output_kb characters, each of at most 4 bytes; the rest is for their wrapping.
        most = 6000 * self.limits.output_kb + 1_000_000
        reply, late = self._ask(["run", code, label, skipped], seconds, most)
        if reply[0] != "ran":
            self._nonsense()
        self._require_types(reply, list, bool)
        self.has_new_files |= reply[2]
        return reply[1], late

    def get(self, name: str) -> bytes | None:
        """Return the packed value of a name, or None if there is no such name.

        Raises
        ------
        wire.NotDataError
            If the value cannot cross.
        """
        reply, _ = self._ask(["get", name], 30.0)
        if reply[0] == "absent":
            return None
        packed: bytes = self._value(reply)[0]
        return packed

    def set(self, name: str, packed: bytes) -> None:
        """Bind a name in the session."""
        self._ask(["set", name, packed], 10.0)

    def delete(self, name: str) -> None:
        """Unbind a name in the session."""
        self._ask(["del", name], 10.0)

    def call(self, number: int, packed: bytes, seconds: float, around: bytes = _NOTHING) -> Answer:
        """Call a function of the student's.

        Parameters
        ----------
        number
            The function's number in the session.
        packed
            Its arguments and keywords.
        seconds
            Wall clock, after which it is interrupted.
        around
            What it is to find as the check has set it, packed.

        Raises
        ------
        Raised
            If the function raised.
        TooSlowError
            If it had to be interrupted.
        wire.NotDataError
            If its result cannot cross.
        """
        reply, late = self._ask(["call", number, packed, around], seconds)
        if late:
            raise TooSlowError(f"took longer than {seconds:.0f} seconds")
        if len(reply) > 2 and type(reply[-1]) is bool:
            self.has_new_files |= reply.pop()
        if reply[0] == "raised":
            self._require_types(reply, list, str, list, list, str)
            _, bases, text, lines, changed, printed = reply
            raise Raised(
                [str(base)[:300] for base in bases[:20]],
                text[:10_000],
                [str(line)[:500] for line in lines[:10]],
                self._changed(changed),
                printed[:_PRINTED],
            )
        self._require_types(["value", *self._value(reply)], bytes, list, str)
        return Answer(reply[1], self._changed(reply[2]), reply[3][:_PRINTED])

    def stop(self) -> None:
        """End the session and everything it started."""
        if self._stopped:
            return
        self._stopped = True
        self._channel.close()
        _, status, cpu = self._fork_server.ask("stop", self._pid)
        self.cpu_seconds = cpu
        if self.ending == "":
            self.ending = _ending(status, cpu, self.limits.cpu_seconds)

    def abandon(self, why: str) -> None:
        """End the session in the middle of a request, which then raises `DiedError`."""
        self._end(why)

    def _value(self, reply: list[Any]) -> list[Any]:
        """Return what stands in a reply after ``"value"``."""
        if reply[0] == "not-data" and len(reply) == 2 and type(reply[1]) is str:
            raise wire.NotDataError(reply[1][:2000])
        if reply[0] == "raised":
            raise wire.NotDataError("something that cannot be read")
        if reply[0] != "value" or len(reply) < 2 or type(reply[1]) is not bytes:
            self._nonsense()
        return reply[1:]

    def _changed(self, changed: list[Any]) -> list[tuple[Any, bytes]]:
        """Return those of the changed arguments that are of the right form."""
        pairs = [it for it in changed if type(it) is list and len(it) == 2 and type(it[1]) is bytes]
        return [(key, packed) for key, packed in pairs if type(key) in (int, str)]

    def _require_types(self, reply: list[Any], *kinds: type) -> None:
        """End the session unless the parts of a reply are of these types."""
        if [type(part) for part in reply[1:]] != list(kinds):
            self._nonsense()

    def _nonsense(self) -> NoReturn:
        """End the session because of what it has answered.

        Raises
        ------
        DiedError
            Always.
        """
        self._end("answered something that makes no sense")
        raise DiedError(self.ending)

    def _ask(self, request: list[Any], seconds: float, most: int | None = None) -> tuple[list[Any], bool]:
        """Send a request and return the reply, and whether it had to be interrupted.

        A callback that comes before the reply is answered on the way.
        """
        if self._stopped:
            raise DiedError(self.ending or "has ended")
        late = False
        deadline = time.monotonic() + seconds
        try:
            self._channel.send(request, deadline)
            while True:
                try:
                    reply = self._channel.receive(deadline, most)
                except LateError:
                    if late:
                        raise
                    late = True
                    deadline = time.monotonic() + _GRACE
                    self._fork_server.ask("interrupt", self._pid)
                    continue
                if reply[0] != "callback":
                    return reply, late
                if self.on_callback is None or [type(x) for x in reply[1:]] != [int, bytes]:
                    raise MalformedError("an unexpected message")
                self._channel.send(self.on_callback(reply[1], reply[2]), deadline)
        except ClosedError:
            self._end("")
            raise DiedError(self.ending) from None
        except LateError:
            self._end(f"did not end within {seconds:.0f} seconds, nor when interrupted")
            raise TimedOutError(self.ending) from None
        except MalformedError as error:
            self._end(f"answered {error}")
            raise DiedError(self.ending) from None

    def _end(self, why: str) -> None:
        self.ending = why
        self.stop()


def _ending(status: int, cpu: float, cpu_limit: float) -> str:
    """Return how a session ended, to be said after "the cell"."""
    if cpu >= cpu_limit - 1:
        return f"used up its {cpu_limit:.0f} seconds of processor time"
    if status in (137, 9):
        return "was killed, perhaps because the machine had no memory left"
    if status in (139, 11):
        return "crashed (segmentation fault)"
    if status == NOT_ISOLATED:
        return "could not be shut off from the others"
    return f"ended by itself (exit code {status})"
