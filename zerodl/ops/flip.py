"""Elements in another order: mirrored, turned and rolled. All of them copy."""

import numpy as np

from ..autograd.op import composite, op
from ..autograd.shapes import normalise_dim, normalise_dims
from ..errors import ArgumentError, ShapeError
from .axis import transpose
from .elementwise import clone


def _mirrored(name, shape, dims):
    normalise_dims(name, dims, len(shape))
    return shape


@op(shape=_mirrored, any_dtype=True)
def flip(x, /, dims):
    """x with the order of its elements reversed along the axes ``dims``; a copy.

    Source: torch.flip
    Example:
        >>> import zerodl
        >>> zerodl.tensor([1.0, 2.0, 3.0]).flip(0)
        tensor([3., 2., 1.])
    """
    return np.copy(np.flip(x, normalise_dims("flip", dims, x.ndim)))


@flip.grad
def flip_grad(g, dims):
    """Gradient of flip: mirrored back."""
    return flip(g, dims)


@composite(numpy=[np.fliplr])
def fliplr(x):
    """x with its columns in the opposite order, left to right.

    Source: torch.fliplr
    Example:
        >>> import zerodl
        >>> zerodl.fliplr(zerodl.tensor([[1.0, 2.0], [3.0, 4.0]]))
        tensor([[2., 1.],
                [4., 3.]])
    """
    if x.ndim < 2:
        raise ShapeError(f"fliplr: expected at least 2 dimensions, got shape {x.shape}; use flip(0)")
    return flip(x, 1)


@composite(numpy=[np.flipud])
def flipud(x):
    """x with its rows in the opposite order, upside down.

    Source: torch.flipud
    Example:
        >>> import zerodl
        >>> zerodl.flipud(zerodl.tensor([[1.0, 2.0], [3.0, 4.0]]))
        tensor([[3., 4.],
                [1., 2.]])
    """
    if x.ndim < 1:
        raise ShapeError("flipud: expected at least 1 dimension, got a 0-d tensor")
    return flip(x, 0)


@composite()
def rot90(x, k=1, dims=(0, 1)):
    """x turned by k right angles in the plane of two axes, from the first of them towards the second.

    Source: torch.rot90
    Example:
        >>> import zerodl
        >>> zerodl.rot90(zerodl.tensor([[1.0, 2.0], [3.0, 4.0]]))
        tensor([[2., 4.],
                [1., 3.]])
    """
    axes = normalise_dims("rot90", tuple(dims), x.ndim)
    if len(axes) != 2:
        raise ArgumentError(f"rot90: expected two different axes of shape {x.shape}, got dims={dims!r}")
    if k % 2 == 0:
        return flip(x, axes) if k % 4 == 2 else clone(x)
    first, second = axes
    return transpose(flip(x, second if k % 4 == 1 else first), first, second)


def _rolled(name, shape, shifts, dims=None):
    """The shape stays; as many shifts as axes, or a single one for the flattened array."""
    steps, axes = _tuple(shifts), () if dims is None else _tuple(dims)
    if len(steps) != (len(axes) if dims is not None else 1) or not steps:
        raise ArgumentError(f"{name}: expected as many shifts as dims, got shifts={shifts!r}, dims={dims!r}")
    for axis in axes:  # an axis may be named twice: it is rolled twice
        normalise_dim(name, axis, len(shape))
    return shape


def _tuple(given):
    return (int(given),) if isinstance(given, (int, np.integer)) else tuple(given)


@op(shape=_rolled, any_dtype=True)
def roll(x, /, shifts, dims=None):
    """x with its elements moved on by ``shifts`` places; what leaves at one end enters at the other. A copy.

    Args: dims: the axis, or a tuple of axes with a shift for each; None rolls the flattened array.
    Source: torch.roll
    Example:
        >>> import zerodl
        >>> zerodl.roll(zerodl.tensor([1.0, 2.0, 3.0, 4.0]), 1)
        tensor([4., 1., 2., 3.])
    """
    _rolled("roll", x.shape, shifts, dims)
    if dims is None or x.ndim == 0:
        return np.copy(x) if x.size == 0 or x.ndim == 0 else np.roll(x, _tuple(shifts)[0])
    return np.roll(x, _tuple(shifts), _tuple(dims))


@roll.grad
def roll_grad(g, shifts, dims):
    """Gradient of roll: rolled back."""
    return roll(g, tuple(-step for step in _tuple(shifts)), dims)
