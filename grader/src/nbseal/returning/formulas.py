"""Find TeX in Markdown, and make MathML of it, which a browser draws as a formula without a script.

What is TeX is as in JupyterLab, except that amounts of money stay text. So does TeX that is too long, too
deep or not understood.
"""

import html
import re
from re import Match
from typing import Any, ClassVar
from xml.etree.ElementTree import Element, tostring

from latex2mathml.commands import MATRICES
from latex2mathml.converter import Converter
from mistune import BlockParser, BlockState, InlineParser, InlineState
from nbconvert.filters.markdown_mistune import MathBlockParser

_LONGEST = 2_000  # characters of one formula
_ALL = 40_000  # of all formulas of a page
_DEEPEST = 50  # elements, one in the other

# These multiply what stands in them, so that a short text could become an endless formula.
_MULTIPLIES = re.compile(r"\\(?:def|newcommand|newenvironment|DeclareMathOperator|sideset)(?![A-Za-z])")
# Environments that the library draws, and what it draws others by.
_SAME_AS = {"aligned": "split", "gathered": "matrix"}
_KNOWN = {"equation", "equation*", *_SAME_AS, *(name.removeprefix("\\") for name in MATRICES)}
_ENDS = re.compile(r"\\(begin|end)\s*\{([^}]*)\}")

# A formula has no empty line and no backtick, so that code stays code.
_PART = r"(?:[^\\$`\n]|\\(?!\\?\(|\[)[^\n]|\n(?![ \t]*\n))"
_BODY = rf"{_PART}{{1,{_LONGEST}}}?"
_ENVIRONMENT = rf"\\begin\{{(?P<tex_name>[a-z]+\*?)\}}{_BODY}\\end\{{(?P=tex_name)\}}"
_DISPLAY = (
    rf"(?<![\\$])\$\$(?P<tex_dollars>{_BODY})\$\$(?!\$)"
    rf"|(?<!\\)\\\\\[(?P<tex_brackets>(?:(?!\\\\\[){_PART}){{1,{_LONGEST}}}?)\\\\\]"
    # With one backslash it is also how Markdown writes a bracket; so only if nothing else is on its lines.
    rf"|(?m:^) {{0,3}}\\\[(?P<tex_alone>{_BODY})\\\](?m:[ \t]*$)"
    rf"|(?P<tex_environment>{_ENVIRONMENT})"
)
# A command or a power is in no price. Else a price is what has a space or a number on the wrong side of its
# sign, or a word after its number.
_INLINE = (
    rf"(?<![\\$])\$(?=[^$`]*(?:\^|\\[A-Za-z]))(?P<tex_certain>{_BODY})\$(?!\$)"
    r"|(?<![\\$0-9A-Za-z])\$(?!\s|[0-9.,]+\s+[A-Za-z]{2})"
    rf"(?P<tex_dollar>{_BODY})(?<!\s)\$(?![$0-9])"
    rf"|(?<!\\)(?P<tex_escape>\\{{1,2}})\((?P<tex_round>{_BODY})(?P=tex_escape)\)"
)
_DISPLAYED = ("tex_dollars", "tex_brackets", "tex_alone", "tex_environment")
_WITHIN_LINE = ("tex_certain", "tex_dollar", "tex_round")

ELEMENTS = frozenset(
    (
        *("math", "mrow", "mstyle", "mpadded", "mphantom", "menclose", "mspace", "mi", "mn", "mo", "mtext"),
        *("mfrac", "msqrt", "mroot", "msub", "msup", "msubsup", "mover", "munder", "munderover"),
        *("mtable", "mtr", "mtd"),
    )
)
"""The elements of MathML that say how a formula looks, and nothing else."""

# No position and no colour: a formula must cover nothing, and be seen on dark paper as well.
_WORD, _LENGTH = "[a-z -]{1,60}", r"[0-3]?(?:\.[0-9]{1,4})?(?:em|ex|pt|px)?"
_VALUES = {
    **dict.fromkeys(
        (
            *("accent", "columnalign", "columnlines", "display", "displaystyle", "fence", "form", "largeop"),
            *("mathvariant", "movablelimits", "notation", "rowlines", "separator", "stretchy"),
        ),
        re.compile(_WORD),
    ),
    **dict.fromkeys(("columnspacing", "rowspacing"), re.compile(rf"{_LENGTH}(?: {_LENGTH}){{0,20}}")),
    **dict.fromkeys(("linethickness", "maxsize", "minsize", "width"), re.compile(_LENGTH)),
    "scriptlevel": re.compile("[0-2]"),
}
ATTRIBUTES = frozenset(_VALUES)
"""The attributes that these elements may have."""


def is_harmless(attribute: str, value: str) -> bool:
    """Return whether an attribute of an element of MathML may have a value."""
    return attribute in _VALUES and _VALUES[attribute].fullmatch(value) is not None


class Formulas:
    """Makes the formulas of one page, as long as they are not too many."""

    def __init__(self) -> None:
        self._left = _ALL

    def mathml(self, tex: str, *, display: bool) -> str | None:
        """Return TeX as MathML, or None if it has to stay text.

        Parameters
        ----------
        tex
            The formula, without what marks it as one.
        display
            Whether it stands by itself, not within a line.
        """
        if len(tex) > min(_LONGEST, self._left) or _MULTIPLIES.search(tex):
            return None
        self._left -= len(tex)
        if any(name not in _KNOWN for _, name in _ENDS.findall(tex)):
            return None
        tex = _ENDS.sub(lambda it: f"\\{it[1]}{{{_SAME_AS.get(it[2], it[2])}}}", tex)
        try:
            math = Converter(display="block" if display else "inline").convert_to_element(tex)
        except TimeoutError:
            raise  # of the page, not of the formula
        except Exception:  # noqa: BLE001  # at what is no TeX, the library ends in errors of any kind
            return None
        if _too_deep(math) or any((it.text or "").startswith("\\") for it in math.iter("mi")):
            return None  # what begins so is a command that the library does not know
        for element in math.iter():
            element.text = html.unescape(element.text or "")  # the library writes its signs as "&#x3b1;"
        return tostring(math, encoding="unicode", short_empty_elements=False)


def _too_deep(math: Element) -> bool:
    level = [math]
    for _ in range(_DEEPEST):
        level = [inner for outer in level for inner in outer]
    return bool(level)


class Blocks(MathBlockParser):
    """nbconvert's parser of Markdown's blocks, to which a formula by itself is a paragraph."""

    SPECIFICATION: ClassVar[dict[str, str]] = {
        **MathBlockParser.SPECIFICATION,
        "tex": rf"^ {{0,3}}(?:{_DISPLAY})[ \t]*$",
    }
    DEFAULT_RULES: ClassVar[Any] = ("tex", *BlockParser.DEFAULT_RULES)

    def parse_tex(self, found: Match[str], state: BlockState) -> int:
        """Take a formula as a paragraph."""
        state.add_paragraph(found[0])
        return found.end()


class Lines(InlineParser):
    """The parser of what stands in a line, which finds formulas; a renderer gets them as `tex`."""

    SPECIFICATION: ClassVar[dict[str, str]] = {**InlineParser.SPECIFICATION, "tex": f"{_DISPLAY}|{_INLINE}"}
    DEFAULT_RULES: ClassVar[Any] = ("tex", *InlineParser.DEFAULT_RULES)

    def parse_tex(self, found: Match[str], state: InlineState) -> int:
        """Take a formula out of a line."""
        groups: dict[str, Any] = found.groupdict()
        name = next(name for name in (*_DISPLAYED, *_WITHIN_LINE) if groups[name] is not None)
        attrs = {"tex": groups[name].strip(), "display": name in _DISPLAYED}
        state.append_token({"type": "tex", "raw": found[0], "attrs": attrs})
        return found.end()
