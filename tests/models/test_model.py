"""Every model declares its numbers once, and gives a run and its summary in one call."""

import inspect
import re
from typing import Any

import numpy as np
import pandas as pd
import pytest

from leadermanager.errors import ArgumentError
from leadermanager.models import MODELS, Result, contagion, fit


@pytest.fixture(params=MODELS)
def model(request):
    return MODELS[request.param]


def least(model):
    """The lowest value of each number."""
    return {name: each.least for name, each in model.parameters.items()}


def test_one_call_gives_the_run_and_its_summary(model):
    result = model(**least(model))
    assert isinstance(result, Result)
    assert {model.x, model.y, *(model.limits or ())} <= set(result.run.columns)
    assert len(result.run) >= 1
    assert all(isinstance(number, float) for number in result.summary.values())


def test_every_number_of_the_summary_has_words_and_every_word_a_number(model):
    assert set(model(**least(model)).summary) == set(model.numbers)


def test_the_numbers_are_those_of_the_signature(model):
    signature = inspect.signature(model)
    assert list(signature.parameters) == list(model.parameters)
    for name, each in model.parameters.items():
        default = signature.parameters[name].default
        assert each.default == (None if default is inspect.Parameter.empty else default)


def test_each_number_has_a_label_and_a_range_that_holds_its_default(model):
    for each in model.parameters.values():
        assert each.label
        assert each.least < each.most
        assert 0 < each.step <= each.most - each.least
        assert each.default is None or each.least <= each.default <= each.most


def test_the_ends_of_each_range_are_taken_and_what_lies_beyond_is_refused_by_name(model):
    for name, each in model.parameters.items():
        for end in (each.least, each.most):
            model(**least(model) | {name: end})
        for beyond in (each.least - 1, each.most + 1, float("nan"), "1"):
            with pytest.raises(
                ArgumentError, match=f"{model.name}: {name} is .*{beyond}.*; give a {each.range}"
            ):
                model(**least(model) | {name: beyond})


def test_the_documentation_states_the_range_of_every_number_and_what_it_means(model):
    parameters = re.search(r"Parameters\n-+\n(.*?)\n\n", model.__doc__, re.DOTALL)
    assert parameters is not None
    lines = re.findall(r"^(\S.*) : (.*)\n    \S", parameters[1], re.MULTILINE)
    stated = {name: said for names, said in lines for name in names.split(", ")}
    for name, each in model.parameters.items():
        default = "" if each.default is None else f", default {each.default:g}"
        assert stated.pop(name) == f"{each.range}{default}"
    assert not stated


def test_one_more_of_a_number_is_worked_out_and_at_the_end_of_its_range_nothing_changes(model):
    for name, (parameter, number) in model.more.items():
        takes = model.parameters[parameter]
        once, more = (model(**least(model) | {parameter: takes.least + n}).summary for n in (0, 1))
        assert once[name] == pytest.approx(more[number] - once[number])
        assert model(**least(model) | {parameter: takes.most}).summary[name] == 0


def test_numbers_may_be_those_of_a_table(model):
    row = pd.Series(least(model), dtype=float)
    assert model(**row).summary == model(**least(model)).summary


def test_a_number_that_there_is_not_gets_the_nearest_name():
    with pytest.raises(ArgumentError, match="fit: there is no number 'leadng'; did you mean 'leading'"):
        fit(change=1, complexity=2, leadng=3, managing=4)  # type: ignore[call-arg]


def test_a_number_left_out_is_named():
    with pytest.raises(
        ArgumentError, match="missing a required argument: 'carriers'; it takes carriers, apart"
    ):
        contagion()  # type: ignore[call-arg]


def test_a_model_shows_how_it_is_called():
    assert repr(fit) == "leadermanager.models.fit(change, complexity, leading, managing, quarters=8, lag=8)"


def test_a_whole_number_is_whole_whatever_its_type():
    five: Any = np.float64(5)
    assert contagion(five).run.equals(contagion(5).run)
