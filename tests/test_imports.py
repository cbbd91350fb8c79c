"""Imports point one way: no module needs, at once or later, one that needs it."""

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

SOURCES = Path(__file__).parents[1] / "src"
PACKAGE = "leadermanager"


def modules_in(folder):
    """Return each module's file under its dotted name."""
    names = {path: path.relative_to(folder).with_suffix("").parts for path in folder.rglob("*.py")}
    return {".".join(parts).removesuffix(".__init__"): path for path, parts in names.items()}


def imports_of(name, path, known):
    """Return the modules of `known` that one imports: at its top, in a function, or by a name in a text.

    `from package import name` leads to the module `package.name` where there is one. A module that calls
    `import_module` leads to all modules that its texts name, whole or from its own package or the top one.
    """
    tree = ast.parse(path.read_text("utf-8"))
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.module is not None, f"{name}: imports are written in full"
            assert not node.level, f"{name}: imports are written in full"
            inside = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {each if each in known else node.module for each in inside}
    if "import_module" in {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}:
        constants = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
        texts = {value for value in constants if isinstance(value, str)}
        starts = {"", f"{package}.", f"{package.partition('.')[0]}."}
        found |= {f"{start}{text}" for start in starts for text in texts}
    return {each for each in found if each in known} - {name}


def graph_of(folder):
    known = modules_in(folder)
    return {name: imports_of(name, path, known) for name, path in known.items()}


def test_no_module_is_needed_by_one_that_it_needs():
    graph = graph_of(SOURCES)
    try:
        order = list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        pytest.fail(f"a circle: {' needs '.join(reversed(error.args[1]))}")
    assert set(order) == set(graph)


def test_what_the_package_offers_and_every_kind_of_exercise_are_in_the_graph():
    graph = graph_of(SOURCES)
    assert {f"{PACKAGE}.charts", f"{PACKAGE}.widgets.kinds", f"{PACKAGE}.datasets"} <= graph[PACKAGE]
    assert {f"{PACKAGE}.widgets.quiz", f"{PACKAGE}.widgets.case"} <= graph[f"{PACKAGE}.widgets.kinds"]


@pytest.mark.parametrize(
    "source",
    [
        "from house.b import thing",
        "from house import b",
        "import house.b",
        "def late():\n    from house.b import thing",
        "if TYPE_CHECKING:\n    from house.b import thing",
        "import_module(f'house.{name}'); NAMES = ['b']",
    ],
)
def test_a_circle_is_found_however_it_is_closed(tmp_path, source):
    house = tmp_path / "house"
    house.mkdir()
    (house / "__init__.py").write_text("")
    (house / "a.py").write_text(source)
    (house / "b.py").write_text("from house import a")
    with pytest.raises(CycleError):
        list(TopologicalSorter(graph_of(tmp_path)).static_order())


def test_only_the_commands_for_teachers_need_the_grader():
    needing = set()
    for name, path in modules_in(SOURCES).items():
        nodes = ast.walk(ast.parse(path.read_text("utf-8")))
        if any(
            isinstance(node, ast.ImportFrom) and f"{node.module}.".startswith("nbseal.") for node in nodes
        ):
            needing.add(name)
    teachers = {f"{PACKAGE}_instructor.commands", f"{PACKAGE}_instructor.writing"}
    assert needing == {f"{PACKAGE}.cli.commands", *teachers}
