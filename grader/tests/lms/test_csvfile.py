"""A cell of a CSV file can be changed, and no other byte of the file."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nbseal.errors import LmsFileError
from nbseal.lms.csvfile import CsvFile, read_csv_file

CELLS = st.text(st.one_of(st.characters(codec="utf-8"), st.sampled_from('",;\t\r\n= ')), max_size=8)
TABLES = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=2, max_size=5)
)
LAYOUTS = st.fixed_dictionaries(
    {
        "delimiter": st.sampled_from(",;\t"),
        "lineterminator": st.sampled_from(["\n", "\r\n"]),
        "quoting": st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    }
)
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16"])


def written(table, layout, encoding="utf-8"):
    stream = io.StringIO(newline="")
    csv.writer(stream, **layout).writerows(table)
    return stream.getvalue().encode(encoding)


@given(st.binary(max_size=200))
def test_whatever_can_be_read_is_written_as_it_was(content):
    try:
        table = CsvFile(content)
    except LmsFileError:
        return
    assert table.content() == content


@given(st.text(st.sampled_from('ab",\r\n;'), max_size=30))
def test_cells_are_those_that_pythons_csv_module_reads(text):
    try:
        table = CsvFile(text.encode())
    except LmsFileError:
        return
    theirs = csv.reader(io.StringIO(text, newline=""), delimiter=table.separator)
    assert [[cell.value for cell in row] for row in table.rows] == [row or [""] for row in theirs]


@given(TABLES, LAYOUTS, ENCODINGS, CELLS, st.data())
def test_changing_a_cell_changes_that_cell_alone(table, layout, encoding, value, data):
    content = written(table, layout, encoding)
    file = CsvFile(content)
    row = data.draw(st.integers(1, len(file.rows) - 1))
    column = data.draw(st.integers(0, len(file.rows[row]) - 1))
    expected = [[cell.value for cell in cells] for cells in file.rows]
    expected[row][column] = value
    file.change(row, column, value)
    changed = CsvFile(file.content())
    assert [[cell.value for cell in cells] for cells in changed.rows] == expected
    old, new = file.rows[row][column], changed.rows[row][column]
    text, other = content.decode(encoding), file.content().decode(encoding)
    assert (text[: old.start], text[old.end :]) == (other[: new.start], other[new.end :])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encoding_mark_line_ends_and_quotes_stay(encoding, end):
    text = end.join(['"Student",ID, Grade', '"李, ""Li""",7,', "Ünal,8,'", ""])
    file = CsvFile(text.encode(encoding))
    file.change(1, 2, "9.5")
    expected = end.join(['"Student",ID, Grade', '"李, ""Li""",7,9.5', "Ünal,8,'", ""])
    assert file.content() == expected.encode(encoding)


def test_a_cell_that_was_quoted_stays_quoted():
    file = CsvFile(b'a,b\n"1",2\n')
    file.change(1, 0, "3")
    file.change(1, 1, "4")
    assert file.content() == b'a,b\n"3",4\n'


@pytest.mark.parametrize("value", ["a,b", 'a"b', "a\nb", "a\rb"])
def test_a_cell_is_quoted_where_it_has_to_be(value):
    file = CsvFile(b"a,b\n1,2\n")
    file.change(1, 0, value)
    assert next(iter(list(csv.reader(io.StringIO(file.content().decode(), newline="")))[1:])) == [value, "2"]


def test_a_file_in_an_old_encoding_keeps_every_byte():
    content = "Student,ID\r\nMüller,7\r\n".encode("cp1252")
    file = CsvFile(content)
    file.change(1, 1, "8")
    assert file.content() == content.replace(b"7", b"8")


def test_a_quote_that_is_never_closed_is_said_with_its_line(tmp_path):
    (tmp_path / "grades.csv").write_text('a,b\n1,2\n"3,4\n')
    with pytest.raises(LmsFileError, match="the quote that opens in line 3 is never closed"):
        read_csv_file(tmp_path / "grades.csv")


def test_a_file_that_is_missing_or_no_gradebook_by_its_size_is_said(tmp_path):
    with pytest.raises(LmsFileError, match=r"grades\.csv cannot be read: No such file"):
        read_csv_file(tmp_path / "grades.csv")
    with (tmp_path / "grades.csv").open("wb") as stream:
        stream.truncate(20_000_001)
    with pytest.raises(LmsFileError, match="larger than 20 MB"):
        read_csv_file(tmp_path / "grades.csv")


def test_a_row_whose_only_cell_is_emptied_stays_a_row():
    file = CsvFile(b"a\rb\nc")
    file.change(1, 0, "")
    assert file.content() == b'a\r""\nc'
    assert [[cell.value for cell in cells] for cells in CsvFile(file.content()).rows] == [["a"], [""], ["c"]]
