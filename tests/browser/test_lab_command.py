"""`leadermanager lab` shows a student all of the course and nothing of an instructor's.

The edition is run as at home, with the library that is in it; the project as those run it who write it.
"""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Locator, Page, expect

from . import hands
from .conftest import NOT_OURS, ROOT

COMMAND = [sys.executable, "-m", "leadermanager.cli"]
SLOW = 60_000  # milliseconds, for what a new server does for the first time


@dataclass
class Opened:
    """A course that `leadermanager lab` has opened, and the page that a browser gets from it."""

    root: Path
    url: str
    page: Page

    def open(self, path: str = "lab/tree/course/00-start-here.ipynb?reset") -> None:
        """Open a page of it, with nothing left of an earlier test, and wait until the lesson is there."""
        self.page.goto(f"{self.url}/{path}")
        self.page.wait_for_function("window.jupyterapp?.restored")
        expect(self.page.locator(".jp-NotebookPanel")).to_be_visible(timeout=SLOW)
        expect(self.page.get_by_text("Python 3 (ipykernel) | Idle")).to_be_visible(timeout=SLOW)

    def go_to(self, folder: str) -> Locator:
        """Show a folder in the list of files, and return the names in it."""
        self.page.evaluate(
            "(path) => window.jupyterapp.commands.execute('filebrowser:go-to-path', { path })", folder
        )
        return self.page.locator(".jp-DirListing-itemText")

    def see(self, words: str) -> Locator:
        """Turn the wheel until a link with these words is on the page, which has only what is near."""
        link = self.page.locator(".jp-RenderedMarkdown a").filter(
            has_text=re.compile(f"^{re.escape(words)}$")
        )
        self.page.locator(".jp-NotebookPanel:visible .jp-WindowedPanel-outer").hover()
        for _ in range(80):
            if link.count():
                link.first.scroll_into_view_if_needed()
                return link.first
            self.page.mouse.wheel(0, 300)
            self.page.wait_for_timeout(100)
        return pytest.fail(f"no link says {words}")

    def tabs(self) -> list[str]:
        return self.page.locator("#jp-main-dock-panel .lm-TabBar-tabLabel").all_text_contents()

    def menus(self) -> list[str]:
        return self.page.locator("#jp-MainMenu .lm-MenuBar-itemLabel").all_text_contents()

    def commands(self) -> list[str]:
        return self.page.evaluate("window.jupyterapp.commands.listCommands()")


@contextmanager
def lab(root: Path, home: Path, cwd: Path) -> Iterator[str]:
    """Run the command in a folder, as an ordinary user at home does, and give the address of its page."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (home / "config").mkdir(parents=True)
    own = {
        "ServerApp": {"open_browser": False, "port": port, "port_retries": 0, "disable_check_xsrf": True},
        "IdentityProvider": {"token": ""},
        "LabApp": {"expose_app_in_browser": True},
    }
    (home / "config" / "jupyter_server_config.json").write_text(json.dumps(own))
    environment = {
        "PATH": "/usr/local/bin:/usr/bin:/bin",  # nothing of the environment's
        "SHELL": "/bin/bash",
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(root / "src"),
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
    }
    log = home / "lab.log"
    with log.open("w") as out:
        running = subprocess.Popen([*COMMAND, "lab"], cwd=cwd, env=environment, stdout=out, stderr=out)
        try:
            _wait_for(f"http://127.0.0.1:{port}/api/status", running, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            running.send_signal(signal.SIGINT)
            server = int(subprocess.check_output(["pgrep", "-P", str(running.pid)]).split()[0])
            os.kill(server, signal.SIGTERM)
            running.wait(timeout=30)


def _wait_for(address: str, running: "subprocess.Popen[bytes]", log: Path) -> None:
    for _ in range(400):
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            assert running.poll() is None, f"it ended at once:\n{log.read_text()}"
            time.sleep(0.25)
        else:
            return
    pytest.fail(f"it did not start:\n{log.read_text()}")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a clone of the project has, with the first assignment released."""
    folder = tmp_path_factory.mktemp("clone") / "leading"
    listed = subprocess.check_output(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT
    )
    for name in listed.decode().splitlines():
        if (ROOT / name).is_file() and not name.startswith(("grader/", "tests/")):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    subprocess.run([*COMMAND, "release", "ps0", "ps1"], cwd=folder, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def edition(project: Path) -> Path:
    """The student edition, unpacked at home."""
    subprocess.run([*COMMAND, "publish", "../edition"], cwd=project, check=True, capture_output=True)
    return project.parent / "edition"


TOO = pytest.mark.thorough("three quarters of a minute; students open the edition, which every run tries")


@pytest.fixture(scope="module", params=["edition", pytest.param("project", marks=TOO)])
def opened(request, chromium, tmp_path_factory) -> Iterator[Opened]:
    """The course, opened by the command."""
    root = request.getfixturevalue(request.param)
    with lab(root, tmp_path_factory.mktemp("home"), root / "data") as url:
        context = chromium.new_context(viewport={"width": 1280, "height": 900})
        context.set_default_timeout(SLOW)
        page = context.new_page()
        errors: list[str] = []
        page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        yield Opened(root, url, page)
        context.close()
        assert not [each for each in errors if not each.removeprefix("Error: ").startswith(NOT_OURS)]


def is_edition(opened: Opened) -> bool:
    return opened.root.name == "edition"


def test_it_opens_on_the_first_lesson_with_all_of_the_course_around_it(opened):
    opened.open("")
    assert opened.tabs() == ["00-start-here.ipynb"]
    names = opened.go_to("")
    for name in ("assignments", "course", "data"):
        expect(names.get_by_text(name, exact=True)).to_be_visible()


@pytest.mark.thorough("a quarter of a minute; what is in an edition is tested without a browser")
def test_a_student_sees_what_is_a_students_and_who_writes_the_course_what_is_theirs(opened):
    opened.open()
    theirs = opened.root.name != "edition"
    assert ("Nbgrader" in opened.menus()) is theirs
    for command in ("formgrader", "create-assignment", "course-list", "assignment-list"):
        assert any(command in each for each in opened.commands()) is theirs
    expect(opened.page.get_by_text("Validate", exact=True)).to_be_visible()
    names = opened.go_to("course")
    expect(names.get_by_text("01-change-and-complexity.ipynb")).to_be_visible()
    assert ("exercises" in names.all_text_contents()) is theirs


@pytest.mark.thorough("the edition's own tests follow every link without a browser")
def test_the_links_of_the_first_lesson_open(opened):
    opened.open()
    for words in ("data/README.md", "ps0", "01-change-and-complexity.ipynb"):
        opened.see(words).click()
        tab = opened.page.locator("#jp-main-dock-panel .lm-mod-current .lm-TabBar-tabLabel")
        expect(tab).to_have_text(words.removeprefix("data/") if "." in words else f"{words}.ipynb")
        expect(opened.page.locator(".jp-Dialog")).to_have_count(0)
        opened.page.evaluate("window.jupyterapp.commands.execute('application:activate-previous-tab')")
        opened.page.locator("#jp-main-dock-panel .lm-TabBar-tabLabel", has_text="00-start-here").click()


@pytest.mark.thorough("half a minute; test_documents.py runs the same commands without a terminal")
def test_in_its_terminal_the_commands_that_the_lesson_names_work(opened):
    opened.open()
    [line] = re.findall(r"`(leadermanager handin [^`]+)`", lesson_text(opened.root))
    made = opened.root / "ps0-ada.zip"
    made.unlink(missing_ok=True)
    opened.page.evaluate("window.jupyterapp.commands.execute('terminal:create-new').then(() => null)")
    opened.page.locator(".jp-Terminal").click()
    opened.page.wait_for_timeout(3000)  # until the shell listens
    opened.page.keyboard.type(f"{line}\n", delay=10)
    hands.wait_until(opened.page, made.is_file, seconds=120)
    made.unlink()


def lesson_text(root: Path) -> str:
    return "\n".join(cell.source for cell in nbformat.read(root / "course/00-start-here.ipynb", 4).cells)


def test_the_lesson_runs_wherever_its_exercises_are(opened):
    opened.open()
    failed = opened.page.evaluate("""async () => {
        await window.jupyterapp.commands.execute("notebook:run-all-cells");
        const cells = window.jupyterapp.shell.currentWidget.content.widgets;
        return cells.filter((cell) => cell.model.type === "code")
            .filter((cell) => JSON.stringify(cell.model.outputs.toJSON()).includes('"output_type":"error"'))
            .map((cell) => cell.model.sharedModel.getSource());
    }""")
    assert failed == []
    expect(opened.page.locator(".lm-exercise").first).to_be_attached()
