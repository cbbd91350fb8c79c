"""The student edition: everything a student needs, and nothing a student must not see.

An edition is made in memory, looked at from the outside together with what its folder holds besides, and
only then written: a refusal leaves the folder as it was. The same project gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from leadermanager.catalogue import CATALOGUE, LESSONS
from leadermanager.errors import EditionError
from leadermanager.exercise_files import exercise_files
from leadermanager_instructor.edition.contents import File, collect
from leadermanager_instructor.edition.lesson_faults import exercise_faults, notebook_faults, text_faults
from leadermanager_instructor.edition.target import Target
from leadermanager_instructor.edition.texts import Address

Look = Callable[[str, bytes], object | None]
"""Called with a file's name and content; returns what it shows and must not, as a sentence, or None."""

_MOST_TOLD = 3

# What makes a folder a project of this course.
_PARTS = (LESSONS, "data", "src/leadermanager")


@dataclass(frozen=True)
class Edition:
    """What was published.

    Attributes
    ----------
    folder : pathlib.Path
        Where it is.
    id : str
        Tells it from other editions.
    files : int
        How many files it has.
    changed, removed : list of str
        Those that were written, and those that an earlier edition had.
    """

    folder: Path
    id: str
    files: int
    changed: list[str]
    removed: list[str]


def publish(
    project: Path,
    folder: Path,
    released: Mapping[str, Path],
    look: Look,
    address: Address | None = None,
) -> Edition:
    """Make the student edition of a project, into a new folder or over an earlier edition.

    Parameters
    ----------
    project
        The project's folder, with the lessons, the tables and the library.
    folder
        A folder that is new or empty, that holds an earlier edition, or the checkout of a new repository.
    released
        The folder of each released assignment.
    look
        Looks at one file for what students must not see. It is shown every file that the folder will hold,
        and every file and message of its repository's history.
    address
        Where the edition will be published, for the links in its README.

    Raises
    ------
    EditionError
        If the project lacks something, the folder cannot take an edition, something in a lesson would not
        work, or anything would be shown. The folder is then as it was.
    """
    lacks = next((name for name in _PARTS if not (project / name).is_dir()), None)
    if lacks:
        raise EditionError(
            f"{project} is not a project of this course, which publish makes an edition of: it has no folder "
            f"{lacks}. The students' versions of another course's assignments are in its folder release."
        )
    target = Target(folder, project)
    files = collect(project, released, address)
    faults = _faults(files, project)
    if faults:
        raise EditionError(f"Nothing was published, since students would be stopped: {_told(faults)}")
    refuse_what_shows(target, files, look)
    changed, removed = target.write(files)
    return Edition(folder, files[CATALOGUE].id, len(files), changed, removed)


def refuse_what_shows(target: Target, files: Mapping[str, File], look: Look) -> None:
    """Refuse files that would show what students must not see, and a folder or a history that does.

    Parameters
    ----------
    target
        The folder that they go into.
    files
        The files under their paths in it.
    look
        Looks at one file; see `publish`.

    Raises
    ------
    EditionError
        If anything would be shown; names the first few places.
    """
    rest = target.others(files)  # what the folder keeps besides is published with it
    shown = [str(found) for name, file in files.items() if (found := look(file.origin or name, file.content))]
    shown += [str(found) for name in rest if (found := look(name, target.read(name)))]
    shown += [
        f"{str(found).rstrip('.')} ({where}; publish into a new repository)."
        for name, content, where in target.history()
        if (found := look(name, content))
    ]
    if shown:
        raise EditionError(
            f"Nothing was published, since students would see what they must not: {_told(shown)}"
        )


def _faults(files: Mapping[str, File], project: Path) -> list[str]:
    """Return what would not work for a student, as sentences."""
    folders = {str(parent) for name in files for parent in PurePosixPath(name).parents}
    exercises = exercise_files(project / LESSONS / "exercises")

    def has(path: str) -> bool:
        return path in files or path in folders

    found = exercise_faults(exercises)
    for name, file in files.items():
        if name.endswith(".ipynb"):
            found += notebook_faults(name, file.content, exercises, has)
        elif name.endswith(".md"):
            found += text_faults(name, file.content.decode("utf-8"), has)
    return found


def _told(sentences: list[str]) -> str:
    more = f" And {len(sentences) - _MOST_TOLD} more." if len(sentences) > _MOST_TOLD else ""
    return " ".join(sentences[:_MOST_TOLD]) + more
