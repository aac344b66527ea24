"""How a safetensors file is laid out: eight bytes with the header's length, the header in JSON, the numbers.

    {"__metadata__": {"key": "text"}, "weight": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}}

The offsets are bytes and count from the end of the header; the tensors fill the rest of the file without a gap. The
numbers are little-endian and lie row by row.

Source: the safetensors format, huggingface.co/docs/safetensors. Its own library does the same, but for NumPy it lacks
float8, reports a full disk without its number, and has no way to write a file that is only named once it is whole.
"""

import json
import math
from typing import NamedTuple

import ml_dtypes
import numpy as np

from ..dtype import DTYPES as TENSOR_DTYPES
from ..errors import ArgumentError, FileError
from .kind import kind_of

LONGEST_HEADER = 100_000_000  # bytes; the format's own limit
METADATA = "__metadata__"

# The format's names of the dtypes that an array can have.
DTYPES = {
    "BOOL": np.dtype(np.bool_),
    "U8": np.dtype(np.uint8),
    "I8": np.dtype(np.int8),
    "U16": np.dtype(np.uint16),
    "I16": np.dtype(np.int16),
    "U32": np.dtype(np.uint32),
    "I32": np.dtype(np.int32),
    "U64": np.dtype(np.uint64),
    "I64": np.dtype(np.int64),
    "F8_E4M3": np.dtype(ml_dtypes.float8_e4m3fn),
    "F8_E5M2": np.dtype(ml_dtypes.float8_e5m2),
    "F8_E8M0": np.dtype(ml_dtypes.float8_e8m0fnu),
    "F8_E4M3FNUZ": np.dtype(ml_dtypes.float8_e4m3fnuz),
    "F8_E5M2FNUZ": np.dtype(ml_dtypes.float8_e5m2fnuz),
    "F16": np.dtype(np.float16),
    "BF16": np.dtype(ml_dtypes.bfloat16),
    "F32": np.dtype(np.float32),
    "F64": np.dtype(np.float64),
    "C64": np.dtype(np.complex64),
}
NAMES = {dtype: name for name, dtype in DTYPES.items()}


class Entry(NamedTuple):
    """What a header says of one tensor: the format's name of its dtype, its shape, and where its bytes are."""

    dtype: str
    shape: tuple
    start: int
    stop: int


class Header(NamedTuple):
    """A header that was read: {key: text}, {name: Entry}, its bytes with the length before them, and of what file."""

    metadata: dict
    entries: dict
    raw: bytes
    path: str


# --- writing ----------------------------------------------------------------------------------------------------------


def as_stored(array):
    """An array as it is written: row by row and little-endian; itself if it is so already.

    Example:
        >>> as_stored(np.ones((2, 3), ">f4").T).flags.c_contiguous
        True
    """
    return np.asarray(array, array.dtype.newbyteorder("<"), order="C")  # ascontiguousarray would give 0-d an axis


def in_order(arrays):
    """The names of {name: array} in the order of the file: wide numbers first, so that each begins at a multiple."""
    return sorted(arrays, key=lambda name: -arrays[name].itemsize)


def header_of(arrays, metadata):
    """The first part of a file: the header of {name: array} and {key: text}, with its length before it.

    Example:
        >>> header_of({"x": np.zeros(2, np.float32)}, {})[8:]
        b'{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}  '
    """
    header, start = {METADATA: metadata} if metadata else {}, 0
    for name in in_order(arrays):
        array = arrays[name]
        dtype = NAMES[array.dtype.newbyteorder("=")]
        stop = start + array.nbytes
        header[name] = {"dtype": dtype, "shape": list(array.shape), "data_offsets": [start, stop]}
        start = stop
    text = json.dumps(header, separators=(",", ":"), ensure_ascii=False).encode("utf-8")
    text += b" " * (-len(text) % 8)
    if len(text) > LONGEST_HEADER:
        raise ArgumentError(
            f"the header would have {len(text)} bytes, and {LONGEST_HEADER} is the most; what is not in tensors and "
            "arrays goes there, so make arrays of long lists of numbers"
        )
    return len(text).to_bytes(8, "little") + text


def pieces(header, arrays):
    """What a file holds, piece by piece: the header, and the bytes of {name: array} as stored."""
    yield header
    for name in in_order(arrays):
        yield bytes_of(arrays[name])


def bytes_of(array):
    """The bytes of an array that is as stored, without a copy."""
    return array.reshape(-1).view(np.uint8)


# --- reading ----------------------------------------------------------------------------------------------------------


def read_header(file, path):
    """The header of an open file, once it is known to be whole and to fit the file's length.

    Raises: FileError, which says what the file is instead, or what is wrong with it.
    """
    file.seek(0, 2)
    size = file.tell()
    file.seek(0)
    first = file.read(9)
    length = int.from_bytes(first[:8], "little")
    if len(first) < 9 or first[8:] != b"{" or length > LONGEST_HEADER:
        raise FileError(f"{path} {kind_of(file, size)}")
    if 8 + length > size:
        raise FileError(f"{path} is cut off: its header has {length} bytes, and the file ends after {size - 8} of them")
    raw = first + file.read(length - 1)
    try:
        header = json.loads(raw[8:].decode("utf-8"), object_pairs_hook=_without_repetition)
        metadata = header.pop(METADATA, {})
        if not all(isinstance(text, str) for text in metadata.values()):
            raise ValueError("its metadata are not all text")
        entries = {name: _entry(name, described) for name, described in header.items()}
        end = _end(entries)
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError) as cause:
        raise FileError(f"{path} is damaged: its header cannot be read ({cause})") from cause
    if len(raw) + end > size:
        raise FileError(f"{path} is cut off: it should have {len(raw) + end} bytes and has {size}")
    if len(raw) + end < size:
        raise FileError(f"{path} is damaged: it should have {len(raw) + end} bytes and has {size}")
    return Header(metadata, entries, raw, str(path))


def read_array(file, header, name):
    """One tensor of an open file, as an array in memory of its own."""
    entry = header.entries[name]
    if entry.dtype not in DTYPES:
        known = ", ".join(DTYPES)
        raise FileError(f"{header.path}: {name} is of the dtype {entry.dtype}, unknown here; known are {known}")
    try:
        array = np.empty(entry.shape, DTYPES[entry.dtype].newbyteorder("<"))
    except ValueError as cause:  # more axes than NumPy knows, or 0 · 2⁶³ elements
        raise FileError(f"{header.path}: {name} has a shape that NumPy has not, {entry.shape}: {cause}") from cause
    file.seek(len(header.raw) + entry.start)
    if file.readinto(bytes_of(array)) != array.nbytes:
        raise FileError(f"{header.path} is cut off: it became shorter while it was read")
    return array.astype(DTYPES[entry.dtype], copy=False)


def refuse_other_dtypes(array, name, path):
    """Raise unless a Tensor can hold the array: files may have dtypes that NumPy knows and tensors do not."""
    if array.dtype not in TENSOR_DTYPES:
        known = ", ".join(dtype.name for dtype in TENSOR_DTYPES)
        raise FileError(
            f"{path}: {name} is of the dtype {array.dtype}, and tensors are of {known}; take arrays, with numpy=True"
        )


def _without_repetition(pairs):
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name stands there twice")
    return found


def _entry(name, described):
    """The Entry of what a header says of a tensor. Raises ValueError or the like if it makes no sense."""
    dtype, shape, (start, stop) = described["dtype"], described["shape"], described["data_offsets"]
    numbers = [*shape, start, stop]
    if not isinstance(dtype, str) or not all(type(number) is int and number >= 0 for number in numbers):
        raise ValueError(f"{name} is described by {described}")
    if dtype in DTYPES and stop - start != math.prod(shape) * DTYPES[dtype].itemsize:
        raise ValueError(f"{name} of shape {shape} and dtype {dtype} does not fit into {stop - start} bytes")
    return Entry(dtype, tuple(shape), start, stop)


def _end(entries):
    """Where the last tensor ends. Raises ValueError if two overlap, or a gap is between them."""
    end = 0
    for name, entry in sorted(entries.items(), key=lambda item: item[1].start):
        if entry.start != end or entry.stop < end:
            raise ValueError(f"{name} begins at byte {entry.start} and should begin at {end}")
        end = entry.stop
    return end
