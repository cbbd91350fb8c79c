"""The model of fit: what a unit's leading and managing make of the change and the complexity it faces.

`fit` keeps all four as they are. `two_waters` follows them quarter by quarter, as somebody sets them.
"""

from collections.abc import Sequence
from functools import partial
from typing import Annotated, Any

import numpy as np
import pandas as pd

from leadermanager.errors import ArgumentError
from leadermanager.models.model import Model, Parameter, Result

# Points of performance (100 = plan). They are chosen for the lesson and measured nowhere.
START = 108.0  # of a unit that has nothing to cope with and does nothing about it
UNMET = 0.8  # lost for each squared point of change or complexity that nobody copes with
SURPLUS = 0.1  # lost for each squared point of leading or managing that nothing asks for
EFFORT = 0.4  # cost of each point of effort; effort is leading + managing

PLAN = 100.0
PIPE = 4  # quarters until what nobody led is felt, in `two_waters`


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


def two_waters(
    change: Sequence[float],
    complexity: Sequence[float],
    leading: Sequence[float],
    managing: Sequence[float],
    before: float,
) -> Result:
    """Follow a unit whose market, leading and managing may be different in each quarter.

    Points are lost as in `fit`, but for the delay: change that nobody copes with is felt four quarters later,
    and then in full, as if it came through a pipe. Later leading does not call it back.

    Parameters
    ----------
    change, complexity
        What the unit faces in each quarter, 0 to 10.
    leading, managing
        How strongly it leads and manages in each quarter, 0 to 10.
    before
        How strongly it led in the four quarters before the first, in which its market moved as in the first.

    Returns
    -------
    Result
        The run has one row per quarter: `quarter` (1, 2, …), `performance` (100 = plan), and in the same
        points what was lost: `missing_order`, `missing_direction`, `surplus`, `cost_of_effort`; and `piped`,
        what that quarter sends into the pipe. The summary has the `lowest` performance; `below_plan`
        (quarters under 100); in points, summed over all quarters, what was lost by `missing_order` and
        `missing_direction`; `raised` (the first quarter in which it led more strongly than before, by a
        point or more; 0 where there is none), `waiting` (points in the pipe when that quarter began), and
        `in_pipe` (points that will come out after the last quarter).

    Raises
    ------
    ArgumentError
        If the four are not numbers for the same quarters.
    """
    faces = np.array([change, complexity], dtype=float)
    if not faces.shape[1] == len(leading) == len(managing):
        raise ArgumentError(
            f"two_waters: change has {faces.shape[1]} quarters, leading {len(leading)} and managing "
            f"{len(managing)}; give all of them the same."
        )
    built = np.array([leading, managing], dtype=float)
    short, over = np.maximum(faces - built, 0) ** 2, np.maximum(built - faces, 0) ** 2
    piped = UNMET * short[0]
    felt = np.concatenate([np.full(PIPE, UNMET * max(faces[0, 0] - before, 0) ** 2), piped])
    lost: dict[str, Any] = {
        "missing_order": UNMET * short[1],
        "missing_direction": felt[:-PIPE],
        "surplus": SURPLUS * over.sum(axis=0),
        "cost_of_effort": EFFORT * built.sum(axis=0),
    }
    performance = START - sum(lost.values())
    quarters = len(piped)
    higher = np.flatnonzero(built[0] >= before + 1)
    raised = int(higher[0]) + 1 if len(higher) else 0
    return Result(
        pd.DataFrame(
            {"quarter": np.arange(1, quarters + 1), "performance": performance, **lost, "piped": piped}
        ),
        {
            "lowest": float(performance.min()),
            "below_plan": float((performance.round(1) < PLAN).sum()),
            "missing_order": float(lost["missing_order"].sum()),
            "missing_direction": float(lost["missing_direction"].sum()),
            "raised": float(raised),
            "waiting": float(felt[raised - 1 : raised - 1 + PIPE].sum()) if raised else 0.0,
            "in_pipe": float(felt[quarters:].sum()),
        },
    )
