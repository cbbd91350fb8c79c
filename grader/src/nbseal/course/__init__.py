"""The course folder: where it is, how it is configured, and what is in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from ..errors import AssignmentError, CourseFolderError
from .nbgrader_package import put_off_extensions
from .people import by_key, key_of, name_in, student_id

CONFIG = "nbgrader_config.py"

TIMESTAMP = "timestamp.txt"
"""nbgrader's file that says when a submission was received, which is not for a student to say."""

put_off_extensions()


@dataclass(frozen=True)
class Course:
    """An nbgrader course: its folder, its configuration, and nbgrader's own view of both.

    Attributes
    ----------
    root : pathlib.Path
        The folder with `source/`, `submitted/` and the gradebook.
    config : traitlets.config.Config
        What `nbgrader_config.py` says; empty where there is none.
    directory : nbgrader.coursedir.CourseDirectory
        nbgrader's description of the folder, made from the configuration.
    """

    root: Path
    config: Config
    directory: Any

    def nbgrader_directory(self, **traits: object) -> Any:
        """Return a new `CourseDirectory` for one assignment or student, given as `traits`."""
        return _directory(self.config, **traits)

    def folder(self, step: str, assignment: str, student: str = ".") -> Path:
        """Return the folder of one step, e.g. ``folder("submitted", "ps1", "ada")``.

        Parameters
        ----------
        step
            ``"source"``, ``"release"``, ``"submitted"``, ``"autograded"`` or ``"feedback"``.
        assignment, student
            Of which; ``"."`` for what belongs to no student, ``"*"`` for a glob.
        """
        name = getattr(self.directory, f"{step}_directory")
        own = student if student in (".", "*") else student_id(name_in(student)) or student
        return Path(self.directory.format_path(name, own, assignment))

    def submission(self, assignment: str, student: str) -> Path:
        """Return the folder of a student's submission, however the student's name is spelt there.

        Some systems store accents in another way than they are typed. If there are several such folders, it
        is the one that `folder` names, or else the first.
        """
        place = self.folder("submitted", assignment, student)
        if place.is_dir():
            return place
        return next(iter(self.submission_folders(assignment, student)), place)

    def submission_folders(self, assignment: str, student: str) -> list[Path]:
        """Return every folder that is a student's submission for an assignment, in order."""
        key = key_of(student)
        same = (name for name in self.student_folders() if key_of(name) == key)
        return [place for place in (self._submitted(assignment, name) for name in same) if place.is_dir()]

    @property
    def db_url(self) -> str:
        """The address of the gradebook, as SQLAlchemy writes it."""
        return str(self.directory.db_url)

    def assignments(self) -> list[str]:
        """Return the names of the assignments that have a source, in order."""
        source = self.folder("source", ".")
        if not source.is_dir():
            return []
        return sorted(p.name for p in source.iterdir() if p.is_dir() and any(p.glob("*.ipynb")))

    def source_notebooks(self, assignment: str) -> list[Path]:
        """Return the instructor's notebooks of an assignment.

        Raises
        ------
        AssignmentError
            If there is no such assignment; the message says which there are.
        """
        known = self.assignments()
        if assignment not in known:
            have = ", ".join(known) or "none yet"
            raise AssignmentError(
                f"There is no assignment {assignment!r} in {self.folder('source', '.')} (there: {have})."
            )
        return sorted(self.folder("source", assignment).glob("*.ipynb"))

    def submitted_students(self, assignment: str) -> list[str]:
        """Return the ids of those who have handed in something for an assignment, in order."""
        there = [name for name in self.student_folders() if self._submitted(assignment, name).is_dir()]
        return sorted(by_key(student_id(name_in(name)) or name for name in there).values())

    def student_folders(self) -> list[str]:
        """Return what the folders in `submitted/` are called, each a student's, in order."""
        root = self.folder("submitted", "*", "*").parent.parent
        return sorted(p.name for p in root.iterdir() if p.name[:1] != ".") if root.is_dir() else []

    def _submitted(self, assignment: str, folder: str) -> Path:
        return Path(self.directory.format_path(self.directory.submitted_directory, folder, assignment))


def find_course(folder: Path | None = None) -> Course:
    """Open the course in `folder`, or the nearest one from here upward, or the one in `assignments/`.

    Raises
    ------
    CourseFolderError
        If there is no course there, or its configuration cannot be read.
    """
    if folder is None:
        here = Path.cwd()
        above = [p for p in (here, *here.parents) if (p / CONFIG).is_file()]
        if above:
            return open_course(above[0])
        if (here / "assignments" / CONFIG).is_file():
            return open_course(here / "assignments")
        raise CourseFolderError(
            f"There is no course here: neither {here}, nor a folder above it, nor {here / 'assignments'} has "
            f"an {CONFIG}; go to your course, name it with --course, or begin one with new NAME --course DIR."
        )
    return open_course(folder)


def open_course(folder: Path | str) -> Course:
    """Open the course whose folder is `folder`.

    Raises
    ------
    CourseFolderError
        If the folder is not a course, or its configuration cannot be read.
    """
    folder = Path(folder).absolute()
    if not folder.is_dir():
        raise CourseFolderError(f"There is no folder {folder}.")
    if not (folder / CONFIG).is_file() and not (folder / "source").is_dir():
        raise CourseFolderError(f"{folder} is not a course: it has neither an {CONFIG} nor a source/ folder.")
    config = Config()
    if (folder / CONFIG).is_file():
        try:
            config = PyFileConfigLoader(CONFIG, path=str(folder)).load_config()
        # The configuration is the instructor's own Python: anything can come out of it.
        except Exception as problem:
            raise CourseFolderError(f"{folder / CONFIG} cannot be read: {problem}") from problem
    if "root" not in config.CourseDirectory:
        config.CourseDirectory.root = str(folder)
    if "course_id" not in config.CourseDirectory:
        # Without one, nbgrader enters no course, and a database that checks references takes no assignment.
        config.CourseDirectory.course_id = "default_course"
    directory = _directory(config)
    return Course(root=Path(directory.root), config=config, directory=directory)


def _directory(config: Config, **traits: object) -> Any:
    # Imported here because it brings all of nbgrader, which a worker has no use for.
    from nbgrader.coursedir import CourseDirectory

    return CourseDirectory(config=config, **traits)
