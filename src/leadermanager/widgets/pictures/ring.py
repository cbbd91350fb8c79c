"""A game: choose who carries a message round a ring of a hundred people, move ties, and let it spread."""

from dataclasses import asdict
from typing import Any, ClassVar

from leadermanager.models import ring, spread
from leadermanager.models.contagion import NEIGHBOURS, PEOPLE
from leadermanager.shapes import Shape
from leadermanager.widgets.conditions import (
    Condition,
    Hints,
    first_said,
    numbers_in,
    read_condition,
    read_hints,
)
from leadermanager.widgets.content import Entry
from leadermanager.widgets.front_end import front_end
from leadermanager.widgets.pictures.moving import MovingPicture

MEASURES = ("carriers", "moved", "heard", "believed", "won", "first", "waiting", "weeks", "news")
NEAR = max(NEIGHBOURS)  # places that everybody's own ties reach
MOST_MOVED = 12
SETUP: dict[str, Shape] = {"carriers": ["number"], "moved": {"*": "number"}}


class Ring(MovingPicture):
    """Choose carriers in a ring, lead ties far away, and watch who hears a message and who believes it.

    The content has how many to ``choose``, and ``goals``, asked for one after the other: each with ``text``,
    ``conditions``, what is said when it is reached (``done``) and ``hints`` when it is not, and a
    ``solution`` (``carriers``, and ``moved``: from a person's number to whom the tie to the next leads).
    ``done`` of the exercise is said when all are reached. Conditions speak of numbers:

    - ``carriers`` and ties that were ``moved``; in the end, how many have ``heard`` it and how many
      ``believed`` it; ``won``: believers who are no carriers; ``first``: those won in the first week;
    - ``waiting``: people who trust just one believer, in the end;
    - ``weeks`` until the last began to believe, and until the last had the ``news``.

    How it spreads is `leadermanager.models.spread`, in a `leadermanager.models.ring`. `value` has the
    ``tries``.

    Raises
    ------
    ContentError
        If anything is missing, unknown or contradicts itself, or a solution does not reach its goal.
    """

    kind = "ring"
    STATE: ClassVar[dict[str, Shape]] = {"value": {"tries": [SETUP]}, "draft": SETUP}
    _esm, _css = front_end("pictures/ring")

    MOST_TRIES: ClassVar[int] = 60

    LABELS: ClassVar[dict[str, str]] = {
        **MovingPicture.LABELS,
        "send": "Send the message",
        "choose_first": "Choose at least one person first.",
        "start": "Click a dot to choose who carries the message: up to {choose} people.",
        "choice": "{count} of {choose} chosen: {names}.",
        "choice_none": "Nobody is chosen.",
        "full": "You have chosen {choose} already. Take one back first.",
        "person": "Person",
        "carry": "Let {person} carry it",
        "take_back": "Take {person} back",
        "take_tie": "Move a tie of {person}",
        "lead_tie": "Lead the tie of {from} to {person}",
        "leave_tie": "Leave it",
        "taken": "You hold the tie from {from} to {next}. Go to somebody far away.",
        "too_near": "{person} is too near: those two are tied already. Go further away.",
        "too_many": "You have moved {most} ties. Put one back first.",
        "led": "The tie from {from} to {next} now leads to {person}.",
        "put_back": "Put back {from} \N{RIGHTWARDS ARROW} {person}",
        "is_back": "The tie from {from} leads to {next} again.",
        "week": "Week",
        "people": "People",
        "centre": "believe it",
        "centre_week": "week {week}",
        "centre_chosen": "of {choose} chosen",
        "unheard": "has not heard it",
        "heard": "has heard it",
        "one_voice": "trusts one believer, waits for a second",
        "believes": "believes it",
        "carrier": "carries it",
        "news_line": "how many have heard it",
        "belief_line": "how many believe it",
        "last_try": "your last try (on the ring: a tick outside each who believed it)",
        "moment": "Week {week}: {heard} have heard it, {believed} believe it.",
        "summary": "In the end {heard} of {people} have heard it, by week {news}.",
        "won": "{believed} believe it: the {carriers} you chose, and {won} who were won.",
        "nobody_won": "Nobody believes it but the {carriers} you chose.",
        "waiting": "{waiting} trust one believer and wait for a second.",
        "goal": "Goal {number} of {goals}",
        "reached": "Reached.",
        "not_reached": "Not yet.",
    }

    def read(self, entry: Entry) -> dict[str, Any]:
        """Return how many to choose, and the goals with what is said of a try at each."""
        choose = int(entry.number("choose"))
        self._rules = {"people": PEOPLE, "choose": choose, "near": NEAR, "most_moved": MOST_MOVED}
        self._goals: dict[str, tuple[list[Condition], Hints, str]] = {}
        goals = [self._goal(each) for each in entry.entries("goals", "goal")]
        return {**self._rules, "goals": goals, "done": entry.text("done")}

    def _goal(self, entry: Entry) -> dict[str, Any]:
        conditions = [
            read_condition(entry, "conditions", text, MEASURES) for text in entry.texts("conditions")
        ]
        hints = read_hints(entry, "hints", MEASURES)
        solution = entry.table("solution")
        everybody = [str(person) for person in range(1, PEOPLE + 1)]
        tried = {
            "carriers": solution.numbers("carriers"),
            "moved": numbers_in(solution, "moved", everybody),
        }
        solution.done()
        if not self.is_try(tried):
            most = f"at most {self._rules['choose']} people and {MOST_MOVED} ties"
            entry.refuse(f"its solution cannot be made: take {most}, each led more than {NEAR} places away.")
        came = self.results(tried)
        if not all(condition.holds(came) for condition in conditions):
            entry.refuse(f"its solution does not reach the goal: it comes to {came}.")
        texts = {key: entry.text(key) for key in ("id", "text", "done")}
        self._goals[texts["id"]] = (conditions, hints, texts["done"])
        entry.done()
        return {
            **texts,
            "conditions": [asdict(each) for each in conditions],
            "hints": [{"when": [asdict(each) for each in when], "say": say} for when, say in hints],
        }

    def last_in_words(self, played: dict[str, Any]) -> dict[str, Any]:
        """Return how many carried the message in the last try, the ties moved, and how many believed it."""
        came = self.results(played)
        return {key: int(came[key]) for key in ("carriers", "moved", "believed")}

    def results(self, played: dict[str, Any]) -> dict[str, float]:
        """Return what a try came to, by the names that conditions use."""
        ties = ring({int(one): other for one, other in played["moved"].items()})
        run = spread(ties, [str(one) for one in played["carriers"]]).set_index("person_id")
        believe = run["believed"].notna()
        trusted = believe[ties["other_id"]].groupby(ties["person_id"].to_numpy()).sum()
        believed, carriers = int(believe.sum()), len(played["carriers"])
        return {
            "carriers": carriers,
            "moved": len(played["moved"]),
            "heard": int(run["heard"].notna().sum()),
            "believed": believed,
            "won": believed - carriers,
            "first": int((run["believed"] == 1).sum()),
            "waiting": int((trusted[~believe] == 1).sum()),
            "weeks": int(run["believed"].max()),
            "news": int(run["heard"].max()),
        }

    def answer_to(self, goal: str, played: dict[str, Any]) -> str:
        """Return what is said of a try at a goal: that it is reached, or what to look at."""
        conditions, hints, done = self._goals[goal]
        came = self.results(played)
        return done if all(each.holds(came) for each in conditions) else first_said(hints, came)

    def is_try(self, each: dict[str, Any]) -> bool:
        """Return whether these are people who can be chosen, and ties that can be led so far."""
        carriers, moved = each.get("carriers"), each.get("moved")
        if not isinstance(carriers, list) or not isinstance(moved, dict):
            return False
        people = [str(person) for person in range(1, PEOPLE + 1)]
        return (
            all(type(one) is int and 1 <= one <= PEOPLE for one in carriers)
            and len(set(carriers)) == len(carriers)
            and 1 <= len(carriers) <= self._rules["choose"]
            and len(moved) <= MOST_MOVED
            and all(
                one in people
                and type(other) is int
                and 1 <= other <= PEOPLE
                and _apart(int(one), other) > NEAR
                for one, other in moved.items()
            )
        )


def _apart(one: int, other: int) -> int:
    """Return how many places lie between two people, the shorter way round."""
    around = (one - other) % PEOPLE
    return min(around, PEOPLE - around)
