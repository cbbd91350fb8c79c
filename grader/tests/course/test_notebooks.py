"""The source of a cell is read as IPython reads it, and by Python alone where that is enough."""

import subprocess
import sys

import pytest

from nbseal.course.notebooks import bound_names, parse_code


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("x = 1", {"x"}),
        ("%matplotlib inline\nx = 1", {"x"}),
        ("files = !ls\nx = 1", {"files", "x"}),
        ("%%time\nx = 1", set()),
        ("f?\nx = 1", {"x"}),
        ("  x = 1\n  y = 2", {"x", "y"}),
        (">>> x = 1\n... y = 2", {"x", "y"}),
        ("", set()),
    ],
)
def test_the_names_of_a_cell_are_found_beside_its_magics(source, names):
    assert bound_names(parse_code(source)) == names


def test_a_line_of_plain_code_keeps_its_number():
    assert parse_code("\n\nx = 1").body[0].lineno == 3


def test_what_is_not_python_is_an_error():
    with pytest.raises(SyntaxError):
        parse_code("def f(:")


def test_plain_code_is_read_without_ipython():
    code = "import sys\nfrom nbseal.course.notebooks import parse_code\nparse_code('x = 1')\n"
    subprocess.run([sys.executable, "-c", code + "assert 'IPython' not in sys.modules"], check=True)
