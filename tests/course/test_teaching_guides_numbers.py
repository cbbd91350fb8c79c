"""What the teaching guides say of the pictures is what a run gives."""

import pytest

import leadermanager as lm
from leadermanager.models import follow_plans, fund, heeding, market, plans_by_rule
from leadermanager.widgets.kinds import exercise

from .conftest import COURSE

MINUS = "\N{MINUS SIGN}"


def game(name):
    return exercise(name, COURSE / "exercises")


def test_00_the_quarters_of_both_units_lie_within_6_points(guide_says):
    units = lm.load_units().assign(performance=lambda each: 100 * each["actual"] / each["plan"])
    by = {unit: rows["performance"] for unit, rows in units.groupby("unit")}
    support = by["Customer Support"][by["Customer Support"] < 200]
    assert len(support) == 11
    spread = [round(each.max() - each.min(), 1) for each in (support, by["Optics"])]
    assert max(spread) < 6
    assert max(spread) - min(spread) < 0.5
    guide_says("00", "the quarters of both lie within 6 points")


def walls(unit, leading, managing):
    """Give each quarter's result, and what it came to, with walls that stay or a list of heights."""
    waters = game("01-waters")
    played = next(each for each in waters.content["units"] if each["id"] == unit)
    leading, managing = (each if isinstance(each, list) else [each] * 12 for each in (leading, managing))
    run = lm.models.two_waters(
        played["change"], played["complexity"], leading, managing, before=played["leading"]
    ).run
    results = waters.results({"unit": unit, "leading": leading, "managing": managing})
    return run["performance"].round(1).tolist(), results


def test_01_what_becomes_of_the_three_units(guide_says):
    results, as_it_was = walls("calibration", 3.5, 6.5)
    assert (as_it_was["below_plan"], results[-1]) == (4, 87.8)
    assert [results[quarter] for quarter in (0, 4)] == [103.8, 103.8]
    assert results[5] < 103.8
    assert results[7] > 100 > results[8]
    held, came = walls("calibration", 6.5, 5.5)
    assert (came["below_plan"], min(held), held[0]) == (0, 101.2, 102.2)
    _, late = walls("calibration", [3.5] * 9 + [6.5] * 3, [6.5] * 9 + [5.5] * 3)
    assert [walls("sensors", *each)[1]["below_plan"] for each in ((6.5, 2.5), (2.5, 6.5))] == [12, 0]
    assert walls("weather-stations", 6, 5.5)[1]["possible"] == 8
    guide_says(
        "01",
        "four of twelve quarters end below plan, the last at 87.8",
        "stays on plan, at 101.2 or more",
        "They leave 103.8 in quarter 6 and fall below plan in quarter 9",
        f"to 6.5 in quarter 10 finds {late['waiting']:.0f} points in the pipe",
        "the first result is 102.2, below the 103.8",
        "Walls of 6.5 and 2.5 leave all twelve quarters below plan; 2.5 and 6.5 none",
        "leave at least eight of twelve below plan",
    )


def test_02_what_each_rule_costs_in_the_first_market(guide_says):
    live = game("02-live")
    came = live.results({"market": "first", "made": []})
    cost = {rule: f"£{came[f'{rule}_total'] * 1000:,.0f}" for rule in ("alarm", "thirteen", "four", "half")}
    assert came["four_changes"] == 650
    assert (came["four_plans"], came["alarm_plans"]) == (26, 5)
    assert came["four_total"] == pytest.approx(2 * came["alarm_total"], rel=0.02)
    guide_says(
        "02",
        f"breaks in week {came['breaks']:.0f}",
        f"with an alarm {cost['alarm']}, every 13 weeks {cost['thirteen']}, every 4 weeks {cost['four']}, "
        f"every 26 weeks {cost['half']}. Who never makes a new plan pays £{came['total'] * 1000:,.0f}",
        f"The alarm made {came['alarm_before']:.0f} before and waited {came['alarm_waited']:.0f} week.",
        "26 plans cost £650,000 before a single miss",
        "26 plans cost twice what five with an alarm do",
    )


def test_02_what_each_alarm_costs_with_much_and_with_little_luck(guide_says):
    def cost(alarm, luck):
        drawn = [market(drift=0.25, fall=35, breaks=61, luck=luck, seed=seed) for seed in range(100)]
        return (
            sum(follow_plans(line, plans_by_rule(line, 26, alarm)).summary["total"] for line in drawn) / 100
        )

    little, much = ([f"{cost(alarm, luck):.0f}" for alarm in (4, 10, 25, 40)] for luck in (3, 6))
    guide_says(
        "02",
        "alarms of 4, 10, 25 and 40 cost {}, {}, {} and {} thousand pounds with a luck of 3".format(*little),
        "and {}, {}, {} and {} with a luck of 6".format(*much),
    )


def test_03_who_wins_the_ring_and_what_far_ties_do(guide_says):
    def sent(carriers, moved=None):
        return game("03-ring").results({"carriers": carriers, "moved": moved or {}})

    far = {"15": 65, "90": 40}
    assert sent([1, 21, 41, 61, 81])["won"] == 0
    near, apart = sent([1, 2, 3, 4, 5]), sent([1, 2, 3, 4, 5], far)
    guide_says(
        "03",
        f"Dots 1 and 2 win all hundred in {sent([1, 2])['weeks']} weeks; 1, 21, 41, 61 and 81 win nobody",
        f"all have heard it by week {near['news']} without, by week {apart['news']} with two",
        f"belief stopped at {apart['believed']} of 100",
    )


def test_03_what_a_single_voice_now_and_then_changes(guide_says):
    def after_half_a_year(**given):
        run = lm.models.contagion(carriers=5, apart=1, **given).run
        return round(run.set_index("week")["believed"][26])

    guide_says(
        "03",
        f"after 26 weeks {after_half_a_year(far=20, alone=5)} of 100 believe with far ties, "
        f"{after_half_a_year(far=0, alone=5)} without",
        f"Without such luck it is {after_half_a_year(far=20)} and {after_half_a_year(far=0)}",
    )


def test_04_how_much_further_the_marbles_fall(guide_says):
    funnel = game("04-hand")
    wider = [
        funnel.results({"luck": each["id"], "aims": each["rule"]})["wider"]
        for each in funnel.content["lucks"]
    ]
    weeks = lm.load_weeks()
    steps = weeks.groupby("unit")["defects"].diff().abs().groupby(weeks["corrected"]).mean()
    guide_says(
        "04",
        f"the marbles fall {wider[0]} per cent further",
        f"ends {wider[0]}, {wider[1]} and {wider[2]} per cent further from the mark",
        f"a step of {steps[True]:.1f} faults from week to week where they reset, of {steps[False]:.1f} where",
    )


def test_05_how_many_wait_at_the_desk(guide_says):
    desk = game("05-desk")
    came = {each["id"]: desk.results(each) for each in desk.content["runs"]}
    last = {name: f"{each['last']:.0f}" for name, each in came.items()}
    assert (last["both"], came["both"]["won"]) == ("0", 7)
    guide_says(
        "05",
        f"Alone {last['alone']}, with two helpers at once {last['two']}, with three {last['three']}: of what "
        f"these settle, {came['three']['back']:.0f} come back",
        f"With the aim first and nobody let in, {last['first']} wait; with the aim first and then one "
        "helper, none. Seven began to lead",
    )


def test_06_what_the_firm_earns_by_each_rule(guide_says):
    picture = game("06-doubt")
    doubters = picture.content["doubters"]
    names = {flat: [each["id"] for each in doubters if each["flat"] is flat] for flat in (True, False)}

    def pounds(thousands):
        return f"£{thousands * 1000:,.0f}"

    def by_rule(flat, off=0):
        return picture.rule_results(names[flat], off)["total"]

    many = picture._many
    everybody = fund(many, heeding(many)).summary["total"]
    hope, doubt = (fund(many, many[who]).summary["total"] for who in ("hope", "doubt"))
    assert by_rule(True, 10) == by_rule(True, 20) >= everybody
    picked = picture.rule_results(["carla", "edith", "kofi"], 35)
    assert (picked["flat_out"], picked["knowing_out"]) == (2, 1)
    guide_says(
        "06",
        f"may find {pounds(picked['total'])}: 35 points off, without Edith, Kofi and Carla",
        f"hope alone earns {pounds(hope)}, doubt alone {pounds(doubt)}, half and half {pounds(everybody)}",
        f"“It brings less”: {pounds(by_rule(True))} without the four, {pounds(everybody)} with all twelve",
        f'"What did it cost?" {pounds(everybody - by_rule(True))}',
        f"10 or 20 points off the hope earn {pounds(by_rule(True, 10))}",
        f'"And without the other eight?" {pounds(by_rule(False))}',
    )


def test_07_who_leads_in_each_firm_and_what_the_first_career_brings(guide_says):
    stove = game("07-stove")
    many = {}
    for firm in stove.content["firms"]:
        years = [each.count("1") for each in firm["leads"]]
        many[firm["id"]] = (years[1], years[-1])
    believe = lm.models.hundred_lives(94).summary["below"]
    came = stove.results({"career": "burned", "acts": "L" * 10})
    guide_says(
        "07",
        f"in year 20, {many['alone'][1]} of 100 lead; with a colleague {many['colleague'][1]}, "
        f"with a teacher {many['teacher'][1]}, with both {many['both'][1]}",
        f"In year 20, {believe:.0f} of the hundred believe",
        f"{many['teacher'][0]} lead in year 1 and {many['teacher'][1]} in year 20",
        f"two years of leading bring {MINUS}{-came['begun']:.1f} points together, "
        f"ten bring {came['all_led']}, and ten of managing {came['all_managed']}",
        f"| {many['alone'][1]} of 100 lead in year 20. |",
    )


def test_08_what_becomes_of_the_fires(guide_says):
    fires = game("08-fires")

    def last(first, second=None):
        return fires.results({"first": first, "second": first if second is None else second})

    quiet = [hours for hours in range(29) if last(hours)["last"] <= 5]
    assert quiet == list(range(10, 17))
    assert last(13)["last"] == last(8, 13)["last"] == 0
    assert last(6)["ways"] == 0
    drawn = lm.models.firefight(change=8.4, complexity=8.5, protected=6).run.set_index("week")["fires"]
    assert drawn[22:].round().unique().tolist() == [39]
    guide_says(
        "08",
        f"the fires are out, with 6 they take {last(6)['last']:.0f} hours in week 26, "
        f"with 22 they take {last(22)['last']:.0f}",
        "Only 10 to 16 hours end with five hours of fires or fewer",
        "From 8 hours 13 still put them out; from 6 nothing does",
        f"{last(18)['last']:.0f} hours of fires in week 26, and all of the routine undone",
        f"{drawn[13]:.0f} hours in week 13, {drawn[20]:.0f} in week 20, 39 from week 22 on",
    )
    assert last(18)["undone"] == fires.content["routine"]
