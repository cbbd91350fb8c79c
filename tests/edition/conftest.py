"""A small project with one assignment, released, from which editions are made."""

import shutil
from pathlib import Path

import pytest

from leadermanager_instructor.edition import publish
from leadermanager_instructor.edition.lesson_faults import exercise_faults
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
    for name in ("binder", "course", "data", "src", "docs"):
        shutil.copytree(ROOT / name, root / name, ignore=leave)
    for name in ("assignments/source/ps0", "assignments/answers/ps0"):
        shutil.copytree(ROOT / name, root / name, ignore=leave)
    shutil.copy(ROOT / "assignments/nbgrader_config.py", root / "assignments")
    release(open_course(root / "assignments"), "ps0")
    return root


@pytest.fixture
def project(released_project, tmp_path):
    """A copy of the released project, to change."""
    return Path(shutil.copytree(released_project, tmp_path / "project"))


@pytest.fixture(scope="session")
def seen():
    """What was found in a file, or in all exercises, the last time that they said the same."""
    return {}


@pytest.fixture
def make(project, seen, monkeypatch):
    """Return a function that publishes the project into a folder, as the command does.

    What no test changed is looked at once: a hundred editions differ in a file or two.
    """

    def once(key, find):
        if key not in seen:
            seen[key] = find()
        return seen[key]

    def faults(files):
        texts = tuple(path.read_bytes() for path in files.values())
        return once(texts, lambda: exercise_faults(files))

    monkeypatch.setattr("leadermanager_instructor.edition.exercise_faults", faults)

    def publish_into(folder, address=None, assignments=("ps0",)):
        course = open_course(project / "assignments")
        released = {name: course.folder("release", name) for name in assignments}
        secrets = Secrets(course)
        kept = tuple(path.read_bytes() for path in sorted((project / "assignments/source").rglob("*.ipynb")))

        def look(name, content):
            return once((kept, name, content), lambda: secrets.find(name, content))

        return publish(project, folder, released, look, address)

    return publish_into
