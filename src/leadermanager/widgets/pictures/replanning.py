"""A game: weeks of orders arrive, and the student says when to make a new plan; then rules do the same."""

from typing import Any, ClassVar

from leadermanager.models import follow_plans, market, plans_by_rule
from leadermanager.models.replanning import NEVER, NEW_PLAN, PER_POINT, WEEKS
from leadermanager.shapes import Shape
from leadermanager.widgets.content import Entry
from leadermanager.widgets.front_end import front_end
from leadermanager.widgets.pictures.moving import MovingPicture

OWN = "you"
RESULTS = ("misses", "changes", "total", "plans", "before", "waited")


class Replanning(MovingPicture):
    """Play two years of orders and renew a flat plan by hand.

    The content has ``markets`` (``id``, ``drift``, ``fall``, ``breaks``, ``luck``, ``seed``), played one
    after the other; ``rules`` (``id``, ``name``, ``every``, and ``alarm`` if it has one), whose costs are
    laid beside the student's; the question ``ask`` which of these will be cheapest, answered before they
    are shown; ``says`` of the student's result, which may name those of a rule, as in ``{alarm_total}``;
    the ends ``low`` and ``high`` of the picture; and ``seconds``, how long the game takes. `value` has
    the last ``tries`` (``market`` and the weeks with a new plan, ``made``) and the ``bet``.

    Raises
    ------
    ContentError
        If anything is missing, unknown or contradicts itself, or orders leave the picture.
    """

    kind = "replanning"
    STATE: ClassVar[dict[str, Shape]] = {
        "value": {"tries": [{"market": "text", "made": ["number"]}], "bet": "text"}
    }
    _esm, _css = front_end("pictures/replanning")

    LABELS: ClassVar[dict[str, str]] = {
        **MovingPicture.LABELS,
        "start": "Start: 104 weeks in 40 seconds",
        "new_plan": "New plan (Space)",
        "race": "Let them run",
        "same": "Play the same weeks again",
        "other": "Play other weeks",
        "you": "You",
        "your_plan": "your plan",
        "breaks": "the market breaks",
        "cost": "£{amount},000",
        "unknown": "?",
        "so_far": "What it has cost so far",
        "raced": "What the same weeks cost. Choose one to see its plans.",
        "key_orders": "orders, which arrive week by week",
        "key_plan": "the plan; a new one expects last week's orders and costs £25,000",
        "key_missed": "what it misses: £1,000 a point and week",
        "ready": "Your first plan has cost £25,000 already. Press Start: a week takes less than half a "
        "second. Then press Space, or click the picture, whenever you want a new plan. "
        "Too fast? Pause, and go on week by week with the right arrow key.",
        "before": "Your plan expects {plan} a week.",
        "week": "Week {week}: {orders} ordered, {plan} planned. Cost so far: {cost}.",
        "raced_week": "Week {week}: {orders} ordered. You: {own}. Cheapest so far: {least}, {cost}.",
        "bet": "Two years are over. Now choose above which rule will have cost least.",
        "over": "Two years are over.",
        "cheapest": "cheapest",
        "choose_first": "Choose one first.",
        "bet_right": "You chose “{bet}”, and that was the cheapest: {cost}.",
        "bet_wrong": "You chose “{bet}”. The cheapest was “{least}”: {cost}.",
        "own": "Your two years cost {cost}: {misses} for misses, {changes} for plans ({plans}).",
        "plan_of": "Plan: {who}",
        "cost_of": "Cost so far (£1,000): {who}",
        "fresh": "{plan} (new)",
    }

    def read(self, entry: Entry) -> dict[str, Any]:
        """Return markets with the plans of each rule, the rules' names, and what is said."""
        low, high = entry.number("low"), entry.number("high")
        rules = [_rule(each) for each in entry.entries("rules", "rule")]
        markets = [_market(each, rules, low, high) for each in entry.entries("markets", "market")]
        names = [*RESULTS, "breaks", *(f"{rule['id']}_{name}" for rule in rules for name in RESULTS)]
        return {
            "markets": markets,
            "rules": [{"id": rule["id"], "name": rule["name"]} for rule in rules],
            "per_point": PER_POINT,
            "new_plan": NEW_PLAN,
            "weeks": WEEKS,
            "low": low,
            "high": high,
            "axes": ["Week", "Orders (100 = at the start)"],
            "seconds": entry.number("seconds", default=40),
            "ask": entry.text("ask"),
            "says": self.read_says(entry, names),
        }

    def tidy(self, value: dict[str, Any]) -> dict[str, Any]:
        """Keep the last tries on markets that there still are, and a bet on a rule that there still is."""
        bets = [OWN, *(rule["id"] for rule in self.content["rules"])]
        bet = value.get("bet")
        return {"tries": self.last_tries(value), "bet": bet if bet in bets else ""}

    def last_in_words(self, played: dict[str, Any]) -> dict[str, Any]:
        """Return what the student put their money on, and what the last try cost, in thousand pounds."""
        names = {OWN: self.labels["you"], **{rule["id"]: rule["name"] for rule in self.content["rules"]}}
        return {"bet": names.get(self.value["bet"]), "cost": self.results(played)["total"]}

    def results(self, played: dict[str, Any]) -> dict[str, float]:
        """Return what a try came to, and what each rule would have, by the names that ``says`` uses."""
        there = self._market_named(played["market"])
        own = {"breaks": float(there["breaks"])} | self._followed(there, played["made"])
        for rule, made in there["rules"].items():
            own |= {f"{rule}_{name}": number for name, number in self._followed(there, made).items()}
        return own

    def cheapest(self, played: dict[str, Any]) -> str:
        """Return the id of the rule that was cheapest; ``"you"`` where that was the student."""
        came = self.results(played)
        totals: dict[str, float] = {
            OWN: came["total"],
            **{rule["id"]: came[f"{rule['id']}_total"] for rule in self.content["rules"]},
        }
        return min(totals, key=totals.__getitem__)

    def _followed(self, there: dict[str, Any], made: list[int]) -> dict[str, float]:
        return follow_plans(there["orders"], made, there["breaks"]).summary

    def _market_named(self, name: str) -> dict[str, Any]:
        found: dict[str, Any] = next(each for each in self.content["markets"] if each["id"] == name)
        return found

    def is_try(self, each: dict[str, Any]) -> bool:
        """Return whether these are weeks of a market that there still is."""
        made = each.get("made")
        return (
            each.get("market") in [one["id"] for one in self.content["markets"]]
            and isinstance(made, list)
            and all(type(week) is int and 2 <= week <= WEEKS for week in made)
            and made == sorted(set(made))
        )


def _rule(entry: Entry) -> dict[str, Any]:
    rule = {
        "id": entry.text("id"),
        "name": entry.text("name"),
        "every": int(entry.number("every")),
        "alarm": entry.number("alarm", default=NEVER),
    }
    if rule["id"] == OWN:
        entry.refuse(f"{OWN!r} stands for the student; choose another id.")
    entry.done()
    return rule


def _market(entry: Entry, rules: list[dict[str, Any]], low: float, high: float) -> dict[str, Any]:
    breaks = int(entry.number("breaks"))
    orders = market(
        drift=entry.number("drift"),
        fall=entry.number("fall"),
        breaks=breaks,
        luck=entry.number("luck"),
        seed=int(entry.number("seed")),
    )
    if not low <= min(orders) <= max(orders) <= high:
        entry.refuse(f"orders go from {min(orders)} to {max(orders)}; the picture from {low} to {high}.")
    there = {
        "id": entry.text("id"),
        "orders": orders,
        "breaks": breaks,
        "rules": {rule["id"]: plans_by_rule(orders, rule["every"], rule["alarm"]) for rule in rules},
    }
    entry.done()
    return there
