"""What a session runs, tells and is kept from; the hostile side of it is in tests/adversaries."""

import pytest

from nbseal.grading import wire
from nbseal.grading.session import DiedError, Raised, TimedOutError, TooSlowError


@pytest.fixture
def session(fork_server):
    started = fork_server.start()
    yield started
    started.stop()


def run(session, code, seconds=20.0):
    outputs, late = session.run(code, "cell", seconds)
    assert not late
    return outputs


def error_of(session, code):
    last = run(session, code)[-1]
    assert last["output_type"] == "error"
    return f"{last['ename']}: {last['evalue']}"


def value(session, name):
    return wire.unpack(session.get(name))


def handle(session, name):
    return wire.unpack(session.get(name), lambda parts: parts)[1]


def test_cells_share_their_names_and_show_what_a_notebook_shows(session):
    assert run(session, "import pandas as pd\nnumbers = [1, 2]\nprint('hello')\nnumbers") == [
        {"output_type": "stream", "name": "stdout", "text": "hello\n"},
        {
            "output_type": "execute_result",
            "data": {"text/plain": "[1, 2]"},
            "metadata": {},
            "execution_count": 1,
        },
    ]
    assert value(session, "numbers") == [1, 2]
    table = run(session, "pd.DataFrame({'a': numbers})")[0]
    assert "<table" in table["data"]["text/html"]


def test_a_chart_is_shown(session):
    code = (
        "import altair as alt, pandas as pd\nalt.Chart(pd.DataFrame({'x': [1]})).mark_bar().encode(x='x:Q')"
    )
    assert run(session, code)[0]["output_type"] == "execute_result"


def test_an_error_tells_the_students_own_lines_and_the_session_goes_on(session):
    shown = run(session, "def half(n):\n    return n / 0\nhalf(1)")[-1]
    assert shown["ename"] == "ZeroDivisionError"
    assert any("line 2, in half" in line for line in shown["traceback"])
    assert run(session, "1 + 1")[0]["data"]["text/plain"] == "2"


def test_no_second_account_of_an_error_is_made_for_a_history_that_nobody_reads(session):
    assert error_of(session, "1 / 0") == "ZeroDivisionError: division by zero"
    run(session, "kept = [str(each) for each in get_ipython().history_manager.exceptions.values()]")
    assert value(session, "kept") == ["{}"]


def test_a_syntax_error_is_an_error_like_any_other(session):
    assert error_of(session, "def broken(:\n  pass").startswith("SyntaxError")


@pytest.mark.parametrize("code", ["exit()", "quit()", "import sys; sys.exit(1)", "raise SystemExit"])
def test_leaving_ends_the_cell_and_not_the_session(session, code):
    session.run(code, "cell", 20.0)
    assert run(session, "1 + 1")[0]["data"]["text/plain"] == "2"


def test_a_name_that_is_not_there_is_nothing(session):
    assert session.get("missing") is None


def test_functions_are_called_with_data_and_return_data(session):
    run(session, "def add(a, b=1):\n    print('adding')\n    return a + b")
    answer = session.call(handle(session, "add"), wire.pack(((2,), {"b": 3})), 20.0)
    assert wire.unpack(answer.packed) == 5
    assert answer.changed == []
    assert answer.printed == "adding\n"


def test_what_a_function_does_to_its_argument_comes_back(session):
    run(session, "def add_item(items, more):\n    items.append(9)\n    more.append(8)")
    answer = session.call(handle(session, "add_item"), wire.pack((([1],), {"more": [2]})), 20.0)
    changed = {key: wire.unpack(packed) for key, packed in answer.changed}
    assert changed == {0: [1, 9], "more": [2, 8]}


def test_an_exception_comes_back_with_its_classes_text_and_lines(session):
    run(session, "class TooSmall(ValueError):\n    pass\ndef check(n):\n    raise TooSmall(f'{n} is small')")
    with pytest.raises(Raised) as caught:
        session.call(handle(session, "check"), wire.pack(((1,), {})), 20.0)
    assert "builtins.ValueError" in caught.value.bases
    assert caught.value.text == "1 is small"
    assert caught.value.lines == ["cell, line 4, in check: raise TooSmall(f'{n} is small')"]


def test_names_can_be_set_and_deleted(session):
    session.set("limit", wire.pack(7))
    assert run(session, "limit")[0]["data"]["text/plain"] == "7"
    session.delete("limit")
    assert error_of(session, "limit").startswith("NameError")


def test_files_beside_the_notebook_are_beside_it(session):
    session.put_file("data/units.csv", b"unit\nSensors\n")
    assert "Sensors" in run(session, "print(open('data/units.csv').read())")[0]["text"]


def test_a_cell_that_takes_too_long_is_interrupted_and_the_session_goes_on(session):
    outputs, late = session.run("import time\ntime.sleep(600)", "cell", 0.5)
    assert late
    assert outputs[-1]["ename"] == "KeyboardInterrupt"
    assert run(session, "1 + 1")[0]["data"]["text/plain"] == "2"


def test_a_call_that_takes_too_long_is_interrupted(session):
    run(session, "import time\ndef wait():\n    time.sleep(600)")
    with pytest.raises(TooSlowError, match="took longer than"):
        session.call(handle(session, "wait"), wire.pack(((), {})), 0.5)
    assert run(session, "1 + 1")[0]["data"]["text/plain"] == "2"


def test_a_cell_that_will_not_be_interrupted_is_ended(session):
    code = "import time\nwhile True:\n    try:\n        time.sleep(600)\n"
    code += "    except KeyboardInterrupt:\n        pass"
    with pytest.raises(TimedOutError, match="nor when interrupted"):
        session.run(code, "cell", 0.5)


def test_a_session_that_ends_itself_says_how(session):
    with pytest.raises(DiedError, match=r"exit code 7"):
        session.run("import os\nos._exit(7)", "cell", 20.0)


def test_the_next_session_knows_nothing_of_the_one_before(fork_server):
    first = fork_server.start()
    run(first, "secret = 1\nopen('/tmp/secret', 'w').write('x')\nopen('/dev/shm/secret', 'w').write('x')")
    run(first, "import builtins, pandas\nbuiltins.secret = 1\npandas.secret = 1")
    first.stop()
    second = fork_server.start()
    assert second.get("secret") is None
    listed = run(second, "import os\nprint(os.listdir('/tmp/work'), os.listdir('/dev/shm'))")
    assert listed[0]["text"] == "[] []\n"
    assert error_of(second, "import pandas\npandas.secret").startswith("AttributeError")
    second.stop()


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("hoard = bytearray(2_000_000_000)", "MemoryError"),
        ("open('big', 'wb').write(b'x' * 5_000_000)", "OSError"),
        ("files = [open('/dev/null') for _ in range(1000)]", "OSError"),
        ("import os\nos.fork()", "PermissionError"),
        ("import subprocess\nsubprocess.run(['ls'])", "PermissionError"),
        ("import socket\nsocket.socket()", "OSError"),
        ("open('/usr/left-behind', 'w')", "OSError"),
        ("open('/proc/self/environ')", "FileNotFoundError"),
    ],
)
def test_a_limit_that_is_hit_is_an_error_in_the_cell(session, code, error):
    assert error_of(session, code).startswith((error, "FileNotFoundError", "PermissionError"))
    assert run(session, "1 + 1")[0]["data"]["text/plain"] == "2"


def test_what_a_cell_prints_is_cut_at_its_budget(session):
    shown = run(session, "for _ in range(100_000):\n    print('x' * 100)")
    assert len(shown[0]["text"]) < 150_000
    assert shown[0]["text"].endswith("... Output truncated ...\n")


def test_processor_time_is_known_after_the_end(fork_server):
    session = fork_server.start()
    run(session, "sum(range(3_000_000))")
    session.stop()
    assert session.cpu_seconds > 0


def test_a_module_beside_the_notebook_is_found_and_comes_before_an_installed_one(session):
    assert session.put_file("altair.py", b"mine = 1")
    assert session.put_file("pack/__init__.py", b"")
    assert session.put_file("pack/part.py", b"two = 2")
    run(session, "import altair\nfrom pack.part import two\nfound = altair.mine + two")
    assert value(session, "found") == 3


def test_a_module_that_a_cell_writes_is_found(session):
    run(session, "%%writefile written.py\nthree = 3")
    run(session, "from written import three")
    assert value(session, "three") == 3


def test_figures_go_into_the_notebook(session):
    run(session, "import os, importlib.util\nbackend = os.environ['MPLBACKEND'].removeprefix('module://')")
    run(session, "found = importlib.util.find_spec(backend.partition('.')[0]) is not None")
    assert (value(session, "backend"), value(session, "found")) == ("matplotlib_inline.backend_inline", True)
