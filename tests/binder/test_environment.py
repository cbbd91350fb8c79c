"""Binder's environment has what students need and leaves out what they don't."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path


def test_what_is_installed_fits_together(environment):
    uv = Path(sys.executable).with_name("uv")
    line = [uv, "pip", "check", "--python", environment.prefix / "bin" / "python"]
    done = subprocess.run(
        line, capture_output=True, text=True, check=False, env={**os.environ, **environment.variables}
    )
    # The one that is taken out on purpose is asked for by jsonschema's extra only.
    faults = [row for row in done.stderr.splitlines() if "requires" in row and "rfc3987-syntax" not in row]
    assert not faults, done.stderr


def test_every_package_has_the_version_of_the_lock(environment):
    listed = json.loads(environment.run("pip", "list", "--format", "json").stdout)
    installed = {each["name"].lower().replace("_", "-").replace(".", "-"): each["version"] for each in listed}
    if environment.run("python", "-V").stdout.split()[1].startswith("3.12"):
        pins = (environment.edition.folder / "binder/requirements.txt").read_text()
        for name, version in re.findall(r"(?m)^([\w.-]+)==(\S+)", pins):
            assert installed[name.replace("_", "-").replace(".", "-")] == version
    assert "rfc3987-syntax" not in installed
    assert "leadermanager" in installed


def test_the_library_is_installed_with_its_tables_and_without_the_grader(environment):
    program = (
        "import leadermanager as lm, importlib.util, pathlib\n"
        "print(pathlib.Path(lm.__file__).parent)\n"
        "print(len(lm.load_managers()))\n"
        "print(*(importlib.util.find_spec(f'leadermanager.{part}') for part in ('grading', 'company')))"
    )
    done = environment.run("python", "-c", program)
    place, count, parts = done.stdout.splitlines()
    assert Path(place).is_relative_to(environment.prefix)
    assert (count, parts) == ("240", "None None")


def test_the_settings_of_the_course_are_in_place(environment):
    there = environment.prefix / "share/jupyter/lab/settings/overrides.json"
    assert there.read_bytes() == (environment.edition.folder / "binder/overrides.json").read_bytes()


def listed(environment, *line):
    done = environment.run("jupyter", *line, "list")
    return re.sub(r"\x1b\[[0-9;]*m", "", done.stdout + done.stderr)


def test_the_instructors_pages_are_off_and_validate_is_on(environment):
    said = listed(environment, "labextension")
    disabled = said.split("Disabled extensions", 1)[1]
    for name in ("formgrader", "course-list", "create-assignment", "assignment-list"):
        assert f"@jupyter/nbgrader:{name}" in disabled
    assert "@jupyter/nbgrader v" in said
    assert "validate" not in disabled


def test_the_server_offers_validate_and_nothing_of_the_instructors(environment):
    said = listed(environment, "server", "extension")
    for name in ("formgrader", "course_list", "assignment_list"):
        assert re.search(rf"nbgrader\.server_extensions\.{name}\s+disabled", said), said
    assert re.search(r"nbgrader\.server_extensions\.validate_assignment\s+enabled", said), said


def test_it_runs_as_an_ordinary_user(server):
    user = Path(f"/proc/{server.process.pid}").stat().st_uid
    assert user != 0
