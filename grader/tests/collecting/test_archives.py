"""Archives made to hurt are refused one by one, each with its reason, and everybody else's work is taken."""

import csv
import io
import os
import struct
import zipfile

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_output

from nbseal.collecting import archives, bounded_file, collect
from nbseal.collecting.archives import list_files
from nbseal.errors import CollectError

NOTEBOOK = b'{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'
GOOD = ("num.ipynb", NOTEBOOK)


def of_kind(kind, name="data.csv"):
    """An entry that a Unix system would unpack as something else than a file."""
    entry = zipfile.ZipInfo(name)
    entry.create_system = 3
    entry.external_attr = (kind << 12 | 0o777) << 16
    return entry


def patched(content, signature, offset, form, value):
    """Change one field of the first record with this signature."""
    at = content.index(signature) + offset
    return content[:at] + struct.pack(form, value) + content[at + struct.calcsize(form) :]


LOCAL, CENTRAL, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"


def encrypted(zipped):
    return patched(zipped(GOOD), CENTRAL, 8, "<H", 1)


def encrypted_file(zipped):
    return patched(zipped(("data.csv", b"1"), GOOD), CENTRAL, 8, "<H", 1)


def too_small(zipped):
    """It says 10 bytes and unpacks to more, with the checksum of all of it."""
    return patched(patched(zipped(GOOD), CENTRAL, 24, "<L", 10), LOCAL, 22, "<L", 10)


def too_large(zipped):
    return patched(zipped(GOOD), CENTRAL, 24, "<L", len(NOTEBOOK) + 1)


def wrong_checksum(zipped):
    return patched(patched(zipped(GOOD), CENTRAL, 16, "<L", 7), LOCAL, 14, "<L", 7)


def two_names(zipped):
    return zipped(GOOD).replace(b"num.ipynb", b"bad.ipynb", 1)


def overlapping(zipped):
    """Two entries that share the same packed bytes, so that little becomes much."""
    content = zipped(GOOD, ("b.csv", b"x" * 1000))
    second = content.index(CENTRAL, content.index(CENTRAL) + 1)
    return content[: second + 42] + struct.pack("<L", 0) + content[second + 46 :]


def endless_contents(zipped):
    """A table of contents of 5 MB for one file."""
    content = zipped(*((f"{number:05}" + "x" * 240, b"") for number in range(16_000)))
    assert len(content) > 2 * bounded_file._DIRECTORY_BYTES
    return content


def zero_in_name(zipped):
    return zipped(("num.ipynb_.exe", NOTEBOOK)).replace(b"num.ipynb_.exe", b"num.ipynb\0.exe")


def not_utf8(zipped):
    content = zipped(("größe.ipynb", NOTEBOOK))
    return content.replace("größe".encode(), b"gr\xff\xfee\xff\xff"[: len("größe".encode())])


def no_end(zipped):
    content = zipped(GOOD)
    return content[: content.index(END)]


def far_away(zipped):
    """It says that its table of contents is 4 GB."""
    return patched(zipped(GOOD), END, 12, "<L", 0xFFFFFFF0)


def with_method(number):
    def make(zipped):
        return patched(patched(zipped(GOOD), CENTRAL, 10, "<H", number), LOCAL, 8, "<H", number)

    return make


def lzma(zipped):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr(*GOOD)
    return stream.getvalue()


def of(*entries):
    return lambda zipped: zipped(*entries)


BOMB = ("num.ipynb", bytes(510_000_000))
OUTSIDE = "would be unpacked outside its folder"
STORED = "has a name that not every system can store"
UNSEEN = "has characters in its name that cannot be seen"
SAME = "has the same name as another file"
INSIDE = "is an archive inside what was handed in"

# The notebook is good; what is beside it is not.
BESIDE = {
    "climbs": (of(GOOD, ("../evil.csv", b"")), OUTSIDE),
    "climbs later": (of(GOOD, ("a/../../evil.csv", b"")), OUTSIDE),
    "absolute": (of(GOOD, ("/tmp/evil.csv", b"")), OUTSIDE),
    "windows climbs": (of(GOOD, ("..\\evil.csv", b"")), OUTSIDE),
    "windows drive": (of(GOOD, ("C:evil.csv", b"")), OUTSIDE),
    "windows share": (of(GOOD, ("\\\\host\\share\\evil.csv", b"")), OUTSIDE),
    "link": (of(GOOD, (of_kind(0o12), "/etc/passwd")), "is not an ordinary file"),
    "device": (of(GOOD, (of_kind(0o2), b"")), "is not an ordinary file"),
    "disk": (of(GOOD, (of_kind(0o6), b"")), "is not an ordinary file"),
    "pipe": (of(GOOD, (of_kind(0o1), b"")), "is not an ordinary file"),
    "socket": (of(GOOD, (of_kind(0o14), b"")), "is not an ordinary file"),
    "same but for case": (of(GOOD, ("NUM.ipynb", NOTEBOOK)), SAME),
    "same but for accents": (of(GOOD, ("caf\u00e9.csv", b"1"), ("cafe\u0301.csv", b"2")), SAME),
    "file and folder": (of(GOOD, ("a", b""), ("A/b.csv", b"")), SAME),
    "file twice": (of(GOOD, ("b.csv", b"1"), ("b.csv", b"2")), "is in it twice"),
    "reserved name": (of(GOOD, ("aux.csv", b"")), STORED),
    "reserved with a number": (of(GOOD, ("a/COM1", b"")), STORED),
    "question mark": (of(GOOD, ("why?.txt", b"")), STORED),
    "ends in a dot": (of(GOOD, ("data.csv.", b"")), STORED),
    "ends in a space": (of(GOOD, ("data ", b"")), STORED),
    "stream of a file": (of(GOOD, ("data.csv:evil", b"")), STORED),
    "reads backwards": (of(GOOD, ("evil\u202evsc.exe", b"")), UNSEEN),
    "no width": (of(GOOD, ("num\u200b.csv", b"")), UNSEEN),
    "line break in name": (of(GOOD, ("a\nb.csv", b"")), UNSEEN),
    "very long name": (of(GOOD, ("x" * 300, b"")), "has a name of more than 255 bytes"),
    "very deep": (of(GOOD, ("a/" * 50 + "b.csv", b"")), "folders deep"),
    "encrypted file": (lambda zipped: encrypted_file(zipped), "is encrypted"),
    "bomb beside the work": (of(GOOD, ("data.csv", bytes(51_000_000))), "is more than 50 MB"),
    "many small bombs": (
        of(GOOD, *((f"{n}.csv", os.urandom(1000) + bytes(9_000_000)) for n in range(6))),
        "is more than 50 MB, with what is before it",
    ),
    "nested bomb": (lambda zipped: zipped(GOOD, ("a/b.ZIP", zipped(("b.csv", bytes(9_000_000))))), INSIDE),
    "tar in a zip": (of(GOOD, ("data.tar.gz", b"")), INSIDE),
    "many files": (of(GOOD, *((f"{n}.csv", b"") for n in range(200))), "is more than the first 200 files"),
    "manifest that is no manifest": (of(GOOD, ("manifest.json", b"[1]")), "does not say whose work it is"),
    "deep manifest": (of(GOOD, ("manifest.json", b"[" * 200_000)), "does not say whose work it is"),
}

# Nothing is left that could be graded.
HOSTILE = {
    "linked notebook": (of((of_kind(0o12, "num.ipynb"), "/etc/passwd")), "is not an ordinary file"),
    "same name twice": (of(GOOD, GOOD), "is in it twice"),
    "zero byte in name": (zero_in_name, "has a zero byte in its name"),
    "name of no language": (not_utf8, "it is not a zip file that can be read"),
    "encrypted": (encrypted, "'num.ipynb' in it is encrypted"),
    "truncated": (lambda zipped: zipped(GOOD)[:-30], "it is not a zip file that can be read"),
    "no end": (no_end, "it is not a zip file that can be read"),
    "no zip at all": (lambda zipped: b"MZ" + bytes(1000), "it is not a zip file that can be read"),
    "empty file": (lambda zipped: b"", "it is not a zip file that can be read"),
    "empty zip": (of(), "there is no num.ipynb in it"),
    "bomb": (of(BOMB), "'num.ipynb' in it has more than 500 MB"),
    "notebook that is large without outputs": (
        of(("num.ipynb", b'{"cells": [{"source": "' + b"x" * 51_000_000 + b'"}]}')),
        "'num.ipynb' in it has more than 50 MB, even without outputs",
    ),
    "overlapping bomb": (overlapping, "files in it share the same bytes"),
    "zip in a zip": (lambda zipped: zipped(("num.zip", zipped(GOOD))), INSIDE),
    "very many files": (of(*((f"{n}", b"") for n in range(20_001))), "it holds more than 20000 files"),
    "endless contents": (endless_contents, "its table of contents is larger than 4 MB"),
    "contents that are not there": (far_away, "it is not a zip file that can be read"),
    "says it is smaller": (too_small, "'num.ipynb' in it cannot be read"),
    "says it is larger": (too_large, "'num.ipynb' in it is not as large as it says"),
    "wrong checksum": (wrong_checksum, "'num.ipynb' in it cannot be read"),
    "another name inside": (two_names, "'num.ipynb' in it cannot be read"),
    "lzma": (lzma, "is packed in a way that is not read here (method 14)"),
    "unknown method": (with_method(99), "is packed in a way that is not read here (method 99)"),
    "broken stream": (with_method(0), "'num.ipynb' in it"),
    "not json": (of(("num.ipynb", b"dear teacher")), "is not a notebook that can be read"),
    "deep json": (of(("num.ipynb", b"[" * 200_000)), "is not a notebook that can be read"),
}


def worksheet(path, students):
    with path.open("w", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["Identifier", "Full name", "Email address", "Status", "Grade", "Maximum grade"])
        for number, (name, mail) in enumerate(students, start=1):
            writer.writerow([f"Participant {number}", name, mail, "Submitted for grading", "", "10.00"])
    return path


def download(zipped, path, hostile, bundled, mine):
    """Moodle's download of Ada, of everybody hostile, and of Ben; and the worksheet beside it."""
    students = [
        ("Ada Lovelace", "ada@example.org"),
        *((f"Eve {name}", f"eve{n}@example.org") for n, name in enumerate(hostile)),
        ("Ben Bow", "ben@example.org"),
    ]
    uploads = [
        ("num-ada.zip", bundled("ada")),
        *(("num.zip", content) for content in hostile.values()),
        ("num.ipynb", mine()),
    ]
    entries = [
        (f"{name}_{number}_assignsubmission_file/{upload}", content)
        for number, ((name, _), (upload, content)) in enumerate(zip(students, uploads, strict=True), start=1)
    ]
    path.write_bytes(zipped(*entries))
    return worksheet(path.with_suffix(".csv"), students)


def everything_under(root):
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_archive_is_refused_and_the_rest_of_the_download_taken(
    course, tmp_path, zipped, bundled, mine, name
):
    make, reason = HOSTILE[name]
    place = tmp_path / "in"
    place.mkdir()
    sheet = download(zipped, place / "all.zip", {name: make(zipped)}, bundled, mine)
    before = everything_under(tmp_path)
    result = collect(course, "num", [place / "all.zip"], gradebook=sheet)
    assert result.collected == ["ada@example.org", "ben@example.org"]
    ((label, why),) = result.skipped
    assert label.endswith(f"all.zip/Eve {name}_2_assignsubmission_file")
    assert reason in why
    new = set(everything_under(tmp_path)) - set(before) - {"course/gradebook.db"}
    assert new == {
        "course/submitted/.received/num.json",
        *(f"course/submitted/{student}@example.org/num/num.ipynb" for student in ("ada", "ben")),
    }


def test_a_download_full_of_hostile_archives_loses_nobody_elses_work(course, tmp_path, zipped, bundled, mine):
    hostile = {name: make(zipped) for name, (make, _) in HOSTILE.items()}
    assert len(hostile) + len(BESIDE) >= 50
    sheet = download(zipped, tmp_path / "all.zip", hostile, bundled, mine)
    result = collect(course, "num", [tmp_path / "all.zip"], gradebook=sheet)
    assert result.collected == ["ada@example.org", "ben@example.org"]
    assert len(result.skipped) == len(HOSTILE)


@pytest.mark.parametrize("name", BESIDE)
def test_a_hostile_file_beside_the_work_is_left_out_and_said_and_the_work_is_taken(
    course, tmp_path, zipped, bundled, mine, name
):
    make, reason = BESIDE[name]
    place = tmp_path / "in"
    place.mkdir()
    sheet = download(zipped, place / "all.zip", {name: make(zipped)}, bundled, mine)
    before = everything_under(tmp_path)
    result = collect(course, "num", [place / "all.zip"], gradebook=sheet)
    assert result.collected == ["ada@example.org", "ben@example.org", "eve0@example.org"]
    assert (result.skipped, [student for student, _ in result.remarks]) == ([], ["eve0@example.org"])
    assert reason in result.remarks[0][1]
    new = set(everything_under(tmp_path)) - set(before) - {"course/gradebook.db"}
    own = {path for path in new if "eve0" in path}
    assert "course/submitted/eve0@example.org/num/num.ipynb" in own
    assert {path.rpartition("/")[0] for path in own} == {"course/submitted/eve0@example.org/num"}
    assert not any(name in path for path in own for name in ("evil", "passwd", "aux", "COM1", "?"))


@pytest.mark.parametrize("name", sorted(set(HOSTILE) - {"zip in a zip"}))
def test_a_hostile_archive_by_itself_is_refused_too(course, tmp_path, zipped, name):
    path = tmp_path / "num-eve.zip"
    path.write_bytes(HOSTILE[name][0](zipped))
    result = collect(course, "num", [path])
    assert result.collected == []
    assert result.skipped


def test_an_entry_of_the_download_itself_that_climbs_out_is_refused(course, tmp_path, zipped, mine):
    content = zipped(
        ("ada.ipynb", mine()),
        ("../ben.ipynb", mine()),
        ("/cem.ipynb", mine()),
        (of_kind(0o12, "d.ipynb"), "/x"),
    )
    (tmp_path / "all.zip").write_bytes(content)
    result = collect(course, "num", [tmp_path / "all.zip"])
    assert result.collected == ["ada"]
    assert sorted(why for _, why in result.skipped) == [
        "'../ben.ipynb' in it would be unpacked outside its folder",
        "'/cem.ipynb' in it would be unpacked outside its folder",
        "'d.ipynb' in it is not an ordinary file",
    ]


def test_links_pipes_and_huge_files_in_a_folder_are_left_out_and_said(course, tmp_path, mine):
    for student in ("ada", "ben", "cem", "dora"):
        (tmp_path / "all" / student).mkdir(parents=True)
        (tmp_path / "all" / student / "num.ipynb").write_bytes(mine())
    (tmp_path / "all" / "ben" / "data.csv").symlink_to("/etc/passwd")
    os.mkfifo(tmp_path / "all" / "cem" / "data.csv")
    with (tmp_path / "all" / "dora" / "data.csv").open("wb") as stream:
        stream.truncate(archives.MOST_BYTES + 1)
    (tmp_path / "all" / "emil").symlink_to(tmp_path / "all" / "ada")
    result = collect(course, "num", [tmp_path / "all"])
    assert result.collected == ["ada", "ben", "cem", "dora"]
    assert [student for student, _ in result.remarks] == ["ben", "cem", "dora"]
    assert [why for _, why in result.skipped] == ["it is a link to another file; hand in the file itself"]
    assert [path for path in everything_under(course.root / "submitted") if "data.csv" in path] == []


def test_what_a_system_leaves_behind_is_passed_over(course, tmp_path, zipped, mine):
    clutter = [("__MACOSX/._num.ipynb", b"\0"), (".DS_Store", b"\0"), ("Thumbs.db", b"\0")]
    checkpoint = (".ipynb_checkpoints/num-checkpoint.ipynb", b"old")
    (tmp_path / "ada.zip").write_bytes(zipped(*clutter, checkpoint, ("num.ipynb", mine())))
    assert collect(course, "num", [tmp_path / "ada.zip"]).collected == ["ada"]
    place = course.folder("submitted", "num", "ada")
    assert everything_under(place) == ["num.ipynb"]


def test_a_download_of_more_files_than_any_class_has_is_not_looked_through(tmp_path, monkeypatch, zipped):
    monkeypatch.setattr(archives, "_DOWNLOAD_FILES", 3)
    (tmp_path / "all").mkdir()
    for number in range(4):
        (tmp_path / "all" / f"{number}.csv").write_text("")
    with pytest.raises(CollectError, match="more than 3 files"):
        list_files(tmp_path / "all")


def test_a_download_of_more_bytes_than_any_class_has_is_not_looked_through(tmp_path, monkeypatch, zipped):
    monkeypatch.setattr(archives, "_DOWNLOAD_BYTES", 2_000_000_000)
    content = patched(zipped(("a", b"1"), ("b", b"2")), CENTRAL, 24, "<L", 2_000_000_000)
    (tmp_path / "all.zip").write_bytes(content)
    with pytest.raises(CollectError, match="it would unpack to more than 2 GB"):
        list_files(tmp_path / "all.zip")


def test_a_notebook_that_shrinks_a_thousandfold_is_collected(course, tmp_path, zipped):
    """A loop printed one line 90,000 times: that is no bomb, and has no more bytes than may be read."""
    notebook = nbformat.reads(NOTEBOOK, as_version=4)
    printed = new_output("stream", text="once more, the same line of text\n" * 90_000)
    notebook.cells.append(new_code_cell("print()", outputs=[printed]))
    (tmp_path / "ada.zip").write_bytes(zipped(("num.ipynb", nbformat.writes(notebook).encode())))
    assert collect(course, "num", [tmp_path / "ada.zip"]).collected == ["ada"]
