"""Texts and code as HTML: Markdown with links that hold on the site, and code with its parts marked."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

_MARKDOWN = MarkdownIt("commonmark").enable("table")
_PYTHON, _HTML = PythonLexer(), HtmlFormatter(nowrap=True)


@dataclass(frozen=True)
class Heading:
    """A heading of a page, and the id by which it is linked to."""

    level: int
    id: str
    words: str


class Page:
    """The texts of one page.

    Parameters
    ----------
    link
        Returns where a link of the project leads on the site.

    Attributes
    ----------
    headings : list of Heading
        Those of the texts so far.
    """

    def __init__(self, link: Callable[[str], str]) -> None:
        self._link = link
        self.headings: list[Heading] = []

    def text(self, markdown: str) -> str:
        """Return a Markdown text as HTML."""
        tokens = _MARKDOWN.parse(markdown)
        for at, token in enumerate(tokens):
            if token.type == "heading_open":
                words = _words(tokens[at + 1])
                heading = Heading(int(token.tag[1]), self._free(words), words)
                self.headings.append(heading)
                token.attrSet("id", heading.id)
            for child in token.children or []:
                if child.type == "link_open":
                    child.attrSet("href", self._link(str(child.attrs["href"])))
        html: str = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
        return html.replace("<table>", '<div class="table"><table>').replace("</table>", "</table></div>")

    def _free(self, words: str) -> str:
        """Return an id for a heading that no other has, as GitHub would make it."""
        name = re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-") or "part"
        alike = sum(heading.id == name or heading.id.startswith(f"{name}-again") for heading in self.headings)
        return f"{name}-again-{alike}" if alike else name


def code(source: str) -> str:
    """Return Python code as HTML, each part with the class that Pygments gives it."""
    marked: str = highlight(source, _PYTHON, _HTML)
    box = 'class="source" tabindex="0" role="group" aria-label="Code"'
    return f"<pre {box}><code>{marked.rstrip()}</code></pre>"


def _words(inline: Token) -> str:
    return "".join(child.content for child in inline.children or [] if child.type in ("text", "code_inline"))
