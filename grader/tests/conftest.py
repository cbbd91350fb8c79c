"""A small course of four coded tasks and a written one, quick to run."""

import hashlib
import io
import json
import os
import textwrap
import warnings
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from hypothesis import settings
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from nbseal.course import Course, open_course
from nbseal.demo import Demo, demo
from nbseal.grading import sandbox
from nbseal.grading.pool import LocalPool

from . import postgresql

# However busy the machine, an example that takes long is no failure.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

# Tests in these files share something that takes long to make, so one process runs all of a file.
TOGETHER = {"test_attacks", "test_feedback", "test_parity"}


@pytest.hookimpl(tryfirst=True)  # before xdist looks at the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep together what belongs together."""
    for item in items:
        if item.path.stem in TOGETHER and Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.xdist_group(str(item.path)))


TASKS = ("double", "triple", "square", "negate")
BODIES = {"double": "n + n", "triple": "n + n + n", "square": "n * n", "negate": "0 - n"}
VALUES = {
    "double": lambda n: 2 * n,
    "triple": lambda n: 3 * n,
    "square": lambda n: n * n,
    "negate": lambda n: -n,
}

CONFIG = """
c = get_config()
c.Autograde.sanitize_preprocessors = ["nbseal.plugins.RestoreReleased"]
c.Autograde.autograde_preprocessors = [
    "nbseal.plugins.GradeSealed",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]
c.Sessions.preload = []  # these notebooks need nothing
"""


def marked(grade_id, *, grade=False, solution=False, locked=False, points=None):
    known = {"grade_id": grade_id, "grade": grade, "solution": solution, "locked": locked, "task": False}
    known["schema_version"] = 3
    if points is not None:
        known["points"] = points
    return {"nbgrader": known}


def source_notebook():
    cells = [new_markdown_cell("# Numbers", metadata=marked("title", locked=True))]
    for task in TASKS:
        answer = f"""\
        def {task}(n):
            \"\"\"Return {task} of n.\"\"\"
            ### BEGIN SOLUTION
            result_of_{task} = {BODIES[task]}
            return result_of_{task}
            ### END SOLUTION"""
        tests = f"""\
        assert {task}(1) == {VALUES[task](1)}, "The number 1 is not right."
        ### BEGIN HIDDEN TESTS
        for n, expected_{task} in [(17, {VALUES[task](17)}), (23, {VALUES[task](23)})]:
            assert {task}(n) == expected_{task}, "secret advice on {task}"
        ### END HIDDEN TESTS"""
        cells.append(new_code_cell(textwrap.dedent(answer), metadata=marked(task, solution=True)))
        cells.append(new_code_cell(f"# Try it here.\n{task}(2)"))
        meta = marked(f"{task}_tests", grade=True, locked=True, points=2)
        cells.append(new_code_cell(textwrap.dedent(tests), metadata=meta))
    meta = marked("reason", grade=True, solution=True, points=2)
    cells.append(new_markdown_cell("Numbers are useful because they can be compared.", metadata=meta))
    for index, cell in enumerate(cells):
        cell.id = f"cell-{index}"
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


def write_course(root: Path, config: str = CONFIG, assignment: str = "num") -> Course:
    (root / "source" / assignment).mkdir(parents=True)
    nbformat.write(source_notebook(), root / "source" / assignment / f"{assignment}.ipynb")
    (root / "nbgrader_config.py").write_text(config)
    return open_course(root)


@pytest.fixture
def course(tmp_path: Path, request: pytest.FixtureRequest) -> Course:
    """The course with a new gradebook: SQLite's, or a PostgreSQL server's where a test asks for it."""
    if getattr(request, "param", "sqlite") == "sqlite":
        return write_course(tmp_path / "course")
    url = request.getfixturevalue("server").new()
    return write_course(tmp_path / "course", f"{CONFIG}c.CourseDirectory.db_url = {url!r}\n")


@pytest.fixture(scope="session")
def server() -> Iterator[postgresql.Server]:
    """Return a PostgreSQL server; where there must be one and is none, this is an error."""
    if postgresql.programs() is None and os.environ.get("CI") != "true":
        pytest.skip(postgresql.NEEDED)
    assert postgresql.programs() is not None, postgresql.NEEDED
    with postgresql.running() as started:
        yield started


@pytest.fixture
def edit_source(course: Course) -> Callable[[str, str, str], None]:
    """Replace text in one cell of the source, by the cell's task id."""

    def edit(grade_id: str, old: str, new: str) -> None:
        path = course.root / "source" / "num" / "num.ipynb"
        notebook = nbformat.read(path, as_version=4)
        (cell,) = [c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") == grade_id]
        assert old in cell.source
        cell.source = cell.source.replace(old, new)
        nbformat.write(notebook, path)

    return edit


@pytest.fixture
def answer(course: Course) -> Callable[..., Path]:
    """Put a submission of the released notebook in place, with these answers in it."""

    def put(student: str, **answers: str) -> Path:
        notebook = nbformat.read(course.folder("release", "num") / "num.ipynb", as_version=4)
        for cell in notebook.cells:
            task = cell.metadata.get("nbgrader", {}).get("grade_id")
            if task in answers:
                cell.source = answers[task]
        path = course.folder("submitted", "num", student) / "num.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, path)
        return path

    return put


@pytest.fixture(scope="session")
def needs_sandbox() -> None:
    problem = sandbox.why_no_sandbox()
    if problem is not None:
        pytest.skip(problem)


def hand_in(notebooks: list[Path], folder: Path, student: str, assignment: str) -> Path:
    """Bundle notebooks, with a manifest that says whose they are."""
    contents = {path.name: path.read_bytes() for path in notebooks}
    files = {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}
    folder.mkdir(parents=True, exist_ok=True)
    made = folder / f"{assignment}-{student}.zip"
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        manifest = {"assignment": assignment, "student": student, "files": files}
        archive.writestr("manifest.json", json.dumps(manifest))
        for name, content in contents.items():
            archive.writestr(name, content)
    return made


@dataclass
class Round:
    demo: Demo
    said: list[str]
    root: Path


@pytest.fixture(scope="session")
def whole_round(tmp_path_factory: pytest.TempPathFactory, needs_sandbox: None) -> Round:
    """The demo's round on the small course, made once and only read by the tests."""
    origin = write_course(tmp_path_factory.mktemp("origin") / "course")
    root = tmp_path_factory.mktemp("round") / "demo"
    said: list[str] = []

    made = demo(origin, "num", root, hand_in, said.append, timeout=10)
    return Round(made, said, root)


@pytest.fixture(scope="session")
def fork_server():
    """Return one warm process in the sandbox, for every test that runs cells."""
    from nbseal.grading.session.fork_server import ForkServer
    from nbseal.limits import Limits

    limits = Limits(cell_seconds=20, memory_mb=600, disk_mb=16, file_mb=4, output_kb=100)
    process = ForkServer(limits, preload=["numpy", "pandas", "altair"])
    yield process
    process.close()


@pytest.fixture(scope="session")
def zipped() -> Callable[..., bytes]:
    """Return a zip of these entries: names, or `ZipInfo`s, and contents."""

    def make(*entries, **named) -> bytes:
        stream = io.BytesIO()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a name that is in it twice
            with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
                for name, content in (*entries, *named.items()):
                    archive.writestr(name, content)
        return stream.getvalue()

    return make


@pytest.fixture(scope="session")
def mine() -> Callable[[str], bytes]:
    """Return the bytes of a notebook that says something."""

    def write(text: str = "mine") -> bytes:
        cell = new_markdown_cell(text, id="only")
        return nbformat.writes(new_notebook(cells=[cell])).encode()

    return write


@pytest.fixture(scope="session")
def bundled(zipped, mine) -> Callable[..., bytes]:
    """Return a bundle: a zip with a manifest that says whose it is."""

    def make(student: str, content: bytes | None = None, assignment: str = "num", **more: object) -> bytes:
        content = mine() if content is None else content
        files = {"num.ipynb": hashlib.sha256(content).hexdigest()}
        manifest = {"format": 1, "assignment": assignment, "student": student, "files": files, **more}
        return zipped(("manifest.json", json.dumps(manifest)), ("num.ipynb", content))

    return make


@pytest.fixture(scope="session")
def worker() -> Iterator[LocalPool]:
    """A process that grades, started once for all tests that need no more than one."""
    with LocalPool(1) as processes:
        yield processes
