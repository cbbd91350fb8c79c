"""What goes into `collect` is the submission, or kept as an earlier attempt, or named with the reason."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from nbseal.collecting import collect

from ..conftest import write_course

FORMS = ["{}.ipynb", "num-{}.ipynb", "{}_num (1).ipynb", "{}/num.ipynb", "x_1/{}/num.ipynb", "num.ipynb"]
FORMS += ["lovelace_11_{number}_num.ipynb", "{} Bow_4_assignsubmission_file/num.ipynb", "all\\{}\\num.ipynb"]
NAMES = ["ada", "Ben", "Zoë", "Zoe\u0308", "प्रिया", "o\u2019brien", "num", "Copy1", "con"]
NAMED = st.tuples(st.sampled_from(FORMS), st.sampled_from(NAMES))
ENTRIES = st.lists(NAMED, min_size=1, max_size=6, unique=True)


def text_of(root):
    return "\n".join(path.read_text() for path in root.rglob("*.ipynb")) if root.is_dir() else ""


@settings(max_examples=25, deadline=None)
@given(ENTRIES)
# Two names under one number of Moodle's.
@example(
    [("{} Bow_4_assignsubmission_file/num.ipynb", "ada"), ("{} Bow_4_assignsubmission_file/num.ipynb", "Ben")]
)
# The assignment's folder, and beside it another with its notebook.
@example([("{}.ipynb", "ada"), ("x_1/{}/num.ipynb", "num"), ("x_1/{}/num.ipynb", "con")])
def test_every_notebook_is_kept_or_named(mine, zipped, entries):
    with tempfile.TemporaryDirectory() as place:
        course = write_course(Path(place) / "course")
        names = [form.format(name, number=number) for number, (form, name) in enumerate(entries, 500)]
        contents = [mine(f"work number {number};") for number in range(len(names))]
        download = Path(place) / "all.zip"
        download.write_bytes(zipped(*zip(names, contents, strict=True)))
        result = collect(course, "num", [download])
        kept = text_of(course.root / "submitted")
        if str(download) in dict(result.skipped):
            return  # the whole of it is named: two files have one name, which no zip of an LMS has
        said = str((result.skipped, result.unmatched, result.remarks))
        for number, name in enumerate(names):
            named = name.replace("\\", "/") in said or name.replace("\\", "/").split("/")[0] in said
            assert f"work number {number};" in kept or named, name


def test_two_folders_of_one_student_are_two_attempts_by_a_pattern(course, tmp_path, zipped, mine):
    (tmp_path / "all.zip").write_bytes(
        zipped(("hw_1/ada/num.ipynb", mine("first")), ("hw_2/ada/num.ipynb", mine("second")))
    )
    result = collect(course, "num", [tmp_path / "all.zip"], pattern="*/{student}/{file}")
    kept = text_of(course.root / "submitted")
    assert result.collected == ["ada"]
    assert "first" in kept
    assert "second" in kept
    assert [said for _, said in result.remarks if said.startswith("2 attempts are ada's")]


def test_collecting_again_after_the_submission_was_deleted_brings_it_back(course, tmp_path, mine):
    (tmp_path / "ada.ipynb").write_bytes(mine())
    collect(course, "num", [tmp_path / "ada.ipynb"])
    shutil.rmtree(course.folder("submitted", "num", "ada"))
    assert collect(course, "num", [tmp_path / "ada.ipynb"]).collected == ["ada"]
