"""Running totals: every element of the result sums up the elements up to its place."""

import math
from typing import NamedTuple

import numpy as np

from ..autograd.op import composite, op
from ..autograd.tensor import Tensor
from ..backend import arange_like, is_floating
from ..errors import ArgumentError, ShapeError
from .axis import axis_along
from .elementwise import cast, clone
from .flip import flip
from .gather import gather
from .join import cat
from .pad import constant_pad_nd
from .split import narrow


def total_dtype(x, dtype):
    """The dtype of a sum or product: the one asked for; else that of x, but int64 for all integers and booleans."""
    return np.dtype(dtype or (x.dtype if is_floating(x.dtype) else np.int64))


def counting_dtype(dtype):
    """What a total of this dtype is added up in: float32 for 16-bit floats, where 2048 + 1 is 2048."""
    return np.dtype(np.float32) if is_floating(dtype) and dtype.itemsize == 2 else dtype


def _along(name, shape, dim, dtype=None):
    """The shape stays, and ``dim`` must be one of its axes."""
    axis_along(name, dim, len(shape))
    return shape


def _running(function, name, x, dim, dtype):
    dtype, axis = total_dtype(x, dtype), axis_along(name, dim, np.ndim(x))
    totals = function(np.atleast_1d(x), axis=axis, dtype=counting_dtype(dtype))
    return cast(np.reshape(totals, np.shape(x)), dtype=dtype)


@op(shape=_along, any_dtype=True, in_place=True, numpy=[np.cumsum])
def cumsum(x, /, dim, dtype=None):
    """The running sum along an axis.

        y[i] = x[0] + … + x[i]

    Args: dtype: of the result; integers and booleans become int64.
    Source: torch.cumsum
    Example:
        >>> import zerodl
        >>> zerodl.cumsum(zerodl.tensor([1.0, 2.0, 3.0]), dim=0)
        tensor([1., 3., 6.])
    """
    return _running(np.cumsum, "cumsum", x, dim, dtype)


@cumsum.grad
def cumsum_grad(g, x_dtype, dim):
    """Gradient of cumsum: an element counts in all totals from its place on, so gradients add up from the end."""
    return flip(cumsum(flip(g, dim), dim, x_dtype), dim)


@op(shape=_along, any_dtype=True, in_place=True, numpy=[np.cumprod])
def cumprod(x, /, dim, dtype=None):
    """The running product along an axis.

        y[i] = x[0] · … · x[i]

    Args: dtype: of the result; integers and booleans become int64.
    Source: torch.cumprod
    Example:
        >>> import zerodl
        >>> zerodl.cumprod(zerodl.tensor([1.0, 2.0, 3.0]), dim=0)
        tensor([1., 2., 6.])
    """
    return _running(np.cumprod, "cumprod", x, dim, dtype)


@cumprod.grad
def cumprod_grad(g, x, y, dim):
    """Gradient of cumprod, right for zeros too because it divides by nothing.

        grad_x[j] = y[j − 1] · s[j]        s[j] = g[j] + x[j + 1] · s[j + 1]        y[−1] = 1

    Shape: g the shape of the result, x (any shape) -> the shape of x
    """
    if g.ndim == 0 or 0 in g.shape:
        return g
    axis = axis_along("cumprod", dim, g.ndim)
    return _moved(y, axis, 1, 1) * _recurrence(_moved(x, axis, -1), g, axis)


def _moved(x, axis, by, value=0):
    """x moved ``by`` places along an axis, ``value`` where nothing came."""
    return constant_pad_nd(x, (0, 0) * (x.ndim - 1 - axis) + (by, -by), value)


def _recurrence(a, b, axis):
    """s[j] = b[j] + a[j] · s[j + 1] for all j at once, from the end of the axis.

    One step puts s[j + 1] = b[j + 1] + a[j + 1] · s[j + 2] into the equation, which then reaches two places ahead, the
    next step four, and so on.

    Source: Blelloch (1990), "Prefix sums and their applications", section 1.4.
    """
    reach = 1
    while reach < a.shape[axis]:
        a, b = a * _moved(a, axis, -reach), b + a * _moved(b, axis, -reach)
        reach *= 2
    return b


def _doubled(combine, x, axis):
    """Running totals by any associative ``combine``: each step doubles how far back an element has looked.

    Source: Hillis and Steele (1986), "Data parallel algorithms".
    """
    n, reach = x.shape[axis], 1
    while reach < n:
        earlier, later = narrow(x, axis, 0, n - reach), narrow(x, axis, reach, n - reach)
        x = cat([narrow(x, axis, 0, reach), combine(earlier, later)], axis)
        reach *= 2
    return x


@op(shape=_along)
def logcumsumexp(x, /, dim):
    """The logarithm of the running sum of exponentials, without leaving the range of the floats.

        y[i] = log(exp x[0] + … + exp x[i])

    Cost: the logarithm of the length in passes over x.
    Source: torch.logcumsumexp
    Example:
        >>> import zerodl
        >>> [round(y, 3) for y in zerodl.logcumsumexp(zerodl.tensor([1000.0, 1000.0]), dim=0).tolist()]
        [1000.0, 1000.693]
    """
    axis = axis_along("logcumsumexp", dim, x.ndim)
    return np.reshape(_doubled(np.logaddexp, np.copy(np.atleast_1d(x)), axis), x.shape)


@logcumsumexp.grad
def logcumsumexp_grad(g, x, y, dim):
    """Gradient of logcumsumexp, with exponentials of nothing above 0.

        grad_x[j] = Σ_{k ≥ j} g[k] · exp(x[j] − y[k])
                  = exp(x[j] − y[j]) · s[j]        s[j] = g[j] + exp(y[j] − y[j + 1]) · s[j + 1]

    Shape: g the shape of the result, x (any shape) -> the shape of x
    """
    if g.ndim == 0 or 0 in g.shape:
        return g
    axis = axis_along("logcumsumexp", dim, g.ndim)
    return np.exp(x - y) * _recurrence(np.exp(y - _moved(y, axis, -1, math.inf)), g, axis)


class Extremes(NamedTuple):
    """What is found along an axis: the values, and the positions they were found at."""

    values: Tensor
    indices: Tensor


def _best_so_far(better, x, axis):
    """Where the best element up to each place stands, the last of equals; NaN is better than all numbers."""
    shape, x = x.shape, np.atleast_1d(x)
    n, reach = x.shape[axis], 1
    places = np.reshape(arange_like(n, x), [n if i == axis else 1 for i in range(x.ndim)])
    values, places = x, np.copy(np.broadcast_to(places, x.shape))
    while reach < n:
        head, old, new = ((slice(None),) * axis + (part,) for part in (slice(reach), slice(n - reach), slice(reach, n)))
        take_new = better(values[new], values[old]) | (values[new] != values[new])
        values, places = (
            np.concatenate([both[head], np.where(take_new, both[new], both[old])], axis) for both in (values, places)
        )
        reach *= 2
    return np.reshape(places, shape)


@op(shape=_along, method=False)
def argcummax(x, /, dim):
    """Where the largest element up to each place stands; of equal ones the last.

    Source: the indices of torch.cummax
    Example:
        >>> argcummax(np.array([1.0, 3.0, 2.0, 3.0]), 0)
        array([0, 1, 1, 3])
    """
    return _best_so_far(np.greater_equal, x, axis_along("argcummax", dim, x.ndim))


@op(shape=_along, method=False)
def argcummin(x, /, dim):
    """Where the smallest element up to each place stands; of equal ones the last.

    Source: the indices of torch.cummin
    Example:
        >>> argcummin(np.array([3.0, 1.0, 2.0, 1.0]), 0)
        array([0, 1, 1, 3])
    """
    return _best_so_far(np.less_equal, x, axis_along("argcummin", dim, x.ndim))


@composite()
def cummax(x, dim):
    """The largest element up to each place along an axis, and where it stands; of equal ones the last.

    Returns: a named tuple (values, indices).
    Source: torch.cummax
    Example:
        >>> import zerodl
        >>> values, indices = zerodl.cummax(zerodl.tensor([1.0, 3.0, 2.0]), dim=0)
        >>> values.tolist(), indices.tolist()
        ([1.0, 3.0, 3.0], [0, 1, 1])
    """
    axis = axis_along("cummax", dim, x.ndim)
    positions = argcummax(x, axis)
    return Extremes(gather(x, axis, positions), positions)


@composite()
def cummin(x, dim):
    """The smallest element up to each place along an axis, and where it stands; of equal ones the last.

    Returns: a named tuple (values, indices).
    Source: torch.cummin
    Example:
        >>> import zerodl
        >>> values, indices = zerodl.cummin(zerodl.tensor([3.0, 1.0, 2.0]), dim=0)
        >>> values.tolist(), indices.tolist()
        ([3.0, 1.0, 1.0], [0, 1, 1])
    """
    axis = axis_along("cummin", dim, x.ndim)
    positions = argcummin(x, axis)
    return Extremes(gather(x, axis, positions), positions)


@composite(numpy=[np.diff])
def diff(x, n=1, dim=-1, prepend=None, append=None):
    """The differences of neighbours along an axis, n times over; of booleans, whether neighbours differ.

        y[i] = x[i + 1] − x[i]

    Args: prepend, append: tensors to join to x first, in front and behind.
    Source: torch.diff
    Example:
        >>> import zerodl
        >>> zerodl.diff(zerodl.tensor([1.0, 4.0, 9.0])), zerodl.diff(zerodl.tensor([1.0, 4.0, 9.0]), n=2)
        (tensor([3., 5.]), tensor([2.]))
    """
    if x.ndim == 0 or n < 0:
        raise (ArgumentError if x.ndim else ShapeError)(f"diff: expected an axis and n from 0 up, got {x.shape}, n={n}")
    axis = axis_along("diff", dim, x.ndim)
    parts = [part for part in (prepend, x, append) if part is not None]
    x = cat(parts, axis) if len(parts) > 1 else clone(x) if n == 0 else x
    for _ in range(min(n, x.shape[axis])):
        earlier, later = (narrow(x, axis, start, max(x.shape[axis] - 1, 0)) for start in (0, min(1, x.shape[axis])))
        x = later != earlier if x.dtype == bool else later - earlier
    return x
