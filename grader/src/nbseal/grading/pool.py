"""Workers that grade submissions: what any pool of them can do, and processes of this machine."""

import multiprocessing
from abc import ABC, abstractmethod
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import suppress
from typing import Any

from . import workers
from .spec import GradingSpec


class WorkerPool(Executor, ABC):
    """Workers, which are asked by ``submit(function, spec, submission)``.

    Attributes
    ----------
    is_local : bool
        Whether submissions are graded on this machine, so that it is this machine's sandbox that matters.
    survives_death : bool
        Whether the others go on when one worker dies. If not, all that was under way is lost with it.
    """

    is_local = True
    survives_death = False

    @property
    @abstractmethod
    def capacity(self) -> int:
        """How many submissions the workers that are there now grade at once."""

    def require_workers(self) -> None:
        """Raise an error if there have been no workers for too long."""


class LocalPool(WorkerPool):
    """Processes of this machine, started when they are first needed, and anew when one of them has died.

    Left open, they serve one run after the other, and spare each the start, which takes as long as grading
    some twenty submissions.

    Parameters
    ----------
    count
        How many.
    """

    def __init__(self, count: int) -> None:
        self._count = count
        self._pool: ProcessPoolExecutor | None = None

    @property
    def capacity(self) -> int:
        """How many submissions they grade at once."""
        return self._count

    def submit(self, fn: Callable[..., Any], /, *args: Any, **_: Any) -> Future[Any]:
        """Have `fn(spec, submission)` called in one of the processes."""
        try:
            return self._started(args[0]).submit(fn, *args)
        except BrokenExecutor:
            self.shutdown(wait=False)
            return self._started(args[0]).submit(fn, *args)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes when they are done."""
        if self._pool is not None:
            self._pool.shutdown(wait, cancel_futures=cancel_futures)
            self._pool = None

    def kill(self) -> None:
        """End the processes at once."""
        # Python 3.14 has `kill_workers` (https://github.com/python/cpython/issues/128041).
        # This can go once no older Python is supported.
        for process in list((getattr(self._pool, "_processes", None) or {}).values()):
            with suppress(OSError, ValueError):
                process.kill()
        # Waited for: Python may hang or fail when it ends while a pool is still ending.
        # This can go once https://github.com/python/cpython/issues/83386 is closed.
        self.shutdown(cancel_futures=True)

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """End the processes: at once, if something went wrong."""
        if kind is None:
            self.shutdown()
        else:
            self.kill()

    def _started(self, spec: GradingSpec) -> ProcessPoolExecutor:
        if self._pool is None:
            spawn = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self._count, spawn, workers.start_worker, (spec,))
        return self._pool
