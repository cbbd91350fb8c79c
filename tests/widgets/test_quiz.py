import pytest

from leadermanager.errors import ContentError
from leadermanager.widgets.content import Entry
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


def test_what_an_option_was_worth_goes_to_those_who_show_it_later_and_not_to_the_page_that_asks(kept):
    for option in kept["questions"][0]["options"]:
        option["verdict"] = f"So it was, {option['id']}."
    assert "So it was" not in str(Quiz(kept).content)
    asked = Quiz.recorded(Entry(kept, "exercise"))["questions"][0]
    assert [option["verdict"] for option in asked["options"]] == [
        f"So it was, {option['id']}." for option in kept["questions"][0]["options"]
    ]


def test_a_verdict_on_some_options_only_is_refused(kept):
    kept["questions"][0]["options"][0]["verdict"] = "So it was."
    with pytest.raises(
        ContentError, match="question 'promote': some options have a verdict and some have none"
    ):
        Quiz(kept)


def test_a_kept_question_may_ask_how_sure_one_is_where_it_will_be_known_who_was_right(kept):
    one, number = kept["questions"]
    one |= {"sure": True, "outcome": "ben"}
    number |= {"sure": True, "near": 10, "outcome": 89}
    questions = Quiz(kept).content["questions"]
    assert (questions[0]["sure"], "near" in questions[0]) == (True, False)
    assert (questions[1]["sure"], questions[1]["near"]) == (True, 10)
    assert not any("outcome" in question for question in questions)


@pytest.mark.parametrize(
    ("question", "given", "message"),
    [
        (0, {"sure": True}, "question 'promote': it asks how sure one is; say in 'outcome' which"),
        (0, {"sure": True, "outcome": "Both."}, "question 'promote': it asks how sure one is"),
        (0, {"sure": True, "outcome": "ben", "near": 1}, "question 'promote': there is no key 'near'"),
        (1, {"sure": True, "near": 1}, "question 'later': it asks how sure one is"),
        (1, {"sure": True, "outcome": 89}, "question 'later': 'near' is missing"),
        (1, {"sure": True, "outcome": 89, "near": 0}, "question 'later': 'near' is 0; write how far off"),
        (1, {"near": 5}, "question 'later': there is no key 'near'"),
    ],
)
def test_how_sure_one_is_is_not_asked_where_nobody_can_say_who_was_right(kept, question, given, message):
    kept["questions"][question] |= given
    with pytest.raises(ContentError, match=message):
        Quiz(kept)
