"""Proposals to decide on: yes, no, or yes with a condition, each with a stated confidence."""

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from leadermanager.errors import ContentError
from leadermanager.shapes import Shape
from leadermanager.widgets.content import Entry
from leadermanager.widgets.exercise import Exercise
from leadermanager.widgets.front_end import front_end
from leadermanager.widgets.triage_rows import Pattern, Records

CONFIDENCES = (50, 60, 70, 80, 90, 100)


class Triage(Exercise):
    """Decide on proposals one by one, say how sure you are, then read what came of each.

    The content has ``conditions`` (``id``, ``text``) and either ``items`` or a pattern ``rows`` by which
    rows of a table become items (see `of`). An item has ``id``, ``text``, ``good`` (whether it was worth
    doing), ``outcome`` (what came of it), ``helps`` (the ids of the conditions under which even a bad one is
    worth doing; of a good one, those that are worth the wait), ``say`` (texts for ``yes`` and ``no``) and
    ``say_if`` (a text for each condition). `value` maps the ids of the items to ``{"decision": "yes" | "no"
    | "if", "condition": id or "", "confidence": 50 to 100}``.

    A decision was right if it was ``yes`` and the item good, ``no`` and the item not good, or ``if`` and the
    condition helps; where a good item names none that helps, any does. The Brier score is the mean of
    (confidence - right)^2 with confidence from 0.5 to 1 and right 1 or 0 (Brier 1950, Monthly Weather
    Review 78).

    Raises
    ------
    ContentError
        If a condition is unknown, a text is missing, or two decisions on an item get the same feedback.
    """

    kind = "triage"
    PARTS = ("items", "title")
    STATE: ClassVar[dict[str, Shape]] = {
        "value": {"*": {"decision": "text", "condition": "text", "confidence": "number"}}
    }
    _esm, _css = front_end("triage")

    LABELS: ClassVar[dict[str, str]] = {
        **Exercise.LABELS,
        "number": "Proposal {number} of {total}",
        "decide": "Your decision",
        "yes": "Yes",
        "no": "No",
        "if": "Yes, if…",
        "condition": "On which condition?",
        "choose": "Choose a condition…",
        "confidence": "How sure are you that this is the right decision?",
        "per_cent": "{number}%",
        "low": "50% is a toss of a coin; 100% is beyond doubt.",
        "commit": "Decide",
        "decide_first": "Choose yes, no, or yes, if.",
        "condition_first": "Choose the condition.",
        "confidence_first": "Say how sure you are.",
        "right": "Right.",
        "wrong": "Not this time.",
        "you_said": "You said: {decision}, {confidence}% sure.",
        "yes_if": "yes, if {condition}",
        "next": "Next proposal",
        "to_score": "See your score",
        "start": "{total} proposals to decide on. What came of each is shown when you have decided.",
        "progress": "{answered} of {total} decided.",
        "waiting": "This exercise waits for its proposals: run the cell that hands them over.",
        "score": "{right} of {total} decisions were right. Your Brier score is {brier}.",
        "brier": (
            "The Brier score is the mean square of how far your confidence was from what happened: 0 is "
            "perfect, 0.25 is what always saying 50% earns, and lower is better."
        ),
        "mean": "You were {said}% sure on average and right {were}% of the time:",
        "over": "surer than you had reason to be.",
        "under": "you may trust yourself more.",
        "level": "about as sure as you had reason to be.",
        "few": "With so few decisions chance plays a large part.",
        "calibration": "How sure you were, and how often you were right",
        "said": "You said",
        "times": "Times",
        "right_times": "Right",
        "share": "Share right",
        "all": "All your decisions",
        "proposal": "Proposal",
        "decision": "Decision",
        "result": "Result",
        "was_right": "right",
        "was_wrong": "not right",
    }

    def read(self, entry: Entry) -> dict[str, Any]:
        """Return conditions and items; each item with the feedback for every decision."""
        conditions = [_condition(each) for each in entry.entries("conditions", "condition")]
        self._conditions = [condition["id"] for condition in conditions]
        self._pattern: Pattern | None = None
        items = []
        if entry.has("rows"):
            self._pattern = Pattern.read(entry.table("rows"), self._conditions)
            if entry.has("items"):
                entry.refuse("write items, or a pattern 'rows' for a table handed over in Python, not both.")
        else:
            items = [_item(item, self._conditions) for item in entry.entries("items", "item")]
        return {"conditions": conditions, "items": items, "confidences": list(CONFIDENCES)}

    def of(self, rows: Records) -> Self:
        """Take the proposals from the rows of a table, and return the exercise.

        Parameters
        ----------
        rows
            A pandas frame, or a list of dictionaries, with the columns that the content's ``rows`` name.

        Raises
        ------
        ContentError
            If the content has no ``rows``, a column is missing, or a row does not say what came of it.
        """
        where = f"exercise {self.content['id']!r}"
        if self._pattern is None:
            raise ContentError(
                f"{where}: it has items of its own; write [rows] in place of them to hand some over."
            )
        made = self._pattern.items(rows, where)
        entries = Entry({"items": made}, where).entries("items", "item")
        self.content = {**self.content, "items": [_item(item, self._conditions) for item in entries]}
        return self

    def tidy(self, value: dict[str, Any]) -> dict[str, Any]:
        """Keep the decisions on items that the content still has."""
        ids = [item["id"] for item in self.content["items"]]
        return {item: answer for item, answer in value.items() if item in ids and self._possible(answer)}

    def in_words(self) -> Any:
        """Return each decision, and how sure it was, in per cent."""
        words = {"yes": self.labels["yes"].lower(), "no": self.labels["no"].lower()}
        when = {
            each["id"]: self.labels["yes_if"].format(condition=each["text"].removesuffix("."))
            for each in self.content["conditions"]
        }
        return {
            item: {
                "decision": when.get(answer["condition"]) or words[answer["decision"]],
                "confidence": answer["confidence"],
            }
            for item, answer in self.value.items()
        }

    def right(self, item: str, decision: str, condition: str = "") -> bool:
        """Return whether a decision on an item was right."""
        feedback = next(each["feedback"] for each in self.content["items"] if each["id"] == item)
        return bool(feedback[f"if {condition}" if decision == "if" else decision]["right"])

    @property
    def score(self) -> dict[str, float]:
        """``total``, ``answered``, ``right``, and once anything is answered ``brier`` and ``confidence``.

        ``brier`` is between 0 and 1, ``confidence`` is the mean of what was stated, in per cent.
        """
        pairs = [
            (answer["confidence"], self.right(item, answer["decision"], answer["condition"]))
            for item, answer in self.value.items()
        ]
        score: dict[str, float] = {
            "total": len(self.content["items"]),
            "answered": len(pairs),
            "right": sum(right for _, right in pairs),
        }
        if pairs:
            score["brier"] = sum((said / 100 - right) ** 2 for said, right in pairs) / len(pairs)
            score["confidence"] = sum(said for said, _ in pairs) / len(pairs)
        return score

    def _possible(self, answer: Any) -> bool:
        if not isinstance(answer, Mapping) or answer.get("confidence") not in CONFIDENCES:
            return False
        fits = {"yes": [""], "no": [""], "if": self._conditions}
        return answer.get("condition") in fits.get(str(answer.get("decision")), [])


def _condition(entry: Entry) -> dict[str, str]:
    condition = {"id": entry.text("id"), "text": entry.text("text")}
    entry.done()
    return condition


def _item(entry: Entry, conditions: list[str]) -> dict[str, Any]:
    good, helps = entry.flag("good"), entry.texts("helps", default=[])
    for name in helps:
        if name not in conditions:
            entry.refuse(f"{name!r} under 'helps' is none of the conditions {', '.join(conditions)}.")
    say, say_if = entry.table("say"), entry.table("say_if")
    feedback = {
        "yes": {"right": good, "text": say.text("yes")},
        "no": {"right": not good, "text": say.text("no")},
    }
    for name in conditions:
        feedback[f"if {name}"] = {"right": name in helps or (good and not helps), "text": say_if.text(name)}
    say.done()
    say_if.done()
    texts = [answer["text"] for answer in feedback.values()]
    if len(set(texts)) < len(texts):
        entry.refuse("two decisions get the same feedback; say what is right or wrong about each.")
    item = {
        "id": entry.text("id"),
        "title": entry.text("title", default=""),
        "text": entry.text("text"),
        "outcome": entry.text("outcome"),
        "section": entry.text("section", default=""),
        "feedback": feedback,
    }
    if not entry.has("good"):
        entry.refuse("write good = true or good = false: whether it was worth doing.")
    entry.done()
    return item
