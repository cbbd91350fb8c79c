"""One button that saves and checks an assignment's notebook, and downloads the file to hand in."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from leadermanager.answered import read_answered, to_hand_in
from leadermanager.backup import MOST_PACKED
from leadermanager.catalogue import ASSIGNMENTS, Catalogue
from leadermanager.errors import HandinError
from leadermanager.handin import pack
from leadermanager.handin_checks import remarks_on
from leadermanager.student_name import known_name
from leadermanager.widgets.asking import Answer, Asking, running_notebook, saved_at
from leadermanager.widgets.front_end import front_end


class HandIn(Asking):
    """The button of one assignment.

    What is handed in is the saved file. The notebook itself is saved first, by the browser, since Python
    cannot; where that fails the time of the last save is said. The checks look at the saved outputs and run
    nothing.

    Parameters
    ----------
    assignment
        The assignment, such as ``"ps1"``.
    folder
        Where its notebooks are.
    """

    _esm, _css = front_end("hand_in")

    LABELS: ClassVar[dict[str, str]] = {
        **Asking.LABELS,
        "title": "Hand in {assignment}",
        "instructions": (
            "One press saves this notebook, looks whether anything is missing, and downloads a small file. "
            "Upload that file where your course collects work."
        ),
        "name": "Your name or number, as your course knows you",
        "hand_in": "Hand in",
        "as_it_is": "Hand in as it is",
        "check_again": "Check again",
        "saving": "Saving the notebook …",
        "checking": "Looking through it …",
        "remarks": "Before you hand in",
        "look": "{count} to look at. Check again when you have mended it, or hand in as it is.",
        "one": "1 thing",
        "many": "{count} things",
        "unsaved": (
            "This notebook was last saved at {time}. Have you changed anything since? Press Ctrl+S (or "
            "Command+S) and check again."
        ),
        "done": "Downloaded {file}, with the notebook as it was saved at {time}.",
        "next": "Now upload it where your course collects work. You may hand in again later.",
        "other": "You are in {running}; it is handed in as {name}.",
    }

    def __init__(self, assignment: str, folder: Path) -> None:
        self._assignment = assignment
        self._folder = folder
        super().__init__({"assignment": assignment, "name": known_name()})

    def answer(self, question: dict[str, Any], file: bytes) -> Answer:
        """Say when the notebook was saved, what there is to look at, or give the bundle."""
        running = running_notebook(self._folder, question)
        notebooks = self._notebooks(running)
        # Of several notebooks, the one with the button is the one that the button saves.
        saved = saved_at(running or next(iter(notebooks.values())))
        match question.get("ask"):
            case "saved":
                return {"saved": saved}, b""
            case "check":
                return {"saved": saved, "remarks": self._remarks(notebooks)}, b""
            case "bundle":
                answered = {name: read_answered(path) for name, path in notebooks.items()}
                contents, _ = to_hand_in(answered, most_packed=MOST_PACKED)
                edition = Catalogue.near(self._folder).id
                student = str(question.get("name", ""))
                filename, packed = pack(contents, self._assignment, student, edition)
                return {"saved": saved, "file": filename}, packed
        return {}, b""

    def _notebooks(self, running: Path | None) -> dict[str, Path]:
        """Return the files to hand in under the names that the assignment gives them.

        An assignment of one notebook is the notebook with the button, whatever the student calls it.
        """
        catalogue = Catalogue.near(self._folder)
        begin = f"{ASSIGNMENTS}/{self._assignment}/"
        names = [name.removeprefix(begin) for name in catalogue.cells if name.startswith(begin)]
        if len(names) > 1:
            found = {name: self._folder / name for name in names}
            own = read_answered(running).handed_out.file if running else ""
            return {**found, own: running} if running and own in found else found
        name = names[0] if names else f"{self._assignment}.ipynb"
        path = running or self._folder / name
        if not path.is_file():
            raise HandinError(f"There is no {name} in {self._folder.resolve()}; open it from its own folder.")
        return {name: path}

    def _remarks(self, notebooks: dict[str, Path]) -> list[str]:
        remarks = [
            self.LABELS["other"].format(running=path.name, name=name)
            for name, path in notebooks.items()
            if path.name != name
        ]
        answered = {name: read_answered(path) for name, path in notebooks.items()}
        for each in answered.values():
            remarks += remarks_on(each)
        return remarks + to_hand_in(answered, most_packed=MOST_PACKED)[1]

    def __repr__(self) -> str:
        return f"Hand in {self._assignment}: run this cell to get the button."
