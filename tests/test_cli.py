"""The commands say in one sentence what is wrong, lose nothing, and end with the code they promise."""

import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

import leadermanager
from leadermanager.cli import main

COMMAND = [sys.executable, "-m", "leadermanager.cli"]
ASSIGNMENTS = Path(__file__).parents[1] / "assignments"


def run(*line, cwd="."):
    """Run the command line in this process, which has loaded already what a new one loads for a second."""
    out, err = io.StringIO(), io.StringIO()
    with (
        chdir(cwd),
        redirect_stdout(out),
        redirect_stderr(err),
        patch.object(sys, "argv", ["leadermanager", *map(str, line)]),
        pytest.raises(SystemExit) as ended,
    ):
        main()
    return subprocess.CompletedProcess(line, int(ended.value.code or 0), out.getvalue(), err.getvalue())


def run_apart(*line, cwd, preexec=None):
    """Run the command line in a process of its own."""
    return subprocess.run(
        [*COMMAND, *map(str, line)], cwd=cwd, capture_output=True, text=True, check=False, preexec_fn=preexec
    )


def sentence(done, code=2):
    """What went wrong: one line, on standard error alone, and no traceback."""
    assert done.returncode == code, done.stdout + done.stderr
    assert done.stdout == ""
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    return lines[0]


def write_course(root):
    """Write the committed configuration and ps0 into a folder."""
    (root / "source").mkdir(parents=True)
    shutil.copytree(ASSIGNMENTS / "source" / "ps0", root / "source" / "ps0")
    shutil.copy(ASSIGNMENTS / "nbgrader_config.py", root)


@pytest.fixture
def course(tmp_path):
    """The committed configuration and ps0, in a folder of its own."""
    write_course(tmp_path / "course")
    return tmp_path / "course"


@pytest.fixture(scope="session")
def release(tmp_path_factory):
    """The course with ps0 released; it stays as it is."""
    root = tmp_path_factory.mktemp("release") / "course"
    write_course(root)
    assert run("release", "ps0", cwd=root).returncode == 0
    return root


@pytest.fixture
def released(release, tmp_path):
    """A course of one's own with ps0 released."""
    return shutil.copytree(release, tmp_path / "released" / "course")


def test_help_names_every_command_without_loading_the_grader():
    code = (
        "import sys; from leadermanager.cli.commands import app; from typer.testing import CliRunner;"
        "print(CliRunner().invoke(app, ['--help']).output);"
        "assert not {'nbgrader', 'pandas', 'nbseal.grading'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    teachers = ("release", "check", "publish", "collect", "grade", "feedback", "export", "demo")
    for name in ("lab", "handin", *teachers):
        assert f" {name} " in done.stdout


def test_the_version_is_told():
    assert run("--version").stdout == f"leadermanager {leadermanager.__version__}\n"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (("relase", "ps0"), "No such command 'relase'"),
        (("release",), "Missing argument"),
        (("grade", "ps0"), "There is no course here"),
    ],
)
def test_with_json_what_is_wrong_is_said_in_json_too(tmp_path, line, said):
    done = run(*line, "--json", cwd=tmp_path)
    assert done.returncode == 2
    assert said in json.loads(done.stdout)["error"]


def test_a_folder_that_is_no_course_is_said(tmp_path):
    assert "There is no course here" in sentence(run("grade", "ps1", cwd=tmp_path))
    assert "is not a course" in sentence(run("release", "ps1", "--course", tmp_path))
    assert "There is no folder" in sentence(run("release", "ps1", "--course", tmp_path / "no"))


def test_a_configuration_that_cannot_be_read_is_said(course):
    (course / "nbgrader_config.py").write_text("c = get_config(\n")
    assert "nbgrader_config.py cannot be read" in sentence(run("release", "ps0", cwd=course))


@pytest.mark.parametrize("line", [("release",), ("check",), ("grade",), ("feedback",), ("collect", ".")])
def test_an_assignment_that_is_not_there_is_said_with_those_that_are(course, line):
    command, *rest = line
    said = sentence(run(command, "ps9", *rest, cwd=course))
    assert said.startswith("There is no assignment 'ps9' in ")
    assert said.endswith("(there: ps0).")


def test_a_notebook_that_is_not_there_is_said(tmp_path):
    assert "There is no notebook ps1.ipynb" in sentence(run("handin", "ps1.ipynb", cwd=tmp_path))


def test_a_file_that_is_no_notebook_is_said(tmp_path):
    (tmp_path / "ps1.ipynb").write_text("dear teacher")
    os.utime(tmp_path / "ps1.ipynb", (0, 0))  # nobody is saving it just now, so nothing is waited for
    assert "ps1.ipynb is not a notebook" in sentence(run("handin", "ps1.ipynb", cwd=tmp_path))


def test_nothing_handed_in_is_said(released):
    assert "Nobody has handed in 'ps0'" in sentence(run("grade", "ps0", cwd=released))
    (released / "submitted").mkdir()
    assert "Nobody has handed in 'ps0'" in sentence(run("grade", "ps0", cwd=released))


def test_grading_before_the_release_is_said(course, tmp_path):
    (course / "submitted" / "ada" / "ps0").mkdir(parents=True)
    assert "has not been released" in sentence(run("grade", "ps0", cwd=course))


def test_a_student_who_handed_in_nothing_is_said(released):
    (released / "submitted" / "ada" / "ps0").mkdir(parents=True)
    said = sentence(run("grade", "ps0", "--student", "ben", cwd=released))
    assert said.startswith("ben has not handed in 'ps0'")


def test_what_cannot_be_collected_is_named_and_ends_with_1(released, tmp_path):
    (tmp_path / "eve.ipynb").write_text("dear teacher")
    done = run("collect", "ps0", tmp_path / "eve.ipynb", cwd=released)
    assert done.returncode == 1
    assert "eve.ipynb: 'eve.ipynb' in it is not a notebook that can be read" in done.stdout


@pytest.fixture
def canvas(released, tmp_path):
    """Canvas's gradebook of Ada and Ben, and its download of what Ada and somebody else handed in."""
    name = "Student,ID,SIS Login ID,Section,ps0 (700)\n    Points Possible,,,,"
    points = sum(
        cell.metadata.nbgrader.points
        for cell in nbformat.read(released / "release" / "ps0" / "ps0.ipynb", as_version=4).cells
        if cell.metadata.get("nbgrader", {}).get("grade")
    )
    rows = '"Lovelace, Ada",11,ada,A,\n"Bow, Ben",12,ben,A,\n'
    (tmp_path / "grades.csv").write_text(f"{name}{points}\n{rows}")
    with zipfile.ZipFile(tmp_path / "submissions.zip", "w") as archive:
        for file in ("lovelaceada_11_501_ps0.ipynb", "doedora_99_502_ps0.ipynb"):
            archive.write(released / "release" / "ps0" / "ps0.ipynb", file)
    return tmp_path / "submissions.zip", tmp_path / "grades.csv"


def test_who_cannot_be_matched_is_named_and_ends_with_1(released, canvas):
    download, gradebook = canvas
    done = run("collect", "ps0", download, "--gradebook", gradebook, cwd=released)
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "Collected 1, unchanged 0.",
        f"  not matched {download}/doedora_99_502_ps0.ipynb: "
        f"Canvas's number 99 (doedora) is not in {gradebook}",
    ]
    again = run("collect", "ps0", download, "--gradebook", gradebook, "--json", cwd=released)
    assert json.loads(again.stdout)["unchanged"] == ["ada"]
    assert len(json.loads(again.stdout)["unmatched"]) == 1


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (("collect", "ps0", ".", "--received", "yesterday"), "'yesterday' is no time"),
        (("collect", "ps0", ".", "--pattern", "{file}"), "has to name {student} once"),
        (("collect", "ps0", ".", "--gradebook", "none.csv"), "none.csv cannot be read"),
        (
            ("export", "-o", "g.csv", "--to", "canvas"),
            "nbseal export NAME --to canvas --gradebook FILE",
        ),
        (("export", "ps0", "-o", "g.csv", "--column", "x"), "go with --to canvas or --to moodle"),
        (("export", "ps9", "-o", "g.csv"), "There is no assignment 'ps9'"),
        (("feedback", "ps0", "-o", "f.zip"), "--zip canvas, moodle or plain"),
    ],
)
def test_a_call_that_cannot_be_meant_is_said(released, line, said):
    assert said in sentence(run(*line, cwd=released))


def test_grades_go_into_canvass_file_and_who_waits_is_named(released, canvas):
    from nbseal.course import open_course
    from nbseal.course.gradebook import open_gradebook

    _, theirs = canvas
    with open_gradebook(open_course(released)) as gradebook:
        for student in ("ada", "ben"):
            gradebook.add_student(student)
            submission = gradebook.add_submission("ps0", student)
            for grade in (grade for notebook in submission.notebooks for grade in notebook.grades):
                grade.needs_manual_grade = student == "ben"
                grade.auto_score = 1
        gradebook.db.commit()
    done = run("export", "ps0", "--to", "canvas", "--gradebook", theirs, "-o", "out.csv", cwd=released)
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "Wrote 1 grade of ps0 to out.csv, column 'ps0 (700)'",
        "  ben: something still has to be graded by a person",
    ]
    lines = (released / "out.csv").read_text().splitlines()
    assert lines[2].startswith('"Lovelace, Ada",11,ada,A,')
    assert not lines[2].endswith(",")
    assert lines[3] == '"Bow, Ben",12,ben,A,'
    line = ("export", "ps0", "--to", "canvas", "--gradebook", theirs, "-o", "out.csv", "--json")
    result = json.loads(run(*line, cwd=released).stdout)
    assert (result["written"], result["ungraded"]) == (["ada"], ["ben"])


def small_disk():
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))


@pytest.mark.usefixtures("needs_sandbox")
@pytest.mark.thorough("the grader's test_faults.py fills a disk in every run")
def test_a_full_disk_is_said_and_nothing_is_lost(released):
    """No file may grow beyond 4 KB, which is what a full disk does to the gradebook."""
    place = released / "submitted" / "ada" / "ps0"
    place.mkdir(parents=True)
    shutil.copy(released / "release" / "ps0" / "ps0.ipynb", place)
    before = hashlib.sha256((released / "gradebook.db").read_bytes()).digest()
    said = sentence(run_apart("grade", "ps0", cwd=released, preexec=small_disk))
    assert "gradebook.db cannot be written" in said
    assert hashlib.sha256((released / "gradebook.db").read_bytes()).digest() == before
    assert not (released / "autograded" / "ada").exists()
    assert [path.name for path in released.iterdir() if path.name.startswith(".")] == []

    done = run("grade", "ps0", "--json", cwd=released)
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert result["graded"] == ["ada"]
    known = {"assignment", "flagged", "graded", "moved", "notices"}
    known |= {"sandbox", "seconds", "unchanged", "workers"}
    assert set(result) == known

    again = json.loads(run("grade", "ps0", "--json", cwd=released).stdout)
    assert (again["graded"], again["unchanged"]) == ([], ["ada"])

    (place / "ps0.ipynb").write_text("dear teacher")
    spoiled = run("grade", "ps0", "--json", cwd=released)
    assert spoiled.returncode == 1
    (flag,) = json.loads(spoiled.stdout)["flagged"]
    assert (flag["student"], flag["task"]) == ("ada", None)
    assert "cannot be graded: the file is not valid JSON" in flag["reason"]


@pytest.fixture(scope="session")
def needs_sandbox():
    from nbseal.grading import sandbox

    problem = sandbox.why_no_sandbox()
    if problem is not None:
        pytest.skip(problem)


def test_json_is_one_object_and_nothing_else(released, tmp_path):
    speaks = new_code_cell("get_ipython().kernel.log.critical('not for students')")
    nbformat.write(new_notebook(cells=[speaks]), tmp_path / "ps0.ipynb")
    done = run_apart("handin", "ps0.ipynb", "--name", "ada", "--json", cwd=tmp_path)
    assert done.stderr == "", "a student is not told what the kernel has to say of itself"
    bundle = json.loads(done.stdout)
    assert (bundle["assignment"], bundle["student"]) == ("ps0", "ada")
    done = run("collect", "ps0", tmp_path / bundle["file"], "--json", cwd=released)
    assert json.loads(done.stdout)["collected"] == ["ada"]
    done = run("export", "--to", "csv", "-o", "grades.csv", "--json", cwd=released)
    assert json.loads(done.stdout)["format"] == "csv"


def test_the_course_is_found_from_a_folder_inside_it_and_from_above(released):
    assert run("release", "ps0", cwd=released / "source" / "ps0").returncode == 0
    above = released.parent
    (above / "assignments").symlink_to(released)
    assert run("release", "ps0", cwd=above).returncode == 0


def test_the_demo_refuses_a_folder_in_use(course, tmp_path):
    (tmp_path / "used").mkdir()
    (tmp_path / "used" / "mine.txt").write_text("mine")
    said = sentence(run("demo", tmp_path / "used", cwd=course))
    assert "is in use already; name a new folder for the demo" in said
