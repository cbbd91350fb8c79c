"""What Canvas, Moodle and others give when everything is downloaded goes to whom it is of, newest first."""

import json
import os
from datetime import UTC, datetime

import pytest

from nbseal.collecting import collect
from nbseal.course.gradebook import open_gradebook
from nbseal.errors import CollectError, LmsFileError

CANVAS = """\
Student,ID,SIS User ID,SIS Login ID,Section,num (700)
    Points Possible,,,,,10
"Lovelace, Ada",11,S-1,ada,A,
"Bow, Ben",12,S-2,ben,A,
"Çelik, Cem",13,S-3,cem,A,
"""

WORKSHEET = """\
Identifier,"Full name","Email address",Grade,"Maximum grade","Last modified (submission)"
"Participant 41","Ada Lovelace",ada@example.org,,10.00,"Tuesday, 24 November 2026, 3:04 PM"
"Participant 42","Ben Bow",ben@example.org,,10.00,"Wednesday, 25 November 2026, 9:00 AM"
"""


@pytest.fixture
def gradebook(tmp_path):
    def write(text):
        path = tmp_path / "grades.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def download(tmp_path, zipped):
    def write(*entries, name="all.zip", at=None):
        path = tmp_path / name
        path.write_bytes(zipped(*entries))
        if at is not None:
            os.utime(path, (at, at))
        return path

    return write


def submitted(course, student, name="num.ipynb"):
    return (course.folder("submitted", "num", student) / name).read_text()


def stamp(course, student):
    path = course.folder("submitted", "num", student) / "timestamp.txt"
    return path.read_text().strip() if path.exists() else None


def earlier(course, student):
    return sorted((course.root / "submitted" / ".earlier" / student).glob("num-*/num.ipynb"))


def record(course):
    return json.loads((course.root / "submitted" / ".received" / "num.json").read_text())


# ---------------------------------------------------------------------------------------------- Canvas


def test_canvas_uploads_of_every_kind_go_to_whom_the_gradebook_says(
    course, gradebook, download, bundled, zipped, mine
):
    path = download(
        ("lovelaceada_11_501_num-jovyan.zip", bundled("jovyan")),
        ("bowben_12_502_num-1.ipynb", mine("ben's")),
        ("çelikcem_13_503_homework.zip", zipped(("homework/num.ipynb", mine("cem's")))),
    )
    result = collect(course, "num", [path], gradebook=gradebook(CANVAS))
    assert result.collected == ["ada", "ben", "cem"]
    assert (result.skipped, result.unmatched, result.remarks) == ([], [], [])
    assert "ben's" in submitted(course, "ben")
    assert "cem's" in submitted(course, "cem")


def test_what_is_known_of_canvas_names_is_kept_for_the_way_back(course, gradebook, download, mine):
    path = download(("lovelaceada_11_501_num.ipynb", mine()))
    collect(course, "num", [path], gradebook=gradebook(CANVAS))
    entry = record(course)["ada"]
    assert (entry["system"], entry["lms_id"], entry["name"]) == ("canvas", "11", "lovelaceada")
    assert entry["files"] == {"lovelaceada_11_501_num.ipynb": "num.ipynb"}


def test_an_unpacked_canvas_download_is_taken_as_well(course, gradebook, tmp_path, mine):
    (tmp_path / "in" / "submissions").mkdir(parents=True)
    (tmp_path / "in" / "submissions" / "lovelaceada_11_501_num.ipynb").write_bytes(mine())
    (tmp_path / "in" / "submissions" / "bowben_12_502_num.ipynb").write_bytes(mine())
    result = collect(course, "num", [tmp_path / "in"], gradebook=gradebook(CANVAS))
    assert result.collected == ["ada", "ben"]


def test_canvas_says_who_is_in_time_and_who_is_late_but_not_when(course, gradebook, download, mine):
    path = download(("lovelaceada_11_501_num.ipynb", mine()), ("bowben_LATE_12_502_num.ipynb", mine()))
    result = collect(course, "num", [path], gradebook=gradebook(CANVAS))
    assert stamp(course, "ada") is None  # nbgrader takes no time for no lateness
    assert stamp(course, "ben") is None
    assert result.remarks == [
        ("ben", "Canvas marks it as late, but does not say when it came; say when with --received")
    ]


def test_the_grader_can_say_when_it_was_received(course, gradebook, download, mine):
    path = download(("lovelaceada_11_501_num.ipynb", mine()), ("bowben_LATE_12_502_num.ipynb", mine()))
    when = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)
    collect(course, "num", [path], gradebook=gradebook(CANVAS), received=when)
    assert stamp(course, "ben") == "2026-11-24 17:00:00 UTC"
    assert stamp(course, "ada") is None  # Canvas says that it was in time


def test_a_students_own_time_counts_for_nothing(course, gradebook, download, zipped, mine):
    lie = ("timestamp.txt", b"2020-01-01 00:00:00 UTC")
    path = download(("lovelaceada_11_501_hw.zip", zipped(("num.ipynb", mine()), lie)))
    collect(course, "num", [path], gradebook=gradebook(CANVAS))
    assert stamp(course, "ada") is None
    path = download(("ada/num.ipynb", mine("other")), ("ada/TIMESTAMP.txt", lie[1]), name="two.zip")
    collect(course, "num", [path])
    assert stamp(course, "ada") is None
    assert not (course.folder("submitted", "num", "ada") / "TIMESTAMP.txt").exists()


def test_who_is_not_in_the_gradebook_file_is_listed(course, gradebook, download, mine):
    path = download(("lovelaceada_11_501_num.ipynb", mine()), ("doedora_99_502_num.ipynb", mine()))
    file = gradebook(CANVAS)
    result = collect(course, "num", [path], gradebook=file)
    assert result.collected == ["ada"]
    assert result.unmatched == [
        (f"{path}/doedora_99_502_num.ipynb", f"Canvas's number 99 (doedora) is not in {file}")
    ]


def test_without_a_gradebook_file_nobody_is_guessed_from_a_name(course, download, mine):
    with open_gradebook(course) as gradebook:
        gradebook.add_student("ada", first_name="Ada", last_name="Lovelace")
    path = download(("lovelaceada_11_501_num.ipynb", mine()))
    result = collect(course, "num", [path])
    assert result.collected == []
    ((_, why),) = result.unmatched
    assert why == (
        "Canvas's number 11 (lovelaceada) is not known yet: name Canvas's gradebook (Gradebook, Export) with "
        "--gradebook"
    )


def test_canvas_numbers_are_known_from_the_gradebook_or_from_another_assignment(
    course, gradebook, download, mine, tmp_path
):
    with open_gradebook(course) as book:
        book.add_student("dora", lms_user_id="99")
    collect(course, "num", [download(("bowben_12_1_num.ipynb", mine()))], gradebook=gradebook(CANVAS))
    (course.root / "source" / "two").mkdir()
    (course.root / "source" / "two" / "two.ipynb").write_bytes(mine())
    path = download(("doedora_99_2_two.ipynb", mine()), ("bowben_12_3_two.ipynb", mine()))
    assert collect(course, "two", [path]).collected == ["ben", "dora"]


def test_a_groups_work_is_not_given_to_the_one_whose_number_it_has(course, gradebook, download, mine):
    path = download(("groupa_11_501_num.ipynb", mine()))
    result = collect(course, "num", [path], gradebook=gradebook(CANVAS))
    assert result.collected == []
    assert "is 'Lovelace, Ada' in" in result.unmatched[0][1]
    assert "a group's work" in result.unmatched[0][1]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("anon_Xy12z_501_num.ipynb", "Canvas hides whose it is"),
        ("LATE_anon_Xy12z_501_num.ipynb", "Canvas hides whose it is"),
        ("lovelaceada_11_text.html", "was typed into Canvas"),
        ("lovelaceada_LATE_11_link.html", "was typed into Canvas"),
    ],
)
def test_what_canvas_gives_that_is_no_students_file_is_listed(course, gradebook, download, mine, name, why):
    path = download((name, mine()), ("bowben_12_502_num.ipynb", mine()))
    result = collect(course, "num", [path], gradebook=gradebook(CANVAS))
    assert result.collected == ["ben"]
    assert why in result.skipped[0][1]


def test_of_two_uploads_with_one_name_the_newer_counts(course, gradebook, download, mine):
    """The numbers of files grow with time."""
    path = download(
        ("lovelaceada_11_502_num.ipynb", mine("newer")), ("lovelaceada_11_501_num.ipynb", mine("older"))
    )
    collect(course, "num", [path], gradebook=gradebook(CANVAS))
    assert "newer" in submitted(course, "ada")
    assert record(course)["ada"]["files"] == {"lovelaceada_11_502_num.ipynb": "num.ipynb"}


def test_another_students_bundle_is_taken_with_a_remark(course, gradebook, download, bundled, mine):
    path = download(("lovelaceada_11_501_num-ben.zip", bundled("ben")), ("bowben_12_502_num.ipynb", mine()))
    with open_gradebook(course) as book:
        book.add_student("ben")
    result = collect(course, "num", [path], gradebook=gradebook(CANVAS))
    assert result.collected == ["ada", "ben"]
    assert result.remarks == [("ada", "the bundle's manifest says that it is ben's")]


def test_a_notebook_of_another_name_is_taken_where_there_is_one(course, gradebook, download, mine):
    path = download(("lovelaceada_11_501_Untitled.ipynb", mine()))
    result = collect(course, "num", [path], gradebook=gradebook(CANVAS))
    assert result.collected == ["ada"]
    assert result.remarks == [("ada", "Untitled.ipynb was taken as num.ipynb")]


@pytest.mark.parametrize(
    "names",
    [
        ("num.ipynb", "num-1.ipynb"),
        ("num-1.ipynb", "num.ipynb"),
        ("num-1.ipynb", "num-2.ipynb"),
        ("num.ipynb", "num.ipynb"),
        ("num (1).ipynb", "num-Copy1.ipynb"),
        ("num.zip", "num-1.zip"),
    ],
)
def test_of_what_canvas_has_twice_of_a_student_the_newest_counts_and_the_older_is_kept(
    course, gradebook, download, zipped, mine, names
):
    def upload(name, text):
        return zipped(("num.ipynb", mine(text))) if name.endswith(".zip") else mine(text)

    older, newer = names
    path = download(
        (f"lovelaceada_11_88001_{older}", upload(older, "the older")),
        (f"lovelaceada_11_88009_{newer}", upload(newer, "the newer")),
        ("lovelaceada_11_88005_data.csv", b"1"),
    )
    result = collect(course, "num", [path], gradebook=gradebook(CANVAS))
    assert "the newer" in submitted(course, "ada")
    assert ["the older" in kept.read_text() for kept in earlier(course, "ada")] == [True]
    ((student, why),) = [(who, said) for who, said in result.remarks if "attempts" in said]
    assert (student, why) == (
        "ada",
        f"2 attempts are ada's; {path}/lovelaceada_11_88009_{newer} counts: it is the newest by its number",
    )


def test_two_notebooks_of_which_none_is_named_are_left_out(course, download, mine):
    path = download(
        ("ada/num (1).ipynb", mine("1")), ("ada/num (2).ipynb", mine("2")), ("ben/num.ipynb", mine())
    )
    result = collect(course, "num", [path])
    assert result.collected == ["ben"]
    assert result.skipped[0][1].endswith(
        "is one of several that could be num.ipynb (num (1).ipynb, num (2).ipynb)"
    )


# ---------------------------------------------------------------------------------------------- Moodle


@pytest.mark.parametrize(
    "form", ["{}_assignsubmission_file/", "{}_assignsubmission_file_/", "{}_assignsubmission_file_"]
)
def test_every_form_of_moodles_download_is_taken(course, gradebook, download, bundled, mine, form):
    path = download(
        (form.format("Ada Lovelace_41") + "num-ada.zip", bundled("ada")),
        (form.format("Ben Bow_42") + "num.ipynb", mine("ben's")),
        (form.format("Ben Bow_42") + "data.csv", b"1"),
    )
    result = collect(course, "num", [path], gradebook=gradebook(WORKSHEET))
    assert result.collected == ["ada@example.org", "ben@example.org"]
    assert submitted(course, "ben@example.org", "data.csv") == "1"
    assert record(course)["ben@example.org"]["lms_id"] == "42"


def test_folders_inside_a_moodle_submission_stay(course, gradebook, download, mine):
    start = "Ada Lovelace_41_assignsubmission_file/"
    path = download((start + "num.ipynb", mine()), (start + "data/a.csv", b"1"))
    collect(course, "num", [path], gradebook=gradebook(WORKSHEET))
    assert submitted(course, "ada@example.org", "data/a.csv") == "1"


def test_moodles_download_of_one_student_is_theirs(course, gradebook, download, mine):
    path = download(("Ada Lovelace_41_assignsubmission_file/num.ipynb", mine()))
    result = collect(course, "num", [path], gradebook=gradebook(WORKSHEET))
    assert result.collected == ["ada@example.org"]


def test_the_time_is_the_one_in_moodles_worksheet(course, gradebook, download, mine):
    path = download(("Ada Lovelace_41_assignsubmission_file/num.ipynb", mine()))
    collect(course, "num", [path], gradebook=gradebook(WORKSHEET))
    expected = datetime(2026, 11, 24, 15, 4).astimezone(UTC)
    assert stamp(course, "ada@example.org") == f"{expected:%Y-%m-%d %H:%M:%S} UTC"


def test_moodles_students_are_those_of_the_course_with_the_same_address(course, gradebook, download, mine):
    with open_gradebook(course) as book:
        book.add_student("ada", email="Ada@Example.org")
    path = download(("Ada Lovelace_41_assignsubmission_file/num.ipynb", mine()))
    assert collect(course, "num", [path], gradebook=gradebook(WORKSHEET)).collected == ["ada"]


def test_moodles_numbers_are_known_once_collected_for_this_assignment_alone(
    course, gradebook, download, mine
):
    path = download(("Ada Lovelace_41_assignsubmission_file/num.ipynb", mine()))
    collect(course, "num", [path], gradebook=gradebook(WORKSHEET))
    assert collect(course, "num", [path]).unchanged == ["ada@example.org"]
    (course.root / "source" / "two").mkdir()
    (course.root / "source" / "two" / "two.ipynb").write_bytes(mine())
    ((_, why),) = collect(course, "two", [path]).unmatched
    assert "Moodle's number 41 (Ada Lovelace) is not known yet: name Moodle's grading worksheet" in why


def test_a_file_without_numbers_cannot_say_who_is_who_in_moodle(course, gradebook, download, mine):
    path = download(("Ada Lovelace_41_assignsubmission_file/num.ipynb", mine()))
    file = gradebook('"First name","Email address"\nAda,ada@example.org\n')
    ((_, why),) = collect(course, "num", [path], gradebook=file).unmatched
    assert "has no numbers; take Moodle's grading worksheet" in why


def test_what_was_typed_into_moodle_is_listed(course, gradebook, download, mine):
    path = download(
        ("Ada Lovelace_41_assignsubmission_onlinetext/onlinetext.html", b""),
        ("Ben Bow_42_assignsubmission_file/num.ipynb", mine()),
    )
    result = collect(course, "num", [path], gradebook=gradebook(WORKSHEET))
    assert result.collected == ["ben@example.org"]
    assert result.skipped[0][1] == "it was typed into Moodle, not handed in as a file"


def test_a_worksheet_does_not_fit_a_canvas_download(course, gradebook, download, mine):
    path = download(("lovelaceada_11_501_num.ipynb", mine()))
    ((_, why),) = collect(course, "num", [path], gradebook=gradebook(WORKSHEET)).unmatched
    assert why.endswith("is not Canvas's gradebook (Gradebook, Export)")


def test_a_gradebook_file_that_cannot_be_used_stops_before_anything_is_taken(
    course, gradebook, download, mine
):
    with pytest.raises(LmsFileError):
        collect(course, "num", [download(("ada.ipynb", mine()))], gradebook=gradebook("a,b\n"))
    assert course.submitted_students("num") == []


# ------------------------------------------------------------------------------------- patterns, plain


def test_a_pattern_takes_any_other_download_apart(course, download, bundled, mine):
    path = download(
        ("Numbers_ada_attempt_2026-11-24-15-04-05_num.ipynb", mine("first")),
        ("Numbers_ada_attempt_2026-11-25-10-00-00_my num_2.ipynb", mine("second")),
        ("Numbers_ben_attempt_2026-11-24-15-04-05_num-ben.zip", bundled("ben")),
        ("Numbers_ben_attempt_2026-11-24-15-04-05.txt", b"a receipt"),
    )
    result = collect(course, "num", [path], pattern="Numbers_{student}_attempt_{time}_{file}")
    assert result.collected == ["ada", "ben"]
    assert "second" in submitted(course, "ada")
    assert ["first" in kept.read_text() for kept in earlier(course, "ada")] == [True]
    assert stamp(course, "ada") == f"{datetime(2026, 11, 25, 10).astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
    assert "does not fit the pattern" in result.skipped[0][1]


def test_the_highest_attempt_counts(course, download, mine):
    entries = [(f"{number}-ada.ipynb", mine(f"number {number}")) for number in (2, 10, 9)]
    collect(course, "num", [download(*entries)], pattern="{attempt}-{student}.ipynb")
    assert "number 10" in submitted(course, "ada")
    assert len(earlier(course, "ada")) == 2


def test_a_pattern_can_name_students_by_what_the_lms_calls_them(course, gradebook, download, mine):
    path = download(("S-1_hw.ipynb", mine()), ("BEN_hw.ipynb", mine()), ("zoe_hw.ipynb", mine()))
    result = collect(course, "num", [path], gradebook=gradebook(CANVAS), pattern="{student}_{file}")
    assert result.collected == ["ada", "ben"]
    assert "'zoe' is not in" in result.unmatched[0][1]


def test_what_the_pattern_finds_counts_for_more_than_a_manifest(course, download, bundled):
    path = download(("eve_hw.zip", bundled("ada")), ("ben_hw.zip", bundled("ben")))
    result = collect(course, "num", [path], pattern="{student}_{file}")
    assert result.collected == ["ben", "eve"]


def test_a_pattern_that_is_wrong_stops_before_anything_is_taken(course, download, mine):
    with pytest.raises(CollectError, match="has to name"):
        collect(course, "num", [download(("ada.ipynb", mine()))], pattern="{file}")


def test_a_plain_zip_is_taken_like_a_folder(course, download, bundled, zipped, mine):
    path = download(
        ("class/ada.ipynb", mine()),
        ("class/ben/num.ipynb", mine()),
        ("class/cem/num/num.ipynb", mine()),
        ("class/num-dora.zip", bundled("dora")),
        ("class/emil.zip", zipped(("num.ipynb", mine()))),
        ("class/readme.txt", b""),
    )
    result = collect(course, "num", [path])
    assert result.collected == ["ada", "ben", "cem", "dora", "emil"]
    assert result.skipped == [
        (f"{path}/class/readme.txt", "it is neither a notebook nor a zip nor a student's folder")
    ]


def test_a_zip_of_one_student_is_theirs(course, download, mine):
    assert collect(course, "num", [download(("num.ipynb", mine()), name="num-ada.zip")]).collected == ["ada"]


def test_a_zip_that_says_nowhere_whose_it_is_is_listed(course, download, zipped, mine):
    path = download(("num.zip", zipped(("num.ipynb", mine()))), ("ada.ipynb", mine()))
    result = collect(course, "num", [path])
    assert result.collected == ["ada"]
    assert result.unmatched[0][1] == "neither its name nor a manifest in it says whose it is"


def test_a_name_that_is_known_in_another_case_is_the_known_one(course, download, mine):
    with open_gradebook(course) as book:
        book.add_student("ada")
    assert collect(course, "num", [download(("Ada.ipynb", mine()))]).collected == ["ada"]


def test_a_bundle_named_after_somebody_else_is_taken_with_a_remark(course, download, bundled):
    path = download(("num-eve.zip", bundled("ada")))
    result = collect(course, "num", [path])
    assert result.collected == ["ada"]
    assert result.remarks == [("ada", "the file's name says 'eve', not 'ada'")]


def test_the_notebooks_of_one_student_make_one_attempt(course, download, mine):
    (course.root / "source" / "num" / "two.ipynb").write_bytes(mine())
    path = download(
        ("ada_num.ipynb", mine("a")),
        ("ada_two.ipynb", mine("b")),
        ("ben_num.ipynb", mine("c")),
        ("x.ipynb", mine()),
    )
    result = collect(course, "num", [path])
    assert result.collected == ["ada", "ben"]
    assert "b" in submitted(course, "ada", "two.ipynb")
    assert result.skipped[0][1] == "its name does not say which notebook it is (of num, two)"


def test_a_notebook_whose_name_begins_like_anothers_stays_itself(course, download, mine):
    for name in ("part", "part-1"):
        (course.root / "source" / "num" / f"{name}.ipynb").write_bytes(mine())
    path = download(("ada/part-1.ipynb", mine("one")), ("ada/num-1.ipynb", mine("num")), name="num-ada.zip")
    collect(course, "num", [path])
    names = {path.name for path in course.folder("submitted", "num", "ada").glob("*.ipynb")}
    assert names == {"part-1.ipynb", "num.ipynb"}


def test_names_from_elsewhere_cannot_change_what_the_terminal_shows(course, tmp_path, mine):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "eve\x1b[2J\u202e.ipynb").write_bytes(mine())
    ((label, _),) = collect(course, "num", [tmp_path / "in"]).skipped
    assert label.endswith("eve\N{REPLACEMENT CHARACTER}[2J\N{REPLACEMENT CHARACTER}.ipynb")


def test_a_place_with_nothing_in_it_is_listed(course, tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.txt").write_text("")
    result = collect(course, "num", [tmp_path / "empty", tmp_path / "notes.txt"])
    assert [path for path, _ in result.skipped] == [str(tmp_path / "empty"), str(tmp_path / "notes.txt")]


def test_files_beside_a_notebook_are_taken_and_archives_are_not(course, tmp_path, zipped, mine):
    for name, content in (("num.ipynb", mine()), ("data.csv", b"1"), ("data.zip", zipped())):
        (tmp_path / "ada").mkdir(exist_ok=True)
        (tmp_path / "ada" / name).write_bytes(content)
    result = collect(course, "num", [tmp_path / "ada"])
    why = "is an archive inside what was handed in, and is not opened"
    assert result.remarks == [("ada", f"left out 'data.zip': {why}")]
    names = {path.name for path in course.folder("submitted", "num", "ada").iterdir()}
    assert names == {"num.ipynb", "data.csv"}


# -------------------------------------------------------------------------------------------- attempts


def test_of_several_downloads_the_newest_counts_in_whatever_order_they_are_named(course, download, mine):
    old = download(("ada.ipynb", mine("old")), name="a.zip", at=1_000_000_000)
    new = download(("ada.ipynb", mine("new")), name="b.zip", at=1_000_000_100)
    collect(course, "num", [new, old])
    assert "new" in submitted(course, "ada")
    assert ["old" in kept.read_text() for kept in earlier(course, "ada")] == [True]


def test_collecting_all_of_them_again_changes_nothing(course, download, mine):
    old = download(("ada.ipynb", mine("old")), name="a.zip", at=1_000_000_000)
    new = download(("ada.ipynb", mine("new")), name="b.zip", at=1_000_000_100)
    collect(course, "num", [new, old])
    before = record(course)
    result = collect(course, "num", [old, new])
    assert (result.collected, result.unchanged, result.remarks) == ([], ["ada"], [])
    assert collect(course, "num", [old]).unchanged == ["ada"]
    assert "new" in submitted(course, "ada")
    assert len(earlier(course, "ada")) == 1
    assert record(course) == before


def test_an_older_upload_collected_later_does_not_replace_the_newer(course, gradebook, download, mine):
    file = gradebook(CANVAS)
    new = download(("lovelaceada_11_502_num-1.ipynb", mine("new")), name="new.zip")
    old = download(("lovelaceada_11_501_num.ipynb", mine("old")), name="old.zip")
    collect(course, "num", [new], gradebook=file)
    result = collect(course, "num", [old], gradebook=file)
    assert (result.collected, result.unchanged) == ([], ["ada"])
    assert result.remarks == [("ada", "an older attempt was put under .earlier")]
    assert "new" in submitted(course, "ada")
    assert ["old" in kept.read_text() for kept in earlier(course, "ada")] == [True]
    assert collect(course, "num", [old], gradebook=file).remarks == []


def test_an_attempt_that_says_what_an_earlier_one_said_counts_if_it_is_newer(
    course, gradebook, download, mine
):
    file = gradebook(CANVAS)
    for number, text in ((501, "first"), (502, "second"), (503, "first")):
        path = download((f"lovelaceada_11_{number}_num.ipynb", mine(text)))
        collect(course, "num", [path], gradebook=file)
    assert "first" in submitted(course, "ada")


def test_copies_that_a_browser_numbers_are_in_their_order(course, tmp_path, bundled, mine):
    for number, name in enumerate(["num-ada (10).zip", "num-ada (2).zip", "num-ada.zip"]):
        (tmp_path / name).write_bytes(bundled("ada", mine(f"copy {number}")))
        os.utime(tmp_path / name, (1_000_000_000, 1_000_000_000))
    result = collect(course, "num", sorted(tmp_path.glob("*.zip")))
    newest = f"{tmp_path}/num-ada (10).zip counts: it is the newest by its number"
    assert result.remarks == [("ada", f"3 attempts are ada's; {newest}")]
    assert "copy 0" in submitted(course, "ada")


def test_a_record_that_cannot_be_read_is_said(course, download, mine):
    path = course.root / "submitted" / ".received" / "num.json"
    path.parent.mkdir(parents=True)
    path.write_text("{")
    with pytest.raises(CollectError, match=r"num\.json cannot be read .*; move it away"):
        collect(course, "num", [download(("ada.ipynb", mine()))])
