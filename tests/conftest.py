"""What all tests share: who runs which, and a browser and a worker for each process that runs some."""

import fcntl
import functools
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from .course.executed import COURSE, Executed, execute

if TYPE_CHECKING:
    from nbseal.grading.pool import LocalPool

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    # Whatever asks for another machine, such as a CDN, gets no address, and the console shows an error.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
]

# However busy the machine, an example that takes long is no failure.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

# Tests in these files share something that takes long to make, so one process runs all of a file.
TOGETHER = {"test_documents"}

# The number of the lesson that a test is about, in the name of its file or of what it is run for.
LESSON = re.compile(r"test_lesson_(\d\d)|\[(\d\d)-")


@pytest.hookimpl(tryfirst=True)  # before xdist looks at the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep together what belongs together."""
    for item in items:
        if Path(__file__).parent not in item.path.parents:
            continue
        if item.path.stem in TOGETHER:
            item.add_marker(pytest.mark.xdist_group(item.path.stem))
        elif "executed" in getattr(item, "fixturenames", ()) and (lesson := LESSON.search(item.nodeid)):
            item.add_marker(pytest.mark.xdist_group(f"lesson {lesson[1] or lesson[2]}"))


def chromium_path() -> str | None:
    """Where the machine's Chromium is, or None."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A Chromium that reaches this machine only; Playwright can be started only once in a process."""
    path = chromium_path()
    if path is None:
        pytest.fail(
            "There is no Chromium for the browser tests; install it (apt-get install chromium).",
            pytrace=False,
        )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def worker() -> Iterator["LocalPool"]:
    """A process that grades, started once for all tests that need no more than one."""
    from nbseal.grading.pool import LocalPool

    with LocalPool(1) as processes:
        yield processes


@pytest.fixture(scope="session")
def executed(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Executed]:
    """Return a function that gives a lesson by its number, run once for all tests of all processes."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "executed"
    folder.mkdir(exist_ok=True)

    @functools.cache
    def give(number: str) -> Executed:
        [lesson] = COURSE.glob(f"{number}-*.ipynb")
        made = folder / f"{lesson.stem}.pickle"
        with (folder / f"{lesson.stem}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # another process may be running it
            if not made.exists():
                execute(lesson, made)
        return Executed(made)

    return give
