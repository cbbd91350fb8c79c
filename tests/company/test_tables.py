"""Do the tables agree with each other, in any company?"""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadermanager_instructor.company import PUBLISHED_SEED, simulate

ROWS = {
    "managers": 240,
    "items": 12,
    "ratings": 20_000,
    "units": 24 * 12,
    "weeks": 8 * 104,
    "staff": 600,
    "ties": 3_000,
    "messages": 1_800,
    "initiatives": 160,
    "time_use": 1_400,
    "careers": 2_400,
}


@pytest.fixture(scope="module")
def company():
    return simulate(PUBLISHED_SEED)


@settings(max_examples=4, derandomize=True, database=None)
@given(st.integers(0, 2**64))
def test_any_seed_gives_tables_of_the_planned_size_whose_keys_hold(seed):
    company = simulate(seed)
    for name, planned in ROWS.items():
        assert 0.9 * planned <= len(getattr(company, name)) <= 1.1 * planned, name
    people, managers = set(company.staff["person_id"]), set(company.managers["manager_id"])
    units = set(company.units["unit"])
    assert managers <= people
    assert set(company.staff["manager_id"].dropna()) <= managers
    assert set(company.ties["person_id"]) | set(company.ties["other_id"]) <= people
    assert set(company.initiatives["sponsor_id"]) | set(company.initiatives["objector_id"]) <= managers
    assert set(company.weeks["unit"]) | set(company.initiatives["unit"]) <= units
    assert set(company.time_use["manager_id"]) <= managers
    assert not company.ties.duplicated().any()
    assert {"Calibration", "Sensors"} <= set(company.weeks["unit"])


def test_no_staff_share_a_name(company):
    assert company.staff["name"].is_unique


def test_a_manager_has_the_same_name_unit_and_tenure_among_the_staff(company):
    same = ["name", "unit", "tenure_years"]
    staff = company.staff.set_index("person_id").loc[company.managers["manager_id"], same]
    assert (staff.reset_index(drop=True) == company.managers[same]).all(axis=None)


def test_early_chances_setbacks_and_later_risks_are_those_of_the_career(company):
    years = company.careers
    early = years[years["career_year"] <= 3].groupby("manager_id")
    later = years[years["career_year"] >= 5].groupby("manager_id")
    managers = company.managers.set_index("manager_id")
    assert (early["chances"].sum() == managers["early_chances"]).all()
    assert (early["setback"].any() == managers["early_setback"]).all()
    assert (later["risk"].sum() == managers["later_risks"]).all()


def test_everybody_but_the_heads_reports_to_somebody_of_the_same_unit_one_level_up(company):
    staff = company.staff.set_index("person_id")
    unit = staff["manager_id"].dropna().map(staff["unit"])
    assert (unit == staff.loc[unit.index, "unit"]).all()
    level = company.managers.set_index("manager_id")["level"]
    boss_level = staff["manager_id"].dropna().map(level)
    own_level = level.reindex(boss_level.index).fillna(0)
    assert (boss_level == own_level + 1).all()
    heads = staff.index[staff["manager_id"].isna()]
    assert (level[heads] == 3).all()


def test_the_ties_hold_the_same_chart_as_the_staff_table(company):
    chart = company.ties.query("kind == 'reports to'").set_index("person_id")["other_id"]
    staff = company.staff.set_index("person_id")["manager_id"].dropna()
    pd.testing.assert_series_equal(
        chart.sort_index(), staff.sort_index(), check_names=False, check_dtype=False
    )


def test_each_step_of_a_message_needs_the_one_before(company):
    messages = company.messages
    for earlier, later in [("heard", "understood"), ("understood", "believed"), ("believed", "acted")]:
        assert not (messages[later] & ~messages[earlier]).any()


def test_what_nobody_tried_has_no_outcome_and_what_a_rival_tried_has_no_result_for_us(company):
    proposals = company.initiatives
    assert (proposals["succeeded"].isna() == proposals["tried_by"].isna()).all()
    assert (proposals["result"].notna() == (proposals["tried_by"] == "us")).all()
    assert ((proposals["decision"] == "no") == (proposals["tried_by"] != "us")).all()


def test_a_sponsor_and_an_objector_are_never_the_same_person(company):
    assert (company.initiatives["sponsor_id"] != company.initiatives["objector_id"]).all()


def test_a_diary_week_is_there_as_a_whole_or_not_at_all(company):
    missing = (
        company.time_use["hours"].isna().groupby([company.time_use["manager_id"], company.time_use["week"]])
    )
    assert missing.mean().isin([0, 1]).all()
