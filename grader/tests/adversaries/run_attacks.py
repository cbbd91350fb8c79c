"""Grade one small notebook under each attack, and print what became of it as JSON.

Started by `test_attacks.py` inside a wrapping of its own (see there), because an attack that gets out of the
grader must not get any further. Each attack is handed in by one student; after it, in the same worker, comes
an honest student with the same answers.
"""

import json
import sys
import time
from dataclasses import replace
from pathlib import Path

from nbseal.course.notebook_names import NotebookNames
from nbseal.course.reference import ReferenceCell, ReferenceNotebook, ReleasedCell
from nbseal.grading.spec import GradingSpec
from nbseal.grading.submission import Submission
from nbseal.grading.workers import Worker
from nbseal.limits import Limits

HERE = Path(__file__).parent
CANARY = "HIDDEN-CANARY-93"

DOUBLE_TEST = f"""
# {CANARY}
assert double(2) == 4, "double of 2"
assert abs(double(10) - 20) < 0.1 and isinstance(double(10), int)
"""
FIT_TEST = """
assert fit([3, 4]) == 7
"""
ANSWER_TEST = f"""
expected = 7919  # {CANARY}
result = answer
assert result == expected, "{CANARY}"
assert isinstance(answer, int)
"""
# It counts what another student may have left, so that it shows in the points.
FIT = """
def fit(values):
    import builtins, os, sys
    import numpy, pandas
    changed = [
        kept != {"two": 2},
        any(hasattr(it, "left_behind") for it in (builtins, numpy, pandas)),
        "left_behind" in sys.modules or "left_behind" in globals(),
        "LEFT_BEHIND" in os.environ or os.getcwd() != "/tmp/work" or sys.getrecursionlimit() < 500,
        sorted(os.listdir()) != [] or [it for it in os.listdir("/tmp") if it.startswith("left")] != [],
        numpy.isclose(1, 2) or 125 + 125 != 250 or type(numpy.array([1])) is not numpy.ndarray,
        len(In) > 20,
    ]
    return sum(values) + sum(map(bool, changed))
"""
CELLS = [
    ("imports", "import numpy as np\nimport pandas as pd\n", 0),
    (None, 'kept = {"two": 2}', 0),  # these two are run once for all
    ("double", "def double(n):\n    return n + 1\n", 0),
    ("double_tests", DOUBLE_TEST, 2),
    ("fit", FIT, 0),
    ("fit_tests", FIT_TEST, 1),
    ("answer", "answer = 0\n", 0),
    ("answer_tests", ANSWER_TEST, 4),
    ("made", "made = 1\n", 0),
    ("made_tests", "assert made == 1", 1),
]
INSIDE = "made_tests"  # the check that runs inside; the others are as secret for all that


def reference() -> ReferenceNotebook:
    cells = []
    for name, source, points in CELLS:
        if name is None:
            continue
        test = bool(points)
        locked = name == "imports" or test
        known = ReferenceCell(name, "code", source, "x", locked, test, not locked, False, float(points))
        cells.append(replace(known, why_inside="for these tests" if name == INSIDE else ""))
    imports: dict[str, tuple[str, str | None]] = {"np": ("numpy", None), "pd": ("pandas", None)}
    names = NotebookNames(
        imports,
        students=frozenset({"double", "fit", "answer", "made"}),
        modules=frozenset({"numpy", "pandas"}),
    )
    opening = tuple(ReleasedCell(place, name, source) for place, (name, source, _) in enumerate(CELLS[:2]))
    return ReferenceNotebook("hw", None, tuple(cells), names, opening=opening)


def notebook(attack: str | None) -> bytes:
    """Return what is handed in: the honest answers, with the attack where its file says."""
    cells = []
    for name, source, points in CELLS:
        known: dict[str, object] = {
            "grade_id": name,
            "grade": bool(points),
            "solution": not points,
            "locked": False,
        }
        known |= {"schema_version": 3, "task": False, "points": points}
        cells.append(code(source, {"nbgrader": known} if name is not None else {}))
    whole = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    if attack is not None:
        where = attack.splitlines()[1].removeprefix("# cell: ")
        if where == "notebook":
            exec(attack, {"notebook": whole, "cells": cells})
        elif where == "start":
            cells.insert(2, code(attack))
        elif where == "end":
            cells.append(code(attack))
        else:
            next(c for c in cells if c["metadata"].get("nbgrader", {}).get("grade_id") == where)["source"] = (
                attack
            )
    return json.dumps(whole).encode()


def code(source: str, metadata: dict | None = None) -> dict:
    return {
        "cell_type": "code",
        "source": source,
        "metadata": metadata or {},
        "outputs": [],
        "execution_count": None,
    }


def main(names: list[str]) -> None:
    limits = Limits(
        cell_seconds=2,
        notebook_seconds=20,
        cpu_seconds=10,
        memory_mb=300,
        disk_mb=16,
        file_mb=4,
        output_kb=100,
    )
    spec = GradingSpec((reference(),), {}, limits.as_dict(), preload=("numpy", "pandas"))
    worker = Worker(spec)
    honest = scores(worker.grade_in_forks(Submission("honest", {"hw": notebook(None)})))
    opened = {name: len(it.cells) for name, it in worker.fork_server.openings.items()}
    print(json.dumps({"name": "honest", "scores": honest, "opened": opened}), flush=True)
    for name in names:
        began = time.monotonic()
        graded = worker.grade_in_forks(Submission("attacker", {"hw": notebook((HERE / name).read_text())}))
        took = time.monotonic() - began
        after = worker.grade_in_forks(Submission("honest", {"hw": notebook(None)}))
        found = {
            "name": name,
            "scores": scores(graded),
            "flags": [flag.reason for it in graded.notebooks for flag in it.flags],
            "shown": shown_by_students_cells(graded),
            "seconds": took,
            "after": scores(after),
            "after_flags": [flag.reason for it in after.notebooks for flag in it.flags],
            "left": left_behind(),
        }
        print(json.dumps(found), flush=True)
    worker.close()


def scores(graded) -> dict[str, float | None]:
    return {score.cell: score.points for it in graded.notebooks for score in it.scores}


def shown_by_students_cells(graded) -> str:
    """Return all that the notebook's own cells showed; tests show their own messages to the grader."""
    cells = [cell for it in graded.notebooks for cell in json.loads(it.content)["cells"]]
    own = [cell for cell in cells if not cell["metadata"].get("nbgrader", {}).get("grade")]
    return "".join(json.dumps(cell.get("outputs", []))[:200_000] for cell in own)


def left_behind() -> list[str]:
    places = [Path("/tmp"), Path("/dev/shm"), Path("/var/tmp"), Path("/"), Path("/dev"), Path(sys.prefix)]
    return [str(path) for place in places for path in place.glob("*left-behind*")]


if __name__ == "__main__":
    main(sys.argv[1:])
