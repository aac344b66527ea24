"""Operations that rearrange elements without computing anything."""

import math

import numpy as np

from ..autograd.op import op
from ..autograd.shapes import broadcast, normalise_dim
from ..errors import ShapeError


def _reshaped(name, old, *, shape):
    """The new shape, with a −1 replaced by what is left over for it."""
    wanted = (shape,) if isinstance(shape, int) else tuple(shape)
    count = math.prod(old)
    known = math.prod(n for n in wanted if n != -1)
    unknown = wanted.count(-1)
    fits = count == known if unknown == 0 else unknown == 1 and known > 0 and count % known == 0
    if not fits or any(n < -1 for n in wanted):
        raise ShapeError(
            f"{name}: {count} elements of shape {old} do not fill the shape {wanted}; at most one length may be -1"
        )
    return tuple(count // known if n == -1 else n for n in wanted)


@op(shape=_reshaped, view=True, numpy=[np.reshape])
def reshape(x, /, shape):
    """The same elements, row by row, in another shape; a view where the memory allows it.

    Args: shape: a tuple of lengths; one of them may be −1, for what is left over.
    Example:
        >>> import zerodl
        >>> zerodl.tensor([1.0, 2.0, 3.0, 4.0]).reshape((2, -1))
        tensor([[1., 2.],
                [3., 4.]])
    """
    return np.reshape(x, _reshaped("reshape", np.shape(x), shape=shape))  # NumPy would take −2 for −1


@reshape.grad
def reshape_grad(g, x_shape):
    """Gradient of reshape: the old shape again."""
    return np.reshape(g, x_shape)


def _transposed(name, shape, dim0, dim1):
    i, j = normalise_dim(name, dim0, len(shape)), normalise_dim(name, dim1, len(shape))
    lengths = list(shape)
    lengths[i], lengths[j] = shape[j], shape[i]
    return tuple(lengths)


@op(shape=_transposed, view=True, numpy=[np.swapaxes])
def transpose(x, /, dim0, dim1):
    """x with two axes exchanged; a view.

    Example:
        >>> import zerodl
        >>> zerodl.tensor([[1.0, 2.0, 3.0]]).transpose(0, 1).shape
        (3, 1)
    """
    return np.swapaxes(x, dim0, dim1)


@transpose.grad
def transpose_grad(g, dim0, dim1):
    """Gradient of transpose: exchange them back."""
    return np.swapaxes(g, dim0, dim1)


def _expanded(name, old, *, shape):
    """``shape``, if ``old`` can be broadcast to it."""
    if broadcast(name, old, shape) != tuple(shape):
        raise ShapeError(f"{name}: shape {old} cannot be broadcast to {tuple(shape)}, which is smaller")
    return tuple(shape)


@op(shape=_expanded, view=True, numpy=[np.broadcast_to])
def expand(x, /, shape):
    """x broadcast to a larger shape, without copying.

    Example:
        >>> import zerodl
        >>> zerodl.tensor([1.0, 2.0]).expand((2, 2))
        tensor([[1., 2.],
                [1., 2.]])
    """
    return np.broadcast_to(x, shape)


@expand.grad
def expand_grad(g):
    """Gradient of expand: g itself; the engine sums over the copies."""
    return g
