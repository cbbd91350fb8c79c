"""The function that any worker runs: one submission in, its graded notebooks out.

A worker keeps one warm sandbox. For each submission it forks a process, shut in as a session is, that reads
the notebooks, drives the session and runs the tests, so that neither a hostile file nor a test that changes
something global can touch the next submission, or this machine. Should that process die or hang, only the
check that it was at is lost.
"""

import contextlib
import gc
import importlib
import multiprocessing
import os
import select
import signal
import socket
import time
from multiprocessing.util import Finalize
from typing import Any

import msgspec

from ..errors import SandboxError
from ..limits import Limits
from . import sandbox
from .sandbox import enclosure, kernel
from .session.channel import Channel, ClosedError, LateError, MalformedError
from .session.warm import Warm
from .student_work import Graded, HandedIn, Setup, grade_here, is_possible, lost
from .submission import Ledger
from .submission.outcome import Outcome

_GRACE = 15  # seconds that a check has beyond its time before its process is ended
_LARGEST = 500_000_000  # bytes of one graded submission
_LAST_SECONDS = 2  # that a fork has to end by itself, so that what it used is known


def grade(setup: Setup, handed_in: HandedIn) -> Graded:
    """Grade one submission in this worker, starting its warm sandbox if need be.

    Raises
    ------
    SandboxError
        If the sandbox fails twice.
    """
    try:
        return _worker(setup).grade(handed_in)
    except SandboxError:
        _forget()
    try:
        return _worker(setup).grade(handed_in)
    except SandboxError:
        _forget()
        raise


def start(setup: Setup) -> int:
    """Get this worker ready, and return its process id."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the engine, which stops its workers itself
    parent = multiprocessing.parent_process()
    with contextlib.suppress(OSError):
        kernel.die_with_parent(parent.pid if parent is not None else None)
    Finalize(None, _forget, exitpriority=10)
    with contextlib.suppress(SandboxError):  # it is tried again, and told, with the first submission
        _worker(setup)
    return os.getpid()


class Worker:
    """One warm sandbox and the forks around it."""

    def __init__(self, setup: Setup) -> None:
        self._outside = _outside(setup)
        self.warm = Warm(
            Limits(**setup.limits),
            sandboxed=setup.sandboxed,
            read_only=setup.read_only,
            hidden=setup.hidden,
            preload=setup.preload,
        )
        self._prepare(setup)

    def serve(self, setup: Setup) -> bool:
        """Get ready for a setup, or return False if its sandbox has to be another."""
        if setup.digest != self.setup.digest:
            if _outside(setup) != self._outside:
                return False
            self._prepare(setup)
        return True

    def _prepare(self, setup: Setup) -> None:
        self.setup = setup
        self.limits = self.warm.limits = Limits(**setup.limits)
        modules = {module for notebook in setup.notebooks for module in notebook.modules()}
        for name in (*setup.preload, *sorted(modules)):
            with contextlib.suppress(ImportError):
                importlib.import_module(name)
        gc.collect()
        gc.freeze()

    def grade(self, handed_in: HandedIn) -> Graded:
        """Grade one submission in forks of this process, one after the other until one gets to the end.

        Raises
        ------
        SandboxError
            If the sandbox fails.
        """
        ledger = _Ledger(None)
        spent = 0.0
        for _ in range(2 + self.limits.restarts):
            ours, theirs = socket.socketpair()
            worker = os.getpid()
            pid = os.fork()
            if pid == 0:
                self._become_grader(handed_in, ledger, ours, theirs, worker)
            theirs.close()
            done = None
            try:
                done, why = self._followed(Channel(ours, _LARGEST), ledger)
            finally:
                ours.close()
                if done is not None:
                    _let_end(pid, _LAST_SECONDS)
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
                _, status, used = os.wait4(pid, 0)
                spent += used.ru_utime + used.ru_stime
            if done is not None:
                done.cpu_seconds += spent
                return done
            late, why = bool(why), why or f"its process ended ({os.waitstatus_to_exitcode(status)})"
            ledger.blame(why, at_once=late)
        return lost(self.setup, handed_in.student, f"grading it failed each time: {why}; grade it by hand")

    def close(self) -> None:
        """End the warm process."""
        self.warm.close()

    def _followed(self, channel: Channel, ledger: "_Ledger") -> tuple[Graded | None, str]:
        """Follow a fork to its end; return what it made, or that it took too long, or nothing at all."""
        limits = self.limits
        end = time.monotonic() + len(self.setup.notebooks) * (limits.notebook_seconds + 60) + 60
        ledger.at = None
        while True:
            seconds = limits.cell_seconds + _GRACE if ledger.at is not None else end - time.monotonic()
            deadline = min(end, time.monotonic() + seconds)
            try:
                name, *parts = channel.receive(deadline)
                if name == "sandbox":
                    raise SandboxError(str(parts[0]))
                if name == "graded":
                    graded = msgspec.msgpack.decode(parts[0], type=Graded)
                    return (graded, "") if is_possible(graded, self.setup) else (None, "")
                ledger.note(name, parts)
            except LateError:
                return None, f"it took longer than {seconds:.0f} seconds"
            except (ClosedError, MalformedError, msgspec.DecodeError, ValueError, IndexError, TypeError):
                return None, ""

    def _become_grader(
        self,
        handed_in: HandedIn,
        ledger: "_Ledger",
        ours: socket.socket,
        theirs: socket.socket,
        worker: int,
    ) -> None:
        code = 1
        try:
            ours.close()
            kernel.die_with_parent(worker)
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            channel = ledger.channel = Channel(theirs, _LARGEST)
            try:
                self._shut_in(theirs)
                graded = grade_here(self.warm, self.setup, self.limits, handed_in, ledger)
                channel.send(["graded", msgspec.msgpack.encode(graded)])
            except SandboxError as error:
                channel.send(["sandbox", str(error)])
            code = 0
        finally:
            os._exit(code)

    def _shut_in(self, theirs: socket.socket) -> None:
        if not self.setup.sandboxed:
            enclosure.put_files(self.setup.files)
            return
        try:
            enclosure.enclose(
                self.setup.files,
                keep=[theirs.fileno(), self.warm.control],
                read_only=self.setup.read_only,
                hidden=self.setup.hidden,
                memory_mb=self.limits.check_memory_mb,
                disk_mb=self.limits.disk_mb,
            )
        except OSError as error:
            raise SandboxError(f"the tests cannot be shut off from this machine ({error})") from error


class _Ledger(Ledger):
    """A ledger that its worker and the worker's forks share: what a fork notes, it also tells.

    Attributes
    ----------
    channel
        Where a fork tells it.
    at
        The check that the fork is at, as far as the worker was told.
    """

    def __init__(self, channel: Channel | None) -> None:
        super().__init__()
        self.channel = channel
        self.at: tuple[str, str] | None = None
        self._blamed: set[tuple[str, str]] = set()

    def begin(self, notebook: str, cell: str) -> None:
        """Tell that a check begins."""
        assert self.channel is not None
        self.channel.send(["begin", notebook, cell])

    def end(self, notebook: str, cell: str, outcome: Outcome) -> None:
        """Tell how it has ended."""
        assert self.channel is not None
        self.channel.send(["end", notebook, cell, msgspec.msgpack.encode(outcome)])

    def note(self, name: str, parts: list[Any]) -> None:
        """Note what a fork tells."""
        notebook, cell, *outcome = parts
        if name == "begin":
            self.at = (notebook, cell)
        elif name == "end":
            self.at = None
            found = msgspec.msgpack.decode(outcome[0], type=Outcome)
            self.ended.setdefault((notebook, cell), found)

    def blame(self, why: str, *, at_once: bool) -> None:
        """Note that a fork has died; if twice at the same check, or `at_once`, then that check is lost.

        What kills a process once may be somebody on the machine, and no fault of the check's.
        """
        if self.at is not None and (at_once or self.at in self._blamed):
            self.lost[self.at] = f"The check could not be run to its end: {why}."
        if self.at is not None:
            self._blamed.add(self.at)


def _let_end(pid: int, seconds: float) -> None:
    """Wait until a child has ended, but no longer; it is still to be collected."""
    watched = os.pidfd_open(pid)
    try:
        select.select([watched], [], [], seconds)
    finally:
        os.close(watched)


def _outside(setup: Setup) -> tuple[object, ...]:
    """Return what a warm sandbox is started with, and cannot be given later."""
    line = sandbox.command([], read_only=setup.read_only, hidden=setup.hidden) if setup.sandboxed else None
    return line, setup.preload


_kept: list[Worker] = []


def _worker(setup: Setup) -> Worker:
    if not (_kept and _kept[0].serve(setup)):
        _forget()
        _kept.append(Worker(setup))
    return _kept[0]


def _forget() -> None:
    while _kept:
        _kept.pop().close()


__all__ = ["Graded", "HandedIn", "Setup", "Worker", "grade", "grade_here", "lost", "start"]
