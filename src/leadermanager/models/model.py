"""What an exercise has to know of a model to put sliders on it."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Model:
    """What an exercise has to know of a model.

    Attributes
    ----------
    run, summary
        The functions; they take the same numbers by name.
    takes
        Each number's name, and its lowest and highest value.
    x, y
        The columns that are drawn.
    x_title, y_title
        What they measure, with the unit.
    numbers
        The names that `summary` gives, each with the words a student reads.
    limits
        Two columns, a lower and an upper limit of y, to draw across the picture; None where there are none.
    """

    run: Callable[..., pd.DataFrame]
    summary: Callable[..., dict[str, float]]
    takes: Mapping[str, tuple[float, float]]
    x: str
    y: str
    x_title: str
    y_title: str
    numbers: Mapping[str, str]
    limits: tuple[str, str] | None = None


def check_numbers(
    model: str,
    takes: Mapping[str, tuple[float, float]],
    given: Mapping[str, float],
    whole: Collection[str] = (),
) -> None:
    """Refuse numbers that a model does not take.

    Parameters
    ----------
    model
        The model's name, for the message.
    takes
        Each number's name, and its lowest and highest value.
    given
        The numbers to look at, by name.
    whole
        Those that have to be whole.

    Raises
    ------
    ValueError
        If a number is outside its range, or not whole; the message names the first of them.
    """
    for name, number in given.items():
        low, high = takes[name]
        if not low <= number <= high:
            raise ValueError(f"{model}: {name} is {number}; give a number from {low:g} to {high:g}.")
        if name in whole and number != int(number):
            raise ValueError(f"{model}: {name} is {number}; give a whole number.")
