"""Values are told in a few words, in which a student finds the place that is meant."""

from datetime import datetime

import pandas as pd

from nbseal.grading.notebook.describe import describe


def test_a_table_tells_its_days_as_days_and_its_times_as_times() -> None:
    days = pd.DatetimeIndex([datetime(2024, 1, 29), datetime(2024, 2, 5, 6, 30)])
    told = describe(pd.DataFrame({"week": days, "day": [datetime(2024, 1, 29), None]}, index=days))
    assert [line.split() for line in told.split("\n")[1:]] == [
        ["week", "day"],
        ["2024-01-29", "2024-01-29", "2024-01-29"],
        ["2024-02-05", "06:30:00", "2024-02-05", "06:30:00", "NaT"],
    ]
