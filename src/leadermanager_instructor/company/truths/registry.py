"""What a truth is: a number that anybody can estimate from the tables, and the interval it falls in."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from leadermanager_instructor.company import Company

TRUTHS: dict[str, "Truth"] = {}


@dataclass(frozen=True)
class Truth:
    """One truth of the simulated company, as `data/README.md` states it."""

    estimate: Callable[[Company], float]  # from the tables alone, as a student could
    low: float
    high: float
    broken: dict[str, Any]  # a change of rules that makes this truth false

    def holds(self, company: Company) -> bool:
        """Say whether the estimate falls in the interval."""
        return self.low <= self.estimate(company) <= self.high


def truth(low: float, high: float, **broken: float) -> Callable[[Callable[[Company], float]], Any]:
    """Register an estimate as a truth under its own name, with its interval and what breaks it."""

    def register(estimate: Callable[[Company], float]) -> Callable[[Company], float]:
        TRUTHS[estimate.__name__] = Truth(estimate, low, high, broken)
        return estimate

    return register


@lru_cache(maxsize=1)  # most estimates begin with it, and a test asks one company for all of them
def strengths(company: Company) -> pd.DataFrame:
    """Return leading and managing of every manager, 0 to 10, as all raters but the manager see them."""
    ratings = company.ratings[company.ratings["rater"] != "self"]
    system = ratings["item_id"].map(company.items.set_index("item_id")["system"])
    score = (
        ratings["score"].astype("float64").groupby([ratings["manager_id"], system.rename("system")]).mean()
    )
    return 2.5 * (score.unstack() - 1)


def managers_with_strengths(company: Company) -> pd.DataFrame:
    """Return the managers' table with their estimated leading and managing."""
    return company.managers.join(strengths(company), on="manager_id")


def slopes(y: pd.Series, *columns: pd.Series) -> np.ndarray:
    """Return the least-squares slopes of `y` on the columns (with an intercept, which is left out)."""
    design = np.column_stack([np.ones(len(y)), *columns]).astype(float)
    fitted: np.ndarray = np.linalg.lstsq(design, y.to_numpy(float), rcond=None)[0]
    return fitted[1:]
