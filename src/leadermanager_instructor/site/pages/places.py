"""Where things are on the site, seen from a page of it."""

from __future__ import annotations

from pathlib import PurePosixPath
from posixpath import normpath
from urllib.parse import quote, urlsplit

from leadermanager.catalogue import LESSONS

LABORATORY = "laboratory/lab/index.html"
DATA = "data"


def lesson_place(stem: str) -> str:
    """Return the folder of a lesson's page."""
    return f"lessons/{stem}"


def in_laboratory(notebook: str, cell: str = "") -> str:
    """Return where the laboratory opens a notebook, at one of its cells."""
    return f"{LABORATORY}?path={quote(notebook)}" + (f"#cell-id={quote(cell)}" if cell else "")


def on_site(target: str, origin: str, *, laboratory: bool) -> str:
    """Return where a link of the edition leads: seen from the site's root, if it stays on the site.

    Parameters
    ----------
    target
        The link.
    origin
        The file's path in the edition.
    laboratory
        Whether notebooks are opened in the laboratory; else they are downloaded.
    """
    parts = urlsplit(target)
    if parts.scheme or not parts.path:
        return target
    path = PurePosixPath(normpath(PurePosixPath(origin).parent / parts.path))
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    if path.suffix == ".ipynb" and path.parent.name == LESSONS:
        return f"{lesson_place(path.stem)}/index.html{fragment}"
    if path.suffix == ".ipynb" and laboratory:
        return in_laboratory(str(path))
    if path == PurePosixPath(DATA, "README.md"):
        return f"{DATA}/index.html{fragment}"
    return f"{path}{fragment}"
