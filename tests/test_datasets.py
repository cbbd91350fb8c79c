import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import leadermanager as lm
from leadermanager import datasets
from leadermanager.errors import DataError

DATA = Path(__file__).parents[1] / "data"


def test_importing_the_package_does_not_import_pandas():
    code = "import sys, leadermanager; sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_loaded_table_is_yours_to_change():
    mine = lm.load_managers()
    mine["name"] = "nobody"
    assert lm.load_managers()["name"].nunique() == 240


def test_columns_have_the_types_a_student_expects():
    ratings, managers = lm.load_ratings(), lm.load_managers()
    assert ratings["score"].dtype == "Int64"
    assert ratings["score"].isna().any()
    assert ratings["rater"].cat.categories.tolist() == ["self", "boss", "peer", "report"]
    assert managers["early_setback"].dtype == bool
    assert lm.load_units()["change"].dtype == float


@pytest.mark.parametrize(
    ("wrong", "near"), [("rating", "ratings"), ("Units", "units"), ("maneger", "managers")]
)
def test_an_unknown_table_is_told_the_nearest_name(wrong, near):
    with pytest.raises(DataError, match=f"There is no table '{wrong}'; did you mean '{near}'"):
        datasets.load(wrong)


def test_a_name_near_to_nothing_is_told_all_names():
    with pytest.raises(DataError, match="there are managers, items"):
        lm.describe("zzz")


def test_a_missing_file_is_one_clear_sentence(tmp_path, monkeypatch):
    (tmp_path / "datapackage.json").write_bytes((DATA / "datapackage.json").read_bytes())
    monkeypatch.setattr(datasets, "_FOLDERS", (tmp_path,))
    datasets._read.cache_clear()
    with pytest.raises(DataError, match="'units' is missing"):
        datasets.load("units")


def test_a_file_that_is_not_as_described_is_one_clear_sentence(tmp_path, monkeypatch):
    (tmp_path / "datapackage.json").write_bytes((DATA / "datapackage.json").read_bytes())
    (tmp_path / "items.csv").write_text("item_id,system\nI01,leading\n", encoding="utf-8")
    monkeypatch.setattr(datasets, "_FOLDERS", (tmp_path,))
    datasets._read.cache_clear()
    with pytest.raises(DataError, match=r"'items'.*has the columns item_id, system"):
        datasets.load("items")


@pytest.fixture(autouse=True)
def _fresh_cache():
    yield
    datasets._read.cache_clear()


def test_the_codebook_shows_every_column_in_a_notebook_and_in_text():
    codebook = lm.describe("ratings")
    for column in lm.load_ratings().columns:
        assert column in repr(codebook)
        assert column in codebook._repr_html_()
    assert "1 to 5" in repr(codebook)
    assert codebook.columns.loc["score", "missing"] == "possible"


def test_the_codebook_keeps_values_with_a_comma_apart():
    assert lm.describe("initiatives").columns.loc["decision", "values"] == "yes · yes, if · no"


@pytest.mark.parametrize("table", datasets._package())
def test_the_codebook_says_whether_a_table_is_simulated_or_where_it_comes_from(table):
    codebook = lm.describe(table)
    real = table in ("items", "cases", "findings", "supervisors")
    assert ("simulated" in codebook.title) != real
    assert codebook.source in repr(codebook)


def test_every_table_has_a_loader_of_its_own():
    for table in datasets._package():
        loaded = getattr(lm, f"load_{table}")()
        assert isinstance(loaded, pd.DataFrame)
        assert not loaded.empty
