"""Shell commands of a cell where no process may be started."""

import pytest

from nbseal.grading.session import commands


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "data.csv").write_text("a,b\n1,2\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("command", "shown"),
    [
        ("ls", "data.csv\n"),
        ("ls -l .", "data.csv\n"),
        ("cat data.csv", "a,b\n1,2\n"),
        ("echo 'a b'", "a b\n"),
    ],
)
def test_commands_that_only_look_work(folder, command, shown):
    assert commands.run(command) == (shown, "", 0)


@pytest.mark.parametrize(
    "command", ["pip install x", "git status", "ls | sort", "cat $HOME", "echo 'open", "rm data.csv"]
)
def test_any_other_says_that_it_is_not_run(folder, command):
    shown, errors, code = commands.run(command)
    assert (shown, code != 0) == ("", True)
    assert errors == f"{command}: {commands.NOT_ALLOWED}\n"
    assert (folder / "data.csv").exists()


def test_a_file_that_is_not_there_is_said_as_a_shell_says_it(folder):
    assert commands.run("cat nothing.txt") == ("", "cat: nothing.txt: No such file or directory\n", 2)
