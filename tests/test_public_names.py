"""The flat public names that notebooks use."""

import pytest

import leadermanager as lm


def test_the_public_names_are_sorted():
    assert lm.__all__ == sorted(lm.__all__)


@pytest.mark.parametrize("name", lm.__all__)
def test_each_public_name_can_be_loaded_and_says_what_it_is(name):
    assert getattr(lm, name).__doc__


def test_an_unknown_name_is_refused_with_the_nearest():
    with pytest.raises(AttributeError, match="has no 'load_manager'; did you mean 'load_managers'"):
        lm.load_manager  # noqa: B018
