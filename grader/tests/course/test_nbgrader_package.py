"""nbgrader's package is what it always is, but for when its server extensions are imported."""

import json
import subprocess
import sys

import pytest

MODULES = ["api", "apps", "converters", "coursedir", "dbutil", "nbgraderformat", "preprocessors", "utils"]
MODULES += ["plugins", "exchange", "validator"]

TELL = """
import json, sys, nbgrader
told = [nbgrader.__version__, nbgrader.__file__, list(nbgrader.__path__)]
told += [nbgrader._jupyter_server_extension_points(), nbgrader._jupyter_labextension_paths()]
print(json.dumps([told, sorted(dir(nbgrader))]))
"""

# Each line is run in a process in which nothing of nbgrader has been imported yet.
APART = """
import os, sys
import nbseal.course
for code in sys.argv[1:]:
    pid = os.fork()
    if pid == 0:
        try:
            exec(code)
            sys.stdout.flush()
        finally:
            os._exit(0)
    os.waitpid(pid, 0)
"""


def said(*line):
    """Return what a Python says, started with these arguments."""
    run = subprocess.run([sys.executable, "-c", *line], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    return run.stdout


def test_grading_brings_in_neither_the_server_nor_what_converts_notebooks():
    code = "import json, sys\nfrom nbseal.grading import engine\nprint(json.dumps(list(sys.modules)))"
    brought = json.loads(said(code))
    assert "nbgrader.api" in brought
    packages = {name.partition(".")[0] for name in brought}
    assert not packages & {"jupyter_server", "jupyter_client", "nbconvert", "IPython", "zmq"}


def test_whoever_asks_the_package_is_told_the_same_as_without_this_grader():
    alone, here = json.loads(said(TELL)), json.loads(said(f"import nbseal.course\n{TELL}"))
    assert here == alone


def test_a_package_that_is_there_already_is_left_alone():
    code = "import nbgrader, nbseal.course\nprint('load_formgrader' in vars(nbgrader))"
    assert said(code) == "True\n"


def test_a_name_is_found_however_it_is_asked_for():
    told = {
        "from nbgrader import api; print(api.__name__)": "nbgrader.api",
        "import nbgrader; print(nbgrader.api.__name__)": "nbgrader.api",
        "import nbgrader; print(nbgrader.load_formgrader.__name__)": "load_jupyter_server_extension",
        "import nbgrader; print(hasattr(nbgrader, 'nothing'))": "False",
        "import nbgrader; print('load_formgrader' in dir(nbgrader))": "True",
    }
    assert said(APART, *told).split() == list(told.values())


@pytest.mark.thorough("each imports most of nbgrader; what the grader uses of it, other tests use as well")
def test_every_module_of_it_can_be_the_first():
    assert said(APART, *(f"import nbgrader.{it}; print('{it}')" for it in MODULES)).split() == MODULES
