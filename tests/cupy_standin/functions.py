"""The stand-in's functions: NumPy's of the same name once the call has passed the table, and those that differ."""

import types

import numpy as np

from .array import garbage, ndarray, unwrap, wrap
from .cuda import Device
from .table import BFLOAT16, NotImitated, Refused, check_call, signature_of
from .ufunc import ufunc

SPECIAL = {}  # name in cupy -> an imitation of its own, called with what came


def imitates(*names):
    """Decorator: the function below is what ``cupy.NAME`` does here, after the signature was checked."""

    def register(function):
        SPECIAL.update(dict.fromkeys(names, function))
        return function

    return register


# Reductions and running totals: NumPy lets a 0-d array have an axis 0 here, CuPy does not.
ALONG_AN_AXIS = (
    "all any amax amin argmax argmin count_nonzero cumprod cumsum max mean median min nanmax nanmean nanmin nanprod "
    "nanstd nansum nanvar percentile prod ptp quantile std sum var"
).split()


def make(name, text):
    """``name`` as a function of the stand-in that takes what the table says."""
    own, theirs = SPECIAL.get(name), _in_numpy(name)

    def function(*args, **settings):
        check_call(name, text, args, settings)
        if name in ALONG_AN_AXIS:
            _refuse_axis_of_a_number(signature_of(text).bind(*args, **settings).arguments)
        if own is not None:
            return own(*args, **settings)
        if theirs is None:
            raise NotImitated(f"cupy.{name}: CuPy has it, the stand-in does not imitate it")
        with np.errstate(all="ignore"):
            return wrap(theirs(*unwrap(args, name), **{k: unwrap(v, name) for k, v in settings.items()}), _viewed(args))

    module, _, function.__name__ = f"cupy.{name}".rpartition(".")
    function.__module__, function.__qualname__ = module, function.__name__
    return function


def _refuse_axis_of_a_number(given):
    array, axis = next(iter(given.values())), given.get("axis")
    if isinstance(array, ndarray) and array.ndim == 0 and axis is not None and axis != ():
        raise np.exceptions.AxisError(f"axis {axis} is out of bounds for array of dimension 0")


def _in_numpy(name):
    if name.startswith("random."):
        return None  # another generator: it could only give other numbers
    place = np
    for part in name.split("."):
        place = getattr(place, part, None)
    return place if callable(place) and not isinstance(place, types.ModuleType) else None


def _viewed(args):
    """The array that a result may be a view of."""
    return next((x for x in args if isinstance(x, ndarray)), None)


def numpys(name, *args, **settings):
    """What NumPy's function makes of the arrays inside."""
    with np.errstate(all="ignore"):
        return wrap(_in_numpy(name)(*unwrap(args, name), **{k: unwrap(v, name) for k, v in settings.items()}))


# --- from NumPy and back ----------------------------------------------------------------------------------------------


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


# --- the same names with other habits ---------------------------------------------------------------------------------

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
    return numpys("argsort", np_atleast_1d(a), axis=axis, kind="stable")


def np_atleast_1d(a):
    return wrap(np.atleast_1d(a._inside))


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


@imitates("concatenate", "concat", "stack", "vstack", "hstack")
def _joined(*args, **settings):
    raise NotImitated("joined below, by name")


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


# --- linear algebra ---------------------------------------------------------------------------------------------------


class errstate:
    """cupyx.errstate: in a ``with errstate(linalg="raise")`` block what cannot be solved raises LinAlgError."""

    linalg = "ignore"

    def __init__(self, *, linalg=None):
        self._wanted = linalg

    def __enter__(self):
        self._before, errstate.linalg = errstate.linalg, self._wanted or errstate.linalg

    def __exit__(self, *error):
        errstate.linalg = self._before


def _linalg(name):
    """CuPy's form of a decomposition: no 16-bit floats, plain tuples, and NaN where NumPy raises LinAlgError."""

    def decompose(a, *args, **settings):
        for x in (a, *args):
            if isinstance(x, ndarray) and x.dtype == np.float16:
                raise TypeError("float16 is unsupported in linalg")
            if isinstance(x, np.ndarray):
                raise np.linalg.LinAlgError("cupy.linalg only supports cupy.ndarray")
        if name == "solve":
            _refuse_broadcast(a, *args)
        if a.ndim < 2 or a.shape[-2] != a.shape[-1] or errstate.linalg == "raise":
            return numpys(f"linalg.{name}", a, *args, **settings)  # raises what has to be raised
        try:
            return numpys(f"linalg.{name}", a, *args, **settings)
        except np.linalg.LinAlgError:
            like = args[0] if name == "solve" else a  # the solver sets a flag that nobody reads
            return wrap(np.full(like.shape, np.nan, np.result_type(like.dtype, np.float32)))

    return decompose


def _refuse_broadcast(a, b):
    if b.ndim > 1 and a.shape[:-1] != b.shape[:-1]:
        raise ValueError(
            "a must have (..., M, M) shape and b must have (..., M, K) for multidimensional b: CuPy does not broadcast"
        )


for _name in ("cholesky", "inv", "solve", "det", "slogdet", "eigh", "eigvalsh"):
    SPECIAL[f"linalg.{_name}"] = _linalg(_name)


@imitates("linalg.svd", "linalg.qr")
def svd(*args, **settings):
    raise NotImitated("replaced below, by name")


def _rectangular(name):
    def decompose(a, *args, **settings):
        if a.dtype == np.float16:
            raise TypeError("float16 is unsupported in linalg")
        return numpys(f"linalg.{name}", a, *args, **settings)

    return decompose


for _name in ("svd", "qr"):
    SPECIAL[f"linalg.{_name}"] = _rectangular(_name)


@imitates("linalg.norm")
def norm(x, ord=None, axis=None, keepdims=False):
    return numpys("linalg.norm", x, ord, axis, keepdims)


@imitates("lib.stride_tricks.as_strided")
def as_strided(x, shape=None, strides=None):
    return wrap(np.lib.stride_tricks.as_strided(unwrap(x, "as_strided"), shape, strides), x)
