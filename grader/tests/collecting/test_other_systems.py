"""What other programs write is read: zips, encodings, side files, huge outputs, groups, hidden names."""

import json
import zipfile

import pytest

from nbseal.collecting import collect
from nbseal.collecting.collection_record import CollectionRecord

SIDE_FILES = ["aux.csv", "why?.txt", "a:b.txt", "data .", "x" * 260 + ".txt", "nul", "\u202etxt.exe"]
CANVAS = """\
Student,ID,SIS Login ID,Section,num (700)
"Lovelace, Ada",11,ada,A,
"Bow, Ben",12,ben,A,
"Doe, Dora",14,dora,A,
"""
GROUPS = """\
name,canvas_user_id,user_id,login_id,sections,group_name,canvas_group_id,group_id
"Lovelace, Ada",11,,ada,A,Team 1,901,
"Bow, Ben",12,,ben,A,Team 1,901,
"Doe, Dora",14,,dora,A,,,
"""
ANONYMOUS = """\
Identifier,Grade,"Maximum grade","Last modified (submission)"
"Participant 12",,10.00,"Dienstag, 24. November 2026, 15:04"
"Participant 13",,10.00,"24 November, some time"
"""


def submitted(course, student="ada"):
    place = course.submission("num", student)
    return {
        path.relative_to(place).as_posix(): path.read_bytes() for path in place.rglob("*") if path.is_file()
    }


@pytest.mark.parametrize(
    "path",
    [
        "num\\num.ipynb",
        "./num/num.ipynb",
        ".\\num.ipynb",
        "num//num.ipynb",
        "num.ipynb",
    ],
)
def test_a_zip_is_read_whatever_stands_between_its_folders(course, tmp_path, zipped, mine, path):
    (tmp_path / "num-ada.zip").write_bytes(zipped((path, mine()), (path.replace("num.ipynb", "t.csv"), b"1")))
    assert collect(course, "num", [tmp_path / "num-ada.zip"]).collected == ["ada"]
    assert submitted(course) == {"num.ipynb": mine(), "t.csv": b"1"}


@pytest.mark.parametrize("name", ["größe.csv", "資料.csv", "प्रिया.csv"])
def test_a_zip_that_does_not_say_that_its_names_are_utf_8_is_read_so(course, tmp_path, zipped, mine, name):
    stand_in = "x" * len(name.encode())
    content = zipped(("num.ipynb", mine()), (stand_in, b"1")).replace(stand_in.encode(), name.encode())
    (tmp_path / "ada.zip").write_bytes(content)
    collect(course, "num", [tmp_path / "ada.zip"])
    assert name in submitted(course)


@pytest.mark.parametrize("name", SIDE_FILES)
def test_a_file_that_not_every_system_can_store_is_left_out_and_said(course, tmp_path, zipped, mine, name):
    (tmp_path / "ada.zip").write_bytes(zipped(("num.ipynb", mine()), (name, b"1"), ("good.csv", b"2")))
    result = collect(course, "num", [tmp_path / "ada.zip"])
    assert sorted(submitted(course)) == ["good.csv", "num.ipynb"]
    ((student, said),) = result.remarks
    assert student == "ada"
    assert said.startswith("left out ")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252", "utf-32-be"])
def test_a_notebook_in_another_encoding_is_taken(course, tmp_path, encoding):
    (tmp_path / "ada.ipynb").write_bytes(
        json.dumps({"cells": [], "x": "é"}, ensure_ascii=False).encode(encoding)
    )
    assert collect(course, "num", [tmp_path / "ada.ipynb"]).collected == ["ada"]


def test_a_notebook_of_sixty_megabytes_of_output_is_taken_without_it(course, tmp_path):
    output = {"output_type": "stream", "name": "stdout", "text": "x" * 60_000_000}
    cell = {"cell_type": "code", "metadata": {}, "source": "loop()", "outputs": [output]}
    with zipfile.ZipFile(tmp_path / "ada.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("num.ipynb", json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4}))
    result = collect(course, "num", [tmp_path / "ada.zip"])
    assert result.remarks == [("ada", "num.ipynb has 60 MB; it was taken without its outputs")]
    assert json.loads(submitted(course)["num.ipynb"])["cells"][0]["source"] == "loop()"


@pytest.fixture
def file(tmp_path):
    def write(name, text):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / name

    return write


def test_a_groups_upload_is_taken_once_for_all_its_members(course, tmp_path, file, zipped, mine):
    (tmp_path / "all.zip").write_bytes(
        zipped(("team1_12_501_num.ipynb", mine("ours")), ("doedora_14_502_num.ipynb", mine("hers")))
    )
    canvas, groups = file("canvas.csv", CANVAS), file("groups.csv", GROUPS)
    result = collect(course, "num", [tmp_path / "all.zip"], gradebook=canvas, groups=groups)
    assert (result.collected, result.unmatched) == (["ben", "dora"], [])
    assert CollectionRecord(course, "num").students["ben"].members == ["ada"]
    again = collect(course, "num", [tmp_path / "all.zip"], gradebook=canvas, groups=groups)
    assert (again.collected, again.unchanged) == ([], ["ben", "dora"])


def test_a_member_who_has_work_of_their_own_keeps_it(course, tmp_path, file, zipped, mine):
    canvas, groups = file("canvas.csv", CANVAS), file("groups.csv", GROUPS)
    (tmp_path / "own.zip").write_bytes(zipped(("lovelaceada_11_500_num.ipynb", mine("my own"))))
    collect(course, "num", [tmp_path / "own.zip"], gradebook=canvas)
    (tmp_path / "all.zip").write_bytes(zipped(("team1_12_501_num.ipynb", mine("ours"))))
    result = collect(course, "num", [tmp_path / "all.zip"], gradebook=canvas, groups=groups)
    assert ("ada", "has work of their own; the group's was not given to them") in result.remarks
    assert b"my own" in submitted(course, "ada")["num.ipynb"]
    assert CollectionRecord(course, "num").students["ben"].members == []


def test_moodles_hidden_participants_get_an_id_for_this_assignment(course, tmp_path, file, zipped, mine):
    (tmp_path / "all.zip").write_bytes(
        zipped(
            ("Participant_12_assignsubmission_file/num.ipynb", mine("12")),
            ("Participant_13_assignsubmission_file/num.ipynb", mine("13")),
        )
    )
    result = collect(course, "num", [tmp_path / "all.zip"], gradebook=file("worksheet.csv", ANONYMOUS))
    assert result.collected == ["num-participant-12", "num-participant-13"]
    assert submitted(course, "num-participant-12")["timestamp.txt"].startswith(b"2026-11-24")


def test_a_time_that_is_not_read_is_said_and_none_is_made_up(course, tmp_path, file, zipped, mine):
    (tmp_path / "all.zip").write_bytes(zipped(("Participant_13_assignsubmission_file/num.ipynb", mine())))
    result = collect(course, "num", [tmp_path / "all.zip"], gradebook=file("worksheet.csv", ANONYMOUS))
    assert "timestamp.txt" not in submitted(course, "num-participant-13")
    assert "which is not read as a time; give it with --received" in result.remarks[0][1]
