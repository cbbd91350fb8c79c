"""A model that a student calls refuses a number that it does not take, by name."""

import inspect
from typing import Annotated, Any

import numpy as np
import pandas as pd
import pytest

from leadermanager.errors import ArgumentError
from leadermanager.models import Result, contagion, firefight, learn
from leadermanager.models.model import Range, in_range


@in_range
def tide(
    height: Annotated[float, Range(0, 10)], days: Annotated[int, Range(1, 28, whole=True)] = 7
) -> Result:
    """Work out a tide."""
    return Result(pd.DataFrame({"day": range(days)}), {"height": height, "days": days})


@pytest.mark.parametrize("model", [lambda: contagion(carriers=5), lambda: firefight(8, 5, 6), learn])
def test_one_call_gives_the_run_and_its_summary(model):
    result = model()
    assert isinstance(result, Result)
    assert len(result.run) > 1
    assert all(isinstance(number, float) for number in result.summary.values())


def test_numbers_within_their_ranges_go_to_the_model_and_what_is_left_out_has_its_default():
    assert tide(0).summary == {"height": 0, "days": 7}
    assert tide(height=10, days=28).summary == {"height": 10, "days": 28}


@pytest.mark.parametrize("beyond", [-1, 10.5, float("nan"), "1", None])
def test_what_lies_beyond_a_range_is_refused_with_the_range(beyond):
    with pytest.raises(ArgumentError, match=f"tide: height is .*{beyond}.*; give a number from 0 to 10"):
        tide(beyond)


@pytest.mark.parametrize("wrong", [0, 29, 2.5])
def test_a_whole_number_is_asked_for_as_such(wrong):
    with pytest.raises(ArgumentError, match=r"days is .*; give a whole number from 1 to 28"):
        tide(1, days=wrong)


def test_a_whole_number_is_whole_whatever_its_type():
    five: Any = np.float64(5)
    assert type(tide(1, days=five).summary["days"]) is int


def test_numbers_may_be_those_of_a_table():
    assert tide(**pd.Series({"height": 2, "days": 3}, dtype=float)).summary == {"height": 2, "days": 3}


def test_a_number_that_there_is_not_gets_the_nearest_name():
    with pytest.raises(ArgumentError, match="tide: there is no number 'heigth'; did you mean 'height'"):
        tide(heigth=1)  # type: ignore[call-arg]


def test_a_number_left_out_is_named():
    with pytest.raises(ArgumentError, match="missing a required argument: 'height'; it takes height, days"):
        tide()  # type: ignore[call-arg]


def test_a_model_keeps_its_name_its_documentation_and_its_signature():
    assert tide.__name__ == "tide"
    assert tide.__doc__ == "Work out a tide."
    assert list(inspect.signature(tide).parameters) == ["height", "days"]
