"""What is to be handed in: the assignment's notebooks, and how to know them under other names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from ..course import Course
from ..course.filenames import is_notebook, notebook_stem
from ..course.people import comparable, name_in
from ..course.reading import UnreadableError, grade_ids, read_notebook

MANIFEST = "manifest.json"
"""The file of a bundle that says what is in it, and whose it is."""

# What systems call a copy, in the languages of many of their users.
_COPY = (
    r"(?:copy|copie|copia|cópia|kopie|kopia|kopi|kopio|kopija|kópia|kopya|копия|копія)"
    r"(?: (?:of|de|di|von|van|av|af))?|másolat|αντίγραφο|bản sao|"
    r"のコピー|コピー|的副本|副本|拷贝|複製|의 사본|사본|복사본|สำเนา|نسخة|עותק|प्रति"
)
# What people write behind a name; none of it is a person's name.
_STATE = r"saved|restored|backup|final|finished|done|draft|edited|fixed|new|old|solutions?|answers?|v\d{1,3}"
_WORD = rf"(?:(?:{_COPY}|{_STATE})\d{{0,3}}|\d{{1,3}})"
_IS_COPY = re.compile(rf"(?:{_WORD}(?:[-_ ]+{_WORD})*)?[-_ ]*\(?\d{{0,3}}\)?", re.IGNORECASE)
# What browsers and JupyterLab add to a name that is there already.
_AGAIN = re.compile(r"(?:\s?\((\d{1,4})\)|-Copy(\d{1,3}))$")
_BETWEEN = r"[-_ .\u2013]+"
# Folders and files that nobody has called after a student.
_NOBODY = re.compile(
    r"(?:assignments?|submissions?|submitted|downloads?|desktop|documents?|archive|archiv|archivo|archivio|"
    r"notebooks?|homeworks?|untitled\d*|new (?:compressed \(zipped\) )?folder|"
    r"tmp|temp|home|work|release|source)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class SplitName:
    """What the name of a file or folder says.

    Attributes
    ----------
    notebook : str or None
        Which of the assignment's notebooks it is of.
    student : str
        Whose it is; empty if it does not say so.
    copy : int
        Which copy it is; 0 for none.
    explicit : bool
        Whether the assignment, or a notebook of it, is in the name.
    """

    notebook: str | None
    student: str
    copy: int
    explicit: bool


class Wanted:
    """What an assignment's notebooks are called, and which grade ids are in each.

    Parameters
    ----------
    assignment
        The assignment's name.
    grade_ids
        Those in each notebook, by the notebook's name without extension.
    known
        Names, logins and addresses of the students who are known.
    """

    def __init__(self, assignment: str, grade_ids: dict[str, set[str]], known: Iterable[str] = ()) -> None:
        self.assignment, self.grade_ids = assignment, grade_ids
        self.notebooks = list(grade_ids)
        self._known = {comparable(name) for name in known} - {""}

    def is_known(self, name: str) -> bool:
        """Return whether this is the name of a student who is known."""
        return comparable(name) in self._known

    @cached_property
    def _names(self) -> list[str]:
        return sorted({self.assignment, *self.notebooks}, key=len, reverse=True)

    def split(self, stem: str) -> SplitName:
        """Take a name apart, without its extension: ``ps1-ada (2)``, ``ada_ps1``, ``ada``."""
        copy, stem = 0, stem.replace(".ipynb", "")  # Colab adds to the whole name
        while (again := _AGAIN.search(stem)) and again.start() > 0 and not self.is_known(stem):
            copy = copy or int(again[1] or again[2])
            stem = stem[: again.start()]
        notebook, rest, explicit = None, stem, False
        while rest and not self.is_known(rest):
            name, less = self._without_a_name(rest)
            if name is None:
                break
            notebook = notebook or next(
                (it for it in self.notebooks if it.casefold() == name.casefold()), None
            )
            rest, explicit = less, True
        rest = rest.strip(" _-.")
        nobody = (_IS_COPY if explicit else _NOBODY).fullmatch(rest) is not None and not self.is_known(rest)
        return SplitName(notebook, "" if nobody else name_in(rest), copy, explicit)

    def _without_a_name(self, text: str) -> tuple[str | None, str]:
        """Return which name, of the assignment or a notebook, a text begins or ends with, and the rest."""
        for name in self._names:
            own = re.escape(name)
            for form in (own, rf"{own}{_BETWEEN}(?P<rest>.+)", rf"(?P<rest>.+?){_BETWEEN}{own}"):
                found = re.fullmatch(form, text, re.IGNORECASE | re.DOTALL)
                if found:
                    return name, found.groupdict().get("rest") or ""
            copied = re.fullmatch(rf"{own}(?P<rest>.+)", text, re.IGNORECASE | re.DOTALL)
            if copied and _IS_COPY.fullmatch(copied["rest"].strip()) and not copied["rest"].isdecimal():
                return name, ""
        return None, text

    def folder_of_work(self, paths: Iterable[str], *, any_notebook: bool = False) -> str | None:
        """Return the folder that holds what was handed in, with a ``/`` at its end, or empty for the top.

        It has the assignment's notebooks under their own names; else a bundle's manifest; else, if that is
        enough, any notebooks. Of several such folders it is the highest, and None if that is more than one.

        Parameters
        ----------
        paths
            The paths of all files.
        any_notebook
            Whether a folder with any notebook will do.
        """
        files = [path.rpartition("/")[::2] for path in paths]
        signs: list[Callable[[str], object]] = [
            self.notebook_called,
            lambda name: name == MANIFEST,
            *([is_notebook] if any_notebook else []),
        ]
        for is_work in signs:
            folders = {folder for folder, name in files if is_work(name)}
            highest = [it for it in folders if not any(it != up and is_inside(it, up) for up in folders)]
            if len(highest) == 1:
                return f"{highest[0]}/" if highest[0] else ""
            if highest:
                return None
        return None

    def notebook_called(self, path: str) -> str | None:
        """Return which notebook a file is by its name, whatever a system has added to it; None if none."""
        said = self.split(notebook_stem(path)) if is_notebook(path) else None
        return said.notebook if said is not None and not said.student else None

    def notebook_with(self, grade_ids: set[str]) -> str | None:
        """Return which notebook has most of these grade ids; None if none has any, or several as many."""
        shared = {name: len(grade_ids & own) for name, own in self.grade_ids.items()}
        best = [name for name, count in shared.items() if count and count == max(shared.values())]
        return best[0] if len(best) == 1 else None


def read_wanted(course: Course, assignment: str, known: Iterable[str]) -> Wanted:
    """Return what is to be handed in for an assignment, from its source.

    Parameters
    ----------
    course, assignment
        Which assignment.
    known
        Names, logins and addresses of the students who are known.
    """
    found = {}
    for path in course.source_notebooks(assignment):
        try:
            found[path.stem] = grade_ids(read_notebook(path.read_bytes(), []))
        except UnreadableError:  # `release` says so; here it is known by its name alone
            found[path.stem] = set()
    return Wanted(assignment, found, known)


def is_inside(path: str, folder: str) -> bool:
    """Return whether a path lies in a folder, somewhere below it; everything lies in the top."""
    return not folder or path.startswith(f"{folder}/")
