"""A small project with one assignment, released, from which editions are made."""

import shutil
from pathlib import Path

import pytest

from leadermanager.edition import publish
from nbseal.assignments.release import release
from nbseal.assignments.release.exposure import Secrets
from nbseal.course import open_course

ROOT = Path(__file__).parents[2]

HIDDEN = (
    "check_number(performance(150, 200), 75, "
    'hint="Below plan, the number is wrong: by which of the two do you divide?")'
)
SOLUTION = 'growing = departments["learning"] >= limit'


@pytest.fixture(scope="session")
def released_project(tmp_path_factory):
    """The project's own files, with the practice assignment released."""
    root = tmp_path_factory.mktemp("project") / "course-project"
    root.mkdir()
    for name in ("LICENSE", "LICENSE-CONTENT", "pyproject.toml", "README.md", "CONTRIBUTING.md"):
        shutil.copy(ROOT / name, root)
    leave = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
    for name in ("binder", "course", "data", "src/leadermanager", "docs"):
        shutil.copytree(ROOT / name, root / name, ignore=leave)
    shutil.copytree(ROOT / "assignments/source/ps0", root / "assignments/source/ps0", ignore=leave)
    shutil.copy(ROOT / "assignments/nbgrader_config.py", root / "assignments")
    release(open_course(root / "assignments"), "ps0")
    return root


@pytest.fixture
def project(released_project, tmp_path):
    """A copy of the released project, to change."""
    return Path(shutil.copytree(released_project, tmp_path / "project"))


@pytest.fixture
def make(project):
    """Return a function that publishes the project into a folder, as the command does."""

    def publish_into(folder, address=None, assignments=("ps0",)):
        course = open_course(project / "assignments")
        released = {name: course.folder("release", name) for name in assignments}
        return publish(project, folder, released, Secrets(course).find, address)

    return publish_into
