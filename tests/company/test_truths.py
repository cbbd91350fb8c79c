import dataclasses
import inspect
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from leadermanager_instructor.company import PUBLISHED_SEED, simulate
from leadermanager_instructor.company.rules import RULES
from leadermanager_instructor.company.truths import TRUTHS

README = (Path(__file__).parents[2] / "data" / "README.md").read_text(encoding="utf-8")
OTHER = st.integers(1, 2**32 - 1).filter(lambda seed: seed != PUBLISHED_SEED)


@pytest.fixture(scope="module")
def published():
    return simulate(PUBLISHED_SEED)


@pytest.mark.thorough("a minute; in the published company every truth is looked for anyway")
@pytest.mark.timeout(1200)  # a hundred companies and every estimate of each
def test_every_truth_holds_in_at_least_95_of_100_other_companies():
    held: dict[str, dict[int, bool]] = {name: {} for name in TRUTHS}

    @settings(
        max_examples=100,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),  # a busy machine is no reason to draw fewer companies
    )
    @given(OTHER)
    def look(seed):
        company = simulate(seed)
        for name, truth in TRUTHS.items():
            held[name][seed] = truth.holds(company)

    look()
    assert all(len(seeds) >= 95 for seeds in held.values())
    shares = {name: sum(seeds.values()) / len(seeds) for name, seeds in held.items()}
    failing = {name: share for name, share in shares.items() if share < 0.95}
    assert not failing, f"held in this share of the companies: {failing}"


@pytest.mark.parametrize("name", TRUTHS)
def test_a_truth_fails_once_its_rule_is_broken(name):
    truth = TRUTHS[name]
    broken = dataclasses.replace(RULES, **truth.broken)
    assert broken != RULES
    held = sum(truth.holds(simulate(seed, broken)) for seed in range(101, 106))
    assert held <= 3, f"{name} still held in {held} of 5 companies with {truth.broken}"


@pytest.mark.parametrize("name", TRUTHS)
def test_a_truth_holds_in_the_published_company(name, published):
    assert TRUTHS[name].holds(published)


def test_the_readme_names_only_truths_that_exist_and_leaves_none_unused():
    before = README.split("\n## Truths\n")[0]
    named = {word for word in re.findall(r"`([a-z_]+)`", before) if word.count("_") >= 2 or word in TRUTHS}
    columns = {"later_risks", "says_understood"}
    assert named - columns <= set(TRUTHS), named - columns - set(TRUTHS)


def test_every_statement_has_a_question_that_the_tables_answer():
    section = README.split("\n## Questions\n")[1].split("\n## ")[0]
    asked = re.findall(r"^\| ([STQ]\d+[a-e]?) \|", section, flags=re.MULTILINE)
    statements = "S1 S2 S6a S6b S6c S6d S7 S8 S9 S10 S11 S12 S13 Q1 Q2 T1 T2 T3a T3b T3c T3d T3e"
    assert set(statements.split()) <= set(asked)
    for row in re.findall(r"^\| [STQ]\d+[a-e]? \|.*$", section, flags=re.MULTILINE):
        assert any(f"`{name}`" in row for name in TRUTHS), row


# A trap: what a plain look gives, and how far it is off, at least, from what a careful look gives.
TRAPS = [
    ("early_chances_and_leading", "the_function_explains_part_of_it", 0.05),
    ("a_say_goes_with_control", "the_boss_explains_part_of_it", 0.2),
    ("managing_is_rewarded_more", "quality_hides_part_of_it", 0.05),
    ("leading_and_managing_correlate", "those_promoted_show_less_of_the_correlation", 0.05),
]


@pytest.mark.parametrize(("plain", "off_by", "at_least"), TRAPS)
def test_a_plain_look_is_visibly_off(plain, off_by, at_least, published):
    naive, difference = TRUTHS[plain].estimate(published), abs(TRUTHS[off_by].estimate(published))
    assert difference > at_least
    assert difference > 0.1 * abs(naive)


def test_a_visit_looks_as_if_it_worked_and_does_nothing(published):
    plain = TRUTHS["defects_fall_after_a_visit"].estimate(published)
    careful = TRUTHS["and_would_have_fallen_anyway"].estimate(published)
    assert plain < -3
    assert abs(careful) < abs(plain) / 2


def test_the_scores_that_are_missing_would_have_been_lower(published):
    everybody_answers = simulate(PUBLISHED_SEED, dataclasses.replace(RULES, silence_base=-1.0)).ratings
    reports = (published.ratings["rater"] == "report").to_numpy()
    silent = published.ratings["score"].isna().to_numpy() & reports
    complete = everybody_answers["score"].astype("float64").to_numpy()
    hidden = complete[silent & ~np.isnan(complete)]
    assert len(hidden) > 500
    assert hidden.mean() < complete[reports & ~silent].mean() - 0.2


def test_our_own_proposals_look_better_than_proposals_are(published):
    tried = published.initiatives.dropna(subset="succeeded")
    ours = tried.loc[tried["tried_by"] == "us", "succeeded"].mean()
    assert ours > tried["succeeded"].mean() + 0.05


def test_change_and_performance_in_the_same_quarter_hide_the_cost_of_change(published):
    units = published.units.assign(performance=lambda frame: 100 * frame["actual"] / frame["plan"])
    moving = units[(units["performance"] < 300) & (units["unit"] == "Calibration")]
    late = moving["performance"].corr(moving["change"].shift(4))
    same_quarter_of_first_year_and_half = moving.iloc[:7]
    early = same_quarter_of_first_year_and_half["performance"].corr(
        same_quarter_of_first_year_and_half["change"]
    )
    assert late < -0.8
    assert early > late + 0.5


@pytest.mark.parametrize("name", TRUTHS)
def test_a_student_can_make_an_estimate_in_fifteen_lines(name):
    lines = inspect.getsource(TRUTHS[name].estimate).splitlines()
    body = [
        line for line in lines if line.strip() and not line.lstrip().startswith(("@", "def ", '"""', "#"))
    ]
    assert len(body) <= 15
