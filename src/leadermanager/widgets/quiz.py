"""Questions with a few options each: marked with feedback, or kept for later in the lesson."""

from typing import Any, ClassVar

from leadermanager.shapes import Shape
from leadermanager.widgets.content import Entry, is_number
from leadermanager.widgets.exercise import Exercise
from leadermanager.widgets.front_end import front_end
from leadermanager.widgets.sureness import LABELS as SURENESS
from leadermanager.widgets.sureness import read_sure

MODES = ("marked", "kept")


class Quiz(Exercise):
    """Ask one or more questions.

    With ``mode = "marked"`` each option says what is right or wrong about it, and the student may try
    again. With ``mode = "kept"`` nothing is right or wrong: the answer (an option, or a number on a slider)
    is a decision or a prediction that the lesson comes back to, and ``outcome`` says what came: a number
    where one was asked for, else an option's id or a text; the ``verdict`` of an option says what that answer
    was worth. The question's own page has neither: the record and `leadermanager.you_said` show them.
    With ``sure = true`` it also asks how sure one is, of a number: to be off by no more than ``near``. An
    ``echo`` is a text before the question, chosen by what was kept in another exercise.

    `value` maps the ids of the answered questions to the id of an option, or to a number.

    Raises
    ------
    ContentError
        If a marked question has no right or no wrong option, an option has no feedback or that of another
        option, a kept question says what is right or has a verdict on some options only, or it asks how
        sure one is and has no outcome.
    """

    kind = "quiz"
    PARTS = ("questions", "ask")
    STATE: ClassVar[dict[str, Shape]] = {
        "value": {"*": "text or number"},
        "tries": {"*": "number"},
        "sure": {"*": "number"},
    }
    _esm, _css = front_end("quiz")

    LABELS: ClassVar[dict[str, str]] = {
        **Exercise.LABELS,
        **SURENESS,
        "check": "Check",
        "keep": "Keep my answer",
        "choose_first": "Choose an answer first.",
        "move_first": "Move the slider first.",
        "sure": "How sure are you?",
        "sure_near": "How sure are you that you are off by {near} or less?",
        "right": "Right.",
        "wrong": "Not quite.",
        "answered": "{answered} of {total} questions answered.",
        "progress": "{answered} of {total} questions answered, {right} of them right.",
        "finished": "All {total} right, {first} of them at the first try.",
        "finished_one": "Right.",
        "open": "Nothing answered yet.",
        "kept": "You said: {answer}.",
        "kept_all": "Kept. To decide anew, start again.",
    }

    def read(self, entry: Entry) -> dict[str, Any]:
        """Return the mode and the questions."""
        mode = entry.one_of("mode", MODES)
        questions = [_question(question, mode) for question in entry.entries("questions", "question")]
        # What came is not sent to a page on which it is still to be predicted.
        for question in questions:
            question.pop("outcome", None)
            for option in question.get("options", []):
                option.pop("verdict", None)
        return {"mode": mode, "questions": questions}

    @classmethod
    def recorded(cls, entry: Entry) -> dict[str, Any]:
        """Return the questions that are kept, each with what came."""
        if entry.one_of("mode", MODES) != "kept":
            return {}
        return {"questions": [_question(each, "kept") for each in entry.entries("questions", "question")]}

    def tidy(self, value: dict[str, Any]) -> dict[str, Any]:
        """Keep the answers that the content still offers."""
        questions = {question["id"]: question for question in self.content["questions"]}
        return {
            name: answer
            for name, answer in value.items()
            if name in questions and _possible(questions[name], answer)
        }

    def in_words(self) -> Any:
        """Return the text of each option that was chosen, without its full stop, and each number."""
        asked = {question["id"]: question.get("options", []) for question in self.content["questions"]}
        texts = {
            name: {each["id"]: each["text"].removesuffix(".") for each in options}
            for name, options in asked.items()
        }
        return {name: texts[name].get(answer, answer) for name, answer in self.value.items()}

    @property
    def score(self) -> dict[str, int]:
        """How many questions there are (``total``), how many are ``answered`` and how many ``right``.

        In a quiz that is kept nothing is right or wrong, so ``right`` is 0 there.
        """
        right = [
            option["right"]
            for question in self.content["questions"]
            for option in question.get("options", [])
            if option["id"] == self.value.get(question["id"])
        ]
        return {
            "total": len(self.content["questions"]),
            "answered": len(self.value),
            "right": sum(right),
        }


def _possible(question: dict[str, Any], answer: Any) -> bool:
    if "slider" in question:
        slider = question["slider"]
        return is_number(answer) and slider["min"] <= answer <= slider["max"]
    return answer in [option["id"] for option in question["options"]]


def _question(entry: Entry, mode: str) -> dict[str, Any]:
    question: dict[str, Any] = {
        "id": entry.text("id"),
        "ask": entry.text("ask"),
        "section": entry.text("section", default=""),
    }
    if mode == "kept":
        question["kept"] = entry.text("kept", default="")
        if entry.has("echo"):
            question["echo"] = _echo(entry.table("echo"))
    if entry.has("slider"):
        if mode == "marked":
            entry.refuse('a number on a slider cannot be marked; write options, or use mode = "kept".')
        question["slider"] = _slider(entry.table("slider"))
    else:
        options = [_option(option, mode) for option in entry.entries("options", "option", at_least=2)]
        if mode == "marked":
            _check_marked(entry, options)
        elif 0 < sum("verdict" in option for option in options) < len(options):
            entry.refuse("some options have a verdict and some have none; write one for each, or for none.")
        question["options"] = options
    if mode == "kept":
        if entry.has("outcome"):
            question["outcome"] = _outcome(entry, question)
        question |= read_sure(entry, number="slider" in question)
        if question.get("sure") and not _can_be_right(question):
            entry.refuse("it asks how sure one is; say in 'outcome' which option or number was right.")
    entry.done()
    return question


def _can_be_right(question: dict[str, Any]) -> bool:
    texts = [option["text"] for option in question.get("options", [])]
    return "outcome" in question and ("slider" in question or question["outcome"] in texts)


def _outcome(entry: Entry, question: dict[str, Any]) -> str | float:
    if "slider" not in question:
        came = entry.text("outcome")
        texts: dict[str, str] = {option["id"]: option["text"] for option in question["options"]}
        return texts.get(came, came)
    number = entry.number("outcome")
    if not _possible(question, number):
        entry.refuse(f"what came, {number:g}, is not on the slider; nobody could have been right.")
    return number


def _echo(entry: Entry) -> dict[str, Any]:
    """Return what is said before a question, by what was kept in another exercise."""
    echo = {
        "of": entry.text("of"),
        "question": entry.text("question"),
        "nothing": entry.text("nothing"),
        "says": [_said(each) for each in entry.entries("says", "text")],
    }
    entry.done()
    return echo


def _said(entry: Entry) -> dict[str, str]:
    said = {"id": entry.text("id"), "text": entry.text("text")}
    entry.done()
    return said


def _option(entry: Entry, mode: str) -> dict[str, Any]:
    option = {
        "id": entry.text("id"),
        "text": entry.text("text"),
        "say": entry.text("say") if mode == "marked" else entry.text("say", default=""),
        "right": entry.flag("right") if mode == "marked" else False,
    }
    if mode == "kept" and entry.has("verdict"):
        option["verdict"] = entry.text("verdict")
    entry.done()
    return option


def _check_marked(entry: Entry, options: list[dict[str, Any]]) -> None:
    right = [option["id"] for option in options if option["right"]]
    if not right:
        entry.refuse("no option is right; write right = true for at least one.")
    if len(right) == len(options):
        entry.refuse("every option is right, so there is nothing to learn; write one that is wrong.")
    says = [option["say"] for option in options]
    if len(set(says)) < len(says):
        entry.refuse("two options have the same feedback; say what is right or wrong about each.")


def _slider(entry: Entry) -> dict[str, Any]:
    low, high = entry.number("min"), entry.number("max")
    slider: dict[str, Any] = {
        "min": low,
        "max": high,
        "step": entry.number("step", default=1),
        "start": entry.number("start", default=(low + high) / 2),
        "unit": entry.text("unit", default=""),
        "low": entry.text("low", default=""),
        "high": entry.text("high", default=""),
    }
    if not low < high or slider["step"] <= 0 or not low <= slider["start"] <= high:
        entry.refuse("min has to be below max, start between them, and step above 0.")
    entry.done()
    return slider
