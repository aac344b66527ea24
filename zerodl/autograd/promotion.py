"""Which dtype a result has when its inputs differ, by PyTorch's rules; and how 16-bit floats are computed with.

    bool < integers < floats        three categories

Arrays of the higher category decide; within a category the wider one does. A 0-d tensor, and after it a Python number,
has a say only if its category is higher than that of everything before it: ``float32 array * 2.5`` stays float32, and
``int64 array * 2.5`` becomes the default float.
"""

import ml_dtypes
import numpy as np

from .. import config
from ..backend import is_floating
from .table import OPS

BFLOAT16 = np.dtype(ml_dtypes.bfloat16)
FLOAT16 = np.dtype(np.float16)
FLOAT32 = np.dtype(np.float32)
FLOAT64 = np.dtype(np.float64)
INT64 = np.dtype(np.int64)
BOOL = np.dtype(np.bool_)


def promote_types(a, b):
    """The smallest dtype that holds both, as PyTorch decides it: any integer with a float gives that float.

    Example:
        >>> promote_types(np.dtype(np.int64), np.dtype(np.float32))
        dtype('float32')
    """
    if a == b:
        return a
    if is_floating(a) != is_floating(b):
        return a if is_floating(a) else b
    if BFLOAT16 in (a, b):  # NumPy knows of no common dtype for the two 16-bit floats
        other = a if b == BFLOAT16 else b
        return FLOAT32 if other == FLOAT16 else other
    return np.promote_types(a, b)


def common_dtype(inputs):
    """The dtype that tensors, arrays and numbers meet in; None for no inputs.

    Source: the rules of torch.result_type.
    Example:
        >>> common_dtype([np.ones(3, np.float32), np.array(2.0)]), common_dtype([np.ones(3, np.int32), 1.5])
        (dtype('float32'), dtype('float32'))
    """
    arrays = zero_dim = numbers = None
    for x in inputs:
        if x is None:
            continue
        if not hasattr(x, "dtype") or isinstance(x, np.generic):
            numbers = _wider(numbers, _dtype_of_number(x))
        elif x.ndim:
            arrays = _wider(arrays, x.dtype)
        else:
            zero_dim = _wider(zero_dim, x.dtype)
    return _first_unless_lower(arrays, _first_unless_lower(zero_dim, numbers))


def to_common_dtype(inputs):
    """The inputs of an operation, brought to one dtype; Python floats stay what they are."""
    dtype = common_dtype(inputs)
    return [_as(x, dtype) for x in inputs]


def to_common_float(inputs):
    """The inputs of an operation that has floating results, brought to one floating dtype."""
    dtype = common_dtype(inputs)
    if not is_floating(dtype):
        dtype = config.get_default_dtype()
    return [_as(x, dtype) for x in inputs]


def _wider(a, b):
    return b if a is None else promote_types(a, b)


def _first_unless_lower(first, second):
    """``first``, if it is of the same category as ``second`` or a higher one; else the dtype that holds both."""
    if first is None or second is None:
        return second if first is None else first
    return first if _category(first) >= _category(second) else promote_types(first, second)


def _category(dtype):
    return 2 if is_floating(dtype) else 0 if dtype == BOOL else 1


def _dtype_of_number(x):
    if isinstance(x, (bool, np.bool_)):
        return BOOL
    return INT64 if isinstance(x, (int, np.integer)) else config.get_default_dtype()


def _as(x, dtype):
    """One input in ``dtype``. A whole number becomes an array, so that it wraps around as PyTorch's does."""
    if x is None:
        return None
    if isinstance(x, np.generic):
        x = x.item()
    if not hasattr(x, "dtype"):
        return x if is_floating(dtype) or dtype == BOOL else np.array(x).astype(dtype).item()
    return x if x.dtype == dtype else OPS["cast"](x, dtype=dtype)


# --- 16-bit floats: kept in 16 bits, computed with in 32 --------------------------------------------------------------


def is_half(x):
    """Whether x is an array or tensor of 16-bit floats, which the CPU cannot compute with at any speed."""
    dtype = getattr(x, "dtype", None)
    return dtype is not None and dtype.itemsize == 2 and is_floating(dtype)


def widen(x):
    """Arrays or tensors of 16-bit floats in float32, alone or in a list; everything else as it is."""
    if isinstance(x, (list, tuple)):
        return type(x)(widen(part) for part in x)
    return OPS["cast"](x, dtype=FLOAT32) if is_half(x) else x


def narrow(x, dtype):
    """Floating results rounded to ``dtype``, alone or in a list or tuple; integers and booleans as they are."""
    if isinstance(x, (list, tuple)):
        return type(x)(narrow(part, dtype) for part in x)
    return OPS["cast"](x, dtype=dtype) if is_floating(x.dtype) else x
