"""Every command in docs/grader.md is run as written, on a class made by code, and prints what it says."""

import re
import runpy
import shutil
import zipfile
from pathlib import Path

import pytest
import typer

from nbseal.assignments.release import release
from nbseal.cli import app
from nbseal.course import open_course
from nbseal.course.gradebook import open_gradebook
from nbseal.demo.example_class import ExampleStudent, write_notebook
from nbseal.grading import sandbox
from nbseal.limits import Limits

from .conftest import hand_in, write_course
from .documents import agrees, run, sections

DOCUMENT = Path(__file__).parents[1] / "docs" / "grader.md"

CANVAS = """\
Student,ID,SIS Login ID,Section,ps0 (7000),ps1 (7001),Current Score
    Points Possible,,,,3.00,10.00,(read only)
"Lovelace, Ada",1101,ada,A,3.00,,100.00
"Bow, Ben",1102,ben,A,2.00,,66.67
"Çelik, Cem",1103,cem,B,3.00,,100.00
"Doe, Dora",1104,dora,B,,,
"Student, Test",1105,9f2c,A,,,
"""

WORKSHEET = """\
Identifier,"Full name","Email address",Grade,"Maximum grade","Last modified (submission)"
"Participant 41","Ada Lovelace",ada@example.org,,10.00,"Tuesday, 24 November 2026, 3:04 PM"
"Participant 42","Ben Bow",ben@example.org,,10.00,"Wednesday, 25 November 2026, 9:00 AM"
"Participant 43","Cem Çelik",cem@example.org,,10.00,-
"""


def zipped(path, entries):
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory):
    """A course with ps1 released, and what Ada, Ben and Cem hand in: notebooks and bundles."""
    problem = sandbox.why_no_sandbox()
    if problem is not None:
        pytest.skip(problem)
    root = tmp_path_factory.mktemp("class")
    course = root / "course"
    made = release(write_course(course, assignment="ps1"), "ps1")
    work = {}
    for name in ("ada", "ben", "cem"):
        notebook = root / "students" / name / "ps1.ipynb"
        write_notebook(
            ExampleStudent(name, ""),
            course / "source" / "ps1" / "ps1.ipynb",
            made.folder / "ps1.ipynb",
            notebook,
        )
        bundle = hand_in([notebook], root / "bundles", "jovyan", "ps1")
        work[name] = notebook.read_bytes(), bundle.read_bytes()
    return course, work


@pytest.fixture
def place(handed_in, tmp_path):
    """The course's folder, and what was downloaded in it."""
    course, work = handed_in
    shutil.copytree(course, tmp_path, dirs_exist_ok=True)
    (ada, ada_bundle), (ben, _), (_, cem_bundle) = work.values()
    zipped(
        tmp_path / "submissions.zip",
        {
            "lovelaceada_1101_88001_ps1-jovyan.zip": ada_bundle,
            "bowben_LATE_1102_88002_ps1-1.ipynb": ben,
            "çelikcem_1103_88003_ps1-jovyan.zip": cem_bundle,
            "doedora_1104_88004_ps1.zip": ada_bundle[:1000],
            "grantfay_1199_88005_ps1.ipynb": ben,
        },
    )
    (tmp_path / "canvas.csv").write_text(CANVAS, encoding="utf-8")
    zipped(
        tmp_path / "ps1-moodle.zip",
        {
            "Ada Lovelace_41_assignsubmission_file/ps1-jovyan.zip": ada_bundle,
            "Ben Bow_42_assignsubmission_file/ps1.ipynb": ben,
        },
    )
    (tmp_path / "worksheet.csv").write_text(WORKSHEET, encoding="utf-8")
    zipped(
        tmp_path / "ps1-all.zip",
        {
            "Problems_ada_attempt_2026-11-24-15-04-05_ps1-jovyan.zip": ada_bundle,
            "Problems_ben_attempt_2026-11-24-16-00-00_ps1.ipynb": ada,
            "Problems_ben_attempt_2026-11-25-09-00-00_ps1.ipynb": ben,
            "Problems_ben_attempt_2026-11-25-09-00-00.txt": b"receipt",
        },
    )
    return tmp_path


def read_written_pieces(place):
    """Play the person who grades what only a person can."""
    with open_gradebook(open_course(place)) as gradebook:
        for submission in gradebook.assignment_submissions("ps1"):
            for grade in (grade for notebook in submission.notebooks for grade in notebook.grades):
                if grade.needs_manual_grade and grade.auto_score is None:
                    grade.manual_score = grade.max_score / 2
                grade.needs_manual_grade = False
        gradebook.db.commit()


DUE_DATES, FIRST, *OTHERS = sections(DOCUMENT, "###")
AS_WELL = pytest.mark.thorough("collects from another system; the commands are nearly the same")


def test_the_file_of_due_dates_that_the_document_shows_says_what_the_document_says(place):
    blocks = re.findall(r"^```toml\n(.*?)^```", DOCUMENT.read_text(encoding="utf-8"), flags=re.M | re.S)
    (shown,) = (block for block in blocks if block.startswith("timezone"))
    (place / "course.toml").write_text(shown, encoding="utf-8")
    with (place / "nbgrader_config.py").open("a", encoding="utf-8") as config:
        config.write('c.AssignLatePenalties.plugin_class = "nbseal.plugins.CourseRule"\n')
    (step,) = sections(DOCUMENT, "###")[DUE_DATES]
    said = run(step, place)
    assert agrees(step, said), said


@pytest.mark.parametrize("title", [FIRST, *(pytest.param(title, marks=AS_WELL) for title in OTHERS)])
def test_each_command_says_what_the_document_says(place, title):
    for step in sections(DOCUMENT, "###")[title]:
        said = run(step, place)
        if step.line.startswith("nbseal grade "):
            read_written_pieces(place)
        else:
            assert step.expected, f"the document does not say what {step.line} prints"
            assert agrees(step, said), f"{step.line}\n{said}"


def test_the_document_names_every_option_of_grade_and_every_limit_with_its_default():
    text = DOCUMENT.read_text(encoding="utf-8")
    commands = typer.main.get_command(app)
    assert isinstance(commands, typer.core.TyperGroup)
    command = commands.commands["grade"]
    options = {
        name for one in command.params for name in (*one.opts, *one.secondary_opts) if name[:2] == "--"
    }
    assert {name for name in options - {"--sandbox"} if f"`{name}" not in text} == set()
    rows = re.findall(r"^\| `(\w+)` \| (\d+) \|", text, flags=re.M)
    assert {name: float(value) for name, value in rows} == Limits().as_dict()


def test_the_table_of_limits_is_the_one_that_is_written_by_the_program():
    text = DOCUMENT.read_text(encoding="utf-8")
    assert runpy.run_path(str(DOCUMENT.with_name("fill_tables.py")))["filled"](text) == text
