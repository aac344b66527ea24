"""The middle of a crowd, and any other place in its order."""

import numpy as np

from ..autograd.op import composite, op
from ..autograd.tensor import Tensor
from ..backend import arange_like, array_module, is_floating
from ..errors import ArgumentError, DTypeError, ShapeError
from .axis import axis_along, movedim
from .extreme import axis_of_choice, found, refuse_empty, shared
from .gather import gather
from .scan import argcummax
from .shape import reshape
from .sort import sort


def _one_left(name, shape, dim, ignore_nan=False):
    """The axis stays, with length 1."""
    axis = axis_along(name, dim, len(shape))
    return tuple(1 if i == axis else n for i, n in enumerate(shape))


@op(shape=_one_left, method=False)
def argmedian(x, /, dim, ignore_nan=False):
    """Where the median along an axis stands, the axis kept; of NaN the first, unless they are ignored.

    Source: the indices of torch.median and torch.nanmedian
    Example:
        >>> argmedian(np.array([3.0, 1.0, 2.0, 4.0]), 0)
        array([2])
    """
    axis = axis_along("argmedian", dim, x.ndim)
    if x.ndim == 0:
        return np.zeros_like(x, dtype=np.int64)
    refuse_empty("median", x.shape, (axis,))
    order = np.argsort(x, axis=axis, kind="stable")  # NaN come last
    count = np.sum(x == x, axis=axis, keepdims=True)
    middle = np.maximum(count - 1, 0) // 2
    if not ignore_nan:
        middle = np.where(count < x.shape[axis], count, middle)
    return np.take_along_axis(order, middle, axis=axis)


@op(shape=lambda name, shape, ignore_nan=False: (), method=False)
def median_of_all(x, /, ignore_nan=False):
    """The median of all elements; equal ones share its gradient evenly.

    Source: torch.median without a dim
    Example:
        >>> median_of_all(np.array([[3.0, 1.0], [2.0, 4.0]])).item()
        2.0
    """
    flat = np.reshape(x, (-1,))
    if flat.size == 0:
        return np.sum(x) * np.nan if is_floating(x.dtype) else refuse_empty("median", (0,), (0,))
    return flat[argmedian(flat, 0, ignore_nan)[0]]


@median_of_all.grad
def median_of_all_grad(g, x, y):
    """Gradient of the median of all: g to the elements that equal it, in even shares."""
    return shared(g, x, y, None, False)


@composite()
def median(x, dim=None, keepdim=False):
    """The middle one in the order of the elements: of an even number, the lower of the two.

    Returns: a tensor; with ``dim`` a named tuple (values, indices). NaN if any element is.
    Source: torch.median
    Example:
        >>> import zerodl
        >>> zerodl.median(zerodl.tensor([4.0, 1.0, 3.0, 2.0])).item()
        2.0
        >>> zerodl.median(zerodl.tensor([[3.0, 1.0, 2.0]]), dim=1).indices.tolist()
        [2]
    """
    if dim is None:
        return median_of_all(x)
    axis = axis_of_choice("median", x.shape, dim)
    return found(x, argmedian(x, axis), axis, keepdim)


@composite()
def nanmedian(x, dim=None, keepdim=False):
    """The median of those elements that are numbers.

    Returns: a tensor; with ``dim`` a named tuple (values, indices).
    Source: torch.nanmedian
    Example:
        >>> import zerodl
        >>> zerodl.nanmedian(zerodl.tensor([1.0, float("nan"), 3.0, 2.0])).item()
        2.0
    """
    if dim is None:
        return median_of_all(x, True)
    axis = axis_of_choice("nanmedian", x.shape, dim)
    return found(x, argmedian(x, axis, True), axis, keepdim)


@op(shape=_one_left, method=False)
def argmode(x, /, dim):
    """Where the most frequent element along an axis stands last, the axis kept; of equally frequent ones the smallest.

    Source: the indices of torch.mode
    Example:
        >>> argmode(np.array([3.0, 1.0, 3.0, 1.0, 2.0]), 0)
        array([3])
    """
    axis = axis_along("argmode", dim, x.ndim)
    if x.ndim == 0:
        return np.zeros_like(x, dtype=np.int64)
    refuse_empty("mode", x.shape, (axis,))
    order = np.argsort(x, axis=axis, kind="stable")  # equal ones come side by side, in their old order
    ordered = np.take_along_axis(x, order, axis=axis)
    begins = ordered != np.roll(ordered, 1, axis)
    place = np.reshape(arange_like(x.shape[axis], x), [-1 if i == axis else 1 for i in range(x.ndim)])
    run = place - argcummax(np.where(begins | (place == 0), place + 1, 0), axis)  # how many equal ones came before
    return np.take_along_axis(order, np.argmax(run, axis=axis, keepdims=True), axis=axis)


@composite()
def mode(x, dim=-1, keepdim=False):
    """The most frequent element along an axis, and where it stands last; of equally frequent ones the smallest.

    Returns: a named tuple (values, indices).
    Source: torch.mode
    Example:
        >>> import zerodl
        >>> zerodl.mode(zerodl.tensor([3.0, 1.0, 3.0])).values.item()
        3.0
    """
    axis = axis_of_choice("mode", x.shape, dim)
    return found(x, argmode(x, axis), axis, keepdim)


@composite()
def quantile(x, q, dim=None, keepdim=False, *, interpolation="linear"):
    """The value below which a share ``q`` of the elements lies, over all or along one axis.

        rank = q · (n − 1) in the order of the elements, counted from 0

    Args:
        q: a number from 0 to 1, or a vector of them, which makes a new first axis.
        interpolation: of a rank between two elements: "linear", "lower", "higher", "midpoint" or "nearest".
    Raises: DTypeError unless x is float32 or float64; ShapeError without elements.
    Source: torch.quantile
    Example:
        >>> import zerodl
        >>> zerodl.quantile(zerodl.tensor([1.0, 2.0, 3.0, 5.0]), 0.5).item()
        2.5
        >>> zerodl.quantile(zerodl.tensor([1.0, 2.0, 3.0, 5.0]), zerodl.tensor([0.0, 1.0])).tolist()
        [1.0, 5.0]
    """
    return _quantile("quantile", x, q, dim, keepdim, interpolation, ignore_nan=False)


@composite()
def nanquantile(x, q, dim=None, keepdim=False, *, interpolation="linear"):
    """The quantile of those elements that are numbers. Arguments as for quantile.

    Source: torch.nanquantile
    Example:
        >>> import zerodl
        >>> zerodl.nanquantile(zerodl.tensor([1.0, float("nan"), 2.0]), 0.5).item()
        1.5
    """
    return _quantile("nanquantile", x, q, dim, keepdim, interpolation, ignore_nan=True)


# What each kind of interpolation makes of a rank.
_ROUNDED = {"linear": np.floor, "midpoint": np.floor, "lower": np.floor, "higher": np.ceil, "nearest": np.rint}


def _quantile(name, x, q, dim, keepdim, interpolation, ignore_nan):
    share = _share(name, x, q)
    if interpolation not in _ROUNDED:
        raise ArgumentError(f"{name}: interpolation must be one of {', '.join(_ROUNDED)}, got {interpolation!r}")
    axis = 0 if dim is None else axis_along(name, dim, x.ndim)
    kept = tuple(1 if dim is None or i == axis else n for i, n in enumerate(x.shape))
    rows = reshape(x, (-1,)) if dim is None or x.ndim == 0 else movedim(x, axis, -1)  # (…, n)
    if 0 in x.shape:
        raise ShapeError(f"{name}: expected at least one element, got shape {x.shape}")
    ordered = sort(rows, dim=-1).values
    rank = _rank(getattr(ordered, "array", ordered), share, ignore_nan)  # (…, number of shares)
    low = _ROUNDED[interpolation](rank)
    y = _at(ordered, low)
    if interpolation in ("linear", "midpoint"):
        weight = rank - low if interpolation == "linear" else 0.5
        y = y + weight * (_at(ordered, np.ceil(rank)) - y)
    y = reshape(movedim(y, -1, 0), (*share.shape, *rows.shape[:-1]))
    return reshape(y, (*share.shape, *kept)) if keepdim else y


def _share(name, x, q):
    """q as an array in the dtype of x, every number of it from 0 to 1."""
    if not is_floating(x.dtype) or x.dtype.itemsize < 4:
        raise DTypeError(f"{name}: expected float32 or float64, got {x.dtype}; convert it with x.float()")
    if isinstance(q, Tensor) and q.dtype != x.dtype:
        raise DTypeError(f"{name}: q must have the dtype of x, {x.dtype}, got {q.dtype}")
    share = array_module(getattr(x, "array", x)).asarray(getattr(q, "array", q), dtype=x.dtype)
    if share.ndim > 1 or not np.all((share >= 0) & (share <= 1)):
        raise ArgumentError(f"{name}: q must be a number from 0 to 1, or a vector of them, got {q!r}")
    return share


def _rank(ordered, share, ignore_nan):
    """The rank that each share has in each row; NaN stand at the end of a row, and one of them makes it NaN."""
    count = np.sum(ordered == ordered, axis=-1, keepdims=True)
    n = ordered.shape[-1]
    rank = np.maximum(count - 1, 0).astype(share.dtype) * np.reshape(share, (-1,))
    return rank if ignore_nan else np.where(count < n, n - 1, rank).astype(share.dtype)


def _at(ordered, rank):
    return gather(ordered, -1, rank.astype(np.int64))
