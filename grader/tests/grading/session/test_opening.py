"""What all sessions of a notebook begin with is run once, and leaves what running it each time leaves."""

import json
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nbseal.course.notebook_names import names_of
from nbseal.course.reference import ReferenceCell, ReferenceNotebook, ReleasedCell
from nbseal.grading import sandbox, wire
from nbseal.grading.notebook import grade_notebook
from nbseal.grading.session.fork_server import ForkServer
from nbseal.grading.session.repeatable import looks_repeatable
from nbseal.limits import Limits

pytestmark = pytest.mark.skipif(sandbox.why_no_sandbox() is not None, reason="needs the sandbox")

LIMITS = Limits(cell_seconds=10, memory_mb=400, disk_mb=16, file_mb=4, output_kb=100)
MODULE = """
import datetime, os, random, signal, tempfile, threading, time
kept = []
def clock(): return datetime.datetime.now()
def seconds(): return round(time.time())
def chance(): return random.random()
def entropy(): return len(os.urandom(3))
def number(): return os.getpid()
def pandas_clock():
    import pandas
    return pandas.Timestamp.now()
def fresh_generator():
    import numpy
    return numpy.random.default_rng().random()
def global_generator():
    import numpy
    return getattr(numpy.random, 'ran' + 'd')()
def thread():
    kept.append(threading.Thread(target=threading.Event().wait, daemon=True))
    kept[-1].start()
def leave_file(): open('/tmp/home/note', 'w').close()
def leave_file_beside(): open('note', 'w').close()
def leave_descriptor(): kept.append(open('data.csv'))
def leave_handler(): signal.signal(signal.SIGUSR1, signal.SIG_IGN)
def pair():
    import socket
    kept.append(socket.socketpair())
def pipe(): kept.append(os.pipe())
def mapped():
    import mmap
    kept.append(mmap.mmap(-1, 100))
def go_elsewhere(): os.chdir('/')
def child():
    pid = os.fork()
    if not pid: os._exit(0)
def fail(): raise ValueError('no')
def harmless(): return sorted([3, 1, 2])
"""
FILES = {"data.csv": b"a,b\n1,2\n3,4\n", "own.py": MODULE.encode()}


@pytest.fixture(scope="module")
def server():
    process = ForkServer(LIMITS, preload=["numpy", "pandas"])
    yield process
    process.close()


def opened(server, *sources):
    """Have cells run once; return how many were, and why the next one was not."""
    server.open({"hw": [ReleasedCell(place, None, source) for place, source in enumerate(sources)]}, FILES)
    opening = server.openings.get("hw")
    return len(opening.cells) if opening else 0, server.run_each_time.get("hw", "")


@contextmanager
def session(server):
    started = server.start(server.openings["hw"])
    yield started
    started.stop()


def value(session, name):
    return wire.unpack(session.get(name))


@pytest.mark.parametrize(
    "code",
    [
        "import numpy as np\nimport random, time, threading",
        "x = [n ** 2 for n in range(10)]",
        "import pandas as pd\ntable = pd.read_csv('data.csv')\ntable.head()",
        "def double(n):\n    return 2 * n\nclass Box:\n    size = 1",
        "print('time')",
    ],
)
def test_code_that_only_computes_may_be_run_once(code):
    assert looks_repeatable(code)


@pytest.mark.parametrize(
    "code",
    [
        "%matplotlib inline",
        "!ls",
        "x = (",
        "import time\ntime.time()",
        "from time import time\ntime()",
        "pd.Timestamp.now()",
        "np.random.seed(3)",
        "rng = np.random.default_rng()",
        "open('a', 'w').write(str(random.random()))",
        "table.to_csv('a.csv')",
        "threading.Thread(target=print).start()",
        "await something()",
        "name = input()",
        "exec('import ' + 'time')",
        "import ctypes\nctypes.CDLL(None)",
        "os.environ['A'] = '1'",
    ],
)
def test_code_that_asks_for_time_chance_or_the_world_around_it_is_run_each_time(code):
    assert not looks_repeatable(code)


@pytest.mark.parametrize(
    ("call", "why"),
    [
        ("clock", "now"),
        ("seconds", "time"),
        ("chance", "random"),
        ("entropy", "urandom"),
        ("number", "getpid"),
        ("pandas_clock", "now"),
        ("fresh_generator", "urandom"),
        ("global_generator", "random numbers"),
        ("thread", "start_new_thread"),
        ("leave_file", "changed files"),
        ("leave_file_beside", "changed files"),
        ("leave_descriptor", "changed open files"),
        ("leave_handler", "changed signals"),
        ("pair", "socket"),
        ("pipe", "changed open files"),
        ("mapped", "changed shared memory"),
        ("go_elsewhere", "changed folder"),
        ("child", "fork"),
        ("fail", "error"),
    ],
)
def test_what_a_cell_is_seen_to_do_through_a_function_has_it_run_each_time(server, call, why):
    count, reason = opened(server, "import own", "before = 1", f"own.{call}()", "after = 1")
    assert count == 2, reason
    assert why in reason
    with session(server) as started:
        assert value(started, "before") == 1
        assert not {"after"} & set(started.names())


def test_a_cell_that_only_computes_is_run_once_whatever_it_calls(server):
    cells = ["import own", "import pandas as pd\ntable = pd.read_csv('data.csv')\ntable", "own.harmless()"]
    assert opened(server, *cells) == (3, "")
    shown = server.openings["hw"].shown
    assert "<table" in shown[1][0]["data"]["text/html"]
    assert shown[2][0]["data"]["text/plain"] == "[1, 2, 3]"
    assert shown[2][0]["execution_count"] == 3
    with session(server) as started:
        (output,), _ = started.run("table.a.sum(), own.harmless(), Out[3]", "cell", 10)
        assert output["data"]["text/plain"] == "(np.int64(4), [1, 2, 3], [1, 2, 3])"
        assert output["execution_count"] == 4


def test_what_one_session_changes_no_other_one_finds(server):
    opened(server, "import own, math\nnumbers = [1]")
    for _ in range(3):
        with session(server) as started:
            code = "assert numbers == [1] and math.pi > 3 and not own.kept\n"
            code += "numbers.append(2); math.pi = 3; own.kept.append(1); open('left', 'w').close()"
            assert started.run(code, "cell", 10)[0] == []
            assert value(started, "numbers") == [1, 2]


def test_memory_of_the_opening_is_not_charged_less_than_if_it_ran_in_the_session(server):
    assert opened(server, "block = bytearray(250_000_000)") == (1, "")
    with session(server) as started:
        outputs, _ = started.run("more = bytearray(250_000_000)", "cell", 10)
        assert outputs[-1]["ename"] == "MemoryError"
    server.open({}, {})
    started = server.start()
    outputs, _ = started.run("block = bytearray(250_000_000)\nmore = bytearray(250_000_000)", "cell", 10)
    started.stop()
    assert outputs[-1]["ename"] == "MemoryError"


def test_a_process_that_is_ended_is_a_session_that_could_not_be_started_and_no_more(server):
    opened(server, "x = 1")
    first = server.start(server.openings["hw"])
    second = server.start(server.openings["hw"])  # whoever used the first has died
    assert value(second, "x") == 1
    second.stop()
    first.stop()
    plain = server.start()
    assert "x" not in plain.names()
    plain.stop()


def test_a_cell_without_end_is_interrupted_and_its_session_stopped_as_any_other(server):
    opened(server, "x = 1")
    with session(server) as started:
        outputs, late = started.run("while True:\n    pass", "cell", 1)
        assert late
        assert outputs[-1]["ename"] == "KeyboardInterrupt"
        assert value(started, "x") == 1
    assert started.cpu_seconds > 0.1


def test_the_same_opening_is_run_once_only(server):
    opened(server, "x = 1", "y = 2")
    before = server.openings["hw"]
    assert opened(server, "x = 1", "y = 2") == (2, "")
    assert server.openings["hw"] is before
    assert opened(server, "x = 1") == (1, "")
    assert server.openings["hw"] is not before


def test_with_a_file_of_the_students_beside_it_a_notebook_is_run_from_the_start(server):
    cells = ["import os\nsorted(os.listdir())"]
    known = reference(cells)
    server.open({"hw": known.opening}, FILES)
    for more in ({}, {"mine.txt": b"mine"}):
        done = grade_notebook(server, a_notebook(cells), known, {**FILES, **more}, LIMITS)
        (shown,) = json.loads(done.content)["cells"][0]["outputs"]
        assert "".join(shown["data"]["text/plain"]) == str(sorted([*FILES, *more]))


# --------------------------------------------------------------------------------- the same as each time

SNIPPETS = [
    "import pandas as pd",
    "import numpy as np, math",
    "import own",
    "numbers = [1, 2, 3]\nnumbers",
    "numbers = list(range(len(globals().get('numbers', [])) + 2))",
    "def double(n):\n    return 2 * n\ndouble",
    "class Box:\n    def __init__(self, n): self.n = n\nbox = Box(3)\nbox.n",
    "import pandas as pd\ntable = pd.read_csv('data.csv')\ntable",
    "print('shown')\nimport sys; print('warned', file=sys.stderr)",
    "1 / 0",
    "undefined",
    "%matplotlib inline",
    "!ls",
    "import os\nsorted(os.listdir())",
    "open('made', 'w').write('x')",
    "import own\nown.leave_file_beside()",
    "import own\nown.kept.append(len(own.kept))\nown.kept",
    "import numpy as np\nnp.random.seed(3)\nnp.random.rand()",
    "import random\nrandom.seed(3)\nrandom.random()",
    "Out, In[-1], _",
    "import own\nown.leave_handler()",
    "",
]
FINAL = """
import os, sys
print(sorted(os.listdir()), sorted(it for it in globals() if it[0] != '_'), os.getcwd(), 'own' in sys.modules)
print(globals().get('numbers'), globals().get('table'), len(Out), sys.path.count(''))
"""
ANSWER = "def answer():\n    return globals().get('numbers')"
CHECK = "assert answer() is None or answer() == numbers, answer()\nassert len(numbers) == 3"


def a_notebook(sources):
    cells = [{"cell_type": "code", "source": it, "metadata": {}} for it in sources]
    named = [("answer", ANSWER, True), ("answer_tests", CHECK, False)]
    cells += [
        {"cell_type": "code", "source": it, "metadata": {"nbgrader": {"grade_id": name, "solution": answer}}}
        for name, it, answer in named
    ]
    cells.append({"cell_type": "code", "source": FINAL, "metadata": {}})
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


def reference(sources):
    known = (
        ReferenceCell("answer", "code", "stub", "x", False, False, True, False, 0.0),
        ReferenceCell("answer_tests", "code", CHECK, "x", True, True, False, False, 2.0),
    )
    opening = tuple(ReleasedCell(place, None, it) for place, it in enumerate(sources) if it.strip())
    return ReferenceNotebook("hw", None, known, names_of([*sources, ANSWER], [], [CHECK]), opening=opening)


def changes(count):
    """Return what a student may do to the released cells: nothing, or change, add or delete one."""
    place = st.integers(0, max(0, count - 1))
    return st.one_of(st.none(), st.tuples(st.sampled_from(["change", "add", "delete"]), place))


def changed(sources, change):
    found = list(sources)
    if change is not None:
        how, place = change
        if how == "delete":
            del found[place : place + 1]
        else:
            found[place : place + (how == "change")] = ["numbers = [7, 8, 9]"]
    return found


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), sources=st.lists(st.sampled_from(SNIPPETS), max_size=5), extra=st.booleans())
def test_a_notebook_is_graded_as_if_its_first_cells_had_run_each_time(server, data, sources, extra):
    known = reference(sources)
    files = {**FILES, **({"handed_in.txt": b"mine"} if extra else {})}
    handed_in = [a_notebook(changed(sources, data.draw(changes(len(sources))))) for _ in range(2)]
    server.open({"hw": known.opening}, FILES)
    shared = [grade_notebook(server, it, known, files, LIMITS) for it in handed_in]
    server.open({}, {})
    each_time = [grade_notebook(server, it, known, files, LIMITS) for it in handed_in]
    for one, other in zip(shared, each_time, strict=True):
        one.cpu_seconds = other.cpu_seconds = 0.0
        assert one == other
