"""A name that there is not is told the nearest one, whatever its capitals."""

import pytest

from leadermanager.nearest import nearest

UNITS = ["Optics", "Sensors", "Field Service"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("optics", "Optics"), ("SENSORS", "Sensors"), ("Field service", "Field Service"), ("Sensor", "Sensors")],
)
def test_the_nearest_name_is_asked_about(typed, meant):
    assert nearest(typed, UNITS) == f"did you mean {meant!r}?"


def test_where_nothing_is_near_all_names_are_given():
    assert nearest("Bakery", UNITS) == "there are Optics, Sensors, Field Service."


def test_names_may_be_of_any_type():
    assert nearest(2025, [2023, 2024]).startswith("did you mean")
    assert nearest(None, [2023, 2024]) == "there are 2023, 2024."
