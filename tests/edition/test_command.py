"""`leadermanager publish` says what it did, and refuses in one line."""

import json
import subprocess
import sys

from .conftest import SOLUTION

COMMAND = [sys.executable, "-m", "leadermanager.cli", "publish"]


def run(project, *line):
    return subprocess.run(
        [*COMMAND, *map(str, line)], cwd=project, capture_output=True, text=True, check=False
    )


def test_it_names_what_is_in_the_edition_and_what_is_not_released(project, tmp_path):
    (project / "assignments/source/ps9").mkdir()
    source = (project / "assignments/source/ps0/ps0.ipynb").read_text()
    (project / "assignments/source/ps9/ps9.ipynb").write_text(source)
    done = run(project, tmp_path / "edition", "--binder", "ada/leading")
    assert done.returncode == 0, done.stderr
    first, second, third = done.stdout.splitlines()
    assert first.startswith(f"Published in {tmp_path / 'edition'}: ")
    assert first.endswith(" files, with ps0.")
    assert second == "Not released, so not in it: ps9."
    assert third.startswith("Written ")
    assert "https://mybinder.org/v2/gh/ada/leading/HEAD" in (tmp_path / "edition/README.md").read_text()


def test_json_is_one_object(project, tmp_path):
    done = run(project, tmp_path / "edition", "--json")
    made = json.loads(done.stdout)
    assert (made["assignments"], made["unreleased"]) == (["ps0"], [])
    assert "README.md" in made["changed"]


def test_an_assignment_that_was_changed_since_its_release_is_refused(project, tmp_path):
    source = project / "assignments/source/ps0/ps0.ipynb"
    source.write_text(source.read_text().replace("Practice: from opening", "Practice: from beginning"))
    done = run(project, tmp_path / "edition")
    assert done.returncode == 2
    assert done.stderr == "ps0 is not as it was released; release it again: leadermanager release ps0\n"
    assert not (tmp_path / "edition").exists()


def test_a_leak_is_refused_in_one_line_with_file_and_line(project, tmp_path):
    lesson = project / "course/exercises/00-real.toml"
    lesson.write_text(lesson.read_text() + f"# {SOLUTION}\n")
    done = run(project, tmp_path / "edition")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "course/exercises/00-real.toml, line " in done.stderr
    assert done.stdout == ""


def test_an_address_that_is_none_is_refused_before_anything_is_made(project, tmp_path):
    done = run(project, tmp_path / "edition", "--binder", "leading")
    assert done.returncode == 2
    assert "'leading' is no repository on GitHub; write OWNER/REPOSITORY." in done.stderr
    assert not (tmp_path / "edition").exists()


def test_a_course_that_is_no_such_project_is_refused(project, tmp_path):
    (project / "assignments").rename(tmp_path / "assignments")
    done = run(tmp_path, tmp_path / "edition")
    assert done.returncode == 2
    assert "is not a project of this course" in done.stderr
