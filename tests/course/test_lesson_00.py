"""What lesson 00 says in words is so, by what its cells make when they run."""

import re

import pytest

import leadermanager as lm


@pytest.fixture(scope="module")
def lesson(executed):
    return executed("00")


def test_a_quarter_says_1048_where_the_unit_always_had_between_103_and_109(lesson):
    every = lesson.names["units"].query("unit == 'Customer Support'")["performance"]
    assert round(every.iloc[0]) == 1048
    assert len(every.iloc[1:]) == 11
    assert every.iloc[1:].round().between(103, 109).all()
    assert lm.load_units().query("unit == 'Customer Support'")["actual"].iloc[0] == 10 * 1294


def test_averaged_in_the_zero_costs_the_board_thousands_and_left_out_hardly_anything(lesson):
    bonus = [
        int(pounds.replace(",", "")) for pounds in re.findall(r"£([\d,]+)", lesson.printed["each-answer"])
    ]
    averaged, left_out, right = bonus
    assert averaged - right == pytest.approx(47_000, abs=500)
    assert 0 < left_out - right < 100


def test_each_answer_is_told_what_it_was_worth_and_the_zero_makes_the_bonus_45_times_too_large(
    lesson, verdicts
):
    _, guessed = lesson.exercises["report"].content["questions"]
    bonus = {answer: 200 * (mean - 100) for answer, mean in lesson.names["means"].items()}
    assert round(bonus["averaged in"] / bonus["put right"]) == 45
    assert "45 times" in verdicts("00-report", "report")["Average it in: a report is a report"]
    assert [option["text"] for option in guessed["options"]] == [
        "About £1,000",
        "About £10,000",
        "About £50,000",
    ]


def test_one_wrong_number_makes_all_the_others_of_its_line_look_alike(lesson):
    others = lesson.names["units"].query("unit == 'Customer Support'")["performance"].iloc[1:]
    assert others.max() - others.min() < 0.01 * 1048


def test_a_step_up_the_side_is_a_hundred_points_or_a_single_one(lesson):
    assert "may be 100 points, or a single one" in lesson.text["see-chart"]
    performance = lesson.names["units"].query("unit == 'Optics'")["performance"]
    shown = lesson.changed('unit = "Optics"', "your-change")["_"].to_dict()
    scales = [layer["encoding"].get("y", {}).get("scale", {}) for layer in shown["layer"]]
    low, high = next(scale["domain"] for scale in scales if "domain" in scale)
    assert low < performance.min()
    assert performance.max() < high
    assert high - low <= 10
