"""What the teaching guides say came, of each drawing and of the tables, is what the lessons show."""

import pytest

MINUS = "\N{MINUS SIGN}"


def rounded(came, *places):
    return [str(round(came[place])).replace("-", MINUS) for place in places]


def calibration(came):
    end = came[12]
    assert [round(came[quarter]) for quarter in range(5, 9)] == pytest.approx([106] * 4, abs=1)
    assert end == min(came.values())
    return f"near 106 through 2024, then down to {end:.0f}"


def orders(came):
    spring = [came[week] for week in range(64, 78)]
    assert sum(spring) / 14 == pytest.approx(60, abs=1)
    most = max(came[week] for week in came if week >= 64)
    return f"down to {came[64]:.0f} in week 64, about 60 that spring, and {most:.0f} at most"


def message(came):
    own, believe, acted = rounded(came, 4, 5, 6)
    return f"{own} in their own words, {believe} believes it, {acted} acted"


def bad_weeks(came):
    assert all(abs(above) < 1 for above in came.values())
    return "back at the usual, 0, in week 1, and there it stays, to less than 1"


def pile(came):
    week_33, end = rounded(came, 33, 52)
    return f"{week_33} in week 33, {max(came.values()):.0f} at most; {end} at the end of the year"


def pilot(came):
    at_40, at_60, at_80, at_90 = rounded(came, 40, 60, 80, 90)
    return f"{at_40} thousand at 40, {at_60} at 60, {at_80} at 80, {at_90} at 90"


def careers(came):
    return "{} in year 4, {} in year 10".format(*rounded(came, 4, 10))


@pytest.mark.parametrize(
    ("drawing", "cell", "words"),
    [
        ("01-draw", "draw-calibration", calibration),
        ("02-draw", "draw-orders", orders),
        ("03-draw", "draw-way", message),
        ("04-draw", "bad-weeks", bad_weeks),
        ("05-draw", "draw-pile", pile),
        ("06-draw", "pilot", pilot),
        ("07-draw", "draw-slide", careers),
    ],
)
def test_what_came_of_a_drawing_is_what_the_key_says(executed, guide_says, drawing, cell, words):
    came = dict(executed(drawing[:2]).exercises[cell].content["came"])
    guide_says(drawing[:2], words({int(place): number for place, number in came.items()}))


@pytest.mark.parametrize("lesson", ["04-visits"])
def test_how_many_weeks_were_better_with_and_without_a_visit_and_with_an_easier_job(
    executed, guide_says, lesson
):
    ran = executed(lesson[:2])
    better = ran.outputs["after-bad"]
    change = ran.names["change"]["change"].abs().round(1)
    guide_says(
        "04",
        "with a visit, {} of {} bad weeks were followed".format(*better.loc["visited"]),
        "without a visit, {} of {}".format(*better.loc["nobody came"]),
        f"an easier job took off {change[True]} of 22 faults, while the others lost {change[False]}",
    )


@pytest.mark.parametrize("lesson", ["07-levels"])
def test_how_strongly_people_lead_after_each_kind_of_early_years(executed, guide_says, lesson):
    leading = executed(lesson[:2]).names["levels"].set_index("after")["leading"].round(1)
    never, alone, talked = leading[["no bad failure", "failed, left alone", "failed, talked over"]]
    guide_says(
        "07",
        f"lowest at leading today, {never}",
        f"Left alone with it: {alone}. Talked over: {talked}.",
        f"| {talked}, against {alone} and {never}. |",
    )
