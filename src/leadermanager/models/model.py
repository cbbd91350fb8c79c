"""A model: a function of a few declared numbers, which gives a run and what the run comes to."""

import inspect
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, update_wrapper
from numbers import Real
from typing import Any, Generic, ParamSpec, get_type_hints

import pandas as pd

from leadermanager.errors import ArgumentError
from leadermanager.nearest import nearest

P = ParamSpec("P")


@dataclass(frozen=True)
class Parameter:
    """A number that a model takes. Its slider, its documentation and what refuses a wrong one read it here.

    Attributes
    ----------
    label, unit
        What a student reads beside its slider; the unit may be empty.
    least, most, step
        The ends of its range, and how far a slider moves at a time.
    whole
        Whether it has to be a whole number.
    name, default
        As the function has them, from which they are taken; None where the number has to be given.
    """

    label: str
    unit: str
    least: float
    most: float
    step: float = 1
    whole: bool = False
    name: str = ""
    default: float | None = None

    @property
    def range(self) -> str:
        """What it may be, in words."""
        return f"{'whole ' * self.whole}number from {self.least:g} to {self.most:g}"


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


@dataclass(eq=False)
class Model(Generic[P]):
    """A function from numbers to a `Result`, and what an exercise has to know of it.

    Calling it with a number that it does not take raises an `ArgumentError`.

    Attributes
    ----------
    work_out
        The function. Each of its arguments is annotated with a `Parameter`.
    x, y
        The columns of the run that are drawn.
    x_title, y_title
        What they measure, with the unit.
    numbers
        The names in the summary, each with the words a student reads.
    more
        Which number of the summary changes by how much with one more of a parameter (or with what is left of
        its range): name of the change -> parameter and number.
    limits
        Two columns, a lower and an upper limit of y, to draw across the picture; None where there are none.
    """

    work_out: Callable[P, Result]
    x: str
    y: str
    x_title: str
    y_title: str
    numbers: Mapping[str, str]
    more: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    limits: tuple[str, str] | None = None

    def __post_init__(self) -> None:
        update_wrapper(self, self.work_out)
        self.__signature__ = self._signature
        self.__doc__ = self._documented(inspect.getdoc(self.work_out) or "")

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> Result:
        """Work it out."""
        work_out: Callable[..., Result] = self.work_out
        numbers = self._checked(args, kwargs)
        result = work_out(**numbers)
        for name, (parameter, number) in self.more.items():
            one_more = min(numbers[parameter] + 1, self.parameters[parameter].most)
            there = work_out(**numbers | {parameter: one_more}).summary[number]
            result.summary[name] = there - result.summary[number]
        return result

    def __repr__(self) -> str:
        return f"leadermanager.models.{self.name}{self._signature}"

    @property
    def name(self) -> str:
        """What it is called in `leadermanager.models`."""
        return self.work_out.__name__

    @cached_property
    def parameters(self) -> dict[str, Parameter]:
        """The numbers that it takes, by name."""
        hints = get_type_hints(self.work_out, include_extras=True)
        found = {}
        for name, each in self._signature.parameters.items():
            default = None if each.default is each.empty else each.default
            found[name] = replace(hints[name].__metadata__[0], name=name, default=default)
        return found

    @cached_property
    def _signature(self) -> inspect.Signature:
        found = inspect.signature(self.work_out)
        plain = [each.replace(annotation=each.empty) for each in found.parameters.values()]
        return inspect.Signature(plain)

    def _checked(self, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> dict[str, float]:
        """Return all numbers by name, the left out ones too."""
        for name in kwargs:
            if name not in self.parameters:
                near = nearest(name, self.parameters)
                raise ArgumentError(f"{self.name}: there is no number {name!r}; {near}")
        try:
            bound = self._signature.bind(*args, **kwargs)
        except TypeError as problem:
            raise ArgumentError(f"{self.name}: {problem}; it takes {', '.join(self.parameters)}.") from None
        bound.apply_defaults()
        return {
            name: self._fitting(self.parameters[name], number) for name, number in bound.arguments.items()
        }

    def _fitting(self, takes: Parameter, number: Any) -> float:
        fits = isinstance(number, Real) and takes.least <= float(number) <= takes.most
        if not fits or (takes.whole and number != int(number)):
            given = number if isinstance(number, Real) else repr(number)
            raise ArgumentError(f"{self.name}: {takes.name} is {given}; give a {takes.range}.")
        return int(number) if takes.whole else number

    def _documented(self, text: str) -> str:
        """Put behind each number's name in the documentation what it may be."""

        def with_range(line: re.Match[str]) -> str:
            known = [self.parameters.get(name) for name in line[0].split(", ")]
            if known[0] is None:
                return line[0]
            default = "" if known[0].default is None else f", default {known[0].default:g}"
            return f"{line[0]} : {known[0].range}{default}"

        return re.sub(r"^[a-z_]+(?:, [a-z_]+)*$", with_range, text, flags=re.MULTILINE)
