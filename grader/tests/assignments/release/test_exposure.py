"""What a file shows is found in whatever form it stands there."""

import json

import pytest

from nbseal.assignments.release import telling
from nbseal.assignments.release.exposure import Secrets

HIDDEN = "for n, expected_square in [(17, 289), (23, 529)]:"


@pytest.fixture
def secrets(course):
    return Secrets(course)


def find(secrets, text, name="course/a.txt"):
    found = secrets.find(name, text if isinstance(text, bytes) else text.encode())
    return None if found is None else (found.file, found.line)


def test_there_is_something_to_look_for(secrets):
    assert len(secrets) >= 12


def test_a_file_that_shows_nothing_is_passed_over(secrets):
    assert find(secrets, "Numbers are useful.\nassert double(1) == 2\n") is None
    assert find(secrets, "") is None
    assert find(secrets, b"\x89PNG\r\n\x1a\n\x00\xff") is None


def test_a_line_is_found_with_its_number(secrets):
    assert find(secrets, f"one\ntwo\n    {HIDDEN}\n") == ("course/a.txt", 3)


@pytest.mark.parametrize(
    "text",
    [
        HIDDEN.replace(" ", "  "),
        f"print({HIDDEN})",
        HIDDEN.replace("(17", "\n(17"),
        json.dumps({"a": [HIDDEN]}),
        json.dumps({HIDDEN: 1}),
        json.dumps({"a": HIDDEN.replace("s", "\u017f")}).replace("\\u017f", "\\u0073"),
        "<b>for</b> n, expected_square in [(17, <i>289</i>), (23, 529)]:",
        HIDDEN.replace("(", "&#40;"),
        f"\xffE{HIDDEN}".encode("latin-1"),
    ],
    ids=["spaced", "within", "broken", "string", "key", "escaped", "tags", "entities", "bytes"],
)
def test_a_line_is_found_however_it_is_written(secrets, text):
    found = find(secrets, text)
    assert found is not None
    assert found[1] >= 1


def test_the_sentence_names_the_assignment_and_cuts_a_long_line_short(secrets):
    said = str(secrets.find("a.txt", HIDDEN.encode()))
    assert said == f"a.txt, line 1, shows a line of a solution or hidden test of num: {HIDDEN!r}."


def test_the_first_line_of_a_longer_statement_tells_no_more_than_it_says():
    assert not telling.is_telling("rows = [")
    assert telling.is_telling("three_items = pd.DataFrame(")
    assert telling.is_telling("They didn't keep what they had promised.")
