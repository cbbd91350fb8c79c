"""Sliders on a live chart of a model, with challenges to find places in it.

A challenge brings its own slider, or the few that it needs; the others stay where it puts them. A move of a
slider goes to Python, which works the model out and sends rows to a picture that is already drawn, together
with the results in words, the challenges met, and a hint for each of the others. The page shows the hint of
the challenge at hand, when it is asked for or after a few tries.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

import traitlets

from leadermanager.errors import ArgumentError
from leadermanager.nearest import nearest
from leadermanager.shapes import Shape
from leadermanager.widgets import vega
from leadermanager.widgets.challenges import numbers_in, read_challenges, shown
from leadermanager.widgets.content import Entry, is_number
from leadermanager.widgets.exercise import Exercise
from leadermanager.widgets.front_end import front_end
from leadermanager.widgets.live_chart import LiveChart

if TYPE_CHECKING:
    from leadermanager.models import Result


class Explorer(Exercise):
    """Sliders that move the lines of a live chart.

    Parameters
    ----------
    content
        The exercise as plain data: a ``model`` (a name in `leadermanager.models.MODELS`), ``sliders`` (what
        their entries leave out is as the model declares it), the ``fixed`` numbers, the ``line`` that the
        sliders move and ``lines`` beside it, a ``chart``, the ``numbers`` shown under it, and ``challenges``.

    Raises
    ------
    ContentError
        If anything in the content is missing, unknown or contradicts itself, a challenge is met before
        anybody moves a slider, or its solution does not meet it with the sliders that it brings.
    """

    kind: ClassVar[str] = "explorer"
    PARTS = ("sliders", "label")
    LABELS: ClassVar[dict[str, str]] = {
        **Exercise.LABELS,
        "as_number": "{label}, as a number",
        "waiting": "The picture is drawn as soon as the notebook has run its other cells.",
        "away": (
            "The kernel is busy or away: the picture does not show your last move yet. "
            "If it stays so, run this cell again; your sliders are kept."
        ),
        "no_picture": "This browser cannot draw the picture. The numbers are in the table below.",
        "table": "The picture as a table",
        "results": "Results for {line}",
        "challenges": "Challenges",
        "met": "Found",
        "not_met": "Not yet",
        "challenge": "Challenge {number}",
        "free": "All sliders",
        "free_text": "Try what you like.",
        "next": "Next challenge",
        "hint": "Hint",
        "stays": "Stays as it is:",
        "progress": "{met} of {all} challenges found.",
    }
    STATE: ClassVar[dict[str, Shape]] = {
        "value": {"sliders": {"*": "number"}, "met": ["text"], "at": "text"},
        "tries": {"*": "number"},
    }
    _esm, _css = front_end("explorer")

    picture = traitlets.Dict().tag(sync=True)

    def __init__(self, content: Mapping[str, Any]) -> None:
        super().__init__(content)
        self.observe(self._follow, "state")
        self.on_msg(self._answer)

    def read(self, entry: Entry) -> dict[str, Any]:
        """Return the keys that an explorer adds to the content, checked."""
        from leadermanager.models import MODELS

        self._model = MODELS[entry.one_of("model", tuple(MODELS))]
        self._sliders = [self._slider(each) for each in entry.entries("sliders", "slider")]
        self._start = {each["id"]: each["value"] for each in self._sliders}
        self._fixed = numbers_in(entry, "fixed", self._model.parameters)
        self._line = entry.text("line")
        self._others = self._read_lines(entry)
        self._chart = LiveChart.read(entry.table("chart"))
        if self._chart.mark not in ("", *self._start):
            entry.refuse(f"the chart marks {self._chart.mark!r}, and no slider has that name.")
        self._numbers = entry.texts("numbers", default=[])
        self._refuse_wrong_numbers(entry)
        names = [*self._model.numbers, *self._model.parameters]
        names += [f"{line}.{number}" for line in self._others for number in self._model.numbers]
        self._challenges = read_challenges(entry, names, self._start)
        self._refuse_pointless_challenges(entry)
        rows = self._chart.rows(self._model, self._worked_out(self._start), self._start)
        return {
            "sliders": self._sliders,
            "chart": {"title": self._chart.title, "note": self._chart.note, "low": self._chart.low},
            "axes": [self._model.x_title, self._model.y_title],
            "spec": self._chart.spec(self._model, rows),
            "line": self._line,
            "challenges": [
                {
                    "id": each.id,
                    "text": each.text,
                    "done": each.done,
                    "start": each.start,
                    "sliders": list(each.sliders),
                }
                for each in self._challenges
            ],
        }

    def tidy(self, value: dict[str, Any]) -> dict[str, Any]:
        """Return what still exists: where the sliders are, the challenges met, and the one at hand.

        Where none is at hand, all sliders are.
        """
        kept, met, at = value.get("sliders"), value.get("met"), value.get("at")
        known = [each.id for each in self._challenges]
        at = at if at in [*known, ""] else next(iter(known), "")
        return {
            "sliders": self._positions(at, kept if isinstance(kept, dict) else {}),
            "met": [each for each in met if each in known] if isinstance(met, list) else [],
            "at": at,
        }

    def in_words(self) -> Any:
        """Return where each slider was put."""
        return self.value.get("sliders", {})

    def _follow(self, _: Any) -> None:
        """Send the browser the picture for where the sliders are now."""
        if self.picture["sliders"] != self._now():
            self.picture = self._drawn()

    # The first picture comes with the widget: a message of its own could be lost where the page is slow.
    @traitlets.default("picture")
    def _drawn(self) -> dict[str, Any]:
        sliders = self._now()
        lines = self._worked_out(sliders)
        results = self._results(sliders, lines)
        rows = self._chart.rows(self._model, lines, sliders)
        met = [each.id for each in self._challenges if each.met(results)]
        return {
            "sliders": sliders,
            "rows": rows,
            "numbers": [[self._model.numbers[name], _figure(name, results[name])] for name in self._numbers],
            "words": _in_words(rows),
            "met": met,
            "hints": {each.id: each.hint(results) for each in self._challenges if each.id not in met},
        }

    def _answer(self, _: Any, message: Any, __: Any) -> None:
        if message == "vega":
            self.send("vega", buffers=[vega.packed()])

    def _now(self) -> dict[str, float]:
        """Return where each slider is."""
        now: dict[str, float] = (self.value or self.tidy({}))["sliders"]
        return now

    def _positions(self, at: str, kept: Mapping[str, Any]) -> dict[str, float]:
        """Return where each slider is: as kept, if it is brought and goes there; else at the start."""
        challenge = next((each for each in self._challenges if each.id == at), None)
        positions = dict(challenge.start if challenge else self._start)
        for each in self._sliders:
            number = kept.get(each["id"])
            brought = challenge is None or each["id"] in challenge.sliders
            if brought and is_number(number) and each["min"] <= number <= each["max"]:
                positions[each["id"]] = number
        return positions

    def _worked_out(self, sliders: Mapping[str, float]) -> "dict[str, Result]":
        """Return what the model gives for each line, by the line's name."""
        numbers = {**self._fixed, **sliders}
        others = {name: self._model(**numbers | own) for name, own in self._others.values()}
        return {self._line: self._model(**numbers), **others}

    def _results(self, sliders: Mapping[str, float], lines: "Mapping[str, Result]") -> dict[str, float]:
        """Return every number that a condition may speak of."""
        results = {**self._fixed, **sliders, **lines[self._line].summary}
        for line, (name, _) in self._others.items():
            results |= {f"{line}.{number}": each for number, each in lines[name].summary.items()}
        return results

    def _slider(self, entry: Entry) -> dict[str, Any]:
        name = entry.text("id")
        if name not in self._model.parameters:
            entry.refuse(f"the model takes no number {name!r}; {nearest(name, self._model.parameters)}")
        takes = self._model.parameters[name]
        low, high = entry.number("min", default=takes.least), entry.number("max", default=takes.most)
        value = entry.number("value", default=takes.default)
        if not takes.least <= low < high <= takes.most:
            entry.refuse(f"it goes from {low} to {high}; the model takes a {takes.range}.")
        if not low <= value <= high:
            entry.refuse(f"it starts at {value}, outside of {low} to {high}.")
        step = entry.number("step", default=takes.step)
        if step <= 0:
            entry.refuse(f"the step is {step}; write a number above 0.")
        slider = {
            "id": name,
            "label": entry.text("label", default=takes.label),
            "min": low,
            "max": high,
            "value": value,
            "step": step,
            "unit": entry.text("unit", default=takes.unit),
            "colour": entry.colour(),
        }
        entry.done()
        return slider

    def _read_lines(self, entry: Entry) -> dict[str, tuple[str, dict[str, float]]]:
        """Return the lines to compare with: id -> name and the numbers that it fixes."""
        lines: dict[str, tuple[str, dict[str, float]]] = {}
        for each in entry.entries("lines", "line", at_least=0):
            name = each.text("name")
            if name == self._line or name in {other for other, _ in lines.values()}:
                each.refuse(f"two lines have the name {name!r}; give each its own.")
            lines[each.text("id")] = (name, numbers_in(each, "set", self._model.parameters))
            each.done()
        if len(lines) > 3:
            entry.refuse(f"there are {len(lines)} lines beside the first; a live chart is readable with 3.")
        return lines

    def _refuse_wrong_numbers(self, entry: Entry) -> None:
        for name in self._numbers:
            if name not in self._model.numbers:
                entry.refuse(f"'numbers' names {name!r}; the model gives {', '.join(self._model.numbers)}.")
        both = sorted(self._fixed.keys() & self._start.keys())
        if both:
            entry.refuse(f"{both[0]!r} is fixed and has a slider; leave one of them out.")
        try:
            self._worked_out(self._start)
        except ArgumentError as error:
            entry.refuse(f"the model cannot be worked out from [fixed], the sliders and the lines: {error}")

    def _refuse_pointless_challenges(self, entry: Entry) -> None:
        for each in self._challenges:
            solved = {**each.start, **each.solution}
            for what, sliders in {"start": each.start, "solution": solved}.items():
                self._refuse_places_off_the_sliders(entry, f"the {what} of challenge {each.id!r}", sliders)
            if each.met(self._results(each.start, self._worked_out(each.start))):
                entry.refuse(f"challenge {each.id!r} is met before anybody moves a slider; ask for more.")
            if not each.met(self._results(solved, self._worked_out(solved))):
                entry.refuse(f"the solution of challenge {each.id!r} does not meet its conditions.")

    def _refuse_places_off_the_sliders(self, entry: Entry, what: str, sliders: Mapping[str, float]) -> None:
        for each in self._sliders:
            at = sliders[each["id"]]
            steps = (at - each["min"]) / each["step"]
            if not each["min"] <= at <= each["max"] or abs(steps - round(steps)) > 1e-9:
                entry.refuse(f"{what} puts {each['id']!r} at {at}, where its slider does not go.")


def _figure(name: str, number: float) -> str:
    """Write a result as the student reads it; one that says what a change would bring, with its sign."""
    figure = shown(number) or 0  # zero has no sign
    return f"{figure:+g}" if name.startswith("more_") and figure else f"{figure:g}"


def _in_words(rows: list[dict[str, Any]]) -> str:
    """Say what the picture shows, for who cannot see it."""
    lines: dict[str, list[float]] = {}
    for row in rows:
        lines.setdefault(row["by"], []).append(shown(row["y"]))
    said = [
        f"{name}: from {values[0]:g} to {values[-1]:g}, lowest {min(values):g}, highest {max(values):g}."
        for name, values in lines.items()
    ]
    said += [f"Limits: {row['low']:g} and {row['high']:g}." for row in rows if "low" in row]
    return " ".join(said)
