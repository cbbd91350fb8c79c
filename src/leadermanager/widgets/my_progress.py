"""What is done in each lesson, with buttons to keep it in a file and to put it back."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any, ClassVar

from leadermanager import backup
from leadermanager.errors import ProgressError
from leadermanager.progress import FORMAT, VERSION, find_lessons
from leadermanager.widgets.asking import Answer, Asking, running_notebook, saved_at
from leadermanager.widgets.front_end import front_end


class MyProgress(Asking):
    """The list of lessons and exercises, each done, begun or not begun, as the browser has kept it.

    Parameters
    ----------
    folder
        The folder of the lessons.
    """

    _esm, _css = front_end("my_progress")

    LABELS: ClassVar[dict[str, str]] = {
        **Asking.LABELS,
        "title": "Your progress",
        "instructions": (
            "What you have done in each lesson. Only this browser keeps it: nobody else can see it."
        ),
        "done": "done",
        "begun": "begun",
        "open": "not begun",
        "all": "{done} of {total} exercises done.",
        "all_begun": "{done} of {total} exercises done, {begun} begun.",
        "lesson": "{done} of {total} done",
        "lesson_begun": "{done} of {total} done, {begun} begun",
        "keep": "Keep it",
        "why": (
            "The small file has your progress and what you wrote in exercises; the other one has your "
            "notebooks as well. Neither has your name in it."
        ),
        "save_progress": "Download my progress",
        "save_work": "Download my notebooks and progress",
        "restore": "Restore from a file",
        "saved_progress": "Downloaded {file}: {count} exercises.",
        "saved_work": "Downloaded {file}: {count} exercises and {notebooks}.",
        "no_notebooks": "no notebooks, since you have changed none",
        "saving": "Saving your notebooks …",
        "unsaved": "This notebook was saved at {time}. Press Ctrl+S (or Command+S) in it and download again.",
        "restoring": "Reading the file …",
        "restored": "Restored {count} exercises from {file}.",
        "nothing": "There is nothing in {file} that belongs to these lessons.",
        "replaced": "Put back: {notebooks}. If one of them is open, close its tab and open it again.",
        "beside": "You had changed a notebook here as well. Beside it, you now have {notebooks}.",
        "same": "There already: {notebooks}.",
        "no_storage": "This browser keeps nothing (a private window?), so there is nothing to show.",
    }

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        lessons = find_lessons(folder)
        if not lessons:
            raise ProgressError(
                f"{folder.resolve()} holds no lessons; open the notebook from the folder of the lessons."
            )
        self._known = [name for lesson in lessons for name in lesson.exercises]
        shown = [asdict(lesson) for lesson in lessons]
        super().__init__({"lessons": shown, "format": FORMAT, "version": VERSION})

    def answer(self, question: dict[str, Any], file: bytes) -> Answer:
        """Say when the notebook was saved, pack the student's work, or put it back."""
        match question.get("ask"):
            case "saved":
                return {"saved": saved_at(self._folder / running_notebook())}, b""
            case "pack":
                packed, notebooks = backup.pack(self._folder, str(question.get("progress", "")))
                return {"notebooks": [path.name for path in notebooks]}, packed
            case "restore":
                return asdict(backup.restore(self._folder, file, self._known, running_notebook())), b""
        return {}, b""

    def __repr__(self) -> str:
        return "Your progress: run this cell to see it."


def my_progress(folder: str | Path = ".") -> MyProgress:
    """Show what is done in each lesson, with buttons to keep it in a file and to put it back.

    Parameters
    ----------
    folder
        The folder of the lessons; by default the notebook's own.

    Returns
    -------
    MyProgress
        The list. Shown as the last line of a cell, it appears below the cell.

    Raises
    ------
    ProgressError
        If there are no lessons in the folder.
    """
    return MyProgress(Path(folder))
