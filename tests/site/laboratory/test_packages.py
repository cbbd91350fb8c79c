"""Python in the laboratory has what the library needs, and nothing besides."""

import json
import tomllib
from pathlib import Path

import pytest

from leadermanager.catalogue import sha256
from leadermanager.errors import EditionError
from leadermanager_instructor.site.laboratory import packages
from leadermanager_instructor.site.laboratory.archives import unzipped, wheel, zipped
from leadermanager_instructor.site.laboratory.downloads import PYODIDE
from leadermanager_instructor.site.laboratory.packages import FOLDER

ROOT = Path(__file__).parents[3]

EDITION = {
    "pyproject.toml": b'[project]\ndependencies = ["pandas>=3"]\n',
    "src/leadermanager/__init__.py": b'__version__ = "0.9.0"\n',
    "src/leadermanager/exercises/01-a.toml": b"",
    "data/ratings.csv": b"a\n",
}


def released(name, *needs, **files):
    """Return a wheel as a package index has it."""
    made = unzipped(wheel(name, "3.0", {f"{name}/{path}": content for path, content in files.items()}))
    lines = "".join(f"Requires-Dist: {line}\n" for line in needs)
    made[f"{name}-3.0.dist-info/METADATA"] += lines.encode()
    return zipped(made)


class Releases:
    """A package index of four packages."""

    def __init__(self):
        self.wheels = {
            "pandas": released(
                "pandas",
                "tzdata; sys_platform == 'emscripten'",
                "pywin32; sys_platform == 'win32'",
                "pytest; extra == 'test'",
                **{"__init__.py": b"", "tests/test_a.py": b"", "x.cpython-312-x86_64-linux-gnu.so": b""},
            ),
            "tzdata": released("tzdata", **{"__init__.py": b""}),
            "jupyterlab-widgets": released("jupyterlab_widgets"),
            "jupyterlite-pyodide-kernel": zipped(
                {"a/static/pypi/piplite-1-py3-none-any.whl": wheel("piplite", "1", {})}
            ),
        }

    def wheel(self, name):
        return self.wheels[name]

    def pyodide(self, name):
        return b"the runtime"


@pytest.fixture
def releases(monkeypatch):
    found = Releases()
    monkeypatch.setitem(PYODIDE, "files", {"pyodide.js": ""})
    monkeypatch.setattr(packages, "WHEELS", {name: {"version": "3.0"} for name in found.wheels})
    return found


def made_of(releases):
    released = packages.released_packages(releases)
    return {**released, **packages.own_packages(released, EDITION)}


def lock(made):
    return json.loads(made[f"{FOLDER}/pyodide-lock.json"])["packages"]


def test_to_import_the_library_loads_what_the_edition_says_it_needs(releases):
    known = lock(made_of(releases))
    assert known["leadermanager"]["imports"] == ["leadermanager"]
    assert known["leadermanager"]["depends"] == ["pandas"]
    assert known["pandas"]["depends"] == ["tzdata"]


def test_every_package_that_is_listed_is_there_with_its_hash(releases):
    made = made_of(releases)
    assert set(lock(made)) == {"leadermanager", "pandas", "piplite", "sqlite3", "ssl", "tzdata"}
    for package in lock(made).values():
        assert sha256(made[f"{FOLDER}/{package['file_name']}"]) == package["sha256"]
    assert made[f"{FOLDER}/pyodide.js"] == b"the runtime"


def test_the_library_is_that_of_the_edition_with_its_exercises_and_tables():
    version, content = packages.library(EDITION)
    assert version == "0.9.0"
    files = unzipped(content)
    assert files["leadermanager/exercises/01-a.toml"] == b""
    assert files["leadermanager/data/ratings.csv"] == b"a\n"


def test_a_package_comes_without_its_tests_and_modules_for_other_machines(releases):
    made = made_of(releases)
    names = unzipped(made[f"{FOLDER}/pandas-3.0-py3-none-any.whl"])
    assert "pandas/__init__.py" in names
    assert not [name for name in names if "tests" in name or name.endswith(".so")]


def test_a_package_that_needs_one_that_is_not_pinned_is_named(releases, monkeypatch):
    del releases.wheels["tzdata"]
    monkeypatch.setattr(packages, "WHEELS", {name: {"version": "3.0"} for name in releases.wheels})
    with pytest.raises(EditionError, match=r"pins\.toml lacks tzdata"):
        made_of(releases)


def test_an_edition_without_the_library_is_refused():
    with pytest.raises(EditionError, match="The edition has no library in it"):
        packages.library({"pyproject.toml": b""})


def test_the_kernel_finds_all_that_it_starts_with():
    pins = tomllib.loads((Path(packages.__file__).parent / "pins.toml").read_text())
    in_the_kernel = {"piplite", "ipykernel", "pyodide_kernel"}
    assert set(packages.STARTS) <= pins["wheels"].keys() | in_the_kernel | {"sqlite3", "ssl"}
