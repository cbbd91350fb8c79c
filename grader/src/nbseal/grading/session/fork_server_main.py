"""What runs in the process that forks sessions: it imports what notebooks use, and then forks one by one.

This process never runs student code. The sessions do, and are trusted with nothing: whatever they answer is
data to be judged. It is started in the sandbox, as
``python -m nbseal.grading.session.fork_server_main CONTROL SETUP [MODULE…]``. CONTROL is the descriptor of a
socket on which `ForkServer.ask` asks. On SETUP the worker says which cells of the release all sessions of a
notebook begin with; whoever grades a submission has no hold of it.
"""

import contextlib
import gc
import importlib
import os
import select
import signal
import socket
import sys
import time
from pathlib import Path
from typing import Any

import msgspec

from .channel import MOST_SETUP_BYTES, Channel, ClosedError, LateError, MalformedError
from .forking import Forker, answer_next
from .notebook_shell import Shell, make_shell
from .opened_process import be_opened

_TO_START = 30  # seconds beyond those of its cells that an opening has


def main() -> None:
    """Import what notebooks use, then serve one session after the other."""
    control = socket.socket(fileno=int(sys.argv[1]))
    setup = Channel(socket.socket(fileno=int(sys.argv[2])), MOST_SETUP_BYTES)
    Path(os.environ.get("HOME", "/tmp/home")).mkdir(parents=True, exist_ok=True)
    own = set(sys.modules)
    for name in sys.argv[3:]:
        with contextlib.suppress(Exception, SystemExit):  # the notebook that imports it will say so
            importlib.import_module(name)
    shell = make_shell()
    shell.preloaded = frozenset(name.partition(".")[0] for name in sys.modules.keys() - own)
    gc.collect()
    gc.freeze()  # else the first collection in every child would copy all these pages
    control.send(b"ready")
    server = _Server(shell, control, setup)
    with contextlib.suppress(ClosedError):
        server.serve()


class _Opened:
    """A process in which the opening of a notebook has run, and the sessions forked from it.

    Parameters
    ----------
    pid
        Its process id.
    control
        Where it is asked for sessions.
    """

    def __init__(self, pid: int, control: socket.socket) -> None:
        self._pid, self._control = pid, control
        self.sessions: set[int] = set()

    def ask(self, request: list[Any], descriptors: list[int]) -> list[Any]:
        """Have it start or stop a session, and return its answer."""
        try:
            socket.send_fds(self._control, [msgspec.msgpack.encode(request)], descriptors)
            answer = self._control.recv(65536)
        except OSError:
            answer = b""
        if not answer:
            return ["failed", "the process in which the notebook's first cells have run is gone"]
        reply: list[Any] = msgspec.msgpack.decode(answer)[1:]
        return reply

    def end(self) -> None:
        """End it."""
        self._control.close()
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)


class _Server:
    """Answers the worker, and whoever grades a submission for it.

    Parameters
    ----------
    shell
        The shell, ready to run cells.
    control, setup
        The sockets that only this process may hold.
    """

    def __init__(self, shell: Shell, control: socket.socket, setup: Channel) -> None:
        self._shell, self._control, self._setup = shell, control, setup
        self._forker = Forker(shell, control, setup.socket)
        self._opened: dict[str, _Opened] = {}  # by the name of the notebook

    def serve(self) -> None:
        """Answer until the worker goes away."""
        while True:
            ready, _, _ = select.select([self._control, self._setup.socket], [], [])
            if self._setup.socket in ready:
                _, limits, files, notebooks = self._setup.receive()
                self._end_opened()
                self._setup.send(
                    ["opened", [self._open(name, cells, limits, files) for name, cells in notebooks]]
                )
            if self._control in ready and not answer_next(self._control, self._answer):
                return

    def _answer(self, name: str, argument: Any, descriptors: list[int]) -> list[Any]:
        if name == "start":
            self._stop_all()  # whoever used that session has died
            opened = self._opened.get(argument.get("opening", ""))
            if opened is not None:
                reply = opened.ask(["", name, argument], descriptors)
                os.close(descriptors[0])
                if reply[0] == "started":
                    opened.sessions.add(reply[1])
                return reply
        if name == "stop":
            for opened in self._opened.values():
                if argument in opened.sessions:
                    opened.sessions.remove(argument)
                    return opened.ask(["", name, argument], [])
        return self._forker.answer(name, argument, descriptors)

    def _stop_all(self) -> None:
        self._forker.stop_all()
        for opened in self._opened.values():
            while opened.sessions:
                opened.ask(["", "stop", opened.sessions.pop()], [])

    def _end_opened(self) -> None:
        self._stop_all()
        while self._opened:
            self._opened.popitem()[1].end()

    def _open(
        self, name: str, cells: list[list[str]], limits: dict[str, Any], files: dict[str, bytes]
    ) -> list[Any]:
        """Run as many cells of a notebook's opening as can be run once.

        Returns
        -------
        list
            What each of them has shown, and why the one after them has to be run each time, if any has.
        """
        reason = ""
        while cells:
            opened, shown, why = self._fork(cells, limits, files)
            if not why:
                self._opened[name] = opened
                return [shown, reason]
            opened.end()
            cells, reason = cells[: len(shown)], why  # in a process in which the next one has not run
        return [[], reason]

    def _fork(
        self, cells: list[list[str]], limits: dict[str, Any], files: dict[str, bytes]
    ) -> tuple[_Opened, list[Any], str]:
        """Fork a process that runs cells; return it, what they have shown, and why it is of no use, if so."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        reported, reports = socket.socketpair()
        pid = os.fork()
        if pid == 0:
            be_opened(
                self._shell,
                theirs,
                Channel(reports, MOST_SETUP_BYTES),
                limits,
                {"cells": cells, "files": files},
            )
        theirs.close()
        reports.close()
        report = Channel(reported, MOST_SETUP_BYTES)
        try:
            seconds = _TO_START + limits["cell_seconds"] * len(cells)
            _, shown, why = report.receive(time.monotonic() + seconds)
        except (ClosedError, LateError, MalformedError):
            shown, why = [], "it did not come to an end"
        finally:
            report.close()
        return _Opened(pid, ours), shown, why


if __name__ == "__main__":
    main()
