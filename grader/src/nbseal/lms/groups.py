"""Read who is in which group, from Canvas's file (*People*, the set of groups, *Download CSV*).

Its columns are ``name``, ``canvas_user_id``, ``user_id``, ``login_id``, ``sections``, ``group_name``,
``canvas_group_id`` and ``group_id``. Who is in no group has an empty ``group_name``.
"""

from __future__ import annotations

from pathlib import Path

from ..errors import LmsFileError
from . import LmsRow
from .csvfile import read_csv_file
from .matching import same_name


def read_groups(path: Path) -> dict[str, list[LmsRow]]:
    """Return the members of each group, by the group's name.

    Raises
    ------
    LmsFileError
        If it is not such a file.
    """
    rows = [[cell.value.strip() for cell in row] for row in read_csv_file(path).rows]
    header = rows[0] if rows else []
    if not {"canvas_user_id", "group_name"} <= set(header):
        raise LmsFileError(
            f"{path} is not Canvas's file of groups: "
            "its first line has no columns 'canvas_user_id' and 'group_name'."
        )
    groups: dict[str, list[LmsRow]] = {}
    for line, row in enumerate(rows[1:], 1):
        said = dict(zip(header, row, strict=False))
        number = said["canvas_user_id"]
        logins = (said.get("login_id", ""), said.get("user_id", ""), number)
        mail = next((text for text in logins if "@" in text), "")
        if said.get("group_name"):
            groups.setdefault(said["group_name"], []).append(
                LmsRow(line, said.get("name", ""), number, logins, mail)
            )
    return groups


def group_of(groups: dict[str, list[LmsRow]], name: str, number: str) -> list[LmsRow]:
    """Return the members of the group whose work this is, beginning with the one of that number; or none.

    Parameters
    ----------
    groups
        The members of each group.
    name
        The group's name, as Canvas writes it into a file's name: without what is no letter or digit.
    number
        Canvas's number of one of its members, as it is in the file's name.
    """
    for group, members in groups.items():
        holder = [row for row in members if row.lms_id == number]
        if holder and same_name(group, name):
            return [*holder, *(row for row in members if row.lms_id != number)]
    return []
