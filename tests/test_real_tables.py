"""The three tables that are not simulated."""

import pytest

import leadermanager as lm

# The public R data set `attitude`, by column, in the order of its departments.
ATTITUDE = {
    "rating": "43 63 71 61 81 43 58 71 72 67 64 67 69 68 77 81 74 65 65 50 50 64 53 40 63 66 78 48 85 82",
    "complaints": "51 64 70 63 78 55 67 75 82 61 53 60 62 83 77 90 85 60 70 58 40 61 66 37 54 77 75 57 85 82",
    "privileges": "30 51 68 45 56 49 42 50 72 45 53 47 57 83 54 50 64 65 46 68 33 52 52 42 42 66 58 44 71 39",
    "learning": "39 54 69 47 66 44 56 55 67 47 58 39 42 45 72 72 69 75 57 54 34 62 50 58 48 63 74 45 71 59",
    "raises": "61 63 76 54 71 54 66 70 71 62 58 59 55 59 79 60 79 55 75 64 43 66 63 50 66 88 80 51 77 64",
    "critical": "92 73 86 84 83 49 68 66 83 80 67 74 63 77 77 54 79 80 85 78 64 80 80 57 75 76 78 83 74 78",
    "advance": "45 47 48 35 47 34 35 41 31 41 34 41 25 35 46 36 63 60 46 52 33 41 37 49 33 72 49 38 55 39",
}


@pytest.mark.parametrize("column", ATTITUDE)
def test_the_supervisors_are_the_public_data_set(column):
    assert lm.load_supervisors()[column].tolist() == [int(value) for value in ATTITUDE[column].split()]


@pytest.mark.parametrize("load", [lm.load_cases, lm.load_findings])
def test_every_figure_has_a_source_with_a_year_and_says_whether_it_was_checked(load):
    table = load()
    assert table["source"].str.contains(r"(?:19|20)\d\d").all()
    assert not table["source"].str.contains("http|wiki", case=False).any()
    assert table["checked"].notna().all()
    assert set(table["checked"]) == {"seen", "unverified"}


def test_the_cases_hold_successes_failures_and_winners_that_fell():
    cases = lm.load_cases()
    assert cases["company"].nunique() >= 12
    assert set(cases["ended"]) == {"success", "success, then trouble", "contrast", "failure"}


def test_the_values_of_a_case_come_with_their_years_in_order():
    cases = lm.load_cases().dropna(subset=["year_before", "year_after"])
    assert (cases["year_before"] < cases["year_after"]).all()
    assert cases["value_before"].notna().all()


def test_where_sources_disagree_the_cases_say_so():
    ford = lm.load_cases().query("company == 'Ford' and year_before == 2006")
    assert sorted(ford["value_before"]) == [-17.0, -12.7]
    notes = lm.load_cases().set_index("case_id")["note"]
    assert "22 per cent a year" in notes["amex-1"]
    assert "30 million" in notes["sas-1"]


def test_the_time_of_each_of_luthans_groups_adds_up():
    weeks = lm.load_findings().query("finding_id.str.startswith('week-') and unit == 'per cent of time'")
    totals = weeks.groupby(weeks["finding_id"].str.split("-").str[1])["estimate"].sum()
    assert totals.to_dict() == {"average": 100, "effective": 100, "successful": 100}
