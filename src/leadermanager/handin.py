"""What a student hands in: one or more notebooks, checked and bundled into one small zip file."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from leadermanager.answered import Answered, read_answered, to_hand_in
from leadermanager.catalogue import Catalogue, sha256
from leadermanager.errors import HandinError
from leadermanager.student_name import file_named_after, student_name

MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Bundle:
    """A finished bundle.

    Attributes
    ----------
    file : pathlib.Path
        The zip file to hand in.
    assignment, student : str
        What it is for, and whose it is.
    notebooks : list of str
        What is in it.
    remarks : list of str
        What the student may want to look at first, one sentence each. The bundle is made all the same.
    """

    file: Path
    assignment: str
    student: str
    notebooks: list[str]
    remarks: list[str]


def handin(
    notebooks: Iterable[Path],
    folder: Path,
    *,
    student: str,
    assignment: str | None = None,
    run: bool = False,
) -> Bundle:
    """Check notebooks and bundle them, with a manifest of what they are.

    Parameters
    ----------
    notebooks
        The student's notebooks of one assignment.
    folder
        Where to write the bundle.
    student
        The student's name or number, as the course knows it.
    assignment
        Which assignment it is. If None, the notebooks say so themselves. Where they don't, one notebook is
        taken to be named after its assignment, and several to lie in the assignment's folder.
    run
        Whether to run each notebook from top to bottom in a new kernel, to see that it runs. Otherwise its
        saved outputs are looked at. What is handed in is the file as it is, in either case, but for outputs
        that are too large to be read.

    Raises
    ------
    HandinError
        If a file is missing or not a notebook, they belong to several assignments, the student's name
        cannot be used, or the bundle cannot be written.
    """
    from leadermanager.handin_checks import remarks_on

    answered = [read_answered(path) for path in notebooks]
    if not answered:
        raise HandinError("Name the notebook that you want to hand in.")
    student = student_name(student)
    known = _assignment(answered)
    name = assignment or known
    named: dict[str, Answered] = {}
    remarks: list[str] = []
    for each in answered:
        if each.file in named:
            both = f"{named[each.file].path.name} and {each.path.name}"
            raise HandinError(f"{both} are both {each.file}; hand in one of them.")
        named[each.file] = each
        if each.file != each.path.name or name != known:
            remarks.append(f"{each.path.name} is handed in as {each.file} of {name}.")
        remarks += remarks_on(each, run=run)
    contents, said = to_hand_in(named)
    filename, packed = pack(contents, name, student, Catalogue.near(answered[0].path.parent).id)
    _write(folder / filename, packed)
    return Bundle(folder / filename, name, student, sorted(contents), remarks + said)


def pack(contents: dict[str, bytes], assignment: str, student: str, edition: str) -> tuple[str, bytes]:
    """Return the name and the bytes of a bundle.

    Parameters
    ----------
    contents
        The notebooks, under the names that the assignment gives them.
    assignment, student
        What it is for, and whose it is.
    edition
        The id of the student edition that the notebooks come from; empty where nobody knows.

    Raises
    ------
    HandinError
        If the student's name cannot be used.
    """
    student = student_name(student)
    manifest = {
        "assignment": assignment,
        "student": student,
        "edition": edition,
        "made": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "files": {key: sha256(content) for key, content in sorted(contents.items())},
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MANIFEST, json.dumps(manifest, indent=2, ensure_ascii=False))
        for name, content in contents.items():
            archive.writestr(name, content)
    return file_named_after(assignment, student), stream.getvalue()


def _assignment(answered: list[Answered]) -> str:
    """Return the assignment that the notebooks name; else what the only one, or their folder, is called."""
    said = {each.handed_out.assignment: each.path.name for each in answered if each.handed_out.assignment}
    if len(said) > 1:
        named = " and ".join(f"{name} of {assignment}" for assignment, name in said.items())
        raise HandinError(f"You named {named}; hand in one assignment at a time.")
    if said:
        return next(iter(said))
    path = answered[0].path
    return path.stem if len(answered) == 1 else path.absolute().parent.name


def _write(target: Path, packed: bytes) -> None:
    # The bundle appears whole or not at all.
    made = target.with_suffix(".zip.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        made.write_bytes(packed)
        made.replace(target)
    except OSError as problem:
        made.unlink(missing_ok=True)
        raise HandinError(f"{target} cannot be written: {problem.strerror}.") from problem
