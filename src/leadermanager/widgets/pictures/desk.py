"""A game: decisions land on a desk, and the student says who may settle them, and when to agree on an aim."""

from typing import Any, ClassVar

from leadermanager.errors import ArgumentError
from leadermanager.models import decide, exceptions
from leadermanager.models.exceptions import AGREEING, CLASHES, EACH, IN_WEEKS, MOST, UNDONE, WEEKS, WON_BY
from leadermanager.shapes import Shape
from leadermanager.widgets.content import Entry
from leadermanager.widgets.front_end import front_end
from leadermanager.widgets.pictures.moving import MovingPicture

RESULTS = ("last", "highest", "back", "won", "people", "joined", "early", "aim")


class Desk(MovingPicture):
    """Keep the pile on a desk low for half a year, in which more and more decisions come up.

    The content has the ``change`` of the first and of the last week, from which the model works out how many
    decisions come up; ``runs`` (``id``, ``name``, the weeks in which one more person is ``joining``, and
    the week of the ``aim``), which can be watched after two tries; ``says`` of the student's result,
    which may name the pile of a run, as in ``{alone_last}``; and ``seconds``, how long the game takes.
    `value` has the last ``tries``: ``joining`` and ``aim``, as a run has them.

    Raises
    ------
    ContentError
        If anything is missing, unknown or contradicts itself.
    """

    kind = "desk"
    STATE: ClassVar[dict[str, Shape]] = {"value": {"tries": [{"joining": ["number"], "aim": "number"}]}}
    _esm, _css = front_end("pictures/desk")

    LABELS: ClassVar[dict[str, str]] = {
        **MovingPicture.LABELS,
        "reset": "Forget all half-years",
        "start": "Start: 26 weeks in 50 seconds",
        "join": "Let one more decide (1)",
        "agree": "Two weeks on a common aim (2)",
        "again": "Play again",
        "watch": "Watch one of these half-years. The number says how many wait in the end.",
        "you": "you",
        "named": "{name}: {last}",
        "ready": "Press Start. While the weeks go by, press 1 to let one more decide, or 2 for two weeks "
        "on a common aim. Too fast? Pause, and go on week by week with the right arrow key.",
        "begin": "Nothing waits yet. You decide alone, three a week.",
        "week": "After week {week}: {new} came up, {settled} settled, {back} came back. {waiting} wait. "
        "{people} may decide.",
        "won": "{won} more began to lead, unasked.",
        "joining": "Week {week}: you explain the work to one more person, and settle nothing.",
        "agreeing": "Weeks {week} and {next}: doors closed. You agree on an aim; nobody settles anything.",
        "taken": "That week is taken. Wait for the next one.",
        "agreed": "You have agreed on an aim already.",
        "all": "All ten may decide.",
        "too_late": "There are no two weeks left.",
        "over": "Half a year is over. {last} wait.",
        "shown": "You watch “{name}”: {last} wait in the end. The dashed line is your own half-year.",
        "waiting": "{waiting} wait",
        "settled": "settled: {settled}",
        "came_back": "came back: {back}",
        "week_sign": "week {week}",
        "doors": "doors closed: an aim",
        "explaining": "you explain the work",
        "doors_shut": "The doors are closed.",
        "your_try": "your half-year",
        "own_name": "Yours",
        "before_name": "Your last try",
        "key_card": "a decision that no rule covers",
        "key_back": "flies back after a clash",
        "key_arrow": "what each of them wants",
        "key_won": "began to lead, unasked",
        "x_title": "Week",
        "y_title": "Decisions waiting",
        "new_head": "Came up",
        "people_head": "May decide",
        "settled_head": "Settled",
        "back_head": "Came back",
    }

    def read(self, entry: Entry) -> dict[str, Any]:
        """Return what comes up, the rules of the model, the runs that can be watched, and what is said."""
        change = entry.numbers("change")
        if len(change) != 2:
            entry.refuse(f"'change' is {change}; give that of the first and of the last week.")
        self._arising = exceptions(change[0], change[1])
        runs = [self._read_run(each) for each in entry.entries("runs", "run")]
        return {
            "arising": self._arising,
            "rules": {
                "each": EACH,
                "clashes": CLASHES,
                "in_weeks": IN_WEEKS,
                "undone": UNDONE,
                "agreeing": AGREEING,
                "won_by": WON_BY,
                "most": MOST,
            },
            "runs": runs,
            "seconds": entry.number("seconds", default=50),
            "says": self.read_says(entry, [*RESULTS, *(f"{run['id']}_last" for run in runs)]),
        }

    def last_in_words(self, played: dict[str, Any]) -> dict[str, Any]:
        """Return how many waited at the end of the last try, and how many people decided by then."""
        came = self.results(played)
        return {"waiting": int(came["last"]), "people": int(came["people"])}

    def results(self, played: dict[str, Any]) -> dict[str, float]:
        """Return what a try came to, and the pile at the end of each run, by the names that ``says`` uses.

        Beside what the model says of it, a try has how many people the student let in (``joined``), how
        many of them before the talk about an aim (``early``), and the week of that (``aim``).
        """
        joining, aim = played["joining"], played["aim"]
        runs = {
            f"{run['id']}_last": decide(self._arising, run["joining"], run["aim"]).summary["last"]
            for run in self.content["runs"]
        }
        early = sum(not aim or week < aim for week in joining)
        own = {"joined": len(joining), "early": early, "aim": aim}
        return {**decide(self._arising, joining, aim).summary, **own, **runs}

    def is_try(self, each: dict[str, Any]) -> bool:
        """Return whether the model takes these weeks."""
        joining, aim = each.get("joining"), each.get("aim", -1)
        if not isinstance(joining, list) or not all(type(week) is int for week in [*joining, aim]):
            return False
        try:
            decide([0] * WEEKS, joining, aim)
        except ArgumentError:
            return False
        return True

    def _read_run(self, entry: Entry) -> dict[str, Any]:
        joining = entry.numbers("joining") if entry.has("joining") else []
        run: dict[str, Any] = {
            "id": entry.text("id"),
            "name": entry.text("name"),
            "joining": [int(week) for week in joining],
            "aim": int(entry.number("aim", default=0)),
        }
        try:
            decide(self._arising, run["joining"], run["aim"])
        except ArgumentError as error:
            entry.refuse(str(error))
        entry.done()
        return run
