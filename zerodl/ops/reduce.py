"""Operations that make axes vanish."""

from typing import NamedTuple

import numpy as np

from ..autograd.op import Saved, composite, op
from ..autograd.shapes import normalise_dim, normalise_dims, reduced
from ..autograd.tensor import Tensor
from ..backend import arange_like, is_floating
from ..errors import DTypeError, ShapeError


def _reopen(g, shape, dim, keepdim):
    """``g`` with the reduced axes back, of length 1, so that it broadcasts against an array of ``shape``."""
    return g if keepdim else np.reshape(g, reduced("reduce", shape, dim, keepdim=True))


def _sum_shape(name, shape, dim=None, keepdim=False, dtype=None):
    return reduced(name, shape, dim, keepdim)


@op(shape=_sum_shape, numpy=[np.sum])
def sum(x, /, dim=None, keepdim=False, dtype=None):
    """The sum over one axis, several, or all.

    Args: dim: an axis, a tuple of them, or None for all. keepdim: leave them with length 1. dtype: of the result.
    Example:
        >>> import zerodl
        >>> zerodl.tensor([[1.0, 2.0], [3.0, 4.0]]).sum(dim=0)
        tensor([4., 6.])
    """
    return np.sum(x, axis=normalise_dims("sum", dim, x.ndim), keepdims=keepdim, dtype=dtype)


@sum.grad
def sum_grad(g, x_shape, dim, keepdim):
    """Gradient of sum: every element that went into a sum gets that sum's gradient."""
    return np.broadcast_to(_reopen(g, x_shape, dim, keepdim), x_shape)


@composite(numpy=[np.mean])
def mean(x, dim=None, keepdim=False):
    """The mean over one axis, several, or all: the sum divided by the count.

    Raises: DTypeError for integers, whose mean is not one.
    Example:
        >>> import zerodl
        >>> zerodl.tensor([1.0, 2.0, 6.0]).mean().item()
        3.0
    """
    if not is_floating(x.dtype):
        raise DTypeError(f"mean: expected a floating tensor, got {x.dtype}; convert it with x.float()")
    axes = normalise_dims("mean", dim, x.ndim)
    count = _count(x.shape[axis] for axis in axes)
    return sum(x, dim=axes, keepdim=keepdim) / count


def _count(lengths):
    """The number of elements in axes of these lengths, as a float that divides without an error when it is 0."""
    count = 1.0
    for n in lengths:
        count *= n
    return count if count else float("nan")


@op(shape=reduced, numpy=[np.max, np.amax])
def amax(x, /, dim=None, keepdim=False):
    """The largest element over one axis, several, or all.

    Example:
        >>> import zerodl
        >>> zerodl.amax(zerodl.tensor([[1.0, 5.0], [7.0, 2.0]]), dim=1)
        tensor([5., 7.])
    """
    axes = normalise_dims("amax", dim, x.ndim)
    _refuse_empty("amax", x.shape, axes)
    return np.max(x, axis=axes, keepdims=keepdim)


def _refuse_empty(name, shape, axes):
    """No number is the largest of none."""
    if any(shape[axis] == 0 for axis in axes):
        raise ShapeError(f"{name}: expected at least one element to choose from, got shape {shape}, dim {axes}")


@amax.grad
def amax_grad(g, x, y, dim, keepdim):
    """Gradient of amax: g goes to the largest element; several equally large ones share it evenly."""
    shape = x.shape
    largest = x == _reopen(y, shape, dim, keepdim)
    count = np.sum(largest, axis=normalise_dims("amax", dim, len(shape)), keepdims=True, dtype=g.dtype)
    return largest * (_reopen(g, shape, dim, keepdim) / count)


@op(shape=lambda name, shape, dim, keepdim=False: reduced(name, shape, dim, keepdim), outputs=2, any_dtype=True, method=False)
def max_with_indices(x, /, dim, keepdim=False):
    """The largest elements along one axis, and where they are; of equally large ones the first.

    Returns: values, indices.
    """
    axis = normalise_dim("max", dim, x.ndim)
    _refuse_empty("max", x.shape, (axis,))
    where = np.argmax(x, axis=axis, keepdims=True)
    values = np.take_along_axis(x, where, axis=axis)
    results = (values, where) if keepdim else (np.squeeze(values, axis), np.squeeze(where, axis))
    return Saved(results, np.copy(where))  # the caller may write into the indices


@max_with_indices.grad
def max_with_indices_grad(g, saved, x_shape, dim, keepdim):
    """Gradient of max along an axis: g goes to the element that was taken."""
    axis = normalise_dim("max", dim, len(x_shape))
    positions = arange_like(x_shape[axis], saved).reshape([-1 if i == axis else 1 for i in range(len(x_shape))])
    return np.where(positions == saved, _reopen(g[0], x_shape, dim, keepdim), 0)


class MaxResult(NamedTuple):
    """What ``max`` along an axis gives: the values, and the positions they were found at."""

    values: Tensor
    indices: Tensor


@composite()
def max(x, dim=None, keepdim=False):
    """The largest element of all, or along ``dim`` the largest elements and their positions.

    Returns: a tensor, or with ``dim`` a named tuple (values, indices).
    Example:
        >>> import zerodl
        >>> x = zerodl.tensor([[1.0, 5.0], [7.0, 2.0]])
        >>> x.max().item(), x.max(dim=1).indices.tolist()
        (7.0, [1, 0])
    """
    return amax(x) if dim is None else MaxResult(*max_with_indices(x, dim=dim, keepdim=keepdim))


def _argmax_shape(name, shape, dim=None, keepdim=False):
    return reduced(name, shape, dim if dim is None else normalise_dim(name, dim, len(shape)), keepdim)


@op(shape=_argmax_shape, any_dtype=True, numpy=[np.argmax])
def argmax(x, /, dim=None, keepdim=False):
    """The position of the largest element, in the flattened array or along ``dim``; it has no gradient.

    Example:
        >>> import zerodl
        >>> zerodl.tensor([[1.0, 5.0], [7.0, 2.0]]).argmax(dim=1).tolist()
        [1, 0]
    """
    axis = dim if dim is None else normalise_dim("argmax", dim, x.ndim)
    _refuse_empty("argmax", x.shape, range(x.ndim) if dim is None else (axis,))
    return np.argmax(x, axis=axis, keepdims=keepdim)
