"""What the comparisons of student answers let pass, and what they say when they do not."""

import re

import pandas as pd
import pytest

from leadermanager.answers import check_number, check_table, column_by_key, entry, with_key

RIGHT = pd.DataFrame({"unit": ["A", "B"], "leading": [5.0, 7.25], "verdict": ["fits", "under-led"]})


@pytest.mark.parametrize(
    "answer",
    [
        RIGHT,
        RIGHT.iloc[::-1],
        RIGHT[["verdict", "leading", "unit"]],
        RIGHT.set_index("unit"),
        RIGHT.set_index("unit").rename_axis(None),
        RIGHT.assign(more=1),
        RIGHT.assign(leading=[5.0049, 7.2451]),
        RIGHT.astype({"leading": "Float64", "verdict": "category"}),
        RIGHT.set_index(pd.Index([7, 9])),
    ],
    ids=["same", "rows", "columns", "index", "unnamed index", "more", "rounded", "types", "odd index"],
)
def test_any_form_of_the_right_table_passes(answer: pd.DataFrame) -> None:
    check_table(answer, RIGHT, key="unit")


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (None, "end it with `return`"),
        ([1, 2], "returned a list"),
        (RIGHT.drop(columns="leading"), "lacks the column `leading`"),
        (RIGHT.drop(columns="unit"), "lacks the column `unit`"),
        (RIGHT.iloc[[0]], "no row whose `unit` is 'B'"),
        (pd.concat([RIGHT, RIGHT.iloc[[0]]]), "one row per `unit`, but has more for 'A'"),
        (RIGHT.assign(unit=["A", "C"]), "no row whose `unit` is 'B'"),
        (
            pd.concat([RIGHT, RIGHT.iloc[[0]].assign(unit="C")]),
            "row whose `unit` is 'C', which should not be in it",
        ),
        (RIGHT.assign(leading=[5.0, 7.5]), "where `unit` is 'B', `leading` should be 7.25, but yours is 7.5"),
        (RIGHT.assign(leading=[5.0, float("nan")]), "yours is missing"),
        (RIGHT.assign(leading=["5.0", "7.25"]), "`leading` should be 5, but yours is '5.0'"),
        (RIGHT.assign(verdict=["fits", "Fits"]), "should be 'under-led', but yours is 'Fits'"),
    ],
)
def test_a_wrong_table_is_told_what_is_wrong(answer: object, words: str) -> None:
    with pytest.raises(AssertionError) as failure:
        check_table(answer, RIGHT, key="unit")
    assert words.lower() in str(failure.value).lower()


def test_a_missing_value_is_right_where_one_is_expected() -> None:
    expected = RIGHT.assign(leading=[5.0, float("nan")])
    check_table(expected.astype({"leading": "Float64"}), expected, key="unit")
    with pytest.raises(AssertionError, match="should be missing, but yours is"):
        check_table(RIGHT, expected, key="unit")


@pytest.mark.parametrize(
    "answer", [RIGHT.assign(leading=[5.0, 7.5]), RIGHT.iloc[[0]], RIGHT.assign(unit=["A", "C"])]
)
def test_a_hint_keeps_the_right_values_secret(answer: pd.DataFrame) -> None:
    with pytest.raises(AssertionError) as failure:
        check_table(answer, RIGHT, key="unit", hint="Look again at the weights.")
    assert str(failure.value) == "Look again at the weights."


@pytest.mark.parametrize(
    "answer",
    [RIGHT.rename(columns={"leading": "secret"}), pd.concat([RIGHT, RIGHT]).replace("A", "secret")],
    ids=["in the name of a column", "in two rows"],
)
def test_with_a_hint_nothing_is_repeated_that_a_function_took_from_its_table(answer: pd.DataFrame) -> None:
    with pytest.raises(AssertionError) as failure:
        check_table(answer, RIGHT, key="unit", hint="Look again at the weights.")
    assert "secret" not in str(failure.value)
    with pytest.raises(AssertionError, match="secret"):
        check_table(answer, RIGHT, key="unit")


@pytest.mark.parametrize("got", [RIGHT, RIGHT.set_index("unit"), RIGHT.set_index("unit").rename_axis(None)])
def test_a_key_is_a_column_wherever_it_was(got: pd.DataFrame) -> None:
    assert list(with_key(got, "unit")["unit"]) == ["A", "B"]
    assert set(with_key(got, "unit")) == set(RIGHT)


def test_numbers_from_one_on_may_be_a_key_but_those_that_pandas_counts_rows_with_are_none() -> None:
    levels = pd.DataFrame({"leading": [5.0, 7.0]}, index=pd.RangeIndex(1, 3))
    assert list(with_key(levels, "level")["level"]) == [1, 2]
    assert "level" not in with_key(levels.reset_index(drop=True), "level")


@pytest.mark.parametrize(
    "got",
    [RIGHT, RIGHT.set_index("unit"), RIGHT.set_index("unit").rename_axis(None), RIGHT.set_index("verdict")],
)
def test_one_column_is_looked_up_by_another_wherever_both_are(got: pd.DataFrame) -> None:
    assert column_by_key(got, "unit", "verdict") == {"A": "fits", "B": "under-led"}


@pytest.mark.parametrize(
    ("got", "words"),
    [
        (None, "returned nothing"),
        (RIGHT.drop(columns="verdict"), "should have the column `verdict`"),
        (pd.concat([RIGHT, RIGHT]), "one row per `unit`, but has more for one of them"),
    ],
)
def test_what_cannot_be_looked_up_is_told_without_its_values(got: object, words: str) -> None:
    with pytest.raises(AssertionError, match=words) as said:
        column_by_key(got, "unit", "verdict")
    assert "under-led" not in str(said.value)


@pytest.mark.parametrize(
    ("got", "words"),
    [
        (None, "returned nothing: end it with `return` and the dictionary"),
        ([1], "should return a dictionary, but returned a list"),
        ({"secret": 1}, "should have the key 'share'"),
    ],
)
def test_a_dictionary_that_lacks_a_key_is_told_so_and_not_what_it_has(got: object, words: str) -> None:
    assert entry({"share": 2}, "share") == 2
    with pytest.raises(AssertionError, match=words) as said:
        entry(got, "share")
    assert "secret" not in str(said.value)


def test_a_number_is_named_with_its_unit() -> None:
    none = "there is none: does your function return it?"
    for got, words in [(5, "yours is 5."), (None, none), ("5", "yours is a str.")]:
        with pytest.raises(AssertionError, match=rf"^`share` \(per cent\) should be .*{re.escape(words)}$"):
            check_number(got, 31.25, what="`share` (per cent)")


def test_days_and_yes_or_no_are_said_as_one_says_them() -> None:
    weeks = pd.DataFrame({"week": pd.to_datetime(["2024-01-15", "2024-01-22"]), "late": [True, False]})
    with pytest.raises(
        AssertionError, match=r"^Where `week` is 2024-01-22, `late` should be False, but yours is True"
    ):
        check_table(weeks.assign(late=True), weeks, key="week")


def test_numbers_are_compared_to_two_decimals() -> None:
    check_number(0.33, 1 / 3)
    with pytest.raises(AssertionError, match=r"should be 0\.333, but yours is 0\.34"):
        check_number(0.34, 1 / 3)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (None, "returned nothing"),
        ("3", "should be one number, but yours is a str"),
        (True, "should be one number, but yours is a bool"),
        (float("nan"), "missing"),
    ],
)
def test_a_wrong_kind_of_number_is_told_what_is_wrong(answer: object, words: str) -> None:
    with pytest.raises(AssertionError, match=words):
        check_number(answer, 1.0)
