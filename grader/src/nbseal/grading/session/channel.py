"""Send and receive messages over a socket, each with its length in front, a largest size and a deadline."""

import socket
import struct
import time
from typing import Any

import msgspec

_LENGTH = struct.Struct("!I")

MOST_SETUP_BYTES = 1_000_000_000
"""The most that a message may have which says what to run once for all sessions, or what that has shown."""


def message_bytes(most: int) -> int:
    """Return how many bytes a message may have where one value may have `most`."""
    return 2 * most  # what a function returns, and what it has changed


class ClosedError(ConnectionError):
    """The other side is gone."""


class LateError(TimeoutError):
    """The other side has not answered in time."""


class MalformedError(ValueError):
    """The other side sent something that is no message, or one that is too large."""


class Channel:
    """One end of a conversation in messages: lists of plain data.

    Parameters
    ----------
    connection
        A connected stream socket; owned from here on.
    limit
        The most bytes one message may have, either way.
    """

    def __init__(self, connection: socket.socket, limit: int) -> None:
        self.socket = connection
        self.limit = limit

    def send(self, message: list[Any], deadline: float | None = None) -> None:
        """Send one message before `deadline` (`time.monotonic` seconds; None: whenever)."""
        data = msgspec.msgpack.encode(message)
        if len(data) > self.limit:
            raise MalformedError(f"a message of {len(data):,} bytes; at most {self.limit:,} can be sent")
        try:
            self._wait(deadline)
            self.socket.sendall(_LENGTH.pack(len(data)) + data)
        except TimeoutError:
            raise LateError("the message was not taken in time") from None
        except OSError as error:
            raise ClosedError("the other side is gone") from error

    def receive(self, deadline: float | None = None, most: int | None = None) -> list[Any]:
        """Return the next message, if it comes before `deadline` and has at most `most` bytes."""
        most = self.limit if most is None else min(most, self.limit)
        (length,) = _LENGTH.unpack(self._exactly(_LENGTH.size, deadline))
        if length > most:
            raise MalformedError(f"a message of {length:,} bytes; at most {most:,} are read")
        data = self._exactly(length, deadline)
        try:
            message = msgspec.msgpack.decode(data)
        except (ValueError, msgspec.DecodeError, RecursionError, MemoryError):
            raise MalformedError("bytes that are no message") from None
        if type(message) is not list or not message or type(message[0]) is not str:
            raise MalformedError("a message of an unknown form")
        return message

    def close(self) -> None:
        """Close this end."""
        self.socket.close()

    def _exactly(self, count: int, deadline: float | None) -> bytes:
        parts = bytearray()
        while len(parts) < count:
            try:
                self._wait(deadline)
                part = self.socket.recv(min(count - len(parts), 1 << 20))
            except TimeoutError:
                raise LateError("no answer in time") from None
            except OSError as error:
                raise ClosedError("the other side is gone") from error
            if not part:
                raise ClosedError("the other side is gone")
            parts += part
        return bytes(parts)

    def _wait(self, deadline: float | None) -> None:
        if deadline is None:
            self.socket.settimeout(None)
            return
        left = deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self.socket.settimeout(left)
