"""What operations do to shapes: the rules that an op declares, and the way back through broadcasting."""

import numpy as np

from ..errors import ArgumentError, ShapeError
from ..kernels.strides import broadcast_shape


def unbroadcast(g, shape):
    """Sum the gradient of a broadcast array back to the shape the array had.

        grad[i] = Σ g[j] over all j that element i was copied to

    Broadcasting copies an element to several places, and each copy sends its own gradient back; the element gets their
    sum. New axes on the left are summed away, axes stretched from length 1 are summed to length 1.

    Shape: g is the broadcast shape, shape is what it was before -> array of that shape
    Cost: one pass over g; nothing when the shapes agree.
    Example:
        >>> unbroadcast(np.ones((2, 3)), (3,))
        array([2., 2., 2.])
        >>> unbroadcast(np.ones((2, 3)), (2, 1))
        array([[3.],
               [3.]])
    """
    if g.shape == shape:
        return g
    added = g.ndim - len(shape)
    stretched = [added + i for i, length in enumerate(shape) if length == 1 and g.shape[added + i] != 1]
    summed = np.sum(g, axis=(*range(added), *stretched), keepdims=True)
    return np.reshape(summed, shape)


def normalise_dims(op, dim, ndim):
    """``dim`` as a tuple of non-negative axes; None stands for all of them.

    Args: op: the operation's name, for the error. dim: None, an int or a sequence of ints.
    Raises: ArgumentError for an axis out of range or named twice, or that is not an integer.
    Example:
        >>> normalise_dims("sum", -1, 3), normalise_dims("sum", None, 2)
        ((2,), (0, 1))
    """
    if dim is None:
        return tuple(range(ndim))
    dims = tuple(dim) if isinstance(dim, (list, tuple)) else (dim,)
    axes = []
    for d in dims:
        if not isinstance(d, (int, np.integer)) or isinstance(d, bool):
            raise ArgumentError(f"{op}: dim must be an integer, a tuple of integers or None, got {dim!r}")
        if not -max(ndim, 1) <= d < max(ndim, 1):
            raise ArgumentError(f"{op}: dim {d} is out of range for an array of {ndim} dimensions; {_allowed(ndim)}")
        axes.append(int(d) % max(ndim, 1))
    if len(set(axes)) < len(axes):
        raise ArgumentError(f"{op}: dim {dim!r} names the same axis twice")
    return tuple(axes) if ndim else ()


def normalise_dim(op, dim, ndim):
    """``dim`` as one non-negative axis; a 0-d array has none.

    Example:
        >>> normalise_dim("argmax", -1, 3)
        2
    """
    axes = normalise_dims(op, dim, ndim)
    if len(axes) != 1 or dim is None:
        raise ArgumentError(f"{op}: dim must be one axis, got {dim!r} for an array of {ndim} dimensions")
    return axes[0]


def _allowed(ndim):
    return f"use {-ndim} to {ndim - 1}" if ndim else "a 0-d array takes 0, -1 or None"


# --- shape rules: shapes in, the shape of the result out --------------------------------------------------------------


def same(op, shape, *others, **settings):
    """The result has the shape of the first input."""
    return shape


def broadcast(op, *shapes, **settings):
    """NumPy's rule: line the shapes up on the right; lengths must agree, or one of them be 1 or missing.

    Example:
        >>> broadcast("add", (2, 3), (3,))
        (2, 3)
    """
    try:
        return broadcast_shape(*shapes)
    except ValueError as cause:
        shown = " and ".join(str(shape) for shape in shapes)
        raise ShapeError(
            f"{op}: shapes {shown} cannot be broadcast together. Lined up on the right, each pair of lengths must be "
            "equal, or one of them 1; reshape one side, for example with a[:, None]"
        ) from cause


def reduced(op, shape, dim=None, keepdim=False):
    """The axes in ``dim`` vanish, or stay with length 1 if ``keepdim``.

    Example:
        >>> reduced("sum", (2, 3), dim=1), reduced("sum", (2, 3), dim=1, keepdim=True)
        ((2,), (2, 1))
    """
    axes = normalise_dims(op, dim, len(shape))
    if keepdim:
        return tuple(1 if i in axes else n for i, n in enumerate(shape))
    return tuple(n for i, n in enumerate(shape) if i not in axes)


def matrix_product(op, a, b):
    """(…, m, k) @ (…, k, n) -> (…, m, n), the dimensions before the last two broadcast.

    Example:
        >>> matrix_product("matmul", (5, 2, 3), (3, 4))
        (5, 2, 4)
    """
    if len(a) < 2 or len(b) < 2:
        raise ShapeError(f"{op}: expected two arrays of at least 2 dimensions, got shapes {a} and {b}")
    if a[-1] != b[-2]:
        raise ShapeError(
            f"{op}: shapes {a} and {b} do not fit: the last length of the first is {a[-1]}, the last but one of the "
            f"second is {b[-2]}, and they must be equal. Is one of them transposed?"
        )
    return (*broadcast(op, a[:-2], b[:-2]), a[-2], b[-1])
