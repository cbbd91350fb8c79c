"""Feedback shows students their work, scores and comments; not the hidden tests, and nothing that runs."""

import html
import time

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from nbseal.assignments.release import release
from nbseal.errors import AssignmentError
from nbseal.returning import feedback as made_by
from nbseal.returning.feedback import feedback
from nbseal.returning.feedback.page import page
from nbseal.returning.grades import CellGrade, NotebookGrades

PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def written(whole_round, student):
    return (whole_round.root / "feedback" / student / "num" / "num.html").read_text()


def test_the_score_and_the_comment_are_there(whole_round):
    assert "Score: 5 / 10" in written(whole_round, "ben")
    assert "A reason, but no number: see the rubric." in written(whole_round, "ben")


@pytest.mark.parametrize("student", ["ada", "ben", "cem", "dora", "emil", "fay"])
def test_no_hidden_test_can_be_read(whole_round, student):
    text = written(whole_round, student)
    assert "expected_" not in text
    assert "secret advice" not in text
    assert "### BEGIN HIDDEN TESTS" not in text


def test_each_check_has_a_line_with_its_points(whole_round):
    text = written(whole_round, "ben")
    assert text.count("2 of 2 points") >= 2
    assert text.count("0 of 2 points") >= 2
    assert "1 of 2 points" in text  # the written answer


def test_an_error_in_a_students_function_shows_its_line_and_not_the_tests(whole_round):
    text = written(whole_round, "cem")
    assert "Your code stopped with a NotImplementedError." in text
    assert "line 4, in double" in text


def test_the_page_runs_no_script_and_asks_nothing_of_the_network(whole_round):
    text = written(whole_round, "ada")
    assert "default-src 'none'" in text
    assert "<script" not in text
    assert 'src="http' not in text


# ------------------------------------------------------------------------------------- one page, by itself

TESTS = """assert f(1) == 2, "One is not right."
assert f(2) == 4
### BEGIN HIDDEN TESTS
assert f(17) == 34, "seventeen"
### END HIDDEN TESTS"""


def known(**flags):
    return {"nbgrader": {"grade_id": "task", "solution": False, "grade": False, "locked": False, **flags}}


def check(source=TESTS, points=0.0, outputs=(), **record):
    cell = new_code_cell(source, metadata=known(grade=True, points=2), outputs=list(outputs))
    if record:
        cell.metadata["grading"] = {"ended": "failed", "message": "", "error": "", "lines": [], **record}
    return shown(cell, points=points)


def shown(*cells, points=None, waiting=False, comment=""):
    marks = NotebookGrades({"task": CellGrade(points, 2.0, waiting)}, {"task": comment})
    return page(new_notebook(cells=list(cells)), marks, title="hw", student="ada", assignment="hw")


def test_a_visible_check_says_what_was_expected_and_what_came():
    text = check(message="One is not right.", lines=[1], gave=["`f(1)` gave 3"])
    assert "One is not right." in text
    assert "<code>f(1)</code> gave 3" in text


def test_a_check_without_a_message_says_what_should_hold():
    assert "This should hold: f(2) == 4" in check(lines=[2])


def test_a_check_is_headed_by_its_docstring_and_an_answer_by_the_heading_above_it():
    asked = new_markdown_cell("# Task 1. Doubles\n\nWhy?", metadata=known(locked=True))
    tests = new_code_cell(f'"""Is `f(1)` two?"""\n{TESTS}', metadata=known(grade=True, points=2))
    assert '<a href="#cell-1">Is <code>f(1)</code> two?</a>' in shown(asked, tests, points=0.0)
    answer = new_markdown_cell("# Mine", metadata=known(grade=True, solution=True, points=2))
    assert '<a href="#cell-1">Task 1. Doubles</a>' in shown(asked, answer)


@pytest.mark.parametrize(
    "source",
    [
        TESTS,
        TESTS + '\n"""Seventeen?"""',
        '### BEGIN HIDDEN TESTS\n"""Is 17 doubled?"""\n### END HIDDEN TESTS',
        "if f:\n    ### BEGIN HIDDEN TESTS\n    assert f(17)\n    ### END HIDDEN TESTS",
    ],
    ids=["no text", "a text at the end", "a hidden text", "no Python without its hidden lines"],
)
def test_a_check_without_a_docstring_is_headed_by_its_id(source):
    text = check(source)
    assert '<a href="#cell-1">task</a>' in text
    assert "17" not in text


def test_a_hidden_check_says_only_that_it_is_one():
    text = check(message="seventeen", lines=[4], gave=["`f(17)` gave 35"])
    assert "This is a hidden check.</p>" in text
    assert "seventeen" not in text
    assert "17" not in text


def test_a_visible_function_that_a_hidden_check_calls_is_hidden_then():
    tests = "def right(f, n):\n    assert f(n) == 2 * n, n\n" + TESTS
    text = check(tests, message="17", lines=[6, 2], gave=["`f(17)` gave 35"])
    assert "This is a hidden check.</p>" in text
    assert "gave 35" not in text


def test_a_hidden_check_may_show_its_message_if_the_instructor_says_so():
    tests = TESTS.replace("BEGIN HIDDEN TESTS", "BEGIN HIDDEN TESTS (show messages)")
    text = check(tests, message="seventeen", lines=[4], gave=["`f(17)` gave 35"])
    assert "seventeen" in text
    assert "f(17)" not in text


@pytest.mark.parametrize(
    ("error", "says"),
    [("ZeroDivisionError", "stopped with a ZeroDivisionError."), ("Got17", "stopped with an error.")],
)
@pytest.mark.parametrize("marker", ["BEGIN HIDDEN TESTS", "BEGIN HIDDEN TESTS show messages"])
def test_an_error_in_a_hidden_check_tells_its_kind_and_no_text_of_the_students(error, says, marker):
    tests = TESTS.replace("BEGIN HIDDEN TESTS", marker)
    record = {"message": f"{error}: got 17", "error": error, "student_lines": ["cell 1, line 3: f(17)"]}
    text = check(tests, lines=[4], **record)
    assert says in text
    assert "17" not in text


def test_what_a_hidden_check_inside_the_notebook_said_is_not_told_since_it_may_be_the_students():
    tests = TESTS.replace("BEGIN HIDDEN TESTS", "BEGIN HIDDEN TESTS show messages")
    assert "17" not in check(tests, message="AssertionError: got 17", inside=True)
    stock = new_output("error", ename="AssertionError", evalue="got 17", traceback=[])
    assert "17" not in check(tests, outputs=[stock])


def test_what_cannot_cross_is_said_whatever_the_check():
    text = check(ended="stopped", message="`f` returned a generator; make it a list.")
    assert "<code>f</code> returned a generator; make it a list." in text


def test_partial_credit_is_said_in_points():
    assert "1.5 of 2 points" in check(points=1.5, ended="number")
    assert "in part" in check(points=1.5, ended="number")


def test_a_check_graded_by_stock_nbgrader_counts_as_hidden_where_it_has_hidden_lines():
    error = new_output("error", ename="AssertionError", evalue="seventeen", traceback=["f(17) == 34"])
    assert "seventeen" not in check(outputs=[error])
    assert "17" not in check(outputs=[error])
    assert "Not two." in check(
        "assert f(1) == 2, 'Not two.'",
        outputs=[new_output("error", ename="AssertionError", evalue="Not two.", traceback=[])],
    )


def test_a_written_answer_waits_for_a_person_and_then_shows_points_and_comment():
    cell = new_markdown_cell("Because.", metadata=known(grade=True, solution=True, points=2))
    assert "A person still has to grade this." in shown(cell)
    text = shown(cell, points=1.0, comment="A *clear* case.")
    assert "1 of 2 points" in text
    assert "A <em>clear</em> case." in text


def test_a_picture_pasted_into_an_answer_is_shown():
    cell = new_markdown_cell("![a plan](attachment:plan.png) ![b](attachment:other.png)")
    cell["attachments"] = {"plan.png": {"image/png": PNG}, "other.png": {"image/png": '"><script>'}}
    text = shown(cell)
    assert f'src="data:image/png;base64,{PNG}"' in text
    assert "<script>" not in text
    assert "attachment:" not in text


def test_tex_is_a_formula_in_an_answer_a_comment_and_an_output():
    answer = new_markdown_cell("By $a^2$.", metadata=known(grade=True, solution=True, points=2))
    output = new_code_cell("x", outputs=[new_output("display_data", data={"text/markdown": "$c^2$"})])
    text = shown(answer, output, points=1.0, comment="No: by $b^2$.")
    for letter in "abc":
        assert f"<msup><mi>{letter}</mi><mn>2</mn></msup>" in text
    assert "$" not in text


def test_tex_in_the_source_of_a_cell_stays_as_the_student_wrote_it():
    assert "'$a^2$'" in html.unescape(shown(new_code_cell("x = '$a^2$'")))


def test_the_formulas_of_a_whole_page_are_bounded():
    cells = [new_markdown_cell(f"${'x+' * 900}x$") for _ in range(30)]
    assert 10 < shown(*cells).count("<math") < 30


OUTPUTS = {
    "html": {"text/html": "<b>hi</b><script>alert(1)</script><img src=x onerror=alert(1)><style>*{}</style>"},
    "a form": {"text/html": '<form action="http://example.org"><input name="password"></form>'},
    "a frame": {"text/html": '<iframe src="javascript:alert(1)"></iframe><object data="x"></object>'},
    "markdown": {"text/markdown": "**hi** <script>alert(1)</script> [a](javascript:alert(1))"},
    "javascript": {"application/javascript": "alert(1)"},
    "latex": {"text/latex": "<script>alert(1)</script>", "text/plain": "<script>alert(1)</script>"},
    "a false picture": {"image/png": '"><script>alert(1)</script>'},
    "svg": {"image/svg+xml": "<svg onload='alert(1)'><script>alert(1)</script></svg>"},
    "a link": {"text/html": '<a href="data:text/html,<script>alert(1)</script>">x</a>'},
}


@pytest.mark.parametrize("kind", OUTPUTS)
def test_nothing_a_student_displays_can_run(kind):
    head, text = shown(new_code_cell("x", outputs=[new_output("display_data", data=OUTPUTS[kind])])).split(
        "<main>"
    )
    for sign in ("<script", "onerror", "onload", "javascript:", "<form", "<iframe", "<object", "<style"):
        assert sign not in text
    assert "style-src 'unsafe-inline'" in head


@pytest.mark.parametrize(
    "cell",
    [
        new_markdown_cell("<script>alert(1)</script><img src=x onerror=alert(1)>"),
        new_code_cell("'</pre><script>alert(1)</script>'"),
        new_code_cell("x", outputs=[new_output("stream", text="</pre><script>alert(1)</script>\x1b[31m")]),
        new_code_cell("x", outputs=[new_output("error", ename="E", evalue="", traceback=["<script>"])]),
        new_markdown_cell("hello", metadata={"tags": ['"><script>']}),
    ],
)
def test_nothing_a_student_wrote_can_run(cell):
    text = shown(cell).split("<main>")[1]
    assert "<script" not in text
    assert "<img src" not in text
    assert "onerror" not in text
    assert "\x1b" not in text


def test_messages_and_values_are_escaped():
    text = check(message="<script>`<script>`", lines=[1], gave=["`f(1)` gave '<script>'\n<script>"])
    assert "<script" not in text


def test_a_long_output_is_cut():
    assert len(shown(new_code_cell("x", outputs=[new_output("stream", text="x" * 10**6)]))) < 60_000


# --------------------------------------------------------------------------------------------- a whole class


def test_feedback_before_grading_says_what_to_do(course):
    release(course, "num")
    with pytest.raises(AssignmentError, match="run `nbseal grade num` first"):
        feedback(course, "num")


def test_a_page_that_takes_too_long_does_not_keep_the_others_back(whole_round, monkeypatch):
    real = page

    def slow(notebook, marks, **about):
        if about["student"] == "ben":
            time.sleep(60)
        return real(notebook, marks, **about)

    monkeypatch.setattr(made_by, "page", slow)
    monkeypatch.setattr(made_by, "_SECONDS", 1)
    result = feedback(whole_round.demo.course, "num")
    assert [student for student, _ in result.failed] == ["ben"]
    assert len(result.students) == 5
    assert "not ready within 1 seconds" in result.failed[0][1]


def test_a_picture_pasted_into_an_answer_survives_grading(course):
    from nbseal.grading.notebook.cells import _attachments

    cell = {
        "attachments": {"a.png": {"image/png": PNG, "text/html": "<script>"}, "b": 5, "c": {"image/png": "<"}}
    }
    assert _attachments(cell) == {"a.png": {"image/png": PNG}}
    assert nbformat.v4.new_notebook().cells == []
