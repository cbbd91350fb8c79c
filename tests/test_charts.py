"""Every chart compiles offline, says in words what it shows, and can be read in both themes."""

import re
from typing import Any

import altair as alt
import numpy as np
import pandas as pd
import pytest
import vl_convert

from leadermanager import charts
from leadermanager.charts import column, look
from leadermanager.charts.names import at_line_ends, beside_points
from leadermanager.errors import ArgumentError, DataError

UNITS = pd.DataFrame(
    {
        "unit": ["Calibration", "Sensors", "Service", "Valves"],
        "change": [2.0, 8.0, 5.0, 5.1],
        "complexity": [7.0, 3.0, 5.0, 5.1],
        "most": ["managing", "leading", "both", "both"],
        "low": [1.0, 7.0, 4.0, 4.1],
        "high": [3.0, 9.0, 6.0, 6.1],
    }
)
QUARTERS = pd.DataFrame(
    {
        "unit": np.repeat(["Calibration", "Sensors", "Service"], 8),
        "quarter": [f"{year}Q{part}" for year in (2024, 2025) for part in (1, 2, 3, 4)] * 3,
        "performance": np.concatenate([np.linspace(100, end, 8) for end in (103, 92, 92.2)]),
    }
)
WEEKS = pd.DataFrame(
    {
        "unit": np.repeat(["Optics", "Vacuum"], 10),
        "week": list(range(1, 11)) * 2,
        "faults": [20, 22, 20, 22, 20, 22, 20, 22, 27, 21, 20, 26, 20, 26, 20, 26, 20, 26, 28, 23],
    }
)
AXES: dict[str, Any] = {"x_title": "Change faced (0 to 10)", "y_title": "Complexity (0 to 10)"}
OVER_TIME: dict[str, Any] = {"x_title": "Quarter", "y_title": "Performance (100 = plan)"}
OVER_WEEKS: dict[str, Any] = {"x_title": "Week", "y_title": "Faults per thousand"}
VALUES: dict[str, Any] = {"value_title": "Change faced (0 to 10)", "category_title": "Unit"}

CHARTS = {
    "scatter": lambda: charts.scatter(UNITS, "change", "complexity", title="Who faces what?", **AXES),
    "scatter with all": lambda: charts.scatter(
        UNITS, "change", "complexity", title="Who faces what?", group="most", label="unit", split=(5, 5),
        corners={"top left": "order", "bottom right": "direction"}, x_domain=(0, 10), y_domain=(0, 10),
        note="Simulated data", **AXES,
    ),
    "line": lambda: charts.lines(
        QUARTERS[QUARTERS.unit == "Sensors"], "quarter", "performance", title="Sensors falls", **OVER_TIME
    ),
    "lines": lambda: charts.lines(
        QUARTERS, "quarter", "performance", by="unit", highlight=["Sensors"], title="Sensors falls",
        reference=(100, "plan"), **OVER_TIME,
    ),
    "panels": lambda: charts.lines(
        QUARTERS, "quarter", "performance", panel="unit", title="Three fates", width=160, **OVER_TIME
    ),
    "bars": lambda: charts.bars(UNITS, "change", "unit", title="Sensors faces most change", **VALUES),
    "dots": lambda: charts.dots(
        UNITS, "change", "unit", low="low", high="high", group="most", reference=(5, "middle"),
        title="Sensors faces most change", **VALUES,
    ),
    "control": lambda: charts.control(
        WEEKS[WEEKS.unit == "Optics"], "week", "faults", title="Week 9 is a signal", **OVER_WEEKS
    ),
    "control panels": lambda: charts.control(
        WEEKS, "week", "faults", panel="unit", baseline=8, title="Where did something happen?", **OVER_WEEKS
    ),
}  # fmt: skip


def test_the_word_of_a_marked_value_stands_beyond_the_end_of_a_line_by_itself():
    alone = QUARTERS[QUARTERS["unit"] == "Sensors"]
    chart = charts.lines(
        alone, "quarter", "performance", title="Sensors falls", reference=(100, "plan"), **OVER_TIME
    )
    (word,) = (
        layer
        for layer in chart.to_dict()["layer"]
        if layer["encoding"].get("text", {}).get("field") == "word"
    )
    assert word["encoding"]["x"] == {"value": "width"}
    assert word["mark"]["align"] == {"expr": 'narrow ? "right" : "left"'}


@pytest.fixture(params=CHARTS)
def chart(request):
    return CHARTS[request.param]()


def test_jupyterlab_gets_each_chart_as_offline_version_5(chart):
    bundle, metadata = chart._repr_mimebundle_(None, None)
    assert set(bundle) == {"application/vnd.vegalite.v5+json", "text/plain"}
    spec = bundle["application/vnd.vegalite.v5+json"]
    assert spec["$schema"] == "https://vega.github.io/schema/vega-lite/v5.json"
    options = metadata["application/vnd.vegalite.v5+json"]["embed_options"]
    assert options["renderer"] == "svg"
    assert options["actions"] is False
    text = str(bundle).replace(spec["$schema"], "")
    assert "http://" not in text
    assert "https://" not in text


def test_each_chart_compiles_with_the_vega_lite_that_jupyterlab_has(chart):
    spec = chart.to_dict() | {"$schema": look.SCHEMA}
    svg = vl_convert.vegalite_to_svg(spec, vl_version="5.8")
    assert "currentColor" in svg
    assert "NaN" not in svg


def test_each_chart_says_in_words_what_it_shows(chart):
    bundle, _ = chart._repr_mimebundle_(None, None)
    spec = bundle[look.MIME]
    assert spec["description"].startswith(" ".join(spec["title"]["text"]))
    assert bundle["text/plain"] == spec["description"]
    for text in ("Change faced (0 to 10)", "Performance (100 = plan)"):
        if text in str(spec):
            assert text in spec["description"]


def test_both_axes_of_each_chart_have_titles(chart):
    svg = vl_convert.vegalite_to_svg(chart.to_dict() | {"$schema": look.SCHEMA}, vl_version="5.8")
    assert svg.count("role-axis-title") >= 2


@pytest.mark.parametrize("missing", ["title", "x_title", "y_title"])
def test_a_chart_without_its_words_is_refused(missing):
    words: dict[str, Any] = {"title": "Who faces what?", **AXES, missing: " "}
    with pytest.raises(ValueError, match=f"{missing} is blank"):
        charts.scatter(UNITS, "change", "complexity", **words)


def test_a_column_that_is_not_there_gets_the_nearest_name():
    with pytest.raises(DataError, match=r"no column 'chnage' for x; did you mean 'change'"):
        charts.scatter(UNITS, "chnage", "complexity", title="Who faces what?", **AXES)


def test_a_table_without_rows_is_refused():
    with pytest.raises(DataError, match="no rows; look at the line that chose them"):
        charts.bars(UNITS.head(0), "change", "unit", title="Nothing", **VALUES)


def test_an_interval_with_one_end_is_refused():
    with pytest.raises(ValueError, match="two ends"):
        charts.dots(UNITS, "change", "unit", low="low", title="Half an interval", **VALUES)


@pytest.mark.parametrize("asked", ["highlight", "only"])
def test_a_line_that_does_not_exist_gets_the_nearest_name(asked):
    which: dict[str, Any] = {asked: ["sensor"]}
    with pytest.raises(ArgumentError, match="no 'sensor' in column 'unit'; did you mean 'Sensors'"):
        charts.lines(QUARTERS, "quarter", "performance", by="unit", title="Which?", **OVER_TIME, **which)


def test_a_point_that_does_not_exist_gets_the_nearest_name():
    which = {"title": "Who faces what?", "label": "unit", **AXES}
    with pytest.raises(ArgumentError, match="no 'valve' in column 'unit'; did you mean 'Valves'"):
        charts.scatter(UNITS, "change", "complexity", only=["valve"], **which)


@pytest.mark.parametrize("only", [["Sensors"], "Sensors"])
def test_only_the_lines_that_were_asked_for_are_drawn_and_their_scale_is_theirs(only):
    which = {"by": "unit", "title": "How is Sensors?", **OVER_TIME}
    chart = charts.lines(QUARTERS, "quarter", "performance", only=only, **which).to_dict()
    rows = chart["datasets"][chart["data"]["name"]]
    assert {row["by"] for row in rows} == {"Sensors"}
    alone = charts.lines(QUARTERS[QUARTERS["unit"] == "Sensors"], "quarter", "performance", **which).to_dict()
    assert chart == alone


def test_more_lines_than_can_be_told_apart_are_refused():
    many = QUARTERS.assign(unit=[f"unit {i // 2}" for i in range(len(QUARTERS))])
    with pytest.raises(ValueError, match="highlight a few"):
        charts.lines(many, "quarter", "performance", by="unit", title="Which?", **OVER_TIME)


def limits_of(chart):
    """Return mean and limits of each panel, and the weeks whose mark says that they are outside."""
    spec = chart.to_dict()
    (rows,) = spec["datasets"].values() if "datasets" in spec else [spec["data"]["values"]]
    limits = {row.get("panel"): (row["low"], row["mean"], row["high"]) for row in rows if "mean" in row}
    return limits, [(row.get("panel"), row["x"]) for row in rows if row.get("out")]


def test_control_limits_are_2_66_mean_steps_from_the_mean_of_the_baseline():
    limits, outside = limits_of(CHARTS["control panels"]())
    assert limits["Optics"] == pytest.approx((21 - 2.66 * 2, 21, 21 + 2.66 * 2))
    assert limits["Vacuum"] == pytest.approx((23 - 2.66 * 6, 23, 23 + 2.66 * 6))
    assert outside == [("Optics", 9)], "28 is no signal where every week jumps by 6"


def test_without_a_baseline_every_result_counts_for_the_limits():
    values = WEEKS.loc[WEEKS["unit"] == "Optics", "faults"]
    limits, _ = limits_of(CHARTS["control"]())
    step = values.diff().abs().mean()
    assert limits[None] == pytest.approx(
        (values.mean() - 2.66 * step, values.mean(), values.mean() + 2.66 * step), abs=0.001
    )


def test_a_control_chart_leaves_missing_results_out():
    weeks = WEEKS[WEEKS["unit"] == "Optics"].astype({"faults": float})
    weeks.loc[3, "faults"] = np.nan
    chart = charts.control(weeks, "week", "faults", title="Week 9 is a signal", **OVER_WEEKS)
    assert "NaN" not in chart.to_json()
    assert "of 9 outside" in chart.to_dict()["description"]


def test_a_control_chart_says_of_each_panel_how_many_results_are_outside():
    said = CHARTS["control panels"]().to_dict()["description"]
    assert "Optics: mean 21, limits 15.7 and 26.3, 1 of 10 outside." in said
    assert "Vacuum: mean 23, limits 7.04 and 39, 0 of 10 outside." in said


def test_limits_from_one_result_are_refused_and_so_are_dates_in_place_of_numbers():
    with pytest.raises(ValueError, match="limits need two results or more; look at baseline"):
        charts.control(WEEKS, "week", "faults", baseline=1, title="Too few", **OVER_WEEKS)
    dated = WEEKS.assign(week=pd.to_datetime("2024-01-01"))
    with pytest.raises(ValueError, match="column 'week' is no number; give one"):
        charts.control(dated, "week", "faults", title="Too dated", **OVER_WEEKS)


def test_a_diagonal_is_drawn_where_both_axes_say_the_same_and_is_said_in_words():
    domains: dict[str, Any] = {"x_domain": (0, 80), "y_domain": (10, 100)}
    plain, chart = (
        charts.scatter(UNITS, "change", "complexity", title="?", diagonal=word, **domains, **AXES)
        for word in (None, "both agree")
    )
    spec = chart.to_dict()
    [line] = [layer for layer in spec["layer"] if layer["mark"]["type"] == "line"]
    ends = spec["datasets"][line["data"]["name"]]
    assert [(end["x"], end["y"]) for end in ends] == [(10, 10), (80, 80)]
    assert "where both are equal: both agree" in spec["description"]
    assert "both are equal" not in plain.to_dict()["description"]


def test_a_corner_that_does_not_exist_is_named():
    with pytest.raises(ValueError, match="no corner 'top'; there are top left"):
        charts.scatter(UNITS, "change", "complexity", title="?", corners={"top": "word"}, **AXES)


def test_leading_managing_and_both_look_the_same_in_every_chart():
    first = look.marks_for(["leading", "managing", "both"])
    later = look.marks_for(["Somebody", "both", "Leading", "managing"])
    assert later["Leading"] == first["leading"]
    assert later["both"] == first["both"]
    assert (first["leading"].color, first["leading"].shape) == ("#D55E00", "triangle-up")
    assert (first["managing"].color, first["managing"].shape) == ("#0072B2", "square")
    assert (first["both"].color, first["both"].shape) == ("#009E73", "diamond")


def test_no_two_groups_of_one_chart_share_colour_shape_or_dash():
    for names in (["leading", "managing", "both", "neither"], list("abcde")):
        for what in zip(*look.marks_for(names).values(), strict=True):
            assert len(set(what)) == len(names)


@pytest.mark.parametrize("paper", ["#FFFFFF", "#111111"])
def test_every_mark_stands_out_from_light_and_dark_paper(paper):
    marks = [*look.COURSE_MARKS.values(), *look.marks_for(list("abcde")).values()]
    assert all(_contrast(mark.color, paper) >= 3 for mark in marks)


def test_each_of_a_few_whole_numbers_across_is_marked_once():
    years = pd.DataFrame({"year": [1, 2, 3], "performance": [80.0, 95.0, 90.0]})
    chart = charts.lines(years, "year", "performance", title="Three years", **OVER_TIME)
    labels = re.findall(r">(\d)</text>", vl_convert.vegalite_to_svg(chart.to_json()))
    assert labels == ["1", "2", "3"]


def test_names_at_line_ends_do_not_touch():
    rows = QUARTERS.rename(columns={"unit": "by", "quarter": "x", "performance": "y"})
    ends = at_line_ends(rows, (90, 105), 300, ["Calibration", "Sensors", "Service"]).dropna(subset="name")
    heights = ends.sort_values("name_y")["name_y"].to_numpy() * 300 / 15
    assert sorted(ends["name"]) == ["Calibration", "Sensors", "Service"]
    assert (np.diff(heights) >= 15 - 1e-9).all()


def sides_of(plots: dict[tuple[float, float], list[Any]]) -> dict[str, str]:
    rows = UNITS.rename(columns={"change": "x", "complexity": "y", "unit": "label"})
    return dict(zip(rows["label"], beside_points(rows, rows, (0, 10), (0, 10), plots), strict=True))


def test_names_of_close_points_go_to_different_sides():
    placed = sides_of({(500, 300): []})
    assert placed["Service"] != placed["Valves"]


def test_a_name_keeps_away_from_other_words_and_is_left_out_where_it_has_no_room():
    assert sides_of({(500, 300): []})["Sensors"] == "right"
    right_half = (420, 0, 500, 300)
    assert sides_of({(500, 300): [right_half]})["Sensors"] == "left"
    assert set(sides_of({(500, 300): [(0, 0, 500, 300)]}).values()) == {""}


def test_a_name_stands_where_it_has_room_in_every_width_that_the_plot_may_have():
    assert sides_of({(500, 300): [], (900, 300): [(730, 0, 900, 300)]})["Sensors"] == "left"


@pytest.mark.parametrize(("weeks", "seen"), [(15, "1"), (16, "0")])
@pytest.mark.parametrize("by", [None, "unit"])
def test_a_line_of_more_than_fifteen_points_has_no_marks_on_it_and_still_says_where_it_is(weeks, seen, by):
    table = pd.DataFrame({"week": range(weeks), "orders": np.linspace(100, 60, weeks), "unit": "Sensors"})
    words: dict[str, Any] = {"title": "Orders fall week by week", "x_title": "week", "y_title": "orders"}
    chart = charts.lines(table, "week", "orders", by=by, **words)
    svg = vl_convert.vegalite_to_svg(chart.to_dict() | {"$schema": look.SCHEMA}, vl_version="5.8")
    points = re.findall(r'<path aria-label="[^>]*week: [^>]*aria-roledescription="point"[^>]*>', svg)
    assert len(points) == weeks
    assert {found for point in points for found in re.findall(r' opacity="(\d)"', point)} == {seen}


def test_in_a_column_of_the_page_a_chart_takes_its_width_and_its_title_is_wrapped(chart):
    bundle, metadata = chart._repr_mimebundle_(None, None)
    spec, options = bundle[look.MIME], metadata[look.MIME]["embed_options"]
    wrapped = {change["path"]: change["value"]["signal"] for change in options["patch"]}
    assert wrapped["/title/text"].startswith("narrow ? [")
    if "facet" in spec:
        assert wrapped["/layout/columns"].startswith(f"min({spec['columns']}, ")
    else:
        assert spec["width"] == "container"


def test_the_titles_of_axes_are_wrapped_for_a_narrow_column_and_a_flat_one_stands_higher():
    long = "change in the market of the unit, from 0 to 10"
    short, wrapped = (
        column.fitted(
            charts.scatter(UNITS, "change", "complexity", title="?", x_title=long, y_title=title).to_dict()
        )["layer"][0]["encoding"]
        for title in ("complexity", long)
    )
    assert wrapped["x"]["title"] == ["change in the market of the unit,", "from 0 to 10"]
    assert wrapped["y"]["axis"]["titleY"] == short["y"]["axis"]["titleY"] - 16


def test_importing_the_charts_leaves_students_own_altair_charts_offline_too():
    own = alt.Chart(UNITS).mark_bar().encode(x="change", y="unit")
    bundle, _ = own._repr_mimebundle_(None, None)
    assert look.MIME in bundle


def _contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2 defines it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
