"""A person's name is one name however it is typed or stored, in every script, and never another person's."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nbseal.course.filenames import why_unsafe
from nbseal.course.people import by_key, comparable, key_of, name_in, student_id

NAMES = [
    "प्रिया",
    "สมชาย ใจดี",
    "Zoë Müller",
    "O\u2019Brien",
    "Nguyễn Thị Ánh",
    "محمد علی\u200cز\u0627د\u0647",
    "李小龍",
    "ada+math@example.org",
    "Anne-Marie d\u2019Arc",
    "Ōkina Ka\u02bbiulani",
    "2019/CS/042",
    "con",
    "J. R. R. Tolkien",
    "x" * 300,
    "\U0001d504da",
]
LETTERS = st.characters(exclude_categories=["Cs"])
PEOPLE = st.one_of(st.sampled_from(NAMES), st.text(LETTERS, min_size=1, max_size=30))


@pytest.mark.parametrize("name", NAMES)
def test_every_name_gives_an_id_that_can_name_a_folder_and_stays_the_same(name):
    made = student_id(name)
    assert made is not None
    assert "/" not in made
    assert len(made) <= 128
    assert student_id(name_in(made)) == made


@pytest.mark.parametrize("name", ["Zoë Müller", "Nguyễn Thị Ánh", "प्रिया", "ガー"])
def test_accents_stored_in_two_ways_are_one_person(name):
    forms = {unicodedata.normalize(form, name) for form in ("NFC", "NFD")}
    assert len({student_id(form) for form in forms}) == 1
    assert len({key_of(form) for form in forms}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("O\u2019Brien", "o'brien"),
        ("Anne\u2011Marie", "Anne-Marie"),
        ("Ada  Lovelace", "ada lovelace"),
        ("ada\u200b", "Ada"),
        ("Ka\u02bbiulani", "Ka\u2018iulani"),
    ],
)
def test_what_keyboards_differ_in_does_not_make_two(one, other):
    assert comparable(one) == comparable(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Weiß", "Weiss"), ("Muller", "Müller"), ("a/b", "a b"), ("a=b", "a b"), ("x" * 300, "x" * 301)],
)
def test_different_names_stay_two(one, other):
    assert comparable(one) != comparable(other)
    assert student_id(one) != student_id(other)


@pytest.mark.parametrize("text", ["", " ", ".", "-", "*", "\u200b", "a\0b", "\x1b[2J", "=+"])
def test_what_has_no_letter_or_a_control_character_is_nobodys_name(text):
    assert student_id(text) is None


@given(PEOPLE, PEOPLE)
def test_no_two_people_have_one_id_and_no_person_two(one, other):
    mine, theirs = student_id(one), student_id(other)
    if mine is None or theirs is None:
        return
    same = comparable(one) == comparable(other)
    assert (key_of(mine) == key_of(theirs)) == same
    assert (len(by_key([mine, theirs])) == 1) == same


@given(PEOPLE)
def test_an_id_is_the_id_of_the_name_that_is_read_from_it(name):
    made = student_id(name)
    if made is not None:
        assert student_id(name_in(made)) == made
        assert why_unsafe(made) is None
        assert key_of(unicodedata.normalize("NFD", made)) == key_of(made)
