import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from leadermanager.errors import DataError
from leadermanager_instructor.company import PUBLISHED_SEED, TABLES, simulate

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def company():
    return simulate(PUBLISHED_SEED)


def test_the_published_seed_writes_the_committed_files_to_the_byte(tmp_path):
    command = [
        sys.executable,
        "-m",
        "leadermanager_instructor.company",
        "--seed",
        str(PUBLISHED_SEED),
        "-o",
        str(tmp_path),
    ]
    subprocess.run(command, check=True, capture_output=True)
    written = sorted(tmp_path.glob("*.csv"))
    assert {path.stem for path in written} == set(TABLES)
    for path in written:
        assert path.read_bytes() == (DATA / path.name).read_bytes(), path.name


def test_another_seed_gives_other_people_units_and_numbers(company):
    other = simulate(7)
    assert set(other.managers["name"]) != set(company.managers["name"])
    assert set(other.units["unit"]) != set(company.units["unit"])
    assert other.units["actual"].tolist() != company.units["actual"].tolist()


def test_a_negative_seed_is_refused_in_one_line(tmp_path):
    command = [sys.executable, "-m", "leadermanager_instructor.company", "--seed", "-1", "-o", str(tmp_path)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert "--seed must be 0 or more" in result.stderr


def test_a_negative_seed_is_refused_by_name():
    with pytest.raises(DataError, match="0 or more, not -3"):
        simulate(-3)


def test_a_table_asked_for_alone_has_the_same_rows_as_among_all(company):
    alone = simulate(PUBLISHED_SEED).messages
    pd.testing.assert_frame_equal(alone, company.messages)


def test_every_unit_has_one_head_three_at_level_two_and_six_at_level_one(company):
    counts = company.managers.groupby("unit")["level"].value_counts().unstack()
    assert (counts[[3, 2, 1]] == [1, 3, 6]).all(axis=None)


def test_every_manager_is_rated_by_seven_raters_on_every_item(company):
    assert len(company.ratings) == 240 * 7 * 12
    kinds = (
        company.ratings.drop_duplicates("rater_id").groupby("manager_id")["rater"].value_counts().unstack()
    )
    assert (kinds[["self", "boss", "peer", "report"]] == [1, 1, 2, 3]).all(axis=None)


@pytest.mark.parametrize("seed", [PUBLISHED_SEED, 1, 2, 3])
def test_calibration_starts_well_and_sags_while_sensors_muddles_through(seed):
    units = simulate(seed).units
    performance = (
        (100 * units["actual"] / units["plan"]).groupby([units["unit"], units["quarter"]]).first().unstack()
    )
    start, end = (
        performance.loc["Calibration"].iloc[:6].mean(),
        performance.loc["Calibration"].iloc[-2:].mean(),
    )
    sensors = performance.loc["Sensors"]
    assert start > sensors.iloc[:6].mean() + 3
    assert start > 104
    assert end < start - 8
    assert sensors.max() - sensors.min() < 8


def test_exactly_one_actual_has_a_zero_too_many(company):
    performance = company.units["actual"] / company.units["plan"]
    assert (performance > 3).sum() == 1
    assert performance[performance <= 3].between(0.5, 1.3).all()


def test_no_two_managers_share_a_name(company):
    assert company.managers["name"].is_unique
