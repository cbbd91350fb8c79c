"""The laboratory: the lessons and assignments in JupyterLite, where Python runs in the student's browser.

It is a folder of plain files, made from a student edition and from releases of JupyterLite, Pyodide and the
packages that the course needs. `pins.toml` names each of them with its hash. They are taken as data: nothing
of them is installed or run here. The same edition gives the same bytes.
"""

from __future__ import annotations

import json
from pathlib import Path

from leadermanager.catalogue import CATALOGUE, sha256
from leadermanager.errors import EditionError
from leadermanager_instructor.site.laboratory.application import own_page, released_page
from leadermanager_instructor.site.laboratory.contents import content_files
from leadermanager_instructor.site.laboratory.downloads import Downloads
from leadermanager_instructor.site.laboratory.packages import own_packages, released_packages

LIST = "files.json"
"""The list of the laboratory's files, for the browser that keeps them."""


def build_laboratory(
    edition: Path, into: Path, *, pyodide: Path | None = None, cache: Path | None = None
) -> None:
    """Make the laboratory of a student edition.

    Parameters
    ----------
    edition
        The folder of the edition, as `leadermanager publish` made it.
    into
        A new or empty folder.
    pyodide
        A folder that has Pyodide's own files, of the version in `pins.toml`. By default they are downloaded.
    cache
        Where downloads are kept. By default the user's folder for such things.

    Raises
    ------
    EditionError
        If the folder is not an edition, the other one is not empty, or anything cannot be had, or is not what
        its hash says.
    """
    if into.is_dir() and any(into.iterdir()):
        raise EditionError(f"{into} is not empty; name a new folder for the laboratory.")
    try:
        catalogue = json.loads((edition / CATALOGUE).read_bytes())
        names, mark = sorted(catalogue["files"]), str(catalogue["id"])
        files = {name: (edition / name).read_bytes() for name in names}
        files[CATALOGUE] = (edition / CATALOGUE).read_bytes()
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise EditionError(
            f"{edition} is not a whole student edition; make it with leadermanager publish."
        ) from problem
    downloads = Downloads(pyodide, cache)
    page, python = released_page(downloads), released_packages(downloads)
    made = {**page, **python, **own_page(downloads, page, files, mark), **own_packages(python, files)}
    made |= content_files(files)
    made[LIST] = json.dumps(sorted(made)).encode() + b"\n"
    for name, content in made.items():
        path = into / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def digests_of_releases(*, pyodide: Path | None = None, cache: Path | None = None) -> set[str]:
    """Return the SHA-256 of each file of a laboratory that is made of what others published alone.

    Such a file cannot show what students must not see, and many could not be searched for it.
    """
    downloads = Downloads(pyodide, cache)
    made = {**released_page(downloads), **released_packages(downloads)}
    return {sha256(content) for content in made.values()}
