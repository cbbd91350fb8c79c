"""Feedback on where a thing was put: one text for the right choices, one of its own for each wrong one."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from leadermanager.widgets.content import Entry


def read_answers(entry: Entry, choices: Collection[str], noun: str) -> dict[str, dict[str, Any]]:
    """Read ``right``, ``why`` and ``wrong`` of an entry.

    Parameters
    ----------
    entry
        The thing that is put somewhere; ``right`` lists the ids of the right choices, ``why`` is said
        there, and the table ``wrong`` says for every other choice what it gets wrong.
    choices
        The ids of all choices.
    noun
        What a choice is called in a refusal, such as ``"region"``.

    Returns
    -------
    dict
        For each choice, whether it is ``right`` and the ``text`` that is said.

    Raises
    ------
    ContentError
        If no choice is right, a choice is unknown or has no text, or two wrong ones share a text.
    """
    right = entry.texts("right")
    if not right:
        entry.refuse(f"no {noun} is right; name at least one of {', '.join(choices)} under 'right'.")
    for name in right:
        if name not in choices:
            entry.refuse(f"{name!r} under 'right' is none of the {noun}s {', '.join(choices)}.")
    why = entry.text("why")
    wrong = entry.table("wrong")
    answers = {
        name: {"right": name in right, "text": why if name in right else wrong.text(name)} for name in choices
    }
    wrong.done()
    texts = [answer["text"] for answer in answers.values() if not answer["right"]]
    if len(set(texts)) < len(texts):
        entry.refuse(f"two wrong {noun}s have the same feedback; say what each of them gets wrong.")
    return answers


def known_answers(items: Sequence[Mapping[str, Any]], value: Mapping[str, Any]) -> dict[str, Any]:
    """Keep the answers whose thing and whose choice the content still has."""
    feedback = {item["id"]: item["feedback"] for item in items}
    return {
        name: choice
        for name, choice in value.items()
        if isinstance(choice, str) and choice in feedback.get(name, {})
    }


def right_ones(items: Sequence[Mapping[str, Any]], value: Mapping[str, str]) -> int:
    """Return how many of the answers are right."""
    return sum(item["feedback"][value[item["id"]]]["right"] for item in items if item["id"] in value)
