"""The process in the sandbox from which sessions are forked, kept for many submissions.

It has imported what notebooks use, so that a session starts in milliseconds and not in seconds. This is the
grader's side of it; `fork_server_main` is what runs in the process.
"""

import itertools
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from ...course.reference import ReleasedCell
from ...errors import SandboxError
from ...limits import Limits
from .. import sandbox
from ..sandbox import view
from . import Session
from .channel import MOST_SETUP_BYTES, Channel, ClosedError, MalformedError, message_bytes
from .opening import Opening, label
from .repeatable import looks_repeatable

_START_SECONDS = 120
_ANSWER_SECONDS = 60

_numbers = itertools.count()


class ForkServer:
    """A process in the sandbox that forks sessions.

    Parameters
    ----------
    limits
        What each session may use.
    sandboxed
        False runs it bare, as a process with no protection at all.
    read_only
        Files and folders to show to it, at the same path.
    hidden
        Files and folders to cover, should they lie in something that is shown.
    preload
        Modules to import before the first session; those that are not there are left out.

    Attributes
    ----------
    openings : dict
        The `Opening` that has been run of each notebook, by the notebook's name.
    run_each_time : dict
        By the notebook's name, why the cell after its opening has to be run each time, where that was seen
        when it ran.

    Raises
    ------
    SandboxError
        If it does not start.
    """

    def __init__(
        self,
        limits: Limits,
        *,
        sandboxed: bool = True,
        read_only: Iterable[str | os.PathLike[str]] = (),
        hidden: Iterable[str | os.PathLike[str]] = (),
        preload: Iterable[str] = (),
    ) -> None:
        self.limits = limits
        self.sandboxed = sandboxed
        self.openings: dict[str, Opening] = {}
        self.run_each_time: dict[str, str] = {}
        self._opened: list[Any] = ["open", limits.as_dict(), {}, []]
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        setup, their_setup = socket.socketpair()
        self._setup = Channel(setup, MOST_SETUP_BYTES)
        module = "nbseal.grading.session.fork_server_main"
        descriptors = [theirs.fileno(), their_setup.fileno()]
        argv = [sys.executable, "-P", "-m", module, *map(str, descriptors), *preload]
        environment = {"PYTHONHASHSEED": "0"}
        self._home: tempfile.TemporaryDirectory[str] | None = None
        if sandboxed:
            argv = sandbox.command(argv, read_only=read_only, hidden=hidden, environment=environment)
            inherited = None
        else:
            self._home = tempfile.TemporaryDirectory(prefix="grading-")
            inherited = {**os.environ, **view.ENVIRONMENT, **environment, "HOME": self._home.name}
            inherited["PATH"] = os.environ.get("PATH", view.ENVIRONMENT["PATH"])
        with theirs, their_setup:
            self._process = subprocess.Popen(
                argv,
                pass_fds=descriptors,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                env=inherited,
            )
        self._control.settimeout(_START_SECONDS)
        try:
            ready = self._control.recv(64)
        except OSError:
            ready = b""
        if ready != b"ready":
            self._process.kill()
            assert self._process.stderr is not None
            said = self._process.stderr.read().decode(errors="replace").strip()[-500:]
            self.close()
            raise SandboxError(f"The process for student code did not start: {said or 'no reason given'}.")
        self._control.settimeout(_ANSWER_SECONDS)

    @property
    def control(self) -> int:
        """The descriptor through which it is asked; a fork of the grader that uses it has to keep it open."""
        return self._control.fileno()

    def open(self, notebooks: Mapping[str, Sequence[ReleasedCell]], files: Mapping[str, bytes]) -> None:
        """Run once what all sessions of a notebook begin with, as far as it leaves the same each time.

        Only the worker can ask for this, and with nothing but what was released: whoever grades a submission
        has let go of the socket.

        Parameters
        ----------
        notebooks
            The cells of each notebook, by its name, that are to be run.
        files
            What the assignment has beside its notebooks, by relative path.

        Raises
        ------
        SandboxError
            If the process is gone.
        """
        limits = self.limits
        wanted = {
            name: tuple(itertools.takewhile(lambda it: looks_repeatable(it.source), cells))
            for name, cells in notebooks.items()
        }
        if not self.sandboxed or limits.processes or not any(wanted.values()):
            wanted = {}
        cells = [[name, [[it.source, label(it.position, it.name)] for it in wanted[name]]] for name in wanted]
        request = ["open", limits.as_dict(), dict(files), cells]
        if request == self._opened:
            return
        try:
            self._setup.send(request)
            reply = self._setup.receive()
        except (ClosedError, MalformedError) as error:
            raise SandboxError(f"The process for student code does not answer ({error}).") from error
        replies = dict(zip(wanted, reply[1], strict=True))
        self.openings = {
            name: Opening(name, wanted[name][: len(shown)], tuple(shown), dict(files))
            for name, (shown, _) in replies.items()
            if shown
        }
        self.run_each_time = {name: why for name, (_, why) in replies.items() if why}
        self._opened = request

    def start(self, opening: Opening | None = None) -> Session:
        """Fork a session, and end the one before it if that is still there.

        Parameters
        ----------
        opening
            The cells that are to have run in it already.

        Raises
        ------
        SandboxError
            If the process is gone or cannot fork.
        """
        ours, theirs = socket.socketpair()
        named = opening.notebook if opening is not None else ""
        plain = {**self.limits.as_dict(), "isolated": self.sandboxed, "opening": named}
        with theirs:
            reply = self.ask("start", plain, descriptors=[theirs.fileno()])
        if reply[0] != "started":
            ours.close()
            raise SandboxError(f"A session could not be started: {reply[1]}.")
        most = message_bytes(self.limits.value_mb * 1_000_000)
        return Session(self, reply[1], Channel(ours, most))

    def ask(self, name: str, argument: Any, descriptors: Iterable[int] = ()) -> list[Any]:
        """Have the process start, interrupt or stop a session, and return its answer.

        Parameters
        ----------
        name
            ``"start"``, ``"interrupt"`` or ``"stop"``.
        argument
            The limits to start with, or the session's process id.
        descriptors
            What to hand over with the question.

        Raises
        ------
        SandboxError
            If it is gone or does not answer.
        """
        # A fork that died while it waited may have left an answer behind, so each has its question's number.
        number = f"{os.getpid()}-{next(_numbers)}"
        try:
            request = msgspec.msgpack.encode([number, name, argument])
            socket.send_fds(self._control, [request], list(descriptors))
            while True:
                answer = self._control.recv(65536)
                if not answer:
                    raise SandboxError("The process for student code is gone.")
                answered, *reply = msgspec.msgpack.decode(answer)
                if answered == number:
                    return list(reply)
        except OSError as error:
            raise SandboxError(f"The process for student code does not answer ({error}).") from error

    def close(self) -> None:
        """End the process and all its sessions."""
        self._setup.close()
        self._control.close()  # which ends it
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stderr is not None:
            self._process.stderr.close()
        if self._home is not None:
            self._home.cleanup()
