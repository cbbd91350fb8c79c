"""Who copied leads the list, whatever was renamed; what the task and the release explain counts nothing."""

import json
import random
import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nbseal.cli import app
from nbseal.course import open_course
from nbseal.errors import AssignmentError
from nbseal.returning.alike import alike, alike_page, as_dict
from nbseal.returning.alike.fingerprints import code_pieces, prose_pieces
from nbseal.returning.alike.pairs import Answer
from nbseal.returning.alike.pairs import alike as compare

RELEASED = "def mean(numbers):\n    # YOUR CODE HERE\n    raise NotImplementedError()"

# Ways of one's own to the same mean, as honest students find them.
HONEST = [
    "def mean(numbers):\n    return sum(numbers) / len(numbers)",
    """
def mean(numbers):
    total = 0
    for each in numbers:
        total += each
    return total / len(numbers)
""",
    "import statistics\ndef mean(numbers):\n    return statistics.mean(list(numbers))",
    "import numpy as np\ndef mean(numbers):\n    return float(np.asarray(numbers).mean())",
    """
def mean(numbers):
    numbers = list(numbers)
    if not numbers:
        return None
    return sum(numbers) / len(numbers)
""",
    """
def mean(numbers):
    count = total = 0
    while count < len(numbers):
        total = total + numbers[count]
        count = count + 1
    return total / count
""",
]
COPIED = """
def mean(numbers):
    lo, hi = min(numbers), max(numbers)
    rest = [x for x in numbers if lo < x < hi]
    return (sum(rest) + lo + hi) / (len(rest) + 2)
"""
RENAMED = """
def mean(values):
    # my own idea
    low, high = min(values), max(values)
    middle = [v for v in values if low < v < high]

    return (sum(middle)+low+high) / (len(middle)+2)
"""


def code(source):
    return Answer(source, RELEASED, True)


def class_of(*sources):
    return {f"s{number:02}": {"mean": code(source)} for number, source in enumerate(sources)}


def test_a_copy_with_other_names_comments_and_spaces_leads_the_list():
    work = class_of(*HONEST, COPIED, RENAMED)
    first, *rest = compare(work, 10)
    assert first.students == ("s06", "s07")
    assert first.likeness > 0.8
    assert all(pair.likeness < 0.5 for pair in rest)


def test_what_all_have_and_what_the_release_gave_count_nothing():
    assert compare(class_of(*[HONEST[0]] * 5), 10) == []
    assert compare({who: {"mean": Answer(COPIED, COPIED, True)} for who in "ab"} | class_of(*HONEST), 10)[
        0
    ].students != ("a", "b")


def test_lines_are_marked_where_the_two_have_the_same_and_nowhere_else():
    own = "x = 1\ny = 2\n"
    [pair, *_] = compare(class_of(*HONEST, COPIED, own + RENAMED), 10)
    [shared] = pair.tasks
    assert min(shared.lines[1]) > 2
    assert 4 in shared.lines[0]


def test_words_are_compared_as_words():
    told = "The head of Calibration was promoted for what the market did, not for what she did."
    mine = "I would wait, since two good quarters say little about a person."
    other = "Sensors, because its managers lead more strongly in the table."
    work = {
        "ada": {"why": Answer(told, "YOUR ANSWER HERE", False)},
        "ben": {"why": Answer(told.upper().replace(",", " -"), "YOUR ANSWER HERE", False)},
        "cem": {"why": Answer(mine, "YOUR ANSWER HERE", False)},
        "eve": {"why": Answer(other, "YOUR ANSWER HERE", False)},
    }
    [pair] = compare(work, 10)
    assert pair.students == ("ada", "ben")
    assert pair.likeness == pytest.approx(1)


def test_three_pairs_who_copied_lead_a_class_of_thirty():
    chance = random.Random(7)
    names = ["total", "answer", "count", "value", "part", "whole"]
    calls, ends = ["sum", "max", "min", "len", "sorted"], ["[0]", "[-1]", " + 1", " * 2", ""]

    def line():
        made = f"{chance.choice(names)} = {chance.choice(calls)}(data){chance.choice(ends)}"
        return f"{made} {chance.choice('+-*/')} {chance.randrange(99)}"

    own = ["\n".join(line() for _ in range(12)) for _ in range(27)]
    copies = [re.sub("total", "mine", own[number]) for number in range(3)]
    pairs = compare(class_of(*own, *copies), 10)
    assert {pair.students for pair in pairs[:3]} == {("s00", "s27"), ("s01", "s28"), ("s02", "s29")}
    assert pairs[2].likeness > 2 * pairs[3].likeness


@given(st.text(max_size=300))
def test_whatever_is_written_can_be_compared(text):
    for pieces in (code_pieces(text), prose_pieces(text)):
        assert all(line >= 1 for lines in pieces.values() for line in lines)


def test_code_that_stops_in_the_middle_is_compared_up_to_there():
    whole = code_pieces(COPIED)
    assert set(code_pieces(COPIED + "\n    print((")) & set(whole)


def test_the_page_shows_what_was_written_as_text_and_loads_nothing():
    hostile = '<script>alert(1)</script><img src="http://example.com/x">'
    work = class_of(*HONEST, COPIED + f"\n# {hostile}", RENAMED)
    page = alike_page('<b>"hw"</b>', compare(work, 10))
    assert "<script" not in page
    assert "<img" not in page
    assert hostile in unescape(page)
    assert "default-src 'none'" in page


def test_of_a_graded_class_those_who_wrote_the_same_are_found_and_the_command_tells_it(
    whole_round, tmp_path, capsys
):
    pairs = alike(open_course(whole_round.root), "num")
    page = tmp_path / "a.html"
    app(["alike", "num", "--course", str(whole_round.root), "-o", str(page)], standalone_mode=False)
    said = capsys.readouterr().out
    assert said.endswith(f"Wrote {page}: read both of a pair before you judge.\n")
    assert page.read_text("utf-8").startswith("<!DOCTYPE html>")
    app(["alike", "num", "--course", str(whole_round.root), "--json"], standalone_mode=False)
    assert json.loads(capsys.readouterr().out) == {"pairs": as_dict(pairs)}


def test_an_assignment_that_nobody_handed_in_is_said(whole_round):
    with pytest.raises(AssignmentError):
        alike(open_course(whole_round.root), "nothing")
