"""What a student's notebook imports needs seven packages and what these need, and no server."""

import json
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
NEEDED = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]

# Runs a program in which the modules named first cannot be imported, as if they were not installed.
WITHOUT = """
import json, runpy, sys
from importlib.abc import MetaPathFinder

refused = set(json.loads(sys.argv[1]))

class Gate(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in refused:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Gate())
program, sys.argv = sys.argv[2], sys.argv[2:]
runpy.run_path(program, run_name="__main__")
"""


def installed_by(lines):
    """Return all that is installed with some requirements: the packages, and what these ask for in turn."""
    found, waiting = set(), [Requirement(line) for line in lines]
    while waiting:
        wanted = waiting.pop()
        name = canonicalize_name(wanted.name)
        if name not in found and (wanted.marker is None or wanted.marker.evaluate({"extra": ""})):
            found.add(name)
            waiting += [Requirement(line) for line in requires(name) or []]
    return found


@pytest.fixture(scope="module")
def refused():
    """The modules that are installed here, and not where a student installs the library alone."""
    theirs = installed_by(NEEDED) | {"leadermanager"}
    others = {
        module
        for module, packages in packages_distributions().items()
        if not {canonicalize_name(package) for package in packages} & theirs
    }
    return sorted(others | {"nbseal"})  # used from its folder here, so that it has no list of modules


def run_without(refused, program, *, course=ROOT / "course"):
    line = [sys.executable, "-c", WITHOUT, json.dumps(refused), str(program)]
    return subprocess.run(line, cwd=course, capture_output=True, text=True)


def test_the_library_asks_for_seven_packages():
    assert {Requirement(line).name for line in NEEDED} == {
        "altair",
        "anywidget",
        "ipywidgets",
        "nbformat",
        "networkx",
        "numpy",
        "pandas",
    }


def test_lessons_and_assignments_import_these_alone():
    brought = {"IPython"}  # without which there are no ipywidgets
    allowed = {
        "leadermanager",
        *(Requirement(line).name for line in NEEDED),
        *brought,
        *sys.stdlib_module_names,
    }
    hidden = {"leadermanager_instructor"}  # makes other companies for hidden tests; no release shows that
    for path in [*ROOT.glob("course/*.ipynb"), *ROOT.glob("assignments/source/*/*.ipynb")]:
        may = allowed if path.parent.name == "course" else allowed | hidden
        for cell in json.loads(path.read_text("utf-8"))["cells"]:
            lines = re.findall(r"^\s*(?:import|from) (\w+)", "".join(cell["source"]), re.MULTILINE)
            if cell["cell_type"] == "code":
                assert set(lines) <= may, f"{path.name}, {cell['id']}"


def test_none_of_them_brings_a_server_a_grader_or_a_command_line(refused):
    there = {"jupyterlab", "notebook", "jupyter_server", "nbgrader", "nbseal", "nbclient", "sqlalchemy"}
    assert there | {"rich", "typer", "ipykernel"} <= set(refused)


def test_all_that_a_student_uses_works_with_these_alone(refused):
    run = run_without(refused, ROOT / "tests" / "a_students_use.py")
    assert run.returncode == 0, run.stderr
    done = re.findall(r"^(\d+) (tables|kinds of chart|models|exercises)", run.stdout, re.MULTILINE)
    there = len(list((ROOT / "course" / "exercises").glob("*.toml")))
    assert done == [("14", "tables"), ("5", "kinds of chart"), ("3", "models"), (str(there), "exercises")]
    assert "progress shown and saved" in run.stdout


def test_the_command_says_in_one_sentence_what_to_install(refused):
    run = run_without(refused, ROOT / "src" / "leadermanager" / "cli" / "__main__.py")
    assert run.returncode == 2
    assert run.stdout == ""
    assert run.stderr.strip() == (
        'typer is not installed, and the commands need it: in the course\'s folder, pip install ".[lab]"'
    )


def test_a_package_that_is_not_on_the_list_is_missed(refused, tmp_path):
    program = tmp_path / "uses_rich.py"
    program.write_text("import leadermanager\nimport rich\n")
    run = run_without(refused, program)
    assert "No module named 'rich'" in run.stderr
