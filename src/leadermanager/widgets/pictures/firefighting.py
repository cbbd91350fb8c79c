"""A game: half a year of weeks in which fires eat hours, and the student says how many are protected."""

from typing import Any, ClassVar

from leadermanager.models import fight_fires
from leadermanager.models.firefighting import GROWTH, HOURS, MOST_PREVENTED, ROUTINE
from leadermanager.shapes import Shape
from leadermanager.widgets.content import Entry
from leadermanager.widgets.front_end import front_end
from leadermanager.widgets.pictures.moving import MovingPicture

RESULTS = ("first", "second", "at_turn", "last", "undone", "ways", "had_second")


class Firefighting(MovingPicture):
    """Protect hours of a week for leading, watch what fires do to the rest, and change it once.

    The content has what the unit faces (``change`` and ``complexity``, from 0 to 10), the hours of ``fires``
    in the first week, the number of ``weeks``, after which of them the hours may be changed (``turn``), and
    ``says`` of the result. A half-year ended quietly with ``quiet`` hours of fires at most and no routine
    left undone. No more hours can be protected than leave room for the routine. They begin with the answer
    to the question ``start``: its exercise ``of``, its ``question``, and the hours where none is kept
    (``otherwise``). `value` has the last ``tries``: the hours protected ``first``, and those after the turn
    (``second``).

    Raises
    ------
    ContentError
        If anything is missing, unknown or contradicts itself.
    """

    kind = "firefighting"
    STATE: ClassVar[dict[str, Shape]] = {"value": {"tries": [{"first": "number", "second": "number"}]}}
    _esm, _css = front_end("pictures/firefighting")

    LABELS: ClassVar[dict[str, str]] = {
        **MovingPicture.LABELS,
        "protect": "Hours protected for leading",
        "of_hours": "of {hours}, {most} at most",
        "as_number": "{label}, as a number",
        "begin": "Live weeks 1 to {turn}",
        "go_on": "Live weeks {next} to {weeks}",
        "again": "Try another half-year",
        "days": "Mon Tue Wed Thu Fri",
        "key_leading": "protected for leading: no fire gets these hours",
        "key_routine": "routine: {routine} hours, as the unit's complexity asks",
        "key_free": "free: fires take these hours first",
        "key_fire": "eaten by fires",
        "limit": "above this line, fires leave routine undone",
        "week_now": "Week {week}",
        "hours_of_fires": "{fires} h",
        "ready": "In week {week}, {left} hours are left for fires and routine. "
        "Fires take {fires} of them, routine needs {routine}.",
        "ready_short": "In week {week}, {left} hours are left for fires and routine. "
        "Fires take {fires} of them, routine needs {routine}: that is {short} too few.",
        "turn": "Week {turn} is over. Keep these hours, or change them; then go on.",
        "week": "Week {week}: fires take {fires} hours, and {undone} hours of routine are left undone.",
        "own": "You protected {first} hours, and {second} from week {next} on. "
        "In week {weeks}, fires took {last} hours, and {undone} hours of routine were left undone.",
        "own_same": "You protected {first} hours all the time. "
        "In week {weeks}, fires took {last} hours, and {undone} hours of routine were left undone.",
        "protected_in": "Protected (hours)",
        "fires_in": "Fires (hours)",
        "undone_in": "Routine left undone (hours)",
    }

    def read(self, entry: Entry) -> dict[str, Any]:
        """Return what the unit faces, the numbers of the model, where to start, and what is said."""
        start = entry.table("start")
        faced = {name: entry.number(name) for name in ("change", "complexity", "fires")}
        routine = ROUTINE * faced["complexity"]
        weeks, turn = int(entry.number("weeks")), int(entry.number("turn"))
        if not 0 < turn < weeks:
            entry.refuse(f"'turn' is {turn}; give a week before the last, {weeks}.")
        content = {
            **faced,
            "routine": routine,
            "hours": HOURS,
            "growth": GROWTH,
            "most_prevented": MOST_PREVENTED,
            "most": int(HOURS - routine),
            "weeks": weeks,
            "turn": turn,
            "quiet": entry.number("quiet"),
            "axes": ["Week", "Hours of fires (a week)"],
            "start": {
                "of": start.text("of"),
                "question": start.text("question"),
                "otherwise": start.number("otherwise"),
            },
            "says": self.read_says(entry, RESULTS),
        }
        start.done()
        return content

    def last_in_words(self, played: dict[str, Any]) -> dict[str, Any]:
        """Return the hours protected in the last try, and the fires that it ended with."""
        return {**played, "fires": round(self.results(played)["last"], 1)}

    def results(self, played: dict[str, Any]) -> dict[str, float]:
        """Return what a try came to, by the names that ``says`` uses.

        `at_turn` are the fires in the week of the turn, `ways` counts the hours that would still have brought
        quiet from there, and `had_second` are the last fires had these hours been protected from the start.
        """
        first, second = played["first"], played["second"]
        came = self._fought(first, second)
        others = [self._fought(first, hours) for hours in range(self.content["most"] + 1)]
        return {
            "first": first,
            "second": second,
            "at_turn": came["at_turn"],
            "last": came["last"],
            "undone": came["undone"],
            "ways": sum(each["last"] <= self.content["quiet"] and not each["undone"] for each in others),
            "had_second": self._fought(second, second)["last"],
        }

    def _fought(self, first: float, second: float) -> dict[str, float]:
        faced, turn = self.content, self.content["turn"]
        hours = [first] * turn + [second] * (faced["weeks"] - turn)
        came = fight_fires(faced["change"], faced["complexity"], hours, faced["fires"])
        return {**came.summary, "at_turn": float(came.run["fires"].iloc[turn - 1])}

    def is_try(self, each: dict[str, Any]) -> bool:
        """Return whether so many hours can be protected, before the turn and after it."""
        return all(
            type(each.get(name)) is int and 0 <= each[name] <= self.content["most"]
            for name in ("first", "second")
        )
