"""Plain data keeps what a right answer may be, and turns everything else into something that no right answer is."""

import json
import math

import ml_dtypes
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from zerodl.course import plain as module
from zerodl.course.plain import UNKNOWN, PlainError, decode, encode, plain, register, unknown_objects

patient = settings(deadline=None)  # a busy machine is no failure
DTYPES = st.one_of(
    hnp.boolean_dtypes(),
    hnp.integer_dtypes(endianness="="),
    hnp.unsigned_integer_dtypes(endianness="="),
    hnp.floating_dtypes(endianness="=", sizes=(16, 32, 64)),
    hnp.complex_number_dtypes(endianness="=", sizes=(64, 128)),
)
ARRAYS = hnp.arrays(DTYPES, hnp.array_shapes(min_dims=0, min_side=0, max_side=4))
TEXT = st.text(st.characters(codec=None))  # half a surrogate pair too
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | TEXT | st.binary() | ARRAYS
PLAIN = st.recursive(LEAVES, lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner), max_leaves=20)


def same(a, b):
    """Equal in type, dtype, shape and every bit, with NaN equal to NaN."""
    if type(a) is not type(b):
        return False
    if type(a) is np.ndarray:
        return a.dtype == b.dtype and a.shape == b.shape and a.tobytes() == b.tobytes()
    if type(a) is list:
        return len(a) == len(b) and all(map(same, a, b))
    if type(a) is dict:
        return list(a) == list(b) and all(same(a[key], b[key]) for key in a)
    if type(a) is float:
        return math.copysign(1, a) == math.copysign(1, b) and a == b or math.isnan(a) and math.isnan(b)
    return a == b


# ---- What is kept


@given(PLAIN)
@patient
def test_plain_data_stays_as_it_is(data):
    assert same(plain(data), data)


@given(PLAIN)
@patient
def test_encode_and_decode_are_a_round_trip(data):
    assert same(decode(encode(data)), data)


@pytest.mark.parametrize("data", [2**4095, -(2**4095), math.inf, -0.0, "\ud83d\ude00", "\ud83d" + "\ude00", "\0", ""])
def test_round_trip_of_awkward_values(data):
    assert same(decode(encode(plain(data))), data)


@pytest.mark.parametrize("data", [{"array": ["int8", [2]]}, {"bytes": 3}, {"dict": {}}, {UNKNOWN: "x"}, {"": [{}]}])
def test_a_dict_cannot_pass_for_something_else(data):
    assert same(decode(encode(data)), data)


def test_tuples_become_lists():
    assert plain((1, (2.0, "x"), [()])) == [1, [2.0, "x"], [[]]]


@pytest.mark.parametrize("kind", [np.bool_, np.int8, np.uint64, np.longlong, np.float16, np.float64, np.complex64])
def test_numpy_scalars_become_arrays_without_axes(kind):
    data = plain(kind(1))
    assert type(data) is np.ndarray
    assert (data.shape, data.dtype, data.item()) == ((), np.dtype(kind), 1)


def test_bfloat16():
    data = decode(encode(plain([np.arange(3).astype(ml_dtypes.bfloat16), ml_dtypes.bfloat16(0.5)])))
    assert [array.dtype.name for array in data] == ["bfloat16", "bfloat16"]
    assert data[0].tolist() == [0, 1, 2]
    assert data[1].item() == 0.5


def test_arrays_are_copied_and_may_be_written():
    array = np.arange(6.0).reshape(2, 3).T
    for copy in (plain(array), decode(encode(array))):
        copy[0, 0] = 9
        assert array[0, 0] == 0
        assert copy.shape == (3, 2)


def test_other_byte_orders_become_the_machines():
    data = plain(np.array([1.0, 2.0], ">f4"))
    assert data.dtype == np.dtype(np.float32)
    assert data.tolist() == [1.0, 2.0]


def test_registered_types_are_reduced_further():
    class Pair:
        parts = (np.float32(1), (2,))

    class Heir(Pair):
        pass

    register(Pair, lambda pair: pair.parts)
    assert same(plain([Pair()]), [[np.array(1, np.float32), [2]]])
    assert plain(Heir()) == {UNKNOWN: "Heir"}


# ---- What is not


class EqualsEverything:
    """Says yes to whatever it is asked."""

    __hash__ = None
    __class__ = dict

    def __eq__(self, other):
        return True

    def __getattr__(self, name):
        return self

    def __call__(self, *args, **kwargs):
        return self

    __array__ = __iter__ = __len__ = __bool__ = __float__ = __index__ = __reduce__ = keys = items = __call__


class SlyMeta(type):
    """A class that answers for its instances, and for itself."""

    __name__ = "float"

    def __eq__(cls, other):
        return True

    def __hash__(cls):
        return hash(float)

    def __instancecheck__(cls, other):
        return True

    def __getattribute__(cls, name):
        return float


class Sly(metaclass=SlyMeta):
    """Its type claims to be float."""


def subclass_of(kind):
    """A subclass whose objects equal everything."""

    def yes(self, other):
        return True

    def no(self, *args):
        raise AssertionError("a method of the learner's object was called")

    names = ("__iter__", "__len__", "__float__", "__int__", "__str__", "__repr__", "__getitem__", "items", "tobytes")
    return type("Own", (kind,), {"__eq__": yes, "__hash__": lambda self: 0} | dict.fromkeys(names, no))


@pytest.mark.parametrize("kind", [int, float, str, bytes, list, tuple, dict, np.float64, np.str_])
def test_subclasses_of_plain_types_are_unknown(kind):
    assert plain([subclass_of(kind)()]) == [{UNKNOWN: "Own"}]


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (EqualsEverything(), "EqualsEverything"),
        (Sly(), "Sly"),
        (Sly, "SlyMeta"),
        (range(3), "range"),
        ({1, 2}, "set"),
        (bytearray(b"x"), "bytearray"),
        (1j, "complex"),
        (np.float64, "type"),
        (np.dtype("f4"), "Float32DType"),
        (np.datetime64("2020-01-01"), "datetime64"),
        (ValueError("x"), "ValueError"),
        ({1: 2}, "dict with keys that are not text"),
        (np.array([None, 1]), "ndarray of dtype object"),
        (np.zeros(2, [("a", "i4")]), "ndarray of dtype [('a', '<i4')]"),
        (np.array(["a"]), "ndarray of dtype <U1"),
        (type("x" * 500, (), {})(), "x" * 100),
    ],
    ids=lambda value: value[:20] if type(value) is str else "",
)
def test_everything_else_is_marked_and_found_again(value, name):
    data = plain({"got": [value]})
    assert data == {"got": [{UNKNOWN: name}]}
    assert unknown_objects(decode(encode(data))) == [name]


def test_numbers_hold_no_unknown_objects():
    assert unknown_objects(plain({"a": [1, "x", np.ones(2)], UNKNOWN: 3})) == []


def test_array_subclass_is_reduced_without_calling_it():
    def refuse(self, *args, **kwargs):
        raise AssertionError("a method of the learner's array was called")

    names = "__array__ __array_ufunc__ __array_function__ __array_wrap__ __getitem__ __eq__ copy view tobytes astype"
    names += " __len__ __iter__ __buffer__ __float__ __copy__ __deepcopy__ __reduce__ __getattribute__"
    own = type("Own", (np.ndarray,), dict.fromkeys(names.split(), refuse))
    instance = np.ndarray.view(np.arange(6.0).reshape(2, 3)[:, ::2], own)
    own.__array_finalize__ = refuse
    own.dtype = own.shape = own.nbytes = property(refuse)
    data = plain([instance])
    assert type(data[0]) is np.ndarray
    assert data[0].tolist() == [[0.0, 2.0], [3.0, 5.0]]


def test_masked_arrays_give_their_numbers():
    data = plain(np.ma.array([1, 2], mask=[0, 1]))
    assert type(data) is np.ndarray
    assert data.tolist() == [1, 2]


# ---- What has no end


def test_cycles():
    cycle = [1]
    cycle.append({"again": cycle})
    with pytest.raises(PlainError, match="a list contains itself"):
        plain(cycle)


def test_a_cycle_through_a_registered_type():
    class Node:
        pass

    register(Node, lambda node: [node])
    with pytest.raises(PlainError, match="a Node contains itself"):
        plain(Node())


def nested(depth):
    data = 0
    for _ in range(depth):
        data = [data]
    return data


def test_depth():
    assert same(decode(encode(plain(nested(32)))), nested(32))
    with pytest.raises(PlainError, match="nested more than 32 deep"):
        plain(nested(33))
    with pytest.raises(PlainError, match="nested more than 32 deep"):
        encode(nested(40))


def test_the_same_list_many_times_over():
    laughs = "ha"
    for _ in range(20):
        laughs = [laughs] * 10
    with pytest.raises(PlainError, match="more than 200,000 values"):
        plain(laughs)


@pytest.mark.parametrize(
    "value",
    [
        np.broadcast_to(np.float64(1), (10**7, 10**7)),
        [np.zeros(2**23)] * 2,
        "x" * (2**26 + 1),
        [b"x" * 2**25] * 3,
        {"x" * 2**25: "x" * 2**25, "y": 0},
    ],
    ids=["broadcast", "arrays", "text", "bytes", "keys"],
)
def test_size(value):
    with pytest.raises(PlainError, match="more than 64 MB in all" if type(value) is not dict else None):
        encode(plain(value))


def test_huge_whole_numbers():
    with pytest.raises(PlainError, match="4,097 bits"):
        plain([2**4096])


# ---- Reading bytes that somebody else wrote


def message(tree, blocks=b""):
    text = tree if type(tree) is bytes else json.dumps(tree).encode()
    return module._MAGIC + module._LENGTH.pack(len(text)) + text + blocks


RUBBISH = {
    "nothing": b"",
    "a pickle": b"\x80\x04\x95\x05\x00\x00\x00\x00\x00\x00\x00K\x01.",
    "cut off": encode([1, 2])[:-1],
    "too long": encode([1, 2]) + b"x",
    "length beyond the end": module._MAGIC + module._LENGTH.pack(2**60) + b"1",
    "no JSON": message(b"{"),
    "no UTF-8": message(b'"\xff"'),
    "two texts": message(b"1 2"),
    "deep": message(b"[" * 10_000 + b"]" * 10_000),
    "very deep": message(b"[" * 1_000_000),
    "deep by objects": message(b'{"dict":{"":' * 40 + b"1" + b"}}" * 40),
    "a number of a million digits": message(b"9" * 1_000_000),
    "unknown key": message({"pickle": 3}),
    "two keys": message({"bytes": 0, "dict": {}}),
    "no key": message({}),
    "bytes that are not there": message({"bytes": 1}),
    "fewer than no bytes": message({"bytes": -1}),
    "bytes by truth": message({"bytes": True}, b"x"),
    "bytes by float": message({"bytes": 1.0}, b"x"),
    "dict that is a list": message({"dict": [1]}),
    "array of objects": message({"array": ["object", [1]]}, bytes(8)),
    "array of records": message({"array": ["V8", [1]]}, bytes(8)),
    "array by another name": message({"array": ["<f8", [1]]}, bytes(8)),
    "array of no shape": message({"array": ["float64", 1]}, bytes(8)),
    "array with a negative axis": message({"array": ["float64", [-1]]}, bytes(8)),
    "array larger than its bytes": message({"array": ["float64", [2]]}, bytes(8)),
    "array smaller than its bytes": message({"array": ["float64", [1]]}, bytes(16)),
    "array larger than the world": message({"array": ["float64", [2**47] * 60]}, bytes(8)),
    "array of too many axes": message({"array": ["int8", [1] * 65]}, b"x"),
    "array of a million axes": message({"array": ["int8", [2**40] * 100_000]}),
    "array that overflows beside a zero": message({"array": ["float64", [0, 2**47, 2**47]]}),
    "structure too large": message(b" " * (2**22) + b"1"),
}


@pytest.mark.parametrize("rubbish", RUBBISH.values(), ids=RUBBISH)
def test_rubbish_is_refused(rubbish):
    with pytest.raises(PlainError, match="^decode: "):
        decode(rubbish)


def test_only_bytes_are_read():
    with pytest.raises(PlainError, match="^decode: "):
        decode(bytearray(encode(1)))


def test_bool_arrays_hold_only_true_and_false():
    data = decode(message({"array": ["bool", [3]]}, bytes([0, 1, 2])))
    assert data.tobytes() == bytes([0, 1, 1])


def is_plain(data):
    kind = type(data)
    if kind is list:
        return all(map(is_plain, data))
    if kind is dict:
        return all(type(key) is str and is_plain(value) for key, value in data.items())
    return data is None or kind in (bool, int, float, str, bytes) or kind is np.ndarray and not data.dtype.hasobject


@given(st.binary())
@patient
def test_any_bytes_are_read_or_refused(data):
    for candidate in (data, message(data), module._MAGIC + data):
        try:
            assert is_plain(decode(candidate))
        except PlainError:
            pass


JSON_KEYS = st.sampled_from(["dict", "array", "bytes", "x"])
JSON_LEAVES = st.integers(-2, 2**50) | st.floats() | st.sampled_from([None, True, "bool", "int8", "float64", "x"])
JSON = st.recursive(JSON_LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(JSON_KEYS, inner))


@given(JSON, st.binary(max_size=40))
@patient
def test_any_structure_is_read_or_refused(tree, blocks):
    try:
        assert is_plain(decode(message(tree, blocks)))
    except PlainError:
        pass


@given(PLAIN, st.data())
@patient
def test_a_changed_byte_is_read_or_refused(data, draw):
    changed = bytearray(encode(data))
    changed[draw.draw(st.integers(0, len(changed) - 1))] = draw.draw(st.integers(0, 255))
    try:
        assert is_plain(decode(bytes(changed)))
    except PlainError:
        pass


@pytest.mark.parametrize("value", [(1,), 1j, np.float32(1), {1: 2}, np.array(["x"]), np.ones(2, ">f8"), [range(2)]])
def test_encode_refuses_what_is_not_plain(value):
    with pytest.raises(PlainError, match="expected plain data"):
        encode(value)


def test_encode_refuses_too_many_texts():
    with pytest.raises(PlainError, match="the structure takes"):
        encode(["x" * 100] * 100_000)
