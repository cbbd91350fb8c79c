"""What a course says of itself, on the front page of an edition and of a site.

It stands in the project's ``pyproject.toml``, so that another course says something else::

    [tool.leadermanager]
    title = "What leaders and managers really do"
    about = "A free course on one idea …"
    tables = "All tables of the company in them are **simulated** …"
    first = "03-ring"
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass

from leadermanager.errors import EditionError

_WHERE = "[tool.leadermanager] in pyproject.toml"


@dataclass(frozen=True)
class About:
    """What a course says of itself.

    Attributes
    ----------
    title : str
        What it is called.
    about : str
        What it is about, in some sentences.
    tables : str
        Where its tables are from, in a sentence.
    first : str
        The exercise to try on the front page of a site; empty for none.
    """

    title: str
    about: str
    tables: str
    first: str = ""


def read_about(project: str) -> About:
    """Return what a project's ``pyproject.toml`` says.

    Raises
    ------
    EditionError
        If something is missing, unknown or no text.
    """
    found = tomllib.loads(project).get("tool", {}).get("leadermanager", {})
    for name in ("title", "about", "tables"):
        if not found.get(name):
            raise EditionError(f"{_WHERE} has no {name!r}; say there what the front page says of the course.")
    unknown = sorted(set(found) - set(About.__annotations__))
    if unknown or not all(isinstance(value, str) for value in found.values()):
        raise EditionError(
            f"{_WHERE} may have the texts {', '.join(About.__annotations__)}, and nothing else"
            + (f"; it has {unknown[0]!r}." if unknown else ".")
        )
    return About(**found)
