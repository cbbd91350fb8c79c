"""What lesson 02 says in words is so, by what its cells make when they run."""

import itertools
import tomllib

import pandas as pd
import pytest

import leadermanager as lm
from leadermanager.models import follow_plans, market, plans_by_rule
from leadermanager.widgets.kinds import exercise
from leadermanager_instructor.company.rules import RULES

SIGNED = 60  # the week that begins on the day of the decision
FELL = 56  # Sensors
BROKE = 64  # the seven


@pytest.fixture(scope="module")
def lesson(executed):
    return executed("02")


@pytest.fixture(scope="module")
def weeks(lesson):
    return lesson.names["weeks"]


@pytest.fixture(scope="module")
def seven(lesson):
    return lesson.names["seven"]


@pytest.fixture(scope="module")
def index(lesson):
    return lesson.names["index"].rename(columns={"the other seven": "seven"})


@pytest.fixture(scope="module")
def tried(lesson):
    """The proposals that somebody tried, each with its kind and what it brought."""
    all_tried = lesson.names["tried"]
    return all_tried.assign(
        grounded=all_tried["grounding"] >= 5,
        far=all_tried["reach"] >= 5,
        brought=all_tried["gain"].where(all_tried["succeeded"], -all_tried["cost"]),
    )


def cost_of_offers(seven, start):
    """Million pounds that 26 weeks cost under each offer, and the displays that were never used."""
    need = seven.loc[start : start + 25]
    last = seven.loc[start - 8 : start - 1].mean()
    fresh = seven.rolling(8).mean().shift(1).loc[start::4]
    plan = pd.DataFrame({"full": last, "part": 0.6 * last, "monthly": fresh}, index=need.index).ffill()
    surplus = plan.sub(need, axis=0)
    cost = (plan * [80, 80, 100]).sum() - 100 * surplus.clip(upper=0).sum()
    return cost / 1e6, surplus.clip(lower=0).sum()


def deepest_fall(series):
    return (series / series.shift(1)).idxmin()


def test_on_24_february_sensors_has_lost_two_orders_in_five_for_four_weeks_and_the_seven_none(weeks, index):
    begins = weeks.drop_duplicates("number").set_index("number")["week"].astype(str)
    assert begins[SIGNED] == "2025-02-24"
    assert begins[FELL] == "2025-01-27"
    assert begins[BROKE] == "2025-03-24"
    assert begins[103].startswith("2025-12"), "ten months that the student could not see"
    before, since = index.loc[FELL - 8 : FELL - 1].mean(), index.loc[FELL : SIGNED - 1].mean()
    assert since["Sensors"] / before["Sensors"] == pytest.approx(0.6, abs=0.05)
    assert since["seven"] / index.loc[52:55, "seven"].mean() == pytest.approx(1, abs=0.04)
    assert deepest_fall(index["Sensors"]) == FELL


def test_the_plan_expects_2062_displays_a_week(lesson):
    assert round(lesson.names["last"]) == 2062
    assert "2,062 displays a week" in lesson.text["offers"]
    assert RULES.planning_memory == 8


def test_in_every_half_year_that_was_over_the_full_offer_would_have_been_the_cheapest(seven):
    for start in range(8, SIGNED - 25):
        assert cost_of_offers(seven, start)[0].idxmin() == "full", f"not if it began in week {start}"


def test_this_time_the_full_offer_fills_a_store_and_the_part_costs_a_third_less(lesson):
    shown = lesson.outputs["cost-of-offers"]
    cost, unused = shown["cost (million pounds)"], shown["displays never used"]
    assert round(unused["full"], -4) == 20_000
    assert cost["part"] / cost["full"] == pytest.approx(2 / 3, abs=0.02)
    assert cost["part"] < cost["monthly"] < cost["full"]
    assert unused["monthly"] > unused["part"], "monthly was slow to learn"


def test_the_seven_break_all_at_once_eight_weeks_after_sensors_and_lose_four_orders_in_ten(lesson, seven):
    for unit, series in lesson.names["orders"].drop(columns="Sensors").items():
        assert deepest_fall(series) == BROKE, unit
    left = seven.loc[BROKE:].mean() / seven.loc[SIGNED - 8 : SIGNED - 1].mean()
    assert left == pytest.approx(0.6, abs=0.03)
    spring = seven.loc[65:77].mean() / seven.loc[SIGNED - 8 : SIGNED - 1].mean()
    assert spring < 0.6, "few will have kept so low a number"


def test_week_by_week_the_two_have_nothing_in_common_and_eight_weeks_apart_nearly_everything(lesson):
    found = lesson.names["shifts"].set_index("weeks")["fit"]
    assert round(found[0], 2) == 0.13
    assert found.idxmax() == 8
    assert round(found[8], 2) == 0.92
    assert found.loc[6:11].min() > 0.8, "six or eleven weeks fit nearly as well"
    assert SIGNED - 1 - 8 < FELL, "the fall of January is not yet in that number"


def test_field_service_follows_by_eight_weeks_and_vacuum_only_seems_to_follow_by_twelve(lesson):
    lines = [f'follower = orders["{unit}"]' for unit in ("Field Service", "Vacuum")]
    service, vacuum = (lesson.changed(line, "your-change")["fits"] for line in lines)
    assert service.idxmax() == 8
    assert vacuum.idxmax() == 12
    assert vacuum.max() > 0.7, "rather closely"
    assert FELL + 12 == 68
    assert deepest_fall(lesson.names["orders"]["Vacuum"]) == BROKE


def test_the_plans_of_the_seven_were_made_for_26_13_or_four_weeks(weeks):
    kept = weeks.groupby("unit")["kept_for"].first().drop("Sensors")
    assert set(kept) == {26, 13, 4}


def test_plans_of_26_weeks_miss_by_6_6_per_cent_in_the_calm_and_88_after_it_and_those_of_4_by_4_3_and_32(
    lesson,
):
    calm, broken = lesson.names["calm"], lesson.names["broken"]
    assert calm[[26, 4]].round(1).tolist() == [6.6, 4.3]
    assert calm.idxmin() == 4
    assert broken.round().to_dict() == {4: 32, 13: 61, 26: 88}


def test_the_half_year_plan_runs_on_for_fourteen_weeks_after_the_break(weeks):
    calibration = weeks[(weeks["unit"] == "Calibration") & (weeks["number"] >= BROKE)].set_index("number")
    assert calibration["replanned"].idxmax() - BROKE == 14


def test_where_sensors_was_eight_weeks_ago_misses_by_four_per_cent_before_the_break_and_after(index):
    missed = 100 * (index["Sensors"].shift(8) - index["seven"]).abs() / index["seven"]
    assert round(missed.loc[12 : SIGNED - 1].mean()) == 4
    assert round(missed.loc[BROKE : BROKE + 13].mean()) == 4


def test_in_all_eight_units_weeks_with_a_new_plan_have_more_faults(weeks):
    faults = weeks.groupby(["unit", "replanned"])["defects"].mean().unstack()
    assert len(faults) == 8
    assert (faults[True] > faults[False]).all()


def total(**numbers):
    return round(lm.models.replan(**{"drift": 0.25, "fall": 35, **numbers}).summary["total"], 1)


def test_the_sliders_move_a_plan_in_the_first_market_of_the_game(course_folder):
    game, sliders = (
        tomllib.loads((course_folder / f"{name}.toml").read_text("utf-8"))
        for name in ("02-live", "02-replan")
    )
    first = game["markets"][0]
    assert sliders["fixed"] == {"drift": first["drift"], "fall": first["fall"]}


def test_about_ten_weeks_are_the_best_calendar_and_a_week_more_or_less_hardly_matters():
    costs = {every: total(every=every) for every in range(1, 53)}
    assert costs[10] == min(costs.values()) == 5.6
    assert {every for every, cost in costs.items() if cost <= 5.7} == {8, 9, 10, 11}


def test_the_board_with_long_plans_does_better_with_an_alarm_than_with_any_calendar():
    for every in (26, 39, 52):
        assert total(every=every, alarm=4) < 4
        assert total(every=every, alarm=2) > 4, "too tight"
        assert total(every=every, alarm=12) > 4, "too loose"


def test_any_alarm_that_rings_at_the_break_beats_the_best_calendar_and_only_3_and_4_cost_less_than_4():
    costs = {alarm: total(every=26, alarm=alarm) for alarm in range(1, 36)}
    assert {alarm for alarm, cost in costs.items() if cost < 4} == {3, 4}
    assert all(cost < 5.6 for alarm, cost in costs.items() if alarm > 4)


def test_with_the_luck_of_the_game_an_alarm_at_4_makes_30_plans_and_costs_twice_what_one_at_10_does(live):
    orders = live.content["markets"][0]["orders"]
    tight, loose = (follow_plans(orders, plans_by_rule(orders, 26, alarm)).summary for alarm in (4, 10))
    assert (tight["plans"], tight["total"]) == (30, 1124)
    assert (loose["plans"], loose["total"]) == (5, 540)


@pytest.fixture(scope="module")
def live(course_folder):
    return exercise("02-live", course_folder)


def test_in_each_market_of_the_game_the_alarm_answers_the_break_at_once_and_costs_least(live):
    for there in live.content["markets"]:
        played = {"market": there["id"], "made": []}
        came = live.results(played)
        assert live.cheapest(played) == "alarm"
        assert came["alarm_waited"] == 1
        assert came["alarm_before"] <= 3
        week = there["breaks"]
        blow = abs(there["orders"][week] - there["orders"][week - 1])
        assert blow >= 18, "a week of waiting costs about as much as a new plan, 25, or more"


def test_with_other_luck_a_calendar_is_cheaper_than_the_alarm_in_about_6_of_100_such_markets(course_folder):
    content = tomllib.loads((course_folder / "02-live.toml").read_text("utf-8"))
    calendars = [(rule["every"], 1000) for rule in content["rules"] if "alarm" not in rule]
    (alarm,) = ((rule["every"], rule["alarm"]) for rule in content["rules"] if "alarm" in rule)
    beaten = 0
    for there in content["markets"]:
        drawn = {key: there[key] for key in ("drift", "fall", "breaks", "luck")}
        for seed in range(100):
            orders = market(**drawn, seed=seed)
            costs = [cost_by_rule(orders, *rule) for rule in [alarm, *calendars]]
            beaten += min(costs) < costs[0]
    assert beaten / 400 == pytest.approx(0.06, abs=0.01)


def cost_by_rule(orders, every, alarm):
    return follow_plans(orders, plans_by_rule(orders, every, alarm)).summary["total"]


@pytest.mark.parametrize(
    ("made", "said"),
    [
        ([], "you made no plan for it at all"),
        ([5, 10, 15, 20, 25, 30, 66], "Too often, and too late"),
        ([5, 10, 15, 20, 25, 30, 62], "You were quick at the break"),
        ([20, 40, 66], "You kept calm"),
        ([34, 62, 70], "Better than the alarm"),
        ([27, 51, 62], "You worked as the alarm does"),
    ],
)
def test_each_way_to_plan_by_hand_is_told_apart(live, made, said):
    assert said in live.says(live.results({"market": "first", "made": made}))


def test_at_equal_grounding_what_reaches_far_succeeds_less_often(tried):
    assert len(tried) == 133
    share = tried.groupby(["grounded", "far"])["succeeded"].mean().unstack()
    assert (share[True] < share[False]).all()


def test_visions_bring_most_for_a_pound_and_pipe_dreams_lose(lesson, tried):
    corners = lesson.names["corners"]
    kinds = tried.groupby(["grounded", "far"])[["brought", "cost"]].sum()
    pay = (kinds["brought"] / kinds["cost"]).astype(float).round(2)
    assert pay[True, True] == pay.max() == 1.36
    assert pay[False, True] == pay.min() == -0.40
    assert corners["top right"] == "visions"
    assert corners["top left"] == "pipe dreams"


def test_the_two_grounded_kinds_are_few_and_luck_could_have_put_them_the_other_way_round(tried):
    grounded = tried[tried["grounded"]]
    each = (grounded["brought"] / grounded["cost"]).astype(float).groupby(grounded["far"])
    assert each.size().to_dict() == {False: 47, True: 39}
    assert each.mean()[True] - each.mean()[False] < 2 * (each.sem() ** 2).sum() ** 0.5


def test_of_31_pipe_dreams_14_were_never_tried(tried):
    proposals = lm.load_initiatives()
    assert len(proposals) == 160
    dreams = (proposals["grounding"] < 5) & (proposals["reach"] >= 5)
    assert dreams.sum() == 31
    assert dreams.sum() - (~tried["grounded"] & tried["far"]).sum() == 14


@pytest.fixture(scope="module")
def strategy(course_folder):
    return exercise("02-strategy", course_folder)


@pytest.fixture(scope="module")
def course_folder(request):
    return request.path.parents[2] / "course" / "exercises"


GOOD = {"direction": 10, "home": 24, "testers": 14, "today": 30, "plan": 8, "reserve": 14}


def test_a_strategy_of_direction_limits_and_possibility_is_praised_and_nothing_else_is_said(strategy):
    assert sum(GOOD.values()) == 100
    assert strategy.judge(GOOD) == ["all-three"]


@pytest.mark.parametrize(
    ("rule", "instead"),
    [
        ("no-direction", {"direction": 0, "reserve": 24}),
        ("all-talk", {"direction": 30, "home": 15, "testers": 8, "today": 30, "plan": 8, "reserve": 9}),
        ("unused", {"home": 8, "testers": 4, "reserve": 40}),
        ("over-the-limit", {"home": 34, "testers": 4}),
        ("idle-testers", {"home": 15, "testers": 23}),
        ("late-deliveries", {"today": 20, "reserve": 24}),
        ("as-before", {"home": 15, "testers": 8, "today": 56, "plan": 6, "reserve": 5}),
        ("no-plan", {"plan": 2, "reserve": 20}),
        ("five-years", {"plan": 20, "reserve": 5, "direction": 7}),
        ("nothing-back", {"reserve": 0, "today": 44}),
    ],
)
def test_each_way_to_miss_a_strategy_is_told_apart(strategy, rule, instead):
    amounts = GOOD | instead
    assert sum(amounts.values()) == 100
    assert [said for said in strategy.judge(amounts) if said != "all-three"] == [rule]


def test_some_of_the_eight_visions_are_in_each_corner_and_each_corner_has_two_ways_to_miss(course_folder):
    items = exercise("02-visions", course_folder).content["items"]
    right = [[region for region, answer in item["feedback"].items() if answer["right"]] for item in items]
    assert len(items) == 8
    assert set(itertools.chain(*right)) == {"vision", "dream", "slogan", "better"}
    for item in items:
        wrong = [answer["text"] for answer in item["feedback"].values() if not answer["right"]]
        assert len(set(wrong)) == len(wrong) >= 2


def test_a_vision_on_the_line_is_asked_for_its_side(course_folder):
    visions = exercise("02-visions", course_folder)
    for x, y in [(5, 8), (8, 5), (5, 5), (4.7, 2)]:
        assert visions.region_at(x, y) == ""
    assert visions.region_at(4.4, 8) == "dream"
    assert "on the line" in visions.content["between"]
