import pytest

from leadermanager.errors import ContentError
from leadermanager.widgets.writing import Writing

from .conftest import exercise


@pytest.fixture
def portrait():
    return exercise("writing")


def test_before_the_first_word_the_text_is_empty(portrait):
    writing = Writing(portrait)
    assert writing.value == {"text": "", "ticked": []}
    assert writing.word_count == 0


def test_the_text_comes_back_as_it_was_written_and_its_words_are_counted(portrait):
    writing = Writing(portrait)
    writing.state = {"value": {"text": "She said “no”,\n\n  and  why.", "ticked": ["doubt", "act", "gone"]}}
    assert writing.value == {"text": "She said “no”,\n\n  and  why.", "ticked": ["act", "doubt"]}
    assert writing.word_count == 5


def test_length_and_checklist_may_be_left_out(portrait):
    for key in ("ask", "words", "most", "checklist"):
        del portrait[key]
    content = Writing(portrait).content
    assert (content["words"], content["most"], content["checklist"]) == (1, 0, [])


@pytest.mark.parametrize(
    ("break_it", "message"),
    [
        (lambda c: c.update(words=0), "exercise 'portrait': write a whole number above 0 for 'words', not 0"),
        (lambda c: c.update(words=2.5), "whole number above 0 for 'words', not 2.5"),
        (lambda c: c.update(words="many"), "write a number for 'words'"),
        (lambda c: c.update(most=4), "'most' is 4, but 'words' asks for at least 5"),
        (lambda c: c.update(rows=-1), "whole number above 0 for 'rows'"),
        (lambda c: c["checklist"][0].pop("text"), "point 'act': 'text' is missing"),
        (lambda c: c["checklist"][1].update(id="act"), "two points have the id 'act'"),
        (lambda c: c["checklist"][1].update(done=True), "point 'doubt': there is no key 'done'"),
        (lambda c: c.update(word=5), "there is no key 'word' here"),
    ],
)
def test_wrong_content_is_refused_by_the_name_of_the_entry(portrait, break_it, message):
    break_it(portrait)
    with pytest.raises(ContentError, match=message):
        Writing(portrait)
