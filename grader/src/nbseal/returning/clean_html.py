"""Make harmless HTML of what students wrote or showed: no script, no style, nothing from elsewhere.

Pictures come as data in the page; an SVG is shown as a picture, in which nothing runs.
"""

import base64
import binascii
import html
import re
from typing import Any
from urllib.parse import unquote

import nh3
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from .formulas import ATTRIBUTES, ELEMENTS, Blocks, Formulas, Lines, is_harmless

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
"""What a page may do, for the browser to enforce as well."""

PICTURES = ("image/png", "image/jpeg", "image/gif")
_LONGEST = 20_000  # characters of a text that are shown

_SCHEMES = {"http", "https", "mailto", "attachment"}
_TAGS = nh3.ALLOWED_TAGS | ELEMENTS
_ATTRIBUTES = {**nh3.ALLOWED_ATTRIBUTES, **{element: set(ATTRIBUTES) for element in ELEMENTS}}
_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*", re.ASCII)
_COLOUR = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class _Renderer(IPythonRenderer):
    """nbconvert's renderer, with formulas, and without its search for pasted pictures.

    That search fails where a picture is missing, or its name is not ASCII
    (https://github.com/jupyter/nbconvert/issues/2143). This can go once nbconvert leaves such a picture out.
    """

    def __init__(self, formulas: Formulas) -> None:
        super().__init__(escape=False, exclude_anchor_links=True)
        self.formulas = formulas

    def _embed_image_or_attachment(self, src: str) -> str:
        return src

    def tex(self, raw: str, tex: str, display: bool) -> str:
        return self.formulas.mathml(tex, display=display) or html.escape(raw)


def from_markdown(
    source: str,
    attachments: dict[str, dict[str, str]] | None = None,
    formulas: Formulas | None = None,
) -> str:
    """Return Markdown as harmless HTML, with its headings two levels down.

    Parameters
    ----------
    source
        The Markdown.
    attachments
        The pictures pasted into its cell.
    formulas
        What makes the formulas of its page; each page has its own.
    """
    parser = MarkdownWithMath(_Renderer(formulas or Formulas()), Blocks(), Lines(hard_wrap=False))
    made = str(parser.render(source))
    pictures = {name: uri for name, found in (attachments or {}).items() if (uri := _first_picture(found))}
    return _clean(made, pictures)


def from_html(source: str) -> str:
    """Return HTML without scripts, styles and all else that could act."""
    return _clean(source, {})


def from_text(source: str) -> str:
    """Return text as HTML, shortened, without control characters and terminal colours."""
    text = _CONTROL.sub("", _COLOUR.sub("", source))
    return html.escape(text if len(text) <= _LONGEST else text[:_LONGEST] + "\n… and more")


def from_words(source: str) -> str:
    """Return a sentence as HTML, with what stands between backticks as code."""
    return re.sub(r"`([^`\n]+)`", r"<code>\1</code>", from_text(source))


def picture(kind: str, content: Any) -> str | None:
    """Return a picture that came in an output as HTML, or None if it is none."""
    text = "".join(map(str, content)) if isinstance(content, list) else str(content)
    if kind == "image/svg+xml":
        text = base64.b64encode(text.encode(errors="replace")).decode("ascii")
    uri = _data_uri(kind, text)
    return None if uri is None else f'<img alt="A picture that the cell shows" src="{uri}">'


def _clean(source: str, pictures: dict[str, str]) -> str:
    def resolved(tag: str, attribute: str, value: str) -> str | None:
        if tag == "img" and attribute == "src":
            name = unquote(value.removeprefix("attachment:"))
            return pictures.get(name) if value.startswith("attachment:") else None
        if tag in ELEMENTS:
            return value if is_harmless(attribute, value) else None
        return None if value.startswith("attachment:") else value

    made = nh3.clean(
        source, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, attribute_filter=resolved
    )
    made = re.sub(r"<(/?)h([1-6])>", lambda it: f"<{it[1]}h{min(6, int(it[2]) + 2)}>", made)
    made = re.sub(r"<img(?![^>]*\balt=)", '<img alt="A picture"', made)
    made = re.sub(r"<th[^>]*></th>", "<td></td>", made)
    # A wide formula or table scrolls by itself, by the keyboard as well.
    made = re.sub(
        r'<math display="block">.*?</math>',
        r'<span class="wide" tabindex="0">\g<0></span>',
        made,
        flags=re.DOTALL,
    )
    return made.replace("<table", '<div class="wide" tabindex="0"><table').replace(
        "</table>", "</table></div>"
    )


def _first_picture(found: dict[str, str]) -> str | None:
    return next((uri for kind, content in found.items() if (uri := _data_uri(kind, str(content)))), None)


def _data_uri(kind: str, content: str) -> str | None:
    if kind not in (*PICTURES, "image/svg+xml") or not _BASE64.fullmatch(content):
        return None
    try:
        base64.b64decode(content)
    except (binascii.Error, ValueError):
        return None
    return f"data:{kind};base64,{''.join(content.split())}"
