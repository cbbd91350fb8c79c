"""The grader works without the course that it was made for: on nbgrader's own, with what it asks for."""

import ast
import csv
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import venv
from importlib.metadata import packages_distributions
from pathlib import Path

import nbgrader
import pytest

import nbseal
from nbseal.grading import sandbox

PACKAGE = Path(nbseal.__file__).parent
PROJECT = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
GUIDE = Path(nbgrader.__file__).parent / "docs" / "source" / "user_guide"

# These are imported only where a notebook has loaded them.
OF_NOTEBOOKS = {"altair", "numpy", "pandas"}


def imported_packages() -> set[str]:
    nodes = [
        node
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    ]
    plain = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    origins = [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom) and not node.level]
    return {name.partition(".")[0] for name in (*plain, *origins)} - sys.stdlib_module_names


def plainly(name: str) -> str:
    return re.split(r"[^\w.-]", re.sub(r"[-_.]+", "-", name).lower())[0]


def test_every_package_that_the_grader_imports_is_one_that_it_asks_for():
    extras = PROJECT["optional-dependencies"]
    asked = {plainly(line) for line in (*PROJECT["dependencies"], *extras["cluster"], *extras["postgresql"])}
    asked.add("dask")  # which distributed is made for
    found = packages_distributions()
    brought_by = {name: set(map(plainly, found.get(name, []))) for name in imported_packages()}
    assert len(brought_by) > 10
    missing = {name for name, distributions in brought_by.items() if not distributions & asked}
    assert missing == OF_NOTEBOOKS


@pytest.fixture
def environment(tmp_path):
    """An environment with the grader in it, and all that is installed here but what is installed as links."""
    home = tmp_path / "environment"
    venv.create(home, symlinks=True)
    packages = next(home.glob("lib/python*/site-packages"))
    shutil.copytree(PACKAGE, packages / "nbseal", ignore=shutil.ignore_patterns("__pycache__"))
    # Python reads no further .pth files in a folder that such a file names.
    (packages / "elsewhere.pth").write_text(f"{sysconfig.get_path('purelib')}\n")
    return home


@pytest.mark.skipif(sandbox.why_no_sandbox() is not None, reason="needs the sandbox")
def test_a_round_on_nbgraders_own_course_gives_the_grades_that_nbgrader_shows(environment, tmp_path):
    course = tmp_path / "course101"
    shutil.copytree(GUIDE / "source" / "ps1", course / "source" / "ps1")
    (course / "nbgrader_config.py").write_text("c = get_config()\n")
    variables = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "LANG": os.environ.get("LANG", "C.UTF-8")}

    def run(*line: str) -> subprocess.CompletedProcess:
        command = [environment / "bin" / "python", *line]
        return subprocess.run(command, cwd=course, capture_output=True, text=True, env=variables, check=False)

    where = run("-c", "import nbseal; print(nbseal.__file__)").stdout
    assert where.startswith(str(environment))
    for ended, *line in (
        (0, "release", "ps1"),
        (0, "collect", "ps1", str(GUIDE / "submitted")),
        (0, "grade", "ps1"),
        (1, "feedback", "ps1"),  # what a person has to grade is still to be graded
        (1, "export", "ps1", "-o", "grades.csv"),
    ):
        done = run("-m", "nbseal", *line)
        assert done.returncode == ended, done.stdout + done.stderr
        assert done.stderr == "" or line[0] == "grade"
    assert len(list(course.glob("feedback/*/ps1/*.html"))) == 4

    def scores(path: Path) -> dict[str, str]:
        with path.open(newline="", encoding="utf-8") as file:
            return {row["student_id"]: row["raw_score"] for row in csv.DictReader(file)}

    assert (
        scores(course / "grades.csv") == scores(GUIDE / "grades.csv") == {"bitdiddle": "1.5", "hacker": "3.0"}
    )
