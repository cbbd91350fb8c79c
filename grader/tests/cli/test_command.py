"""The command line tells its version, completes names, fits a narrow terminal, and says errors in JSON."""

import json
import os
import subprocess
import sys

import pytest
from typer.testing import CliRunner

import nbseal
from nbseal.cli import COMMANDS, app

RELEASE = ["release", "num"]


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Return a function that runs a command in a folder, an empty one unless it is told another."""

    def call(*line, folder=tmp_path, **environment):
        monkeypatch.chdir(folder)
        return CliRunner().invoke(app, [*map(str, line)], prog_name="nbseal", env=environment)

    return call


def error(done):
    """What a command that ended with 2 says in JSON; it is what it says on standard error."""
    assert done.exit_code == 2, done.output
    said = json.loads(done.stdout)["error"]
    assert said
    assert " ".join(said.split()) in " ".join(done.stderr.split())
    return said


def test_the_version_is_told(run):
    done = run("--version")
    assert (done.exit_code, done.stdout) == (0, f"nbseal {nbseal.__version__}\n")


@pytest.mark.parametrize("command", [command.__name__ for command in COMMANDS])
def test_no_name_of_an_option_is_cut_on_a_narrow_terminal(run, command):
    wide, narrow = (run(command, "--help", COLUMNS=width).stdout for width in ("200", "40"))
    options = {word.strip(",[]|") for word in wide.split() if word.startswith("--")}
    assert len(options) > 2
    assert [name for name in options if name not in narrow] == []


@pytest.mark.parametrize(("begun", "offered"), [("n", "num"), ("", "num"), ("x", "")])
def test_the_shell_completes_the_names_of_assignments(course, begun, offered):
    words = {"COMP_WORDS": f"nbseal release {begun}", "COMP_CWORD": "2", "_NBSEAL_COMPLETE": "complete_bash"}
    done = subprocess.run(
        [sys.executable, "-c", "from nbseal.cli import main; main()"],
        cwd=course.root / "source",
        env={**os.environ, **words},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.split() == offered.split()


# `mark` opens a page, and has nothing to say to a program.
@pytest.mark.parametrize("command", [it.__name__ for it in COMMANDS if it.__name__ != "mark"])
def test_every_command_says_in_json_why_it_could_not_begin(run, command):
    more = {"collect": ["num", "."], "export": ["num", "-o", "grades.csv"]}.get(command, ["num"])
    assert error(run(command, *more, "--json")).startswith("There is no course here")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (["release", "--json"], "Missing argument"),
        ([*RELEASE, "--json", "--nothing"], "No such option: --nothing"),
        (["grade", "num", "--workers", "0", "--json"], "Invalid value for '--workers'"),
        (["grade", "num", "--tests", "above", "--json"], "Invalid value for '--tests'"),
        (["relase", "num", "--json"], "No such command 'relase'"),
    ],
)
def test_a_line_that_is_not_understood_is_said_in_json(run, line, said):
    assert said in error(run(*line))


def test_without_json_standard_output_stays_empty(run):
    done = run(*RELEASE)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("There is no course here")


def test_a_refused_release_has_all_its_faults_in_json(run, course, edit_source):
    edit_source("double", "    ### BEGIN SOLUTION\n", "")
    edit_source("triple", "\n    ### END SOLUTION", "")
    done = run(*RELEASE, "--json", folder=course.root)
    found = json.loads(done.stdout)
    assert (done.exit_code, found["released"]) == (2, [])
    assert found["error"] == " ".join(found["refused"]["num"])
    assert [fault.partition(" has")[0] for fault in found["refused"]["num"]] == [
        "num.ipynb, cell 'double'",
        "num.ipynb, cell 'triple'",
    ]
    assert done.stderr.splitlines() == found["refused"]["num"]


def test_a_release_with_a_warning_is_made_and_ends_with_1(run, course, edit_source):
    edit_source("double_tests", "assert double(1) == 2", "# hidden tests\nassert double(1) == 2")
    done = run(*RELEASE, folder=course.root)
    assert done.exit_code == 1
    first, second, last = done.stdout.splitlines()
    assert first.startswith("Released num: 5 graded cells, 10 points, in ")
    assert second.startswith("  warning: num.ipynb, cell 'double_tests', line 1, has '# hidden tests'")
    assert last == "What you mean so: tag its cell 'intended', or list it in c.Release.intended."
    assert (course.root / "release" / "num" / "num.ipynb").is_file()


def test_one_refused_assignment_keeps_no_other_from_being_released(run, course, edit_source):
    (course.root / "source" / "other").mkdir()
    source = course.root / "source" / "num" / "num.ipynb"
    (course.root / "source" / "other" / "other.ipynb").write_bytes(source.read_bytes())
    edit_source("double", "    ### BEGIN SOLUTION\n", "")
    done = run("release", "num", "other", folder=course.root)
    assert done.exit_code == 2
    assert done.stdout.startswith("Released other: ")
    assert "num.ipynb, cell 'double' has END SOLUTION without BEGIN SOLUTION" in done.stderr
