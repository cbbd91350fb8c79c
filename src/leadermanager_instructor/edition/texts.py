"""The files that are written for a student edition: README, project file, and what git leaves out."""

from __future__ import annotations

import json
import re
import textwrap
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from leadermanager.catalogue import ASSIGNMENTS
from leadermanager.errors import EditionError
from leadermanager_instructor.edition.about import About

MYBINDER = "https://mybinder.org"

# The tables of pyproject.toml that students need: to build and install the library, and its commands.
_TABLES = ("build-system", "project", "project.scripts", "tool.hatch", "tool.leadermanager")

_ASSIGNMENT_LINK = re.compile(
    rf"\[(?P<words>[^\]]*)\]\([./]*{ASSIGNMENTS}/source/(?P<assignment>[^/)]+)/[^)]*\)"
)

_README = """\
# {title}

{badge}{about}
{begin}
## Lessons

{lessons}
{assignments}
## Your work

{binder_note}The exercises are kept by your browser, and nothing is sent to anybody. Lesson 0 shows what
you have done, and saves and restores it. To hand in an assignment, press the button below its last cell.
[`docs/student.md`](docs/student.md) goes through all of it, from the first click to the grade.

## On your own computer

You need Python 3.11, 3.12 or 3.13. In a terminal, in this folder:

    python3 -m venv .venv
    .venv/bin/pip install ".[lab]"
    .venv/bin/leadermanager lab

On Windows, write `py -m venv .venv` for the first line, and `.venv\\Scripts\\` for `.venv/bin/` in the rest.

{tables} They are in [`data/`](data/README.md).
The code is under the [BSD 3-Clause License](LICENSE); lessons, assignments and data are under
[CC BY 4.0](LICENSE-CONTENT).
"""

_BINDER = """\
On Binder the computer is lent to you: after about ten idle minutes it is given back, with all the files on
it. So download your work before every break; lesson 0 has a button for it.

"""


@dataclass(frozen=True)
class Address:
    """Where an edition is published: a repository on GitHub, and the BinderHub that opens it.

    Attributes
    ----------
    repository : str
        ``OWNER/REPOSITORY``.
    hub : str
        The BinderHub's address.
    """

    repository: str
    hub: str = MYBINDER

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[A-Za-z0-9-]+/[A-Za-z0-9._-]+", self.repository):
            raise EditionError(f"{self.repository!r} is no repository on GitHub; write OWNER/REPOSITORY.")
        if not re.fullmatch(r"https?://[A-Za-z0-9.-]+(:\d+)?(/[\w./-]*)?", self.hub):
            raise EditionError(f"{self.hub!r} is no address of a BinderHub; write it as {MYBINDER}.")

    def link(self, path: str) -> str:
        """Return the link that opens a file of the edition in JupyterLab on the BinderHub."""
        return f"{self.hub.rstrip('/')}/v2/gh/{self.repository}/HEAD?urlpath=lab/tree/{path}"


def readme(
    about: About, lessons: Mapping[str, str], assignments: Mapping[str, str], address: Address | None
) -> str:
    """Return the README of an edition.

    Parameters
    ----------
    about
        What the course says of itself.
    lessons, assignments
        The title of each notebook under its path.
    address
        Where it is published; None leaves out Binder.
    """
    first = next(iter(lessons), "course")
    badge = begin = ""
    if address is not None:
        picture = f"{address.hub.rstrip('/')}/badge_logo.svg"
        badge = f"[![Open in Binder]({picture})]({address.link(first)})\n\n"
        begin = "\nThe button above opens the course in your browser. You need no account.\n"
    table = f"## Assignments\n\n{_table(assignments, address)}" if assignments else ""
    return _README.format(
        title=about.title,
        about=textwrap.fill(about.about, 110),
        tables=about.tables,
        badge=badge,
        begin=begin,
        lessons=_table(lessons, address),
        assignments=table,
        binder_note=_BINDER if address is not None else "",
    )


def _table(notebooks: Mapping[str, str], address: Address | None) -> str:
    head = "| notebook | |\n|---|---|\n" if address is not None else "| notebook |\n|---|\n"
    rows = []
    for path, title in notebooks.items():
        row = f"| [{title}]({path}) |"
        rows.append(f"{row} [open in Binder]({address.link(path)}) |" if address is not None else row)
    return head + "\n".join(rows) + "\n"


def with_edition_paths(text: str, released: Collection[str]) -> str:
    """Return a text in which assignments are where an edition has them: without `source`, and if released.

    Parameters
    ----------
    text
        A text of the project.
    released
        The assignments that the edition has; a link to another one becomes plain words.
    """

    def there(link: re.Match[str]) -> str:
        return link[0] if link["assignment"] in released else link["words"]

    return _ASSIGNMENT_LINK.sub(there, text).replace(f"{ASSIGNMENTS}/source/", f"{ASSIGNMENTS}/")


def gitignore() -> str:
    """Return what git leaves out of an edition's repository: what running it leaves behind."""
    return "\n".join(
        [".venv/", "__pycache__/", "*.py[co]", ".ipynb_checkpoints/", "*.egg-info/", "/build/", ""]
    )


def student_project(text: str) -> str:
    """Return the part of `pyproject.toml` that students need.

    Parameters
    ----------
    text
        The project's own.
    """
    text = text.replace(', "src/leadermanager_instructor"', "")
    tables = re.split(r"(?m)^(?=\[[^\[\]]+\]$)", text)
    kept = []
    for table in tables:
        name = table.split("]", 1)[0].lstrip("[")
        if name in _TABLES or any(name.startswith(f"{each}.") and each != "project" for each in _TABLES):
            kept.append(table.strip())
    lab = tomllib.loads(text)["project"]["optional-dependencies"]["lab"]
    lines = [f"    {json.dumps(requirement)}," for requirement in lab]
    kept.append("\n".join(["[project.optional-dependencies]", "lab = [", *lines, "]"]))
    return "\n\n".join(kept) + "\n"
