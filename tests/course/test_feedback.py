"""What an exercise says to an answer goes well with the verdict that the page puts before it."""

import re
import tomllib
from pathlib import Path

import pytest

EXERCISES = sorted((Path(__file__).parents[2] / "course" / "exercises").glob("*.toml"))

# The page has said already that it is right.
DOUBLED = re.compile(r"(Yes|Right|Correct|Exactly|True)\b")


def said_to_right_answers(content):
    """Yield what is said to each right answer after the verdict."""
    for part in (*content.get("cards", []), *content.get("items", [])):
        yield part.get("why", "")
    if content.get("mode") == "marked":
        for question in content["questions"]:
            yield from (option["say"] for option in question["options"] if option.get("right"))


@pytest.mark.parametrize("path", EXERCISES, ids=lambda path: path.stem)
def test_that_an_answer_is_right_is_said_once(path):
    content = tomllib.loads(path.read_text("utf-8"))
    assert not [text for text in said_to_right_answers(content) if DOUBLED.match(text)]
