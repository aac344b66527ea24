"""The order of elements along an axis."""

from typing import NamedTuple

import numpy as np

from ..autograd.op import composite, op
from ..autograd.tensor import Tensor
from ..backend import arange_like
from ..errors import ArgumentError
from .axis import axis_along
from .gather import gather
from .index import index as read


class SortResult(NamedTuple):
    """Elements in their new order, and the position that each was found at."""

    values: Tensor
    indices: Tensor


def _ordered(name, shape, dim=-1, descending=False, stable=False):
    axis_along(name, dim, len(shape))
    return shape


@op(shape=_ordered)
def argsort(x, /, dim=-1, descending=False, stable=False):
    """The positions that sort x along an axis; NaN counts as larger than every number.

    Args: descending: from the largest down. stable: equal elements keep their order (they do in any case).
    Source: torch.argsort
    Example:
        >>> import zerodl
        >>> zerodl.argsort(zerodl.tensor([3.0, 1.0, 2.0]))
        tensor([1, 2, 0])
    """
    axis = axis_along("argsort", dim, np.ndim(x))
    if np.ndim(x) == 0:
        return np.reshape(arange_like(1, x), ())
    if not descending:
        return np.argsort(x, axis=axis, kind="stable")
    backwards = np.argsort(np.flip(x, axis), axis=axis, kind="stable")  # both turned round, so equal ones keep order
    return x.shape[axis] - 1 - np.flip(backwards, axis)


@composite()
def sort(x, dim=-1, descending=False, stable=False):
    """x sorted along an axis, and where each element came from; NaN counts as larger than every number.

    Args: descending: from the largest down. stable: equal elements keep their order (they do in any case).
    Returns: a named tuple (values, indices).
    Source: torch.sort
    Example:
        >>> import zerodl
        >>> zerodl.sort(zerodl.tensor([3.0, 1.0, 2.0]), descending=True).values
        tensor([3., 2., 1.])
    """
    indices = argsort(x, dim=dim, descending=descending, stable=stable)
    return SortResult(gather(x, dim, indices), indices)


@composite()
def msort(x):
    """x sorted along its first axis.

    Source: torch.msort
    Example:
        >>> import zerodl
        >>> zerodl.msort(zerodl.tensor([[3.0, 1.0], [2.0, 4.0]]))
        tensor([[2., 1.],
                [3., 4.]])
    """
    return sort(x, dim=0).values


@composite()
def topk(x, k, dim=-1, largest=True, sorted=True):
    """The k largest elements along an axis, from the largest down, and where they are.

    Args: largest: False takes the smallest. sorted: accepted as PyTorch does; the result is sorted in any case.
    Returns: a named tuple (values, indices).
    Raises: ArgumentError if the axis has fewer than k elements.
    Source: torch.topk
    Example:
        >>> import zerodl
        >>> zerodl.topk(zerodl.tensor([3.0, 1.0, 2.0]), 2).indices.tolist()
        [0, 2]
    """
    axis = axis_along("topk", dim, np.ndim(x))
    length = np.shape(x)[axis] if np.ndim(x) else 1
    if not 0 <= k <= length:
        raise ArgumentError(f"topk: k must lie in 0 … {length}, the length of dim {dim}, got {k}")
    indices = argsort(x, dim=dim, descending=largest)
    if np.ndim(x):
        indices = read(indices, key=(*[slice(None)] * axis, slice(0, k)))
    return SortResult(gather(x, dim, indices), indices)


@composite()
def kthvalue(x, k, dim=-1, keepdim=False):
    """The k-th smallest element along an axis, counted from 1, and where it is.

    Returns: a named tuple (values, indices).
    Raises: ArgumentError if the axis has fewer than k elements.
    Source: torch.kthvalue
    Example:
        >>> import zerodl
        >>> zerodl.kthvalue(zerodl.tensor([3.0, 1.0, 2.0]), 2).values.item()
        2.0
    """
    axis = axis_along("kthvalue", dim, np.ndim(x))
    length = np.shape(x)[axis] if np.ndim(x) else 1
    if not 1 <= k <= length:
        raise ArgumentError(f"kthvalue: k must lie in 1 … {length}, the length of dim {dim}, got {k}")
    if np.ndim(x) == 0:
        return SortResult(gather(x, 0, argsort(x)), argsort(x))
    indices = read(argsort(x, dim=dim), key=(*[slice(None)] * axis, slice(k - 1, k)))
    found = SortResult(gather(x, dim, indices), indices)
    return found if keepdim else SortResult(*(np.squeeze(part, axis) for part in found))
