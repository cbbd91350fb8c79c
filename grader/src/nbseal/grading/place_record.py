"""Where the checks of an assignment run, as rehearsed, kept in the gradebook so that it is found out once."""

import hashlib
import json
from collections.abc import Mapping

from sqlalchemy import Connection, text

from ..course.reference import CellId
from .pool import WorkerPool
from .rehearsal import rehearse, with_places
from .spec import GradingSpec
from .transactions import open_database, transaction

_CREATE = text(
    "CREATE TABLE IF NOT EXISTS nbseal_place (assignment VARCHAR(128), notebooks TEXT, "
    "fingerprint VARCHAR(64), places TEXT)"
)
_SELECT = text(
    "SELECT places FROM nbseal_place WHERE assignment = :assignment AND fingerprint = :fingerprint"
)
_DELETE = text("DELETE FROM nbseal_place WHERE assignment = :assignment AND notebooks = :notebooks")
_INSERT = text("INSERT INTO nbseal_place VALUES (:assignment, :notebooks, :fingerprint, :places)")


class PlaceRecord:
    """What is known of one assignment's checks.

    Parameters
    ----------
    db_url
        The gradebook's address.
    assignment
        The assignment's name.
    version
        That of the grader; a newer one finds out anew.
    """

    def __init__(self, db_url: str, assignment: str, version: str) -> None:
        self._db_url, self._assignment, self._version = db_url, assignment, version

    def placed(self, spec: GradingSpec, solved: Mapping[str, bytes], pool: WorkerPool) -> GradingSpec:
        """Return a spec whose checks run where the course's own solution passes them.

        Parameters
        ----------
        spec
            The released assignment, and how it is graded.
        solved
            The instructor's own notebooks, by name.
        pool
            Who grades, where it has to be found out.

        Raises
        ------
        GradebookError
            If that cannot be kept.
        """
        if not solved or spec.tests == "inside":
            return spec
        digest = hashlib.sha256(f"{self._version}\n{spec.digest}\n".encode())
        for name, content in sorted(solved.items()):
            digest.update(f"{name}\n{len(content)}\n".encode() + content)
        key = {
            "assignment": self._assignment,
            "notebooks": json.dumps([notebook.name for notebook in spec.notebooks]),
            "fingerprint": digest.hexdigest(),
        }
        database = open_database(self._db_url)
        try:
            known = transaction(database, lambda connection: _read(connection, key))
            if known is None:
                known = rehearse(spec, solved, pool)
                places = json.dumps([[*check, why] for check, why in known.items()])
                transaction(database, lambda connection: _keep(connection, {**key, "places": places}))
        finally:
            database.dispose()
        return with_places(spec, known)


def _read(connection: Connection, key: dict[str, str]) -> dict[CellId, str] | None:
    connection.execute(_CREATE)
    found = connection.execute(_SELECT, key).scalar()
    return None if found is None else {(notebook, cell): why for notebook, cell, why in json.loads(found)}


def _keep(connection: Connection, row: dict[str, str]) -> None:
    connection.execute(_DELETE, row)
    connection.execute(_INSERT, row)
