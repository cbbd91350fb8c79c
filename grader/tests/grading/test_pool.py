"""Processes that grade: ended when asked, with nothing left behind."""

import threading

from nbseal.grading.pool import LocalPool
from nbseal.grading.spec import GradingSpec
from nbseal.limits import Limits


def test_processes_that_are_killed_leave_no_thread_that_python_could_stumble_over_at_its_exit():
    before = set(threading.enumerate())
    crew = LocalPool(1)
    spec = GradingSpec((), {}, Limits().as_dict())
    asked = [crew.submit(isinstance, spec, GradingSpec) for _ in range(3)]
    assert asked[0].result() is True
    assert set(threading.enumerate()) > before
    crew.kill()
    assert set(threading.enumerate()) <= before
    assert all(future.done() for future in asked)
