"""The largest and the smallest: their values, where they stand, and who gets the gradient."""

from typing import NamedTuple

import numpy as np

from ..autograd.op import composite, op
from ..autograd.shapes import normalise_dim, reduced
from ..autograd.tensor import Tensor
from ..errors import ShapeError
from .axis import axis_along
from .gather import gather
from .reduce import axes_of, reduction, reopen
from .scan import Extremes
from .shape import squeeze


def refuse_empty(name, shape, axes):
    """No number is the largest of none."""
    if 0 in [shape[axis] for axis in axes]:
        raise ShapeError(f"{name}: expected at least one element to choose from, got shape {shape}, dim {tuple(axes)}")


def shared(g, x, y, dim, keepdim):
    """The gradient of a choice: g goes to the elements that equal the result, in even shares if there are several."""
    y = reopen(y, x.shape, dim, keepdim)
    chosen = (x == y) | ((x != x) & (y != y))  # NaN equals nothing, and is chosen before all numbers
    count = np.sum(chosen, axis=axes_of("share", dim, x.ndim), keepdims=True, dtype=g.dtype)
    return chosen * (reopen(g, x.shape, dim, keepdim) / count)


@op(shape=reduction, numpy=[np.max, np.amax])
def amax(x, /, dim=None, keepdim=False):
    """The largest element over one axis, several, or all.

    Source: torch.amax
    Example:
        >>> import zerodl
        >>> zerodl.amax(zerodl.tensor([[1.0, 5.0], [7.0, 2.0]]), dim=1)
        tensor([5., 7.])
    """
    axes = axes_of("amax", dim, x.ndim)
    refuse_empty("amax", x.shape, axes)
    return np.max(x, axis=axes, keepdims=keepdim)


@amax.grad
def amax_grad(g, x, y, dim, keepdim):
    """Gradient of amax: g goes to the largest element; several equally large ones share it evenly."""
    return shared(g, x, y, dim, keepdim)


@op(shape=reduction, numpy=[np.min, np.amin])
def amin(x, /, dim=None, keepdim=False):
    """The smallest element over one axis, several, or all.

    Source: torch.amin
    Example:
        >>> import zerodl
        >>> zerodl.amin(zerodl.tensor([[1.0, 5.0], [7.0, 2.0]]), dim=1)
        tensor([1., 2.])
    """
    axes = axes_of("amin", dim, x.ndim)
    refuse_empty("amin", x.shape, axes)
    return np.min(x, axis=axes, keepdims=keepdim)


@amin.grad
def amin_grad(g, x, y, dim, keepdim):
    """Gradient of amin: g goes to the smallest element; several equally small ones share it evenly."""
    return shared(g, x, y, dim, keepdim)


class Range(NamedTuple):
    """What ``aminmax`` gives."""

    min: Tensor
    max: Tensor


@composite()
def aminmax(x, dim=None, keepdim=False):
    """The smallest and the largest element, of all or along one axis.

    Returns: a named tuple (min, max).
    Source: torch.aminmax
    Example:
        >>> import zerodl
        >>> low, high = zerodl.aminmax(zerodl.tensor([3.0, 1.0, 2.0]))
        >>> low.item(), high.item()
        (1.0, 3.0)
    """
    axis = None if dim is None else axis_of_choice("aminmax", x.shape, dim)
    return Range(amin(x, axis, keepdim), amax(x, axis, keepdim))


def _position_shape(name, shape, dim=None, keepdim=False):
    return reduced(name, shape, dim if dim is None else axis_along(name, dim, len(shape)) if shape else None, keepdim)


def _position(function, name, x, dim, keepdim):
    shape = _position_shape(name, x.shape, dim, keepdim)
    axis = None if dim is None or x.ndim == 0 else normalise_dim(name, dim, x.ndim)
    refuse_empty(name, x.shape, range(x.ndim) if axis is None else (axis,))
    return np.reshape(function(x, axis=axis), shape)


@op(shape=_position_shape, numpy=[np.argmax])
def argmax(x, /, dim=None, keepdim=False):
    """The position of the largest element, in the flattened array or along ``dim``; it has no gradient.

    Source: torch.argmax
    Example:
        >>> import zerodl
        >>> zerodl.tensor([[1.0, 5.0], [7.0, 2.0]]).argmax(dim=1).tolist()
        [1, 0]
    """
    return _position(np.argmax, "argmax", x, dim, keepdim)


@op(shape=_position_shape, numpy=[np.argmin])
def argmin(x, /, dim=None, keepdim=False):
    """The position of the smallest element, in the flattened array or along ``dim``; it has no gradient.

    Source: torch.argmin
    Example:
        >>> import zerodl
        >>> zerodl.tensor([[1.0, 5.0], [7.0, 2.0]]).argmin(dim=1).tolist()
        [0, 1]
    """
    return _position(np.argmin, "argmin", x, dim, keepdim)


def axis_of_choice(name, shape, dim):
    """The axis that ``dim`` names, along which there must be something to choose from."""
    axis = axis_along(name, dim, len(shape))
    refuse_empty(name, shape, (axis,) if shape else ())
    return axis


def found(x, positions, axis, keepdim):
    """The elements of x at ``positions``, which kept the axis, and these; both without it unless ``keepdim``."""
    values = gather(x, axis, positions)
    return Extremes(values, positions) if keepdim else Extremes(squeeze(values, axis), squeeze(positions, axis))


@composite()
def max(x, dim=None, keepdim=False, *, other=None):
    """The largest element of all; along ``dim`` the largest elements and their positions; or of two tensors the larger.

    Args: dim: an axis, or a tensor to compare x with, which may also be given as ``other``.
    Returns: a tensor, or with an axis a named tuple (values, indices); of equally large elements the first.
    Source: torch.max
    Example:
        >>> import zerodl
        >>> x = zerodl.tensor([[1.0, 5.0], [7.0, 2.0]])
        >>> x.max().item(), x.max(dim=1).indices.tolist()
        (7.0, [1, 0])
        >>> zerodl.max(zerodl.tensor([1.0, 5.0]), zerodl.tensor([3.0, 4.0]))
        tensor([3., 5.])
    """
    other = dim if hasattr(dim, "dtype") else other
    if other is not None:
        return np.maximum(x, other)
    if dim is None:
        return amax(x)
    axis = axis_of_choice("max", x.shape, dim)
    return found(x, argmax(x, axis, True), axis, keepdim)


@composite()
def min(x, dim=None, keepdim=False, *, other=None):
    """The smallest element of all; along ``dim`` the smallest elements and their positions; or of two the smaller.

    Args: dim: an axis, or a tensor to compare x with, which may also be given as ``other``.
    Returns: a tensor, or with an axis a named tuple (values, indices); of equally small elements the first.
    Source: torch.min
    Example:
        >>> import zerodl
        >>> x = zerodl.tensor([[1.0, 5.0], [7.0, 2.0]])
        >>> x.min().item(), x.min(dim=1).indices.tolist()
        (1.0, [0, 1])
    """
    other = dim if hasattr(dim, "dtype") else other
    if other is not None:
        return np.minimum(x, other)
    if dim is None:
        return amin(x)
    axis = axis_of_choice("min", x.shape, dim)
    return found(x, argmin(x, axis, True), axis, keepdim)
