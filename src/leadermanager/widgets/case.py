"""A branching case: quarter by quarter a situation, a choice and what follows, moving two meters."""

from typing import Any, ClassVar

from leadermanager.shapes import Shape
from leadermanager.widgets.case_paths import (
    MIXED,
    Turn,
    ends,
    nearest_win,
    reaches,
    refuse_what_never_happens,
    too_many,
    walk,
)
from leadermanager.widgets.case_reading import read_story
from leadermanager.widgets.case_story import Scene
from leadermanager.widgets.content import Entry
from leadermanager.widgets.exercise import Exercise
from leadermanager.widgets.front_end import front_end


class Case(Exercise):
    """Play a case to its end and read what each choice assumed; after a second play, all other ways, too.

    The content has the names of the ``quarters``; two ``meters`` (``id``, ``name``, ``about``, ``start``,
    ``goal``, ``words``, ``colour``); ``kinds`` of move (``id``, ``name``, ``colour``); ``scenes`` (``id``,
    ``quarter``, ``title``, ``text``, ``notes``, ``choices``), of which the first begins; and ``endings``
    (``id``, ``when``, ``title``, ``text``). A scene has three ``choices`` or more (``id``, ``kind``,
    ``text``, ``assumes``, ``outcomes``). Of the ``outcomes`` (``id``, ``when``, ``say``, ``effects``,
    ``sets``, ``next``), ``notes`` (``id``, ``when``, ``say``) and endings, ``when`` lists conditions on
    flags and meters; the first outcome and the first ending whose conditions hold is taken.
    `value` is ``{"path": ids of the choices so far, "plays": the paths that were played to their end}``.

    Raises
    ------
    ContentError
        If a text is missing, a choice leads nowhere, a path has no end, a flag is asked for that nobody
        sets, something is never met, or one kind of move alone reaches both goals.
    """

    kind = "case"
    STATE: ClassVar[dict[str, Shape]] = {"value": {"path": ["text"], "plays": [["text"]]}}
    _esm, _css = front_end("case")

    LABELS: ClassVar[dict[str, str]] = {
        **Exercise.LABELS,
        "reset": "Forget all plays",
        "number": "Quarter {number} of {total}: {name}",
        "meter": "{name}: {number}, {word}",
        "goal": "goal: {goal}",
        "moved": "{name} from {before} to {after}",
        "same": "{name} stays at {after}",
        "so_far": "What happened so far",
        "choose": "What do you do?",
        "decide": "Decide",
        "choose_first": "Choose one of these first.",
        "you_chose": "You chose: {choice}",
        "next": "Go on to the next quarter",
        "to_debrief": "See how the year ends",
        "playing": "{meters}.",
        "ended": "The end. {meters}.",
        "both": "You reach both goals. So do {wins} of the {total} paths.",
        "one": "You reach one of the two goals. Both are reached on {wins} of the {total} paths.",
        "neither": "You reach neither goal. Both are reached on {wins} of the {total} paths.",
        "both_first": "You reach both goals.",
        "one_first": "You reach one of the two goals.",
        "neither_first": "You reach neither goal.",
        "first": "Now play it once more, another way. After that you see the ways you did not take, and "
        "where each of them ends.",
        "near": "The nearest path that does differs from yours in {quarters}.",
        "quarter": "quarter {number}",
        "and": "{first} and {last}",
        "map": "Where all {total} paths end",
        "map_words": (
            "{wins} of {total} end with both goals reached, in the corner at the top right. "
            "Yours ends at {x} and {y}."
        ),
        "legend_mixed": "moves of more than one kind",
        "legend_always": "always {kind}",
        "legend_you": "you",
        "legend_earlier": "an earlier play of yours",
        "debrief_first": "Your path, and what it assumed",
        "debrief": "Your path, and the ways you did not take",
        "yours": "You chose",
        "others": "You could have chosen",
        "assumes": "It assumes: {assumption}",
        "effect": "{name} {change}",
        "take_other": "Go back to quarter {number} and choose otherwise",
        "again": "Play it once more",
        "plays": "Your plays so far",
        "moves": "Moves",
    }

    def read(self, entry: Entry) -> dict[str, Any]:
        """Return the case, and every turn of every path through it."""
        self._story = story = read_story(entry)
        if too_many(story):
            entry.refuse("there are more than 1000 paths; leave out some scenes or choices.")
        turns = walk(story)
        refuse_what_never_happens(entry, story, turns)
        self._ends = ends(turns)
        winning = [turn for turn in self._ends if reaches(story, turn)]
        return {
            "quarters": list(story.quarters),
            "meters": [meter.plain() for meter in story.meters],
            "kinds": dict(story.kinds),
            "scenes": {scene.id: _plain(scene) for scene in story.scenes.values()},
            "endings": {each.id: {"title": each.title, "text": each.say} for each in story.endings},
            "turns": {turn.key: self._turn(turn) for turn in turns},
            "ends": {turn.key: self._end(turn, winning) for turn in self._ends},
        }

    def tidy(self, value: dict[str, Any]) -> dict[str, Any]:
        """Keep the path as far as the content still has it, and the plays that still end."""
        path, plays = value.get("path"), value.get("plays")
        known: dict[str, Any] = {"path": path if self._has(path, "turns") else []}
        known["plays"] = (
            [each for each in plays if self._has(each, "ends")] if isinstance(plays, list) else []
        )
        return known

    def in_words(self) -> Any:
        """Return the texts of the choices on the path, or on the last one that was played to its end."""
        path = self.value.get("path") or (self.value.get("plays") or [[]])[-1]
        texts = []
        for number, choice in enumerate(path):
            scene = self.content["turns"]["/".join(path[:number])]["scene"]
            choices = {each["id"]: each["text"] for each in self.content["scenes"][scene]["choices"]}
            texts.append(choices[choice])
        return texts

    def ends(self) -> list[dict[str, Any]]:
        """Return one row for each path: where it ends, and by which moves.

        Returns
        -------
        list of dict
            `path` (the choices, as one text), `always` (the kind of all its moves, or ``"mixed"``), one
            number of moves for each kind, each meter at the end (0 to 100), and `ending` (its title).
        """
        titles = {ending.id: ending.title for ending in self._story.endings}
        return [
            {
                "path": ", ".join(turn.path),
                "always": turn.always,
                **{kind: turn.kinds.count(kind) for kind in self._story.kinds},
                **{meter.id: turn.numbers[meter.id] for meter in self._story.meters},
                "ending": titles[turn.ending],
            }
            for turn in self._ends
        ]

    def _has(self, path: Any, what: str) -> bool:
        texts = isinstance(path, list) and all(isinstance(choice, str) for choice in path)
        return texts and "/".join(path) in self.content[what]

    def _turn(self, turn: Turn) -> dict[str, Any]:
        return {
            "scene": turn.scene,
            "notes": list(turn.notes),
            "meters": self._meters(turn),
            "outcome": turn.outcome,
            "ending": turn.ending,
        }

    def _end(self, turn: Turn, winning: list[Turn]) -> dict[str, Any]:
        return {
            "meters": self._meters(turn),
            "always": "" if turn.always == MIXED else turn.always,
            "wins": turn in winning,
            "near": nearest_win(turn, winning),
        }

    def _meters(self, turn: Turn) -> list[float]:
        return [turn.numbers[meter.id] for meter in self._story.meters]


def _plain(scene: Scene) -> dict[str, Any]:
    return {
        "quarter": scene.quarter,
        "title": scene.title,
        "text": scene.text,
        "notes": {note.id: note.say for note in scene.notes},
        "choices": [
            {
                "id": choice.id,
                "kind": choice.kind,
                "text": choice.text,
                "assumes": choice.assumes,
                "outcomes": {outcome.id: outcome.say for outcome in choice.outcomes},
            }
            for choice in scene.choices
        ],
    }
