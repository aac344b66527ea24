"""Ways to the "GPU" and back, new arrays, and questions whose answers are Python's."""

import numpy as np

from .array import garbage, ndarray, unwrap, wrap
from .cuda import Device
from .imitation import imitates
from .table import BFLOAT16, NotImitated, Refused


@imitates("array")
def array(obj, dtype=None, copy=True, order="K", subok=False, ndmin=0, *, blocking=False):
    if isinstance(obj, ndarray) and not copy and obj.device == Device() and obj.ndim >= ndmin:
        if dtype is None or np.dtype(dtype) == obj.dtype:
            return obj
    inside = np.array(_nested(obj), dtype, order=order or "K", ndmin=ndmin)
    if inside.dtype.kind not in "?biufc" and inside.dtype != BFLOAT16:
        raise ValueError(f"Unsupported dtype {inside.dtype}")
    return wrap(inside)


def _nested(obj):
    if isinstance(obj, ndarray):
        return obj._inside
    if isinstance(obj, (list, tuple)):
        return [_nested(part) for part in obj]
    if hasattr(obj, "__array_ufunc__") and not isinstance(obj, (np.ndarray, np.generic)):
        raise Refused(f"cupy.array: {type(obj).__name__} is no array that CuPy can read")
    return obj


@imitates("asarray", "asanyarray")
def asarray(a, dtype=None, order=None, *, copy=None, blocking=False):
    return array(a, dtype, copy=bool(copy), order=order or "K")


@imitates("ascontiguousarray")
def ascontiguousarray(a, dtype=None):
    inside = unwrap(a, "ascontiguousarray")
    same = inside.flags.c_contiguous and dtype in (None, inside.dtype)
    return a if same else wrap(np.array(inside, dtype, order="C"))


@imitates("asnumpy")
def asnumpy(a, stream=None, order="C", out=None, *, blocking=True):
    return a.get(order=order, out=out) if isinstance(a, ndarray) else np.asarray(a, order=order)


@imitates("get_array_module")
def get_array_module(*args):
    from . import cupy

    return cupy if any(isinstance(x, ndarray) for x in args) else np


@imitates("from_dlpack")
def from_dlpack(array, *, device=None, copy=None):
    if isinstance(array, ndarray):
        return wrap(array._inside, array)
    return wrap(np.array(np.from_dlpack(array)))


@imitates("empty")
def empty(shape, dtype=float, order="C"):
    return wrap(garbage(np.empty(shape, dtype, order)))


@imitates("empty_like")
def empty_like(prototype, dtype=None, order="K", subok=None, shape=None):
    return wrap(garbage(np.empty_like(unwrap(prototype, "empty_like"), dtype, order, shape=shape)))


# --- what they are: Python's answers, not arrays ----------------------------------------------------------------------


@imitates("size")
def size(a, axis=None):
    return np.size(unwrap(a, "size"), axis)


@imitates("ndim")
def ndim(a):
    return np.ndim(unwrap(a, "ndim"))


@imitates("shape")
def shape(a):
    return np.shape(unwrap(a, "shape"))


@imitates("result_type")
def result_type(*arrays_and_dtypes):
    return np.result_type(*(x.dtype if isinstance(x, ndarray) else x for x in arrays_and_dtypes))


@imitates("can_cast")
def can_cast(from_, to, casting="safe"):
    return np.can_cast(from_.dtype if isinstance(from_, ndarray) else from_, to, casting)


@imitates("iscomplexobj", "isrealobj", "isscalar")
def iscomplexobj(x):
    raise NotImitated("cupy.iscomplexobj and its like")


@imitates("may_share_memory", "shares_memory")
def may_share_memory(a, b, max_work=None):
    return np.may_share_memory(unwrap(a, "may_share_memory"), unwrap(b, "may_share_memory"))


@imitates("array_equal")
def array_equal(a1, a2, equal_nan=False):
    return wrap(np.asarray(np.array_equal(unwrap(a1, "array_equal"), unwrap(a2, "array_equal"), equal_nan)))


@imitates("allclose")
def allclose(a, b, rtol=1e-5, atol=1e-8, equal_nan=False):
    return wrap(np.asarray(np.allclose(unwrap(a, "allclose"), unwrap(b, "allclose"), rtol, atol, equal_nan)))


@imitates("count_nonzero")
def count_nonzero(a, axis=None):
    return wrap(np.asarray(np.count_nonzero(unwrap(a, "count_nonzero"), axis)))


@imitates("array2string", "array_repr", "array_str")
def array2string(a, *args, **settings):
    return np.array2string(a._inside, *args, **settings)
