"""Tests that run outside see the student's data and functions, and give nothing away."""

import pytest

from nbseal.course.names import NotebookNames
from nbseal.grading.notebook.checks import CheckRunner
from nbseal.grading.notebook.outcome import Outcome

IMPORTS = {"np": ("numpy", None), "pd": ("pandas", None), "sqrt": ("math", "sqrt")}


class Notebook:
    """A session with checks on it."""

    def __init__(self, session, students):
        self.session = session
        self.checks = CheckRunner(session, NotebookNames(IMPORTS, students=frozenset(students)), 20.0)

    def cell(self, code):
        outputs, _ = self.session.run(code, "cell", 20.0)
        return outputs

    def check(self, code, seen_lines=0):
        return self.checks.run(code, "task_tests", seen_lines)


@pytest.fixture
def notebook(fork_server):
    session = fork_server.start()
    yield Notebook(session, ["squares", "sum_of_squares", "worst", "table"])
    session.stop()


def test_values_and_functions_come_from_the_session(notebook):
    notebook.cell("worst = 'Sensors'\ndef squares(n):\n    return [i**2 for i in range(1, n + 1)]")
    assert notebook.check("assert worst == 'Sensors'\nassert squares(3) == [1, 4, 9]").ended == "passed"


def test_a_failed_assert_says_its_message_and_line(notebook):
    notebook.cell("worst = 'Payroll'")
    outcome = notebook.check("x = 1\nassert worst == 'Sensors', 'look at the lowest fit'")
    assert (outcome.ended, outcome.message, outcome.line) == ("failed", "look at the lowest fit", 2)


def test_a_query_asks_the_session_for_what_stands_in_it_and_no_more(notebook, monkeypatch):
    """pandas copies all names first. Here one of them is nothing that a check can be given."""
    notebook.cell("worst = 2\nimport threading\nlock = threading.Lock()\ntable = list(range(9))")
    asked = []
    get = notebook.session.get

    def noted(name):
        asked.append(name)
        return get(name)

    monkeypatch.setattr(notebook.session, "get", noted)
    code = "few = 1\ndf = pd.DataFrame({'a': [1, 2, 3]})\n"
    code += "assert list(df.query('a > @few and a >= @worst')['a']) == [2, 3]"
    assert notebook.check(code) == Outcome("passed")
    assert asked == ["worst"]
    assert notebook.check("assert pd.eval('few + worst') == 3").ended == "passed"
    assert "nothing" in notebook.check("df.query('a > @nothing')").message


def test_a_copy_of_all_names_holds_them_as_they_were(notebook):
    notebook.cell("worst = 1\ndef squares(n):\n    global worst\n    worst = n")
    code = "before = globals().copy()\nsquares(2)\n"
    code += "assert (before['worst'], worst) == (1, 2) and 'squares' in before"
    assert notebook.check(code).ended == "passed"


def test_a_missing_name_is_said_in_plain_words(notebook):
    assert "`worst` is not defined" in notebook.check("assert worst == 1").message


def test_tables_arrive_as_tables(notebook):
    notebook.cell("import pandas as pd\ntable = pd.DataFrame({'unit': ['A', 'B'], 'fit': [1.0, 2.0]})")
    code = "assert list(table.columns) == ['unit', 'fit']\nassert np.isclose(table['fit'].mean(), 1.5)"
    assert notebook.check(code).ended == "passed"


def test_an_exception_can_be_expected(notebook):
    notebook.cell("def squares(n):\n    raise ValueError('n must be 1 or more')")
    code = "try:\n    squares(0)\nexcept ValueError as error:\n    assert 'must be' in str(error)\n"
    code += "else:\n    assert False"
    assert notebook.check(code).ended == "passed"


def test_an_exception_that_is_not_expected_shows_the_students_line_and_not_the_tests(notebook):
    notebook.cell("def squares(n):\n    return n / 0")
    outcome = notebook.check("assert squares(1) == ['the secret']")
    assert outcome.ended == "failed"
    assert outcome.message == "ZeroDivisionError: division by zero"
    assert outcome.student_lines == ["cell, line 2, in squares: return n / 0"]
    assert "secret" not in repr(outcome)


def test_an_exception_of_the_students_own_class_can_be_named(notebook):
    notebook.cell("class Empty(Exception):\n    pass\ndef squares(n):\n    raise Empty('nothing')")
    assert notebook.check("try:\n    squares(0)\nexcept Empty:\n    pass").ended == "passed"


@pytest.mark.parametrize(
    "check",
    [
        "for got, right in zip(map(squares, [1, 2]), [[1], [1, 4]]):\n    assert got == right",
        "assert all(map(squares, [1, 2]))",
        "assert list(map(squares, [1])) == [] or True",
    ],
)
def test_a_function_that_says_it_is_at_its_end_does_not_end_the_check(notebook, check):
    notebook.cell("def squares(n):\n    raise StopIteration")
    outcome = notebook.check(check)
    assert (outcome.ended, outcome.message) == ("failed", "RuntimeError: it raised StopIteration")


def test_a_class_that_does_something_is_not_run_outside(notebook):
    notebook.cell("import pandas as pd\nsquares = pd.HDFStore\nworst = pd.DataFrame")
    assert notebook.check("squares('file')").ended == "stopped"
    assert notebook.check("assert worst is pd.DataFrame").ended == "passed"


def test_a_check_can_ask_whether_a_name_is_there(notebook):
    notebook.cell("worst = 1\ntable = (n for n in [1])")
    code = "assert 'worst' in globals() and 'table' in globals() and 'best' not in globals()\n"
    assert (
        notebook.check(
            code + "assert globals().get('worst') == 1\nassert globals().get('best') is None"
        ).ended
        == "passed"
    )


def test_a_failed_assert_tells_what_the_functions_in_it_gave(notebook):
    notebook.cell("def squares(n):\n    return [n]\nworst = 'Payroll'")
    outcome = notebook.check("squares(9)\nassert squares(2) == [1, 4]")
    assert outcome.gave == ["`squares(2)` gave [2]"]
    assert notebook.check("assert worst == 'Sensors'").gave == ["`worst` is 'Payroll'"]


def test_a_failed_assert_tells_what_a_name_in_it_was_given(notebook):
    notebook.cell("def squares(n):\n    return [n]")
    code = "first = squares(2)\nsecond = squares(3)\nassert first == [1, 4]\n"
    assert notebook.check(code).gave == ["`squares(2)` gave [2]"]


def test_a_table_is_told_by_its_first_rows(notebook):
    notebook.cell(
        "import pandas as pd\ndef squares(n):\n    return pd.DataFrame({'n': range(n), 'half': 0.5})"
    )
    (told,) = notebook.check("assert len(squares(9)) == 3").gave
    assert told.startswith("`squares(9)` gave a table of 9 rows and 2 columns\n")
    assert "… and 3 more rows" in told
    assert len(told.split("\n")) == 9


def test_a_failed_check_knows_every_line_of_its_own_that_led_there(notebook):
    notebook.cell("def squares(n):\n    return [n]")
    outcome = notebook.check("def right(n):\n    assert squares(n) == n\nright(1)")
    assert (outcome.line, outcome.lines) == (2, [3, 2])


@pytest.mark.parametrize(
    ("change", "call"),
    [("items.append(1)", "squares(items=[0])"), ("items.append(1)\n    raise ValueError", "squares([0])")],
)
def test_what_a_function_does_to_an_argument_is_done_by_name_and_before_an_error_as_well(
    notebook, change, call
):
    notebook.cell(f"def squares(items):\n    {change}")
    code = f"given = [0]\ntry:\n    {call.replace('[0]', 'given')}\nexcept ValueError:\n    pass\n"
    assert notebook.check(code + "assert given == [0, 1]").ended == "passed"


def test_deleting_a_students_name_reaches_the_session(notebook):
    notebook.cell("def squares(n):\n    return [n]\ndef sum_of_squares(n):\n    return sum(squares(n))")
    code = """
orig = squares
del squares
try:
    sum_of_squares(1)
except NameError:
    pass
else:
    raise AssertionError('does not use squares')
finally:
    squares = orig
"""
    assert notebook.check(code).ended == "passed"
    assert notebook.check("assert sum_of_squares(3) == 3").ended == "passed"


def test_a_students_function_can_be_replaced_by_one_of_the_tests(notebook):
    notebook.cell("def squares(n):\n    return [n]\ndef sum_of_squares(n):\n    return sum(squares(n))")
    code = """
seen = []
real = squares
def squares(n):
    seen.append(n)
    return real(n) + [100]
assert sum_of_squares(3) == 103
assert seen == [3]
squares = real
"""
    assert notebook.check(code).ended == "passed"
    assert notebook.check("assert sum_of_squares(3) == 3").ended == "passed"


def test_an_expected_value_never_reaches_the_session(notebook):
    notebook.cell(
        "expected = answer = result = None\ndef squares(n):\n    return expected or answer or result"
    )
    outcome = notebook.check("expected = answer = result = [1, 4]\nassert squares(2) == expected")
    assert outcome.ended == "failed"
    assert notebook.cell("print(expected, answer, result)")[0]["text"] == "None None None\n"


def test_what_a_check_imports_is_there_for_the_students_functions(notebook):
    notebook.cell("def squares(n):\n    return list(math.sqrt(n) * np.ones(1))")
    assert notebook.check("import math\nimport numpy as np\nassert squares(4) == [2.0]").ended == "passed"
    assert notebook.cell("math.pi")[0]["data"]["text/plain"].startswith("3.14")


def test_what_one_check_binds_the_next_can_use(notebook):
    notebook.check("def close(a, b):\n    return abs(a - b) < 1\nimport math")
    assert notebook.check("assert close(1, 1.5) and math.pi > 3").ended == "passed"


def test_a_student_cannot_take_over_what_a_check_has_bound(notebook):
    notebook.check("expected = 4")
    notebook.cell("expected = worst = 5")
    assert notebook.check("assert worst == expected").ended == "failed"


@pytest.mark.parametrize("name", ["len", "isinstance", "abs", "sorted", "print", "AssertionError"])
def test_builtins_stay_what_they_are(notebook, name):
    notebook.cell(f"{name} = lambda *a, **k: True")
    assert notebook.check(f"import builtins\nassert {name} is builtins.{name}").ended == "passed"


def test_modules_of_the_released_notebook_are_the_real_ones(notebook):
    notebook.cell("class np:\n    isclose = staticmethod(lambda *a: True)\nsqrt = lambda n: 99")
    assert notebook.check("assert not np.isclose(1, 2)\nassert sqrt(4) == 2").ended == "passed"


def test_arguments_that_a_function_changes_are_changed(notebook):
    notebook.cell("def squares(items):\n    items.append(1)\ndef worst(table):\n    table['x'] = 0")
    code = "items = [0]\nsquares(items)\nassert items == [0, 1]\n"
    code += "frame = pd.DataFrame({'a': [1]})\nworst(frame)\nassert list(frame.columns) == ['a', 'x']"
    assert notebook.check(code).ended == "passed"


CHANGES = [
    "table['x'] = 0",
    "table.loc[0, 'a'] = 9",
    "table.loc[0, 'b'] = 'q'",
    "table.drop(columns='a', inplace=True)",
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_check_can_hold_a_function_to_leaving_its_table_alone(notebook, change):
    notebook.cell(f"def worst(table):\n    {change}")
    code = "frame = pd.DataFrame({'a': [1, 2], 'b': ['x', 'y']})\nkept = frame.copy()\nworst(frame)\n"
    assert (
        notebook.check(code + "assert frame.equals(kept), 'your function changes the table'").ended
        == "failed"
    )
    notebook.cell("def worst(table):\n    return table.groupby('b')['a'].sum()")
    assert notebook.check(code + "assert frame.equals(kept)").ended == "passed"


def test_what_a_function_prints_can_be_caught(notebook):
    notebook.cell("def squares(n):\n    print('n is', n)")
    code = "import io, contextlib\nwith contextlib.redirect_stdout(io.StringIO()) as out:\n    squares(2)\n"
    assert notebook.check(code + "assert out.getvalue() == 'n is 2\\n'").ended == "passed"


def test_a_function_knows_its_name_doc_and_parameters(notebook):
    notebook.cell('def squares(n, start=1):\n    """Return squares."""')
    code = (
        "import inspect\nassert squares.__doc__ == 'Return squares.'\nassert squares.__name__ == 'squares'\n"
    )
    code += "assert list(inspect.signature(squares).parameters) == ['n', 'start']\nassert callable(squares)"
    assert notebook.check(code).ended == "passed"


def test_what_cannot_cross_is_said_in_words_a_student_understands(notebook):
    notebook.cell("def worst():\n    return (n for n in [1])")
    outcome = notebook.check("assert worst() == [1]")
    assert (outcome.ended, outcome.message) == ("stopped", "`worst` returned a generator; make it a list.")


def test_a_check_cannot_swallow_what_cannot_cross(notebook):
    notebook.cell("def worst():\n    return object()")
    assert notebook.check("try:\n    worst()\nexcept:\n    pass").ended == "stopped"


@pytest.mark.parametrize(
    ("code", "ended", "number"),
    [
        ("1.5", "number", 1.5),
        ("np.float64(0.5)", "number", 0.5),
        ("x = 1\nx;", "passed", 0),
        ("None", "passed", 0),
        ("True", "passed", 0),
        ("False", "failed", 0),
        ("float('nan')", "unclear", 0),
        ("'full marks'", "passed", 0),
        ("[1]", "passed", 0),
        ("[1, 2]", "passed", 0),
        ("np.zeros(3)", "passed", 0),
        ("object()", "passed", 0),
        ("np.False_", "failed", 0),
    ],
)
def test_the_last_line_can_be_a_number_of_points(notebook, code, ended, number):
    outcome = notebook.check(code)
    assert (outcome.ended, outcome.number) == (ended, number)


def test_a_session_that_dies_in_a_check_fails_that_check(notebook):
    notebook.cell("import os\ndef squares(n):\n    os._exit(0)")
    outcome = notebook.check("assert squares(1) == [1]")
    assert outcome.ended == "stopped"
    assert "exit code 0" in outcome.message


def test_system_exit_from_a_function_is_an_error_of_that_function(notebook):
    notebook.cell("def squares(n):\n    raise SystemExit(0)")
    assert notebook.check("assert squares(1) == [1]").ended == "failed"


def test_a_check_that_cannot_be_read_is_for_a_person(notebook):
    assert notebook.check("%timeit 1").ended == "stopped"


# ----------------------------------------------------------------- what a check finds, as in a notebook


@pytest.mark.parametrize("where", ["dir()", "globals()", "vars()"])
def test_a_check_can_ask_which_names_there_are(notebook, where):
    notebook.cell("worst = 1")
    assert notebook.check(f"assert 'worst' in {where} and 'best' not in {where}").ended == "passed"


def test_an_input_that_a_check_puts_there_is_the_functions(notebook):
    notebook.cell("def squares():\n    return int(input('n? ')) ** 2")
    code = "answers = iter('34')\ninput = lambda prompt='': next(answers)\nassert squares() + squares() == 25"
    assert notebook.check(code).ended == "passed"


@pytest.mark.parametrize(
    "code",
    [
        "from unittest import mock\nwith mock.patch('builtins.input', lambda _: '3'):\n    got = squares()",
        "import io, sys\nsys.stdin = io.StringIO('3')\ngot = squares()",
        "import builtins\nbuiltins.input = lambda prompt: '3'\ngot = squares()",
    ],
)
def test_an_input_that_a_check_exchanges_everywhere_is_the_functions(notebook, code):
    notebook.cell("def squares():\n    return int(input('n? ')) ** 2")
    assert notebook.check(f"{code}\nassert got == 9").ended == "passed"


def test_a_function_draws_what_the_seed_of_a_check_gives(notebook):
    notebook.cell("import random, numpy as np\ndef squares():\n    return random.random(), np.random.rand()")
    code = "import random\nrandom.seed(3)\nnp.random.seed(4)\ngot = squares()\n"
    code += "random.seed(3)\nnp.random.seed(4)\n"
    assert notebook.check(code + "assert got == (random.random(), np.random.rand())").ended == "passed"


def test_a_function_learns_nothing_of_what_a_check_draws_without_a_seed(notebook):
    notebook.cell("import random\nworst = random.getstate()\ndef squares():\n    return random.getstate()")
    code = "import random\nhidden = random.random()\nassert squares() == worst"
    assert notebook.check(code).ended == "passed"


def test_the_defaults_of_a_function_are_known(notebook):
    notebook.cell("def squares(n, power=2, *, name='x', other=object()):\n    return n ** power")
    code = "import inspect\nfound = inspect.signature(squares).parameters\n"
    code += "assert (found['power'].default, found['name'].default) == (2, 'x')"
    assert notebook.check(code).ended == "passed"


@pytest.fixture
def taught(fork_server):
    """Return a notebook whose answers import `pickle` as `tool`, and bind `total`."""
    session = fork_server.start()
    made = Notebook(session, [])
    names = NotebookNames(answers=frozenset({"total"}), answer_imports={"tool": ("statistics", None)})
    made.checks = CheckRunner(session, names, 20.0, None, frozenset({"table", "secret", "derived"}))
    yield made
    session.stop()


def test_a_module_that_an_answer_imports_is_known_under_its_name_alone(taught):
    taught.cell("import statistics as tool, pickle\nother = tool\nimport pickle as also")
    assert taught.check("assert tool.mean([1, 3]) == 2").ended == "passed"
    assert taught.check("also.loads").ended == "stopped"
    taught.cell("tool = pickle")
    assert taught.check("tool.loads").ended == "stopped"


def test_what_a_student_binds_later_comes_before_what_a_check_has_bound(taught):
    assert taught.check("total = 1").ended == "passed"
    taught.cell("total = 2")
    taught.checks.cell_has_run("total = 2")
    assert taught.check("assert total == 2").ended == "passed"


def test_a_cell_finds_what_a_check_has_bound_where_students_read_it(taught):
    taught.check("table = [1, 2]\nsecret = 3\nassert secret == 3", seen_lines=1)
    assert taught.cell("table")[0]["data"]["text/plain"] == "[1, 2]"
    assert taught.cell("secret")[0]["ename"] == "NameError"


def test_what_is_worked_out_from_a_hidden_line_stays_hidden(taught):
    taught.check("table = [1, 2]\nsecret = 3", seen_lines=1)
    taught.check("derived = secret + 1\nassert derived == 4", seen_lines=2)
    assert taught.cell("derived")[0]["ename"] == "NameError"


def test_a_function_of_a_check_cannot_be_asked_later_for_what_it_knows(taught):
    taught.check("def derived(guess):\n    return guess == secret\nsecret = 3", seen_lines=2)
    taught.check("def table(guess):\n    return guess > 2\nassert table(3)", seen_lines=2)
    assert taught.cell("derived(3)")[0]["ename"] == "NameError"
    assert taught.cell("table(3)")[0]["ename"] == "NameError"
