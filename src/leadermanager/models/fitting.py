"""The model of fit: what a unit's leading and managing make of the change and the complexity it faces."""

from functools import partial
from typing import Annotated, Any

import numpy as np
import pandas as pd

from leadermanager.models.model import Model, Parameter, Result

# Points of performance (100 = plan). They are chosen for the lesson and measured nowhere.
START = 108.0  # of a unit that has nothing to cope with and does nothing about it
UNMET = 0.8  # lost for each squared point of change or complexity that nobody copes with
SURPLUS = 0.1  # lost for each squared point of leading or managing that nothing asks for
EFFORT = 0.4  # cost of each point of effort; effort is leading + managing

PLAN = 100.0


@partial(
    Model,
    x="quarter",
    y="performance",
    x_title="Quarter",
    y_title="Performance (100 = plan)",
    numbers={
        "first": "first quarter",
        "last": "last quarter",
        "lowest": "lowest",
        "highest": "highest",
        "mean": "average",
        "below_plan": "quarters below plan",
        "effort": "effort (leading + managing)",
        "more_leading": "one more point of leading changes the average by",
        "more_managing": "one more point of managing changes the average by",
    },
    more={"more_leading": ("leading", "mean"), "more_managing": ("managing", "mean")},
)
def fit(
    change: Annotated[float, Parameter("Change it faces", "of 10", 0, 10, 0.5)],
    complexity: Annotated[float, Parameter("Complexity it faces", "of 10", 0, 10, 0.5)],
    leading: Annotated[float, Parameter("Leading", "of 10", 0, 10, 0.5)],
    managing: Annotated[float, Parameter("Managing", "of 10", 0, 10, 0.5)],
    quarters: Annotated[int, Parameter("Quarters", "", 1, 40, whole=True)] = 8,
    lag: Annotated[float, Parameter("Half of it is felt after", "quarters", 1, 40)] = 8,
) -> Result:
    """Work out how a unit performs when its leading and managing meet what it faces, or do not.

    In quarter *t* a unit that faces change *c* and complexity *k*, leads with strength *L* and manages with
    strength *M* performs at::

        108 - 0.8 (k - M)₊² - 0.8 (c - L)₊² late(t) - 0.1 [(L - c)₊² + (M - k)₊²] - 0.4 (L + M)

        late(t) = 1 - 2^(-(t / lag)⁴)

    where (x)₊ is x if x is positive and else 0. Complexity that nobody copes with costs at once. Change that
    nobody copes with costs late: the old direction goes on serving for a while, and a new one takes as long
    to pay. Half of the effect is felt after `lag` quarters. The unit's effort, L + M, costs at once,
    needed or not.

    Parameters
    ----------
    change, complexity
        What the unit faces; 0 is none.
    leading, managing
        How strongly the unit leads and manages; 0 is not at all.
    quarters
        How many quarters to work out.
    lag
        Quarters until half of the effect of leading is felt.

    Returns
    -------
    Result
        The run has one row per quarter: `quarter` (1, 2, …), `performance` (100 = plan), and in the same
        points what was lost: `missing_order`, `missing_direction`, `surplus`, `cost_of_effort` (0.4 a point
        of effort). The summary has the `first`, `last`, `lowest`, `highest` and `mean` performance;
        `below_plan` (quarters under 100); `effort` (L + M, 0 to 20); `more_leading` and `more_managing`
        (points of mean performance won by one more point of it, or by what is left up to 10; negative where
        it makes things worse).

    Notes
    -----
    The idea that what copes has to be as varied as what it copes with is W. Ross Ashby's law of requisite
    variety (*An Introduction to Cybernetics*, 1956). That fit between a chief executive and a firm matters
    more than one best way, and that it shows in results only after about three years, is what O. Bandiera,
    A. Prat, S. Hansen and R. Sadun found among 1,114 chief executives ("CEO Behavior and Firm Performance",
    *Journal of Political Economy* 128, 2020). The formula and its numbers are ours and neither of theirs.

    The model leaves out chance, people, how leading and managing help or hinder each other, that a unit can
    learn, and that leading well differs from leading much. Change and complexity stay as they are.
    """
    quarter = np.arange(1, quarters + 1)
    late = 1 - 2.0 ** -((quarter / lag) ** 4)
    surplus = max(leading - change, 0) ** 2 + max(managing - complexity, 0) ** 2
    lost: dict[str, Any] = {
        "missing_order": UNMET * max(complexity - managing, 0) ** 2,
        "missing_direction": UNMET * max(change - leading, 0) ** 2 * late,
        "surplus": SURPLUS * surplus,
        "cost_of_effort": EFFORT * (leading + managing),
    }
    performance = START - sum(lost.values())
    return Result(
        pd.DataFrame({"quarter": quarter, "performance": performance, **lost}),
        {
            "first": float(performance[0]),
            "last": float(performance[-1]),
            "lowest": float(performance.min()),
            "highest": float(performance.max()),
            "mean": float(performance.mean()),
            "below_plan": float((performance.round(1) < PLAN).sum()),
            "effort": float(leading + managing),
        },
    )
