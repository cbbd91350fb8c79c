"""repo2docker, which builds for Binder, takes the edition and plans what we expect, in this order."""

import re
import subprocess
import sys

import pytest


@pytest.fixture(scope="module")
def dockerfile(edition):
    line = [
        sys.executable,
        "-m",
        "repo2docker",
        "--no-build",
        "--debug",
        "--user-id",
        "1000",
        "--user-name",
        "jovyan",
    ]
    done = subprocess.run([*line, str(edition.folder)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Building conda environment for python=3.12" in done.stderr
    return done.stdout


def test_the_environment_is_built_before_the_edition_is_copied_so_that_it_is_kept(dockerfile):
    steps = [
        r"^COPY --chown=1000:1000 src/binder/requirements\.txt ",
        r"^RUN \S+/bin/pip install --no-cache-dir -r \"binder/requirements\.txt\"",
        r"^COPY --chown=1000:1000 src/ ",
        r"^RUN \./binder/postBuild",
        r"^ENV R2D_ENTRYPOINT=\"\$\{REPO_DIR\}/binder/start\"",
    ]
    places = [re.search(step, dockerfile, re.MULTILINE) for step in steps]
    assert all(places), steps[places.index(None)]
    starts = [found.start() for found in places if found]
    assert starts == sorted(starts)


def test_the_project_file_at_the_root_is_not_built_from(dockerfile):
    assert "pip install --no-cache-dir ." not in dockerfile


def test_it_runs_as_an_ordinary_user(dockerfile):
    users = re.findall(r"(?m)^USER (\S+)", dockerfile)
    assert users[-1] == "${NB_USER}"
