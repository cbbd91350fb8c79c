"""From what imagined students earned follows, in words, what an assignment's tests do wrong."""

from nbseal.assignments.soundness.answer_files import AnswerFile
from nbseal.assignments.soundness.judging import Judge
from nbseal.assignments.soundness.trials import Task
from nbseal.grading.notebook.scoring import Score

MEAN, MEAN_TESTS = ("hw", "mean"), ("hw", "mean_tests")
MORE, MORE_TESTS = ("hw", "more"), ("hw", "more_tests")
TASKS = [Task(MEAN, "", {MEAN_TESTS: 2.0}, False), Task(MORE, "", {MORE_TESTS: 1.0}, False)]
NONE_YET = "this task has no answer yet"


def score(cell, points: float, message: str = "", **more) -> Score:
    return Score(cell[1], points, message=message, **more)


def scores(mean: Score | float, more: Score | float) -> dict:
    def made(cell, given):
        return given if isinstance(given, Score) else score(cell, given, "" if given else NONE_YET)

    return {MEAN_TESTS: made(MEAN_TESTS, mean), MORE_TESTS: made(MORE_TESTS, more)}


def judge(**changed) -> Judge:
    """A sound assignment's scores, but for those that are given."""
    known = {
        Judge.SOLUTION: scores(2.0, 1.0),
        Judge.RELEASE: scores(0.0, 0.0),
        Judge.alone(TASKS[0]): scores(2.0, 0.0),
        Judge.alone(TASKS[1]): scores(0.0, 1.0),
    }
    names = {"solution": Judge.SOLUTION, "stub": Judge.RELEASE, "mean_alone": Judge.alone(TASKS[0])}
    return Judge(TASKS, known | {names.get(name, name): given for name, given in changed.items()})


def found(judge: Judge, right=()) -> list[str]:
    return [*judge.faults(), *judge.shortcomings(list(right))]


def slip(earned: Score | float, *, loses: dict[str, float]) -> list[str]:
    """Say what is found of a mistake in the first task, which was tried with the other left out."""
    mistake = AnswerFile("slip", {"mean": "..."}, loses)
    return list(judge().mistakes([mistake], {"slip": scores(earned, 0.0)}))


def test_nothing_is_said_of_what_is_sound() -> None:
    assert found(judge(other=scores(2.0, 1.0)), right=[AnswerFile("other", {}, {})]) == []
    assert slip(score(MEAN_TESTS, 0, "The mean is not right."), loses={"mean_tests": 2.0}) == []


def test_a_solution_that_loses_points_is_told_with_what_the_check_said() -> None:
    short = scores(score(MEAN_TESTS, 0.5, "The mean of 1 and 3 should be 2"), 1.0)
    assert found(judge(solution=short)) == [
        "The solution loses 1.5 of 2 points in mean_tests: The mean of 1 and 3 should be 2."
    ]


def test_a_test_that_stops_with_an_error_of_its_own_is_a_fault_and_not_the_solutions() -> None:
    crashed = scores(score(MEAN_TESTS, 0, "`valeus` is not defined", crashed=True), 1.0)
    assert found(judge(solution=crashed)) == [
        "hw.ipynb, cell 'mean_tests' cannot be run with the solution in place: `valeus` is not defined."
    ]


def test_a_test_that_a_person_would_have_to_look_at_is_a_fault() -> None:
    slow = scores(score(MEAN_TESTS, 0, flag="the check did not end within 30 seconds"), 1.0)
    (said,) = found(judge(solution=slow))
    assert said.endswith("cannot be run with the solution in place: the check did not end within 30 seconds.")


def test_a_test_that_fails_when_its_task_alone_is_answered_is_a_fault() -> None:
    alone = scores(score(MEAN_TESTS, 0, "`more` is not defined"), 0.0)
    assert found(judge(mean_alone=alone)) == [
        "hw.ipynb, cell 'mean_tests' needs the answer to another task: with 'mean' alone it says "
        "'`more` is not defined'; let each task's tests bring what they need."
    ]


def test_points_that_the_release_earns_are_told() -> None:
    assert found(judge(stub=scores(2.0, 0.0))) == ["The release as it is earns 2 of 2 points in mean_tests."]


def test_a_check_that_does_not_say_what_is_missing_is_told() -> None:
    bare = scores(score(MEAN_TESTS, 0, "KeyError: 'no'"), 0.0)
    assert found(judge(stub=bare)) == [
        "mean_tests says only \"KeyError: 'no'\" of the release as it is; let it say what is missing, or "
        "set c.ClearSolutions.code_stub to a stub that does."
    ]


def test_a_right_answer_that_loses_points_is_told() -> None:
    given = judge(other=scores(2.0, score(MORE_TESTS, 0, "Are ties counted twice?")))
    assert found(given, right=[AnswerFile("other", {}, {})]) == [
        "other loses 1 of 1 points in more_tests: Are ties counted twice?"
    ]


def test_a_mistake_that_loses_more_less_or_other_points_than_it_says_is_told() -> None:
    for says in ({"mean_tests": 1.0}, {"more_tests": 1.0}, {"mean_tests": 2.0, "more_tests": 1.0}):
        (said,) = slip(score(MEAN_TESTS, 0, "The mean is not right."), loses=says)
        assert said.startswith("slip loses mean_tests 2; it says ")


def test_a_mistake_that_loses_nothing_is_told() -> None:
    assert slip(2.0, loses={"mean_tests": 2.0}) == ["slip loses nothing; it says mean_tests 2."]


def test_a_mistake_that_is_told_too_little_is_told() -> None:
    assert slip(score(MEAN_TESTS, 0, ""), loses={"mean_tests": 2.0}) == [
        "slip is told only '' by mean_tests; say what is wrong."
    ]


EDGES_TESTS = ("hw", "mean_edges_tests")
TWO_CHECKS = Task(MEAN, "", {MEAN_TESTS: 2.0, EDGES_TESTS: 1.0}, False)


def slips(edges: Score, *, says: int | None) -> list[str]:
    """Say what is found of an answer that loses a check, and perhaps another, and says so many mistakes."""
    earned: dict = {MEAN_TESTS: score(MEAN_TESTS, 0, "The mean is not right."), EDGES_TESTS: edges}
    lost = {"mean_tests": 2.0, "mean_edges_tests": 1.0}
    mistake = AnswerFile("wrong/slip.py", {"mean": "..."}, lost, says)
    return list(Judge([TWO_CHECKS], {}).mistakes([mistake], {"wrong/slip.py": earned}))


BOTH = score(EDGES_TESTS, 0, "Nothing has no mean.")


def test_one_mistake_that_loses_two_checks_is_told_with_both_cures() -> None:
    assert slips(BOTH, says=None) == [
        "wrong/slip.py makes 1 mistake and loses 2 checks (mean_tests, mean_edges_tests); let one mistake "
        "lose one check only, or, where the file really makes more, say how many in a header line such as "
        "`# mistakes: 2`."
    ]


def test_as_many_mistakes_may_lose_as_many_checks_and_no_more() -> None:
    assert slips(BOTH, says=2) == []
    assert slips(BOTH, says=3) == []
    (said,) = slips(BOTH, says=1)
    assert said.startswith("wrong/slip.py makes 1 mistake and loses 2 checks")


def test_a_check_that_is_only_said_to_be_lost_is_not_counted() -> None:
    (said,) = slips(score(EDGES_TESTS, 1), says=None)
    assert said == "wrong/slip.py loses mean_tests 2; it says mean_tests 2, mean_edges_tests 1."


def test_a_mutant_loses_what_it_earns_less_than_its_task_alone_does() -> None:
    given = judge()
    assert given.lost(TASKS[0], scores(2.0, 0.0)) == []
    assert given.lost(TASKS[0], scores(1.0, 0.0)) == ["mean_tests"]


def test_mutants_of_a_task_that_needs_another_are_put_beside_the_whole_solution() -> None:
    given = judge(mean_alone=scores(score(MEAN_TESTS, 0, "`more` is not defined"), 0.0))
    assert given.baseline(TASKS[0]) == Judge.SOLUTION
    assert given.baseline(TASKS[1]) == Judge.alone(TASKS[1])
    assert given.lost(TASKS[0], scores(2.0, 0.0)) == ["more_tests"]
