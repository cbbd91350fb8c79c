"""Hand submissions to workers and take back what they earned, however many workers die on the way.

Any `concurrent.futures.Executor` will do: a pool of processes here, a cluster elsewhere.
"""

import multiprocessing
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager, suppress

from . import workers
from .errors import SandboxError
from .workers import Graded, HandedIn, Setup, lost

_TRIES = 3
_LOOK = 5  # seconds until somebody looks whether there still are workers
_FAILURES = 3  # of the sandbox, one after the other, before it is taken to be out of order


class Fleet(Executor):
    """Workers that come and go, each of which dies by itself."""

    @property
    def threads(self) -> int:
        """How many submissions the workers that are there now grade at once."""
        raise NotImplementedError

    def check(self) -> None:
        """Raise an error if nobody has been there to work for too long."""
        raise NotImplementedError


def graded(
    setup: Setup,
    students: Iterable[str],
    read: Callable[[str], HandedIn],
    count: int,
    executor: Executor | None = None,
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
    count
        How many processes grade at once.
    executor
        Where to grade, instead of processes of this machine.

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
        if isinstance(executor, Fleet):
            doubtful = suspects or any(tried > 1 for _, tried in flying.values())
            return max(1, executor.threads * (1 if doubtful else 2))
        return 1 if suspects else 2 * count

    while waiting or suspects:
        with _executor(setup, count, executor) as pool:
            broken: list[tuple[str, int]] = []
            while flying or (not broken and (waiting or suspects)):
                while not broken and len(flying) < room() and (waiting or suspects):
                    student, tried = (suspects or waiting).popleft()
                    try:
                        future = pool.submit(workers.grade, setup, read(student))
                    except BrokenExecutor:
                        broken.append((student, tried))
                    else:
                        flying[future] = (student, tried)
                ended = wait(flying, _LOOK, return_when=FIRST_COMPLETED).done
                if not ended and isinstance(pool, Fleet):
                    pool.check()
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
                if broken and isinstance(pool, Fleet):
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


@contextmanager
def _executor(setup: Setup, count: int, given: Executor | None) -> Iterator[Executor]:
    if given is not None:
        yield given
        return
    spawn = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(count, mp_context=spawn, initializer=workers.start, initargs=(setup,))
    try:
        yield pool
    except BaseException:
        running = list((getattr(pool, "_processes", None) or {}).values())
        pool.shutdown(wait=False, cancel_futures=True)
        for process in running:
            with suppress(OSError, ValueError):
                process.kill()
        raise
    else:
        pool.shutdown()
