"""A worker imports what checks need, before it forks, and what a fork had to import."""

import sys
from dataclasses import replace

import pytest

from nbseal.course.notebook_names import NotebookNames
from nbseal.course.reference import ReferenceCell, ReferenceNotebook
from nbseal.grading.spec import GradingSpec
from nbseal.grading.worker_imports import WorkerImports, packages_of_checks

NAMES = NotebookNames(
    {"alt": ("altair", None), "plt": ("matplotlib.pyplot", None), "Chart": ("altair", "Chart")},
    answer_imports={"stats": ("scipy.stats", None)},
)


def notebook(*checks, names=NAMES):
    cells = [
        ReferenceCell(f"t{number}", "code", check, "", True, True, False, False, 1.0)
        for number, check in enumerate(checks)
    ]
    return ReferenceNotebook("hw", None, tuple(cells), names)


@pytest.mark.parametrize(
    ("check", "packages"),
    [
        ("assert squares(3) == [1, 4, 9]", set()),
        ("import numpy as np\nassert squares(3) == np.arange(3)", {"numpy"}),
        ("def right():\n    from scipy.stats import norm\nassert right()", {"scipy"}),
        ("assert plt.gcf()", {"matplotlib"}),
        ("assert isinstance(chart, Chart)", {"altair"}),
        ("assert stats.norm", {"scipy"}),
        ("plt = 1\nassert plt", {"matplotlib"}),
        ("import numpy\ndef f(:", set()),
    ],
)
def test_the_packages_of_a_check_are_those_that_its_code_names(check, packages):
    assert packages_of_checks(notebook("assert True", check)) == packages


def test_what_a_cell_imports_whole_may_be_any_name_of_a_check():
    assert packages_of_checks(notebook("assert True", names=replace(NAMES, stars=("math",)))) == {"math"}


def test_what_no_check_names_is_imported_once_a_fork_had_to(monkeypatch):
    for module in ("tabnanny", "sched", "pyclbr"):
        monkeypatch.delitem(sys.modules, module, raising=False)
    cells = NotebookNames({"sched": ("sched", None)}, modules=frozenset({"sched", "tabnanny", "pyclbr"}))
    spec = GradingSpec((notebook("assert sched", names=cells),), {}, {})
    imports = WorkerImports()
    imports.prepare(spec, ["array"])
    assert "sched" in sys.modules
    assert not {"tabnanny", "pyclbr"} & sys.modules.keys()
    assert imports.late() == []
    imports.follow(["tabnanny", "this"])  # a fork may say anything
    assert "tabnanny" in sys.modules
    assert not {"pyclbr", "this"} & sys.modules.keys()
    import pyclbr  # noqa: F401

    assert imports.late() == ["pyclbr"]


@pytest.mark.parametrize(("place", "why"), [("inside", ""), ("outside", "it uses a magic")])
def test_nothing_is_imported_for_checks_that_run_in_sessions(monkeypatch, place, why):
    for module in ("tabnanny", "sched"):
        monkeypatch.delitem(sys.modules, module, raising=False)
    asks = notebook("import sched", names=NotebookNames(modules=frozenset({"sched"})))
    asks = replace(asks, cells=tuple(replace(cell, why_inside=why) for cell in asks.cells))
    imports = WorkerImports()
    imports.prepare(GradingSpec((asks,), {}, {}, place), ["tabnanny"])
    assert not {"sched", "tabnanny"} & sys.modules.keys()


def test_a_module_of_the_assignments_own_is_not_imported_where_it_is_not():
    cells = NotebookNames(modules=frozenset({"own"}))
    imports = WorkerImports()
    imports.prepare(GradingSpec((notebook("import own", names=cells),), {"own.py": b"1 / 0"}, {}), [])
    imports.follow(["own"])
    assert "own" not in sys.modules
