"""Every link and path that a lesson or a student's document names is there, in edition and project.

On Binder and at home students have the edition, and the server shows all of it; who writes the course has the
project.
"""

import re
from pathlib import Path

import nbformat
import pytest

from leadermanager_instructor.edition.texts import with_edition_paths

ROOT = Path(__file__).parents[2]

# [words](target), but for addresses on the web and places in the same text
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)\s#]+)")
# `a path`: with a folder in it, or the name of a file
PATH = re.compile(r"`(?:\w[\w.-]*/)+`|`(?:\w[\w.-]*/)*[\w.-]+\.(?:ipynb|md|csv|json|toml|py)`")
# what a command is given
GIVEN = re.compile(r"\b(?:course|assignments|data)/[\w./-]+\.\w+")


def texts(root):
    """Yield what students read, and the file that it stands in."""
    for path in sorted([*(root / "course").glob("*.ipynb"), *(root / "assignments").rglob("*.ipynb")]):
        for cell in nbformat.read(path, 4).cells:
            if cell.cell_type == "markdown":
                yield path, cell.source
    for name in (
        "docs/student.md",
        "data/README.md",
        *(["README.md"] if (root / "edition.json").exists() else []),
    ):
        yield root / name, (root / name).read_text("utf-8")


def missing(root):
    """Return what is named and is not there."""
    found = set()
    for path, text in texts(root):
        named = [(path.parent, link) for link in LINK.findall(text)]
        named += [(root, each.strip("`")) for each in PATH.findall(text)]
        named += [(root, each) for each in GIVEN.findall(text)]
        for place, name in named:
            inside = (place / name).resolve().is_relative_to(root.resolve())
            near = any((where / name).exists() for where in (place, path.parent))
            if not inside or not near:
                found.add(f"{path.relative_to(root)}: {name}")
    return found


def test_everything_that_is_named_is_in_the_project():
    assert missing(ROOT) == set()


def test_everything_that_is_named_is_in_the_edition(make, tmp_path):
    make(tmp_path / "edition")
    assert missing(tmp_path / "edition") == set()
    lesson = nbformat.read(tmp_path / "edition/course/00-start-here.ipynb", 4)
    assert "(../assignments/ps0/ps0.ipynb)" in "".join(cell.source for cell in lesson.cells)


def test_in_the_edition_the_list_of_files_shows_lessons_and_no_right_answers(make, tmp_path):
    make(tmp_path / "edition")
    shown = [path.name for path in (tmp_path / "edition" / "course").iterdir()]
    assert shown
    assert all(re.fullmatch(r"\d\d-[\w-]+\.ipynb", name) for name in shown)


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Open [`ps0`](../assignments/source/ps0/ps0.ipynb).", "Open [`ps0`](../assignments/ps0/ps0.ipynb)."),
        ("Open [ps0](assignments/source/ps0/ps0.ipynb).", "Open [ps0](assignments/ps0/ps0.ipynb)."),
        ("Next: [`ps9`](../assignments/source/ps9/ps9.ipynb) asks.", "Next: `ps9` asks."),
        (
            "`leadermanager handin assignments/source/ps0/ps0.ipynb`",
            "`leadermanager handin assignments/ps0/ps0.ipynb`",
        ),
        ("[`data/README.md`](../data/README.md) says so.", "[`data/README.md`](../data/README.md) says so."),
    ],
)
def test_an_edition_has_assignments_without_their_source_and_no_link_to_one_that_it_lacks(text, published):
    assert with_edition_paths(text, ["ps0"]) == published
