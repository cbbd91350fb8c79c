"""The spellings of a text: as it stands, and as whoever opens it with the right program would see it."""

from __future__ import annotations

import html
import json
import quopri
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote_plus

from charset_normalizer import from_bytes

NO_TEXT = "\N{REPLACEMENT CHARACTER}"

Lines = list[tuple[int, str]]
"""The lines of a text, each with its number in the file."""

_ESCAPE = re.compile(r"\\(?:[ux]([0-9a-fA-F]{2,4})|'([0-9a-fA-F]{2})|U([0-9a-fA-F]{8})|(.|$))")
_MEANT = {"n": "\n", "t": "\t", "r": "\r"}
_UNSEEN = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
# What a word processor puts in place of what was typed.
_TYPED = str.maketrans("\u2018\u2019\u201a\u201c\u201d\u201e\u2010\u2011\u2012\u2013\u2212", "'''\"\"\"-----")
_WIDE = (
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def normal(text: str) -> str:
    """Return a text with one spelling for what looks the same, and without what cannot be seen."""
    if text.isascii():
        return text
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", text).translate(_TYPED))


def decoded(content: bytes) -> str:
    """Return the text of a file that is one, in whatever encoding."""
    for mark, encoding in _WIDE:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    if b"\0" in content:
        return _wide(content)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Nobody can be sure of an old encoding: the likeliest are all read, one below the other.
        best = from_bytes(content).best()
        likely = [content.decode(encoding, errors="replace") for encoding in ("utf-8", "cp1252")]
        return "\n".join([*likely, *([] if best is None else [str(best)])])


def _wide(content: bytes) -> str:
    """Return a text of two or four bytes a letter that does not say which."""
    first = next((place for place, byte in enumerate(content) if byte), 0)
    step = 4 if content[first + 1 : first + 4] == b"\0\0\0" or first >= 2 else 2
    order = "le" if first == 0 else "be"
    return content.decode(f"utf-{8 * step}-{order}", errors="replace")


def readings(text: str) -> Iterator[Lines]:
    """Yield a text's lines in each spelling that it may have."""
    text = normal(text).replace("\r\n", "\n")
    raw = list(enumerate(text.split("\n"), start=1))
    yield raw
    strings = _strings(text, raw)
    if strings:
        yield strings
    lines = strings or raw
    all_undone, times = lines, 0
    for spelling in _SPELLINGS:
        if _has(lines, spelling):
            yield _respelled(lines, spelling)
        if _has(all_undone, spelling):
            all_undone, times = _respelled(all_undone, spelling), times + 1
    if times > 1:
        yield all_undone


@dataclass(frozen=True)
class _Spelling:
    """A way to write a line, by what tells it and what undoes it."""

    sign: re.Pattern[str]
    undone: Callable[[str], str]


def _has(lines: Lines, spelling: _Spelling) -> bool:
    return any(spelling.sign.search(line) for _, line in lines)


def _respelled(lines: Lines, spelling: _Spelling) -> Lines:
    found: Lines = []
    for number, line in lines:
        if spelling.sign.search(line):
            found += [(number, part) for part in spelling.undone(line).split("\n")]
        else:
            found.append((number, line))
    return found


def _unescaped(line: str) -> str:
    def meant(found: re.Match[str]) -> str:
        code = found[1] or found[2] or found[3]
        if code:
            return chr(int(code, 16)) if int(code, 16) <= sys.maxunicode else NO_TEXT
        return _MEANT.get(found[4], found[4])

    return _ESCAPE.sub(meant, line)


def _shown(line: str) -> str:
    return html.unescape(re.sub(r"<[^<>]*>", "", line))


def _unquoted(line: str) -> str:
    return line.replace('""', '"').replace("''", "'")


def _soft_breaks(line: str) -> str:
    return quopri.decodestring(line.encode(errors="replace")).decode(errors="replace")


_SPELLINGS = (
    _Spelling(re.compile(r"\\"), _unescaped),  # JSON, TOML, Python, RTF, TeX
    _Spelling(re.compile(r"[<&]"), _shown),  # HTML, XML
    _Spelling(re.compile(r"\"\"|''"), _unquoted),  # CSV, SQL
    _Spelling(re.compile(r"%[0-9A-Fa-f]{2}"), unquote_plus),  # links
    _Spelling(re.compile(r"=[0-9A-F]{2}|=$"), _soft_breaks),  # mail
)


def _strings(text: str, raw: Lines) -> Lines:
    """Return the strings in a JSON text, line by line, each with the number of the line that holds it."""
    if not text.lstrip().startswith(("{", "[")):
        return []
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return []
    places: dict[str, list[int]] = {}
    for number, line in raw:
        for found in re.findall(r'"((?:[^"\\]|\\.)*)"', line):
            places.setdefault(found, []).append(number)
    lines: Lines = []
    for string in _walk(data):
        spelled = (json.dumps(string, ensure_ascii=ascii_only)[1:-1] for ascii_only in (False, True))
        number = next((places[each][0] for each in spelled if each in places), 1)
        lines += [(number, line) for line in normal(string).split("\n")]
    return lines


def _walk(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield key
            yield from _walk(value)
    elif isinstance(data, list):
        for value in data:
            yield from _walk(value)
