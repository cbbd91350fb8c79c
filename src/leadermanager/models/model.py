"""What a model gives, and what keeps wrong numbers out of one that a student calls."""

import functools
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from numbers import Real
from typing import Any, ParamSpec, get_type_hints

import pandas as pd

from leadermanager.errors import ArgumentError
from leadermanager.nearest import nearest

P = ParamSpec("P")


@dataclass(frozen=True)
class Result:
    """What a model gives.

    Attributes
    ----------
    run
        One row for each step.
    summary
        What the run comes to, in a few named numbers.
    """

    run: pd.DataFrame
    summary: dict[str, float]


@dataclass(frozen=True)
class Range:
    """What a number may be: from `least` to `most`, and whole or not."""

    least: float
    most: float
    whole: bool = False

    def __str__(self) -> str:
        return f"{'whole ' * self.whole}number from {self.least:g} to {self.most:g}"

    def holds(self, number: Any) -> bool:
        """Return whether a number is one of these."""
        fits = isinstance(number, Real) and self.least <= float(number) <= self.most
        return fits and not (self.whole and number != int(number))


def in_range(model: Callable[P, Result]) -> Callable[P, Result]:
    """Have a model refuse, with an `ArgumentError`, a number that it does not take.

    Parameters
    ----------
    model
        A function whose every argument is annotated with its `Range`.
    """
    name, signature = model.__name__, inspect.signature(model)
    hints = get_type_hints(model, include_extras=True)
    ranges: dict[str, Range] = {each: hints[each].__metadata__[0] for each in signature.parameters}

    @functools.wraps(model)
    def checked(*args: P.args, **kwargs: P.kwargs) -> Result:
        for given in kwargs:
            if given not in ranges:
                raise ArgumentError(f"{name}: there is no number {given!r}; {nearest(given, ranges)}")
        try:
            numbers = signature.bind(*args, **kwargs).arguments
        except TypeError as problem:
            raise ArgumentError(f"{name}: {problem}; it takes {', '.join(ranges)}.") from None
        for each, number in numbers.items():
            if not ranges[each].holds(number):
                shown = number if isinstance(number, Real) else repr(number)
                raise ArgumentError(f"{name}: {each} is {shown}; give a {ranges[each]}.")
        whole = {each: int(number) for each, number in numbers.items() if ranges[each].whole}
        return model(**{**numbers, **whole})  # type: ignore[call-arg]

    return checked
