"""Grade on the workers of a Dask cluster: submissions go out as bytes, scores come back as bytes.

A Dask worker keeps a process beside it that is what a worker of this machine is: it has none of Dask's
threads, and what brings it down leaves Dask's worker up. It needs no disk in common with the grader, but the
same packages: a worker that has others refuses, by name.
"""

import hashlib
import importlib.metadata
import math
import platform
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from concurrent.futures import BrokenExecutor, CancelledError, Future
from functools import cache
from multiprocessing import current_process
from pathlib import Path
from typing import Any

import msgspec

from ..errors import ClusterError, SandboxError
from ..grading.pool import LocalPool, WorkerPool
from ..grading.spec import GradingSpec
from ..grading.submission import GradedSubmission, Submission

_PATIENCE = 15  # seconds for the scheduler to answer
_ALONE = 60  # seconds without any worker
_KEPT = "what was graded before is kept, and the same command goes on from there."
_FRESH = 1  # seconds for which a count of the workers is believed
_URGENT = 10  # Dask's priority of single students' work
_LOGGED = 4  # messages to each worker that the scheduler keeps


class Cluster(WorkerPool):
    """The workers of a Dask scheduler.

    Parameters
    ----------
    address
        The scheduler's, such as ``tcp://10.0.0.5:8786``; with ``tls://``, Dask's own configuration names the
        certificates.
    urgent
        Go before what others have sent without it.

    Raises
    ------
    ClusterError
        If the scheduler does not answer, has no workers, or one of them differs from this machine.
    """

    is_local = False
    survives_death = True

    def __init__(self, address: str, *, urgent: bool = False) -> None:
        try:
            from distributed import Client
        except ModuleNotFoundError:
            raise ClusterError("Grading on a cluster needs Dask: pip install 'nbseal[cluster]'") from None
        self._address = address
        self._priority = _URGENT if urgent else 0
        self._mine = environment()
        self._seen = time.monotonic()
        self._counted = -math.inf, 0
        try:
            connect: Any = Client  # it carries no types
            self._client: Any = connect(address, timeout=_PATIENCE, set_as_default=False, name="grader")
        except (OSError, ValueError, TypeError, RuntimeError) as problem:
            raise ClusterError(f"No Dask scheduler answers at {address}: {_short(problem)}") from problem
        try:
            self._inspect()
            self._executor: Any = self._client.get_executor(pure=False)
        except BaseException:
            self._client.close()
            raise

    @property
    def capacity(self) -> int:
        """How many submissions the workers that are there now grade at once."""
        # The scheduler has to be asked, and the pool wants to know for every submission.
        at, number = self._counted
        if time.monotonic() - at > _FRESH:
            number = sum(self._client.nthreads().values())
            self._counted = time.monotonic(), number
        return number

    def require_workers(self) -> None:
        """Raise an error if there have been no workers for a minute.

        Raises
        ------
        ClusterError
            If so.
        """
        if self.capacity:
            self._seen = time.monotonic()
        elif time.monotonic() - self._seen > _ALONE:
            raise ClusterError(
                f"The scheduler at {self._address} has had no workers for {_ALONE} seconds; {_KEPT}"
            )

    def submit(self, fn: Callable[..., Any], /, *args: Any, **_: Any) -> Future[Any]:
        """Have `fn(spec, submission)` called on a worker, in a process that the worker keeps beside it."""
        spec, submission = args
        sent = self._executor.submit(
            call,
            fn,
            self._mine,
            spec.packed,
            msgspec.msgpack.encode(submission),
            priority=self._priority,
        )
        told: Future[Any] = Future()
        told.set_running_or_notify_cancel()
        sent.add_done_callback(lambda done: self._tell(done, told))
        return told

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave the cluster, which stays as it is; what was sent and is not done is taken back."""
        del wait, cancel_futures
        self._client.close()

    def _inspect(self) -> None:
        """Compare every worker with this machine, and set up the scheduler."""
        from distributed.scheduler import Scheduler

        if not self._client.nthreads():
            raise ClusterError(
                f"The scheduler at {self._address} has no workers; start one on each machine: "
                f"dask worker {self._address} --nthreads 1 --nworkers auto"
            )

        def set_up(dask_scheduler: Scheduler) -> None:
            import dask

            dask_scheduler.allowed_failures = 0  # whether to try again is decided in `grading.dispatch`
            # For its developers, Dask keeps the last thousand messages to each worker: 100 MB of submissions.
            # It was proposed to keep none (https://github.com/dask/distributed/pull/1630).
            # This can go once Dask's own default is small.
            dask.config.set({"distributed.admin.low-level-log-length": _LOGGED})
            for worker in dask_scheduler.stream_comms.values():
                worker.recent_message_log = deque(worker.recent_message_log, _LOGGED)

        try:
            self._client.run_on_scheduler(set_up)
            found = self._client.run(environment, on_error="return")
        except (OSError, RuntimeError) as problem:
            raise ClusterError(f"The scheduler at {self._address} stopped: {_short(problem)}") from problem
        for worker, theirs in found.items():
            if not isinstance(theirs, Mapping):
                raise ClusterError(f"The worker at {worker} has no grader like this one: {_short(theirs)}")
            if said := differences(self._mine, theirs):
                raise ClusterError(f"The worker at {worker} differs from this machine: {said}.")

    def _tell(self, done: Future[Any], told: Future[Any]) -> None:
        """Set the future that the dispatcher waits for to what has become of Dask's."""
        from distributed import KilledWorker

        try:
            told.set_result(msgspec.msgpack.decode(done.result(), type=GradedSubmission))
        except KilledWorker as problem:
            told.set_exception(BrokenExecutor(str(problem)))
        except CancelledError:
            told.set_exception(ClusterError(f"The scheduler at {self._address} is gone; {_KEPT}"))
        except Exception as problem:  # noqa: BLE001  # whatever it is, it belongs to whoever waits for it
            told.set_exception(problem)


@cache
def environment() -> dict[str, str]:
    """Return what has to be the same where a submission is graded: versions, and this package's source."""
    package = Path(__file__).parents[1]
    digest = hashlib.sha256()
    for path in sorted(package.rglob("*.py")):
        digest.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    # Once setuptools is imported, what it brings for itself alone lies on the path as well.
    places = [place for place in sys.path if Path(place).name != "_vendor"]
    dists = importlib.metadata.distributions(path=places)
    found = {dist.name.lower(): dist.version for dist in dists if dist.name}
    return {**found, "Python": platform.python_version(), "nbseal": digest.hexdigest()[:12]}


def differences(mine: Mapping[str, str], theirs: Mapping[str, str]) -> str:
    """Return in words in what a worker's environment differs from the grader's; empty if in nothing.

    What only the worker has does not matter.
    """
    said = [
        f"{name} is {theirs.get(name, 'missing')} there and {version} here"
        for name, version in sorted(mine.items())
        if theirs.get(name) != version
    ]
    more = f", and {len(said) - 3} more" if len(said) > 3 else ""
    return ", ".join(said[:3]) + more


# ------------------------------------------------------------------------------------------- on a worker


def call(
    fn: Callable[[GradingSpec, Submission], GradedSubmission],
    wanted: dict[str, str],
    spec: bytes,
    submission: bytes,
) -> bytes:
    """Call a function on a submission, on a worker, in the process beside it.

    Parameters
    ----------
    fn
        The function.
    wanted
        The grader's environment, which has to be the worker's.
    spec, submission
        What to call the function with, packed.

    Returns
    -------
    bytes
        The result, packed.

    Raises
    ------
    ClusterError
        If the grader's environment is not the worker's.
    concurrent.futures.BrokenExecutor
        If the process has died of it.
    """
    if said := differences(wanted, environment()):
        raise ClusterError(f"A worker on {platform.node()} differs from this machine: {said}.")
    known, process = _beside(spec)
    made = process.submit(fn, known, msgspec.msgpack.decode(submission, type=Submission))
    return msgspec.msgpack.encode(made.result())


_lock = threading.Lock()
_processes: dict[int, tuple[bytes, GradingSpec, LocalPool]] = {}


def _beside(packed: bytes) -> tuple[GradingSpec, LocalPool]:
    """Return a spec, and the process that belongs to this thread of the worker, ready for it."""
    # Dask has a setting for it since https://github.com/dask/distributed/issues/2718; this can go once its
    # workers are no daemons by default.
    if current_process().daemon:
        raise SandboxError(
            "Dask started its workers as daemons, which may have no processes of their own: "
            "set DASK_DISTRIBUTED__WORKER__DAEMON=False before `dask worker`"
        )
    thread = threading.get_ident()
    with _lock:
        known = _processes.get(thread)
        if known is None or known[0] != packed:
            process = known[2] if known is not None else LocalPool(1)
            known = _processes[thread] = packed, msgspec.msgpack.decode(packed, type=GradingSpec), process
        return known[1:]


def _short(problem: object) -> str:
    return " ".join(str(problem).split())[:200] or type(problem).__name__
