"""The course's tables, typed as `data/datapackage.json` describes them.

``load_ratings()`` and its sisters return a fresh pandas frame each time, so that a notebook may change its
own without changing anyone else's; the file is read once per process. Most tables are **simulated**:
`describe` says which.
"""

import html
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from leadermanager.errors import DataError
from leadermanager.nearest import nearest

# Where the tables are: inside an installed package, or at the root of a checkout.
_FOLDERS = (Path(__file__).parent / "data", Path(__file__).parents[2] / "data")


@dataclass(frozen=True)
class Codebook:
    """What a table holds: title, paragraph, source and one row per column; shows itself in a notebook."""

    table: str
    title: str
    description: str
    source: str
    columns: pd.DataFrame

    def __repr__(self) -> str:
        rows = [f"{self.table}: {self.title}", self.description, f"Source: {self.source}.", ""]
        for name, column in self.columns.iterrows():
            values = f" ({column['values']})" if column["values"] else ""
            rows.append(f"  {name}: {column['type']}{values}. {column['meaning']}")
        return "\n".join(rows)

    def _repr_html_(self) -> str:
        with pd.option_context("display.max_colwidth", None):
            columns = self.columns.rename_axis(None).to_html(justify="left", border=0)
        heading = f"<strong>{html.escape(self.table)}</strong>: {html.escape(self.title)}"
        paragraphs = f"<p>{html.escape(self.description)}</p><p>Source: {html.escape(self.source)}.</p>"
        return f"<p>{heading}</p>{paragraphs}{columns}"


def describe(table: str) -> Codebook:
    """Return the codebook of a table: what a row is, and each column's type, values, gaps and meaning.

    Parameters
    ----------
    table : str
        The table's name, for instance ``"ratings"``.

    Raises
    ------
    DataError
        If there is no such table; the message names the nearest.
    """
    resource = _resource(table)
    rows = [
        {
            "column": field["name"],
            "type": field["type"],
            "values": _values(field),
            "missing": "never" if field.get("constraints", {}).get("required") else "possible",
            "meaning": field["description"],
        }
        for field in resource["schema"]["fields"]
    ]
    columns = pd.DataFrame(rows).set_index("column")
    source = "; ".join(source["title"] for source in resource["sources"])
    return Codebook(resource["name"], resource["title"], resource["description"], source, columns)


def load(table: str) -> pd.DataFrame:
    """Return any table by its name, as its own ``load_<name>()`` does.

    Raises
    ------
    DataError
        If there is no such table, or its file is missing or not as described.
    """
    return _read(_resource(table)["name"]).copy()


def load_managers() -> pd.DataFrame:
    """Return the 240 managers of the simulated company, one row each."""
    return load("managers")


def load_items() -> pd.DataFrame:
    """Return the 12 behaviours that the survey asks about, two per system and task."""
    return load("items")


def load_ratings() -> pd.DataFrame:
    """Return the simulated survey: one row per rater, manager and item; `score` 1 to 5, some missing."""
    return load("ratings")


def load_units() -> pd.DataFrame:
    """Return the 24 simulated units in 12 quarters: `plan` and `actual` in thousand pounds."""
    return load("units")


def load_weeks() -> pd.DataFrame:
    """Return eight simulated units in 104 weeks: orders against plan, defects per thousand, exceptions."""
    return load("weeks")


def load_staff() -> pd.DataFrame:
    """Return the 600 simulated employees: skills 0 to 10, value, boss, effort 1 to 5, output."""
    return load("staff")


def load_ties() -> pd.DataFrame:
    """Return the simulated ties among the staff: who reports to, asks or trusts whom."""
    return load("ties")


def load_messages() -> pd.DataFrame:
    """Return 600 simulated employees and three messages: heard, understood, believed, acted on."""
    return load("messages")


def load_initiatives() -> pd.DataFrame:
    """Return 160 simulated proposals: estimates, objection, decision, outcome (thousand pounds)."""
    return load("initiatives")


def load_time_use() -> pd.DataFrame:
    """Return the simulated diaries of 58 managers: hours by week and kind of work, some missing."""
    return load("time_use")


def load_careers() -> pd.DataFrame:
    """Return the first ten years of 240 simulated careers, one row per manager and year."""
    return load("careers")


def load_cases() -> pd.DataFrame:
    """Return outcomes of real companies, with what was done, the source, and whether it was checked."""
    return load("cases")


def load_findings() -> pd.DataFrame:
    """Return real published figures, with design, size, source, and whether they were checked."""
    return load("findings")


def load_supervisors() -> pd.DataFrame:
    """Return 30 real departments: per cent of clerks who judged their supervisor favourably (1977)."""
    return load("supervisors")


def _folder() -> Path:
    for folder in _FOLDERS:
        if (folder / "datapackage.json").is_file():
            return folder
    raise DataError(f"The course's tables are missing from {_FOLDERS[0]}; install leadermanager again.")


@cache
def _package() -> dict[str, Any]:
    package: dict[str, Any] = json.loads((_folder() / "datapackage.json").read_text(encoding="utf-8"))
    return {resource["name"]: resource for resource in package["resources"]}


def _resource(table: str) -> dict[str, Any]:
    resources = _package()
    if table not in resources:
        raise DataError(f"There is no table {table!r}; {nearest(table, resources)}")
    resource: dict[str, Any] = resources[table]
    return resource


@cache
def _read(table: str) -> pd.DataFrame:
    resource = _resource(table)
    fields = resource["schema"]["fields"]
    path = _folder() / resource["path"]
    try:
        frame = pd.read_csv(
            path,
            dtype={field["name"]: _dtype(field) for field in fields if field["type"] != "date"},
            parse_dates=[field["name"] for field in fields if field["type"] == "date"],
            keep_default_na=False,
            na_values=[""],
            encoding="utf-8",
        )
    except FileNotFoundError:
        raise DataError(
            f"The table {table!r} is missing from {path.parent}; install leadermanager again."
        ) from None
    except ValueError as error:
        raise DataError(
            f"The table {table!r} in {path} is not as datapackage.json describes it: {error}."
        ) from error
    expected = [field["name"] for field in fields]
    if list(frame.columns) != expected:
        raise DataError(
            f"The table {table!r} in {path} has the columns {', '.join(frame.columns)} "
            f"where datapackage.json says {', '.join(expected)}."
        )
    return frame


def _dtype(field: dict[str, Any]) -> Any:
    """Return the pandas type of a field; nullable types only where a value may be missing."""
    constraints = field.get("constraints", {})
    kind, whole = field["type"], constraints.get("required", False)
    if kind == "string" and "enum" in constraints:
        return pd.CategoricalDtype(constraints["enum"], ordered=field.get("ordered", False))
    if kind == "integer":
        return "int64" if whole else "Int64"
    if kind == "boolean":
        return "bool" if whole else "boolean"
    return {"string": "str", "number": "float64"}[kind]


def _values(field: dict[str, Any]) -> str:
    constraints = field.get("constraints", {})
    unit = f" {field['unit']}" if "unit" in field else ""
    if "enum" in constraints:
        return " · ".join(map(str, constraints["enum"]))
    if "minimum" in constraints and "maximum" in constraints:
        return f"{constraints['minimum']} to {constraints['maximum']}{unit}"
    if "minimum" in constraints:
        return f"{constraints['minimum']} or more{unit}"
    return unit.strip()
