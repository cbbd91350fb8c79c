"""TeX in Markdown becomes formulas; money, code, and what is hostile or not understood stay text."""

import html
import re
import time

import pytest
from latex2mathml.converter import Converter

from nbseal.returning import formulas
from nbseal.returning.clean_html import from_html, from_markdown
from nbseal.returning.formulas import Formulas

X_SQUARED = "<msup><mi>x</mi><mn>2</mn></msup>"


def text_of(made):
    return html.unescape(re.sub(r"<[^>]*>", "", made)).strip()


@pytest.mark.parametrize("source", ["$x^2$", r"\(x^2\)", r"\\(x^2\\)", "$ x^2 $"])
def test_tex_within_a_line_is_a_formula_in_the_line(source):
    made = from_markdown(f"So {source} holds.")
    assert made == f'<p>So <math display="inline"><mrow>{X_SQUARED}</mrow></math> holds.</p>\n'


@pytest.mark.parametrize(
    "source",
    ["$$x^2$$", "$$\nx^2\n$$", "\\[\nx^2\n\\]", r"\\[x^2\\]", "\\begin{equation}\nx^2\n\\end{equation}"],
)
def test_tex_by_itself_is_a_formula_that_scrolls_if_it_is_wide(source):
    made = from_markdown(f"So\n\n{source}\n\nholds.")
    assert '<span class="wide" tabindex="0"><math display="block">' in made
    assert X_SQUARED in made
    assert text_of(made).split() == ["So", "x2", "holds."]


@pytest.mark.parametrize(
    ("source", "says"),
    [
        (r"$\bar x = \frac{1}{n}\sum_{i=1}^n x_i$", "<mfrac>"),
        (r"2$\sigma$ or a 2$\times$2 table", "<mo>\u00d7</mo>"),
        (r"the $n$th, $0.5$", "<mn>0.5</mn>"),
        (r"$a<b$", "<mo>&lt;</mo>"),
        (r"$\text{2 < 3}$", "2&nbsp;&lt;&nbsp;3"),
        ("$$\n- 1\n= y\n# z\n$$", "<mo>\u2212</mo><mn>1</mn><mo>=</mo><mi>y</mi>"),
        (r"\begin{align} a &= b \\ c &= d \end{align}", "<mtr>"),
        (r"$$\begin{aligned} a &= b \\ c &= d \end{aligned}$$", "<mtr>"),
        (r"$\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}$", "<mtd>"),
        (r"$\binom{n}{k}$", 'linethickness="0"'),
        ("# Of $x$", "<h3>Of <math"),
        ("- one\n- $x$", "<li><math"),
        ("| a |\n|---|\n| $x$ |", "<td><math"),
    ],
)
def test_what_is_common_in_a_course_is_drawn(source, says):
    made = from_markdown(source)
    assert says in made
    assert "<math" in made
    assert "$" not in made


@pytest.mark.parametrize(
    "source",
    [
        "Tea is $5 and cake is $6.",
        "Tea is $ 5 and cake is $ 6.",
        "Tea is 5$, cake is 6$.",
        "From $5 to 6$.",
        "It is 5$/6$ a cup.",
        "From $5-$6 to US$7/US$8.",
        "It costs $5 for a data_file and $6.",
        "Cheap ($) or dear ($$$), but not $$.",
        "An empty $$ $$ line.",
        "One $ only.",
    ],
)
def test_money_stays_text(source):
    assert from_markdown(source) == f"<p>{source}</p>\n"


def test_a_sign_with_a_backslash_is_money_and_a_bracket_with_one_is_a_bracket():
    assert from_markdown(r"\$5 and \$6, see \[1\] and \[2\].") == "<p>$5 and $6, see [1] and [2].</p>\n"


@pytest.mark.parametrize(
    "source",
    [
        "`$x$` and `$y$`",
        "```\n$x$ and $$y$$\n```",
        "    $$x^2$$",
        "It is $x, in `a$`.",
        "Dear: $$\n\n```\nx = '$$'\n```",
        "$$ is dear.\n\n    $$",
        r"`\(x\)`",
    ],
)
def test_code_stays_code(source):
    made = from_markdown(source)
    assert "<code>" in made
    assert "<math" not in made
    assert made.count("$") == source.count("$")


@pytest.mark.parametrize(
    "tex",
    [
        "<script>alert(1)</script>",
        r"\text{<script>alert(1)</script>}",
        r"\text{&lt;script>alert(1)&lt;/script>}",
        r"\text{</mtext></math><img src=x onerror=alert(1)>}",
        r"\href{javascript:alert(1)}{x}",
        r"\style{position:fixed}{x}",
        r"\class{panel}{x}",
        r"\unicode{x3c}script>",
        r"\operatorname{a}\verb|<script>|",
        r"\raise 50em {x}\hspace{999em}\rule{99em}{99em}\color{white}{x}\colorbox{white}{x}",
        r"\hspace{1em" + '"onclick="alert(1)}',
    ],
)
def test_no_formula_can_act_or_cover_anything(tex):
    made = from_markdown(f"$${tex}$$")
    assert set(re.findall(r"<(\w+)", made)) <= {"p", "span", *formulas.ELEMENTS}
    of_formulas = {"display", "mathvariant", "stretchy", "width"}
    assert set(re.findall(r'(?<=\s)([\w-]+)="', made)) <= {"class", "tabindex", *of_formulas}
    assert made.count("class=") == made.count('class="wide"')
    assert all(float(it) < 4 for it in re.findall(r'width="([0-9.]*)em"', made))


def test_mathml_that_a_student_wrote_is_cleaned_in_the_same_way():
    source = (
        '<math display="block" style="x" class="x"><maction actiontype="x"><mi href="javascript:x">x</mi>'
        '</maction><mspace width="999em"></mspace><mstyle scriptlevel="-50" mathcolor="white">'
        '<mn onclick="x">2</mn></mstyle><semantics><annotation-xml encoding="text/html">'
        "<script>alert(1)</script></annotation-xml></semantics></math>"
    )
    for made in (from_markdown(source), from_html(source)):
        assert '<math display="block">' in made
        for sign in (
            "style=",
            '="x',
            "javascript",
            "maction",
            "999",
            "-50",
            "white",
            "annotation",
            "script>",
        ):
            assert sign not in made


@pytest.mark.parametrize(
    "tex",
    [
        "{" * 10**5,
        "{" * 10**5 + "x" + "}" * 10**5,
        "{" * 900 + "x" + "}" * 900,
        r"\sqrt{" * 60 + "x" + "}" * 60,
        r"\hat " * 300 + "x",
        "x+" * 10**5 + "x",
        r"\def\a{{\b\b}}\def\b{{\c\c}}\a",
        r"\newcommand{\a}{\a\a}\a",
        r"\sideset{}{}{" * 40 + "x" + "}" * 40,
        r"\frac{1}{",
        r"\left( x",
        r"\begin{matrix} 1 & 2",
        r"\begin{tikzpicture} x \end{tikzpicture}",
        "x^",
        "x_1_2",
        r"\nosuchcommand{x}",
        r"\nosuchcommand <b>x</b>",
    ],
    ids=lambda tex: tex[:20],
)
def test_tex_that_is_too_much_or_not_understood_stays_text_at_once(tex):
    began = time.process_time()
    made = from_markdown(f"$${tex}$$")
    assert time.process_time() - began < 5
    assert "<math" not in made
    assert text_of(made) == f"$${tex}$$"


@pytest.mark.parametrize(
    "piece",
    [r"\\(", r"\\[", r"\(", "\n\\[a", r"\begin{a}", r"\begin{a}\end{b}", "$", "$ ", "$$a ", "$x^", "`$"],
)
def test_beginnings_without_an_end_take_no_time(piece):
    began = time.process_time()
    from_markdown(piece * (150_000 // len(piece)))
    assert time.process_time() - began < 5


def test_a_page_has_formulas_up_to_a_bound_and_then_text():
    of_page = Formulas()
    made = [from_markdown(f"${'x+' * 900}x$", None, of_page) for _ in range(30)]
    drawn = ["<math" in it for it in made]
    assert drawn == [True] * 22 + [False] * 8
    assert "<math" in from_markdown("$x$", None, of_page)
    assert "<math" in from_markdown("$x$")


def test_a_page_whose_time_is_over_does_not_go_on_with_the_next_formula(monkeypatch):
    def late(*_):
        raise TimeoutError("late")

    monkeypatch.setattr(Converter, "convert_to_element", late)
    with pytest.raises(TimeoutError):
        from_markdown("$x$ and $y$")
