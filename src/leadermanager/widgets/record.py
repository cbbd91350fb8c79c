"""The record: every prediction and decision that was kept, in the student's words, beside what came."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

import anywidget
import traitlets

from leadermanager.errors import ProgressError
from leadermanager.progress import find_lessons
from leadermanager.widgets.front_end import front_end
from leadermanager.widgets.kinds import recorded
from leadermanager.widgets.sureness import LABELS as SURENESS


class Record(anywidget.AnyWidget):
    """What was said in all lessons, as the browser has kept it, and what came.

    Parameters
    ----------
    folder
        The folder of the lessons.
    """

    _esm, _css = front_end("record")

    LABELS: ClassVar[dict[str, str]] = {
        "title": "What you said, and what came",
        "instructions": "Your predictions and decisions in all lessons. Only this browser keeps them.",
        "lesson": "{number}. {title}",
        "lesson_kept": "{kept} of {total} kept",
        "said": "You said: {answer}.",
        "point": "{place}: {y}",
        "drawn": "{title}. {y_title}:",
        "came": "What came: {came}.",
        "high": "You were {by} too high.",
        "low": "You were {by} too low.",
        "right": "You were right.",
        "mean_was_high": "On average you were {by} too high.",
        "mean_was_low": "On average you were {by} too low.",
        "mean_was_right": "On average you were neither too high nor too low.",
        "sure_kept": SURENESS["sure_kept"],
        "missing": "Not kept yet: {titles}.",
        "quoted": "“{title}”",
        "open": "Open lesson {number}",
        "kept": "{kept} of {total} predictions and decisions kept.",
        "nothing": "Nothing is kept yet. What you keep in a lesson shows here at once.",
        "few": "From four estimates in numbers on, a line here counts how many were too high or too low.",
        "counted": "You made {total} estimates in numbers: {high} too high, {low} too low, {right} right.",
        "mean_high": "If every scale ran from 0 to 100, you would have been {by} too high on average.",
        "mean_low": "If every scale ran from 0 to 100, you would have been {by} too low on average.",
        "mean_even": "On average you were neither too high nor too low.",
        "sure_over": (
            "Of {total} answers you said how sure you were: {sure}% on average. You were right in {right}, "
            "which is {were}%. Here you were surer than you had reason to be. That may be chance."
        ),
        "sure_under": (
            "Of {total} answers you said how sure you were: {sure}% on average. You were right in {right}, "
            "which is {were}%. Here you were less sure than you could have been. That may be chance."
        ),
        "sure_level": (
            "Of {total} answers you said how sure you were: {sure}% on average. You were right in {right}, "
            "which is {were}%. Here you were about as sure as you had reason to be."
        ),
        "no_storage": "This browser keeps nothing (a private window?), so there is nothing to show.",
    }

    content = traitlets.Dict().tag(sync=True)
    labels = traitlets.Dict().tag(sync=True)

    def __init__(self, folder: Path) -> None:
        asked = recorded(folder / "exercises")
        lessons = [
            {
                "number": lesson.number,
                "title": lesson.title,
                "notebook": lesson.notebook,
                "exercises": [asked[name] for name in lesson.exercises if name in asked],
            }
            for lesson in find_lessons(folder)
        ]
        shown = [lesson for lesson in lessons if lesson["exercises"]]
        if not shown:
            raise ProgressError(
                f"{folder.resolve()} holds no lessons with predictions or decisions; open the notebook from "
                "the folder of the lessons."
            )
        super().__init__(content={"lessons": shown}, labels=dict(self.LABELS))

    def __repr__(self) -> str:
        return "What you said, and what came: run this cell to see it."


def record(folder: str | Path = ".") -> Record:
    """Show every prediction and decision that was kept in the lessons, beside what came.

    Parameters
    ----------
    folder
        The folder of the lessons; by default the notebook's own.

    Returns
    -------
    Record
        The list. Shown as the last line of a cell, it appears below the cell.

    Raises
    ------
    ProgressError
        If no lesson in the folder asks for a prediction or a decision.
    """
    return Record(Path(folder))
