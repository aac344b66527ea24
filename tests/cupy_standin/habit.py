"""Functions that CuPy shares with NumPy in name, but not in every habit."""

import numpy as np

from .array import ndarray, unwrap, wrap
from .imitation import SPECIAL, imitates, numpys
from .table import BFLOAT16, NotImitated
from .ufunc import ufunc

WHERE = ufunc(
    "where", 3, 1, " ".join(f"?{c}{c}->{c}" for c in "?bBhHiIlLqQefdFD"),
    lambda condition, x, y: np.where(condition, x, y),
)  # fmt: skip
CLIP = ufunc("clip", 3, 1, " ".join(f"{c}{c}{c}->{c}" for c in "?bBhHiIlLqQefd"), np.clip)


@imitates("where")
def where(condition, x=None, y=None):
    if (x is None) != (y is None):
        raise ValueError("Must provide both 'x' and 'y' or neither.")
    if x is None:
        return nonzero(condition)
    return WHERE(condition.astype(np.bool_), x, y)  # a Python bool has no astype, in CuPy neither


@imitates("tril")
def tril(m, k=0):
    return WHERE(wrap(np.tri(*m.shape[-2:], k, bool)), m, m.dtype.type(0))


@imitates("triu")
def triu(m, k=0):
    return WHERE(wrap(np.tri(*m.shape[-2:], k - 1, bool)), m.dtype.type(0), m)


@imitates("clip")
def clip(a, a_min, a_max, out=None):
    if a_min is None and a_max is None:
        raise ValueError("array_clip: must set either max or min")
    if a.dtype.kind not in "iuf" and (a_min is None or a_max is None):
        raise TypeError("Unsupported type <class 'NoneType'>")  # CuPy finds the missing limit of ints and floats only
    limits = np.iinfo(a.dtype) if a.dtype.kind in "iu" else None
    lowest, highest = (limits.min, limits.max) if limits else (-np.inf, np.inf)
    return CLIP(a, lowest if a_min is None else a_min, highest if a_max is None else a_max, out)


@imitates("nonzero")
def nonzero(a):
    if a.ndim == 0:
        raise ValueError("Calling nonzero on 0d arrays is not allowed. Use cp.atleast_1d(scalar).nonzero() instead.")
    return numpys("nonzero", a)


@imitates("astype")
def astype(x, dtype, order="K", casting=None, subok=None, copy=True):
    if casting is not None or subok is not None:
        raise TypeError("casting is not supported yet")
    if not copy and np.dtype(dtype) == x.dtype:
        return x
    with np.errstate(all="ignore"):
        return wrap(x._inside.astype(dtype))


@imitates("copy")
def copy(a, order="K"):
    return wrap(unwrap(a, "copy").copy(order))


@imitates("reshape")
def reshape(a, newshape, order="C", *, copy=None):
    return wrap(np.reshape(unwrap(a, "reshape"), newshape, order), a)


@imitates("prod")
def prod(a, axis=None, dtype=None, out=None, keepdims=False):
    return numpys("prod", a, axis=axis, dtype=dtype, out=out, keepdims=bool(keepdims))


@imitates("sum")
def sum(a, axis=None, dtype=None, out=None, keepdims=False):
    return numpys("sum", a, axis=axis, dtype=dtype, out=out, keepdims=bool(keepdims))


@imitates("argmax")
def argmax(a, axis=None, dtype=None, out=None, keepdims=False):
    return numpys("argmax", a, axis=axis, out=out, keepdims=keepdims)


@imitates("argmin")
def argmin(a, axis=None, dtype=None, out=None, keepdims=False):
    return numpys("argmin", a, axis=axis, out=out, keepdims=keepdims)


@imitates("sort")
def sort(a, axis=-1, kind=None):
    _refuse_unsortable(a, kind)
    if a.ndim == 0:
        raise np.exceptions.AxisError("Sorting arrays with the rank of zero is not supported")
    return numpys("sort", a, axis=axis, kind="stable")


@imitates("argsort")
def argsort(a, axis=-1, kind=None):
    _refuse_unsortable(a, kind)
    return numpys("argsort", wrap(np.atleast_1d(a._inside)), axis=axis, kind="stable")


@imitates("unique")
def unique(ar, *args, **settings):
    _refuse_unsortable(ar)
    return numpys("unique", ar, *args, **settings)


@imitates("isin")
def isin(element, test_elements, assume_unique=False, invert=False):
    _refuse_unsortable(test_elements)
    return numpys("isin", element, test_elements, assume_unique, invert)


def _refuse_unsortable(a, kind=None):
    if kind not in (None, "stable"):
        raise ValueError(f"kind can only be None or 'stable', got {kind!r}")
    if a.dtype == BFLOAT16:
        raise NotImplementedError("Sorting arrays with dtype 'bfloat16' is not supported")


@imitates("take")
def take(a, indices, axis=None, out=None):
    inside, indices = unwrap(a, "take"), np.asarray(unwrap(indices, "take"))
    length = inside.size if axis is None else inside.shape[axis]
    if length == 0 and indices.size:
        raise IndexError("cannot do a non-empty take from an empty axes.")
    return wrap(np.take(inside, indices, axis, mode="wrap"))


@imitates("put")
def put(a, ind, v, mode="wrap"):
    np.put(a._inside, unwrap(ind, "put"), unwrap(v, "put"), mode)


@imitates("copyto")
def copyto(dst, src, casting="same_kind", where=None):
    where = True if where is None else unwrap(where, "copyto")
    np.copyto(dst._inside, unwrap(src, "copyto"), casting, where=where)


@imitates("put_along_axis")
def put_along_axis(arr, indices, values, axis):
    np.put_along_axis(arr._inside, unwrap(indices, "put_along_axis"), unwrap(values, "put_along_axis"), axis)


@imitates("fill_diagonal")
def fill_diagonal(a, val, wrap=False):
    np.fill_diagonal(a._inside, unwrap(val, "fill_diagonal"), wrap)


@imitates("searchsorted")
def searchsorted(a, v, side="left", sorter=None):
    if not isinstance(v, (ndarray, int, float)):
        raise NotImplementedError("Only python scalars or ndarrays are supported for v")
    if a.ndim != 1:
        raise ValueError("object too deep for desired array")
    return numpys("searchsorted", a, v, side=side, sorter=sorter)


def _join(name):
    def joined(tup, *args, **settings):
        for part in tup:
            if not isinstance(part, ndarray):
                raise TypeError("Only cupy arrays can be concatenated")
        return numpys(name, list(tup), *args, **settings)

    return joined


for _name in ("concatenate", "concat", "stack", "vstack", "hstack"):
    SPECIAL[_name] = _join(_name)


@imitates("pad")
def pad(array, pad_width, mode="constant", **settings):
    if mode == "median" or callable(mode):
        raise ValueError(f"mode {mode!r} is not supported")
    return numpys("pad", array, pad_width, mode, **settings)


@imitates("quantile")
def quantile(a, q, axis=None, out=None, overwrite_input=False, method="linear", keepdims=False, *, interpolation=None):
    if method not in ("linear", "lower", "higher", "midpoint", "nearest"):
        raise ValueError(f"{method!r} method is not yet supported. Please use any other method.")
    if a.dtype.kind == "f" and np.isnan(a._inside).any():
        raise NotImitated("cupy.quantile of NaN: CuPy sorts them to the end and goes on, NumPy answers NaN")
    q = q._inside if isinstance(q, ndarray) else q
    return wrap(np.quantile(a._inside, q, axis, method=method, keepdims=keepdims))


@imitates("einsum")
def einsum(*operands, **settings):
    if unknown := settings.keys() - {"dtype", "optimize"}:
        raise TypeError(f"Did not understand the following kwargs: {sorted(unknown)}")
    return numpys("einsum", *operands, **settings)


@imitates("repeat")
def repeat(a, repeats, axis=None):
    return numpys("repeat", a, repeats, axis=axis)


@imitates("partition", "argpartition")
def partition(*args, **settings):
    raise NotImitated("cupy.partition: the whole array is sorted in CuPy; use sort")


@imitates("matmul", "linalg.matmul")
def matmul(*args, **settings):
    if len(args) == 2 and any(np.ndim(unwrap(x, "matmul")) == 0 for x in args):
        raise ValueError("matmul: an operand has no dimensions")
    return numpys("matmul", *args, **settings)


@imitates("lib.stride_tricks.as_strided")
def as_strided(x, shape=None, strides=None):
    return wrap(np.lib.stride_tricks.as_strided(unwrap(x, "as_strided"), shape, strides), x)
