"""The safetensors format, by its own library: which dtypes it has, arrays to bytes, and a file to arrays.

Source: the safetensors format and library, huggingface.co/docs/safetensors.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import ml_dtypes
import numpy as np

from ..errors import ArgumentError, FileError
from .kind import kind_of

METADATA = "__metadata__"  # no tensor can have this name

# The format's names of the dtypes that an array can have.
DTYPES = {
    "BOOL": np.bool_, "U8": np.uint8, "U16": np.uint16, "U32": np.uint32, "U64": np.uint64,
    "I8": np.int8, "I16": np.int16, "I32": np.int32, "I64": np.int64,
    "F8_E4M3": ml_dtypes.float8_e4m3fn, "F8_E5M2": ml_dtypes.float8_e5m2, "F8_E8M0": ml_dtypes.float8_e8m0fnu,
    "F8_E4M3FNUZ": ml_dtypes.float8_e4m3fnuz, "F8_E5M2FNUZ": ml_dtypes.float8_e5m2fnuz,
    "F16": np.float16, "BF16": ml_dtypes.bfloat16, "F32": np.float32, "F64": np.float64, "C64": np.complex64,
}  # fmt: skip
STORABLE = tuple(map(np.dtype, DTYPES.values()))


def as_stored(array):
    """An array as it is written: row by row and little-endian; itself if it is so already.

    Example:
        >>> as_stored(np.ones((2, 3), ">f4").T).flags.c_contiguous
        True
    """
    return np.asarray(array, array.dtype.newbyteorder("<"), order="C")  # ascontiguousarray would give 0-d an axis


def to_bytes(operation, arrays, metadata):
    """A whole file, of {name: array}, which must be as stored, and {key: text}."""
    from safetensors import SafetensorError
    from safetensors.numpy import save

    try:
        return save(arrays, metadata or None)  # of {} the library makes a header that it cannot read
    except UnicodeEncodeError as cause:
        raise ArgumentError(f"{operation}: {cause.object!r:.60} holds half a character, which no file can") from cause
    except SafetensorError as cause:
        raise ArgumentError(
            f"{operation}: the file's header cannot be written ({cause}); what is not in tensors and arrays goes "
            "there, so make arrays of long texts and of long lists of numbers"
        ) from cause


class Contents(NamedTuple):
    """What an open file holds: {name: (the format's dtype, shape)}, {key: text}, and what reads the array of a name."""

    entries: dict
    metadata: dict
    read: Callable


def contents_of(file, stream, stack):
    """The contents of a file, which has a name or is open only; ``read`` gives arrays in memory of their own.

    From a file with a name single tensors are read. The library needs the name for that, and for NumPy it reads no
    float8 in this way: other files, and those with float8, are read whole at once.

    Args: file: its Path, or ``stream``. stream: the file, open. stack: an ExitStack; when it closes, so does the file.
    Raises: FileError, which says what the file is instead, or what is wrong with it.
    """
    from safetensors import SafetensorError, safe_open

    try:
        if isinstance(file, Path):
            # Not by mmap: a file that another program cuts off, or a disk that fails, would end the process.
            reader = stack.enter_context(safe_open(file, "np", backend="pread"))
            slices = {name: reader.get_slice(name) for name in sorted(reader.keys())}
            entries = {name: (part.get_dtype(), tuple(part.get_shape())) for name, part in slices.items()}
            if not any(dtype.startswith("F8") for dtype, _ in entries.values()):
                return Contents(entries, reader.metadata() or {}, reader.get_tensor)
        stream.seek(0)
        return _whole(stream.read())
    except SafetensorError as cause:
        raise FileError(f"{file} {kind_of(stream) or f'is damaged or cut off: {cause}'}") from cause


def _whole(content):
    """The contents of a file of which all bytes are here."""
    from safetensors import deserialize

    tensors = dict(sorted(deserialize(content)))
    header = json.loads(content[8 : 8 + int.from_bytes(content[:8], "little")])  # deserialize does not give metadata

    def read(name):
        of = tensors[name]
        dtype = np.dtype(DTYPES[of["dtype"]])
        return np.frombuffer(of["data"], dtype.newbyteorder("<")).reshape(of["shape"]).astype(dtype)  # a copy

    entries = {name: (of["dtype"], tuple(of["shape"])) for name, of in tensors.items()}
    return Contents(entries, header.get(METADATA) or {}, read)
