"""Hand submissions to workers and take back what they earned, however many workers die on the way.

Workers are processes of this machine, or a fleet elsewhere.
"""

import multiprocessing
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from contextlib import suppress
from typing import Any

from ..errors import SandboxError
from . import workers
from .workers import Graded, HandedIn, Setup, lost

_TRIES = 3
_LOOK = 5  # seconds until somebody looks whether there still are workers
_FAILURES = 3  # of the sandbox, one after the other, before it is taken to be out of order


class Crew(Executor):
    """Workers, with what they are asked to do: `submit(function, setup, handed_in)`."""

    @property
    def threads(self) -> int:
        """How many submissions the workers that are there now grade at once."""
        raise NotImplementedError


class Processes(Crew):
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
    def threads(self) -> int:
        """How many submissions they grade at once."""
        return self._count

    def submit(self, fn: Callable[..., Any], /, *args: Any, **_: Any) -> Future[Any]:
        """Have `fn(setup, handed_in)` called in one of the processes."""
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
        for process in list((getattr(self._pool, "_processes", None) or {}).values()):
            with suppress(OSError, ValueError):
                process.kill()
        # Waited for: when Python ends while a pool is still ending, it may fail at that and say so.
        self.shutdown(cancel_futures=True)

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """End the processes: at once, if something went wrong."""
        if kind is None:
            self.shutdown()
        else:
            self.kill()

    def _started(self, setup: Setup) -> ProcessPoolExecutor:
        if self._pool is None:
            spawn = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self._count, spawn, workers.start, (setup,))
        return self._pool


class Fleet(Crew):
    """Workers that come and go, each of which dies by itself."""

    def check(self) -> None:
        """Raise an error if nobody has been there to work for too long."""
        raise NotImplementedError


def graded(
    setup: Setup,
    students: Iterable[str],
    read: Callable[[str], HandedIn],
    crew: Crew,
) -> Generator[Graded, None, None]:
    """Grade each student's submission, and yield each once, in the order in which they are done.

    Parameters
    ----------
    setup
        What all submissions have in common.
    students
        Whose work.
    read
        Reads what a student handed in, when a worker is free for it.
    crew
        Who grades.

    Raises
    ------
    SandboxError
        If the sandbox fails for one submission after the other.
    """
    failures = 0
    waiting = deque((student, 1) for student in students)
    suspects: deque[tuple[str, int]] = deque()
    flying: dict[Future[Graded], tuple[str, int]] = {}

    def room() -> int:
        # Never more under way than keeps the workers busy: one that is graded, and one that waits. Suspects
        # are graded alone: in the only pool there is, or on a worker that no other shares.
        doubtful = suspects or any(tried > 1 for _, tried in flying.values())
        if isinstance(crew, Fleet):
            return max(1, crew.threads * (1 if doubtful else 2))
        return 1 if doubtful else 2 * crew.threads

    while waiting or suspects:
        broken: list[tuple[str, int]] = []
        while flying or (not broken and (waiting or suspects)):
            while not broken and len(flying) < room() and (waiting or suspects):
                student, tried = (suspects or waiting).popleft()
                try:
                    future = crew.submit(workers.grade, setup, read(student))
                except BrokenExecutor:
                    broken.append((student, tried))
                else:
                    flying[future] = (student, tried)
            ended = wait(flying, _LOOK, return_when=FIRST_COMPLETED).done
            if not ended and isinstance(crew, Fleet):
                crew.check()
            for future in ended:
                student, tried = flying.pop(future)
                try:
                    done = future.result()
                except BrokenExecutor:
                    broken.append((student, tried))
                except SandboxError as error:
                    if (failures := failures + 1) >= _FAILURES:
                        raise
                    yield lost(setup, student, f"it could not be graded: {error}")
                else:
                    failures = 0
                    yield done
            if broken and isinstance(crew, Fleet):
                # It goes on without the one worker.
                yield from _given_up(setup, broken)
                suspects += _once_more(broken)
                broken = []
        # One of these may have brought its worker down; alone in the next pool, it will be found out.
        yield from _given_up(setup, broken)
        suspects += _once_more(broken)


def _once_more(broken: list[tuple[str, int]]) -> list[tuple[str, int]]:
    return [(student, tried + 1) for student, tried in broken if tried < _TRIES]


def _given_up(setup: Setup, broken: list[tuple[str, int]]) -> Iterator[Graded]:
    why = "grading it ended its worker process each time; grade it by hand"
    return (lost(setup, student, why) for student, tried in broken if tried >= _TRIES)
