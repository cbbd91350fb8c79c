"""Mutants of a solution differ from it in one place, which lies between the markers."""

import ast
import textwrap

import pytest

from nbseal.assignments.soundness.mutants import Mutant, mutants, operators


def changes(source: str) -> dict[str, set[str]]:
    """What each operator made of the cell's lines."""
    found: dict[str, set[str]] = {}
    for mutant in mutants(textwrap.dedent(source).strip()):
        found.setdefault(mutant.operator, set()).add(mutant.key[1])
    return found


@pytest.mark.parametrize(
    ("line", "operator", "now"),
    [
        ("return a < b", "ReplaceComparisonOperator_Lt_LtE", "return a <= b"),
        ("return a - b", "ReplaceBinaryOperator_Sub_Add", "return a + b"),
        ("return t[t.a & t.b]", "ReplaceBinaryOperator_BitAnd_BitOr", "return t[t.a | t.b]"),
        ("return t.head(3)", "NumberReplacer", "return t.head( 4)"),
        ("return a and b", "ReplaceAndWithOr", "return a or b"),
        ("return t.rank(ascending=True)", "ReplaceTrueWithFalse", "return t.rank(ascending=False)"),
        ("return -a", "ReplaceUnaryOperator_Delete_USub", "return a"),
        ("return t['a'].mean()", "ReplaceAggregation", "return t['a'].median()"),
        ("return t['a'] - t['b']", "ReplaceText", "return t['b'] - t['b']"),
        ("return t.dropna()", "LeaveOutStep", "return t"),
        ("return t[['a', 'b']]", "LeaveOutItem", "return t[['a']]"),
        ("return t.sort_values('a')", "TurnOrder", "return t.sort_values('a', ascending=False)"),
        ("return a.merge(b)", "JoinOtherwise", 'return a.merge(b, how="left")'),
        ("return a", "ReturnNothing", "return None"),
    ],
)
def test_the_usual_mistakes_are_made(line: str, operator: str, now: str) -> None:
    assert now in changes(f"def f(t, a, b):\n    {line}").get(operator, ())


def test_only_what_stands_between_the_markers_is_changed() -> None:
    source = """
    def f(a):
        start = 1
        ### BEGIN SOLUTION
        middle = a * 2
        ### END SOLUTION
        return start + middle
    """
    made = mutants(textwrap.dedent(source).strip())
    assert made
    assert {(mutant.line, mutant.was) for mutant in made} == {(3, "    middle = a * 2")}
    assert not any("SOLUTION" in mutant.code for mutant in made)


def test_every_mutant_is_python_that_means_something_else_and_none_comes_twice() -> None:
    source = """
    def f(t, by):
        ### BEGIN SOLUTION
        kept = t.dropna(subset=["plan", "actual"]).sort_values("plan")
        good = kept[(kept["plan"] > 0) & ~kept["late"]]
        return good.groupby(by)["actual"].mean().reset_index()
        ### END SOLUTION
    """
    made = mutants(textwrap.dedent(source).strip())
    meanings = [ast.dump(ast.parse(mutant.code)) for mutant in made]
    assert len(set(meanings)) == len(meanings) > 30
    assert [mutant.line for mutant in made] == sorted(mutant.line for mutant in made)


def test_signs_are_only_mistaken_for_signs_that_work_alike() -> None:
    assert changes("x = a / b").keys() == {
        f"ReplaceBinaryOperator_Div_{sign}" for sign in ("Add", "Sub", "Mul", "FloorDiv", "Mod", "Pow")
    }


def test_operators_that_draw_random_numbers_are_left_out() -> None:
    assert not {"VariableReplacer", "VariableInserter"} & set(operators())


def test_the_same_solution_has_the_same_mutants_each_time() -> None:
    source = "def f(t):\n    return t[t['a'] > 3].nlargest(2, 'b')"
    assert mutants(source) == mutants(source)


def test_a_cell_with_a_magic_is_changed_and_one_that_is_no_python_is_not() -> None:
    assert {mutant.was for mutant in mutants("%matplotlib inline\nx = 1 + 2")} == {"x = 1 + 2"}
    assert mutants("this is no Python") == []


def test_a_mutant_is_shown_as_the_lines_that_differ() -> None:
    mutant = Mutant("Op", "…", 2, "    a = 1", "    a = 2")
    assert mutant.diff == "-     a = 1\n+     a = 2"
    assert mutant.key == ("a = 1", "a = 2")


def test_a_change_over_several_lines_is_shown_whole() -> None:
    source = "x = (\n    t\n    .dropna()\n    .mean()\n)"
    (dropped,) = [mutant for mutant in mutants(source) if mutant.operator == "LeaveOutStep"]
    assert "dropna" in dropped.was
    assert "dropna" not in dropped.now
