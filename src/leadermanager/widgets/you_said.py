"""What was answered to a question comes back: in the student's words, with what that answer was worth."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

import anywidget
import traitlets

from leadermanager.errors import ContentError
from leadermanager.exercise_files import exercise_files, read_exercise
from leadermanager.nearest import nearest
from leadermanager.widgets.front_end import front_end
from leadermanager.widgets.kinds import file_of, recorded, recorded_of


class YouSaid(anywidget.AnyWidget):
    """The answer to one question of a kept quiz, as the browser has it, and the verdicts on its options.

    The page shows it as soon as it is kept, so no cell has to be run again.

    Parameters
    ----------
    title
        The title of the exercise that asked.
    name
        The exercise's name.
    question
        The question, as the record has it; each option may bring a ``verdict``.
    after
        The id and the title of an exercise that has to be done before it is shown, if there is one.
    """

    _esm, _css = front_end("you_said")

    LABELS: ClassVar[dict[str, str]] = {
        "said": "You said: {answer}",
        "nothing": "You have kept nothing yet. Answer “{title}”, and it shows here at once.",
        "wait": "What you said comes back here, once you have finished “{title}”.",
        "others": "And the other answers?",
    }

    content = traitlets.Dict().tag(sync=True)
    labels = traitlets.Dict().tag(sync=True)

    def __init__(
        self, title: str, name: str, question: dict[str, Any], after: tuple[str, str] | None = None
    ) -> None:
        content: dict[str, Any] = {"of": name, "title": title, "question": question}
        if after:
            content["after"] = dict(zip(("id", "title"), after, strict=True))
        super().__init__(content=content, labels=dict(self.LABELS))

    def __repr__(self) -> str:
        return f"What you said in “{self.content['title']}”: run this cell to see it."


def you_said(name: str, part: str = "", *, after: str = "", folder: str | Path = "exercises") -> YouSaid:
    """Show what was answered to a question in the student's words, and what each answer was worth.

    Parameters
    ----------
    name
        The name of an exercise whose answers are kept, such as ``"04-monday"``.
    part
        The id of the question, where the exercise asks more than one.
    after
        The name of an exercise that has to be done first, where the verdict would give that away.
    folder
        Where the exercise's file is looked for first; by default ``exercises`` beside the notebook.

    Returns
    -------
    YouSaid
        The widget. Shown as the last line of a cell, it appears below the cell.

    Raises
    ------
    ContentError
        If no such exercise keeps an answer, it has no such question, or there is no exercise of that name to
        come first; the message names the nearest.
    """
    files = exercise_files(Path(folder))
    asked = recorded_of(name, files[name]) if name in files else {}
    if asked.get("kind") != "quiz":
        quizzes = [key for key, each in recorded(Path(folder)).items() if each["kind"] == "quiz"]
        raise ContentError(f"No exercise {name!r} keeps an answer; {nearest(name, quizzes)}")
    questions = {each["id"]: each for each in asked["questions"]}
    if not part:
        part, *more = questions
        if more:
            raise ContentError(f"Exercise {name!r} asks several questions; name one: {', '.join(questions)}.")
    if part not in questions:
        raise ContentError(f"Exercise {name!r} has no question {part!r}; {nearest(part, questions)}")
    return YouSaid(asked["title"], name, questions[part], _first(after, Path(folder)))


def _first(name: str, folder: Path) -> tuple[str, str] | None:
    """Return the id and the title of the exercise that comes first."""
    return (name, str(read_exercise(file_of(name, folder))["title"])) if name else None
