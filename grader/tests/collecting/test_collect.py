"""What students hand in is taken, or left out with a reason; nothing is lost."""

import json
import zipfile
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_notebook

from nbseal.collecting import collect
from nbseal.errors import CollectError

from ..conftest import hand_in


def notebook(path: Path, title: str = "mine") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(new_notebook(metadata={"title": title}), path)
    return path


def reasons(result):
    return [reason for _, reason in result.skipped]


def test_a_bundle_goes_to_its_student(course, tmp_path):
    made = hand_in([notebook(tmp_path / "ada" / "num.ipynb")], tmp_path / "in", "ada", "num")
    result = collect(course, "num", [made])
    assert result.collected == ["ada"]
    place = course.folder("submitted", "num", "ada")
    assert (place / "num.ipynb").read_bytes() == (tmp_path / "ada" / "num.ipynb").read_bytes()
    assert not (place / "manifest.json").exists()


@pytest.mark.parametrize("name", ["ada.ipynb", "ada_num.ipynb", "num-ada.ipynb"])
def test_a_single_notebook_goes_to_who_its_name_says(course, tmp_path, name):
    assert collect(course, "num", [notebook(tmp_path / name)]).collected == ["ada"]


def test_a_folder_of_students_is_taken_whole(course, tmp_path):
    notebook(tmp_path / "all" / "ada" / "num.ipynb")
    notebook(tmp_path / "all" / "ben" / "num" / "num.ipynb")
    notebook(tmp_path / "all" / "cem.ipynb")
    hand_in([notebook(tmp_path / "dora" / "num.ipynb")], tmp_path / "all", "dora", "num")
    assert collect(course, "num", [tmp_path / "all"]).collected == ["ada", "ben", "cem", "dora"]


def test_collecting_the_same_again_changes_nothing(course, tmp_path):
    path = notebook(tmp_path / "ada.ipynb")
    collect(course, "num", [path])
    there = course.folder("submitted", "num", "ada") / "num.ipynb"
    before = there.stat().st_mtime_ns
    result = collect(course, "num", [path])
    assert (result.collected, result.unchanged) == ([], ["ada"])
    assert there.stat().st_mtime_ns == before


def test_an_earlier_attempt_is_kept(course, tmp_path):
    collect(course, "num", [notebook(tmp_path / "ada.ipynb", "first")])
    collect(course, "num", [notebook(tmp_path / "ada.ipynb", "second")])
    (kept,) = (course.root / "submitted" / ".earlier" / "ada").glob("num-*/num.ipynb")
    assert "first" in kept.read_text()
    assert course.submitted_students("num") == ["ada"]


def test_a_bundle_that_differs_from_its_manifest_is_taken_with_a_remark(course, tmp_path):
    made = hand_in([notebook(tmp_path / "num.ipynb")], tmp_path, "ada", "num")
    with zipfile.ZipFile(made) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    manifest["files"]["num.ipynb"] = "0" * 64
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("manifest.json", json.dumps(manifest))
        archive.write(tmp_path / "num.ipynb", "num.ipynb")
    result = collect(course, "num", [made])
    assert result.remarks == [("ada", "num.ipynb differ from what the bundle's manifest says")]


def test_a_file_that_is_no_notebook_is_left_out_and_the_rest_taken(course, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "ben.ipynb").write_text("dear teacher")
    notebook(tmp_path / "in" / "ada.ipynb")
    result = collect(course, "num", [tmp_path / "in"])
    assert result.collected == ["ada"]
    (reason,) = reasons(result)
    assert reason.startswith(
        "'ben.ipynb' in it is not a notebook that can be read: the file is not valid JSON"
    )


def test_a_bundle_for_another_assignment_is_left_out(course, tmp_path):
    made = hand_in([notebook(tmp_path / "ps7.ipynb")], tmp_path, "ada", "ps7")
    assert reasons(collect(course, "num", [made])) == ["it was handed in for 'ps7', not for 'num'"]


def test_a_path_that_is_not_there_stops_before_anything_is_taken(course, tmp_path):
    with pytest.raises(CollectError, match="There is no file or folder"):
        collect(course, "num", [notebook(tmp_path / "ada.ipynb"), tmp_path / "ben.ipynb"])
    assert course.submitted_students("num") == []


def bundle(path: Path, entries: dict[str, bytes], student: str = "eve") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", json.dumps({"assignment": "num", "student": student, "files": {}}))
        for name, content in entries.items():
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize(
    "name", ["../num.ipynb", "/tmp/num.ipynb", "a/../../num.ipynb", "..\\num.ipynb", "C:num.ipynb"]
)
def test_a_bundle_that_would_unpack_elsewhere_is_left_out(course, tmp_path, name):
    result = collect(course, "num", [bundle(tmp_path / "eve.zip", {name: b"{}"})])
    (reason,) = reasons(result)
    assert reason == f"{name.replace(chr(92), '/')!r} in it would be unpacked outside its folder"


def test_a_bundle_that_would_unpack_to_too_much_is_left_out(course, tmp_path):
    result = collect(course, "num", [bundle(tmp_path / "eve.zip", {"num.ipynb": bytes(51_000_000)})])
    assert reasons(result) == ["'num.ipynb' in it has more than 50 MB, even without outputs"]


def test_a_bundle_of_too_many_files_is_left_out(course, tmp_path):
    result = collect(course, "num", [bundle(tmp_path / "eve.zip", {f"{n}.txt": b"" for n in range(201)})])
    assert reasons(result) == ["'199.txt' in it is more than the first 200 files"]


def test_a_link_in_a_bundle_is_left_out(course, tmp_path):
    path = tmp_path / "eve.zip"
    bundle(path, {})
    link = zipfile.ZipInfo("num.ipynb")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    assert reasons(collect(course, "num", [path])) == ["'num.ipynb' in it is not an ordinary file"]


def test_a_link_in_a_folder_is_left_out(course, tmp_path):
    (tmp_path / "eve").mkdir()
    (tmp_path / "eve" / "num.ipynb").symlink_to(notebook(tmp_path / "ada.ipynb"))
    (reason,) = reasons(collect(course, "num", [tmp_path / "eve"]))
    assert "is a link to another file" in reason


@pytest.mark.parametrize("student", ["*", ".", "", "-", "\x1b[2J", "a\0b", "\u200b", "=+"])
def test_what_is_no_name_is_left_out(course, tmp_path, student):
    content = notebook(tmp_path / "num.ipynb").read_bytes()
    result = collect(course, "num", [bundle(tmp_path / "eve.zip", {"num.ipynb": content}, student)])
    assert result.collected == []
    assert "cannot be a student's name" in reasons(result)[0]


@pytest.mark.parametrize(
    "student", ["../eve", "a/b", "/etc/passwd", "{nbgrader_step}", "..\\..\\eve", "a" * 900]
)
def test_a_name_that_would_be_another_folder_is_encoded(course, tmp_path, student):
    content = notebook(tmp_path / "num.ipynb").read_bytes()
    result = collect(course, "num", [bundle(tmp_path / "eve.zip", {"num.ipynb": content}, student)])
    (made,) = result.collected
    assert sorted(path.name for path in (course.root / "submitted").iterdir()) == [".received", made]
    assert course.submitted_students("num") == [made]


def test_a_broken_zip_is_left_out(course, tmp_path):
    (tmp_path / "eve.zip").write_bytes(b"PK\x03\x04 and then nothing")
    (reason,) = reasons(collect(course, "num", [tmp_path / "eve.zip"]))
    assert reason.startswith("it is not a zip file that can be read")
