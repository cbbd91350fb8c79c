"""Reading the content of a branching case, part by part, and refusing what is wrong in it.

What shows only when a whole case is played (a scene that nobody comes to, an outcome that never happens) is
found by walking all of its paths, in `case_paths`.

A condition is a flag (``"trial"``), its opposite (``"not trial"``) or a comparison of a meter with a number
(``"order < 50"``). Flags are set by outcomes.
"""

from collections.abc import Collection, Mapping

from leadermanager.widgets.case_story import END, SCALE, Choice, Ending, Meter, Note, Outcome, Scene, Story
from leadermanager.widgets.conditions import Condition, read_condition
from leadermanager.widgets.content import Entry


def read_story(entry: Entry) -> Story:
    """Read the keys of a case, and refuse by name the entry that is wrong.

    Raises
    ------
    ContentError
        If a text is missing, a choice leads nowhere or not into the next quarter, a kind, meter or scene is
        unknown, a flag is asked for that no outcome sets, or is set and never asked for.
    """
    quarters = entry.texts("quarters")
    if not 2 <= len(quarters) <= 6:
        entry.refuse(f"there are {len(quarters)} quarters; a case needs 2 to 6, so that it can be replayed.")
    meters = tuple(_meter(each) for each in entry.entries("meters", "meter", at_least=2))
    if len(meters) != 2:
        entry.refuse(f"there are {len(meters)} meters; a case weighs two against each other.")
    kinds = {kind["id"]: kind for kind in map(_kind, entry.entries("kinds", "kind", at_least=2))}
    names = _Names(tuple(meter.id for meter in meters), _flags_set_in(entry))
    reads = [(each, _scene(each, len(quarters), kinds, names)) for each in entry.entries("scenes", "scene")]
    scenes = {scene.id: scene for _, scene in reads}
    first = [scene.id for scene in scenes.values() if scene.quarter == 1]
    if len(first) != 1 or first[0] != next(iter(scenes)):
        entry.refuse(
            f"quarter 1 needs one scene, the first of all, since everybody begins there; it has {len(first)}."
        )
    for each, scene in reads:
        _refuse_wrong_ways(each, scene, scenes, len(quarters))
    rows = entry.entries("endings", "ending")
    endings = tuple(
        Ending(each.text("id"), _when(each, names, each is rows[-1]), each.text("text"), each.text("title"))
        for each in rows
    )
    for each in rows:
        each.done()
    unasked = [flag for flag in names.flags if flag not in names.asked]
    if unasked:
        entry.refuse(
            f"the flag {unasked[0]!r} is set and nothing asks for it; ask for it under a 'when', or drop it."
        )
    return Story(tuple(quarters), meters, kinds, scenes, endings, names.flags)


class _Names:
    """The meters and flags that conditions may name, and the flags that some condition asked for."""

    def __init__(self, meters: tuple[str, ...], flags: tuple[str, ...]) -> None:
        self.meters = meters
        self.flags = flags
        self.asked: set[str] = set()

    def condition(self, entry: Entry, text: str) -> Condition:
        parts = text.split()
        if len(parts) == 3 and parts[0] in self.meters:
            return read_condition(entry, "when", text, self.meters)
        if len(parts) != 1 and (len(parts) != 2 or parts[0] != "not"):
            meter = self.meters[0]
            entry.refuse(
                f'\'when\' holds {text!r}; write a flag, "not" and a flag, or such as "{meter} < 50".'
            )
        flag = parts[-1]
        if flag not in self.flags:
            known = ", ".join(self.flags) or "none"
            entry.refuse(f"'when' asks for {flag!r}, a flag that nobody sets; the flags are {known}.")
        self.asked.add(flag)
        return Condition(flag, "==", float(len(parts) == 1))


def _flags_set_in(entry: Entry) -> tuple[str, ...]:
    """Return every flag that any outcome sets, before a condition is read."""
    outcomes = [
        outcome
        for scene in entry.entries("scenes", "scene")
        for choice in scene.entries("choices", "choice", at_least=3)
        for outcome in choice.entries("outcomes", "outcome")
    ]
    return tuple(dict.fromkeys(flag for outcome in outcomes for flag in outcome.texts("sets", default=[])))


def _meter(entry: Entry) -> Meter:
    words = entry.texts("words")
    if len(words) != 3:
        entry.refuse(f"'words' holds {len(words)}; write three: well below the goal, below it, reached.")
    start, goal = entry.number("start"), entry.number("goal")
    for name, number in (("start", start), ("goal", goal)):
        if not SCALE[0] <= number <= SCALE[1]:
            entry.refuse(f"{name!r} is {number}; a meter goes from 0 to 100.")
    meter = Meter(
        entry.text("id"),
        entry.text("name"),
        entry.text("about"),
        entry.colour(),
        start,
        goal,
        tuple(words),
    )
    entry.done()
    return meter


def _kind(entry: Entry) -> dict[str, str]:
    kind = {"id": entry.text("id"), "name": entry.text("name"), "colour": entry.colour()}
    entry.done()
    return kind


def _scene(entry: Entry, quarters: int, kinds: Collection[str], names: _Names) -> Scene:
    quarter = entry.number("quarter")
    if quarter not in range(1, quarters + 1):
        entry.refuse(f"'quarter' is {quarter}; write a whole number from 1 to {quarters}.")
    notes = entry.entries("notes", "note", at_least=0)
    choices = [_choice(each, kinds, names) for each in entry.entries("choices", "choice", at_least=3)]
    if len({choice.assumes for choice in choices}) < len(choices):
        entry.refuse("two choices assume the same; say what each of them takes for granted.")
    scene = Scene(
        entry.text("id"),
        int(quarter),
        entry.text("title"),
        entry.text("text"),
        tuple(Note(each.text("id"), _when(each, names, False), each.text("say")) for each in notes),
        tuple(choices),
    )
    for each in [*notes, entry]:
        each.done()
    return scene


def _choice(entry: Entry, kinds: Collection[str], names: _Names) -> Choice:
    rows = entry.entries("outcomes", "outcome")
    choice = Choice(
        entry.text("id"),
        entry.one_of("kind", tuple(kinds)),
        entry.text("text"),
        entry.text("assumes"),
        tuple(_outcome(each, names, each is rows[-1]) for each in rows),
    )
    if "/" in choice.id:
        entry.refuse("leave '/' out of its id.")
    entry.done()
    return choice


def _outcome(entry: Entry, names: _Names, last: bool) -> Outcome:
    table = entry.table("effects")
    effects = {meter: table.number(meter, default=0) for meter in names.meters}
    table.done()
    if not any(effects.values()):
        entry.refuse(f"it moves neither meter; write such as effects = {{ {names.meters[0]} = 5 }}.")
    outcome = Outcome(
        entry.text("id"),
        _when(entry, names, last),
        entry.text("say"),
        effects,
        tuple(entry.texts("sets", default=[])),
        entry.text("next"),
    )
    entry.done()
    return outcome


def _when(entry: Entry, names: _Names, last: bool) -> tuple[Condition, ...]:
    """Read conditions: none for the last of several, so that one always holds, and some for the others."""
    texts = entry.texts("when", default=[])
    if last and texts:
        entry.refuse("the last one has to go without 'when', so that there is always one that holds.")
    if not last and not texts:
        entry.refuse('write when it holds, such as when = ["trial"].')
    return tuple(names.condition(entry, text) for text in texts)


def _refuse_wrong_ways(entry: Entry, scene: Scene, scenes: Mapping[str, Scene], quarters: int) -> None:
    """Refuse an outcome that leads nowhere, round in a circle, past a quarter, or to the end too soon."""
    for choice in scene.choices:
        for outcome in choice.outcomes:
            where = f"choice {choice.id!r}, outcome {outcome.id!r} leads"
            last = scene.quarter == quarters
            if outcome.next == END and not last:
                entry.refuse(f"{where} to the end in quarter {scene.quarter}; there are {quarters} quarters.")
            if outcome.next == END:
                continue
            if outcome.next not in scenes:
                entry.refuse(f"{where} nowhere: there is no scene {outcome.next!r}.")
            if last:
                entry.refuse(
                    f"{where} to scene {outcome.next!r}, so that path has no end; "
                    f"write next = {END!r} in the last quarter."
                )
            if scenes[outcome.next].quarter != scene.quarter + 1:
                entry.refuse(
                    f"{where} to scene {outcome.next!r} of quarter {scenes[outcome.next].quarter}, "
                    f"but has to lead into quarter {scene.quarter + 1}."
                )
