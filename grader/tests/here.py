"""A worker that needs no further process, so that tests start one sandbox and not two."""

from concurrent.futures import BrokenExecutor, Future
from typing import Any

from nbseal.grading.pool import WorkerPool


class Here(WorkerPool):
    """Runs everything at once, in this process; `breaks` calls fail, as if the worker had died."""

    def __init__(self, breaks=0, error=BrokenExecutor):
        self.breaks, self.error = breaks, error

    capacity = 1

    def submit(self, function, /, *arguments, **keywords):
        future: Future[Any] = Future()
        if self.breaks > 0:
            self.breaks -= 1
            future.set_exception(self.error("a worker died"))
        else:
            future.set_result(function(*arguments, **keywords))
        return future
