"""`course.toml` is read whole, or refused in one sentence with the file, the key and what to do."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from nbseal.course.late_rule import LateRule
from nbseal.course.schedule import read_schedule
from nbseal.errors import CourseFolderError

WHOLE = """
timezone = "Europe/Berlin"

[late]
per_day = "10%"
at_most = "50%"
grace = "15 minutes"

[assignments.ps1]
due = "2026-10-05 23:59"

[assignments.ps1.extensions]
ada = "3 days"
"ben@example.org" = 2026-10-09 12:00:00
"Zoë" = "2026-10-09 12:00+00:00"

[assignments.ps2]
due = 2026-11-05 18:00:00-05:00
late = { per_day = "100%" }

[assignments.ps3]
late = { rule = "plugin" }
"""
BERLIN = 'timezone = "Europe/Berlin"\n'
PS1 = f'{BERLIN}[assignments.ps1]\ndue = "2026-10-24 23:59"\n'


def utc(year, month, day, hour=0, minute=0, second=0):
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC)


@pytest.fixture
def read(tmp_path):
    """Read a file of this text."""

    def work(text):
        (tmp_path / "course.toml").write_text(text, encoding="utf-8")
        return read_schedule(tmp_path)

    return work


def test_a_course_without_the_file_has_none(tmp_path):
    assert read_schedule(tmp_path) is None


def test_all_that_a_file_says_is_read(read):
    found = read(WHOLE)
    rule = LateRule(Fraction(1, 10), Fraction(1, 2), timedelta(minutes=15))
    assert (found.zone.key, found.rule) == ("Europe/Berlin", rule)
    ps1 = found.times("ps1")
    assert (ps1.due, ps1.rule) == (utc(2026, 10, 5, 21, 59), rule)
    assert {one.student: one.due for one in ps1.extensions.values()} == {
        "ada": utc(2026, 10, 8, 21, 59),
        "ben@example.org": utc(2026, 10, 9, 10),
        "Zoë": utc(2026, 10, 9, 12),
    }
    assert (found.times("ps2").due, found.times("ps2").rule) == (utc(2026, 11, 5, 23), LateRule(Fraction(1)))
    assert (found.times("ps3").due, found.times("ps3").rule) == (None, None)
    assert (found.times("ps4").due, found.times("ps4").rule) == (None, rule)


def test_a_file_may_say_no_more_than_the_zone_and_have_a_byte_order_mark(read):
    assert read(f"\ufeff{BERLIN}").rule is None


def test_the_plugin_of_nbgrader_stays_in_force_where_the_file_says_so(read):
    assert read(f'{BERLIN}[late]\nrule = "plugin"').rule is None


def test_an_extension_over_the_night_when_clocks_go_back_ends_at_the_same_time_of_day(read):
    found = read(f'{PS1}[assignments.ps1.extensions]\nada = "1 day"').times("ps1")
    assert found.extensions["ada"].due - found.due == timedelta(hours=25)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", 'timezone is missing; write for instance timezone = "Europe/Berlin" at the top.'),
        ('timezone = "Europe/Berln"', "timezone cannot be used.*did you mean 'Europe/Berlin'[?]$"),
        ('timezon = "UTC"', "timezon is not known; did you mean 'timezone'[?]$"),
        (f"{BERLIN}[ps1]", "ps1 is not known; there can be: timezone, late, assignments."),
        (f"{BERLIN}assignments = 3", r"assignments is no table; write \[assignments\] on a line"),
        (f"{BERLIN}[assignments]\nps1 = 3", r"assignments.ps1 is no table; write \[assignments.ps1\]"),
        (f"{BERLIN}[assignments.ps1]\ndeu = 3", "assignments.ps1.deu is not known; did you mean 'due'[?]$"),
        (f"{BERLIN}[assignments.ps1]\ndue = 3", "assignments.ps1.due cannot be used: 3 is no time; write it"),
        (f"{BERLIN}[assignments.ps1]\ndue = 2026-10-05", "ps1.due cannot be used.*has no time of day"),
        (
            f"{BERLIN}[assignments.ps1]\ndue = 2026-10-05 23:59",
            'line 3: put the time in quotes: "2026-10-05 23',
        ),
        (f'{BERLIN}[assignments.ps1]\ndue = "2026-10-25 02:30"', "is there twice in Europe/Berlin"),
        (f'{BERLIN}[assignments.ps1]\ndue = "2026-03-29 02:30"', "is not there in Europe/Berlin"),
        (
            f'{BERLIN}[assignments.ps1.extensions]\nada = "3 days"',
            "no date to extend; add assignments.ps1.due",
        ),
        (f"{PS1}[assignments.ps1.extensions]\nada = 3", "extensions.ada cannot be used: 3 is no time"),
        (f'{PS1}[assignments.ps1.extensions]\nada = "soon"', "'soon'; write \"3 days\", or until when"),
        (f'{PS1}[assignments.ps1.extensions]\na.b = "3 days"', "a is no time; if the id has a dot"),
        (f'{PS1}[assignments.ps1.extensions]\nada = "2026-10-24 23:58"', "ada is earlier than the due date"),
        (f'{PS1}[assignments.ps1.extensions]\nada = "1 day"\nAda = "2 days"', "'ada' and 'Ada', who are one"),
        (f'{PS1}[assignments.ps1.extensions]\nada = "9999 weeks"\nben = "9999 weeks', "is not TOML"),
        (f"{BERLIN}[late]\nper_day = 10", 'late.per_day is 10; write a share above 0% .*such as "10%"'),
        (f'{BERLIN}[late]\nper_day = "0%"', "late.per_day is '0%'"),
        (f'{BERLIN}[late]\nper_day = "101%"', "late.per_day is '101%'"),
        (f'{BERLIN}[late]\nper_day = "-5%"', "late.per_day is '-5%'"),
        (f'{BERLIN}[late]\nat_most = "50%"', "late.per_day is missing"),
        (
            f'{BERLIN}[late]\nper_day = "10%"\ngrace = 15',
            'late.grace cannot be used.*write it as "15 minutes"',
        ),
        (f'{BERLIN}[late]\nrule = "plugin"\nper_day = "10%"', 'late.rule can only be "plugin", alone'),
        (f'{BERLIN}[late]\nrule = "zero"', 'late.rule can only be "plugin"'),
        (f'{BERLIN}[late]\nperday = "10%"', "late.perday is not known; did you mean 'per_day'[?]$"),
        (f'{PS1}late = "none"', r"assignments.ps1.late is no table; write \[assignments.ps1.late\]"),
        ("timezone = Europe/Berlin", "is not TOML: Invalid value"),
    ],
)
def test_what_cannot_be_understood_is_refused_with_the_key_and_what_to_do(read, tmp_path, text, said):
    with pytest.raises(CourseFolderError, match=said) as refused:
        read(text)
    sentence = str(refused.value)
    assert sentence.startswith(str(tmp_path / "course.toml"))
    assert "\n" not in sentence
    assert sentence.endswith((".", "?"))


def test_a_date_beyond_the_calendar_is_refused(read):
    late = PS1.replace("2026", "9900") + '[assignments.ps1.extensions]\nada = "9999 weeks"'
    with pytest.raises(CourseFolderError, match="ada cannot be used: 9999 weeks is too far away"):
        read(late)


def test_a_file_in_another_encoding_is_refused(tmp_path):
    (tmp_path / "course.toml").write_bytes(BERLIN.encode("utf-16"))
    with pytest.raises(CourseFolderError, match="is not UTF-8; save it as UTF-8"):
        read_schedule(tmp_path)
