"""The kinds of number, by PyTorch's names, and what each of them can hold.

They are NumPy's own dtypes, so ``np.zeros(3, zerodl.float32)`` works and ``x.dtype == np.float32`` is true. bfloat16,
which NumPy lacks, comes from ml_dtypes.
"""

import math

import ml_dtypes
import numpy as np

from . import config
from .errors import DTypeError

dtype = np.dtype  # the class of all of these
float64 = np.dtype(np.float64)
float32 = np.dtype(np.float32)
float16 = np.dtype(np.float16)
bfloat16 = np.dtype(ml_dtypes.bfloat16)
int64 = np.dtype(np.int64)
int32 = np.dtype(np.int32)
int16 = np.dtype(np.int16)
int8 = np.dtype(np.int8)
uint8 = np.dtype(np.uint8)
boolean = np.dtype(np.bool_)

# Of each floating dtype: the bits of its exponent, and those of its fraction.
FLOATS = {float64: (11, 52), float32: (8, 23), float16: (5, 10), bfloat16: (8, 7)}
INTEGERS = (int64, int32, int16, int8, uint8)
DTYPES = (*FLOATS, *INTEGERS, boolean)


def as_dtype(operation, dtype):
    """``dtype`` as one of the above: itself, its name, NumPy's class of it, or Python's ``float``, ``int`` or ``bool``.

    Args: operation: who asks, for the error.
    Raises: DTypeError for anything else.
    Example:
        >>> as_dtype("zeros", "float32") == as_dtype("zeros", np.float32) == float32
        True
        >>> as_dtype("zeros", float)
        dtype('float64')
    """
    try:
        found = None if dtype is None else np.dtype(dtype)
    except TypeError:
        found = None
    if found is None or found not in DTYPES:  # to NumPy, None equals float64
        names = ", ".join(known.name for known in DTYPES)
        raise DTypeError(f"{operation}: expected a dtype such as zerodl.float32, got {dtype!r}; there are {names}")
    return found


class finfo:
    """The range and the fineness of a floating dtype, as Python floats.

    Such a number is ±1.fraction · 2^exponent. With f bits of fraction and e bits of exponent

        eps  = 2^-f                         the step from 1 to the next number
        tiny = 2^(2 - 2^(e-1))              the smallest number with all bits of precision
        max  = (2 - eps) · 2^(2^(e-1) - 1)

    ``resolution`` is the decimal digits that survive, as a number: 1e-06 for float32.

    Args: dtype: a floating dtype; None is the default one.
    Raises: DTypeError for integers.
    Source: torch.finfo
    Example:
        >>> finfo("bfloat16").eps, finfo("float16").max
        (0.0078125, 65504.0)
    """

    __slots__ = ("bits", "dtype", "eps", "max", "min", "resolution", "smallest_normal", "tiny")

    def __init__(self, dtype=None):
        dtype = config.get_default_dtype() if dtype is None else as_dtype("finfo", dtype)
        if dtype not in FLOATS:
            raise DTypeError(f"finfo: expected a floating dtype, got {dtype}; use iinfo")
        exponent_bits, fraction_bits = FLOATS[dtype]
        top = 2 ** (exponent_bits - 1) - 1
        self.dtype = dtype.name
        self.bits = 8 * dtype.itemsize
        self.eps = 2.0**-fraction_bits
        self.max = (2 - self.eps) * 2.0**top
        self.min = -self.max
        self.tiny = self.smallest_normal = 2.0 ** (1 - top)
        self.resolution = float(f"1e-{math.floor(fraction_bits * math.log10(2))}")

    def __repr__(self):
        names = ("resolution", "min", "max", "eps", "smallest_normal", "tiny")
        values = ", ".join(f"{name}={getattr(self, name):g}" for name in names)
        return f"finfo({values}, dtype={self.dtype})"


class iinfo:
    """The smallest and the largest number that an integer dtype can hold.

    Args: dtype: an integer dtype.
    Raises: DTypeError for floats and booleans.
    Source: torch.iinfo
    Example:
        >>> iinfo("uint8")
        iinfo(min=0, max=255, dtype=uint8)
    """

    __slots__ = ("bits", "dtype", "max", "min")

    def __init__(self, dtype):
        dtype = as_dtype("iinfo", dtype)
        if dtype not in INTEGERS:
            raise DTypeError(f"iinfo: expected an integer dtype, got {dtype}{'; use finfo' if dtype in FLOATS else ''}")
        self.dtype = dtype.name
        self.bits = 8 * dtype.itemsize
        self.min = 0 if dtype.kind == "u" else -(2 ** (self.bits - 1))
        self.max = self.min + 2**self.bits - 1

    def __repr__(self):
        return f"iinfo(min={self.min}, max={self.max}, dtype={self.dtype})"
