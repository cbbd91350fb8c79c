"""The site of an edition, served under a sub-path, and a browser that reaches it and nothing else.

`site` has two lessons, the welcome and lesson 03, which between them have what pages can do; `whole_site` has
all nine. Each is made once for all tests.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, Locator, Page

from leadermanager_instructor.edition import publish
from leadermanager_instructor.site.pages import build_pages
from nbseal.assignments.release.exposure import Secrets
from nbseal.course import open_course

from ..edition.conftest import released_project  # noqa: F401  (a fixture)

EYES = (Path(__file__).parents[1] / "browser" / "eyes.js").read_text("utf-8")
WCAG = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}

LESSONS = ("00", "03")


@pytest.hookimpl(tryfirst=True)  # before xdist looks at the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let one process make the site, and mark what drives a browser."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if item.path.parent == Path(__file__).parent and fixtures & {
            "edition",
            "site",
            "whole_site",
            "pyodide",
        }:
            item.add_marker(pytest.mark.xdist_group("site"))
        if item.path.parent == Path(__file__).parent and "visitor" in fixtures:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def edition(released_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:  # noqa: F811
    """An edition of the whole course, with the practice assignment."""
    course = open_course(released_project / "assignments")
    folder = tmp_path_factory.mktemp("published") / "edition"
    publish(released_project, folder, {"ps0": course.folder("release", "ps0")}, Secrets(course).find)
    return folder


@pytest.fixture(scope="session")
def small_edition(edition: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The edition with two of its lessons."""
    folder = Path(shutil.copytree(edition, tmp_path_factory.mktemp("small") / "edition"))
    for lesson in (folder / "course").glob("*.ipynb"):
        if not lesson.name.startswith(LESSONS):
            lesson.unlink()
    return folder


class Served:
    """A site, and where it is served."""

    def __init__(self, folder: Path, home: str) -> None:
        self.folder = folder
        self.home = home
        """The address of its front page, without the file's name."""


def written(files: dict[str, bytes], root: Path) -> Path:
    """Write a site to the folder `course` under another one, which is returned."""
    for name, content in files.items():
        path = root / "course" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return root


@contextmanager
def served(root: Path) -> Iterator[Served]:
    """Serve a folder with a site in its folder `course`, as anybody can."""
    command = [
        sys.executable,
        "-u",
        "-m",
        "http.server",
        "0",
        "--bind",
        "127.0.0.1",
        "--directory",
        str(root),
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        try:
            assert server.stdout is not None
            port = re.search(r"port (\d+)", server.stdout.readline())
            assert port is not None, "the server does not say its port"
            yield Served(root / "course", f"http://127.0.0.1:{port[1]}/course/")
        finally:
            server.terminate()


@pytest.fixture(scope="session")
def site(small_edition: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(
        written(build_pages(small_edition, laboratory=True), tmp_path_factory.mktemp("site"))
    ) as running:
        yield running


@pytest.fixture(scope="session")
def whole_site(edition: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(written(build_pages(edition), tmp_path_factory.mktemp("whole"))) as running:
        yield running


class Visitor:
    """Somebody with a browser of her own, who notes what goes wrong on a page."""

    def __init__(self, browser: Browser, **options: Any) -> None:
        self.context: BrowserContext = browser.new_context(reduced_motion="reduce", **options)
        self.page: Page = self.context.new_page()
        self.asked: list[str] = []
        self.errors: list[str] = []
        self.context.on("request", lambda request: self.asked.append(request.url))
        self.context.on("requestfailed", lambda request: self.errors.append(f"{request.url} failed"))
        self.context.on(
            "response",
            lambda answer: (
                self.errors.append(f"{answer.url}: {answer.status}") if answer.status >= 400 else None
            ),
        )
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on(
            "console",
            lambda said: self.errors.append(said.text) if said.type in ("error", "warning") else None,
        )

    def open(self, address: str) -> Page:
        """Open a page, and wait until its exercises are there."""
        self.page.goto(address)
        self.page.wait_for_selector("html[data-ready=true]", state="attached")
        return self.page

    def exercise(self, name: str) -> Locator:
        return self.page.locator(f"#exercise-{name} .lm-exercise")

    def axe(self) -> list[str]:
        """Return what axe-core finds on the page (WCAG 2.2 A, AA), contrast of drawn words included."""
        self.page.evaluate(AXE_SCRIPT)
        self.page.evaluate(EYES)
        body = self.page.locator("body")
        return body.evaluate_all("(all, rules) => window.eyes.faults(all, rules)", WCAG)


@pytest.fixture
def visitor(chromium: Browser) -> Iterator[Callable[..., Visitor]]:
    """Return a function that gives a new visitor; at the end, none may have seen an error."""
    all_of_them: list[Visitor] = []

    def come(**options: Any) -> Visitor:
        all_of_them.append(Visitor(chromium, **options))
        return all_of_them[-1]

    yield come
    for each in all_of_them:
        each.context.close()
    assert [error for each in all_of_them for error in each.errors] == []
    away = [
        url
        for each in all_of_them
        for url in each.asked
        if not url.startswith(("http://127.0.0.1:", "blob:"))
    ]
    assert away == []
