"""Whatever would show a solution or a hidden test is found in the finished folder, and refused by name."""

import base64
import json
import marshal
import subprocess

import nbformat
import pytest
from nbformat.v4 import new_output

from leadermanager.errors import EditionError

from .conftest import HIDDEN, SOLUTION

HTML = f"<pre>{HIDDEN}</pre>".replace("(150", "(<b>150</b>").replace('"', "&quot;")
PS0 = "assignments/release/ps0/ps0.ipynb"


def git(folder, *line):
    who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *who, *line], cwd=folder, capture_output=True, check=True)


def refusal(make, folder):
    existed = folder.exists()
    before = (
        {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()} if existed else {}
    )
    with pytest.raises(EditionError) as caught:
        make(folder)
    after = {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()} if existed else {}
    assert (folder.exists(), after) == (existed, before), "nothing is written"
    said = str(caught.value)
    assert "\n" not in said
    assert said.startswith("Nothing was published, since students would see what they must not: ")
    return said.removeprefix("Nothing was published, since students would see what they must not: ")


def change_notebook(path, change):
    notebook = nbformat.read(path, 4)
    change(notebook)
    nbformat.write(notebook, path)


def line_of(path, text):
    [number] = [n for n, line in enumerate(path.read_text().split("\n"), 1) if text in line]
    return number


def test_nothing_of_any_assignment_is_in_the_edition_as_it_is(make, tmp_path):
    assert make(tmp_path / "edition").files > 80


@pytest.mark.parametrize("line", [HIDDEN, SOLUTION])
def test_a_line_in_a_released_notebook_is_named_with_its_place(make, tmp_path, project, line):
    path = project / PS0
    change_notebook(path, lambda nb: nb.cells[1].update(source=f"x = 1\n{line}\ny = 2"))
    number = line_of(path, "150, 200" if line == HIDDEN else "growing =")
    said = refusal(make, tmp_path / "edition")
    assert said.startswith(
        f"assignments/ps0/ps0.ipynb, line {number}, shows a line of a solution or hidden test of ps0"
    )


def test_a_line_in_a_notebooks_metadata_is_refused(make, tmp_path, project):
    change_notebook(project / PS0, lambda nb: nb.metadata.update(answer={"text": [HIDDEN]}))
    assert "assignments/ps0/ps0.ipynb, line" in refusal(make, tmp_path / "edition")


def test_a_line_in_a_cells_metadata_is_refused(make, tmp_path, project):
    change_notebook(project / PS0, lambda nb: nb.cells[3].metadata.update(solution=SOLUTION))
    assert "assignments/ps0/ps0.ipynb, line" in refusal(make, tmp_path / "edition")


@pytest.mark.parametrize(
    "data",
    [
        {"text/plain": HIDDEN},
        {"text/html": HTML},
        {"application/json": {"a": [{"b": f"x\n  {HIDDEN}\n"}]}},
    ],
    ids=["text", "html", "json"],
)
def test_a_line_in_an_output_is_refused(make, tmp_path, project, data):
    output = new_output("display_data", data=data)
    code = 1
    change_notebook(project / PS0, lambda nb: nb.cells[code].update(outputs=[output]))
    assert "assignments/ps0/ps0.ipynb, line" in refusal(make, tmp_path / "edition")


def test_a_line_in_an_output_of_a_lesson_is_not_even_published(make, tmp_path, project):
    output = new_output("stream", text=HIDDEN)

    def leak(notebook):
        next(cell for cell in notebook.cells if cell.cell_type == "code").outputs = [output]

    change_notebook(project / "course/00-start-here.ipynb", leak)
    make(tmp_path / "edition")
    assert "Below plan" not in (tmp_path / "edition/course/00-start-here.ipynb").read_text()


@pytest.mark.parametrize(
    "name",
    [
        "course/exercises/01-acts.toml",
        "data/README.md",
        "data/weeks.csv",
        "src/leadermanager/models/fitting.py",
        "binder/start",
        "LICENSE",
    ],
)
@pytest.mark.parametrize("line", [HIDDEN, SOLUTION])
def test_a_line_in_any_other_file_is_named_with_its_place(make, tmp_path, project, name, line):
    path = project / name
    text = path.read_text("utf-8").rstrip("\n")
    path.write_text(f"{text}\n# {line}\n", "utf-8")
    said = refusal(make, tmp_path / "edition")
    assert said.startswith(
        f"{name}, line {text.count(chr(10)) + 2}, shows a line of a solution or hidden test of ps0: "
    )


def test_a_line_spelled_otherwise_is_refused(make, tmp_path, project):
    escaped = "".join(f"\\u{ord(letter):04x}" for letter in HIDDEN)
    (project / "course/notes.json").write_text(f'{{"a": "{escaped}"}}')
    assert "course/notes.json, line 1, shows" in refusal(make, tmp_path / "edition")


def test_a_line_in_the_text_of_a_picture_is_refused(make, tmp_path, project):
    picture = base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABc3UBGAAAAABJRU5ErkJggg=="
    )
    (project / "course/chart.png").write_bytes(picture)
    make(tmp_path / "first")
    (project / "course/chart.png").write_bytes(picture + b"\ntEXt\n" + HIDDEN.encode())
    assert "course/chart.png shows a line of a solution or hidden test of ps0" in refusal(
        make, tmp_path / "edition"
    )


def test_a_line_that_any_program_may_have_is_no_leak_until_it_has_company(make, tmp_path, project):
    from nbseal.assignments.release import telling

    assert telling.is_common("rows.append(row)")
    assert not telling.is_common("people = simulate_people(71, RULES)")
    source = project / "assignments/source/ps0/ps0.ipynb"
    body = "    result = len(units)\n    return count_of(units, quarter)"
    change_notebook(
        source, lambda nb: nb.cells[7].update(source=f"### BEGIN SOLUTION\n{body}\n### END SOLUTION")
    )
    path = project / "src/leadermanager/models/fitting.py"
    text = path.read_text()
    path.write_text(text + "\n    return count_of(units, quarter)\n")
    make(tmp_path / "one")
    path.write_text(text + "\n    return count_of(units, quarter)\n    result = len(units)\n")
    assert "fitting.py, line" in refusal(make, tmp_path / "two")


@pytest.mark.parametrize("place", ["assignments/release/ps0/ps0.pyc", "data/answers.pyc", "course/model.pyc"])
def test_a_compiled_file_is_refused(make, tmp_path, project, place):
    (project / place).write_bytes(b"\xa7\r\r\n" + bytes(12) + marshal.dumps(compile("x = 1", "x", "exec")))
    assert "is a compiled file, and nobody can see what it shows; delete it." in refusal(
        make, tmp_path / "edition"
    )


def test_what_python_leaves_in_the_project_is_not_published(make, tmp_path, project):
    for folder in ("src/leadermanager/__pycache__", "assignments/release/ps0/__pycache__"):
        (project / folder).mkdir()
        (project / folder / "solution.cpython-312.pyc").write_bytes(b"\xa7\r\r\n" + HIDDEN.encode())
    make(tmp_path / "edition")
    assert not list((tmp_path / "edition").rglob("*.pyc"))


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("more.zip", b"PK\x03\x04", "an archive"),
        ("more.tgz", b"\x1f\x8b\x08", "an archive"),
        ("grades.db", b"SQLite format 3\x00", "a database"),
        ("model.so", b"\x7fELF", "a compiled file"),
    ],
)
def test_what_nobody_can_look_into_is_refused(make, tmp_path, project, name, content, kind):
    (project / "data" / name).write_bytes(content)
    assert f"data/{name} is {kind}, and nobody can see what it shows" in refusal(make, tmp_path / "edition")


@pytest.mark.parametrize(("name", "content"), [("notes.txt", HIDDEN.encode()), ("x.pyc", b"\xa7\r\r\n")])
def test_a_file_that_was_in_the_folder_before_is_looked_at_too(make, tmp_path, name, content):
    folder = tmp_path / "edition"
    make(folder)
    (folder / "extra").mkdir()
    (folder / "extra" / name).write_bytes(content)
    assert f"extra/{name}" in refusal(make, folder)


class TestHistory:
    """What once was in the target's repository can be fetched from it for ever."""

    @pytest.fixture
    def repository(self, make, tmp_path):
        folder = tmp_path / "edition"
        folder.mkdir()
        git(folder, "init", "-q")
        make(folder)
        git(folder, "add", "-A")
        git(folder, "commit", "-qm", "First edition")
        return folder

    def commit(self, folder, name, text):
        (folder / name).write_text(text)
        git(folder, "add", "-A", "-f")
        git(folder, "commit", "-qm", f"Add {name}")

    def test_a_clean_history_is_no_hindrance(self, make, repository):
        self.commit(repository, "syllabus.md", "# Weeks\n")
        assert make(repository).changed == []

    def test_a_line_in_an_earlier_commit_is_named(self, make, repository):
        self.commit(repository, "notes.md", f"one\ntwo\n{HIDDEN}\n")
        git(repository, "rm", "-q", "notes.md")
        git(repository, "commit", "-qm", "Better not")
        said = refusal(make, repository)
        assert said.startswith("notes.md, line 3, shows a line of a solution or hidden test of ps0: ")
        assert "(in the history of the repository, blob " in said
        assert "publish into a new repository" in said

    def test_an_instructors_notebook_in_an_earlier_commit_is_found(self, make, repository, project):
        self.commit(repository, "ps0.ipynb", (project / "assignments/source/ps0/ps0.ipynb").read_text())
        git(repository, "rm", "-q", "ps0.ipynb")
        git(repository, "commit", "-qm", "Better not")
        assert "ps0.ipynb, line" in refusal(make, repository)

    def test_a_compiled_file_in_an_earlier_commit_is_found(self, make, repository):
        self.commit(repository, "x.pyc", "code")
        git(repository, "rm", "-q", "x.pyc")
        git(repository, "commit", "-qm", "Better not")
        assert "x.pyc is a compiled file" in refusal(make, repository)

    def test_a_line_on_another_branch_is_found(self, make, repository):
        git(repository, "checkout", "-qb", "draft")
        self.commit(repository, "notes.md", SOLUTION)
        git(repository, "checkout", "-q", "main")
        assert "notes.md, line 1, shows" in refusal(make, repository)

    def test_a_line_in_a_commit_that_was_taken_back_is_found(self, make, repository):
        self.commit(repository, "notes.md", SOLUTION)
        git(repository, "reset", "-q", "--hard", "HEAD~1")
        assert "notes.md, line 1, shows" in refusal(make, repository)

    def test_a_line_that_is_only_staged_is_found(self, make, repository):
        (repository / "notes.md").write_text(SOLUTION)
        git(repository, "add", "notes.md")
        (repository / "notes.md").unlink()
        assert "notes.md, line 1, shows" in refusal(make, repository)

    @pytest.mark.parametrize("line", [["commit", "--allow-empty", "-qm"], ["tag", "v1", "-a", "-m"]])
    def test_a_line_in_a_message_is_found(self, make, repository, line):
        git(repository, *line, f"See\n\n{HIDDEN}")
        assert f"the message of a {line[0]}, line" in refusal(make, repository)

    def test_a_history_of_which_a_part_is_missing_is_refused(self, make, repository, tmp_path):
        self.commit(repository, "syllabus.md", "# Weeks\n")
        git(tmp_path, "clone", "-q", "--depth", "1", f"file://{repository}", "shallow")
        with pytest.raises(EditionError, match=r"has only a part of its history.*--unshallow"):
            make(tmp_path / "shallow")

    def test_a_folder_inside_a_repository_answers_for_all_of_it(self, make, repository):
        self.commit(repository, "notes.md", HIDDEN)
        git(repository, "rm", "-q", "notes.md")
        git(repository, "commit", "-qm", "Better not")
        assert "notes.md, line 1, shows" in refusal(make, repository / "students" / "spring")


def test_the_list_of_an_edition_shows_no_secret(make, tmp_path):
    make(tmp_path / "edition")
    listed = json.loads((tmp_path / "edition/edition.json").read_text())
    assert set(listed) == {"id", "files", "cells"}
