"""What all tests share: who runs which, and a browser and a worker for each process that runs some."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, sync_playwright

if TYPE_CHECKING:
    from nbseal.grading.pool import LocalPool

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    # Whatever asks for another machine, such as a CDN, gets no address, and the console shows an error.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
]

# Tests in these files share something that takes long to make, so one worker runs all of a file.
TOGETHER = {"test_documents", "test_run"}


@pytest.hookimpl(tryfirst=True)  # before xdist looks at the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep together what belongs together."""
    for item in items:
        if item.path.stem in TOGETHER and Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


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
