"""IDX, the format of MNIST's files: a magic number, the lengths of the axes, then the numbers."""

import gzip
import math
import zlib
from pathlib import Path

import numpy as np

from ..errors import FileError

DTYPES = {0x08: "u1", 0x09: "i1", 0x0B: ">i2", 0x0C: ">i4", 0x0D: ">f4", 0x0E: ">f8"}
PIECE = 1 << 20


def read_idx(path):
    """The array in an IDX file, packed by gzip or not.

    The file begins with two zeros, a byte for the dtype and a byte for the number of axes; then comes the length of
    each axis in four bytes, the most significant first, as in all that follows.

    Raises: FileError if the file is none of this kind, is cut off, or goes on after its end; nothing of a length that
        the header only claims is allocated.
    Source: LeCun, Cortes and Burges (1998), "The MNIST database of handwritten digits".
    """
    path = Path(path)
    with path.open("rb") as raw:
        packed = raw.read(2) == b"\x1f\x8b"
        raw.seek(0)
        try:
            with gzip.open(raw) if packed else raw as file:
                return _array(path, file)
        except (gzip.BadGzipFile, zlib.error) as cause:
            raise FileError(f"{path} is damaged: {cause}") from cause
        except EOFError as cause:
            raise FileError(f"{path} is cut off: its gzip packing has no end") from cause


def _array(path, file):
    head = file.read(4)
    if len(head) < 4 or head[:2] != b"\0\0" or head[2] not in DTYPES or not 1 <= head[3] <= 8:
        found = head.hex(" ") or "nothing"
        raise FileError(f"{path} is no IDX file: it begins with {found}, expected 00 00 08 01 or alike")
    lengths = file.read(4 * head[3])
    if len(lengths) < 4 * head[3]:
        raise FileError(f"{path} is cut off within its header")
    shape = tuple(np.frombuffer(lengths, ">u4").tolist())
    dtype = np.dtype(DTYPES[head[2]])
    expected, content = math.prod(shape) * dtype.itemsize, bytearray()
    while len(content) <= expected and (piece := file.read(PIECE)):
        content += piece
    if len(content) != expected:
        found = f"only {len(content)} come: it is cut off" if len(content) < expected else "more come"
        raise FileError(f"{path}: the header says {' × '.join(map(str, shape))}, {expected} bytes, and {found}")
    return np.frombuffer(content, dtype).astype(dtype.newbyteorder("="), copy=False).reshape(shape)
