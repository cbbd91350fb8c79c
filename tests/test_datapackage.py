import json
from pathlib import Path

import pytest
from frictionless import Package, Resource, validate

from leadermanager import datasets

DATA = Path(__file__).parents[1] / "data"
PLANNED = {"cases": 12, "findings": 12, "supervisors": 30}


def test_every_table_is_valid_down_to_its_foreign_keys():
    report = validate(str(DATA / "datapackage.json"))
    assert report.valid, report.to_summary()
    assert len(report.tasks) == 14


def test_a_key_that_points_nowhere_is_found(tmp_path):
    described = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    wanted = {"managers", "staff", "units", "time_use"}
    described["resources"] = [table for table in described["resources"] if table["name"] in wanted]
    for table in described["resources"]:
        text = (DATA / table["path"]).read_text(encoding="utf-8")
        if table["name"] == "time_use":
            text = text.replace("\nM003,", "\nM999,", 1)
        (tmp_path / table["path"]).write_text(text, encoding="utf-8")
    (tmp_path / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    report = validate(str(tmp_path / "datapackage.json"))
    assert "foreign-key" in str(report.flatten(["type"]))


def test_every_column_is_described_in_a_sentence():
    for table in Package(str(DATA / "datapackage.json")).resources:
        assert isinstance(table, Resource)
        assert table.description
        for field in table.schema.fields:
            assert field.description, (table.name, field.name)
            assert field.description.endswith("."), (table.name, field.name)


def test_the_folder_holds_the_described_tables_and_nothing_else():
    described = {resource["path"] for resource in datasets._package().values()}
    assert {path.name for path in DATA.iterdir()} == described | {"README.md", "datapackage.json"}


def test_the_data_are_under_five_megabytes():
    assert sum(path.stat().st_size for path in DATA.iterdir()) < 5_000_000


@pytest.mark.parametrize("table", PLANNED)
def test_the_real_tables_are_as_long_as_planned(table):
    assert len(datasets.load(table)) >= PLANNED[table]
