"""An edition has what students need, the same bytes each time, and changes only what changed."""

import json
import os
import re
import stat
import subprocess
import sys
import tomllib

import nbformat
import pytest

import leadermanager as lm
from leadermanager.catalogue import Catalogue
from leadermanager.errors import EditionError
from leadermanager_instructor.edition import publish
from leadermanager_instructor.edition.texts import Address

from .conftest import ROOT


def tree(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".git" not in path.parts
    }


def git(folder, *line):
    who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "init.defaultBranch=main"]
    done = subprocess.run(["git", *who, *line], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


def test_an_edition_has_the_lessons_the_tables_the_library_and_the_released_assignments(make, tmp_path):
    made = make(tmp_path / "edition")
    names = tree(tmp_path / "edition")
    assert {
        "README.md",
        "pyproject.toml",
        "binder/requirements.txt",
        "course/00-start-here.ipynb",
        "src/leadermanager/exercises/01-acts.toml",
        "data/managers.csv",
        "assignments/ps0/ps0.ipynb",
        "src/leadermanager/widgets/static/exercise.js",
        "src/leadermanager/handin.py",
    } <= set(names)
    assert made.files == len(names) == len(made.changed)


def test_the_teaching_guides_and_their_answer_keys_stay_out(make, project, tmp_path):
    guides = [path.read_text("utf-8") for path in sorted((project / "docs/teaching").glob("*.md"))]
    keys = {line for text in guides for line in text.splitlines() if re.match(r"\| `\d\d-", line)}
    assert len(keys) > 50, "the guides are in the project"
    make(tmp_path / "edition")
    names = tree(tmp_path / "edition")
    assert not [name for name in names if "teaching" in name]
    for name, content in names.items():
        assert b"teaching/" not in content, name
        assert not [line for line in keys if line.encode() in content], name


def test_an_edition_has_nothing_of_the_instructors(make, tmp_path):
    make(tmp_path / "edition")
    names = tree(tmp_path / "edition")
    assert {name.split("/")[1] for name in names if name.startswith("src/")} == {"leadermanager"}
    assert "instructor" not in (tmp_path / "edition/pyproject.toml").read_text()
    assert not [name for name in names if "coverage" in name or "nbgrader_config" in name or "tests/" in name]
    assert not [name for name in names if name.endswith((".pyc", ".db")) or "source" in name]
    assert {name for name in names if name.startswith("docs/")} <= {
        name for name in names if name.startswith("docs/student")
    }
    markers_alone = tomllib.loads((ROOT / "assignments/answers/ps0/examples.toml").read_text())
    example = markers_alone["hope"]["missing"].encode()
    assert not [name for name, content in names.items() if example in content]


def test_the_library_of_an_edition_works_by_itself_and_offers_only_what_students_need(make, tmp_path):
    make(tmp_path / "edition")
    program = (  # without the project's own folder, which this environment has on its path
        f"import sys; sys.path = [path for path in sys.path if path != {str(ROOT / 'src')!r}]\n"
        "import leadermanager as lm, leadermanager.cli as cli\n"
        "assert '/edition/' in lm.__file__, lm.__file__\n"
        "for name in lm.__all__: getattr(lm, name)\n"
        "lm.load_managers(), lm.exercise('01-waters'), lm.my_progress()\n"
        "cli.main()"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, "--help"],
        cwd=tmp_path / "edition" / "course",
        env={**os.environ, "PYTHONPATH": str(tmp_path / "edition" / "src"), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert " handin " in run.stdout
    assert " lab " in run.stdout
    assert " grade " not in run.stdout
    assert " publish " not in run.stdout


def test_what_a_codebook_names_is_in_the_edition(make, tmp_path):
    make(tmp_path / "edition")
    books = [repr(lm.describe(name.removeprefix("load_"))) for name in lm.__all__ if name.startswith("load_")]
    files = {name for book in books for name in re.findall(r"[\w/]+\.(?:csv|json|md|py)\b", book)}
    modules = {name for book in books for name in re.findall(r"\bleadermanager(?:\.\w+)+", book)}
    files |= {f"src/{name.replace('.', '/')}" for name in modules}
    assert "data/README.md" in files
    for name in files:
        assert (tmp_path / "edition" / name).exists(), f"an edition has no {name}"


def test_its_project_file_builds_the_library_and_asks_for_what_binder_has(make, tmp_path, project):
    make(tmp_path / "edition")
    theirs = tomllib.loads((tmp_path / "edition" / "pyproject.toml").read_text())
    ours = tomllib.loads((project / "pyproject.toml").read_text())
    assert set(theirs) == {"build-system", "project", "tool"}
    assert set(theirs["tool"]) == {"hatch", "leadermanager"}
    ours["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"].remove("src/leadermanager_instructor")
    assert theirs["tool"]["hatch"] == ours["tool"]["hatch"]
    extras = ours["project"].pop("optional-dependencies")
    assert theirs["project"].pop("optional-dependencies") == {"lab": extras["lab"]}
    assert theirs["project"] == ours["project"]


def test_two_editions_of_one_project_are_the_same_to_the_byte(make, tmp_path):
    address = Address("ada/course")
    make(tmp_path / "one", address)
    make(tmp_path / "two", address)
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


def test_only_what_changed_is_written_again_and_what_has_gone_is_removed(make, tmp_path, project):
    folder = tmp_path / "edition"
    make(folder)
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}
    assert (make(folder).changed, make(folder).removed) == ([], [])
    exercise = project / "course/exercises/01-acts.toml"
    exercise.write_text(exercise.read_text() + "\n# New.\n")
    (project / "data/supervisors.csv").unlink()
    made = make(folder)
    assert made.changed == ["src/leadermanager/exercises/01-acts.toml", "edition.json"]
    assert made.removed == ["data/supervisors.csv"]
    after = {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}
    touched = {path.name for path in after if after[path] != before[path]}
    assert touched == {"01-acts.toml", "edition.json"}


def test_what_the_instructor_has_added_to_an_edition_stays(make, tmp_path):
    folder = tmp_path / "edition"
    make(folder)
    (folder / "syllabus.md").write_text("# Weeks\n")
    make(folder)
    assert (folder / "syllabus.md").read_text() == "# Weeks\n"


def test_an_edition_that_was_opened_and_changed_is_put_right(make, tmp_path):
    folder = tmp_path / "edition"
    make(folder)
    lesson = folder / "course/00-start-here.ipynb"
    before = lesson.read_bytes()
    lesson.write_text(lesson.read_text().replace("Start here", "Stop here"))
    assert make(folder).changed == ["course/00-start-here.ipynb"]
    assert lesson.read_bytes() == before


def test_lessons_are_published_without_what_running_them_leaves(make, tmp_path, project):
    lesson = project / "course/00-start-here.ipynb"
    make(tmp_path / "clean")
    clean = (tmp_path / "clean/course/00-start-here.ipynb").read_bytes()
    notebook = nbformat.read(lesson, 4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.execution_count = 3
            cell.outputs = [nbformat.v4.new_output("stream", text="mine")]
        cell.metadata["execution"] = {"iopub.status.busy": "2026-01-01"}
    notebook.metadata["widgets"] = {"state": {}}
    nbformat.write(notebook, lesson)
    make(tmp_path / "edition")
    assert (tmp_path / "edition/course/00-start-here.ipynb").read_bytes() == clean


def test_code_that_an_author_folded_reaches_students_folded_and_its_output_open(make, tmp_path, project):
    lesson = project / "course/00-start-here.ipynb"
    notebook = nbformat.read(lesson, 4)
    folded, open_ = [cell for cell in notebook.cells if cell.cell_type == "code"][:2]
    folded.metadata["jupyter"] = {"source_hidden": True, "outputs_hidden": True}
    open_.metadata["jupyter"] = {"source_hidden": False}
    nbformat.write(notebook, lesson)
    make(tmp_path / "edition")
    published = nbformat.read(tmp_path / "edition/course/00-start-here.ipynb", 4)
    kept = {cell.id: cell.metadata for cell in published.cells}
    assert kept[folded.id] == {"jupyter": {"source_hidden": True}}
    assert kept[open_.id] == {}


def test_drafts_of_lessons_are_not_published(make, tmp_path, project):
    lessons = sorted(path.name for path in (project / "course").glob("*.ipynb"))
    (project / "course/Untitled.ipynb").write_text("{}")
    (project / "course/.ipynb_checkpoints").mkdir()
    (project / "course/.ipynb_checkpoints/00-old.ipynb").write_text("{}")
    make(tmp_path / "edition")
    published = sorted(path.name for path in (tmp_path / "edition/course").rglob("*.ipynb"))
    assert published == lessons
    assert "00-start-here.ipynb" in published


def test_binders_programs_can_be_run(make, tmp_path):
    make(tmp_path / "edition")
    modes = {path.name: path.stat().st_mode for path in (tmp_path / "edition/binder").iterdir()}
    assert {name for name, mode in modes.items() if mode & stat.S_IXUSR} == {"postBuild", "start"}


def test_its_list_tells_a_students_copy_which_notebooks_were_changed_and_which_cells_there_were(
    make, tmp_path
):
    made = make(tmp_path / "edition")
    catalogue = Catalogue.near(tmp_path / "edition/course")
    assert catalogue.id == made.id
    assert catalogue.as_published(tmp_path / "edition/course/00-start-here.ipynb")
    assert {"performance", "performance_tests", "hope", "hand_in"} <= set(
        catalogue.tasks(tmp_path / "edition/assignments/ps0/ps0.ipynb")
    )


def test_the_readme_opens_each_lesson_on_the_binderhub_that_was_named(make, tmp_path):
    make(tmp_path / "edition", Address("ada/leading", "https://binder.example.edu/"))
    text = (tmp_path / "edition/README.md").read_text()
    link = "https://binder.example.edu/v2/gh/ada/leading/HEAD?urlpath=lab/tree/course/00-start-here.ipynb"
    assert f"[![Open in Binder](https://binder.example.edu/badge_logo.svg)]({link})" in text
    for path in ("course/01-change-and-complexity.ipynb", "assignments/ps0/ps0.ipynb"):
        assert f"/HEAD?urlpath=lab/tree/{path})" in text
    assert "mybinder.org" not in text


def test_without_binder_the_readme_does_not_speak_of_it(make, tmp_path):
    make(tmp_path / "edition")
    text = (tmp_path / "edition/README.md").read_text()
    assert "inder" not in text
    assert "[1. Change and complexity](course/01-change-and-complexity.ipynb)" in text


@pytest.mark.parametrize(
    ("repository", "hub", "said"),
    [
        ("leading", "https://mybinder.org", "write OWNER/REPOSITORY"),
        ("ada/lea ding", "https://mybinder.org", "write OWNER/REPOSITORY"),
        ("ada/leading", "mybinder.org", "is no address of a BinderHub"),
        ("ada/leading", "https://x)](https://evil", "is no address of a BinderHub"),
    ],
)
def test_an_address_that_is_none_is_refused(repository, hub, said):
    with pytest.raises(EditionError, match=said):
        Address(repository, hub)


def test_assignments_that_were_not_released_are_not_in_it(make, tmp_path):
    make(tmp_path / "edition", assignments=())
    assert not (tmp_path / "edition/assignments").exists()
    assert "## Assignments" not in (tmp_path / "edition/README.md").read_text()


def test_a_project_that_lacks_something_is_refused_by_name(make, tmp_path, project):
    (project / "LICENSE").unlink()
    with pytest.raises(EditionError, match="LICENSE cannot be read, and a student edition needs it"):
        make(tmp_path / "edition")
    assert not (tmp_path / "edition").exists()


def test_another_course_is_refused_before_anything_else_is_said_of_it(tmp_path):
    (tmp_path / "course").mkdir()
    with pytest.raises(EditionError, match=r"is not a project of this course.*it has no folder data"):
        publish(tmp_path, tmp_path / "edition", {}, lambda name, content: None)


def test_a_folder_with_other_things_in_it_is_refused(make, tmp_path):
    (tmp_path / "edition").mkdir()
    (tmp_path / "edition" / "thesis.tex").write_text("mine")
    with pytest.raises(EditionError, match=r"holds thesis\.tex, but no earlier edition"):
        make(tmp_path / "edition")
    assert list(tree(tmp_path / "edition")) == ["thesis.tex"]


def test_a_folder_inside_the_project_is_refused(make, project):
    with pytest.raises(EditionError, match="is inside the course's own project"):
        make(project / "edition")


def test_a_file_in_place_of_a_folder_is_refused(make, tmp_path):
    (tmp_path / "edition").write_text("mine")
    with pytest.raises(EditionError, match="is a file; name a folder"):
        make(tmp_path / "edition")


def test_a_link_out_of_the_folder_is_refused_and_not_written_through(make, tmp_path):
    folder = tmp_path / "edition"
    make(folder)
    (tmp_path / "mine.md").write_text("mine")
    (folder / "README.md").unlink()
    (folder / "README.md").symlink_to(tmp_path / "mine.md")
    with pytest.raises(EditionError, match=r"README\.md is a link to another place"):
        make(folder)
    assert (tmp_path / "mine.md").read_text() == "mine"


@pytest.mark.parametrize("files", [{"../mine.md": "x"}, {"/etc/hosts": "x"}, [3], None])
def test_a_list_that_names_files_elsewhere_removes_nothing(make, tmp_path, files):
    (tmp_path / "edition").mkdir()
    (tmp_path / "mine.md").write_text("mine")
    (tmp_path / "edition" / "edition.json").write_text(json.dumps({"files": files}))
    with pytest.raises(EditionError, match="is not the list of an edition"):
        make(tmp_path / "edition")
    assert (tmp_path / "mine.md").exists()


def test_it_goes_into_the_checkout_of_a_new_repository_and_changes_only_what_changed(make, tmp_path, project):
    folder = tmp_path / "edition"
    folder.mkdir()
    git(folder, "init", "-q")
    (folder / "README.md").write_text("# leading\n")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "Initial commit")
    make(folder)
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "First edition")
    exercise = project / "course/exercises/01-acts.toml"
    exercise.write_text(exercise.read_text() + "\n# New.\n")
    make(folder)
    assert git(folder, "status", "--short").split() == [
        "M",
        "edition.json",
        "M",
        "src/leadermanager/exercises/01-acts.toml",
    ]
