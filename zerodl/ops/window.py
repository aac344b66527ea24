"""Windows that slide along an axis, and the way back: windows added up where they overlap."""

import numpy as np

from ..autograd.op import op
from ..backend import strided_view, zeros_of
from ..errors import ArgumentError
from .axis import axis_along


def _windows(name, shape, dimension, size, step):
    """How many windows along the axis; and a new last axis with what is in them."""
    axis = axis_along(name, dimension, len(shape))
    lengths = list(shape or (1,))
    if not 0 <= size <= lengths[axis] or step < 1:
        raise ArgumentError(
            f"{name}: expected a size from 0 to {lengths[axis]}, the length of dim {dimension}, and a step from 1 up, "
            f"got size {size} and step {step}"
        )
    lengths[axis] = (lengths[axis] - size) // step + 1
    return (*lengths, size) if shape else (size,)


@op(shape=_windows, view=True)
def unfold(x, /, dimension, size, step):
    """Every stretch of ``size`` elements along an axis, ``step`` apart: a view, which can only be read if they overlap.

        y[…, i, …, j] = x[…, i · step + j, …]

    Shape: x (…, n, …) -> (…, (n − size) // step + 1, …, size)
    Source: torch.Tensor.unfold
    Example:
        >>> import zerodl
        >>> zerodl.tensor([1.0, 2.0, 3.0, 4.0]).unfold(0, 2, 1)
        tensor([[1., 2.],
                [2., 3.],
                [3., 4.]])
    """
    shape = _windows("unfold", x.shape, dimension, size, step)
    if x.ndim == 0:
        return np.reshape(x, (1,))[:size]
    axis = axis_along("unfold", dimension, x.ndim)
    strides = list(x.strides)
    strides[axis] *= step
    return strided_view(x, shape, (*strides, x.strides[axis]), writeable=step >= size)


@unfold.grad
def unfold_grad(g, x_shape, dimension, step):
    """Gradient of unfold: an element that several windows show gets the sum."""
    return overlap_add(g, x_shape, dimension, step)


@op(shape=lambda name, old, shape, dimension, step: tuple(shape), method=False)
def overlap_add(x, /, shape, dimension, step):
    """Windows put back where ``unfold`` took them from, and added where they overlap; zeros where none was.

        y[…, k, …] = Σ x[…, i, …, j] over all i · step + j = k

    Args: shape: of the result. dimension, step: as for unfold.
    Source: the transpose of torch.Tensor.unfold
    Example:
        >>> overlap_add(np.ones((3, 2)), (4,), 0, 1)
        array([1., 2., 2., 1.])
    """
    result = zeros_of(shape, x.dtype, x)
    if not shape:
        return result + np.sum(x)
    axis = axis_along("overlap_add", dimension, len(shape))
    for j in range(x.shape[-1]):  # the j-th elements of all windows lie apart, so they can be added at once
        last = j + step * (x.shape[axis] - 1) + 1
        result[(slice(None),) * axis + (slice(j, last, step),)] += x[..., j]
    return result


@overlap_add.grad
def overlap_add_grad(g, x_shape, dimension, step):
    """Gradient of overlap_add: the windows again."""
    return unfold(g, dimension, x_shape[-1], step)
