"""A game: live one career, each year leading or managing, and then see what became of a hundred others."""

from typing import Any, ClassVar

from leadermanager.models import career, hundred_lives, throws_of
from leadermanager.shapes import Shape
from leadermanager.widgets.content import Entry, is_number
from leadermanager.widgets.front_end import front_end
from leadermanager.widgets.pictures.moving import MovingPicture

YEARS = 10
RESULTS = ("led", "last_led", "total", "all_led", "all_managed", "believes", "begun")


class Stove(MovingPicture):
    """Live ten years by choosing each year to lead or to manage; then follow a hundred who had the choice.

    The content has ``careers`` (``id``, ``seed``), lived one after the other; the ``seed`` of the hundred;
    ``firms`` (``id``, ``name``, ``about``, ``say``, and what `hundred_lives` takes), the first of which is
    shown first; the question ``ask``, how many of them will lead in the last year, answered before; and
    ``says`` of the student's own career. `value` has the last ``tries`` (``career``, ``acts``), the ``bet``,
    and the ``firms`` that were seen.

    Raises
    ------
    ContentError
        If anything is missing, unknown or contradicts itself.
    """

    kind = "stove"
    STATE: ClassVar[dict[str, Shape]] = {
        "value": {"tries": [{"career": "text", "acts": "text"}], "bet": "number", "firms": ["text"]}
    }
    _esm, _css = front_end("pictures/stove")

    LABELS: ClassVar[dict[str, str]] = {
        **MovingPicture.LABELS,
        "lead": "Lead",
        "manage": "Manage",
        "keys": "From here the keys L (lead) and M (manage) work, too.",
        "keep": "Raise the curtain",
        "again": "Live another career",
        "bet": "Your guess, of 100",
        "no_bet": "not set yet",
        "year": "Year",
        "points": "What it brought (points)",
        "so_far": "So far: {total} points",
        "ready": "Year 1 of {years}. Lead or manage? Press a button.",
        "led": "Year {year}: you led. It brought {brought}.",
        "managed": "Year {year}: you managed. It brought {brought}.",
        "next": "Year {year} of {years}: lead or manage?",
        "lived": "Ten years are over. You have {total} points.",
        "untouched": "Move the slider to your guess first.",
        "key_lead": "leading",
        "key_manage": "managing",
        "key_you": "you, in your ten years",
        "believes": "What leading brought them on average",
        "truth": "what it really brings",
        "many": "Of 100, this many lead",
        "counted": "Year {year}: {many} of 100 lead",
        "you": "you",
        "your_bet": "your guess: {bet}",
        "start": "The beginning. Nobody has led yet.",
        "step": "Year {year}: {many} of 100 lead. {below} believe that leading brings less than it does.",
        "firms": "The same hundred, with the same luck, in another firm:",
        "bet_right": "You said {bet} of 100. In year 20, {many} lead: close.",
        "bet_high": "You said {bet} of 100. In year 20, {many} lead.",
        "bet_low": "You said {bet} of 100. In year 20, {many} lead: more than you thought.",
        "compared": "In the career before this one you led in {times} of ten years.",
        "many_of": "Lead: {firm}",
        "below_of": "Expect too little of leading",
    }

    def read(self, entry: Entry) -> dict[str, Any]:
        """Return what acts bring in each career, the hundred in each firm, and what is said."""
        seed = int(entry.number("seed"))
        careers = []
        for each in entry.entries("careers", "career"):
            leading, managing = throws_of(int(each.number("seed")), YEARS)
            careers.append({"id": each.text("id"), "leading": leading, "managing": managing})
            each.done()
        return {
            "years": YEARS,
            "careers": careers,
            "firms": [_firm(each, seed) for each in entry.entries("firms", "firm")],
            "ask": entry.text("ask"),
            "says": self.read_says(entry, RESULTS),
        }

    def tidy(self, value: dict[str, Any]) -> dict[str, Any]:
        """Keep the last whole careers that there still are, the bet, and the firms that there still are."""
        tidied: dict[str, Any] = {"tries": self.last_tries(value)}
        bet, firms = value.get("bet"), value.get("firms")
        if tidied["tries"] and is_number(bet) and 0 <= bet <= 100:
            tidied["bet"] = bet
        seen = firms if isinstance(firms, list) else []
        tidied["firms"] = [firm["id"] for firm in self.content["firms"] if firm["id"] in seen]
        return tidied

    def last_in_words(self, played: dict[str, Any]) -> dict[str, Any]:
        """Return how often the student led in the last career, and how many of a hundred they expected to."""
        value = self.value
        led = int(self.results(played)["led"])
        return {"led": led} | ({"bet": value["bet"]} if "bet" in value else {})

    def results(self, played: dict[str, Any]) -> dict[str, float]:
        """Return what a career came to, by the names that ``says`` uses."""
        there = next(each for each in self.content["careers"] if each["id"] == played["career"])
        came = career(there["leading"], there["managing"], played["acts"]).summary
        rounded = {name: round(number, 1) for name, number in came.items()}
        return {**rounded, "begun": sum(there["leading"][:2])}

    def is_try(self, each: dict[str, Any]) -> bool:
        """Return whether a career is whole, and one that there still is."""
        acts = each.get("acts")
        return (
            each.get("career") in [one["id"] for one in self.content["careers"]]
            and isinstance(acts, str)
            and len(acts) == YEARS
            and not set(acts) - {"L", "M"}
        )


def _firm(entry: Entry, seed: int) -> dict[str, Any]:
    lived = hundred_lives(
        seed,
        early_years=int(entry.number("early_years", default=0)),
        talked_over=entry.number("talked_over", default=0),
        taught=entry.number("taught", default=0),
    ).run
    years = [rows for _, rows in lived.groupby("year")]
    firm = {
        "id": entry.text("id"),
        "name": entry.text("name"),
        "about": entry.text("about"),
        "say": entry.text("say"),
        "leads": ["".join("1" if each else "0" for each in rows["leads"]) for rows in years],
        "believes": [rows["believes"].round(3).tolist() for rows in years],
    }
    entry.done()
    return firm
