"""Each operator for code on tables makes the mistake it is named after, and no other."""

import pytest
from cosmic_ray.mutating import mutate_code

from nbseal.assignments.soundness.table_operators import OPERATORS

EXAMPLES = [
    pytest.param(operator, example, id=f"{operator.__name__}-{number}")
    for operator in OPERATORS
    for number, example in enumerate(operator.examples())
]


@pytest.mark.parametrize(("operator", "example"), EXAMPLES)
def test_an_operator_does_what_its_examples_say(operator, example) -> None:
    """Where the code stays as it is, the operator finds no place for itself."""
    made = mutate_code(example.pre_mutation_code, operator(), example.occurrence)
    assert (made or example.pre_mutation_code) == example.post_mutation_code
    if example.pre_mutation_code == example.post_mutation_code:
        assert made is None


@pytest.mark.parametrize("operator", OPERATORS, ids=lambda operator: operator.__name__)
def test_every_operator_has_an_example_that_changes_something(operator) -> None:
    assert any(it.pre_mutation_code != it.post_mutation_code for it in operator.examples())
