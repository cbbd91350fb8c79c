"""What a student hands in: one or more notebooks, checked and bundled into one small zip file."""

from __future__ import annotations

import getpass
import io
import json
import os
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from leadermanager.catalogue import Catalogue, sha256
from leadermanager.errors import HandinError
from leadermanager.saved_notebook import read_saved

MANIFEST = "manifest.json"

_NAME = re.compile(r"[\w@][\w@. '-]{0,99}")


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
        Which assignment it is. If None, one notebook is taken to be named after its assignment, and several
        to lie in the assignment's folder.
    run
        Whether to run each notebook from top to bottom in a new kernel, to see that it runs. Otherwise its
        saved outputs are looked at. What is handed in is the file as it is, in either case.

    Raises
    ------
    HandinError
        If a file is missing or not a notebook, or the bundle cannot be written.
    """
    from leadermanager.handin_checks import remarks_on

    paths = list(notebooks)
    if not paths:
        raise HandinError("Name the notebook that you want to hand in.")
    check_name(student)
    name = assignment or (paths[0].stem if len(paths) == 1 else paths[0].absolute().parent.name)
    contents: dict[str, bytes] = {}
    remarks: list[str] = []
    for path in paths:
        if path.name in contents:
            raise HandinError(f"You named two notebooks {path.name}; hand in one of them.")
        contents[path.name] = read_bytes(path)
        remarks += remarks_on(path, contents[path.name], run=run)
    filename, packed = pack(contents, name, student, Catalogue.near(paths[0].parent).id)
    _write(folder / filename, packed)
    return Bundle(folder / filename, name, student, sorted(contents), remarks)


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
    """
    check_name(student)
    manifest = {
        "assignment": assignment,
        "student": student,
        "edition": edition,
        "made": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "files": {key: sha256(content) for key, content in sorted(contents.items())},
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MANIFEST, json.dumps(manifest, indent=2))
        for name, content in contents.items():
            archive.writestr(name, content)
    return f"{assignment}-{student.replace(' ', '_')}.zip", stream.getvalue()


def check_name(student: str) -> None:
    """Refuse a name that could not be the name of a folder on the grader's side.

    Raises
    ------
    HandinError
        If it is empty, too long, or has signs in it that folders cannot have.
    """
    if not student.strip():
        raise HandinError("Write your name or number, as your course knows you.")
    if not _NAME.fullmatch(student) or ".." in student:
        raise HandinError(f"{student!r} cannot be used as your name; use letters, digits, and . _ - @ only.")


def read_bytes(path: Path) -> bytes:
    """Return what is in a notebook's file, as it was saved last.

    Raises
    ------
    HandinError
        If there is no such file, or it cannot be read.
    """
    try:
        return read_saved(path)
    except OSError as problem:
        raise HandinError(f"There is no notebook {path} that can be read; check its name.") from problem


def known_name(*, hub_only: bool = False) -> str:
    """Return who is handing in, as well as the machine knows; empty where it does not.

    Parameters
    ----------
    hub_only
        Whether only a JupyterHub is believed, where people sign in with their course's names.
    """
    # On Binder everybody has a made-up name, and in its containers the same one.
    if "BINDER_LAUNCH_HOST" in os.environ or "BINDER_REPO_URL" in os.environ:
        return ""
    hub = os.environ.get("JUPYTERHUB_USER", "")
    if hub or hub_only:
        return hub
    try:
        name = getpass.getuser()
    except (OSError, KeyError):
        return ""
    return "" if name == "jovyan" else name


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
