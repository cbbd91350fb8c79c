"""Canvas's and Moodle's gradebook files are recognised, with their students and the assignment's column."""

import pytest

from nbseal.errors import LmsFileError
from nbseal.lms import LmsFile, LmsRow

CANVAS = """\
Student,ID,SIS User ID,SIS Login ID,Section,Notes,Numbers (700),num (701),Current Score,Final Grade
,,,,,,,Manual Posting,,
    Points Possible,,,,,,10.00,"1.234,5",(read only),(read only)
"Lovelace, Ada",11,S-1,ada,"A, B",,9.00,,90.00,A
"Bow, Ben",12,S-2,ben@example.org,B,,EX,N/A,,
"Student, Test",13,,,B,,,,,
"""

WORKSHEET = """\
Identifier,"Full name","ID number","Email address",Status,Grade,"Maximum grade","Grade can be changed",\
"Last modified (submission)","Last modified (grade)","Feedback comments"
"Participant 41","Ada Lovelace",S-1,ada@example.org,"Submitted for grading",,10.00,Yes,\
"Tuesday, 24 November 2026, 3:04 PM",-,
"Participant 42","Ben Bow",,ben@example.org,"No submission",7.00,10.00,No,-,-,
"""

EXPORT = """\
"First name","Last name","ID number",Institution,Department,"Email address","Assignment: num (Real)",\
"Assignment: num (Percentage)","Quiz: num 2 (Real)","Course total (Real)","Last downloaded from this course"
Ada,Lovelace,S-1,,,ada@example.org,-,-,3.00,3.00,1795600000
"""


@pytest.fixture
def opened(tmp_path):
    def write(text, system=None, encoding="utf-8"):
        path = tmp_path / "grades.csv"
        path.write_bytes(text.encode(encoding))
        return LmsFile(path, system)

    return write


def test_canvas_students_are_read_and_other_lines_are_not(opened):
    file = opened(CANVAS)
    assert file.system == "canvas"
    assert file.rows == [
        LmsRow(3, "Lovelace, Ada", "11", ("ada", "S-1", "", "11")),
        LmsRow(4, "Bow, Ben", "12", ("ben@example.org", "S-2", "", "12"), "ben@example.org"),
        LmsRow(5, "Student, Test", "13", ("", "", "", "13")),
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_marks_of_encodings_are_no_part_of_a_name(opened, encoding):
    assert len(opened(CANVAS, encoding=encoding).rows) == 3


def test_canvas_with_first_and_last_names_is_read(opened):
    header = "LastName,FirstName,ID,SIS Login ID,Section,num (1)\n"
    (row,) = opened(f"{header}    Points Possible,,,,,10\nLovelace,Ada,11,ada,A,\n").rows
    assert (row.name, row.lms_id) == ("Lovelace, Ada", "11")


def test_canvas_with_semicolons_is_read(opened):
    file = opened("Student;ID;SIS Login ID;Section;num (1)\n    Points Possible;;;;10,5\nAda;11;ada;A;7,25\n")
    column = file.column("num")
    assert (file.most(2, column), file.points(2, column)) == (10.5, 7.25)


def test_canvas_columns_are_found_by_title_or_in_full(opened):
    file = opened(CANVAS)
    assert file.title(file.column("num")) == "num (701)"
    assert file.title(file.column("NUM")) == "num (701)"
    assert file.title(file.column("ps1", "numbers")) == "Numbers (700)"
    assert file.title(file.column("ps1", "Numbers (700)")) == "Numbers (700)"
    assert file.most(3, file.column("num")) is None  # a thousands separator: not for us to guess
    assert file.most(3, file.column("Numbers")) == 10


@pytest.mark.parametrize("name", ["ID", "Section", "Student", "Current Score", "nothing"])
def test_a_column_that_is_no_assignment_is_never_one(opened, name):
    with pytest.raises(LmsFileError, match=rf"has no column called '{name}'; say which one with --column"):
        opened(CANVAS).column("ps1", name)


def test_a_title_that_is_there_twice_has_to_be_said_in_full(opened):
    file = opened(CANVAS.replace("Numbers (700)", "num (700)"))
    with pytest.raises(
        LmsFileError, match=r"more than one column called 'num'.*'num \(700\)', 'num \(701\)'"
    ):
        file.column("num")
    assert file.title(file.column("num", "num (700)")) == "num (700)"


def test_who_is_excused_or_not_asked_is_locked(opened):
    file = opened(CANVAS)
    assert file.why_locked(3, file.column("Numbers")) is None
    assert file.why_locked(4, file.column("Numbers")) == "is excused in Canvas"
    assert file.why_locked(4, file.column("num")) == "is not given this assignment in Canvas"


def test_a_line_of_another_length_is_locked(opened):
    file = opened(CANVAS + "Cem,14,,cem\n")
    assert "another number of cells" in file.why_locked(6, file.column("num"))


def test_what_canvas_computes_is_read_only(opened):
    file = opened(CANVAS.replace("Numbers (700)", "Sum (700)").replace("10.00", "(read only)"))
    assert file.is_read_only(file.column("Sum"))
    assert not file.is_read_only(file.column("num"))


def test_moodles_worksheet_is_read(opened):
    file = opened(WORKSHEET)
    assert (file.system, file.worksheet) == ("moodle", True)
    assert file.rows == [
        LmsRow(1, "Ada Lovelace", "41", ("", "S-1", ""), "ada@example.org"),
        LmsRow(2, "Ben Bow", "42", ("", "", ""), "ben@example.org"),
    ]
    assert file.title(file.column("whatever")) == "Grade"
    assert file.most(1, file.column("num")) == 10
    assert file.why_locked(1, file.column("num")) is None
    assert file.why_locked(2, file.column("num")) == "Moodle has locked the grade"


def test_the_time_in_moodles_worksheet_is_read_in_this_machines_zone(opened):
    file = opened(WORKSHEET)
    when = file.submitted(1)
    assert f"{when:%Y-%m-%d %H:%M}" == "2026-11-24 15:04"
    assert when.tzinfo is not None
    assert file.submitted(2) is None


@pytest.mark.parametrize(
    "said",
    [
        "Tuesday, 24 November 2026, 3:04\u202fPM",
        "Tuesday, 24 November 2026, 15:04",
        "24 November 2026, 15:04",
    ],
)
def test_moodles_other_ways_to_write_a_time_are_read(opened, said):
    file = opened(WORKSHEET.replace("Tuesday, 24 November 2026, 3:04 PM", said))
    assert f"{file.submitted(1):%Y-%m-%d %H:%M}" == "2026-11-24 15:04"


def test_a_worksheet_with_a_scale_is_refused(opened):
    with pytest.raises(LmsFileError, match="graded by a scale"):
        opened(WORKSHEET.replace('"Maximum grade"', "Scale")).column("num")


def test_moodles_export_is_read_and_its_columns_are_the_real_ones(opened):
    file = opened(EXPORT)
    assert (file.system, file.worksheet) == ("moodle", False)
    assert file.rows == [LmsRow(1, "Ada Lovelace", "", ("", "S-1", ""), "ada@example.org")]
    assert file.title(file.column("num")) == "Assignment: num (Real)"
    assert file.title(file.column("x", "Quiz: num 2 (Real)")) == "Quiz: num 2 (Real)"
    for name in ("Email address", "Course total (Real)", "Assignment: num (Percentage)"):
        with pytest.raises(LmsFileError, match="has no column called"):
            file.column("x", name)


def test_another_systems_file_is_refused(opened):
    with pytest.raises(LmsFileError, match="is a file of Moodle's, not of Canvas's"):
        opened(WORKSHEET, "canvas")


@pytest.mark.parametrize("text", ["", "\n", "a,b\n1,2\n", "Kennung,Name\n"])
def test_a_file_of_no_system_is_refused_with_what_is_missing(opened, text):
    with pytest.raises(LmsFileError, match="no columns 'Student' and 'ID'"):
        opened(text)
