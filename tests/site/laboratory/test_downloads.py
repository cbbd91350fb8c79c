"""What the laboratory is made of is pinned, compared with its hash, and got only once."""

import subprocess
from pathlib import Path

import pytest

from leadermanager.catalogue import sha256
from leadermanager.errors import EditionError
from leadermanager_instructor.site.laboratory import downloads
from leadermanager_instructor.site.laboratory.downloads import PYODIDE, WHEELS, Downloads

ROOT = Path(__file__).parents[3]

# Why a package has another version than on Binder.
OTHERS = {
    "ipython": "the last that the kernel of JupyterLite 0.6 can call",
    "jupyterlab-widgets": "the last for the JupyterLab in JupyterLite 0.6",
    "jsonschema": "the last that needs no module compiled for Pyodide",
}


@pytest.fixture
def pinned(monkeypatch):
    """Pins of one small file of Pyodide's and one wheel."""
    monkeypatch.setitem(PYODIDE, "files", {"pyodide.js": sha256(b"the right one")})
    wheels = {"altair": {"version": "6.3.0", "sha256": sha256(b"a wheel")}}
    monkeypatch.setattr(downloads, "WHEELS", wheels)


def pip_that_gives(content, monkeypatch):
    """Have pip download this; return a list that grows with each of its command lines."""
    lines = []

    def run(command, **_):
        lines.append(command)
        folder = Path(command[command.index("--dest") + 1])
        if content is not None:
            (folder / "altair-6.3.0-py3-none-any.whl").write_bytes(content)
        said = "" if content is not None else "\nERROR: No matching distribution found for altair==6.3.0\n"
        return subprocess.CompletedProcess(command, int(content is None), "", said)

    monkeypatch.setattr(subprocess, "run", run)
    return lines


def test_packages_have_the_versions_that_students_have_on_binder_but_for_those_named():
    lines = (ROOT / "binder/requirements.txt").read_text().splitlines()
    locked = dict(line.split("==") for line in lines if "==" in line)
    other = {name for name, pin in WHEELS.items() if locked.get(name, pin["version"]) != pin["version"]}
    assert other == set(OTHERS)


def test_pyodide_comes_from_the_folder_that_is_named(pinned, tmp_path):
    (tmp_path / "pyodide.js").write_bytes(b"the right one")
    assert Downloads(tmp_path, tmp_path / "cache").pyodide("pyodide.js") == b"the right one"


@pytest.mark.parametrize("content", [b"another one", None])
def test_a_folder_that_has_another_pyodide_or_none_is_refused(pinned, tmp_path, content):
    if content:
        (tmp_path / "pyodide.js").write_bytes(content)
    with pytest.raises(EditionError, match=r"does not have pyodide\.js of Pyodide 0\.27\.7; name a folder"):
        Downloads(tmp_path, tmp_path / "cache").pyodide("pyodide.js")


def test_pyodide_is_downloaded_once_and_kept(pinned, tmp_path, monkeypatch):
    asked = []

    def download(where):
        asked.append(where)
        return b"the right one"

    monkeypatch.setattr(downloads, "_downloaded", download)
    for _ in range(2):
        assert Downloads(cache=tmp_path).pyodide("pyodide.js") == b"the right one"
    assert asked == [PYODIDE["address"] + "pyodide.js"]


def test_a_download_that_is_not_what_its_hash_says_is_refused_and_not_kept(pinned, tmp_path, monkeypatch):
    monkeypatch.setattr(downloads, "_downloaded", lambda where: b"another one")
    with pytest.raises(EditionError, match="is not the one that the laboratory is made of"):
        Downloads(cache=tmp_path).pyodide("pyodide.js")
    assert list(tmp_path.iterdir()) == []


def test_what_was_damaged_in_the_cache_is_downloaded_again(pinned, tmp_path, monkeypatch):
    monkeypatch.setattr(downloads, "_downloaded", lambda where: b"the right one")
    (tmp_path / sha256(b"the right one")).write_bytes(b"the ri")
    assert Downloads(cache=tmp_path).pyodide("pyodide.js") == b"the right one"


def test_where_pyodide_cannot_be_reached_it_is_said_what_to_do(pinned, tmp_path, monkeypatch):
    monkeypatch.setitem(PYODIDE, "address", "http://127.0.0.1:9/")
    with pytest.raises(EditionError, match=r"cannot be downloaded .*name its folder with --pyodide"):
        Downloads(cache=tmp_path).pyodide("pyodide.js")


def test_pip_gets_a_wheel_by_version_and_hash_and_once(pinned, tmp_path, monkeypatch):
    lines = pip_that_gives(b"a wheel", monkeypatch)
    for _ in range(2):
        assert Downloads(cache=tmp_path).wheel("altair") == b"a wheel"
    [line] = lines
    assert {"--require-hashes", "--no-deps", "pyemscripten_2024_0_wasm32", "3.12"} <= set(line)


def test_another_wheel_than_the_pinned_one_is_not_taken(pinned, tmp_path, monkeypatch):
    pip_that_gives(b"another wheel", monkeypatch)
    with pytest.raises(EditionError, match=r"has no altair 6\.3\.0 with the pinned hash"):
        Downloads(cache=tmp_path).wheel("altair")


def test_what_pip_says_is_passed_on(pinned, tmp_path, monkeypatch):
    pip_that_gives(None, monkeypatch)
    with pytest.raises(EditionError, match=r"pip cannot download .*No matching distribution found"):
        Downloads(cache=tmp_path).wheel("altair")
