"""Text is found in every format and every spelling that is known; what nobody can look into is closed."""

import bz2
import csv
import gzip
import html
import io
import json
import lzma
import pickle
import quopri
import sqlite3
import struct
import tarfile
import urllib.parse
import zipfile
import zlib

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from nbseal.assignments.release.exposure import Search
from nbseal.assignments.release.texts import OpaqueFileError, views

LINE = "check_number(performance(150, 200), 75, hint=\"Below plan, the 'number' is größer als „x“.\")"
PLAIN = LINE.replace("„", '"').replace("“", '"')  # in the alphabet of western Europe


def found_in(content, name="a.bin", line=LINE):
    """Return the name under which the line is found in a file, or None."""
    search = Search([line])
    return next((view.name for view in views(name, content) for _ in search.hits(view.lines)), None)


def png(kind, content):
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    pixels = chunk(b"IDAT", zlib.compress(bytes(100)))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", bytes(13)) + chunk(kind, content) + pixels + chunk(b"IEND", b"")
    )


def zipped(**files):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def tarred(mode):
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode) as archive:
        entry = tarfile.TarInfo("notes.txt")
        entry.size = len(LINE.encode())
        archive.addfile(entry, io.BytesIO(LINE.encode()))
    return stream.getvalue()


def pdf_page():
    """Return a PDF whose compressed page sets the line in pieces, as typesetters do."""
    writer = PdfWriter()
    page = writer.add_blank_page(300, 300)
    pieces = [PLAIN[at : at + 7].encode("cp1252") for at in range(0, len(PLAIN), 7)]
    quoted = [piece.replace(b"(", rb"\(").replace(b")", rb"\)") for piece in pieces]
    stream = DecodedStreamObject()
    stream.set_data(b"BT /F1 9 Tf 10 200 Td [(" + b") -3 (".join(quoted) + b")] TJ ET")
    page[NameObject("/Contents")] = writer._add_object(stream.flate_encode())
    names = {"Type": "Font", "Subtype": "Type1", "BaseFont": "Helvetica", "Encoding": "WinAnsiEncoding"}
    font = DictionaryObject({NameObject(f"/{key}"): NameObject(f"/{value}") for key, value in names.items()})
    fonts = DictionaryObject({NameObject("/F1"): font})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    return written(writer)


def pdf_with(change):
    writer = PdfWriter()
    writer.add_blank_page(300, 300)
    change(writer)
    return written(writer)


def written(writer):
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def database(encoding):
    connection = sqlite3.connect(":memory:")
    connection.execute(f"PRAGMA encoding = '{encoding}'")
    connection.execute("CREATE TABLE notes (said)")
    connection.execute("INSERT INTO notes VALUES (?)", (LINE,))
    connection.commit()
    return connection.serialize()


def as_csv(line):
    stream = io.StringIO()
    csv.writer(stream).writerow([1, line, "x"])
    return stream.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        LINE.encode(encoding)
        for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")
    ]
    + [LINE.encode(encoding) for encoding in ("utf-32-le", "utf-32-be", "cp1252")],
)
def test_a_text_is_read_in_its_encoding(content):
    assert found_in(content) == "a.bin"


def test_a_text_in_another_alphabet_is_read_in_an_old_encoding():
    line = 'assert имя(3) == "Привет, мир", "Другое число, другой ответ, и ещё немного текста"'
    assert found_in(f"{line}\n".encode("cp1251") * 3, line=line)
    assert found_in(line.encode("utf-16"), line=line)


@pytest.mark.parametrize(
    "text",
    [
        as_csv(LINE),
        json.dumps({"a": [LINE]}),
        "x = " + json.dumps(LINE),
        'x = "' + "".join(f"\\u{ord(letter):04x}" for letter in LINE) + '"',
        'x = "' + "".join(f"\\x{ord(letter):02x}" for letter in LINE if ord(letter) < 256) + '"',
        f"INSERT INTO notes VALUES ('{LINE.replace(chr(39), 2 * chr(39))}');",
        html.escape(LINE),
        f"<td>{html.escape(LINE)}</td>".replace("200", "<b>200</b>"),
        f"<td>{html.escape(as_csv(LINE))}</td>",
        json.dumps({"html": html.escape(LINE)}),
        urllib.parse.quote(LINE),
        urllib.parse.quote_plus(LINE),
        quopri.encodestring(LINE.encode()).decode(),
        LINE.replace('"', "\u201d").replace("'", "\u2019"),
        LINE.replace(" ", "\u00a0"),
        LINE.replace("(", "(\u200b"),
        "".join(chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter for letter in LINE),
        f"> {LINE}",
        LINE.replace(", ", ",\n    "),
    ],
)
def test_a_line_is_found_however_it_is_spelled(text):
    line = LINE if "\\x63" not in text else "".join(letter for letter in LINE if ord(letter) < 256)
    assert found_in(text.encode(), "a.txt", line) == "a.txt"


def test_half_a_letter_beside_a_line_hides_nothing():
    mail = "".join(f"={byte:02X}" for byte in LINE.encode())
    twice = "".join(f"\\u{ord(letter):04x}" for letter in mail)
    assert found_in(twice.encode()) is not None
    assert found_in(rf"\ud800{twice}".encode()) is not None


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (png(b"zTXt", b"Comment\0\0" + zlib.compress(PLAIN.encode("latin-1"))), "a.bin"),
        (png(b"iTXt", b"Comment\0\1\0\0\0" + zlib.compress(LINE.encode())), "a.bin"),
        (png(b"iTXt", b"Comment\0\0\0\0\0" + LINE.encode()), "a.bin"),
        (png(b"tIME", bytes(7)) + LINE.encode(), "a.bin"),
        (png(b"tIME", bytes(7)) + zipped(notes=LINE), "a.bin/notes"),
        (b"\xff\xd8\xff\xe1\0\0Exif\0\0" + LINE.encode("utf-16-le") + b"\xff\xd9", "a.bin"),
        (
            b"GIF89a\1\0\1\0\0\0\0!\xfe\x40" + LINE.encode()[:64] + b"\x20" + LINE.encode()[64:] + b"\0;",
            "a.bin",
        ),
        (b"ID3\x03\0\0\0\0\0\0COMM\1\0\0" + LINE.encode("utf-16"), "a.bin"),
        (b"\x93NUMPY\x01\x00v\x00{'descr': '<U90'}\n" + LINE.encode("utf-32-le"), "a.bin"),
        (b"MATLAB 5.0" + b" " * 106 + b"\0\1IM" + zlib.compress(b"\x0e\0\0\0" + LINE.encode()), "a.bin"),
        (pickle.dumps({"a": LINE}), "a.bin"),
        (gzip.compress(LINE.encode()), "a.bin/content"),
        (bz2.compress(LINE.encode()), "a.bin/content"),
        (lzma.compress(LINE.encode()), "a.bin/content"),
        (tarred("w"), "a.bin/notes.txt"),
        (tarred("w:gz"), "a.bin/content/notes.txt"),
        (zipped(notes=LINE), "a.bin/notes"),
        (zipped(inner=zipped(notes=LINE)), "a.bin/inner/notes"),
        (
            zipped(document=f"<w:t>{html.escape(LINE).replace('200', '</w:t><w:t>200')}</w:t>"),
            "a.bin/document",
        ),
        (database("UTF-8"), "a.bin/table notes"),
        (database("UTF-16"), "a.bin/table notes"),
        (pdf_with(lambda it: it.add_metadata({"/Subject": LINE})), None),
        (pdf_with(lambda it: it.add_attachment("notes.txt", LINE.encode())), "a.bin/notes.txt"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",  # an archive holds when it was made
)
def test_a_line_is_found_in_every_format_that_is_known(content, name):
    line = PLAIN if b"zTXt" in content else LINE
    assert found_in(content, line=line) == name or (
        name is None and found_in(content).startswith("a.bin/object ")
    )


def test_a_line_is_found_in_the_page_of_a_pdf():
    content = pdf_page()
    assert PLAIN[:9].encode() not in content, "it is compressed"
    assert found_in(content, line=PLAIN) == "a.bin/page 1"


def protected():
    writer = PdfWriter()
    writer.add_blank_page(300, 300)
    writer.encrypt("secret", algorithm="RC4-128")
    return written(writer)


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.zip", b"PK\x03\x04 broken", "an archive"),
        ("a.tgz", b"\x1f\x8b\x08 broken", "an archive"),
        ("a.7z", b"7z\xbc\xaf\x27\x1c", "an archive"),
        ("a.rar", b"Rar!\x1a\x07", "an archive"),
        ("a.zst", b"\x28\xb5\x2f\xfd", "an archive"),
        ("a.pdf", b"%PDF-1.7 broken", "a PDF"),
        ("a.pdf", protected(), "an encrypted PDF"),
        ("a.db", b"SQLite format 3\0 broken", "a database"),
        ("a.so", b"x = 1", "a compiled file"),
        ("a.pyc", b"\xa7\r\r\n", "a compiled file"),
        ("a", b"\x7fELF", "a compiled file"),
        ("a.exe", b"MZ\x90\0\x03\0\0\0", "a compiled file"),
        ("a.class", b"\xca\xfe\xba\xbe\0\0", "a compiled file"),
        ("a.parquet", b"PAR1\x15\x04", "a table in compressed columns"),
        ("a.h5", b"\x89HDF\r\n\x1a\n\0", "a table in compressed columns"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an office document in the old format"),
        ("a.age", b"age-encryption.org/v1\n-> X25519", "encrypted"),
        ("a.bin", bytes(range(256)) * 4, "in a form unknown here"),
        ("a.pkl", b"\x80\x04\x95\0\0\x8c\x08CodeType\x94", "a pickle of compiled code"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_nobody_can_look_into_is_closed(name, content, kind):
    with pytest.raises(OpaqueFileError) as caught:
        list(views(name, content))
    assert (caught.value.name, caught.value.kind) == (name, kind)


def test_what_is_closed_in_an_archive_is_named_with_it():
    with pytest.raises(OpaqueFileError) as caught:
        list(views("a.zip", zipped(inner=b"\x7fELF")))
    assert (caught.value.name, caught.value.kind) == ("a.zip/inner", "a compiled file")


@pytest.mark.parametrize(
    "content",
    [b"", b"MZ stands for a name", b"PK is what they call it", b"BZh, he said", b"true", b"form feed \x0c"],
)
def test_a_text_may_begin_like_a_format(content):
    assert [view.name for view in views("a.txt", content)] == ["a.txt"]
