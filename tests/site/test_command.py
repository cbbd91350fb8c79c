"""`leadermanager publish --site` makes pages, and the same ones when it is run again."""

import re
import subprocess

import pytest

from ..edition.test_command import COMMAND


@pytest.mark.thorough("minutes: makes all pages twice; test_site.py tries the parts")
@pytest.mark.timeout(1500)
def test_a_site_is_made_by_one_command_and_again_with_the_same_bytes(released_project, tmp_path):
    line = [*COMMAND, "--site", str(tmp_path / "site"), "--binder", "ada/leading"]
    for written in ("Written (?!0,)", "Written 0, removed 0;"):
        done = subprocess.run(line, cwd=released_project, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        first, last = done.stdout.splitlines()
        assert first.startswith(f"Published in {tmp_path / 'site'}: ")
        assert first.endswith(" files, with ps0.")
        assert re.match(written, last)
    for place in ("index.html", "lessons/08-the-leader-manager/index.html"):
        assert (tmp_path / "site" / place).is_file()
    for page in (tmp_path / "site").rglob("*.html"):
        for link in re.findall(r'(?:href|src)="([^"#?]+)', page.read_text("utf-8")):
            assert ":" in link or (page.parent / link).exists(), f"{page} leads to {link}"
    assert "https://mybinder.org/v2/gh/ada/leading" in (tmp_path / "site/index.html").read_text()


def test_a_command_that_names_no_folder_says_what_to_name(released_project):
    done = subprocess.run(COMMAND, cwd=released_project, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == (
        "Name a folder for the student edition, or one for the site: leadermanager publish --site DIR\n"
    )
