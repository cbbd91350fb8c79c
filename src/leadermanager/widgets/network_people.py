"""The people of a network exercise and their ties, listed in its content or read from the course's tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from leadermanager.widgets.content import Entry

if TYPE_CHECKING:
    import pandas as pd

MOST = 60  # people; more cannot be told apart in one picture
KINDS = {"asks": "asks", "trusts": "trusts"}  # key of a person -> kind of tie, as in the table `ties`
REPORTS = "reports to"


@dataclass(frozen=True)
class Person:
    """One person, and to whom his or her ties go.

    Attributes
    ----------
    id, name, unit, job
        Who it is; unit and job may be empty.
    boss
        Id of the boss; empty at the top.
    asks, trusts
        Ids of those whom the person asks for advice, and trusts.
    needs
        How many believers the person has to trust before believing.
    """

    id: str
    name: str
    unit: str
    job: str
    boss: str
    asks: tuple[str, ...]
    trusts: tuple[str, ...]
    needs: int


def read_people(entry: Entry, needs: int) -> list[Person]:
    """Read the people of an exercise: those under ``people``, or everybody in the ``units`` of the company.

    Parameters
    ----------
    entry
        The exercise.
    needs
        How many believers somebody has to trust who states nothing else.

    Raises
    ------
    ContentError
        If there are both or neither, a unit or a person of a tie does not exist, somebody is tied to
        himself or twice, or is the boss of his own boss, or if there are too many people.
    """
    if entry.has("people") == entry.has("units"):
        entry.refuse('write either [[people]] or units = ["…"], the units of the company to show.')
    if entry.has("units"):
        people = _of_units(entry, entry.texts("units"), needs)
    else:
        people = [_person(each, needs) for each in entry.entries("people", "person", at_least=3)]
        _refuse_wrong_ties(entry, people)
    if len(people) > MOST:
        entry.refuse(f"there are {len(people)} people; one picture can show {MOST}.")
    return people


def ties_between(people: Sequence[Person]) -> "pd.DataFrame":
    """Return the ties as rows of `person_id`, `other_id` and `kind`, as the table `ties` has them.

    A person without a boss is tied to nobody else here, and stands in a row with herself, so that nobody is
    missing who could be chosen.
    """
    import pandas as pd

    rows = [(one.id, one.boss or one.id, REPORTS) for one in people]
    rows += [
        (one.id, other, kind) for one in people for key, kind in KINDS.items() for other in getattr(one, key)
    ]
    return pd.DataFrame(rows, columns=["person_id", "other_id", "kind"])


def _of_units(entry: Entry, units: list[str], needs: int) -> list[Person]:
    from leadermanager.datasets import load_staff, load_ties

    staff, ties = load_staff(), load_ties()
    for unit in units:
        if unit not in set(staff["unit"]):
            entry.refuse(f"'units' names {unit!r}; the company has {', '.join(sorted(set(staff['unit'])))}.")
    here = staff[staff["unit"].isin(units)].fillna({"manager_id": ""})
    ids = set(here["person_id"])
    inside = ties[ties["person_id"].isin(ids) & ties["other_id"].isin(ids)]
    to: dict[str, dict[Any, Any]] = {
        key: inside[inside["kind"] == kind].groupby("person_id")["other_id"].agg(list).to_dict()
        for key, kind in KINDS.items()
    }
    return [
        Person(
            id=row["person_id"],
            name=row["name"],
            unit=row["unit"],
            job=row["job"],
            boss=row["manager_id"] if row["manager_id"] in ids else "",
            asks=tuple(to["asks"].get(row["person_id"], [])),
            trusts=tuple(to["trusts"].get(row["person_id"], [])),
            needs=needs,
        )
        for row in here.to_dict("records")
    ]


def _person(entry: Entry, needs: int) -> Person:
    own: Any = entry.number("needs", default=needs)
    if own < 1 or own != int(own):
        entry.refuse(f"'needs' is {own}; write a whole number from 1.")
    person = Person(
        id=entry.text("id"),
        name=entry.text("name"),
        unit=entry.text("unit", default=""),
        job=entry.text("job", default=""),
        boss=entry.text("boss", default=""),
        asks=tuple(entry.texts("asks", default=[])),
        trusts=tuple(entry.texts("trusts", default=[])),
        needs=int(own),
    )
    entry.done()
    return person


def _refuse_wrong_ties(entry: Entry, people: list[Person]) -> None:
    boss_of = {person.id: person.boss for person in people}
    for person in people:
        where = f"person {person.id!r}"
        for key, others in {"boss": (person.boss,), "asks": person.asks, "trusts": person.trusts}.items():
            for other in filter(None, others):
                if other not in boss_of:
                    entry.refuse(f"{where}: {key!r} names {other!r}, who is none of the people.")
                if other == person.id:
                    entry.refuse(f"{where}: {key!r} names the person herself; leave that out.")
            if len(set(others)) < len(others):
                entry.refuse(f"{where}: {key!r} names somebody twice.")
        above, steps = person.boss, 0
        while above and steps <= len(people):
            above, steps = boss_of[above], steps + 1
        if above:
            entry.refuse(f"{where}: going up from boss to boss never ends; somebody has to be at the top.")
