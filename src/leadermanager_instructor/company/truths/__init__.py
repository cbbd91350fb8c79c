"""What is true in every simulated company, whatever its seed: the list that `data/README.md` prints.

Each truth is an estimate from the tables alone with the interval it falls in; each names a change of the
rules that makes it false. Traps are here as well: an estimate that misleads, beside the better one.
"""

from leadermanager_instructor.company.truths import alignment, careers, fit, risk, survey, weeks
from leadermanager_instructor.company.truths.registry import TRUTHS, Truth

__all__ = ["TRUTHS", "Truth", "alignment", "careers", "fit", "risk", "survey", "weeks"]
