"""Text among other bytes: as it stands, with two bytes a letter, and compressed by zlib.

Pictures, sound, fonts and arrays keep what people write into them in one of these forms: a PNG's text chunk
and the streams of a MATLAB file are compressed, a photo's comment or a song's title has two bytes a letter.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator

from .spellings import NO_TEXT, Lines
from .spellings import readings as spelled

_RUN = re.compile(f"[^\x00-\x08\x0b-\x1f\x7f-\x9f{NO_TEXT}]{{6,}}")
_LATIN = re.compile(rb"[ -~\t\xa0-\xff]{12,}")
_HIGH = re.compile(rb"[\xa0-\xff]")
_WIDE = re.compile(rb"(?:[ -~]\0{1,3}){6}|(?:\0{1,3}[ -~]){6}")
_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
_PNG = b"\x89PNG\r\n\x1a\n"
_MOST = 50_000_000  # bytes that one stream may unpack to
_PIECE = 65_536


def readings(content: bytes) -> Iterator[Lines]:
    """Yield the texts that stand in bytes."""
    if content.startswith(_PNG):
        content = _without_pixels(content)
    for part in (content, *_streams(content)):
        yield from _runs(part)


def _runs(content: bytes) -> Iterator[Lines]:
    forms = [content.decode("utf-8", errors="replace")]
    if NO_TEXT in forms[0]:
        latin = (run for run in _LATIN.findall(content) if 10 * len(_HIGH.findall(run)) < 3 * len(run))
        forms.append(NO_TEXT.join(run.decode("cp1252", errors="replace") for run in latin))
    if _WIDE.search(content):
        forms.append(content.replace(b"\0", b"").decode("utf-8", errors="replace"))
        for encoding, width in (("utf-16-le", 2), ("utf-16-be", 2), ("utf-32-le", 4), ("utf-32-be", 4)):
            forms += [content[start:].decode(encoding, errors="replace") for start in range(width)]
    for form in forms:
        # The runs are joined, since a letter may be broken off by what divides a file into blocks.
        runs = NO_TEXT.join(["", *_RUN.findall(form), ""])
        if len(runs) > 2:
            yield from ([(0, line) for _, line in lines] for lines in spelled(runs))


def _streams(content: bytes) -> Iterator[bytes]:
    """Yield what zlib's streams in some bytes unpack to."""
    place = 0
    while found := _ZLIB.search(content, place):
        place = found.start() + 1
        try:
            unpacked, end = _unpacked(content, found.start())
        except zlib.error:
            continue
        if len(unpacked) > 3:
            yield unpacked
            place = end or place


def _unpacked(content: bytes, start: int) -> tuple[bytes, int | None]:
    """Return what a stream unpacks to, piece by piece, and where it ends, if it does."""
    inflate, unpacked = zlib.decompressobj(), bytearray()
    for place in range(start, len(content), _PIECE):
        piece = content[place : place + _PIECE]
        unpacked += inflate.decompress(piece, _MOST - len(unpacked))
        if inflate.eof:
            return bytes(unpacked), place + len(piece) - len(inflate.unused_data)
        if inflate.unconsumed_tail:
            break
    return bytes(unpacked), None


def _without_pixels(content: bytes) -> bytes:
    """Return a PNG without its pixels: its other chunks, and what lies behind them."""
    kept, place = [], len(_PNG)
    while place + 12 <= len(content):
        size, kind = struct.unpack_from(">I4s", content, place)
        if place + 12 + size > len(content):
            break
        if kind not in (b"IDAT", b"fdAT"):
            kept.append(content[place : place + 12 + size])
        place += 12 + size
        if kind == b"IEND":
            break
    return b"".join([*kept, content[place:]])
