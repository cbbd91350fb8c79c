"""`leadermanager lab` shows a student all of the course and nothing of an instructor's; its links and commands work.

The edition is run as at home, with the library that is in it; the project as whoever writes the course runs it.
"""

import json
import os
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

import pytest
from playwright.sync_api import Page, expect

from .conftest import NOT_OURS, ROOT

COMMAND = [sys.executable, "-m", "leadermanager.cli"]


@dataclass
class Opened:
    """A course that `leadermanager lab` has opened, and the page that a browser gets from it."""

    root: Path
    url: str
    page: Page

    def open(self) -> None:
        """Follow the address that the browser is sent to, and wait until the lesson is there."""
        self.page.goto(self.url)
        self.page.wait_for_function("window.jupyterapp?.restored")
        expect(self.page.locator(".jp-NotebookPanel")).to_be_visible(timeout=60_000)

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
            yield f"http://127.0.0.1:{port}/"
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


@pytest.fixture(scope="module", params=["edition", "project"])
def opened(request, chromium, tmp_path_factory) -> Iterator[Opened]:
    """The course, opened by the command."""
    root = request.getfixturevalue(request.param)
    with lab(root, tmp_path_factory.mktemp("home"), root / "data") as url:
        context = chromium.new_context(viewport={"width": 1280, "height": 900})
        context.set_default_timeout(60_000)
        page = context.new_page()
        errors: list[str] = []
        page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        yield Opened(root, url, page)
        context.close()
        assert not [each for each in errors if not each.removeprefix("Error: ").startswith(NOT_OURS)]


def is_edition(opened: Opened) -> bool:
    return opened.root.name == "edition"


def test_it_opens_on_the_first_lesson_with_all_of_the_course_around_it(opened):
    opened.open()
    assert opened.tabs() == ["00-start-here.ipynb"]
    opened.page.evaluate("window.jupyterapp.commands.execute('filebrowser:go-to-path', { path: '' })")
    names = opened.page.locator(".jp-DirListing-itemText")
    for name in ("assignments", "course", "data"):
        expect(names.get_by_text(name, exact=True)).to_be_visible()


def test_a_student_sees_what_is_a_students(opened):
    opened.open()
    instructors = [each for each in opened.commands() if "formgrader" in each or "create-assignment" in each]
    assert ("Nbgrader" in opened.menus()) is not is_edition(opened)
    assert bool(instructors) is not is_edition(opened)
    expect(opened.page.locator(".jp-RightStackedPanel, .jp-SideBar.jp-mod-right")).to_have_count(
        opened.page.locator(".jp-RightStackedPanel, .jp-SideBar.jp-mod-right").count()
    )
    opened.page.evaluate("window.jupyterapp.commands.execute('filebrowser:go-to-path', { path: 'course' })")
    expect(opened.page.locator(".jp-DirListing-itemText").get_by_text("00-start-here.ipynb")).to_be_visible()
    listed = opened.page.locator(".jp-DirListing-itemText").all_text_contents()
    assert ("exercises" in listed) is not is_edition(opened)


@pytest.mark.parametrize(
    ("words", "tab"),
    [
        ("ps0", "ps0.ipynb"),
        ("data/README.md", "README.md"),
        ("01-change-and-complexity.ipynb", "01-change-and-complexity.ipynb"),
    ],
)
def test_the_links_of_the_first_lesson_open(opened, words, tab):
    opened.open()
    link = opened.page.locator(".jp-RenderedMarkdown a", has=opened.page.get_by_text(words, exact=True))
    for _ in range(60):
        if link.count():
            break
        opened.page.locator(".jp-NotebookPanel:visible .jp-WindowedPanel-outer").hover()
        opened.page.mouse.wheel(0, 300)
        opened.page.wait_for_timeout(100)
    link.first.scroll_into_view_if_needed()
    link.first.click()
    expect(opened.page.locator("#jp-main-dock-panel .lm-TabBar-tabLabel", has_text=tab)).to_be_visible()


def test_in_its_terminal_the_commands_are_found(opened):
    opened.open()
    said = opened.root / "said.txt"
    said.unlink(missing_ok=True)
    opened.page.evaluate("window.jupyterapp.commands.execute('terminal:create-new').then(() => null)")
    screen = opened.page.locator(".jp-Terminal")
    expect(screen).to_be_visible()
    opened.page.wait_for_timeout(2000)  # until the shell listens
    screen.click()
    opened.page.keyboard.type("leadermanager --help > said.txt; jupyter --version >> said.txt\n", delay=10)
    for _ in range(240):
        if said.is_file() and "jupyterlab" in said.read_text():
            break
        opened.page.wait_for_timeout(250)
    assert "handin" in said.read_text()
    said.unlink()


def test_an_exercise_is_found_where_a_student_does_not_see_its_answers(opened):
    opened.open()
    opened.page.evaluate("window.jupyterapp.commands.execute('notebook:run-all-cells').then(() => null)")
    assert (
        opened.page.evaluate("""() => window.jupyterapp.shell.currentWidget.content.widgets
        .filter((cell) => cell.model.type === "code" && /"output_type":"error"/.test(JSON.stringify(cell.model.outputs.toJSON())))
        .map((cell) => cell.model.sharedModel.getSource())""")
        == []
    )
    expect(opened.page.locator(".lm-exercise").first).to_be_attached()
