"""Every name in the world is a name, and the file that is called after it can be stored everywhere."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadermanager.errors import HandinError
from leadermanager.student_name import file_named_after, known_name, student_name

NAMES = [
    "ada",
    "s1234567",
    "ada+math@example.org",
    "O\u2019Brien",
    "D'Arcy",
    "\u02bbIolani Ka\u02bb\u014dpua",
    "Ngũgĩ wa Thiong'o",
    "Nguyễn Thị Minh Khai",
    "प्रिया शर्मा",  # combining vowel signs
    "สมชาย ใจดี",
    "ಶ್ರೀನಿವಾಸ",
    "نرگس می\u200cروم",  # a joiner that keeps letters apart
    "ශ්\u200dරී ලාල්",  # one that binds them
    "עדה לאבלייס",
    "李小龙",
    "김민준",
    "ᠪᠣᠷᠵᠢᠭᠢᠨ",
    "ዮሐንስ",
    "Þórdís Æsa",
    "\u0130pek I\u015f\u0131k",
    "Jean-Luc de la Tour",
    "Müller & Söhne",
    "X Æ A-12",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_of_any_script_stays_as_it_is(name):
    assert student_name(name) == unicodedata.normalize("NFC", name)
    assert file_named_after("ps1", student_name(name)) == f"ps1-{student_name(name)}.zip"


@pytest.mark.parametrize("name", NAMES)
def test_one_name_written_in_two_ways_is_one_name(name):
    assert student_name(unicodedata.normalize("NFD", name)) == student_name(name)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        (" Ada  Lovelace\n", "Ada Lovelace"),
        ("Ada\u00a0Lovelace", "Ada Lovelace"),
        ("李\u3000小龙", "李 小龙"),
        ("\u200fעדה\u200e", "עדה"),
        ("Ada\u202eevil", "Adaevil"),
        ("\ufeffAda", "Ada"),
        ("Ada\u200b Lovelace", "Ada Lovelace"),
    ],
)
def test_what_is_copied_along_with_a_name_is_no_part_of_it(typed, name):
    assert student_name(typed) == name


@pytest.mark.parametrize("typed", ["", "  ", "\u200b", "*", "...", "/", "—", "\u202e"])
def test_a_name_is_asked_for_where_there_is_none(typed):
    with pytest.raises(HandinError, match="Write your name or number"):
        student_name(typed)


@pytest.mark.parametrize("typed", ["x" * 101, "Ada\x1b[31m", "Ada\x00"])
def test_what_nobody_is_called_is_refused_in_one_line(typed):
    with pytest.raises(HandinError, match="cannot be used as your name; write it in at most 100") as refusal:
        student_name(typed)
    assert str(refusal.value).isprintable()


def test_a_name_that_the_terminal_did_not_deliver_is_said():
    with pytest.raises(HandinError, match="cannot be read as it arrived here"):
        student_name(b"M\xfcller".decode(errors="surrogateescape"))


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("2019/CS/042", "ps1-2019=2FCS=2F042.zip"),
        ("../ada", "ps1-=2E.=2Fada.zip"),
        ("a\\b", "ps1-a=5Cb.zip"),
        ("4711:b", "ps1-4711=3Ab.zip"),
        ('Ada "The Countess"', "ps1-Ada =22The Countess=22.zip"),
        ("100% Ada", "ps1-100=25 Ada.zip"),
        ("Ada|Ben?", "ps1-Ada=7CBen=3F.zip"),
        ("<ada>", "ps1-=3Cada=3E.zip"),
        ("ada=ben", "ps1-ada=3Dben.zip"),
        ("Jean-Luc de la Tour, Jr.", "ps1-Jean-Luc de la Tour, Jr=2E.zip"),
    ],
)
def test_what_a_file_name_cannot_hold_is_written_in_hexadecimal_and_can_be_read_back(name, file):
    assert file_named_after("ps1", name) == file
    back = re.sub("=([0-9A-F]{2})", lambda found: chr(int(found[1], 16)), file)
    assert back == f"ps1-{name}.zip"


def test_a_long_name_is_cut_in_the_files_name_and_never_inside_a_letter():
    file = file_named_after("ps1", student_name("ส" * 100))
    assert file == f"ps1-{'ส' * 40}.zip"


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=120))
def test_whatever_is_typed_becomes_a_file_or_a_sentence(typed):
    try:
        name = student_name(typed)
    except HandinError:
        return
    file = file_named_after("ps1", name)
    assert len(file.encode()) <= 255
    assert not set(file) & set('/\\:*?"<>|\0')
    assert student_name(name) == name


@pytest.mark.parametrize(
    ("environment", "known"),
    [
        ({"JUPYTERHUB_USER": "ada"}, "ada"),
        ({"USER": "ada"}, ""),
        ({"LOGNAME": "root", "USER": "root"}, ""),
        ({"USERNAME": "Administrator"}, ""),
        ({"JUPYTERHUB_USER": "someone-course-x1", "BINDER_LAUNCH_HOST": "https://binder"}, ""),
        ({"JUPYTERHUB_USER": "jovyan-x1", "BINDER_REPO_URL": "https://repository"}, ""),
        ({}, ""),
    ],
)
def test_a_login_is_nobodys_name_in_the_course_but_on_its_own_hub(monkeypatch, environment, known):
    names = ("JUPYTERHUB_USER", "BINDER_LAUNCH_HOST", "BINDER_REPO_URL", "LOGNAME", "USER", "USERNAME")
    for name in names:
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert known_name() == known
