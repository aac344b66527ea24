"""Plain data: what a scenario may return, and how it travels between two processes.

A learner's answer runs in a process of its own, and only plain data comes back: None, bool, int, float, str, bytes,
NumPy arrays, lists, and dicts with text keys, each of exactly that type. Nothing of the learner's is carried along, so
an object that says it equals everything, or an array that overrides ``==``, has nothing left to say when the answer is
compared. For the same reason no method of an unknown object is ever called here: types are compared with ``is``, and
memory is copied by NumPy's own code.
"""

import json
import math
import struct

import ml_dtypes
import numpy as np
from numpy import array, asarray, dtype, frombuffer, ndarray  # bound here: a submission may replace them in NumPy

from ..errors import ZerodlError

MAX_DEPTH = 32  # lists inside lists
MAX_BYTES = 64 * 2**20  # all numbers and texts of one value together
MAX_VALUES = 200_000  # items, counted one by one; the numbers inside an array do not count
MAX_TREE_BYTES = 4 * 2**20  # the part of a message that describes the structure
MAX_INT_BITS = 4096
MAX_AXES = 64  # NumPy's own limit

UNKNOWN = "unknown object"

# The kinds of number an array may hold. Not in the list: Python objects, records, text, dates.
_DTYPE_NAMES = (
    "bool int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64 complex64 complex128".split()
)
_DTYPES = {name: dtype(name) for name in _DTYPE_NAMES} | {"bfloat16": dtype(ml_dtypes.bfloat16)}
_NAMES = {kind: name for name, kind in _DTYPES.items()}
_SCALARS = tuple({kind for kind in np.sctypeDict.values() if dtype(kind) in _NAMES} | {ml_dtypes.bfloat16})

_reducers = []  # (type, function): how the package's own objects become plain


class PlainError(ZerodlError, ValueError):
    """A value is not, or cannot become, plain data; or a message is not one that ``encode`` wrote."""


def register(kind, reducer):
    """Say how objects of exactly the type ``kind`` become plain: ``reducer(value)`` returns what stands for it.

    What the reducer returns is reduced in its turn, so it may be a dict that holds arrays.

    Example:
        >>> class Ratio:
        ...     def __init__(self, above, below):
        ...         self.above, self.below = above, below
        >>> register(Ratio, lambda ratio: [ratio.above, ratio.below])
        >>> plain((Ratio(1, 2), 3))
        [[1, 2], 3]
    """
    _reducers.append((kind, reducer))


def plain(value):
    """Reduce a value to plain data.

    Tuples become lists, NumPy scalars arrays of shape (), array subclasses plain arrays with the same numbers. Anything
    unknown becomes ``{"unknown object": "<name of its type>"}``, which stands in no right answer.

    Raises: PlainError if the value contains itself, is nested too deeply, or is too large.
    Example:
        >>> plain((1, np.float32(0.5), {"ok": True}))
        [1, array(0.5, dtype=float32), {'ok': True}]
        >>> plain([range(3)])
        [{'unknown object': 'range'}]
    """
    return _Reduction().reduce(value, ())


def unknown_objects(data):
    """The type names of everything in plain data that was not understood; an expectation must hold none.

    Example:
        >>> unknown_objects(plain([1, [range(3)]]))
        ['range']
    """
    if type(data) is list:
        return [name for item in data for name in unknown_objects(item)]
    if type(data) is dict:
        own = [data[UNKNOWN]] if type(data.get(UNKNOWN)) is str else []
        return own + [name for item in data.values() for name in unknown_objects(item)]
    return []


class _Reduction:
    """One run of ``plain``: counts what has been kept, so that a value of any shape has an end."""

    def __init__(self):
        self.values = 0
        self.bytes = 0

    def reduce(self, value, above):
        """Reduce ``value``, which lies inside the containers whose ids are ``above``."""
        self.count(0)
        kind = type(value)
        if value is None or kind is bool or kind is float:
            return value
        if kind is int:
            return self.whole_number(value)
        if kind is str or kind is bytes:
            self.count(len(value))
            return value
        if kind is list or kind is tuple or kind is dict:
            return self.container(value, kind, above)
        if issubclass(kind, ndarray):  # asks the type itself; isinstance() would ask the object too
            return self.array(value, kind)
        if any(kind is scalar for scalar in _SCALARS):
            return self.array(asarray(value), ndarray)
        for known, reducer in _reducers:
            if kind is known:
                return self.reduce(reducer(value), self.inside(value, above))
        return {UNKNOWN: _type_name(kind)}

    def count(self, size):
        """Count one more value of ``size`` bytes, and stop when it is too much."""
        self.values += 1
        self.bytes += size
        if self.values > MAX_VALUES:
            raise PlainError(f"plain: more than {MAX_VALUES:,} values; return an array instead of so many numbers")
        if self.bytes > MAX_BYTES:
            raise PlainError(f"plain: more than {MAX_BYTES // 2**20} MB in all; return less")

    def inside(self, value, above):
        """The path one level further down."""
        if id(value) in above:
            raise PlainError(f"plain: a {_type_name(type(value))} contains itself")
        if len(above) == MAX_DEPTH:
            raise PlainError(f"plain: nested more than {MAX_DEPTH} deep")
        return (*above, id(value))

    def whole_number(self, value):
        if value.bit_length() > MAX_INT_BITS:
            raise PlainError(f"plain: a whole number of {value.bit_length():,} bits; at most {MAX_INT_BITS:,} are kept")
        return value

    def container(self, value, kind, above):
        path = self.inside(value, above)
        if kind is not dict:
            return [self.reduce(item, path) for item in list(value)]
        items = list(value.items())  # a copy: a thread of the learner's may still be changing the dict
        if any(type(key) is not str for key, _ in items):
            return {UNKNOWN: "dict with keys that are not text"}
        for key, _ in items:
            self.count(len(key))
        return {key: self.reduce(item, path) for key, item in items}

    def array(self, value, kind):
        if kind is not ndarray:
            value = ndarray.view(value, ndarray)  # the same memory without the subclass, by NumPy's own method
        own_dtype = value.dtype.newbyteorder("=")
        if own_dtype not in _NAMES:
            return {UNKNOWN: f"ndarray of dtype {str(value.dtype)[:60]}"}
        self.count(value.nbytes)
        return array(value, dtype=_DTYPES[_NAMES[own_dtype]], order="C", copy=True)


def _type_name(kind):
    """The name of a type as exact text, read past any metaclass that would answer otherwise."""
    return str.__str__(type.__dict__["__name__"].__get__(kind))[:100]


# A message is:  MAGIC, the length of the tree, the tree as JSON, the bytes of its arrays one after the other.
# In the tree a JSON object always has one key: "dict" (whose value holds the data's own keys), "array" or "bytes". A
# dict of the data that happens to have the key "array" therefore cannot be taken for an array.
_MAGIC = b"zerodl plain 1\n"
_LENGTH = struct.Struct("<Q")


def encode(data):
    """Turn plain data into bytes, without pickle: reading them back runs no code.

    Raises: PlainError if ``data`` is not plain or too large.
    Example:
        >>> decode(encode([1, np.arange(3), "é"]))
        [1, array([0, 1, 2]), 'é']
    """
    blocks = []
    tree = json.dumps(_to_tree(data, blocks, 0), ensure_ascii=False, separators=(",", ":"))
    text = tree.encode("utf-8", "surrogatepass")
    if len(text) > MAX_TREE_BYTES:
        raise PlainError(f"encode: the structure takes {len(text):,} bytes, at most {MAX_TREE_BYTES:,} are sent")
    return b"".join([_MAGIC, _LENGTH.pack(len(text)), text, *blocks])


def _to_tree(data, blocks, depth):
    """The JSON form of ``data``; the bytes of its arrays are appended to ``blocks``."""
    kind = type(data)
    if depth > MAX_DEPTH + 1:
        raise PlainError(f"encode: nested more than {MAX_DEPTH} deep")
    if data is None or kind in (bool, int, float, str):
        return data
    if kind is list:
        return [_to_tree(item, blocks, depth + 1) for item in data]
    if kind is dict and all(type(key) is str for key in data):
        return {"dict": {key: _to_tree(item, blocks, depth + 1) for key, item in data.items()}}
    if kind is bytes:
        blocks.append(data)
        return {"bytes": len(data)}
    if kind is ndarray and data.dtype in _NAMES:
        blocks.append(data.tobytes())
        return {"array": [_NAMES[data.dtype], list(data.shape)]}
    raise PlainError(f"encode: expected plain data, got {_type_name(kind)}; call plain() on it first")


def decode(message):
    """Read plain data back from the bytes that ``encode`` made.

    Safe on bytes from anywhere: the result is plain data of bounded size, or PlainError is raised.
    """
    start = len(_MAGIC) + _LENGTH.size
    if type(message) is not bytes or message[: len(_MAGIC)] != _MAGIC or len(message) < start:
        raise PlainError("decode: these bytes are not plain data")
    (length,) = _LENGTH.unpack_from(message, len(_MAGIC))
    if length > MAX_TREE_BYTES or length > len(message) - start:
        raise PlainError(f"decode: a structure of {length:,} bytes in a message of {len(message):,}")
    if len(message) - start - length > MAX_BYTES:
        raise PlainError(f"decode: more than {MAX_BYTES // 2**20} MB in all")
    try:
        tree = json.loads(message[start : start + length].decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError) as error:
        raise PlainError(f"decode: the structure cannot be read: {error}") from error
    blocks = _Blocks(message, start + length)
    data = _from_tree(tree, blocks, 0)
    if blocks.position != len(message):
        raise PlainError(f"decode: {len(message) - blocks.position:,} bytes too many")
    return data


class _Blocks:
    """The bytes behind the tree, taken one piece after the other."""

    def __init__(self, message, position):
        self.message = message
        self.position = position

    def take(self, size):
        """Where the next ``size`` bytes begin."""
        begin = self.position
        if size > len(self.message) - begin:
            raise PlainError(f"decode: {size:,} bytes announced, {len(self.message) - begin:,} are there")
        self.position = begin + size
        return begin


def _from_tree(tree, blocks, depth):
    """The data that a JSON tree describes."""
    kind = type(tree)
    if depth > MAX_DEPTH + 1:
        raise PlainError(f"decode: nested more than {MAX_DEPTH} deep")
    if kind is list:
        return [_from_tree(item, blocks, depth + 1) for item in tree]
    if kind is not dict:
        return tree  # JSON knows None, bool, int, float and str besides, each of exactly that type
    match tree:
        case {"dict": dict(items), **rest} if not rest:
            return {key: _from_tree(item, blocks, depth + 1) for key, item in items.items()}
        case {"bytes": int(size), **rest} if not rest and _is_count(size):
            begin = blocks.take(size)
            return blocks.message[begin : begin + size]
        case {"array": [str(name), list(shape)], **rest} if not rest and name in _DTYPES and all(map(_is_count, shape)):
            return _array(_DTYPES[name], shape, blocks)
    raise PlainError(f"decode: the structure holds {str(tree)[:60]}, which encode never writes")


def _is_count(number):
    return type(number) is int and 0 <= number < 2**48


def _array(kind, shape, blocks):
    """The next array, in memory of its own."""
    if len(shape) > MAX_AXES:
        raise PlainError(f"decode: an array of {len(shape):,} axes, at most {MAX_AXES} are possible")
    count = math.prod(shape)
    begin = blocks.take(count * kind.itemsize)
    try:
        flat = frombuffer(blocks.message, np.uint8, count * kind.itemsize, begin)
        if kind.kind == "b":
            flat = flat != 0  # a byte that is neither 0 nor 1 would be a bool that NumPy does not expect
        return flat.view(kind).reshape(shape).copy()
    except ValueError as error:  # lengths that overflow beside a 0
        raise PlainError(f"decode: no array has the shape {str(shape)[:60]}") from error
