"""Operations that make axes vanish: sums, means, products, and what is true of all or any."""

import math

import numpy as np

from ..autograd.op import composite, op
from ..autograd.promotion import to_common_float
from ..autograd.shapes import normalise_dims, reduced
from ..backend import is_floating
from ..errors import DTypeError
from .elementwise import cast
from .flip import flip
from .pad import constant_pad_nd
from .requirement import require_floats
from .scan import counting_dtype, cumprod, total_dtype


def axes_of(name, dim, ndim):
    """``dim`` as a tuple of axes from 0 up; None and () stand for all of them.

    Example:
        >>> axes_of("sum", -1, 3), axes_of("sum", (), 2)
        ((2,), (0, 1))
    """
    return normalise_dims(name, None if isinstance(dim, (tuple, list)) and not dim else dim, ndim)


def reduction(name, shape, dim=None, keepdim=False, **settings):
    """The shape rule of most operations here: the axes in ``dim`` vanish, or stay with length 1 if ``keepdim``."""
    return reduced(name, shape, axes_of(name, dim, len(shape)), keepdim)


def reopen(g, shape, dim, keepdim):
    """``g`` with the reduced axes back, of length 1, so that it broadcasts against an array of ``shape``."""
    return g if keepdim else np.reshape(g, reduction("reopen", shape, dim, keepdim=True))


def count_of(name, shape, dim):
    """How many elements go into each result.

    Example:
        >>> count_of("mean", (2, 3, 4), (0, -1))
        8
    """
    return math.prod(shape[axis] for axis in axes_of(name, dim, len(shape)))


@op(shape=reduction, any_dtype=True, numpy=[np.sum])
def sum(x, /, dim=None, keepdim=False, dtype=None):
    """The sum over one axis, several, or all.

    Args: dim: an axis, a tuple of them, or None for all. keepdim: leave them with length 1. dtype: of the result;
        integers and booleans become int64.
    Source: torch.sum
    Example:
        >>> import zerodl
        >>> zerodl.tensor([[1.0, 2.0], [3.0, 4.0]]).sum(dim=0)
        tensor([4., 6.])
    """
    dtype = total_dtype(x, dtype)
    total = np.sum(x, axis=axes_of("sum", dim, x.ndim), keepdims=keepdim, dtype=counting_dtype(dtype))
    return total if total.dtype == dtype else cast(total, dtype=dtype)


@sum.grad
def sum_grad(g, x_shape, dim, keepdim):
    """Gradient of sum: every element that went into a sum gets that sum's gradient."""
    return np.broadcast_to(reopen(g, x_shape, dim, keepdim), x_shape)


@composite(numpy=[np.nansum])
def nansum(x, dim=None, keepdim=False, dtype=None):
    """The sum of those elements that are numbers: NaN counts as 0.

    Source: torch.nansum
    Example:
        >>> import zerodl
        >>> zerodl.nansum(zerodl.tensor([1.0, float("nan"), 2.0])).item()
        3.0
    """
    axes = axes_of("nansum", dim, x.ndim)
    return sum(np.where(x == x, x, 0) if is_floating(x.dtype) else x, axes, keepdim, dtype)


@op(shape=reduction, numpy=[np.mean])
def mean(x, /, dim=None, keepdim=False):
    """The mean over one axis, several, or all.

        y = Σ x / n        n elements in each sum

    Raises: DTypeError for integers, whose mean is not one.
    Source: torch.mean
    Example:
        >>> import zerodl
        >>> zerodl.tensor([1.0, 2.0, 6.0]).mean().item()
        3.0
    """
    require_floats("mean", x)
    return sum(x, dim, keepdim) / (count_of("mean", x.shape, dim) or math.nan)


@mean.grad
def mean_grad(g, x_shape, dim, keepdim):
    """Gradient of mean: every element gets the n-th part of the gradient of its mean."""
    share = reopen(g, x_shape, dim, keepdim) / (count_of("mean", x_shape, dim) or 1)
    return np.broadcast_to(share, x_shape)


@composite(numpy=[np.nanmean])
def nanmean(x, dim=None, keepdim=False):
    """The mean of those elements that are numbers: NaN is left out.

    Source: torch.nanmean
    Example:
        >>> import zerodl
        >>> zerodl.nanmean(zerodl.tensor([1.0, float("nan"), 2.0])).item()
        1.5
    """
    require_floats("nanmean", x)
    axes = axes_of("nanmean", dim, x.ndim)
    return nansum(x, axes, keepdim) / sum(x == x, axes, keepdim, x.dtype)


def _one_or_all(name, shape, dim=None, keepdim=False, dtype=None):
    """As ``reduction``, for one axis or all of them."""
    if dim is not None and not isinstance(dim, (int, np.integer)):
        raise DTypeError(f"{name}: dim must be one axis, or None for all, got {dim!r}")
    return reduced(name, shape, dim, keepdim)


@op(shape=_one_or_all, any_dtype=True, numpy=[np.prod])
def prod(x, /, dim=None, keepdim=False, dtype=None):
    """The product over one axis, or over all.

    Args: dtype: of the result; integers and booleans become int64.
    Source: torch.prod
    Example:
        >>> import zerodl
        >>> zerodl.prod(zerodl.tensor([2.0, 3.0, 4.0])).item()
        24.0
    """
    _one_or_all("prod", x.shape, dim)
    dtype = total_dtype(x, dtype)
    product = np.prod(x, axis=axes_of("prod", dim, x.ndim), keepdims=keepdim, dtype=counting_dtype(dtype))
    return cast(product, dtype=dtype)


@prod.grad
def prod_grad(g, x, dim, keepdim):
    """Gradient of prod, right for zeros too because it divides by nothing.

        grad_x[j] = g · (x[0] · … · x[j − 1]) · (x[j + 1] · … · x[n − 1])

    Shape: g the shape of the result, x (any shape) -> the shape of x
    """
    if x.ndim == 0:
        return g
    if 0 in x.shape:
        return x  # nobody gets anything
    flat = np.reshape(x, (-1,)) if dim is None else x
    axis = 0 if dim is None else normalise_dims("prod", dim, x.ndim)[0]
    shift = (0, 0) * (flat.ndim - 1 - axis) + (1, -1)  # one place on, a 1 coming in
    before = constant_pad_nd(cumprod(flat, axis), shift, 1)
    after = flip(constant_pad_nd(cumprod(flip(flat, axis), axis), shift, 1), axis)
    return reopen(g, x.shape, dim, keepdim) * np.reshape(before * after, x.shape)


@op(shape=reduction, promote=to_common_float)
def logsumexp(x, /, dim, keepdim=False):
    """The logarithm of the sum of exponentials, without leaving the range of the floats.

        y = m + log Σ exp(x − m)        m = max x

    Source: torch.logsumexp
    Example:
        >>> import zerodl
        >>> round(zerodl.logsumexp(zerodl.tensor([1000.0, 1000.0]), dim=0).item(), 3)
        1000.693
    """
    axes = axes_of("logsumexp", dim, x.ndim)
    if count_of("logsumexp", x.shape, axes) == 0:
        return np.sum(x, axis=axes, keepdims=keepdim) - math.inf  # the logarithm of a sum of nothing
    largest = np.max(x, axis=axes, keepdims=True)
    largest = np.where(np.isfinite(largest), largest, 0)  # ∞ − ∞ would be NaN
    y = np.log(np.sum(np.exp(x - largest), axis=axes, keepdims=True)) + largest
    return y if keepdim else np.squeeze(y, axes)


@logsumexp.grad
def logsumexp_grad(g, x, y, dim, keepdim):
    """Gradient of logsumexp: softmax times g."""
    return np.exp(x - reopen(y, x.shape, dim, keepdim)) * reopen(g, x.shape, dim, keepdim)


def _test_shape(name, shape, dim=None, keepdim=False):
    return reduced(name, shape, dim, keepdim)


def _truth(function, name, x, dim, keepdim):
    """Booleans; but uint8, PyTorch's boolean of old, stays what it is."""
    y = function(x, axis=normalise_dims(name, dim, x.ndim), keepdims=keepdim)
    return cast(y, dtype=x.dtype) if x.dtype == np.uint8 else y


@op(shape=_test_shape, any_dtype=True, numpy=[np.all])
def all(x, /, dim=None, keepdim=False):
    """Whether all elements over one axis, several or all are true, which is to say not 0.

    Source: torch.all
    Example:
        >>> import zerodl
        >>> zerodl.all(zerodl.tensor([[True, False], [True, True]]), dim=1).tolist()
        [False, True]
    """
    return _truth(np.all, "all", x, dim, keepdim)


@op(shape=_test_shape, any_dtype=True, numpy=[np.any])
def any(x, /, dim=None, keepdim=False):
    """Whether any element over one axis, several or all is true, which is to say not 0.

    Source: torch.any
    Example:
        >>> import zerodl
        >>> zerodl.any(zerodl.tensor([[True, False], [False, False]]), dim=1).tolist()
        [True, False]
    """
    return _truth(np.any, "any", x, dim, keepdim)


@composite(numpy=[np.count_nonzero])
def count_nonzero(x, dim=None):
    """How many elements over one axis, several or all are not 0.

    Source: torch.count_nonzero
    Example:
        >>> import zerodl
        >>> zerodl.count_nonzero(zerodl.tensor([[1.0, 0.0], [2.0, 3.0]])).item()
        3
    """
    return sum(x != 0, axes_of("count_nonzero", dim, x.ndim))
