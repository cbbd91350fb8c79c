"""The modules of `static/`, each tested by itself, by Node."""

from pathlib import Path

import pytest

from .conftest import run_node

HERE = Path(__file__).parent / "static"


@pytest.mark.parametrize("tests", sorted(path.name for path in HERE.glob("*.test.js")))
def test_a_module_does_what_its_tests_say(tests):
    done = run_node("--test", "--test-reporter=spec", tests, cwd=HERE)
    _, _, failing = done.stdout.partition("failing tests:")
    assert done.returncode == 0, f"{tests}: {failing or done.stdout + done.stderr}"
