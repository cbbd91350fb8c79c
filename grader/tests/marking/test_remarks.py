"""Comments to use again are in a text file that a person can read, edit and spoil."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nbseal.errors import MarkingError
from nbseal.marking.remarks import _toml, keep_remark, read_remarks, remarks_file


def test_a_comment_is_kept_once_and_read_again(to_mark):
    assert read_remarks(to_mark, "num") == {}
    assert keep_remark(to_mark, "num", "num/reason", ' Which "number"? ') == ['Which "number"?']
    assert keep_remark(to_mark, "num", "num/reason", 'Which "number"?') == ['Which "number"?']
    assert keep_remark(to_mark, "num", "num/reason", "Good.\nGo on.") == ['Which "number"?', "Good.\nGo on."]
    assert read_remarks(to_mark, "num") == {"num/reason": ['Which "number"?', "Good.\nGo on."]}


@given(
    st.dictionaries(st.text(st.characters(codec="utf-8")), st.lists(st.text(st.characters(codec="utf-8"))))
)
def test_whatever_is_kept_is_what_is_read(kept):
    assert tomllib.loads(_toml(kept)) == kept


@pytest.mark.parametrize("text", ["", "  ", "x" * 2001])
def test_nothing_and_too_much_are_not_kept(to_mark, text):
    with pytest.raises(MarkingError, match="of 2000 characters at most"):
        keep_remark(to_mark, "num", "num/reason", text)
    assert not remarks_file(to_mark, "num").exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("a = [", "num.toml cannot be read"),
        ('"num/reason" = "Why?"', "write the comments of 'num/reason' as"),
    ],
)
def test_a_file_that_somebody_spoiled_is_named_and_stays(to_mark, content, said):
    path = remarks_file(to_mark, "num")
    path.parent.mkdir()
    path.write_text(content)
    with pytest.raises(MarkingError, match=said):
        keep_remark(to_mark, "num", "num/reason", "Good.")
    assert path.read_text() == content
