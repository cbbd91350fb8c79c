"""Hand submissions to a pool of workers and take back what they earned, though workers may die meanwhile."""

from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait

from ..errors import SandboxError
from . import workers
from .pool import WorkerPool
from .spec import GradingSpec
from .submission import GradedSubmission, Submission, ungradable_submission

_MOST_TRIES = 3
_PATIENCE = 5  # seconds without a result, after which the pool is asked whether it still has workers
_MOST_FAILURES = 3  # of the sandbox, one after the other, before it is taken to be out of order

_Try = tuple[str, int]
"""A student, and which try of grading their submission it is, from 1 on."""


def grade_submissions(
    spec: GradingSpec,
    students: Iterable[str],
    read: Callable[[str], Submission],
    pool: WorkerPool,
) -> Generator[GradedSubmission, None, None]:
    """Grade each student's submission, and yield each once, in the order in which they are done.

    Parameters
    ----------
    spec
        What all submissions have in common.
    students
        Whose submissions.
    read
        Reads a student's submission, when a worker is free for it.
    pool
        Who grades.

    Raises
    ------
    SandboxError
        If the sandbox fails for one submission after the other.
    """
    yield from _Dispatch(spec, students, read, pool).run()


class _Dispatch:
    """One run of a pool over some submissions.

    A submission whose worker died is a suspect: it, or one that was graded in the same pool, may have brought
    the worker down. Suspects are graded again with nothing beside them that they could take along, so that
    the guilty one is found out.
    """

    def __init__(
        self,
        spec: GradingSpec,
        students: Iterable[str],
        read: Callable[[str], Submission],
        pool: WorkerPool,
    ) -> None:
        self._spec, self._read, self._pool = spec, read, pool
        self._waiting: deque[_Try] = deque((student, 1) for student in students)
        self._suspects: deque[_Try] = deque()
        self._running: dict[Future[GradedSubmission], _Try] = {}
        self._broken: list[_Try] = []  # whose worker has died
        self._failures = 0

    def run(self) -> Generator[GradedSubmission, None, None]:
        while self._waiting or self._suspects or self._running or self._broken:
            self._submit()
            ended = wait(self._running, _PATIENCE, return_when=FIRST_COMPLETED).done
            if not ended:
                self._pool.require_workers()
            for future in ended:
                yield from self._result(future)
            # A pool that does not survive a death loses all that is under way before it can begin again.
            if self._broken and (self._pool.survives_death or not self._running):
                yield from self._try_again()

    def _submit(self) -> None:
        """Hand out submissions while there is room for them."""
        while not self._broken and (self._waiting or self._suspects) and len(self._running) < self._room():
            student, tried = (self._suspects or self._waiting).popleft()
            try:
                future = self._pool.submit(workers.grade_submission, self._spec, self._read(student))
            except BrokenExecutor:
                self._broken.append((student, tried))
            else:
                self._running[future] = (student, tried)

    def _room(self) -> int:
        """Return how many submissions may be under way.

        For each worker that is one that it grades, and one that waits. Suspects are graded alone: in the
        whole pool, or, where that survives a death, on a worker that no other shares.
        """
        if not (self._suspects or any(tried > 1 for _, tried in self._running.values())):
            return max(1, 2 * self._pool.capacity)
        return max(1, self._pool.capacity) if self._pool.survives_death else 1

    def _result(self, future: Future[GradedSubmission]) -> Generator[GradedSubmission, None, None]:
        """Yield what a submission earned, unless its worker has died."""
        student, tried = self._running.pop(future)
        try:
            graded = future.result()
        except BrokenExecutor:
            self._broken.append((student, tried))
        except SandboxError as error:
            self._failures += 1
            if self._failures >= _MOST_FAILURES:
                raise
            yield ungradable_submission(self._spec, student, f"it could not be graded: {error}")
        else:
            self._failures = 0
            yield graded

    def _try_again(self) -> Generator[GradedSubmission, None, None]:
        """Make suspects of those whose worker has died; yield those that have been tried often enough."""
        for student, tried in self._broken:
            if tried < _MOST_TRIES:
                self._suspects.append((student, tried + 1))
            else:
                reason = "grading it ended its worker process each time; grade it by hand"
                yield ungradable_submission(self._spec, student, reason)
        self._broken = []
