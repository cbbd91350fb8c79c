"""Times that come without a zone are the course's, wherever the grader's machine is."""

import time
from datetime import UTC, datetime

import pytest

from nbseal.collecting import collect

WORKSHEET = """\
Identifier,"Full name","Email address",Grade,"Maximum grade","Last modified (submission)"
"Participant 41","Ada Lovelace",ada,,10.00,"Tuesday, 24 November 2026, 3:04 PM"
"""
SAID = "2026-11-24 09:19:00 UTC"  # 15:04 in Kathmandu


@pytest.fixture
def collected(course, tmp_path, mine, monkeypatch):
    """Collect Ada's notebook for a course in Kathmandu on a machine in New York; return the time noted."""
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    (course.root / "course.toml").write_text('timezone = "Asia/Kathmandu"')

    def work(name, **how):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True)
        path.write_bytes(mine())
        result = collect(course, "num", [tmp_path / "in"], **how)
        assert result.collected == ["ada"]
        return (course.folder("submitted", "num", "ada") / "timestamp.txt").read_text().strip()

    yield work
    monkeypatch.undo()
    time.tzset()


def test_a_time_that_the_grader_says(collected):
    assert collected("ada.ipynb", received=datetime(2026, 11, 24, 15, 4)) == SAID


def test_a_time_with_a_zone_is_that_zones(collected):
    assert collected("ada.ipynb", received=datetime(2026, 11, 24, 9, 19, tzinfo=UTC)) == SAID


def test_a_time_in_a_name(collected):
    assert collected("ada_2026-11-24-15-04.ipynb", pattern="{student}_{time}.ipynb") == SAID


def test_a_time_in_moodles_worksheet(collected, tmp_path):
    (tmp_path / "worksheet.csv").write_text(WORKSHEET)
    name = "Ada Lovelace_41_assignsubmission_file/num.ipynb"
    assert collected(name, gradebook=tmp_path / "worksheet.csv") == SAID


def test_a_due_date_in_the_file_makes_it_matter_when_work_came(course, tmp_path, mine):
    (tmp_path / "ada.ipynb").write_bytes(mine())
    zone = 'timezone = "Asia/Kathmandu"\n'
    (course.root / "course.toml").write_text(zone)
    assert collect(course, "num", [tmp_path / "ada.ipynb"]).undated == []
    (course.root / "course.toml").write_text(f'{zone}[assignments.num]\ndue = "2026-11-24 15:04"')
    assert collect(course, "num", [tmp_path / "ada.ipynb"]).undated == ["ada"]
