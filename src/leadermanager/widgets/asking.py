"""A widget whose front end asks Python questions and waits for the answers, for what only Python can do."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import Any, ClassVar

import anywidget
import traitlets

from leadermanager.errors import CourseError

Answer = tuple[dict[str, Any], bytes]


class Asking(anywidget.AnyWidget):
    """Base class of the widgets that read or write the student's files.

    A question is plain data with a ``number``, an ``ask`` and the name of the ``notebook`` that it comes
    from, where the page knows it, and may bring the content of a file; so may the answer. What goes wrong on
    purpose is answered with the sentence that says it, under ``refused``.
    """

    LABELS: ClassVar[dict[str, str]] = {
        "away": "Python did not answer. Run this cell again, then try once more.",
    }

    content = traitlets.Dict().tag(sync=True)
    labels = traitlets.Dict().tag(sync=True)
    patience = traitlets.Float(20.0).tag(sync=True)
    """How many seconds the front end waits for an answer; the kernel may be running a cell."""

    def __init__(self, content: dict[str, Any]) -> None:
        super().__init__(content=content, labels=dict(self.LABELS))
        self.on_msg(self._hear)

    def answer(self, question: dict[str, Any], file: bytes) -> Answer:
        """Return the answer to a question, and the content of a file where one was asked for."""
        raise NotImplementedError(f"{type(self).__name__} has to say what it answers")

    def _hear(self, _: Any, question: Any, buffers: list[Any]) -> None:
        if not isinstance(question, dict) or "number" not in question:
            return
        try:
            said, content = self.answer(question, bytes(buffers[0]) if buffers else b"")
        except CourseError as problem:
            said, content = {"refused": str(problem)}, b""
        except OSError as problem:
            sentence = f"{problem.filename or 'A file'} cannot be used: {problem.strerror}."
            said, content = {"refused": sentence}, b""
        self.send({"number": question["number"], **said}, buffers=[content] if content else None)


def saved_at(notebook: Path | None) -> float | None:
    """Return when a notebook's file was written, in seconds since 1970; None where there is no such file."""
    return notebook.stat().st_mtime if notebook is not None and notebook.is_file() else None


def running_notebook(folder: Path, question: Mapping[str, Any]) -> Path | None:
    """Return the notebook in a folder from which a question comes; None where nobody knows.

    The page knows best, since a notebook may be renamed while its kernel runs. What the server told the
    kernel at its start is for pages that do not say it.
    """
    for name in (question.get("notebook"), os.environ.get("JPY_SESSION_NAME")):
        # Only the last part: the page counts from the server's folder, and the kernel is in the notebook's.
        path = folder / PurePath(str(name or "")).name
        if path.suffix == ".ipynb" and path.is_file():
            return path
    return None
