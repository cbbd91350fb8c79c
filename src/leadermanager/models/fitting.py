"""The model of fit: what a unit's leading and managing make of the change and the complexity it faces.

`two_waters` follows them quarter by quarter, as somebody sets them.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from leadermanager.errors import ArgumentError
from leadermanager.models.model import Result

# Points of performance (100 = plan). They are chosen for the lesson and measured nowhere.
START = 108.0  # of a unit that has nothing to cope with and does nothing about it
UNMET = 0.8  # lost for each squared point of change or complexity that nobody copes with
SURPLUS = 0.1  # lost for each squared point of leading or managing that nothing asks for
EFFORT = 0.4  # cost of each point of effort; effort is leading + managing

PLAN = 100.0
PIPE = 4  # quarters until what nobody led is felt, in `two_waters`


def two_waters(
    change: Sequence[float],
    complexity: Sequence[float],
    leading: Sequence[float],
    managing: Sequence[float],
    before: float,
) -> Result:
    """Follow a unit whose market, leading and managing may be different in each quarter.

    In a quarter with change *c* and complexity *k*, a unit that leads with strength *L* and manages with
    strength *M* performs at::

        108 - 0.8 (k - M)₊² - 0.8 (c' - L')₊² - 0.1 [(L - c)₊² + (M - k)₊²] - 0.4 (L + M)

    where (x)₊ is x if x is positive and else 0, and c' and L' are those of four quarters before. Complexity
    that nobody copes with costs at once. Change that nobody copes with is felt a year later, as if it came
    through a pipe: the old direction goes on serving for a while. Later leading does not call it back. The
    unit's effort, L + M, costs at once, needed or not.

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

    Notes
    -----
    The idea that what copes has to be as varied as what it copes with is W. Ross Ashby's law of requisite
    variety (*An Introduction to Cybernetics*, 1956). That fit between a chief executive and a firm matters
    more than one best way, and that it shows in results only after about three years, is what O. Bandiera,
    A. Prat, S. Hansen and R. Sadun found among 1,114 chief executives ("CEO Behavior and Firm Performance",
    *Journal of Political Economy* 128, 2020). The formula and its numbers are ours and neither of theirs.

    The model leaves out chance, people, how leading and managing help or hinder each other, that a unit can
    learn, and that leading well differs from leading much.
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
