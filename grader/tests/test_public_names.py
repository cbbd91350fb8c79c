"""`nbseal` has twelve public names, each says what it is, and importing it loads none of them."""

import subprocess
import sys

import pytest

import nbseal

NAMES = [
    "Limits",
    "Sessions",
    "check",
    "collect",
    "due",
    "errors",
    "export",
    "feedback",
    "grade",
    "open_course",
    "release",
    "report",
]

HEAVY = {
    "IPython",
    "nbconvert",
    "nbformat",
    "nbgrader",
    "numpy",
    "pandas",
    "sqlalchemy",
    "traitlets",
    "typer",
}


def test_these_are_the_public_names():
    assert nbseal.__all__ == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_each_public_name_can_be_loaded_and_says_what_it_is(name):
    assert getattr(nbseal, name).__doc__


def test_all_else_that_can_be_seen_in_nbseal_is_underscored_or_a_package():
    known = {*NAMES, "Any", "import_module"}
    code = "import nbseal; print(*vars(nbseal))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {name for name in done.stdout.split() if not name.startswith("_")} <= known


def test_an_unknown_name_is_refused_with_those_there_are():
    with pytest.raises(AttributeError, match=r"nbseal has no 'grades'; it has .*grade, open_course"):
        nbseal.grades  # noqa: B018


def test_importing_nbseal_loads_nothing_that_takes_time():
    code = "import sys, nbseal; print(*{name.partition('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not HEAVY & set(done.stdout.split())
