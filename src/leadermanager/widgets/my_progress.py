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
from leadermanager.widgets.kinds import state_shapes


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
            "The small file has your progress in the exercises; the other one has your notebooks as well. "
            "Neither has your name in it."
        ),
        "save_progress": "Download my progress",
        "save_work": "Download my notebooks and progress",
        "restore": "Restore from a file",
        "one": "1 exercise",
        "many": "{count} exercises",
        "saved_progress": "Downloaded {file}: {exercises}.",
        "saved_work": "Downloaded {file}: {exercises} and {notebooks}.",
        "no_notebooks": "no notebooks, since you have changed none",
        "saving": "Saving your notebooks …",
        "unsaved": "This notebook was saved at {time}. Press Ctrl+S (or Command+S) in it and download again.",
        "restoring": "Reading the file …",
        "restored": "Restored {exercises} from {file}.",
        "nothing": "There is nothing in {file} that belongs to these lessons.",
        "replaced": "Put back: {names}. If one of them is open, close its tab and open it again.",
        "beside": "You had changed a notebook here as well. Beside it, you now have {names}.",
        "same": "There already: {names}.",
        "left_out": "Left out, since it cannot be read or is not part of the course: {names}.",
        "unread": "Something in these exercises could not be read, and is left out: {names}.",
        "unknown": "Left out, since these lessons do not have them: {exercises}.",
        "bare": "What your cells had put out was too much for the file; run the cells again to have it back.",
        "no_storage": "This browser keeps nothing (a private window?), so there is nothing to show.",
    }

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        lessons = find_lessons(folder)
        if not lessons:
            raise ProgressError(
                f"{folder.resolve()} holds no lessons; open the notebook from the folder of the lessons."
            )
        self._titles = {name: title for lesson in lessons for name, title in lesson.exercises.items()}
        shown = [asdict(lesson) for lesson in lessons]
        super().__init__({"lessons": shown, "format": FORMAT, "version": VERSION})

    def answer(self, question: dict[str, Any], file: bytes) -> Answer:
        """Say when the notebook was saved, pack the student's work, or put it back."""
        running = running_notebook(self._folder, question)
        match question.get("ask"):
            case "saved":
                return {"saved": saved_at(running)}, b""
            case "pack":
                packed = backup.pack(self._folder, str(question.get("progress", "")))
                notebooks = [path.name for path in packed.notebooks]
                return {"notebooks": notebooks, "bare": packed.bare}, packed.content
            case "restore":
                shapes = state_shapes(self._folder / "exercises")
                done = backup.restore(self._folder, file, shapes, running)
                unread = [self._titles.get(name, name) for name in done.progress.unread]
                told = {key: getattr(done, key) for key in ("replaced", "beside", "same", "left_out")}
                exercises, unknown = done.progress.exercises, done.progress.unknown
                return {"exercises": exercises, "unread": unread, "unknown": unknown, **told}, b""
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
