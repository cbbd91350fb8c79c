"""Grades go into the LMS's own file: into one column, for the right student, and nothing else changes."""

import csv
import io
import shutil
from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nbseal.assignments.release import release
from nbseal.collecting import collect
from nbseal.course.gradebook import open_gradebook
from nbseal.errors import AssignmentError, GradingError, LmsFileError
from nbseal.returning.export import export_csv
from nbseal.returning.export.lms import export_lms

from ...conftest import CONFIG, TASKS, write_course

# Points of each task, of the written piece (None: nobody has read it), extra credit, penalty.
CLASS = {
    "ada": ((2, 2, 2, 2), 2, 0, 0),
    "ben": ((2, 0, 1.5, 0), 1, 0, 0),
    "cem": ((2, 2, 2, 2), None, 0, 0),
    "dora": ((2, 2, 0, 0), 0, 0, 1.25),
    "emil": ((2, 2, 2, 2), 2, 1, 0),
    "fay": ((1, 0, 0, 0), 0, 0, 3),
}
RULE = f"""
from nbgrader.plugins import LateSubmissionPlugin


class Rule(LateSubmissionPlugin):
    def late_submission_penalty(self, student, score, seconds):
        return { {student: penalty for student, (_, _, _, penalty) in CLASS.items()} }[student]


c.AssignLatePenalties.plugin_class = Rule
"""
POINTS = {"ada": "10", "ben": "4.5", "dora": "2.75", "emil": "11", "fay": "0"}


@pytest.fixture(scope="session")
def scored_once(tmp_path_factory):
    course = write_course(tmp_path_factory.mktemp("scored") / "course", CONFIG + RULE)
    release(course, "num")
    with open_gradebook(course) as gradebook:
        gradebook.find_assignment("num").duedate = datetime(2026, 11, 20)
        gradebook.add_student("gil")  # handed in nothing
        for student, (coded, written, extra, _) in CLASS.items():
            gradebook.add_student(
                student, email=f"{student}@example.org", lms_user_id=f"9{len(student)}7{student}"
            )
            gradebook.add_submission("num", student, timestamp=datetime(2026, 11, 24))
            for task, points in zip(TASKS, coded, strict=True):
                grade = gradebook.find_grade(f"{task}_tests", "num", "num", student)
                grade.auto_score, grade.needs_manual_grade = points, False
            reason = gradebook.find_grade("reason", "num", "num", student)
            reason.manual_score = written
            reason.needs_manual_grade = written is None
            reason.extra_credit = extra
        gradebook.db.commit()
    return course


@pytest.fixture
def scored(scored_once, tmp_path):
    from nbseal.course import open_course

    shutil.copytree(scored_once.root, tmp_path / "course")
    return open_course(tmp_path / "course")


def canvas(*students, title="num (700)", most="10.00", before="", end="\r\n"):
    """A gradebook as Canvas exports it, with these logins."""
    lines = [f"Student,ID,SIS Login ID,Section,Old (600),{title},Current Score", ",,,,,Manual Posting,"]
    lines.append(f"    Points Possible,,,,5.00,{most},(read only)")
    lines += [
        f'"{name.title()}, Miss",{number},{name},A,3.00,{before},60.00'
        for number, name in enumerate(students, 1)
    ]
    return end.join([*lines, ""])


def worksheet(*students, most="100.00"):
    header = 'Identifier,"Full name","Email address",Status,Grade,"Maximum grade","Grade can be changed"'
    lines = [header + ',"Feedback comments"']
    lines += [
        f'"Participant {number}","{name.title()} Bow",{name}@example.org,"Submitted for grading",,{most},Yes,'
        for number, name in enumerate(students, 41)
    ]
    return "\n".join([*lines, ""])


@pytest.fixture
def export(scored, tmp_path):
    def run(content, system="canvas", **more):
        path = tmp_path / "theirs.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        done = export_lms(scored, "num", system, path, tmp_path / "out.csv", **more)
        return done, (tmp_path / "out.csv").read_bytes().decode()

    return run


def test_canvas_gets_the_points_in_the_assignments_column_and_is_else_the_same(export):
    done, text = export(canvas("ada", "ben"))
    assert text == canvas("ada", "ben").replace("ada,A,3.00,,", "ada,A,3.00,10,").replace(
        "ben,A,3.00,,", "ben,A,3.00,4.5,"
    )
    assert (done.column, done.written) == ("num (700)", ["ada", "ben"])


def test_moodles_worksheet_gets_them_too(export):
    done, text = export(worksheet("ada", "ben", most="10.00"), "moodle")
    old, new = 'grading",,10.00', 'grading",{},10.00'
    expected = worksheet("ada", "ben", most="10.00")
    assert text == expected.replace(old, new.format("10"), 1).replace(old, new.format("4.5"), 1)
    assert done.written == ["ada", "ben"]


def test_moodles_grades_export_gets_them_too(export):
    header = '"First name","Last name","ID number","Email address","Assignment: num (Real)","Course total"\n'
    done, text = export(f"{header}Ada,Bow,,ADA@example.org,-,-\nBen,Bow,,ben@example.org,4.50,-\n", "moodle")
    assert text == f"{header}Ada,Bow,,ADA@example.org,10,-\nBen,Bow,,ben@example.org,4.50,-\n"
    assert done.written == ["ada", "ben"]  # Ben's says already what it should


def test_points_are_those_of_our_csv_with_extra_credit_and_penalties(export, scored, tmp_path):
    _, text = export(canvas(*CLASS))
    ours = export_csv(scored, tmp_path / "grades.csv", "num")
    with ours.file.open() as stream:
        expected = {row["student_id"]: float(row["score"]) for row in csv.DictReader(stream)}
    written = {row["SIS Login ID"]: row["num (700)"] for row in csv.DictReader(io.StringIO(text))}
    assert {name: written[name] for name in POINTS} == POINTS
    assert {name: float(points) for name, points in POINTS.items()} == {
        name: expected[name] for name in POINTS
    }


def test_written_work_that_nobody_has_read_is_said_and_not_counted_as_0(export):
    done, text = export(canvas("ada", "cem", before="1.00"))
    assert done.ungraded == ["cem"]
    assert "cem,A,3.00,1.00,60.00" in text


def test_who_handed_in_nothing_is_said_and_left_as_it_was(export):
    done, text = export(canvas("ada", "gil", before="1.00"))
    assert done.missing == ["gil"]
    assert "gil,A,3.00,1.00,60.00" in text


def test_who_handed_in_and_is_not_graded_yet_is_said(export, scored):
    (scored.root / "submitted" / "gil" / "num").mkdir(parents=True)
    done, _ = export(canvas("ada", "gil"))
    assert (done.missing, done.refused) == ([], [("gil", "handed in, but not graded yet")])


def test_who_is_only_in_one_of_the_two_is_said(export):
    done, _ = export(canvas("ada", "zoe"))
    assert done.not_in_gradebook == ["Zoe, Miss (zoe)"]
    assert done.not_in_file == ["ben", "cem", "dora", "emil", "fay"]


def test_who_cannot_be_told_apart_gets_nobodys_points(export):
    done, text = export(canvas("ada", "ben", "ada"))
    assert done.written == ["ben"]
    assert [why for _, why in done.refused] == ["is one of 2 lines that fit ada"] * 2
    assert text.count(",A,3.00,,60.00") == 2


@pytest.mark.parametrize(("cell", "why"), [("EX", "is excused in Canvas"), ("N/A", "is not given this")])
def test_what_canvas_has_decided_stays(export, cell, why):
    done, text = export(canvas("ada", "ben").replace("ada,A,3.00,,", f"ada,A,3.00,{cell},"))
    assert [name for name, reason in done.refused if why in reason] == ["ada"]
    assert f"ada,A,3.00,{cell},60.00" in text


def test_a_grade_that_moodle_would_pass_over_is_said_and_not_written(export):
    content = worksheet("ada", "emil", most="10.00").replace("Yes", "No", 1)
    done, text = export(content, "moodle")
    assert done.refused == [
        ("ada", "Moodle has locked the grade"),
        ("emil", "has 11 points, and Moodle takes no more than 10"),
    ]
    assert text == content


def test_other_points_in_the_lms_are_said_and_nothing_is_scaled(export):
    done, text = export(canvas("ada", most="100.00"))
    assert done.remarks == [
        "Canvas counts 100 points for 'num (700)', the gradebook 10; points were written as they are"
    ]
    assert "ada,A,3.00,10,60.00" in text


def test_a_column_of_another_name_can_be_said(export):
    done, text = export(canvas("ada", title="Problem set 1 (700)"), column="problem set 1")
    assert done.column == "Problem set 1 (700)"
    assert "ada,A,3.00,10,60.00" in text


def test_a_column_that_is_not_there_is_said_and_nothing_written(export, tmp_path):
    with pytest.raises(
        LmsFileError, match=r"no column called 'num'.*--column \(there: 'Old \(600\)', 'ps1 \(7\)'\)"
    ):
        export(canvas("ada", title="ps1 (7)"))
    assert not (tmp_path / "out.csv").exists()


def test_a_column_that_canvas_computes_is_refused(export):
    with pytest.raises(LmsFileError, match="Canvas computes the column"):
        export(canvas("ada", most="(read only)"))


def test_another_courses_file_is_refused(export):
    with pytest.raises(LmsFileError, match="None of the 2 students in"):
        export(canvas("yan", "zoe"))


def test_nothing_graded_is_said(course, tmp_path):
    release(course, "num")
    (tmp_path / "theirs.csv").write_text(canvas("ada"))
    with pytest.raises(AssignmentError, match="run `nbseal grade num` first"):
        export_lms(course, "num", "canvas", tmp_path / "theirs.csv", tmp_path / "out.csv")


def test_the_lmss_own_file_can_be_written_over(scored, tmp_path):
    path = tmp_path / "theirs.csv"
    path.write_text(canvas("ada"))
    export_lms(scored, "num", "canvas", path, path)
    assert "ada,A,3.00,10,60.00" in path.read_text()


def test_a_file_that_cannot_be_written_leaves_the_old_one(scored, tmp_path):
    (tmp_path / "theirs.csv").write_text(canvas("ada"))
    (tmp_path / "taken").write_text("a file, not a folder")
    with pytest.raises(GradingError, match="cannot be written"):
        export_lms(scored, "num", "canvas", tmp_path / "theirs.csv", tmp_path / "taken" / "out.csv")


def test_students_are_found_by_the_number_their_work_was_collected_under(scored, tmp_path, zipped, mine):
    """In a worksheet that hides names and addresses, the numbers are all there is."""
    (tmp_path / "all.zip").write_bytes(zipped(("Ada Bow_41_assignsubmission_file/num.ipynb", mine())))
    (tmp_path / "full.csv").write_text(worksheet("ada"))
    collect(scored, "num", [tmp_path / "all.zip"], gradebook=tmp_path / "full.csv")
    blind = tmp_path / "blind.csv"
    blind.write_text('Identifier,Status,Grade,"Maximum grade"\n"Participant 41",Submitted,,10.00\n')
    done = export_lms(scored, "num", "moodle", blind, tmp_path / "out.csv")
    assert done.written == ["ada"]
    assert (tmp_path / "out.csv").read_text().endswith('"Participant 41",Submitted,10,10.00\n')


NAMES = st.text(
    st.one_of(st.characters(codec="utf-8"), st.sampled_from("=+-@,;\"'\t\r\n 李ñżÅ")), max_size=12
)
STUDENTS = st.permutations([*CLASS, "gil", "zoe"])


def as_csv(rows, separator, end, always):
    """Write CSV as RFC 4180 has it: what needs quotes has them, or every cell does."""

    def cell(text):
        quoted = always or any(letter in text for letter in ('"', "\r", "\n", separator))
        return '"' + text.replace('"', '""') + '"' if quoted else text

    return "".join(separator.join(map(cell, row)) + end for row in rows)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    students=STUDENTS,
    names=st.lists(NAMES, min_size=8, max_size=8),
    notes=st.lists(NAMES, min_size=8, max_size=8),
    separator=st.sampled_from(",;"),
    end=st.sampled_from(["\n", "\r\n"]),
    always=st.booleans(),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    moodle=st.booleans(),
)
def test_whatever_names_are_like_nothing_but_the_one_column_changes(
    scored_once, tmp_path_factory, students, names, notes, separator, end, always, encoding, moodle
):
    if moodle:
        header = ["Identifier", "Full name", "Email address", "Note", "Grade", "Maximum grade"]
        rows = [
            [f"Participant {number}", name, f"{student}@example.org", note, "", "50.00"]
            for number, (student, name, note) in enumerate(zip(students, names, notes, strict=True))
        ]
        column, login = 4, 2
    else:
        header = ["Student", "ID", "SIS Login ID", "Section", "Note", "num (700)", "Final Score"]
        rows = [["    Points Possible", "", "", "", "", "10.00", "(read only)"]]
        rows += [
            [name, f"7{number}", student, note, name, "", "1"]
            for number, (student, name, note) in enumerate(zip(students, names, notes, strict=True))
        ]
        column, login = 5, 2
    folder = tmp_path_factory.mktemp("export")
    content = as_csv([header, *rows], separator, end, always)
    (folder / "theirs.csv").write_bytes(content.encode(encoding))
    export_lms(
        scored_once, "num", "moodle" if moodle else "canvas", folder / "theirs.csv", folder / "out.csv"
    )
    expected = [list(row) for row in rows]
    for row in expected:
        row[column] = POINTS.get(row[login].removesuffix("@example.org"), row[column])
    content = as_csv([header, *expected], separator, end, always)
    assert (folder / "out.csv").read_bytes() == content.encode(encoding)


ANONYMOUS = """\
Identifier,Grade,"Maximum grade","Last modified (submission)"
"Participant 12",,10.00,"Dienstag, 24. November 2026, 15:04"
"Participant 13",,10.00,-
"""


def test_moodles_hidden_participants_get_their_grades_back(scored, tmp_path, zipped, mine):
    path = tmp_path / "anonymous.csv"
    path.write_text(ANONYMOUS, encoding="utf-8")
    (tmp_path / "all.zip").write_bytes(zipped(("Participant_12_assignsubmission_file/num.ipynb", mine())))
    (student,) = collect(scored, "num", [tmp_path / "all.zip"], gradebook=path).collected
    with open_gradebook(scored) as gradebook:
        gradebook.add_student(student)
        gradebook.add_submission("num", student)
        for grade in gradebook.find_submission_notebook("num", "num", student).grades:
            grade.manual_score, grade.needs_manual_grade = 1, False
        gradebook.db.commit()
    export_lms(scored, "num", "moodle", path, tmp_path / "filled.csv")
    assert (tmp_path / "filled.csv").read_text(encoding="utf-8") == ANONYMOUS.replace('12",,', '12",5,')
