"""Packages point downwards, no import runs in a circle, and only `cluster` knows of clusters."""

import ast
from collections.abc import Iterator
from pathlib import Path

import nbseal

ROOT = Path(nbseal.__file__).parent

# From the bottom to the top: each of these imports only what stands before it.
PACKAGES = [
    "errors",
    "limits",
    "course",
    "lms",
    "collecting",
    "grading",
    "cluster",
    "assignments",
    "returning",
    "marking",
    "plugins",
    "demo",
    "cli",
    "__main__",
]
GRADING = [
    "sandbox",
    "wire",
    "session",
    "flag",
    "notebook",
    "spec",
    "submission",
    "submission_run",
    "shared_ledger",
    "worker_imports",
    "workers",
    "pool",
    "dispatch",
    "submission_folder",
    "placement",
    "spec_reading",
    "rehearsal",
    "autograded",
    "run_record",
    "run_lock",
    "moves",
    "gradebook_rows",
    "gradebook_times",
    "transactions",
    "place_record",
    "writer",
    "late_penalties",
    "group_scores",
    "settlement",
    "due",
    "engine",
]


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path): path for path in ROOT.rglob("*.py")}


def nodes(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield what is in a module, in functions too, but nothing that only a type checker reads."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        yield node
        yield from nodes(node)


def imported(name: str) -> set[str]:
    """Return the modules of `nbseal` that one of them imports, wherever in it."""
    path = MODULES[name]
    package = name.split(".") if path.name == "__init__.py" else name.split(".")[:-1]
    found = set()
    for node in nodes(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            source = ".".join([*above, *([node.module] if node.module else [])])
            full = [f"{source}.{alias.name}" for alias in node.names]
            found |= {name if name in MODULES else source for name in full}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found & MODULES.keys()


IMPORTS = {name: imported(name) for name in MODULES}


def parts(name: str, depth: int) -> str:
    return (name.split(".") + [""] * depth)[depth]


def is_upward(name: str, other: str) -> bool:
    """Say whether an import goes to a package, or within `grading` to a part, that stands above its own."""
    mine, theirs = parts(name, 1), parts(other, 1)
    if mine == theirs == "grading":
        return GRADING.index(parts(other, 2)) > GRADING.index(parts(name, 2))
    return PACKAGES.index(theirs) > PACKAGES.index(mine)


def test_every_module_imports_only_what_is_below_it():
    pairs = [(name, other) for name, others in IMPORTS.items() for other in others]
    assert len(pairs) > 100, "imports are found"
    assert [f"{name} imports {other}" for name, other in pairs if is_upward(name, other)] == []


def test_no_import_runs_in_a_circle():
    left = {name: set(others) for name, others in IMPORTS.items()}
    while free := {name for name, others in left.items() if not others - {name}}:
        left = {name: others - free for name, others in left.items() if name not in free}
    assert left == {}


def test_only_the_command_line_starts_a_cluster_and_nothing_else_names_one():
    names = {name for name in MODULES if any(other.startswith("nbseal.cluster") for other in IMPORTS[name])}
    assert names == {"nbseal.cli.graders"}
    for name, path in MODULES.items():
        if not name.startswith(("nbseal.cluster", "nbseal.cli", "nbseal.errors")):
            assert "Cluster" not in path.read_text(encoding="utf-8"), name


def undocumented(node: ast.AST, inside: str) -> Iterator[str]:
    """Yield the public functions and classes whose three arguments or more nobody explains."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.ClassDef | ast.FunctionDef) or child.name.startswith("_"):
            continue
        name = f"{inside}.{child.name}"
        if isinstance(child, ast.FunctionDef):
            function = child
        else:
            yield from undocumented(child, name)
            made = [it for it in child.body if isinstance(it, ast.FunctionDef) and it.name == "__init__"]
            if not made:
                continue
            function = made[0]
        arguments = (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs)
        given = [it.arg for it in arguments if it.arg not in ("self", "cls")]
        if len(given) >= 3 and "Parameters\n---" not in (ast.get_docstring(child) or ""):
            yield name


def test_public_functions_of_three_arguments_say_what_each_is():
    # What a command's arguments mean is in its `--help`.
    modules = {name: path for name, path in MODULES.items() if not name.startswith("nbseal.cli")}
    trees = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in modules.items()}
    assert [found for name, tree in trees.items() for found in undocumented(tree, name)] == []
