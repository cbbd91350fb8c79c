"""The answers that can be given to a part of an exercise, with the state that the page would keep."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

ALL: Final = "*"
"""Stands for all that was done in an exercise."""

NONE: Final = ""
"""The answer where there is none."""

ANY_NUMBER: Final = "#"
"""The answer that stands for every number."""

TWICE: Final = "twice"
"""The answer where a case was played at least twice, which is when it tells all."""

State = dict[str, Any]


@dataclass(frozen=True)
class Answer:
    """An answer that can be given.

    Attributes
    ----------
    name : str
        How the page tells it from others.
    state : dict
        What the page keeps of it.
    number, other, other_state
        Of a number, which one it is; and another one, so that it can be seen where the number goes.
    """

    name: str
    state: State
    number: str = ""
    other: str = ""
    other_state: State | None = None


def part_of(content: Mapping[str, Any], part: str) -> str:
    """Return the part that is meant: of an exercise with one question that one, where none is named."""
    questions = content.get("questions", [])
    return str(questions[0]["id"]) if not part and len(questions) == 1 else part


def possible_answers(content: Mapping[str, Any], part: str) -> list[Answer] | None:
    """Return the answers to a part of an exercise; None where they cannot be listed.

    Parameters
    ----------
    content
        The exercise, as it was sent to the page.
    part
        The id of a question, or `ALL`.
    """
    if content["kind"] == "case" and part == ALL:
        first, second = ([*path.split("/")] for path in islice(content["ends"], 2))
        return [Answer(TWICE, {"value": {"path": second, "plays": [first, second]}})]
    question = next((each for each in content.get("questions", []) if each["id"] == part), None)
    if question is None:
        return None
    if "slider" in question:
        slider = question["slider"]
        steps = int((slider["max"] - slider["min"]) / slider["step"])
        one, other = (_as_sent(slider["min"] + slider["step"] * int(steps * share)) for share in (0.37, 0.73))
        return [Answer(ANY_NUMBER, _said(part, one), f"{one:g}", f"{other:g}", _said(part, other))]
    return [Answer(option["id"], _said(part, option["id"])) for option in question["options"]]


def joined(one: State, other: State) -> State:
    """Return the state in which both answers are kept."""
    return {**one, **other, "value": {**one.get("value", {}), **other.get("value", {})}}


def _as_sent(number: float) -> float:
    """Return a number as a page sends it, where 37 is a whole number."""
    return int(number) if number == int(number) else number


def _said(question: str, answer: object) -> State:
    return {"value": {question: answer}}
