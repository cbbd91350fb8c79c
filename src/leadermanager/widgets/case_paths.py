"""Every way through a branching case, walked once when its content is read.

The browser gets the result: it can then play a case, judge it and show what else could have been, even where
no kernel is left.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from leadermanager.widgets.case_story import END, SCALE, Choice, Ending, Outcome, Scene, Story
from leadermanager.widgets.content import Entry

_MOST = 1000  # paths; all of them go to the browser, and an author should be able to look them over
MIXED = "mixed"


@dataclass(frozen=True)
class Turn:
    """Where a path has come to after some choices.

    Attributes
    ----------
    path
        The ids of the choices so far.
    kinds
        The kind of each.
    numbers
        Each meter (0 to 100) and each flag (0 or 1).
    scene
        The id of the scene that has come, or ``"end"``.
    notes
        The ids of the notes that are said with it.
    outcome
        The id of what followed from the last choice; empty at the start.
    ending
        The id of the ending, once it has come; else empty.
    """

    path: tuple[str, ...]
    kinds: tuple[str, ...]
    numbers: Mapping[str, float]
    scene: str
    notes: tuple[str, ...] = ()
    outcome: str = ""
    ending: str = ""

    @property
    def key(self) -> str:
        """The path as one text."""
        return "/".join(self.path)

    @property
    def always(self) -> str:
        """The kind of all choices, or ``"mixed"``."""
        return self.kinds[0] if len(set(self.kinds)) == 1 else MIXED


def walk(story: Story) -> list[Turn]:
    """Return every turn of every path, the start first."""
    return list(_onward(story, _arrive(story, (), (), _start(story), next(iter(story.scenes)), "")))


def ends(turns: list[Turn]) -> list[Turn]:
    """Return the turns at which a path has come to its end."""
    return [turn for turn in turns if turn.scene == END]


def reaches(story: Story, turn: Turn) -> bool:
    """Return whether both meters are at their goals."""
    return all(turn.numbers[meter.id] >= meter.goal for meter in story.meters)


def nearest_win(turn: Turn, winning: list[Turn]) -> list[int]:
    """Return the quarters (from 1) in which the nearest winning path chooses otherwise; the last on a tie."""
    others = [
        [place for place, (own, other) in enumerate(zip(turn.path, win.path, strict=True), 1) if own != other]
        for win in winning
    ]
    return min(others, key=lambda places: (len(places), [-place for place in places]))


def refuse_what_never_happens(entry: Entry, story: Story, turns: list[Turn]) -> None:
    """Refuse a case in which a part is never met, or in which nothing has to be weighed.

    Raises
    ------
    ContentError
        If no path comes to a scene, note, outcome or ending; if no path reaches both goals; or if one does
        that always chooses the same kind of move.
    """
    # What some path meets: (scene, note), (scene, ""), ("ending", ending) or (scene, "choice/outcome").
    met = {(turn.scene, note) for turn in turns for note in turn.notes}
    met |= {(turn.scene, "") for turn in turns} | {("ending", turn.ending) for turn in turns}
    before = {turn.path: turn for turn in turns}
    met |= {(before[t.path[:-1]].scene, f"{t.path[-1]}/{t.outcome}") for t in turns if t.path}
    for scene in story.scenes.values():
        if (scene.id, "") not in met:
            entry.refuse(f"no choice leads to scene {scene.id!r}.")
        for note in scene.notes:
            if (scene.id, note.id) not in met:
                entry.refuse(
                    f"scene {scene.id!r}, note {note.id!r} is never said: its 'when' never holds there."
                )
        for choice in scene.choices:
            for outcome in choice.outcomes:
                if (scene.id, f"{choice.id}/{outcome.id}") not in met:
                    entry.refuse(
                        f"scene {scene.id!r}, choice {choice.id!r}, outcome {outcome.id!r} never happens: "
                        "its 'when', or an earlier one, does not let it."
                    )
    for ending in story.endings:
        if ("ending", ending.id) not in met:
            entry.refuse(f"no path comes to ending {ending.id!r}.")
    winning = [turn for turn in ends(turns) if reaches(story, turn)]
    if not winning:
        entry.refuse("no path reaches both goals; lower a goal, or let some outcome do more.")
    for turn in winning:
        if turn.always != MIXED:
            entry.refuse(
                f"always choosing {turn.always!r} ({', '.join(turn.path)}) reaches both goals, so there is "
                "nothing to weigh; let one of these cost more."
            )


def _start(story: Story) -> dict[str, float]:
    return {meter.id: meter.start for meter in story.meters} | dict.fromkeys(story.flags, 0.0)


def _onward(story: Story, turn: Turn) -> Iterator[Turn]:
    yield turn
    if turn.scene == END:
        return
    for choice in story.scenes[turn.scene].choices:
        yield from _onward(story, _take(story, turn, choice))


def _take(story: Story, turn: Turn, choice: Choice) -> Turn:
    outcome: Outcome = next(each for each in choice.outcomes if each.holds(turn.numbers))
    numbers = dict(turn.numbers) | dict.fromkeys(outcome.sets, 1.0)
    for meter, effect in outcome.effects.items():
        numbers[meter] = min(max(numbers[meter] + effect, SCALE[0]), SCALE[1])
    path, kinds = (*turn.path, choice.id), (*turn.kinds, choice.kind)
    return _arrive(story, path, kinds, numbers, outcome.next, outcome.id)


def _arrive(
    story: Story,
    path: tuple[str, ...],
    kinds: tuple[str, ...],
    numbers: Mapping[str, float],
    place: str,
    outcome: str,
) -> Turn:
    """Return the turn at a place, a scene's id or ``"end"``, to which an outcome led (none at the start)."""
    if place == END:
        ending: Ending = next(each for each in story.endings if each.holds(numbers))
        return Turn(path, kinds, numbers, END, (), outcome, ending.id)
    scene: Scene = story.scenes[place]
    notes = tuple(note.id for note in scene.notes if note.holds(numbers))
    return Turn(path, kinds, numbers, place, notes, outcome)


def too_many(story: Story) -> bool:
    """Return whether a case has more paths than can be walked and looked over."""
    # An upper bound: a path takes one outcome of each choice, here the one that goes on longest.
    most = {END: 1}
    for scene in sorted(story.scenes.values(), key=lambda scene: -scene.quarter):
        most[scene.id] = sum(
            max(most[outcome.next] for outcome in choice.outcomes) for choice in scene.choices
        )
    return most[next(iter(story.scenes))] > _MOST
