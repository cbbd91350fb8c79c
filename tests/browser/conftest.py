"""A real JupyterLab in a real browser, with no network but this machine.

`lab` is one server for all tests, on a copy of the course; `open_notebook` opens a notebook of it on a fresh
page and fails the test if the browser's console shows an error.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbformat
import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request

from ..conftest import chromium_path
from .hands import wait_until, wait_until_still

ROOT = Path(__file__).parents[2]
EYES = Path(__file__).with_name("eyes.js").read_text("utf-8")
WCAG = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
COLOURS = {"type": "rule", "values": ["color-contrast"]}

# Where the notebook and its outputs are; null as long as it is wider than the window lets it be.
LAID_OUT = """() => {
    const pages = [...document.querySelectorAll(".jp-NotebookPanel, .jp-OutputArea-output")]
        .map((element) => element.getBoundingClientRect())
        .map(({ left, right, height }) => [left, right, height].map(Math.round));
    return pages.every(([left, right]) => left >= 0 && right <= window.innerWidth) ? pages : null;
}"""

# What JupyterLab itself writes to the console now and then, whatever the notebook.
NOT_OURS = (
    "Could not restore the debugger state",
    # A kernel was stopped while it was making the thread in which it listens to widgets.
    "Canceled future for create_subshell_request",
)


@pytest.hookimpl(tryfirst=True)  # before marks are looked at
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Everything in this folder drives a browser."""
    here = str(Path(__file__).parent)
    ours = [item for item in items if str(item.path).startswith(here)]
    for item in ours:
        item.add_marker(pytest.mark.browser)
    if ours and chromium_path() is None:
        # One line says it for all of them.
        ours[0].add_marker(pytest.mark.skip(f"no Chromium here: {len(ours)} browser tests did not run"))
        config.hook.pytest_deselected(items=ours[1:])
        items[:] = [item for item in items if item not in ours[1:]]


class Lab:
    """A running JupyterLab and the folder it shows."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder
        self.url = f"http://127.0.0.1:{port}"
        self.under_way: set[Request] = set()
        """What its page has asked for and not yet been given."""
        self._written: list[Path] = []

    def write(self, name: str, *sources: str) -> str:
        """Write a notebook of code cells (Markdown where a source begins with #) and return its path."""
        cells = [
            nbformat.v4.new_markdown_cell(source)
            if source.startswith("#")
            else nbformat.v4.new_code_cell(source)
            for source in sources
        ]
        kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
        path = self.folder / f"{name}.ipynb"
        nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), path)
        self._written.append(path)
        return path.name

    def removes(self, *names: str) -> None:
        """Note what else a test writes, to be removed when its notebook is closed and no longer saved."""
        self._written += [self.folder / name for name in names]

    def remove_written(self) -> None:
        """Remove the notebooks that were written, so that the next test finds the course alone."""
        for path in self._written:
            path.unlink(missing_ok=True)

    def get(self, path: str, method: str = "GET") -> Any:
        """Ask the server's REST interface."""
        request = urllib.request.Request(f"{self.url}/{path}", method=method)
        with urllib.request.urlopen(request, timeout=20) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def stop_kernels(self) -> None:
        """End every session, so that the next notebook gets a kernel of its own."""
        for session in self.get("api/sessions"):
            self.get(f"api/sessions/{session['id']}", method="DELETE")


class Notebook:
    """A notebook open in JupyterLab."""

    def __init__(self, lab: Lab, page: Page, errors: list[str], path: str) -> None:
        self.lab = lab
        self.page = page
        self.errors = errors
        self.path = path

    def open(self) -> None:
        """Open the notebook beside what is open, and wait until its kernel answers."""
        if not self.page.url.startswith(self.lab.url):
            self.page.goto(f"{self.lab.url}/lab?reset")
            self.page.wait_for_function("window.jupyterapp?.restored")
            self._make_room()
        self.command("docmanager:open", path=self.path)
        self._wait_for_kernel()
        # The server remembers the theme that an earlier test chose.
        self.theme("Light")

    def reload(self) -> None:
        """Load the whole page anew, as a student who comes back does."""
        self.page.goto(f"{self.lab.url}/lab/tree/{self.path}?reset")
        self.page.wait_for_function("window.jupyterapp?.shell?.currentWidget?.sessionContext")
        self._make_room()
        self._wait_for_kernel()

    def resize(self, width: int, text: str = "14px", height: int = 900) -> None:
        """Give the window a width and its text a size, and wait until JupyterLab has laid out the page."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.evaluate(
            "(size) => document.documentElement.style.setProperty('--jp-content-font-size1', size)", text
        )
        self.settle()

    def settle(self) -> None:
        """Wait until JupyterLab has laid out the page: until then it moves cells, and takes the focus."""
        wait_until_still(self.page, LAID_OUT, 10)

    def close(self) -> None:
        """Close the notebook and forget what the browser kept of it and of the test."""
        self.page.emulate_media(reduced_motion="no-preference")
        self.page.evaluate("""() => {
            for (const widget of [...window.jupyterapp.shell.widgets("main")]) {
                if (widget.context) widget.context.model.dirty = false;
                widget.close();
            }
            localStorage.clear();
            document.documentElement.removeAttribute("style");
        }""")
        # The file is not to be taken away from under a server that still saves it.
        wait_until(
            self.page, lambda: not any("/api/contents/" in request.url for request in self.lab.under_way)
        )

    def _make_room(self) -> None:
        """Close the list of files, as someone on a small screen does."""
        self.page.evaluate("window.jupyterapp.restored.then(() => window.jupyterapp.shell.collapseLeft())")

    def _wait_for_kernel(self) -> None:
        self.page.evaluate("""async () => {
            await window.jupyterapp.restored;
            const context = window.jupyterapp.shell.currentWidget.sessionContext;
            await context.ready;
            await context.session.kernel.info;
        }""")

    def command(self, name: str, **arguments: Any) -> None:
        """Run one of JupyterLab's commands and wait for its end."""
        self.page.evaluate(
            "([name, given]) => window.jupyterapp.commands.execute(name, given).then(() => null)",
            [name, arguments],
        )

    def run_all(self) -> None:
        """Run all cells and wait until the last has run."""
        self.command("notebook:run-all-cells")

    def save(self) -> None:
        """Save the notebook, outputs and all."""
        self.command("docmanager:save")

    def restart_kernel(self) -> None:
        """Restart the kernel and leave the page as it is."""
        self.page.evaluate("""async () => {
            const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
            await kernel.restart();
            await kernel.info;
        }""")

    def theme(self, name: str) -> None:
        """Change to the theme ``"Light"`` or ``"Dark"``."""
        self.command("apputils:change-theme", theme=f"JupyterLab {name}")
        light = "true" if name == "Light" else "false"
        self.page.wait_for_selector(f"body[data-jp-theme-light='{light}']", state="attached")

    def cell_count(self) -> int:
        """Return how many cells the notebook has."""
        return self.page.evaluate("window.jupyterapp.shell.currentWidget.content.widgets.length")

    def sources(self) -> list[str]:
        """Return the kind and text of every cell, to see that none was changed."""
        return self.page.evaluate(
            "window.jupyterapp.shell.currentWidget.content.widgets.map("
            "(cell) => cell.model.type + ' ' + cell.model.sharedModel.getSource())"
        )

    def focus_cell(self, index: int) -> None:
        """Select a cell and give it the focus, as a click beside it does."""
        self.settle()
        self.page.evaluate(
            """(index) => {
                const notebook = window.jupyterapp.shell.currentWidget.content;
                notebook.activeCellIndex = index;
                notebook.mode = "command";
                notebook.activeCell.node.focus();
            }""",
            index,
        )

    def contrast(self, locator: Locator) -> float:
        """Return the WCAG contrast ratio of an element's words to what lies behind them."""
        self._put_eyes()
        return locator.evaluate("(element) => window.eyes.contrast(element)")

    def outputs(self) -> Locator:
        """Return the output areas."""
        return self.page.locator(".jp-OutputArea-output")

    def python(self, code: str) -> str:
        """Run a piece of code in the notebook's kernel and return what it printed."""
        return self.page.evaluate(
            """async (code) => {
                const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
                const future = kernel.requestExecute({ code, store_history: false });
                let text = "";
                future.onIOPub = ({ content, header }) => {
                    if (header.msg_type === "stream") text += content.text;
                    if (header.msg_type === "error") text += content.traceback.join("\\n");
                };
                await future.done;
                return text.trim();
            }""",
            code,
        )

    def axe(self, locator: Locator) -> list[str]:
        """Return what axe-core finds in the located elements, as readable lines (WCAG 2.2 A, AA).

        Words whose contrast axe cannot judge, and those of drawings, are measured by `eyes.js`.
        """
        return self._faults(locator, WCAG)

    def axe_in_both_themes(self, locator: Locator) -> dict[str, list[str]]:
        """Return what axe-core finds in each theme; the second changes colours and nothing else."""
        found = {}
        for theme, rules in [("Light", WCAG), ("Dark", COLOURS)]:
            self.theme(theme)
            found[theme] = self._faults(locator, rules)
        return {theme: faults for theme, faults in found.items() if faults}

    def _faults(self, locator: Locator, rules: dict[str, Any]) -> list[str]:
        self._put_eyes()
        assert locator.count(), "there is nothing to look at"
        return locator.evaluate_all("(all, rules) => window.eyes.faults(all, rules)", rules)

    def broken_words(self, locator: Locator) -> list[str]:
        """Return the words of an element that are cut in two by the end of a line."""
        self._put_eyes()
        return locator.evaluate("(element) => window.eyes.broken(element)")

    def _put_eyes(self) -> None:
        if not self.page.evaluate("'eyes' in window"):
            self.page.evaluate(AXE_SCRIPT)
            self.page.evaluate(EYES)


@pytest.fixture(scope="session")
def lab(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """A JupyterLab for all tests, on a copy of the course."""
    with running_lab(tmp_path_factory.mktemp("lab")) as running:
        yield running


@contextmanager
def running_lab(home: Path) -> Iterator[Lab]:
    """Run a JupyterLab with its own home, settings and port, on a copy of the course."""
    folder = home / "course"
    shutil.copytree(ROOT / "course", folder, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    settings = home / "settings"
    settings.mkdir()
    shutil.copy(ROOT / "binder" / "overrides.json", settings)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    own = {
        "HOME": home,
        "IPYTHONDIR": home / "ipython",
        "JUPYTER_CONFIG_DIR": home / "config",
        "JUPYTER_DATA_DIR": home / "data",
        "JUPYTER_RUNTIME_DIR": home / "runtime",
        "JUPYTERLAB_SETTINGS_DIR": home / "user-settings",
        "JUPYTERLAB_WORKSPACES_DIR": home / "workspaces",
    }
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1",
        f"--port={port}", "--ServerApp.port_retries=0", "--IdentityProvider.token=",
        "--ServerApp.disable_check_xsrf=True", f"--ServerApp.root_dir={folder}",
        "--LabApp.expose_app_in_browser=True", f"--LabApp.app_settings_dir={settings}",
    ]  # fmt: skip
    log = home / "lab.log"
    with log.open("w") as out:
        environment = {**os.environ, **{name: str(path) for name, path in own.items()}}
        server = subprocess.Popen(command, env=environment, stdout=out, stderr=out, cwd=home)
        running = Lab(folder, port)
        try:
            _wait_for(running, server, log)
            yield running
            running.stop_kernels()
        finally:
            server.terminate()
            server.wait(timeout=20)


def _wait_for(lab: Lab, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(240):
        try:
            lab.get("api/status")
        except OSError:
            assert server.poll() is None, f"JupyterLab ended at once:\n{log.read_text()}"
            time.sleep(0.25)
        else:
            return
    pytest.fail(f"JupyterLab did not start within a minute:\n{log.read_text()}")


@pytest.fixture(scope="session")
def window(lab: Lab, chromium: Browser) -> Iterator[tuple[Page, list[str]]]:
    """One window with JupyterLab for all tests, since loading it takes longest, and its console's errors."""
    with new_window(lab, chromium) as opened:
        yield opened


def errors_of(page: Page, but_for: str | None = None) -> list[str]:
    """Return a list that grows with every error that the page writes to its console.

    Parameters
    ----------
    page : playwright.sync_api.Page
    but_for : str, optional
        Part of an address that may fail.
    """
    errors: list[str] = []

    def note(text: str) -> None:
        if not text.removeprefix("Error: ").startswith(NOT_OURS):
            errors.append(text)

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error" and (but_for is None or but_for not in message.location["url"]):
            note(message.text)

    page.on("console", hear)
    page.on("pageerror", lambda error: note(str(error)))
    return errors


@contextmanager
def new_window(lab: Lab, chromium: Browser) -> Iterator[tuple[Page, list[str]]]:
    """Open a window of a browser that has kept nothing yet, and note its console's errors."""
    context = chromium.new_context()
    context.set_default_timeout(30_000)
    page = context.new_page()
    # Jupyter Server fails to list kernels while one of them is being started; JupyterLab asks again.
    errors = errors_of(page, but_for="/api/kernels?")
    page.on("request", lambda request: lab.under_way.add(request))
    page.on("requestfinished", lambda request: lab.under_way.discard(request))
    page.on("requestfailed", lambda request: lab.under_way.discard(request))
    yield page, errors
    context.close()


@pytest.fixture
def elsewhere(chromium: Browser, tmp_path: Path) -> Iterator[Callable[[str], Notebook]]:
    """Return a function that opens a notebook on another server, in a browser that has kept nothing."""
    with running_lab(tmp_path) as other, new_window(other, chromium) as (page, errors):

        def open_(path: str) -> Notebook:
            opened = Notebook(other, page, errors, path)
            opened.open()
            return opened

        yield open_
        assert not errors, "the browser's console shows errors:\n" + "\n".join(errors)


@pytest.fixture
def open_notebook(lab: Lab, window: tuple[Page, list[str]]) -> Iterator[Callable[..., Notebook]]:
    """Return a function that opens a notebook of the course folder, with a new kernel and nothing kept.

    At the end of the test it fails if the page wrote an error to the console.
    """
    page, errors = window
    opened: list[Notebook] = []
    errors.clear()
    lab.remove_written()  # once more: JupyterLab may have saved one after it was removed

    def open_(path: str, width: int = 1200, height: int = 900) -> Notebook:
        page.set_viewport_size({"width": width, "height": height})
        opened.append(Notebook(lab, page, errors, path))
        opened[-1].open()
        return opened[-1]

    yield open_
    for notebook in opened:
        notebook.close()
    lab.stop_kernels()
    lab.remove_written()
    assert not errors, "the browser's console shows errors:\n" + "\n".join(errors)
