"""Ardenmoor Instruments, the simulated company: a seed in, every simulated table out.

Nothing here is evidence about real firms: we wrote the rules (`rules.py`; in words in `data/README.md`).
"""

from functools import cached_property
from pathlib import Path

import pandas as pd

from leadermanager.errors import DataError
from leadermanager_instructor.company.careers import simulate_careers
from leadermanager_instructor.company.diaries import simulate_time_use
from leadermanager_instructor.company.initiatives import simulate_initiatives
from leadermanager_instructor.company.market import simulate_weeks
from leadermanager_instructor.company.messages import simulate_messages
from leadermanager_instructor.company.people import People, simulate_people
from leadermanager_instructor.company.rules import RULES, Rules
from leadermanager_instructor.company.staff import Staff, simulate_staff
from leadermanager_instructor.company.survey import list_items, simulate_ratings
from leadermanager_instructor.company.ties import simulate_ties
from leadermanager_instructor.company.units import simulate_units

PUBLISHED_SEED = 1990  # the committed tables come from this seed; the article is of that year


TABLES = (
    "managers",
    "items",
    "ratings",
    "units",
    "weeks",
    "staff",
    "ties",
    "messages",
    "initiatives",
    "time_use",
    "careers",
)


class Company:
    """One simulated company; each attribute is a table, simulated when it is first asked for.

    Every table draws from its own stream of random numbers, so asking for one alone gives the same rows as
    asking for all.
    """

    def __init__(self, seed: int, rules: Rules = RULES) -> None:
        if seed < 0:
            raise DataError(f"The seed of a company is 0 or more, not {seed}.")
        self.seed = seed
        self.rules = rules

    def __repr__(self) -> str:
        return f"Company(seed={self.seed})"

    @cached_property
    def _people(self) -> People:
        return simulate_people(self.seed, self.rules)

    @cached_property
    def _staff(self) -> Staff:
        return simulate_staff(self.seed, self._people, self.rules)

    @cached_property
    def managers(self) -> pd.DataFrame:
        """The 240 managers."""
        return self._people.managers

    @cached_property
    def items(self) -> pd.DataFrame:
        """The 12 behaviours of the survey; the same in every company."""
        return list_items()

    @cached_property
    def ratings(self) -> pd.DataFrame:
        """What seven raters said of each manager."""
        return simulate_ratings(self.seed, self._people, self.rules)

    @cached_property
    def units(self) -> pd.DataFrame:
        """The 24 units in 12 quarters."""
        return simulate_units(self.seed, self._people, self.rules)

    @cached_property
    def weeks(self) -> pd.DataFrame:
        """Eight units in 104 weeks."""
        return simulate_weeks(self.seed, self._people, self.units, self.rules)

    @cached_property
    def staff(self) -> pd.DataFrame:
        """The 600 employees."""
        return self._staff.table

    @cached_property
    def ties(self) -> pd.DataFrame:
        """Who reports to, asks or trusts whom."""
        return simulate_ties(self.seed, self._staff, self.rules)

    @cached_property
    def messages(self) -> pd.DataFrame:
        """Three messages and everybody they were meant for."""
        return simulate_messages(self.seed, self._staff, self.ties, self.rules)

    @cached_property
    def initiatives(self) -> pd.DataFrame:
        """The 160 proposals."""
        return simulate_initiatives(self.seed, self._people, self.rules)

    @cached_property
    def time_use(self) -> pd.DataFrame:
        """The diaries of 58 managers."""
        return simulate_time_use(self.seed, self._people, self.rules)

    @cached_property
    def careers(self) -> pd.DataFrame:
        """The first ten years of each manager's career."""
        return simulate_careers(self.seed, self._people, self.rules)

    def write(self, folder: Path) -> list[Path]:
        """Write every table to `folder` as CSV, in UTF-8 with Unix line ends; return the paths."""
        folder.mkdir(parents=True, exist_ok=True)
        paths = []
        for name in TABLES:
            table: pd.DataFrame = getattr(self, name)
            flags = table.select_dtypes(["bool", "boolean"]).columns
            words = {flag: table[flag].map({True: "true", False: "false"}) for flag in flags}
            path = folder / f"{name}.csv"
            table.assign(**words).to_csv(path, index=False, encoding="utf-8", lineterminator="\n")
            paths.append(path)
        return paths


def simulate(seed: int, rules: Rules = RULES) -> Company:
    """Return the company of a seed.

    Parameters
    ----------
    seed : int
        0 or more. The same seed gives the same tables, to the byte, on every supported Python.
    rules : Rules, optional
        The sizes of the effects; only tests change them.

    Raises
    ------
    DataError
        If the seed is below 0.
    """
    return Company(seed, rules)
