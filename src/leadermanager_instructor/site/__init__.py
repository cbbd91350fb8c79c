"""The course as a site: a folder of plain files for any web server, made from a student edition.

It has pages to read and to play at once and, if asked for, the laboratory, in which the same notebooks are
to run in the browser.
All that a visitor's browser asks for is in the folder. The same edition gives the same bytes.
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path

from leadermanager.catalogue import sha256
from leadermanager_instructor.edition import Look, refuse_what_shows
from leadermanager_instructor.edition.contents import File
from leadermanager_instructor.edition.target import Target
from leadermanager_instructor.edition.texts import Address
from leadermanager_instructor.site.laboratory import build_laboratory, digests_of_releases
from leadermanager_instructor.site.pages import build_pages

CATALOGUE = "site.json"
"""The list of a site's files, at its root."""


@dataclass(frozen=True)
class Site:
    """What was made.

    Attributes
    ----------
    folder : pathlib.Path
        Where it is.
    files, bytes : int
        How many files it has, and how large they are together.
    changed, removed : list of str
        Those that were written, and those that an earlier site had.
    """

    folder: Path
    files: int
    bytes: int
    changed: list[str]
    removed: list[str]


def build_site(
    edition: Path,
    folder: Path,
    look: Look,
    project: Path,
    *,
    address: Address | None = None,
    laboratory: bool = False,
    pyodide: Path | None = None,
) -> Site:
    """Make the site of an edition, in a new folder or over an earlier site.

    Parameters
    ----------
    edition
        The folder of the edition.
    folder
        A folder that is new or empty, that holds an earlier site, or the checkout of a new repository.
    look
        Looks at one file for what students must not see; it is shown all that are not as others published
        them.
    project
        The project that the edition is of, which must not hold the folder.
    address
        Where the edition is opened on Binder, if it is.
    laboratory
        Whether it gets the laboratory, and pages that lead there.
    pyodide
        A folder with Pyodide's files, for the laboratory. By default they are downloaded.

    Raises
    ------
    EditionError
        If a lesson does not run, the folder cannot take a site, or anything would be shown. The folder is
        then as it was.
    """
    target = Target(folder, project, CATALOGUE)
    made = build_pages(edition, address, laboratory=laboratory)
    if laboratory:
        made |= _laboratory_files(edition, pyodide)
    made[".nojekyll"] = b""  # GitHub Pages would otherwise leave out what begins with an underscore
    made["LICENSE-CONTENT"] = (edition / "LICENSE-CONTENT").read_bytes()
    digests = {name: sha256(content) for name, content in sorted(made.items())}
    made[CATALOGUE] = (json.dumps({"files": digests}, indent=1) + "\n").encode()
    files = {name: File(content) for name, content in made.items()}
    released = digests_of_releases(pyodide=pyodide) if laboratory else set()

    def look_at_ours(name: str, content: bytes) -> object | None:
        return None if sha256(content) in released else look(name, content)

    refuse_what_shows(target, files, look_at_ours)
    changed, removed = target.write(files)
    return Site(folder, len(files), sum(map(len, made.values())), changed, removed)


def _laboratory_files(edition: Path, pyodide: Path | None) -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary, "laboratory")
        build_laboratory(edition, place, pyodide=pyodide)
        found = (path for path in sorted(place.rglob("*")) if path.is_file())
        return {path.relative_to(temporary).as_posix(): path.read_bytes() for path in found}
