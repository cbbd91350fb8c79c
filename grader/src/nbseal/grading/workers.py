"""The function that any worker runs: one submission in, what it earned out.

A worker keeps one fork server (see `session.fork_server`). For each submission the worker forks a process,
shut in as a session is, that reads the notebooks, drives the session and runs the checks, so that neither a
hostile file nor a check that changes something global can touch the next submission, or this machine. Should
that process die or hang, only the check that it was at is lost.
"""

import contextlib
import gc
import importlib
import multiprocessing
import os
import select
import shutil
import signal
import socket
import tempfile
import time
from multiprocessing.util import Finalize
from pathlib import Path
from typing import NoReturn

import msgspec

from ..errors import SandboxError
from ..limits import Limits
from . import sandbox
from .notebook import prepare
from .sandbox import enclosure, import_path, linux
from .session.channel import Channel, ClosedError, LateError, MalformedError
from .session.fork_server import ForkServer
from .shared_ledger import SharedLedger
from .spec import GradingSpec
from .submission import GradedSubmission, Submission, is_possible, ungradable_submission
from .submission_run import grade_notebooks

_GRACE = 15  # seconds that a check has beyond its time before its process is ended
_LARGEST = 500_000_000  # bytes of one graded submission
_LAST_SECONDS = 2  # that a fork has to end by itself, so that what it used is known


class _ForkDiedError(RuntimeError):
    """The fork that graded a submission has died, or took too long and has to be ended.

    Attributes
    ----------
    too_slow : bool
        Which of the two.
    """

    def __init__(self, reason: str, *, too_slow: bool = False) -> None:
        super().__init__(reason)
        self.too_slow = too_slow


def grade_submission(spec: GradingSpec, submission: Submission) -> GradedSubmission:
    """Grade one submission in this worker, starting its fork server if need be.

    Raises
    ------
    SandboxError
        If the sandbox fails twice.
    """
    try:
        return _worker(spec).grade_in_forks(submission)
    except SandboxError:
        _forget()
    try:
        return _worker(spec).grade_in_forks(submission)
    except SandboxError:
        _forget()
        raise


def start_worker(spec: GradingSpec) -> int:
    """Get this worker ready, and return its process id."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the engine, which stops its workers itself
    parent = multiprocessing.parent_process()
    with contextlib.suppress(OSError):
        linux.die_with_parent(parent.pid if parent is not None else None)
    Finalize(None, _forget, exitpriority=10)
    with contextlib.suppress(SandboxError):  # it is tried again, and told, with the first submission
        _worker(spec)
    return os.getpid()


class Worker:
    """One fork server, and the forks of this process that grade with it."""

    def __init__(self, spec: GradingSpec) -> None:
        self._sandbox_line = _sandbox_line(spec)
        self._loaded = frozenset(spec.preload)
        # Where checks run without a sandbox.
        self._aside = None if spec.sandboxed else tempfile.TemporaryDirectory(prefix="checks-")
        self.fork_server = ForkServer(
            Limits(**spec.limits),
            sandboxed=spec.sandboxed,
            read_only=spec.read_only,
            hidden=spec.hidden,
            preload=spec.preload,
        )
        self._prepare(spec)

    def prepare_for(self, spec: GradingSpec) -> bool:
        """Get ready for a spec and return True, or return False if it needs another fork server."""
        if spec.digest != self.spec.digest:
            if _sandbox_line(spec) != self._sandbox_line or not self._loaded.issuperset(spec.preload):
                return False
            self._prepare(spec)
        return True

    def _prepare(self, spec: GradingSpec) -> None:
        """Do here, with the assignment alone, what each fork would have to do again."""
        self.spec = spec
        self.limits = self.fork_server.limits = Limits(**spec.limits)
        own = import_path.own_modules(spec.files)
        modules = {module for notebook in spec.notebooks for module in notebook.names.modules}
        for name in (*spec.preload, *sorted(modules)):
            if name.partition(".")[0] not in own:
                with contextlib.suppress(Exception, SystemExit):  # the check that imports it will say so
                    importlib.import_module(name)
        importlib.invalidate_caches()  # the first time, it imports what it needs
        for notebook in spec.notebooks:
            prepare(notebook)
        self.fork_server.open({it.name: it.opening for it in spec.notebooks}, spec.files)
        gc.collect()
        gc.freeze()

    def grade_in_forks(self, submission: Submission) -> GradedSubmission:
        """Grade one submission in forks of this process, one after the other until one gets to the end.

        Raises
        ------
        SandboxError
            If the sandbox fails.
        """
        ledger = SharedLedger()
        cpu_seconds = 0.0
        reason = ""
        for _ in range(2 + self.limits.restarts):
            pid, channel = self._fork(submission, ledger)
            graded, died = None, None
            try:
                graded = self._result(channel, ledger)
            except _ForkDiedError as error:
                died = error
            finally:
                channel.close()
                if graded is not None:
                    _wait_for_end(pid, _LAST_SECONDS)
                status, used = _kill(pid)
                cpu_seconds += used
            if graded is not None:
                graded.cpu_seconds += cpu_seconds
                return graded
            assert died is not None
            reason = str(died) or f"its process ended ({status})"
            ledger.blame(reason, at_once=died.too_slow)
        reason = f"grading it failed each time: {reason}; grade it by hand"
        return ungradable_submission(self.spec, submission.student, reason)

    def close(self) -> None:
        """End the fork server."""
        self.fork_server.close()
        if self._aside is not None:
            self._aside.cleanup()

    def _fork(self, submission: Submission, ledger: SharedLedger) -> tuple[int, Channel]:
        """Fork a process that grades a submission; return its process id, and where it tells how it goes."""
        ours, theirs = socket.socketpair()
        worker = os.getpid()
        pid = os.fork()
        if pid == 0:
            self._be_fork(submission, ledger, ours, theirs, worker)
        theirs.close()
        ledger.at = None
        return pid, Channel(ours, _LARGEST)

    def _result(self, channel: Channel, ledger: SharedLedger) -> GradedSubmission:
        """Follow a fork to its end, and return what the submission earned.

        Raises
        ------
        _ForkDiedError
            If it dies, tells nonsense, or takes too long.
        SandboxError
            If the sandbox fails.
        """
        limits = self.limits
        end = time.monotonic() + len(self.spec.notebooks) * (limits.notebook_seconds + 60) + 60
        while True:
            seconds = limits.cell_seconds + _GRACE if ledger.at is not None else end - time.monotonic()
            deadline = min(end, time.monotonic() + seconds)
            try:
                name, *parts = channel.receive(deadline)
                if name == "sandbox":
                    raise SandboxError(str(parts[0]))
                if name == "graded":
                    graded = msgspec.msgpack.decode(parts[0], type=GradedSubmission)
                    if not is_possible(graded, self.spec):
                        raise _ForkDiedError("")
                    return graded
                ledger.note(name, parts)
            except LateError:
                raise _ForkDiedError(f"it took longer than {seconds:.0f} seconds", too_slow=True) from None
            except (ClosedError, MalformedError, msgspec.DecodeError, ValueError, IndexError, TypeError):
                raise _ForkDiedError("") from None

    def _be_fork(
        self,
        submission: Submission,
        ledger: SharedLedger,
        workers_end: socket.socket,
        own_end: socket.socket,
        worker: int,
    ) -> NoReturn:
        """Be the fork: shut this process in, grade the submission, tell the worker, and end."""
        code = 1
        try:
            workers_end.close()
            linux.die_with_parent(worker)
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            channel = ledger.channel = Channel(own_end, _LARGEST)
            try:
                self._shut_in(own_end)
                here = Path.cwd()
                graded = grade_notebooks(self.fork_server, self.spec, self.limits, submission, ledger, here)
                channel.send(["graded", msgspec.msgpack.encode(graded)])
            except SandboxError as error:
                channel.send(["sandbox", str(error)])
            code = 0
        finally:
            os._exit(code)

    def _shut_in(self, connection: socket.socket) -> None:
        """Shut this process off from the machine, except its connections to the worker and the fork server.

        Raises
        ------
        SandboxError
            If the kernel refuses a part of it.
        """
        if self._aside is not None:
            shutil.rmtree(self._aside.name, ignore_errors=True)
            enclosure.put_files(self.spec.files, Path(self._aside.name))
            return
        try:
            enclosure.enclose(
                self.spec.files,
                keep=[connection.fileno(), self.fork_server.control],
                read_only=self.spec.read_only,
                hidden=self.spec.hidden,
                memory_mb=self.limits.check_memory_mb,
                disk_mb=self.limits.disk_mb,
            )
        except OSError as error:
            raise SandboxError(f"the tests cannot be shut off from this machine ({error})") from error


def _wait_for_end(pid: int, seconds: float) -> None:
    """Wait until a child has ended, but no longer than this; it is still to be collected."""
    watched = os.pidfd_open(pid)
    try:
        select.select([watched], [], [], seconds)
    finally:
        os.close(watched)


def _kill(pid: int) -> tuple[int, float]:
    """End a child, if it has not ended; return its exit code and the processor time that it used."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    _, status, used = os.wait4(pid, 0)
    return os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime


def _sandbox_line(spec: GradingSpec) -> list[str] | None:
    """Return by what a fork server is shut in, which cannot change while it runs; None if by nothing."""
    return sandbox.command([], read_only=spec.read_only, hidden=spec.hidden) if spec.sandboxed else None


_kept: list[Worker] = []


def _worker(spec: GradingSpec) -> Worker:
    """Return the one worker of this process, ready for a spec."""
    if not (_kept and _kept[0].prepare_for(spec)):
        _forget()
        _kept.append(Worker(spec))
    return _kept[0]


def _forget() -> None:
    while _kept:
        _kept.pop().close()
