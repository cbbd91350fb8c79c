"""Students of the LMS are found in the course by number, then login, then address; never by name."""

import pytest

from nbseal.course.gradebook import open_gradebook
from nbseal.lms import LmsRow
from nbseal.lms.matching import KnownStudent, KnownStudents, known_students, new_id, same_name


def row(number="", logins=(), email="", line=1, name="Ada"):
    return LmsRow(line, name, number, logins, email)


def test_the_lmss_number_decides_first():
    people = KnownStudents([KnownStudent("ada", ("11",)), KnownStudent("ben", (), "x@example.org")])
    assert people.pair([row("11", ("ben",), "x@example.org")]).students == {1: "ada"}


def test_the_login_decides_before_the_address():
    people = KnownStudents([KnownStudent("ada"), KnownStudent("ben", (), "x@example.org")])
    assert people.pair([row("99", ("ADA ",), "x@example.org")]).students == {1: "ada"}


@pytest.mark.parametrize("student", [KnownStudent("ada", (), "X@example.org"), KnownStudent("x@example.org")])
def test_the_address_decides_last(student):
    assert KnownStudents([student]).pair([row("99", ("ben",), "x@Example.org")]).students == {1: student.id}


def test_accents_stored_in_two_ways_are_the_same():
    assert KnownStudents([KnownStudent("jos\u00e9")]).pair([row(logins=("jose\u0301",))]).students == {
        1: "jos\u00e9"
    }


def test_the_same_name_is_no_reason():
    assert KnownStudents([KnownStudent("ada")]).pair([row(name="ada")]).students == {}


def test_empty_cells_fit_nobody():
    people = KnownStudents([KnownStudent("ada"), KnownStudent("ben")])
    assert people.pair([row("", ("", " "), "")]).students == {}


def test_who_fits_two_students_is_not_taken():
    people = KnownStudents(
        [KnownStudent("ada", (), "x@example.org"), KnownStudent("ben", (), "x@example.org")]
    )
    pairs = people.pair([row(email="x@example.org")])
    assert pairs.students == {}
    assert pairs.doubtful == {1: "fits more than one student: ada, ben"}


def test_two_lines_that_fit_one_student_are_not_taken():
    people = KnownStudents([KnownStudent("ada", (), "ada@example.org")])
    pairs = people.pair([row(logins=("ada",)), row(email="ada@example.org", line=2)])
    assert pairs.students == {}
    assert set(pairs.doubtful.values()) == {"is one of 2 lines that fit ada"}


def test_students_are_those_of_the_gradebook_and_of_what_was_submitted(course):
    (course.root / "submitted" / "cem" / "num").mkdir(parents=True)
    (course.root / "submitted" / ".earlier").mkdir()
    with open_gradebook(course) as gradebook:
        gradebook.add_student("ada", email="a@example.org", lms_user_id="11")
    people = known_students(course, "canvas", {"ben": {"12"}})
    assert people.ids == ["ada", "ben", "cem"]
    found = people.pair(
        [row("11"), row("12", line=2), row("", ("CEM",), line=3), row("", (), "a@example.org", 4)]
    )
    assert found.students == {2: "ben", 3: "cem"}  # ada is in two lines


def test_the_gradebooks_numbers_are_not_moodles(course):
    """Moodle counts participants anew in every assignment."""
    with open_gradebook(course) as gradebook:
        gradebook.add_student("ada", lms_user_id="11")
    assert known_students(course, "moodle", {}).pair([row("11")]).students == {}


def test_a_new_student_is_called_by_the_login_or_what_else_can_be_a_folder():
    assert new_id(row("11", ("ada", "S-1"), "x@example.org")) == "ada"
    assert new_id(row("11", ("", "S-1"), "x@example.org")) == "S-1"
    assert new_id(row("11", ("-",), "x@example.org")) == "x@example.org"
    assert new_id(row("11")) is None


def test_names_are_compared_by_their_letters():
    assert same_name("lovelaceada", "Lovelace, Ada")
    assert same_name("Zoë Çelik", "C\u0327elik Zoe\u0308")
    assert not same_name("Group A", "Lovelace, Ada")
