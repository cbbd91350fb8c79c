"""What a student mistypes is answered in one line, with the nearest name."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from leadermanager import errors

COURSE = Path(__file__).parents[1] / "course"
AXES = "title='Is it on plan?', x_title='quarter', y_title='pounds'"
OPTICS = "lm.charts.lines(lm.load_units(), x='quarter', y='actual', by='unit'"

TYPED = {
    "a unit": (f"{OPTICS}, only=['optics'], {AXES})", "did you mean 'Optics'?"),
    "a unit to highlight": (f"{OPTICS}, highlight=['Sensor'], {AXES})", "did you mean 'Sensors'?"),
    "a table": ("lm.describe('unit')", "did you mean 'units'?"),
    "a loader": ("lm.load_unit()", "did you mean 'load_units'?"),
    "a column": (
        f"lm.charts.lines(lm.load_units(), x='qarter', y='actual', {AXES})",
        "did you mean 'quarter'?",
    ),
    "an exercise": ("lm.exercise('01-act')", "did you mean '01-acts'?"),
    "an exercise that was answered": ("lm.said('01-promot')", "did you mean '01-promote'?"),
    "a number of a model": ("lm.models.contagion(carrier=5)", "did you mean 'carriers'?"),
    "a number that is too large": ("lm.models.contagion(carriers=500)", "give a whole number from 1 to 50."),
    "a unit in a filter": (
        "units = lm.load_units()\n"
        f"lm.charts.lines(units[units['unit'] == 'optics'], x='quarter', y='actual', {AXES})",
        "Is a name misspelt in it? Capitals count.",
    ),
}  # fmt: skip

NOTEBOOK = """
import contextlib, io, json, sys
from IPython.core.interactiveshell import InteractiveShell

shell, said = InteractiveShell(), {}
for name, code in json.loads(sys.argv[1]).items():
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        shell.run_cell(f"import leadermanager as lm\\n{code}")
    said[name] = output.getvalue()
print(json.dumps(said))
"""


@pytest.fixture(scope="module")
def said():
    """What a notebook's cells say, each to something that was mistyped in it."""
    cells = json.dumps({name: code for name, (code, _) in TYPED.items()})
    line = [sys.executable, "-c", NOTEBOOK, cells]
    done = subprocess.run(line, cwd=COURSE, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize("name", TYPED)
def test_a_mistyped_name_is_answered_in_one_line(said, name):
    [sentence] = said[name].strip().splitlines()
    assert sentence.endswith(TYPED[name][1])


def test_the_tree_in_the_documentation_is_the_tree():
    classes = {name for name, each in vars(errors).items() if isinstance(each, type)}
    drawn = {line.split()[1] for line in errors.__doc__.splitlines() if "──" in line}
    assert classes == drawn | {"CourseError"}
