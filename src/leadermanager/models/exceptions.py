"""Decisions that no rule covers, and the people who settle them.

`exceptions` says how many come up as change rises. `decide` says what becomes of them with the people whom
somebody lets decide, and with an aim that these agree on.
"""

from collections.abc import Sequence
from itertools import pairwise

import pandas as pd

from leadermanager.errors import ArgumentError
from leadermanager.models.model import Result

# Chosen for the lesson and measured nowhere.
ARISE = 2.0  # things to decide in a week, per point of change
WEEKS = 26  # half a year
EACH = 3  # decisions that one person settles in a week
CLASHES, IN_WEEKS = 2, 3  # two people without a common aim clash in two weeks of three
UNDONE = 2  # decisions that a clash brings back, one of each of the two
AGREEING = 2  # weeks that it takes to agree on an aim
WON_BY = 30  # decisions settled with a common aim, which bring one more person to lead unasked
MOST = 10  # people who could decide


def exceptions(first: float, last: float, rules: float = 50, weeks: int = WEEKS) -> list[int]:
    """Return how many decisions that no rule covers come up in each week.

    At change *c*, 2 *c* things a week have to be decided. A share 1 - *c*/10 of them has come up before;
    for a share *r* of those there is a rule. The others are exceptions: 2 *c* [1 - *r* (1 - *c*/10)] a
    week, in whole numbers, of which the sum is never off by more than a half.

    Parameters
    ----------
    first, last
        Change in the first and in the last week, from 0 to 10. Between them it rises or falls evenly.
    rules
        How much of what has come up before has a rule, in per cent.
    weeks
        How many weeks; two or more.

    Notes
    -----
    That rules come first, that what they do not cover goes up the line, and that the line is overloaded as
    uncertainty grows, so that decisions have to be made where the information is, is J. R. Galbraith's
    account of organizations as processors of information ("Organization Design: An Information Processing
    View", *Interfaces* 4(3), 1974). The formula and its numbers are ours.
    """
    if not 0 <= first <= 10 or not 0 <= last <= 10:
        raise ArgumentError(f"exceptions: change is {first} and {last}; give numbers from 0 to 10.")
    if not 0 <= rules <= 100:
        raise ArgumentError(f"exceptions: rules is {rules}; give a number from 0 to 100.")
    came, total = [0], 0.0
    for week in range(weeks):
        change = first + (last - first) * week / (weeks - 1)
        total += ARISE * change * (1 - rules / 100 * (1 - change / 10))
        came.append(int(total + 0.5))
    return [now - before for before, now in pairwise(came)]


def decide(arising: Sequence[int], joining: Sequence[int] = (), aim: int = 0) -> Result:
    """Work out how many decisions wait, week by week.

    It begins with one person, who may let others decide. Each settles 3 decisions a week, if so many wait.
    Letting one more in takes the first person's whole week; the new one settles from the next week on.

    Any two who settle things without a common aim clash in two weeks of three, and each clash brings back
    two decisions, one of each. With *n* people that is n (n - 1)/2 pairs, so that a full desk loses
    3 n - 2/3 n (n - 1) a week: 3, 4.7, 5, 4, 1.7 for one person to five. The fourth makes it worse.

    Agreeing on an aim takes two weeks in which nobody settles anything. From then on nobody clashes,
    whoever joins takes up the aim, and every 30 decisions settled bring one more person to lead unasked, up
    to 10 in all.

    Parameters
    ----------
    arising
        How many decisions come up in each week.
    joining
        The weeks, in their order, in which the first person lets one more decide; nine at most, and none
        while the aim is talked about.
    aim
        The week in which the talk about the aim begins; 0 for none.

    Returns
    -------
    Result
        The run has one row per week: `week` (1, 2, …), `new`, the `people` who may decide in it, and the
        decisions `settled`, those of them that came `back`, and those `waiting` at its end; `won` is how many
        people began to lead unasked at its end. The summary has, over all weeks, `last` and `highest`
        (waiting at a week's end), `back`, `won`, and the `people` at the end.

    Raises
    ------
    ArgumentError
        If the weeks are not in their order, there is no such week, or it has two things to do.

    Notes
    -----
    That the more change there is, the more people have to lead, and that people who are aligned bring others
    to lead, is J. P. Kotter's claim ("What Leaders Really Do", *Harvard Business Review*, 1990). That pairs
    grow faster than people, so that one more can make things slower, is F. P. Brooks's argument (*The
    Mythical Man-Month*, 1975). The numbers are ours.

    The model leaves out chance; that decisions differ in weight and people in judgement; that people come to
    agree by working together, and cease to as the world moves on; and that customers do not wait for ever.
    """
    weeks = len(arising)
    talk = range(aim, aim + AGREEING) if aim else range(0)
    if aim and not 1 <= aim <= weeks:
        raise ArgumentError(f"decide: aim is {aim}; give a week from 1 to {weeks}, or 0 for none.")
    fits = list(joining) == sorted({*joining}) and all(1 <= week <= weeks for week in joining)
    if not fits or len(joining) >= MOST or any(week in talk for week in joining):
        raise ArgumentError(
            f"decide: joining is {list(joining)}; give {MOST - 1} weeks at most from 1 to {weeks}, in their "
            "order, and none in which the aim is talked about."
        )
    rows = []
    waiting, people = 0, 1
    clash_parts = 0  # thirds of a clash so far
    with_aim = 0  # decisions settled with a common aim since it last won somebody
    for week, new in enumerate(arising, start=1):
        shared = bool(aim) and week not in talk and week > aim
        waiting += new
        busy = 0 if week in talk else people - (week in joining)
        settled = min(waiting, EACH * busy)
        pairs = 0 if shared else busy * (busy - 1) // 2
        clashes = (clash_parts + CLASHES * pairs) // IN_WEEKS - clash_parts // IN_WEEKS
        clash_parts += CLASHES * pairs
        back = min(UNDONE * clashes, settled - settled % UNDONE)
        waiting += back - settled
        later = min(people + (week in joining), MOST)
        with_aim += settled if shared else 0
        won = min(with_aim // WON_BY, MOST - later)
        with_aim -= WON_BY * won
        rows.append((week, new, people, settled, back, won, waiting))
        people = later + won
    run = pd.DataFrame(rows, columns=["week", "new", "people", "settled", "back", "won", "waiting"])
    return Result(
        run,
        {
            "last": float(waiting),
            "highest": float(run["waiting"].max()),
            "back": float(run["back"].sum()),
            "won": float(run["won"].sum()),
            "people": float(people),
        },
    )
