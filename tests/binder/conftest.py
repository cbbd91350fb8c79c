"""The student edition as Binder makes and runs it, without a container.

The edition is published to a fresh folder; a new environment is made from its `binder/requirements.txt`; its
`postBuild` and `start` are run as Binder runs them, by an ordinary user, in the edition's folder.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ..conftest import chromium_path

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "leadermanager.cli"]
NOBODY = 65534
TOKEN = "a-token-of-the-hub"


@pytest.hookimpl(tryfirst=True)  # before xdist looks at the groups
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Give all tests of the rehearsal to one worker, since they share one environment and one server."""
    ours = [item for item in items if Path(__file__).parent in item.path.parents]
    for item in ours:
        item.add_marker(pytest.mark.xdist_group("binder"))
        item.add_marker(pytest.mark.timeout(1500))
        item.add_marker(pytest.mark.thorough("installs an environment; the edition has tests of its own"))
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
            if chromium_path() is None:
                item.add_marker(
                    pytest.mark.skip("no Chromium here: the student's part of the rehearsal did not run")
                )


@dataclass
class Edition:
    """A published edition and the course that it was published from.

    Attributes
    ----------
    work : pathlib.Path
        Where everything of the rehearsal is; an ordinary user may read it.
    folder, course : pathlib.Path
        The edition, and the instructor's course.
    """

    work: Path
    folder: Path
    course: Path


@dataclass
class Environment:
    """The environment in which the edition runs.

    Attributes
    ----------
    edition : Edition
    prefix : pathlib.Path
        Where it is installed.
    variables : dict of str to str
        What its programs find in their environment.
    user : dict
        Under whom they are run: arguments of `subprocess`.
    """

    edition: Edition
    prefix: Path
    variables: dict[str, str]
    user: dict[str, Any]

    def run(self, *line: object) -> subprocess.CompletedProcess[str]:
        """Run a program in the edition's folder, as Binder does."""
        return subprocess.run(
            [*map(str, line)],
            cwd=self.edition.folder,
            env=self.variables,
            capture_output=True,
            text=True,
            check=False,
            **self.user,
        )


@pytest.fixture(scope="session")
def work() -> Iterator[Path]:
    """A folder that everybody may enter, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="leadermanager-binder-"))
    folder.chmod(0o755)
    yield folder
    # Some 30,000 files: `rm` is done with them sooner than Python is.
    subprocess.run(["rm", "-rf", folder], check=True)


@pytest.fixture(scope="session")
def edition(work: Path) -> Edition:
    """The project's own edition, with every assignment released, in a fresh folder."""
    project = work / "project"
    project.mkdir(mode=0o700)
    leave = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
    for name in ("LICENSE", "LICENSE-CONTENT", "pyproject.toml"):
        shutil.copy(ROOT / name, project)
    for name in ("binder", "course", "data", "docs", "src", "assignments/source"):
        shutil.copytree(ROOT / name, project / name, ignore=leave)
    shutil.copy(ROOT / "assignments/nbgrader_config.py", project / "assignments")
    made = Edition(work, work / "edition", project / "assignments")
    names = [path.name for path in (made.course / "source").iterdir()]
    for line in (["release", *names], ["publish", made.folder, "--binder", "ada/leading"]):
        subprocess.run([*COMMAND, *map(str, line)], cwd=project, check=True, capture_output=True)
    return made


@pytest.fixture(scope="session")
def environment(edition: Edition, work: Path) -> Environment:
    """A new environment from the edition's `requirements.txt`, finished by its `postBuild`."""
    python, libraries = _python(work)
    prefix = work / "environment"
    uv = [str(Path(sys.executable).with_name("uv"))]
    inherited = {**os.environ, "LD_LIBRARY_PATH": libraries}
    subprocess.run([*uv, "venv", "-q", "--seed", "--python", python, str(prefix)], check=True, env=inherited)
    install = [*uv, "pip", "install", "-q", "--link-mode", "hardlink", "--python", f"{prefix}/bin/python"]
    subprocess.run([*install, *_requirements(python, edition, work)], check=True, env=inherited)

    home = work / "home"
    home.mkdir()
    variables = {
        **{
            name: value
            for name, value in os.environ.items()
            if name.startswith(("PIP_", "LANG", "LC_", "SSL_"))
        },
        "HOME": str(home),
        "USER": "jovyan",
        "PATH": f"{prefix / 'bin'}:/usr/local/bin:/usr/bin:/bin",
        "NB_PYTHON_PREFIX": str(prefix),
        "LD_LIBRARY_PATH": libraries,
        # What BinderHub tells a server of itself, and the name it makes up for whoever comes.
        "BINDER_LAUNCH_HOST": "https://mybinder.org/",
        "JUPYTERHUB_USER": "ada-leading-x7kq2w",
    }
    user: dict[str, Any] = {}
    if os.geteuid() == 0:
        user = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
        owner = ["chown", f"{NOBODY}:{NOBODY}"]
        subprocess.run([*owner, "-R", home, edition.folder], check=True)
        # Files of the environment are shared with uv's cache, so that only its folders become the user's.
        subprocess.run(["find", prefix, "-type", "d", "-exec", *owner, "{}", "+"], check=True)
    made = Environment(edition, prefix, variables, user)
    built = made.run("binder/postBuild")
    assert built.returncode == 0, f"postBuild failed:\n{built.stdout}\n{built.stderr}"
    return made


def _requirements(python: str, edition: Edition, work: Path) -> list[str]:
    """Return how to install what Binder installs, with this Python."""
    locked = edition.folder / "binder" / "requirements.txt"
    version = subprocess.run([python, "-V"], capture_output=True, text=True, check=True).stdout.split()[1]
    if version.startswith("3.12."):
        return ["-r", str(locked)]
    # Binder's pins are for Python 3.12; the lock for developers has them for every Python.
    warnings.warn(f"There is no Python 3.12 here: the rehearsal runs with Python {version}.", stacklevel=1)
    names = work / "names.txt"
    lines = [line for line in locked.read_text().splitlines() if line and not line.startswith("#")]
    names.write_text("\n".join(line.split("==")[0] for line in lines))
    return ["-r", str(names), "-c", str(ROOT / "requirements-dev.txt")]


def _python(work: Path) -> tuple[str, str]:
    """Return a Python that an ordinary user can run, 3.12 where there is one, and where its libraries are."""
    candidates = [Path.home().glob(".pyenv/versions/3.12.*/bin/python3.12"), [shutil.which("python3.12")]]
    if sys.version_info[:2] == (3, 12):
        candidates.insert(0, [sys.executable])
    for python in [*(each for some in candidates for each in some if each), sys.executable]:
        found = subprocess.run(
            [python, "-c", "import ssl, sqlite3, sys; print(sys.base_prefix)"],
            capture_output=True,
            text=True,
            check=False,
        )
        if found.returncode == 0:
            break
    prefix = Path(found.stdout.strip())
    name = f"python3.{sys.version_info[1] if python == sys.executable else 12}"
    if _anybody_can_run(prefix / "bin" / name):
        return str(prefix / "bin" / name), str(prefix / "lib")
    # It lies in root's home, as pyenv's does.
    copy = work / "python"
    leave = shutil.ignore_patterns("test", "tests", "__pycache__", "site-packages", "share", "include")
    shutil.copytree(prefix, copy, symlinks=True, ignore=leave, copy_function=_link)
    (copy / "lib" / name / "site-packages").mkdir()
    return str(copy / "bin" / name), str(copy / "lib")


def _link(source: str, target: str) -> str:
    """Give a file another name, which takes no time, or copy it where it cannot have one."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
    return target


def _anybody_can_run(python: Path) -> bool:
    if os.geteuid() != 0:
        return True
    try:
        return subprocess.run([python, "-V"], user=NOBODY, group=NOBODY, capture_output=True).returncode == 0
    except OSError:
        return False


@dataclass
class Server:
    """A running server.

    Attributes
    ----------
    url : str
    process : subprocess.Popen
    """

    url: str
    process: "subprocess.Popen[bytes]"

    def link(self, path: str) -> str:
        """Return where BinderHub sends a student who followed a link with this `urlpath`."""
        return f"{self.url}/{path}?token={TOKEN}"

    def get(self, path: str, method: str = "GET") -> Any:
        """Ask the server's REST interface."""
        headers = {"Authorization": f"token {TOKEN}"}
        request = urllib.request.Request(f"{self.url}/{path}", headers=headers, method=method)
        with urllib.request.urlopen(request, timeout=20) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def close_tabs(self) -> None:
        """Forget what was open, as a server does that is started for one student."""
        for name in self.get("lab/api/workspaces")["workspaces"]["ids"]:
            self.get(f"lab/api/workspaces/{name}", method="DELETE")


@pytest.fixture(scope="session")
def server(environment: Environment) -> Iterator[Server]:
    """JupyterLab, started by the edition's `start`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    line = ["binder/start", "jupyter", "lab", "--no-browser", "--ip=127.0.0.1", f"--port={port}"]
    line += ["--ServerApp.port_retries=0", f"--IdentityProvider.token={TOKEN}"]
    log = environment.edition.work / "server.log"
    with log.open("w") as out:
        process = subprocess.Popen(
            line,
            cwd=environment.edition.folder,
            env=environment.variables,
            stdout=out,
            stderr=out,
            **environment.user,
        )
        running = Server(f"http://127.0.0.1:{port}", process)
        try:
            _wait_for(running, log)
            yield running
        finally:
            process.terminate()
            process.wait(timeout=30)


def _wait_for(server: Server, log: Path) -> None:
    for _ in range(400):
        try:
            server.get("api/status")
        except OSError:
            assert server.process.poll() is None, f"the server ended at once:\n{log.read_text()}"
            time.sleep(0.25)
        else:
            return
    pytest.fail(f"the server did not start:\n{log.read_text()}")
