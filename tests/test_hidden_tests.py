"""What hidden tests share is right by itself: a company with its ways of working, and leads found by hand."""

import pandas as pd
import pytest

from leadermanager_instructor.hidden_tests import firm_with_ways, leads_by_hand


def way_of(row: pd.Series) -> str:
    lack, surplus = row["change"] - row["leading"], row["managing"] - row["complexity"]
    if lack > 1:
        return "over-managed" if surplus > 1 else "under-led" if surplus >= -1 else "none of these"
    return "leader-manager" if surplus >= -1 else "none of these"


def test_as_many_managers_work_in_each_way_as_were_asked_for() -> None:
    firm = firm_with_ways(84, 9)
    assert set(firm["way"].value_counts()) == {9}
    assert list(firm["way"]) == [way_of(row) for _, row in firm.iterrows()]
    assert firm["manager_id"].is_unique
    assert not firm.equals(firm_with_ways(85, 9))


def test_a_lead_is_found_with_its_link_before_and_after() -> None:
    mondays = pd.date_range("2024-01-01", periods=9, freq="7D")
    gauges = pd.DataFrame({"unit": "Gauges", "week": mondays, "orders": [10, 30, 20, 40, 10, 30, 50, 20, 20]})
    optics = pd.DataFrame({"unit": "Optics", "week": mondays, "orders": [20, 25, 15, 35, 25, 45, 50, 40, 30]})
    (found,) = leads_by_hand(pd.concat([gauges, optics]), "Optics", "2024-02-12", 3).to_dict("records")
    assert found == {"unit": "Gauges", "shift": 2, "link": pytest.approx(1.0), "later": pytest.approx(-1.0)}
    gone = pd.concat([gauges[gauges["week"] != mondays[3]], optics])
    assert leads_by_hand(gone, "Optics", "2024-02-12", 3)["shift"].tolist() == [2], (
        "a missing week shifts none"
    )
