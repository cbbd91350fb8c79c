"""A network of people: choose who carries a message, and watch who hears it and who believes it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, ClassVar

from leadermanager.shapes import Shape
from leadermanager.widgets.conditions import first_said, read_hints
from leadermanager.widgets.content import Entry
from leadermanager.widgets.exercise import Exercise
from leadermanager.widgets.front_end import front_end
from leadermanager.widgets.network_layout import Spots, by_rank, by_trust
from leadermanager.widgets.network_people import Person, read_people, ties_between

if TYPE_CHECKING:
    import pandas as pd

# What the conditions of ``says`` may speak of, each a number of people (`steps` apart).
MEASURES = (
    "people", "carriers", "heard", "believed", "won", "first", "onward", "steps",
    "bosses", "teams", "units", "untrusted", "asked", "listeners",
)  # fmt: skip


class Network(Exercise):
    """Choose carriers in a network of people, and send a message through it.

    The content has the people: either ``people`` (``id``, ``name``; optional ``unit``, ``job``, ``boss``,
    ``asks``, ``trusts`` and ``needs``), or ``units``, the units of the company to show. Then ``choose`` (how
    many may carry the message), ``needs`` (how many believers somebody has to trust before believing),
    ``goal`` (how many shall believe in the end), ``solution`` (carriers who reach it, never shown), ``done``
    (said when it is reached), and ``says``: texts (``id``, ``when``: conditions, ``say``) of which the first
    that fits is said when it is not. Conditions speak of numbers of people:

    - ``people``, ``carriers``; ``heard`` and ``believed`` in the end, carriers included; ``won``: believers
      who are no carriers; ``first``: those of them who trust enough carriers; ``onward``: the others, won
      by people who were won; ``steps`` until nothing changed;
    - of the carriers: ``bosses``, how many have people reporting to them; from how many ``teams`` (bosses)
      and ``units`` they come; ``untrusted``, whom nobody trusts; ``asked``, whom two or more ask for advice;
    - of the others: ``listeners``, who trust at least one carrier.

    How it spreads is `leadermanager.models.spread`. `value` holds the ``carriers`` last sent.

    Raises
    ------
    ContentError
        If anything in the content is missing, unknown or contradicts itself, or the solution does not reach
        the goal.
    """

    kind = "network"
    STATE: ClassVar[dict[str, Shape]] = {
        "value": {"carriers": ["text"]},
        "draft": ["text"],
        "step": "number",
        "tries": [{"carriers": ["text"], "believed": "number"}],
    }
    _esm, _css = front_end("network")

    LABELS: ClassVar[dict[str, str]] = {
        **Exercise.LABELS,
        "view": "Show",
        "reports": "Who reports to whom",
        "asks": "Who asks whom for advice",
        "trusts": "Who trusts whom",
        "reports_arrow": "A line goes from each person up to the boss.",
        "asks_arrow": "An arrow points to the person who is asked for advice.",
        "trusts_arrow": "An arrow points to the person who is trusted.",
        "field": "The people. Arrow keys move, Enter chooses.",
        "keys": (
            "Click people to choose them, or move with the arrow keys and press Enter. "
            "Point at somebody to read more, or open the list."
        ),
        "list": "The people as a list",
        "carrier": "carries it",
        "believes": "believes it",
        "heard": "has heard it",
        "unheard": "has not heard it",
        "chosen": "chosen",
        "nobody_chosen": "Point at somebody, and you read here who trusts whom.",
        "reports_to": "Reports to {boss}.",
        "at_the_top": "Reports to nobody here.",
        "trusted_by": "Trusted by {count}: {names}.",
        "trusted_by_nobody": "Nobody here trusts {name}.",
        "trusts_whom": "Trusts {names}.",
        "trusts_nobody": "Trusts nobody here.",
        "asked_by": "Asked for advice by {count}.",
        "needs": "Needs {needs} believers.",
        "trusts_chosen": "Trusts {count} of those you chose.",
        "start": "Choose up to {choose} of {people} people.",
        "choice": "{count} of {choose} chosen: {names}.",
        "choice_none": "Nobody is chosen.",
        "full": "You have chosen {choose} already. Take one back first.",
        "send": "Send the message",
        "choose_first": "Choose at least one person first.",
        "next": "Next step",
        "again": "Watch it again",
        "to_the_end": "To the end",
        "step_0": "At the start: the {count} who carry it believe it. The others have not heard it.",
        "step": "Step {step} of {steps}: {heard} of {people} have heard it, {believed} believe it.",
        "newly": "Newly convinced: {names}.",
        "newly_none": "Nobody was convinced in this step.",
        "end": "After this nothing changes any more.",
        "summary": (
            "In the end {heard} of {people} have heard it and {believed} believe it. The {carriers} you "
            "chose won {first}, and those won {onward} more."
        ),
        "goal": "Goal: {goal} of {people} believe it.",
        "reached": "Goal reached.",
        "not_reached": "Not yet.",
        "tries": "Your tries",
        "try": "{number}. {names}: {believed} believe it.",
    }

    def read(self, entry: Entry) -> dict[str, Any]:
        """Return the people with their places, and what has to be known to choose among them."""
        needs = _whole(entry, "needs", 2)
        self._people = {person.id: person for person in read_people(entry, needs)}
        everybody = list(self._people.values())
        self._ties = ties_between(everybody)
        choose = _whole(entry, "choose", 5)
        if choose >= len(everybody):
            entry.refuse(f"'choose' is {choose}, and there are {len(everybody)} people; let some be won.")
        self._goal = _whole(entry, "goal", None)
        self._done = entry.text("done")
        self._says = read_hints(entry, "says", MEASURES)
        self._refuse_wrong_solution(entry, entry.texts("solution"), choose)
        rank, columns, rank_rows = by_rank(everybody)
        trust, trust_columns, trust_rows = by_trust(everybody)
        grids = {"reports": (rank, columns, rank_rows), "trusts": (trust, trust_columns, trust_rows)}
        return {
            "people": [_shown(self._people[one], everybody, grids, needs) for one in rank],
            "rows": max(rank_rows, trust_rows),
            "choose": choose,
            "needs": needs,
            "goal": self._goal,
            "done": self._done,
            "says": [{"when": [asdict(each) for each in when], "say": text} for when, text in self._says],
            "note": entry.text("note", default=""),
        }

    def tidy(self, value: dict[str, Any]) -> dict[str, Any]:
        """Keep the carriers whom the content still has, as many as may be chosen."""
        kept = value.get("carriers")
        texts = [one for one in kept if isinstance(one, str)] if isinstance(kept, list) else []
        known = [one for one in texts if one in self._people]
        carriers = list(dict.fromkeys(known))[: self.content["choose"]]
        return {"carriers": carriers} if carriers else {}

    def in_words(self) -> Any:
        """Return the names of the carriers last sent."""
        return [self._people[one].name for one in self.value.get("carriers", [])]

    def judge(self, carriers: Collection[str]) -> dict[str, int]:
        """Return what these carriers are and what becomes of their message; see the class for the numbers.

        Parameters
        ----------
        carriers
            Ids of at least one person.
        """
        heard, believed = self._spread(carriers)
        return self._measures(carriers, heard, believed)

    @property
    def score(self) -> dict[str, int]:
        """What `judge` says of the carriers last sent; empty before the first time."""
        return self.judge(self.value["carriers"]) if self.value else {}

    @property
    def run(self) -> dict[str, Any]:
        """What becomes of the message of the carriers last sent, as the page shows it; empty before."""
        carriers = self.value.get("carriers", [])
        if not carriers:
            return {}
        heard, believed = self._spread(carriers)
        measures = self._measures(carriers, heard, believed)
        reached = measures["believed"] >= self._goal
        return {
            "carriers": carriers,
            "heard": heard,
            "believed": believed,
            "numbers": measures,
            "reached": reached,
            "say": self._done if reached else first_said(self._says, measures),
        }

    def _spread(self, carriers: Collection[str]) -> tuple[dict[str, int], dict[str, int]]:
        """Return the steps at which people hear the message, and believe it."""
        from leadermanager.models import spread

        needs = {person.id: person.needs for person in self._people.values()}
        result = spread(self._ties, carriers, needs).set_index("person_id")
        return _steps(result["heard"]), _steps(result["believed"])

    def _measures(
        self, carriers: Collection[str], heard: Mapping[str, int], believed: Mapping[str, int]
    ) -> dict[str, int]:
        chosen = [self._people[one] for one in carriers]
        others = [person for person in self._people.values() if person.id not in carriers]
        everybody = self._people.values()
        known = {person.id: len(set(person.trusts) & set(carriers)) for person in others}
        first = [person.id for person in others if known[person.id] >= person.needs]
        asking = {one: sum(one in person.asks for person in everybody) for one in carriers}
        return {
            "people": len(everybody),
            "carriers": len(chosen),
            "heard": len(heard),
            "believed": len(believed),
            "won": len(believed) - len(chosen),
            "first": len(first),
            "onward": len(believed) - len(chosen) - len(first),
            "steps": max([*heard.values(), *believed.values()]),
            "bosses": sum(any(person.boss == one for person in everybody) for one in carriers),
            "teams": len({person.boss or person.id for person in chosen}),
            "units": len({person.unit for person in chosen}),
            "untrusted": sum(not any(one in person.trusts for person in everybody) for one in carriers),
            "asked": sum(count >= 2 for count in asking.values()),
            "listeners": sum(count > 0 for count in known.values()),
        }

    def _refuse_wrong_solution(self, entry: Entry, solution: Sequence[str], choose: int) -> None:
        for one in solution:
            if one not in self._people:
                entry.refuse(f"'solution' names {one!r}, who is none of the people.")
        if not 0 < len(set(solution)) <= choose:
            entry.refuse(f"'solution' names {len(set(solution))} people; write one to {choose}.")
        won = self.judge(solution)["believed"]
        if won < self._goal:
            entry.refuse(f"the solution makes {won} people believe; the goal is {self._goal}.")


def _whole(entry: Entry, key: str, default: int | None) -> int:
    number = entry.number(key, default)
    if number < 1 or number != int(number):
        entry.refuse(f"{key!r} is {number}; write a whole number from 1.")
    return int(number)


def _steps(column: "pd.Series[int]") -> dict[str, int]:
    return {str(one): int(step) for one, step in column.dropna().items()}


def _shown(
    person: Person, everybody: Sequence[Person], grids: Mapping[str, tuple[Spots, int, int]], needs: int
) -> dict[str, Any]:
    """Return what the page shows of a person; places are shares of the picture's width and height."""
    names = person.name.split()
    several = len({other.unit for other in everybody}) > 1
    alike = [other for other in everybody if other.name.split()[0] == names[0]]
    return {
        "id": person.id,
        "name": person.name,
        "short": names[0] if len(alike) == 1 else person.name,
        "initials": "".join(name[0] for name in (names[0], names[-1])[: len(names)]),
        "about": ", ".join(filter(None, (person.job, person.unit if several else ""))),
        "unit": person.unit,
        "boss": person.boss,
        "asks": list(person.asks),
        "trusts": list(person.trusts),
        "needs": person.needs if person.needs != needs else 0,
        "at": {
            name: _share(spots[person.id], columns, rows) for name, (spots, columns, rows) in grids.items()
        },
    }


def _share(spot: tuple[float, float], columns: int, rows: int) -> list[float]:
    return [round((spot[0] + 0.5) / columns, 4), round((spot[1] + 0.5) / rows, 4)]
