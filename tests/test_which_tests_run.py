"""A test that waits for `make test-all` says why it can, and CI skips none."""

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

RULES = (Path(__file__).parents[1] / "conftest.py").read_text(encoding="utf-8")


@pytest.fixture
def project(pytester):
    pytester.makeconftest(RULES)
    pytester.makeini("[pytest]\nmarkers = thorough(why): as here")
    return pytester


@pytest.mark.parametrize(("mark", "ends"), [("thorough", 4), ("thorough()", 4), ("thorough('slow')", 0)])
def test_a_test_that_waits_has_to_say_why(project, mark, ends):
    project.makepyfile(f"import pytest\n@pytest.mark.{mark}\ndef test_it(): pass")
    assert project.runpytest().ret == ends


@pytest.mark.parametrize("ci", ["true", ""])
def test_a_test_that_is_skipped_has_failed_in_ci_alone(project, monkeypatch, ci):
    monkeypatch.setenv("CI", ci)
    project.makepyfile(
        "import pytest\n"
        "@pytest.fixture\ndef chromium(): pytest.skip('no Chromium here')\n"
        "def test_it(chromium): pass\n"
        "@pytest.mark.skip('no sandbox here')\ndef test_another(): pass\n"
    )
    done = project.runpytest("-rsE")
    done.stdout.fnmatch_lines(["*no Chromium here*"])
    done.assert_outcomes(errors=2 if ci else 0, skipped=0 if ci else 2)
