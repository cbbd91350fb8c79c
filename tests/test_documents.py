"""What the documents show is there, and each command in them was run as written on a fresh copy.

The commands of grader/docs/grader.md need a class: see grader/tests/test_document.py.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from docs import fill_tables
from grader.tests.documents import Step, agrees, run, sections

ROOT = Path(__file__).parents[1]
COMMAND = [sys.executable, "-m", "leadermanager.cli"]
TEXTS = sorted(
    path.relative_to(ROOT).as_posix()
    for folder in (".", "docs", "docs/teaching", "data", "assignments", "grader", "grader/docs")
    for path in (ROOT / folder).glob("*.md")
)
NOTEBOOKS = sorted(
    path.relative_to(ROOT).as_posix()
    for pattern in ("course/*.ipynb", "assignments/source/*/*.ipynb")
    for path in ROOT.glob(pattern)
)
WITH_COMMANDS = [
    pytest.param(
        "docs/instructor.md", marks=pytest.mark.thorough("twenty seconds; test_cli.py runs the commands")
    ),
    "docs/student.md",
    *(["README.md"] if sections(ROOT / "README.md") else []),
]


@pytest.fixture(scope="session")
def checkout(tmp_path_factory):
    """What a fresh clone would have, and nothing that was made in it since."""
    folder = tmp_path_factory.mktemp("fresh") / "course"
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="session")
def edition(checkout, tmp_path_factory):
    """The student edition, which is where students are when they read their document."""
    project = Path(shutil.copytree(checkout, tmp_path_factory.mktemp("published") / "course"))
    names = [path.name for path in (project / "assignments" / "source").iterdir()]
    for line in (["release", *names], ["publish", "../edition", "--binder", "ada/leading"]):
        subprocess.run([*COMMAND, *line], cwd=project, check=True, capture_output=True)
    return project.parent / "edition"


@pytest.fixture
def place(request, tmp_path):
    """The folder in which a document's commands are run."""
    student = request.node.callspec.params["name"] == "docs/student.md"
    original = request.getfixturevalue("edition" if student else "checkout")
    return Path(shutil.copytree(original, tmp_path / "course"))


@pytest.mark.timeout(900)  # half a minute where nothing else is running
@pytest.mark.parametrize("name", WITH_COMMANDS)
def test_each_command_prints_what_the_document_says(place, name):
    steps = [step for section in sections(place / name).values() for step in section]
    assert steps, f"{name} has no commands any more"
    for step in steps:
        said = run(step, place, shown="/home/ada/course", ours="leadermanager").replace(
            str(place.parent), "/home/ada"
        )
        assert agrees(step, said), f"{name}: {step.line}\n{said}"


def write_what_is_shown(document, place):
    """Write what a document shows, as its reader does: blocks that name a file, and a table of settings."""
    text = document.read_text("utf-8")
    for name, content in re.findall(r"^```\w+ (\S+)\n(.*?)^```", text, flags=re.M | re.S):
        (place / name).write_text(content, "utf-8")
    for table, content in re.findall(r"^```toml\n(\[[\w.]+\]\n)(.*?)^```", text, flags=re.M | re.S):
        project = (place / "pyproject.toml").read_text("utf-8")
        before, _, after = project.partition(table)
        rest = after[after.index("\n[") :]
        (place / "pyproject.toml").write_text(before + table + content + rest, "utf-8")


@pytest.mark.timeout(900)
@pytest.mark.thorough("twenty seconds; the tests of what is begun try its commands")
def test_another_course_is_made_and_published_as_the_document_says(checkout, tmp_path, monkeypatch):
    place = Path(shutil.copytree(checkout, tmp_path / "queues"))
    monkeypatch.setenv("PYTHONPATH", f"{place / 'src'}:{place / 'grader' / 'src'}")
    document = ROOT / "docs" / "another-course.md"
    for title, steps in sections(document).items():
        for step in steps:
            said = run(step, place, shown="/home/ada/queues", ours="leadermanager")
            assert agrees(step, said), f"{step.line}\n{said}"
        if title == "Begin with a copy":
            write_what_is_shown(document, place)
    edition = place.parent / "edition"
    assert (edition / "README.md").read_text("utf-8").startswith("# Queues\n")
    assert "A free course on waiting" in (place.parent / "site" / "index.html").read_text("utf-8")
    code = "from leadermanager.datasets import load; assert load('queues')['minutes'].sum() == 58"
    subprocess.run(
        [sys.executable, "-c", code], cwd=edition, check=True, env={"PYTHONPATH": str(edition / "src")}
    )


def links(text):
    """Return where a Markdown text points to, but for addresses on the web."""
    prose = re.sub(r"^```.*?^```|`[^`\n]*`", "", text, flags=re.M | re.S)
    found = re.findall(r"\]\(([^)\s]+)(?:\s\"[^\"]*\")?\)", prose)
    return [each for each in found if not re.match(r"https?:|mailto:", each)]


def anchors(text):
    """Return the anchors that GitHub gives the headings of a Markdown text."""
    prose = re.sub(r"^```.*?^```", "", text, flags=re.M | re.S)
    titles = re.findall(r"^#+ +(.+?) *$", prose, flags=re.M)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def dead(path, root):
    """Return the links of a document that lead nowhere, or out of its folder."""
    faults = []
    for link in links(path.read_text("utf-8")):
        name, _, anchor = link.partition("#")
        target = (path.parent / name).resolve() if name else path
        inside = target.is_relative_to(root.resolve())
        if not inside or not target.exists() or (anchor and anchor not in anchors(target.read_text("utf-8"))):
            faults.append(link)
    return faults


@pytest.mark.parametrize("name", TEXTS)
def test_every_picture_and_link_of_a_document_is_there(checkout, name):
    assert not dead(checkout / name, checkout)


def test_every_picture_and_link_of_what_students_get_is_there(edition):
    texts = [path for path in sorted(edition.rglob("*.md")) if ".venv" not in path.parts]
    assert {"README.md", "student.md"} <= {path.name for path in texts}
    faults = {path.relative_to(edition).as_posix(): dead(path, edition) for path in texts}
    assert not {name: found for name, found in faults.items() if found}


@pytest.mark.parametrize(
    ("text", "fault"),
    [("![a](gone.png)", "gone.png"), ("[b](#gone)", "#gone"), ("[c](../outside.md)", "../outside.md")],
)
def test_a_link_that_leads_nowhere_is_found(tmp_path, text, fault):
    (tmp_path / "outside.md").write_text("")
    (tmp_path / "docs").mkdir()
    document = tmp_path / "docs" / "a.md"
    document.write_text(f"# It's here\n\n[d](#its-here) {text}\n")
    assert dead(document, tmp_path / "docs") == [fault]


def test_pictures_are_small():
    large = {path.name: path.stat().st_size for path in (ROOT / "docs").glob("*.png")}
    assert all(size < 200_000 for size in large.values()), large
    student = {path.name: path.stat().st_size for path in (ROOT / "docs" / "student").glob("*.png")}
    assert all(size < 150_000 for size in student.values()), student


@pytest.mark.parametrize(
    ("shown", "said", "same"),
    [
        ("Published … files.\n", "Published 190 files.\n", True),
        ("Published 189 files.\n", "Published 190 files.\n", False),
        ("Published … files.\n", "Published 190 files.\nBut not ps1.\n", False),
        ("", "anything", True),
    ],
)
def test_what_a_command_prints_is_compared_but_for_what_a_document_leaves_open(shown, said, same):
    assert agrees(Step("leadermanager publish", shown), said) is same


def test_a_command_of_ours_that_is_run_by_hand_has_to_exist(tmp_path):
    run(Step("leadermanager lab    # by hand: opens your browser", ""), tmp_path, ours="leadermanager")
    with pytest.raises(AssertionError, match="No such command"):
        run(Step("leadermanager lob    # by hand: opens your browser", ""), tmp_path, ours="leadermanager")


@pytest.mark.parametrize("name", fill_tables.DOCUMENTS)
def test_every_table_that_a_program_writes_is_as_it_writes_it(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert text.count("<!-- table: ") >= 2
    assert fill_tables.filled(text) == text, "run make fix"


def texts_of(name: str) -> list[str]:
    if name.endswith(".md"):
        return [(ROOT / name).read_text(encoding="utf-8")]
    return [it.source for it in nbformat.read(ROOT / name, as_version=4).cells if it.cell_type == "markdown"]


@pytest.mark.parametrize("name", [*TEXTS, *NOTEBOOKS])
def test_no_line_begins_with_a_number_that_happens_to_stand_there(name: str) -> None:
    """A sentence that ends with "in Task 2." becomes a list if its number begins a line."""
    for text in texts_of(name):
        last = 0
        for number in map(int, re.findall(r"^ *(\d+)[.)] ", text, flags=re.M)):
            assert number in (1, last + 1), f"{number}. after {last or 'no other'}:\n{text[:300]}"
            last = number
