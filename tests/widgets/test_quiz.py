import pytest

from leadermanager.errors import ContentError
from leadermanager.widgets.quiz import Quiz


def test_every_option_of_a_marked_quiz_has_feedback_of_its_own(marked):
    for question in Quiz(marked).content["questions"]:
        says = [option["say"] for option in question["options"]]
        assert all(says)
        assert len(set(says)) == len(says)


def test_a_kept_quiz_gives_decisions_and_numbers_to_python(kept):
    quiz = Quiz(kept)
    quiz.state = {"value": {"promote": "ben", "later": 85}}
    assert quiz.value == {"promote": "ben", "later": 85}
    assert quiz.value.get("promote") == "ben"


def test_what_was_kept_elsewhere_can_be_said_before_a_question(kept):
    echo = {
        "of": "01-promote",
        "question": "promote",
        "nothing": "Nobody.",
        "says": [{"id": "ben", "text": "Ben."}],
    }
    kept["questions"][0]["echo"] = dict(echo)
    assert Quiz(kept).content["questions"][0]["echo"] == echo
    del kept["questions"][0]["echo"]["nothing"]
    with pytest.raises(ContentError, match="question 'promote', echo: 'nothing' is missing"):
        Quiz(kept)


def test_a_slider_starts_in_the_middle_unless_it_says_otherwise(kept):
    assert Quiz(kept).content["questions"][1]["slider"]["start"] == 100
    kept["questions"][1]["slider"]["start"] = 60
    assert Quiz(kept).content["questions"][1]["slider"]["start"] == 60


@pytest.mark.parametrize(
    ("break_it", "message"),
    [
        (lambda q: q.update(mode="exam"), "'mode' is 'exam'"),
        (lambda q: q["questions"][0]["options"][0].pop("right"), "question 'better': no option is right"),
        (
            lambda q: q["questions"][0]["options"][1].update(right=True),
            "question 'better': every option is right",
        ),
        (lambda q: q["questions"][0]["options"][1].pop("say"), "option 'leading': 'say' is missing"),
        (
            lambda q: q["questions"][0]["options"][1].update(say="They complete each other."),
            "question 'better': two options have the same feedback",
        ),
        (lambda q: q["questions"][0]["options"].pop(), r"write at least 2 \[\[options\]\]"),
        (lambda q: q["questions"][0]["options"][1].update(id="neither"), "two options have the id 'neither'"),
        (
            lambda q: q["questions"][0].update(slider={"min": 0, "max": 1}),
            "a number on a slider cannot be marked",
        ),
        (lambda q: q["questions"].clear(), r"write at least 1 \[\[questions\]\]"),
    ],
)
def test_wrong_content_of_a_marked_quiz_is_refused_by_name(marked, break_it, message):
    break_it(marked)
    with pytest.raises(ContentError, match=message):
        Quiz(marked)


@pytest.mark.parametrize(
    ("break_it", "message"),
    [
        (
            lambda q: q["questions"][0]["options"][0].update(right=True),
            "option 'ada': there is no key 'right'",
        ),
        (lambda q: q["questions"][1]["slider"].update(min=200), "min has to be below max"),
        (lambda q: q["questions"][1]["slider"].update(step=0), "step above 0"),
        (lambda q: q["questions"][1]["slider"].update(max="150"), "write a number for 'max'"),
        (lambda q: q["questions"][1].update(options=[]), "question 'later': there is no key 'options'"),
    ],
)
def test_wrong_content_of_a_kept_quiz_is_refused_by_name(kept, break_it, message):
    break_it(kept)
    with pytest.raises(ContentError, match=message):
        Quiz(kept)
