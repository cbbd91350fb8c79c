"""The process that runs the tests reaches no more of the machine than a student's session does."""

import json
import os
import sys
from pathlib import Path

import pytest

from nbseal.grading import sandbox
from nbseal.grading.sandbox import enclosure

pytestmark = pytest.mark.skipif(sandbox.why_no_sandbox() is not None, reason="needs the sandbox")


@pytest.fixture
def enclosed(tmp_path):
    """Return a function that evaluates an expression in an enclosed fork of this process."""
    (tmp_path / "given").mkdir()
    (tmp_path / "given" / "units.csv").write_text("unit\nSensors\n")
    (tmp_path / "given" / "course").mkdir()
    (tmp_path / "given" / "course" / "gradebook.db").write_text("the grades")
    (tmp_path / "secret.txt").write_text("the grader's own")
    files = {"helper.py": b"answer = 42\n", "data/numbers.csv": b"1\n"}

    def run(expression):
        readable, writable = os.pipe()
        pid = os.fork()
        if pid == 0:
            try:
                enclosure.enclose(
                    files,
                    keep=[writable],
                    read_only=[str(tmp_path / "given")],
                    hidden=[str(tmp_path / "given" / "course")],
                    memory_mb=200,
                    disk_mb=4,
                )
                told = eval(expression, {"os": os, "sys": sys, "here": str(tmp_path), "Path": Path})
            except BaseException as error:  # noqa: BLE001  # whatever it is, the test is told
                told = f"{type(error).__name__}: {error}"
            os.write(writable, json.dumps(told, default=str).encode())
            os._exit(0)
        os.close(writable)
        os.waitpid(pid, 0)
        with os.fdopen(readable) as pipe:
            return json.loads(pipe.read())

    return run


def test_it_sees_what_it_is_given_and_nothing_else(enclosed):
    assert enclosed("open(here + '/given/units.csv').read()") == "unit\nSensors\n"
    assert enclosed("open(here + '/secret.txt').read()").startswith("FileNotFoundError")
    assert enclosed("open('/etc/passwd').read()").startswith("FileNotFoundError")
    assert enclosed("os.listdir(here + '/given/course')") == []
    assert enclosed("os.path.exists('/proc/self')") is False


def test_it_has_the_assignments_files_as_its_own_folder_and_modules(enclosed):
    assert enclosed("open('data/numbers.csv').read()") == "1\n"
    assert enclosed("__import__('helper').answer") == 42


@pytest.mark.parametrize("folder", ["/", "/usr", "/dev", sys.prefix, "{here}/given"])
def test_it_writes_nothing_but_its_own_tmp(enclosed, folder):
    path = f"'{folder}/left-behind'".replace("{here}", "' + here + '")
    assert "Read-only file system" in enclosed(f"open({path}, 'w')")
    assert enclosed("open('/tmp/mine', 'w').write('x')") == 1


@pytest.mark.parametrize(
    "attempt",
    [
        "os.fork()",
        "os.execv('/bin/sh', ['sh'])",
        "__import__('socket').socket(1)",
        "__import__('socket').create_connection(('127.0.0.1', 9))",
        "os.chroot('/tmp')",
        "bytearray(2_000_000_000)",
        "open('/tmp/big', 'wb').write(b'x' * 8_000_000)",
    ],
)
def test_it_cannot_reach_out(enclosed, attempt):
    told = enclosed(attempt)
    assert isinstance(told, str)
    assert told.startswith(("PermissionError", "OSError", "MemoryError", "gaierror"))


def test_it_sees_no_other_process(enclosed):
    assert enclosed("[os.getpid(), os.getppid()]") == [1, 0]
    assert enclosed("os.kill(2, 0)").startswith("ProcessLookupError")


def test_no_variable_of_the_environment_is_there(enclosed, monkeypatch):
    monkeypatch.setenv("API_TOKEN", "secret")
    assert "API_TOKEN" not in enclosed("dict(os.environ)")


def test_a_descriptor_that_is_not_named_is_closed(enclosed, tmp_path):
    with (tmp_path / "secret.txt").open() as secret:
        assert enclosed(f"os.read({secret.fileno()}, 10)").startswith("OSError")
