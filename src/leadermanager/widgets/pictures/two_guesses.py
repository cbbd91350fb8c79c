"""A game: twenty proposals with a hope and a doubt, then hundreds by rule, then a rule of one's own."""

from typing import Any, ClassVar

from leadermanager.models import fund, heeding, propose
from leadermanager.models.guessing import COST
from leadermanager.shapes import Shape
from leadermanager.widgets.content import Entry, is_number
from leadermanager.widgets.front_end import front_end
from leadermanager.widgets.pictures.moving import MovingPicture

MOST_OFF, STEP_OFF = 40, 5
BETS = ("gain", "same", "loss")
ALIKE = 0.04  # two totals count as the same if they differ by less than this share
RULE = ("total", "all", "more", "out", "flat_out", "knowing_out", "off")


class TwoGuesses(MovingPicture):
    """Set a chance between somebody's hope and somebody's doubt, and see what deciding by it brings.

    The content has ``doubters`` (``id``, ``name``, ``flat`` for one who says the same to everything);
    ``deals`` (``id``, ``seed``) of ``by_hand`` proposals, which are played one after the other; the
    ``many`` proposals, with their ``seed``, that are then decided by rule in ``seconds``; the question
    ``ask`` what happens if the flat doubters are left out; and ``says`` of a rule of the student's.
    `value` has the last ``tries`` (``deal`` and the chances that were ``said``), the ``bet``, who is
    ``left_out``, and how much is taken ``off`` the hope there.

    Raises
    ------
    ContentError
        If anything is missing, unknown or contradicts itself.
    """

    kind = "two-guesses"
    STATE: ClassVar[dict[str, Shape]] = {
        "value": {
            "tries": [{"deal": "text", "said": ["number"]}],
            "bet": "text",
            "left_out": ["text"],
            "off": "number",
        }
    }
    _esm, _css = front_end("pictures/two_guesses")

    LABELS: ClassVar[dict[str, str]] = {
        **MovingPicture.LABELS,
        "chance": "Your chance, in 100",
        "decide": "Decide (Space)",
        "same_deal": "Play the same proposals again",
        "other_deal": "Play other proposals",
        "to_rule": "Back to your rule",
        "run": "Let the years run",
        "settle": "Stop asking the four",
        "hope": "Hope",
        "by_you": "You",
        "by_hope": "Hope alone",
        "by_doubt": "Doubt alone",
        "by_half": "Half and half",
        "by_rule": "Your rule",
        "leave": "leave it",
        "fund_side": "put money in",
        "rows": "What you decided comes here.",
        "unknown": "?",
        "money": "£{amount},000",
        "minus": "\N{MINUS SIGN}£{amount},000",
        "nothing": "£0",
        "and": "and",
        "short_plus": "+£{amount}k",
        "short_minus": "\N{MINUS SIGN}£{amount}k",
        "left": "left",
        "as_number": "{label}, as a number",
        "proposal": "Proposal {number} of {total}.",
        "stake": "Costs £{cost},000, lost if it fails. Brings £{gain},000 on top if it works. So on average "
        "it pays above {from} in 100: the dashed line.",
        "ghost": "Dashed circle: your last try.",
        "ready": "Set your chance: drag the handle, or use the arrow keys. Right of the line, money goes in. "
        "Space decides.",
        "move_first": "Move the handle first.",
        "is_set": "{chance} in 100. {act}",
        "goes_in": "Money goes in.",
        "is_left": "You leave it.",
        "worked": "It worked: {brought}.",
        "failed": "It failed: {brought}.",
        "left_worked": "You left it. A rival tried it, and it worked.",
        "left_failed": "You left it. A rival tried it, and it failed.",
        "next": "Now {doubter} says {doubt}, and the sponsor {hope}. Worth it above {from}.",
        "over": "You: {you}. Hope alone: {hope}. Doubt alone: {doubt}. Half and half: {half}.",
        "lean_high": "Your chances were {lean} points too high on average, and the sponsors' {hope_lean}.",
        "lean_low": "Your chances were {lean} points too low on average, and the doubters' {doubt_lean}.",
        "lean_even": "On average your chances were about right. The sponsors said {hope_lean} points too "
        "much, the doubters {doubt_lean} too little.",
        "few": "Twenty proposals are few, and luck decides much. Let {many} come.",
        "few_again": "Twenty proposals are few, and luck decides much. The {many} that came before say more.",
        "years": "{number} of {total}.",
        "voices": "What each doubter said, in 100. A mark is a proposal: full if it worked, else hollow.",
        "key_worked": "it worked",
        "key_failed": "it failed",
        "lit": "{names} say nearly the same to everything: a narrow heap, full and hollow alike.",
        "bet_gain": "It brings more",
        "bet_same": "Hardly anything changes",
        "bet_loss": "It brings less",
        "choose_first": "Choose one first.",
        "bet_right": "You said: {bet}. So it is: {all} with all twelve, {total} without the four.",
        "bet_wrong": "You said: {bet}. But it was {all} with all twelve, and is {total} without the four.",
        "off": "Off the hope where nobody is asked",
        "points": "points",
        "rule_is": "Your rule brings {total}.",
        "rule_as_before": "Your rule brings {total}, as the one before.",
        "rule_and_before": "Your rule brings {total}. The one before (dashed) brought {before}.",
        "column_hope": "Hope",
        "column_doubt": "Doubt",
        "column_doubter": "Doubter",
        "column_gain": "Gain (£1,000)",
        "column_works": "What came",
        "column_you": "You said",
    }

    def read(self, entry: Entry) -> dict[str, Any]:
        """Return the doubters, each deal, the many proposals, and what is said of a rule."""
        doubters = [_doubter(each) for each in entry.entries("doubters", "doubter")]
        flat = [each["flat"] for each in doubters]
        by_hand = int(entry.number("by_hand"))
        self._deals, deals = {}, []
        for each in entry.entries("deals", "deal"):
            name = each.text("id")
            self._deals[name] = propose(by_hand, int(each.number("seed")), flat)
            deals.append({"id": name, **self._deals[name].to_dict("list")})
            each.done()
        self._many = propose(int(entry.number("many")), int(entry.number("seed")), flat)
        return {
            "by_hand": by_hand,
            "doubters": doubters,
            "deals": deals,
            "many": self._many.to_dict("list"),
            "cost": COST,
            "most_off": MOST_OFF,
            "step_off": STEP_OFF,
            "seconds": entry.number("seconds", default=16),
            "ask": entry.text("ask"),
            "says": self.read_says(entry, RULE),
        }

    def tidy(self, value: dict[str, Any]) -> dict[str, Any]:
        """Keep the last tries on deals that there still are, a bet that there is, and a rule that can be."""
        out, off = value.get("left_out"), value.get("off")
        ids = [each["id"] for each in self.content["doubters"]]
        bet = value.get("bet")
        return {
            "tries": self.last_tries(value),
            "bet": bet if bet in BETS else "",
            "left_out": [each for each in ids if isinstance(out, list) and each in out],
            "off": off if is_number(off) and 0 <= off <= MOST_OFF else 0,
        }

    def last_in_words(self, played: dict[str, Any]) -> dict[str, Any]:
        """Return what the last twenty brought, the bet in words, and what the student's rule brings."""
        value = self.value
        said: dict[str, Any] = {"brought": self.results(played)["you"]}
        if value["bet"]:
            said["bet"] = self.labels[f"bet_{value['bet']}"]
            said["rule"] = self.rule_results(value["left_out"], value["off"])["total"]
        return said

    def results(self, played: dict[str, Any]) -> dict[str, float]:
        """Return what a deal brought to the student and to three who go by rule, and how each leans."""
        deal = self._deals[played["deal"]]
        chances = {"you": played["said"], "hope": deal["hope"], "doubt": deal["doubt"], "half": heeding(deal)}
        came: dict[str, float] = {}
        for who, given in chances.items():
            summary = fund(deal, given).summary
            came |= {who: summary["total"], f"{who}_lean": summary["lean"]}
        return came

    def rule_results(self, left_out: list[str], off: float) -> dict[str, float]:
        """Return what the many proposals bring to a firm that leaves some out, by the names of ``says``."""
        doubters = self.content["doubters"]
        out = [number for number, each in enumerate(doubters) if each["id"] in left_out]
        flat_out = sum(doubters[number]["flat"] for number in out)
        total = fund(self._many, heeding(self._many, out, off)).summary["total"]
        everybody = fund(self._many, heeding(self._many)).summary["total"]
        return {
            "total": total,
            "all": everybody,
            "more": total - everybody,
            "out": len(out),
            "flat_out": flat_out,
            "knowing_out": len(out) - flat_out,
            "off": off,
        }

    def right_bet(self) -> str:
        """Return which bet comes true: the flat doubters left out, and hope taken as it is."""
        flat = [each["id"] for each in self.content["doubters"] if each["flat"]]
        came = self.rule_results(flat, 0)
        if abs(came["more"]) < ALIKE * abs(came["all"]):
            return "same"
        return "gain" if came["more"] > 0 else "loss"

    def is_try(self, each: dict[str, Any]) -> bool:
        """Return whether there is a chance for each proposal of a deal that there still is."""
        name, said = each.get("deal"), each.get("said")
        deal = self._deals.get(name) if isinstance(name, str) else None
        return (
            deal is not None
            and isinstance(said, list)
            and len(said) == len(deal)
            and all(type(chance) is int and 0 <= chance <= 100 for chance in said)
        )


def _doubter(entry: Entry) -> dict[str, Any]:
    doubter = {"id": entry.text("id"), "name": entry.text("name"), "flat": entry.flag("flat")}
    entry.done()
    return doubter
