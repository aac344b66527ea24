"""Plain data that mean the same agree; wherever two differ, the first place is found."""

import copy
import math

import ml_dtypes
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from zerodl.course.compare import UNCOMPARED, agree, at, first_difference
from zerodl.course.plain import decode, encode, plain

DTYPES = ["bool", "int8", "int64", "uint16", "float16", "float32", "float64", "complex64", "complex128", "bfloat16"]


def dtype(name):
    return np.dtype(ml_dtypes.bfloat16 if name == "bfloat16" else name)


@st.composite
def arrays(draw):
    name = draw(st.sampled_from(DTYPES))
    shape = draw(hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=3))
    if name == "bfloat16":
        return draw(hnp.arrays(np.float32, shape)).astype(dtype(name))
    return draw(hnp.arrays(name, shape))


NUMBERS = st.one_of(st.booleans(), st.integers(-(2**70), 2**70), st.floats(), arrays())
LEAVES = st.one_of(st.none(), NUMBERS, st.text(max_size=5), st.binary(max_size=5))
KEYS = st.text(max_size=3).filter(lambda key: key not in UNCOMPARED)
DATA = st.recursive(
    LEAVES, lambda inside: st.lists(inside, max_size=3) | st.dictionaries(KEYS, inside, max_size=3), max_leaves=8
)

quick = settings(max_examples=150, deadline=None)


@quick
@given(DATA)
def test_any_data_agree_with_their_copy_and_with_themselves_after_a_journey(data):
    with np.errstate(all="raise"):  # as a notebook may have set it
        assert agree(data, copy.deepcopy(data))
        assert agree(data, decode(encode(plain(data))))


@quick
@given(DATA, DATA)
def test_any_two_are_compared_without_an_error_and_the_same_way_round_and_back(one, other):
    there, back = first_difference(one, other), first_difference(other, one)
    assert (there is None) == (back is None)
    if there:
        assert there.kind in ("missing", "extra", "type", "length", "dtype", "shape", "value")


@quick
@given(DATA, st.data())
def test_a_change_anywhere_is_found_where_it_is(data, choose):
    path = choose.draw(st.sampled_from(list(leaves(data))))
    assert first_difference(data, replaced(data, path, "longer than any text in it")).path == path


def leaves(data, path=()):
    """The paths of all leaves; an empty container is one."""
    if type(data) is list and data:
        for i, item in enumerate(data):
            yield from leaves(item, (*path, i))
    elif type(data) is dict and data:
        for key, item in data.items():
            yield from leaves(item, (*path, key))
    else:
        yield path


def replaced(data, path, value):
    if not path:
        return value
    changed = list(data) if type(data) is list else dict(data)
    changed[path[0]] = replaced(data[path[0]], path[1:], value)
    return changed


# --- numbers ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "close", "far"),
    [
        ("float64", 1e-9, 1e-5),
        ("float32", 1e-5, 1e-2),
        ("float16", 2e-3, 0.1),
        ("bfloat16", 1e-2, 0.1),
        ("complex128", 1e-9, 1e-5),
        ("complex64", 1e-5, 1e-2),
    ],
)
def test_floats_are_compared_as_closely_as_they_are_precise(name, close, far):
    one = np.array([1.0, 100.0, -3.0]).astype(dtype(name))
    assert agree(one, (one * (1 + close)).astype(one.dtype))
    assert first_difference(one, (one * (1 + far)).astype(one.dtype)).kind == "value"


def test_the_imaginary_part_counts():
    assert first_difference(np.array([1 + 2j]), np.array([1 - 2j])).kind == "value"


@pytest.mark.parametrize("name", ["bool", "int8", "int64", "uint16"])
def test_whole_numbers_are_compared_exactly(name):
    one = np.array([1, 0, 1], name)
    assert agree(one, one.copy())
    assert first_difference(one, np.array([1, 1, 1], name)).kind == "value"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1, 1.0),
        (1.0, np.array(1.0)),
        (np.array(1.0), 1),
        (np.float32(1 / 3) * np.ones((), np.float32), 1 / 3),  # a float32 knows no more digits
        (float("nan"), float("nan")),
        (float("inf"), np.array(np.inf)),
        (10**400, 10**400),
        (-0.0, 0.0),
        (1e-300, 0.0),
    ],
)
def test_single_numbers_agree_by_value(one, other):
    assert agree(plain(one), plain(other))
    assert agree(plain(other), plain(one))


@pytest.mark.parametrize(
    ("expected", "got", "kind"),
    [
        (1.0, 1.1, "value"),
        (1.0, float("nan"), "value"),
        (float("inf"), 1e308, "value"),
        (float("inf"), -float("inf"), "value"),
        (10**400, 10**400 + 1, "value"),
        (10**400, 1.0, "value"),
        (float("inf"), 10**400, "value"),
        (2**70, 2.0**70, "value"),
        (1, True, "type"),
        (True, 1.0, "type"),
        (True, False, "value"),
        (1.0, "1.0", "type"),
        (1.0, None, "type"),
        (np.ones(1), [1.0], "type"),
        (np.ones(3), np.ones((3, 1)), "shape"),
        (np.ones(1), 1.0, "shape"),
        (np.ones(0), np.ones((0, 3)), "shape"),
        (np.ones(3), np.ones(3, np.float32), "dtype"),
        (np.ones(3, bool), np.ones(3, int), "dtype"),
        ([1, 2], [1, 2, 3], "length"),
        ([1, 2], [], "length"),
        ({"a": 1}, {}, "missing"),
        ({}, {"a": 1}, "extra"),
        ({"a": None}, {}, "missing"),
        ("a", "b", "value"),
        (b"a", "a", "type"),
    ],
)
def test_the_kind_of_each_difference(expected, got, kind):
    assert first_difference(expected, got).kind == kind


# --- the first place --------------------------------------------------------------------------------------------------


def test_a_path_leads_to_the_first_difference():
    expected = [{"a": 1, "b": [1, {"c": np.zeros(2)}]}]
    got = [{"b": [1, {"c": np.ones(2)}], "a": 1}]
    difference = first_difference(expected, got)
    assert difference.path == (0, "b", 1, "c")
    assert at(got, difference.path) is difference.got
    assert at(expected, difference.path) is difference.expected


def test_what_is_missing_or_extra_comes_with_its_value():
    missing = first_difference({"a": [{"b": 5}]}, {"a": [{"c": 6}]})
    assert (missing.path, missing.expected, missing.got) == (("a", 0, "b"), 5, {"c": 6})
    extra = first_difference({"a": 1}, {"a": 1, "z": 2})
    assert (extra.path, extra.expected, extra.got) == (("z",), {"a": 1}, 2)


@pytest.mark.parametrize("key", UNCOMPARED)
def test_what_is_written_for_the_reader_is_not_compared(key):
    assert agree({"result": 1, key: "one"}, {"result": 1, key: "two"})
    assert agree({"result": 1, key: "one"}, {"result": 1})
    assert agree({"result": 1}, {"result": 1, key: "two"})


def test_at_gives_none_where_there_is_nothing():
    data = {"a": [1, 2]}
    assert at(data, ()) is data
    assert at(data, ("a", 1)) == 2
    assert [at(data, path) for path in [("b",), ("a", 2), ("a", "x"), ("a", 0, 0), (0,)]] == [None] * 5


def test_tolerance_is_no_loophole():
    zeros, tiny = np.zeros(3), np.full(3, 1e-6)
    assert not agree(zeros, tiny)
    assert not agree(1e6, 1e6 + 1)
    assert math.isclose(1e6, 1e6 + 1, rel_tol=1e-5)
