"""A course's own time-out for cells is taken over, wherever it says so."""

import subprocess
import sys

import pytest
from traitlets.config import Config

from nbseal.grading.spec_reading import limits_of


@pytest.mark.parametrize(
    ("section", "timeout", "seconds"),
    [
        ("Execute", 120, 120),
        ("Execute", 30, 30),
        ("Execute", None, 300),
        ("Execute", -1, 300),
        ("ExecutePreprocessor", 90, 90),
        ("NotebookClient", 50, 50),
        ("ExchangeFetchAssignment", 70, 30),
    ],
)
def test_nbgraders_timeout_is_that_of_a_cell(section, timeout, seconds):
    limits = limits_of(Config({section: {"timeout": timeout}}))
    assert limits.cell_seconds == seconds
    assert limits.notebook_seconds == max(300, 2 * seconds)


def test_the_most_particular_section_wins():
    config = Config({"ExecutePreprocessor": {"timeout": 90}, "Execute": {"timeout": 60}})
    assert limits_of(config).cell_seconds == 60


def test_the_graders_own_limit_and_that_of_a_run_come_first():
    config = Config({"Execute": {"timeout": 120}, "Limits": {"cell_seconds": 45}})
    assert limits_of(config).cell_seconds == 45
    assert limits_of(config, timeout=7).cell_seconds == 7


def test_a_plain_timeout_brings_in_nothing_to_run_notebooks_with():
    code = """
import sys
from traitlets.config import Config
from nbseal.grading.spec_reading import limits_of
assert limits_of(Config({"Execute": {"timeout": 120}})).cell_seconds == 120
assert "nbconvert" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True)
