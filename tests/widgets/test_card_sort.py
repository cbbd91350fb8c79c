import pytest

from leadermanager.errors import ContentError
from leadermanager.widgets.card_sort import CardSort


def feedback(sort, card):
    return next(entry for entry in sort.content["cards"] if entry["id"] == card)["feedback"]


def test_every_card_says_something_of_its_own_in_every_place(cards):
    sort = CardSort(cards)
    for card in sort.content["cards"]:
        assert set(card["feedback"]) == {"leading", "managing"}
        assert all(answer["text"] for answer in card["feedback"].values())
    assert feedback(sort, "aim") == {
        "leading": {"right": True, "text": "An aim, no steps."},
        "managing": {"right": False, "text": "An aim is not a long plan."},
    }


def test_a_card_may_be_right_in_more_than_one_place(cards):
    answers = feedback(CardSort(cards), "network")
    assert [answer["right"] for answer in answers.values()] == [True, True]


@pytest.mark.parametrize(
    ("break_it", "message"),
    [
        (lambda c: c["cards"][0].update(right=[]), "card 'aim': no place is right"),
        (lambda c: c["cards"][0].update(right=["lead"]), "card 'aim': 'lead' under 'right'"),
        (lambda c: c["cards"][0].update(right="leading"), "card 'aim': write a list of texts for 'right'"),
        (lambda c: c["cards"][0].pop("wrong"), "card 'aim', wrong: 'managing' is missing"),
        (
            lambda c: c["cards"][0]["wrong"].update(leading="No."),
            "card 'aim', wrong: there is no key 'leading'",
        ),
        (lambda c: c["cards"][0].pop("why"), "card 'aim': 'why' is missing"),
        (lambda c: c["cards"][0].update(text=" "), "card 'aim': write some text for 'text'"),
        (lambda c: c["cards"][0].update(txt="x"), "card 'aim': there is no key 'txt'"),
        (lambda c: c["cards"][1].update(id="aim"), "two cards have the id 'aim'"),
        (lambda c: c["cards"][1].pop("id"), "card number 2 has no id"),
        (lambda c: c.update(cards=[]), r"write at least 1 \[\[cards\]\]"),
        (lambda c: c["places"].pop(), r"write at least 2 \[\[places\]\]"),
        (lambda c: c["places"][0].update(colour="red"), "place 'leading': 'colour' is 'red'"),
    ],
)
def test_wrong_content_is_refused_by_the_name_of_the_entry(cards, break_it, message):
    break_it(cards)
    with pytest.raises(ContentError, match=message):
        CardSort(cards)


def test_two_wrong_places_need_two_explanations(cards):
    cards["places"].append({"id": "both", "name": "Both"})
    cards["cards"] = cards["cards"][:1]
    cards["cards"][0]["wrong"] = {"managing": "No.", "both": "No."}
    with pytest.raises(ContentError, match="card 'aim': two wrong places have the same feedback"):
        CardSort(cards)
