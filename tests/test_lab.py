"""`leadermanager lab` finds the course from wherever it is called, and starts JupyterLab on all of it."""

import ast
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from leadermanager.catalogue import CATALOGUE
from leadermanager.cli.commands import app

BINDER = Path(__file__).parents[1] / "binder"


@pytest.fixture(params=["edition", "my course (1)", "Führung und Größe", "リーダー"])
def course(tmp_path, request):
    """A course in a folder as people call theirs."""
    root = tmp_path / request.param
    for name in (
        "course/00-start-here.ipynb",
        "course/01-change.ipynb",
        "assignments/ps1/ps1.ipynb",
        "data/a.csv",
    ):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("{}")
    shutil.copytree(BINDER, root / "binder")
    return root


@pytest.fixture
def started(monkeypatch):
    """Return a function that calls the command and gives what it would have started."""

    def start(*line, cwd):
        found: dict[str, Any] = {}

        def call(command, **how):
            options = dict(each.lstrip("-").split("=", 1) for each in command if "=" in each)
            settings = Path(options["LabApp.app_settings_dir"])
            found.update(how, options=options, settings={path.name for path in settings.iterdir()})
            return 0

        monkeypatch.chdir(cwd)
        monkeypatch.setattr(subprocess, "call", call)
        done = CliRunner().invoke(app, ["lab", *map(str, line)])
        return {**found, "said": done.output, "code": done.exit_code}

    return start


@pytest.mark.parametrize("inside", [".", "course", "assignments/ps1", "data", "binder"])
def test_the_root_is_the_course_wherever_in_it_the_command_is_called(course, started, inside):
    found = started(cwd=course / inside)
    assert found["options"]["ServerApp.root_dir"] == str(course)
    assert found["options"]["LabApp.default_url"] == "/lab/tree/course/00-start-here.ipynb"
    assert found["cwd"] == course


def test_the_course_can_be_named_from_elsewhere(course, started, tmp_path):
    for name in (course, course / "course", os.path.relpath(course, tmp_path)):
        found = started(name, cwd=tmp_path)
        assert Path(found["options"]["ServerApp.root_dir"]) == course


def test_the_commands_of_this_environment_come_first_in_a_terminal(course, started, monkeypatch):
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    first = started(cwd=course)["env"]["PATH"].split(os.pathsep)[0]
    assert shutil.which("leadermanager", path=first)


@pytest.mark.parametrize("shell", ["/bin/zsh", "/usr/bin/fish", "/opt/my shells/it's bash", None])
def test_the_terminal_is_the_students_own_shell_and_keeps_the_environment(
    course, started, monkeypatch, shell
):
    monkeypatch.setenv("SHELL", shell) if shell else monkeypatch.delenv("SHELL", raising=False)
    settings = ast.literal_eval(started(cwd=course)["options"]["ServerApp.terminado_settings"])
    [command] = settings["shell_command"]
    assert command == shell or (shell is None and command.endswith("/sh"))


def test_an_edition_leaves_out_what_is_an_instructors_and_the_project_does_not(course, started):
    assert started(cwd=course)["settings"] == {"overrides.json"}
    (course / CATALOGUE).write_text(json.dumps({"id": "e1", "files": {}, "cells": {}}))
    assert started(cwd=course)["settings"] == {"overrides.json", "page_config.json"}


def test_what_is_left_out_is_all_of_nbgrader_but_its_validate_button():
    off = json.loads((BINDER / "page_config.json").read_text())["disabledExtensions"]
    parts = ("menu", "formgrader", "course-list", "create-assignment", "assignment-list")
    assert off == {f"@jupyter/nbgrader:{part}": True for part in parts}


def test_without_the_course_s_settings_the_lessons_open_all_the_same(course, started):
    shutil.rmtree(course / "binder")
    assert started(cwd=course)["code"] == 0


@pytest.mark.parametrize(
    ("name", "said"), [("nowhere", "There is no folder nowhere."), ("empty", "There are no lessons in")]
)
def test_where_there_is_no_course_that_is_said_and_nothing_is_started(started, tmp_path, name, said):
    (tmp_path / "empty").mkdir()
    found = started(name, cwd=tmp_path)
    assert found["code"] == 2
    assert said in found["said"]
    assert "options" not in found
