"""Small exercises that are right, for tests that break one thing in them."""

from copy import deepcopy
from typing import Any

import pytest

from leadermanager.widgets.exercise import LAST

CARDS = {
    "kind": "card-sort",
    "id": "acts",
    "title": "Three acts",
    "instructions": "Put each act where it belongs.",
    "section": "Two systems",
    "answer": True,
    "places": [
        {"id": "leading", "name": "Leading", "colour": "leading"},
        {"id": "managing", "name": "Managing", "colour": "managing"},
    ],
    "cards": [
        {
            "id": "aim",
            "text": "Says where the plant should be in five years.",
            "right": ["leading"],
            "why": "An aim, no steps.",
            "wrong": {"managing": "An aim is not a long plan."},
        },
        {
            "id": "budget",
            "text": "Breaks the target into monthly budgets.",
            "right": ["managing"],
            "why": "The target was given.",
            "wrong": {"leading": "Looking ahead is not yet an aim."},
        },
        {
            "id": "network",
            "text": "Finds the people who can do it.",
            "right": ["leading", "managing"],
            "why": "Both roles do this.",
        },
    ],
}

MARKED = {
    "kind": "quiz",
    "mode": "marked",
    "id": "recall",
    "title": "From memory",
    "instructions": "Answer, then check.",
    "section": "Two systems",
    "questions": [
        {
            "id": "better",
            "ask": "Which is the better one?",
            "options": [
                {"id": "neither", "text": "Neither", "right": True, "say": "They complete each other."},
                {"id": "leading", "text": "Leading", "say": "More leading is not always better."},
            ],
        },
        {
            "id": "calm",
            "ask": "A calm market and many parts: what does it need first?",
            "options": [
                {"id": "order", "text": "Order", "right": True, "say": "Complexity asks for it."},
                {"id": "vision", "text": "A vision", "say": "Nothing here is about to change."},
            ],
        },
    ],
}

KEPT = {
    "kind": "quiz",
    "mode": "kept",
    "id": "predict",
    "title": "Before you look",
    "instructions": "Decide now.",
    "questions": [
        {
            "id": "promote",
            "ask": "Whom would you promote?",
            "kept": "You chose {answer}. Wait and see.",
            "options": [{"id": "ada", "text": "Ada"}, {"id": "ben", "text": "Ben"}],
        },
        {"id": "later", "ask": "Where in two years?", "slider": {"min": 50, "max": 150, "unit": "of plan"}},
    ],
}


@pytest.fixture
def cards() -> dict[str, Any]:
    return deepcopy(CARDS)


@pytest.fixture
def marked() -> dict[str, Any]:
    return deepcopy(MARKED)


@pytest.fixture
def kept() -> dict[str, Any]:
    return deepcopy(KEPT)


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    LAST.clear()
