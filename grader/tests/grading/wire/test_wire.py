"""Whatever is data arrives as it was sent, and nothing else does; hostile bytes are one kind of error."""

import collections
import datetime as dt
import decimal
import enum
import fractions
import math
import unittest.mock
import zoneinfo

import altair as alt
import msgspec
import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from nbseal.grading import wire

quick = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def sent(value):
    return wire.unpack(wire.pack(value))


def exactly(value):
    """Tell nan from nothing, -0.0 from 0.0 and True from 1, and sets of one order from no other."""
    if isinstance(value, dict):
        return [(exactly(key), exactly(item)) for key, item in value.items()]
    if isinstance(value, (list, tuple)):
        return type(value), [exactly(item) for item in value]
    return sorted(map(repr, value)) if isinstance(value, frozenset) else repr(value)


def same(left, right):
    assert type(left) is type(right)
    if isinstance(left, pd.DataFrame):
        pd.testing.assert_frame_equal(left, right)
    elif isinstance(left, pd.Series):
        pd.testing.assert_series_equal(left, right)
    elif isinstance(left, pd.Index):
        pd.testing.assert_index_equal(left, right, exact=True)
    elif isinstance(left, np.ndarray):
        assert left.dtype == right.dtype
        np.testing.assert_array_equal(left, right)
    else:
        assert exactly(left) == exactly(right)


scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.complex_numbers(),
    st.text(),
    st.binary(),
    st.decimals(),
    st.fractions(),
    st.dates(),
    st.datetimes(timezones=st.none() | st.timezones()),
    st.times(),
    st.timedeltas(),
)
hashable = st.one_of(st.booleans(), st.integers(), st.text(), st.dates(), st.tuples(st.integers(), st.text()))
values = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.tuples(inner, inner),
        st.dictionaries(hashable, inner, max_size=4),
        st.frozensets(hashable, max_size=4),
    ),
    max_leaves=12,
)


@quick
@given(values)
def test_any_nesting_of_plain_data_arrives_as_it_was_sent(value):
    same(sent(value), value)


@quick
@given(
    hnp.arrays(
        hnp.scalar_dtypes().filter(lambda d: d.kind not in "V"), hnp.array_shapes(min_dims=0, min_side=0)
    )
)
def test_any_array_arrives_as_it_was_sent(array):
    same(
        sent(array),
        np.asarray(array).astype(array.dtype.newbyteorder("=")) if array.dtype.kind == "V" else array,
    )


def test_arrays_of_objects_arrive_element_by_element():
    same(sent(np.array([1, "two", None, [3]], dtype=object)), np.array([1, "two", None, [3]], dtype=object))


@pytest.mark.parametrize(
    "number", [np.float64(0.5), np.int8(-3), np.bool_(True), np.datetime64("2025-01-01", "D")]
)
def test_numpys_single_numbers_keep_their_type(number):
    same(sent(number), number)


SERIES = {
    "whole numbers": pd.Series([1, 2, 3]),
    "numbers with gaps": pd.Series([1.5, None, 3]),
    "nullable": pd.Series([1, None, 3], dtype="Int64"),
    "nullable floats": pd.Series([1.5, None], dtype="Float64"),
    "nullable truth": pd.Series([True, None], dtype="boolean"),
    "text": pd.Series(["a", None, "c"], name="letters"),
    "nullable text": pd.Series(["a", None], dtype="string"),
    "objects": pd.Series([1, "a", None], dtype=object),
    "category": pd.Series(["lo", "hi", None], dtype=pd.CategoricalDtype(["lo", "hi"], ordered=True)),
    "category of numbers": pd.Series([3, 1, 3], dtype="category"),
    "moments": pd.Series(pd.to_datetime(["2025-01-01", "NaT"])),
    "moments in a zone": pd.Series(pd.to_datetime(["2025-07-01", "2025-01-01"]).tz_localize("Europe/London")),
    "moments in UTC": pd.Series(pd.to_datetime(["2025-07-01"]).tz_localize("UTC")),
    "spans": pd.Series(pd.to_timedelta(["1h", None])),
    "periods": pd.Series(pd.period_range("2025-01", periods=3, freq="M")),
    "intervals": pd.Series(pd.interval_range(0, 3)),
    "nothing": pd.Series([], dtype=float),
    "under two labels": pd.Series(
        [1, 2], index=pd.MultiIndex.from_tuples([("a", 1), ("b", 2)], names=["x", None])
    ),
    "by day": pd.Series([1, 2, 3], index=pd.date_range("2025-01-01", periods=3, freq="D", name="day")),
}


@pytest.mark.parametrize("kind", SERIES)
def test_a_column_arrives_with_its_type_index_and_name(kind):
    same(sent(SERIES[kind]), SERIES[kind])
    same(sent(SERIES[kind].to_frame("values")), SERIES[kind].to_frame("values"))


def test_a_table_may_have_the_same_column_name_twice():
    frame = pd.DataFrame([[1, "a"], [2, "b"]], columns=["x", "x"], index=["r", "s"])
    same(sent(frame), frame)


def test_an_empty_table_keeps_its_rows_and_columns():
    same(sent(pd.DataFrame(index=[1, 2])), pd.DataFrame(index=[1, 2]))
    same(sent(pd.DataFrame(columns=["a", "b"])), pd.DataFrame(columns=["a", "b"]))


@pytest.mark.parametrize(
    "value",
    [
        pd.NA,
        pd.NaT,
        pd.Timestamp("2025-06-01 12:30:00.123456"),
        pd.Timestamp("2025-10-26 00:30", tz="Europe/London"),
        pd.Timedelta("3 days 2h"),
        pd.Period("2025Q3"),
        pd.Interval(0.0, 1.5, closed="left"),
        pd.Index(["a", "b"], name="letters"),
        pd.array([1, None], dtype="Int64"),
        np.dtype("float64"),
    ],
)
def test_pandas_own_scalars_arrive(value):
    same(sent(value), value)


def test_a_moment_in_the_repeated_hour_keeps_which_one_it_was():
    zone = zoneinfo.ZoneInfo("Europe/London")
    second = dt.datetime(2025, 10, 26, 1, 30, tzinfo=zone, fold=1)
    assert sent(second).fold == 1
    assert sent(second).utcoffset() == second.utcoffset()


def test_a_chart_arrives_as_its_specification():
    frame = pd.DataFrame({"fit": [1, 2], "performance": [90, 110]})
    chart = alt.Chart(frame).mark_point().encode(x="fit:Q", y="performance:Q")
    arrived = sent(chart)
    assert arrived.to_dict()["encoding"]["x"]["field"] == "fit"
    layered = sent(chart + chart.mark_line())
    assert [layer["mark"]["type"] for layer in layered.to_dict()["layer"]] == ["point", "line"]


def test_the_containers_of_collections_keep_their_kind():
    same(sent(collections.Counter("aab")), collections.Counter("aab"))
    same(sent(collections.OrderedDict(a=1)), collections.OrderedDict(a=1))
    same(sent(collections.deque([1, 2], 5)), collections.deque([1, 2], 5))
    assert sent(collections.defaultdict(list, a=[1])) == {"a": [1]}
    Point = collections.namedtuple("Point", "x y")
    assert sent(Point(1, 2))._asdict() == {"x": 1, "y": 2}


def test_exact_and_huge_numbers_arrive():
    assert sent(2**70) == 2**70
    assert sent(-(3**200)) == -(3**200)
    assert sent(decimal.Decimal("1.10")) == decimal.Decimal("1.10")
    assert sent(fractions.Fraction(1, 3)) == fractions.Fraction(1, 3)
    assert math.isnan(sent(math.nan))


class AlwaysEqual:
    def __eq__(self, other):
        return True

    __hash__ = None  # type: ignore[assignment]


class Chameleon:
    __class__ = int  # type: ignore[assignment]

    def __int__(self):
        return 42


@pytest.mark.parametrize(
    "value",
    [AlwaysEqual(), unittest.mock.ANY, unittest.mock.MagicMock(), object(), Chameleon()],
    ids=["always equal", "any", "mock", "object", "chameleon"],
)
def test_an_object_of_a_class_of_its_own_does_not_cross(value):
    with pytest.raises(wire.NotDataError):
        wire.pack([value])


@pytest.mark.parametrize("value", [len, print, int, math, lambda: 1, (n for n in [1]), {}.keys(), open])
def test_what_is_not_data_does_not_cross(value):
    with pytest.raises(wire.NotDataError):
        wire.pack(value)


def test_a_generator_is_refused_in_words_a_student_understands():
    with pytest.raises(wire.NotDataError, match="a generator; make it a list"):
        wire.pack(n for n in [1])


class LyingNumber(int):
    def __eq__(self, other):
        return True

    def __index__(self):
        return 99

    __hash__ = int.__hash__


class LyingText(str):
    def __eq__(self, other):
        return True

    def __str__(self):
        return "right"

    __hash__ = str.__hash__


class LyingList(list):
    def __iter__(self):
        return iter([1, 4, 9])

    def __len__(self):
        return 3

    def __eq__(self, other):
        return True

    __hash__ = None


class Colour(enum.IntEnum):
    RED = 1


def test_a_subclass_crosses_as_what_it_really_holds():
    assert sent(LyingNumber(7)) == 7
    assert type(sent(LyingNumber(7))) is int
    assert sent(LyingText("wrong")) == "wrong"
    assert sent(LyingList([0])) == [0]
    assert sent(Colour.RED) == 1


def test_what_contains_itself_is_refused():
    loop: list[object] = []
    loop.append(loop)
    with pytest.raises(wire.TooLargeError):
        wire.pack(loop)


def test_what_is_too_large_is_refused():
    with pytest.raises(wire.TooLargeError, match="too large"):
        wire.pack("x" * 2000, limit=1000)


def test_a_reference_is_what_the_receiver_makes_of_it():
    data = wire.pack({"f": len}, refer=lambda it: ["ref", "function", 7] if callable(it) else None)
    assert wire.unpack(data, resolve=lambda parts: tuple(parts)) == {"f": ("function", 7)}
    with pytest.raises(wire.WireError):
        wire.unpack(data)


HOSTILE = [
    b"",
    b"\xc1",
    b"\x93" * 100_000,
    *[
        msgspec.msgpack.encode(tree)
        for tree in [
            [],
            ["no such kind"],
            [None],
            {"a": 1},
            ["dict", 1],
            ["dict", ["list"], 1],
            ["set", ["list"]],
            ["int", "f" * 1_000_000],
            ["int", "zz"],
            ["named", "__class__", ["x"], 1],
            ["named", "A", ["x"] * 10_000],
            ["range", "a"],
            ["decimal", "NaNs"],
            ["datetime", 10**12, 0, 0, 0, None],
            ["datetime", 0, 0, 0, 0, "../../etc/passwd"],
            ["datetime", 0, 0, 0, 0, "/etc/localtime"],
            ["array", "|O8", [1], b"12345678"],
            ["array", "|V8", [1], b"12345678"],
            ["array", "<f8", [3], b"too short"],
            ["array", "<f8", [2**40, 2**40], b""],
            ["array", "<f8", [-1], b""],
            ["array", "<U999999999", [0], b""],
            ["array", "<f8,<f8", [1], b"1234567812345678"],
            ["array", "O", [5], []],
            ["frame", ["rangeindex", 0, 10**15, 1, None], ["rangeindex", 0, 0, 1, None], []],
            [
                "frame",
                ["rangeindex", 0, 2, 1, None],
                ["rangeindex", 0, 1, 1, None],
                [["array", "<i8", [0], b""]],
            ],
            ["series", None, ["rangeindex", 0, 2, 1, None], ["array", "<i8", [0], b""]],
            [
                "index",
                [None],
                ["category", ["array", "O", [0], []], ["array", "|i1", [1], b"\x07"], False],
                None,
            ],
            ["period", 1, "M" * 1000],
            ["chart", "not a specification"],
            ["scalar", "<f8", [2], b"1234567812345678"],
            ["ref", "function", 1],
        ]
    ],
]


@pytest.mark.parametrize("data", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_bytes_are_one_kind_of_error(data):
    with pytest.raises(wire.WireError):
        wire.unpack(data)


@quick
@given(st.binary(max_size=200))
def test_random_bytes_give_data_or_that_error(data):
    try:
        wire.pack(wire.unpack(data))
    except wire.WireError:
        pass
    except wire.NotDataError:
        pytest.fail("something arrived that is not data")
