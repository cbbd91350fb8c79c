"""How the rows of a table become the proposals of a triage."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol, runtime_checkable

from leadermanager.errors import ContentError
from leadermanager.widgets.content import Entry

_CASES = ("when_good", "when_bad")


@runtime_checkable
class Frame(Protocol):
    """What is needed of a pandas frame; pandas itself would take long to import."""

    def to_dict(self, orient: Literal["records"]) -> Any: ...  # noqa: D102


Records = Frame | Iterable[Mapping[str, Any]]


@dataclass(frozen=True)
class Pattern:
    """Texts with ``{column}`` in them, and the columns that say what came of a proposal.

    Attributes
    ----------
    texts
        ``id``, ``title`` and ``text`` of an item.
    good
        The column that is true where the proposal was worth doing.
    helps
        The column with the id of the condition under which a bad one is worth doing; empty: there is none.
    cases
        For good and for bad ones, what came of it and what is said to each decision.
    """

    texts: dict[str, str]
    good: str
    helps: str
    cases: dict[str, dict[str, Any]]

    @classmethod
    def read(cls, entry: Entry, conditions: list[str]) -> "Pattern":
        """Read the table ``rows`` of a triage."""
        texts = {"id": entry.text("id"), "title": entry.text("title", default=""), "text": entry.text("text")}
        good, helps = entry.text("good"), entry.text("helps", default="")
        cases = {case: _case(entry.table(case), conditions) for case in _CASES}
        entry.done()
        return cls(texts, good, helps, cases)

    def items(self, rows: Records, where: str) -> list[dict[str, Any]]:
        """Return an item for each row, as an exercise file would state it."""
        records = rows.to_dict("records") if isinstance(rows, Frame) else rows
        return [self._item(row, f"{where}, row {number}") for number, row in enumerate(records, start=1)]

    def _item(self, row: Mapping[str, Any], where: str) -> dict[str, Any]:
        for column in filter(None, (self.good, self.helps)):
            if column not in row:
                raise ContentError(
                    f"{where}: there is no column {column!r}; there are {', '.join(map(str, row))}."
                )
        # By its words: pandas, NumPy and Python each have a true of their own; a missing value is neither.
        good = {"True": True, "False": False}.get(str(row[self.good]))
        if good is None:
            raise ContentError(
                f"{where}: {self.good!r} is {row[self.good]!r}; leave out the rows whose outcome is unknown."
            )
        item = {name: _filled(text, row, where) for name, text in self.texts.items()}
        case = self.cases["when_good" if good else "when_bad"]
        filled = {name: _filled(text, row, where) for name, text in case.items()}
        helps = row[self.helps] if self.helps and not good else ""
        return item | {"good": good, "helps": [helps] if isinstance(helps, str) and helps else []} | filled


def _case(entry: Entry, conditions: list[str]) -> dict[str, Any]:
    say, say_if = entry.table("say"), entry.table("say_if")
    case = {
        "outcome": entry.text("outcome"),
        "say": {name: say.text(name) for name in ("yes", "no")},
        "say_if": {name: say_if.text(name) for name in conditions},
    }
    for part in (say, say_if, entry):
        part.done()
    return case


def _filled(text: Any, row: Mapping[str, Any], where: str) -> Any:
    """Return a text, or a table of texts, with the columns of a row in it."""
    if isinstance(text, dict):
        return {name: _filled(part, row, where) for name, part in text.items()}
    try:
        return text.format_map(row)
    except (KeyError, IndexError, ValueError, TypeError) as error:
        raise ContentError(f"{where}: {text!r} cannot be filled in from the row ({error!r}).") from None
