"""What a chart shows is found whichever way a student made it."""

import altair as alt
import pandas as pd
import pytest

import leadermanager as lm
from leadermanager.drawn import axis_title, channels_of, rows_drawn, titles_of, words_of

PEOPLE = pd.DataFrame(
    {"name": ["Ada", "Bo"], "change": [8.1, 7.4], "leading": [4.2, 3.1], "note": ["seen", "unseen"]}
)
POINTS = alt.Chart(PEOPLE, title="Who leads enough?").mark_point().encode(x="change", y="leading")
NAMES = alt.Chart(PEOPLE).mark_text().encode(x="change", y="leading", text="name")


@pytest.mark.parametrize(
    "chart",
    [POINTS + NAMES, POINTS | NAMES, POINTS & NAMES, POINTS.encode(text="name"), POINTS.facet("name")],
    ids=["layered", "side by side", "one above the other", "one", "small charts"],
)
def test_all_parts_of_a_chart_are_looked_at(chart: alt.TopLevelMixin) -> None:
    assert {"change", "leading", "name"} == {shown["field"] for _, shown in channels_of(chart)}
    rows = rows_drawn(chart)
    assert {row["name"] for row in rows if "name" in row} == {"Ada", "Bo"}
    assert not any("note" in row for row in rows), "a column that is not drawn"


def test_a_tooltip_draws_nothing() -> None:
    assert not any("name" in row for row in rows_drawn(POINTS.encode(tooltip="name")))


def test_rows_are_whole_where_the_chart_itself_changes_its_data() -> None:
    folded = alt.Chart(PEOPLE).transform_fold(["change", "leading"]).mark_bar().encode(x="value:Q", y="key:N")
    assert rows_drawn(folded)[0] == {"name": "Ada", "change": 8.1, "leading": 4.2, "note": "seen"}


def test_a_title_is_its_first_line_and_words_are_all_of_it() -> None:
    chart = POINTS.properties(title=alt.Title("Who leads", subtitle=["Simulated", "data"]))
    assert titles_of(chart) == ["Who leads"]
    assert "Who leads Simulated data" in words_of(chart)


@pytest.mark.parametrize(
    "chart",
    [
        POINTS.encode(x=alt.X("change", title="simulated points")),
        POINTS.encode(x=alt.X("change", axis=alt.Axis(title="simulated points"))),
        POINTS + alt.Chart(PEOPLE).mark_text().encode(text=alt.value("simulated points")),
        POINTS + alt.Chart(PEOPLE).mark_text(text="simulated points"),
        POINTS + alt.Chart(pd.DataFrame({"words": ["simulated points"]})).mark_text().encode(text="words"),
        POINTS.properties(description="simulated points"),
    ],
    ids=["axis", "axis's own", "value", "mark", "column", "description"],
)
def test_words_are_found_wherever_they_are_written(chart: alt.TopLevelMixin) -> None:
    assert "simulated points" in words_of(chart)
    assert "simulated points" not in words_of(POINTS)


def test_an_axis_has_a_title_of_its_own_or_none() -> None:
    shown = dict(channels_of(POINTS.encode(y=alt.Y("leading", title="points"))))
    assert (axis_title(shown["x"]), axis_title(shown["y"])) == ("", "points")


def test_the_courses_own_charts_are_read_as_well() -> None:
    chart = lm.charts.bars(
        PEOPLE,
        value="leading",
        category="name",
        title="Who leads enough?",
        note="Simulated",
        value_title="points",
        category_title="who",
    )
    assert titles_of(chart) == ["Who leads enough?"]
    assert any("Simulated" in words for words in words_of(chart))


@pytest.mark.parametrize("reading", [rows_drawn, channels_of, titles_of, words_of])
def test_what_is_no_chart_is_told_so(reading) -> None:
    with pytest.raises(AssertionError, match="should return an Altair chart"):
        reading(PEOPLE)
