"""The same elements several times over."""

import numpy as np

from ..autograd.op import composite, op
from ..backend import arange_like
from ..errors import ArgumentError, ShapeError
from .axis import axis_along
from .index import index
from .shape import ravel, reshape, unsqueeze


def _counts(name, ndim, repeats):
    """How often along each axis: ``repeats`` as a tuple, not shorter than the shape."""
    counts = (int(repeats),) if isinstance(repeats, (int, np.integer)) else tuple(int(n) for n in repeats)
    if len(counts) < ndim:
        raise ShapeError(f"{name}: expected a count for each of the {ndim} axes at least, got {counts}")
    if any(n < 0 for n in counts):
        raise ArgumentError(f"{name}: expected counts from 0 up, got {counts}")
    return counts


def _repeated(name, shape, repeats):
    counts = _counts(name, len(shape), repeats)
    return tuple(n * count for n, count in zip((1,) * (len(counts) - len(shape)) + shape, counts))


@op(shape=_repeated, any_dtype=True)
def repeat(x, /, repeats):
    """x laid side by side ``repeats[i]`` times along axis i; further counts make new axes on the left. A copy.

    Source: torch.Tensor.repeat
    Example:
        >>> import zerodl
        >>> zerodl.tensor([1.0, 2.0]).repeat(2, 2)
        tensor([[1., 2., 1., 2.],
                [1., 2., 1., 2.]])
    """
    return np.tile(x, _counts("repeat", x.ndim, repeats))


@repeat.grad
def repeat_grad(g, x_shape, repeats):
    """Gradient of repeat: every element gets the sum over its copies."""
    counts = _counts("repeat", len(x_shape), repeats)
    lengths = (1,) * (len(counts) - len(x_shape)) + x_shape
    split = np.reshape(g, [n for pair in zip(counts, lengths) for n in pair])  # (count, length, count, length, …)
    return np.reshape(np.sum(split, axis=tuple(range(0, 2 * len(counts), 2))), x_shape)


@composite()
def tile(x, dims):
    """x laid side by side ``dims[i]`` times along axis i; missing counts on the left are 1. A copy.

    Source: torch.tile
    Example:
        >>> import zerodl
        >>> zerodl.tensor([[1.0, 2.0]]).tile(2).tolist()
        [[1.0, 2.0, 1.0, 2.0]]
    """
    counts = _counts("tile", 0, dims)
    return repeat(x, (1,) * (x.ndim - len(counts)) + counts)


@composite()
def repeat_interleave(x, repeats, dim=None):
    """Each element ``repeats`` times, its copies beside it.

    Args: repeats: a count, or integers with one for each place along the axis. dim: the axis; None flattens x first.
    Source: torch.repeat_interleave
    Example:
        >>> import zerodl
        >>> zerodl.repeat_interleave(zerodl.tensor([1.0, 2.0]), 2).tolist()
        [1.0, 1.0, 2.0, 2.0]
        >>> zerodl.repeat_interleave(zerodl.tensor([1.0, 2.0]), zerodl.tensor([3, 1])).tolist()
        [1.0, 1.0, 1.0, 2.0]
    """
    x = ravel(x) if dim is None or x.ndim == 0 else x
    axis = axis_along("repeat_interleave", 0 if dim is None else dim, x.ndim)
    before, length, after = x.shape[:axis], x.shape[axis], x.shape[axis + 1 :]
    counts = _counts("repeat_interleave", 0, repeats.tolist() if hasattr(repeats, "tolist") else repeats)
    if len(counts) == 1:
        shape = (*before, length * counts[0], *after)
        return reshape(repeat(unsqueeze(x, axis + 1), (1,) * (axis + 1) + counts + (1,) * len(after)), shape)
    if len(counts) != length:
        raise ArgumentError(
            f"repeat_interleave: expected one count, or {length} of them for dim {axis} of shape {x.shape}, got "
            f"{len(counts)}"
        )
    places = np.repeat(arange_like(length, getattr(x, "array", x)), counts)
    return index(x, (slice(None),) * axis + (places,))
