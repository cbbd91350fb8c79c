"""What a command prints reaches every terminal, whatever letters its encoding has."""

import io
import json
import sys

import pytest
import typer

from nbseal.cli.terminal import print_flags, print_json, print_scores, sentences
from nbseal.course.gradebook import Total
from nbseal.grading.flag import Flag

NAMES = "Zoë प्रिया 李小龍 \U0001d504da \udcff"
ENCODINGS = pytest.mark.parametrize("encoding", ["cp1252", "cp850", "ascii", "cp932", "utf-8"])


@pytest.fixture
def printed(monkeypatch):
    """Return what is printed where standard output has an encoding."""

    def work(encoding, printing):
        raw = io.BytesIO()
        stream = io.TextIOWrapper(raw, encoding=encoding)
        monkeypatch.setattr(sys, "stdout", stream)
        with sentences():
            printing()
        stream.flush()
        return raw.getvalue().decode(encoding, "replace")

    return work


@ENCODINGS
def test_no_name_ends_a_command(printed, encoding):
    def printing():
        typer.echo(f"  {NAMES}: handed in nothing")
        print_scores([Total(NAMES, 1.0, 2.0, waiting=False)])
        print_flags([Flag(student=NAMES, reason="a reason")])

    said = printed(encoding, printing)
    assert "handed in nothing" in said
    assert "a reason" in said


@ENCODINGS
def test_json_gives_every_letter_back(printed, encoding):
    said = printed(encoding, lambda: print_json({"student": NAMES}))
    assert json.loads(said) == {"student": NAMES}
