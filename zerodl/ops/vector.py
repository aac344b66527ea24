"""Products of the vectors along an axis."""

import numpy as np

from ..autograd.op import composite
from ..autograd.shapes import broadcast, normalise_dim
from ..errors import ShapeError
from .index import index as read
from .join import stack


@composite(method=False)
def linalg_cross(a, b, *, dim=-1):
    """The cross product of the vectors of length 3 along an axis: at right angles to both.

        y = (a₁b₂ − a₂b₁, a₂b₀ − a₀b₂, a₀b₁ − a₁b₀)

    Shape: a and b have as many axes and broadcast together
    Raises: ShapeError unless both have length 3 along ``dim``.
    Source: torch.linalg.cross
    Example:
        >>> import zerodl
        >>> zerodl.linalg.cross(zerodl.tensor([1.0, 0.0, 0.0]), zerodl.tensor([0.0, 1.0, 0.0]))
        tensor([0., 0., 1.])
    """
    if np.ndim(a) != np.ndim(b) or np.ndim(a) == 0:
        raise ShapeError(f"cross: expected two arrays with as many axes, got shapes {np.shape(a)} and {np.shape(b)}")
    axis = normalise_dim("cross", dim, np.ndim(a))
    broadcast("cross", np.shape(a), np.shape(b))
    if a.shape[axis] != 3 or b.shape[axis] != 3:
        raise ShapeError(f"cross: dim {dim} must have length 3, got shapes {a.shape} and {b.shape}")
    a0, a1, a2 = (read(a, key=(*[slice(None)] * axis, i)) for i in range(3))
    b0, b1, b2 = (read(b, key=(*[slice(None)] * axis, i)) for i in range(3))
    return stack([a1 * b2 - a2 * b1, a2 * b0 - a0 * b2, a0 * b1 - a1 * b0], dim=axis)


@composite(numpy=[np.cross])
def cross(a, b, dim=None):
    """The cross product of the vectors of length 3 along an axis; without ``dim`` the first axis of length 3.

    Raises: ShapeError if no axis has length 3.
    Source: torch.cross
    Example:
        >>> import zerodl
        >>> zerodl.cross(zerodl.tensor([1.0, 0.0, 0.0]), zerodl.tensor([0.0, 1.0, 0.0]))
        tensor([0., 0., 1.])
    """
    if dim is None:
        shape = broadcast("cross", np.shape(a), np.shape(b))
        if 3 not in shape:
            raise ShapeError(f"cross: no axis of length 3, got shapes {np.shape(a)} and {np.shape(b)}")
        dim = shape.index(3)
    return linalg_cross(a, b, dim=dim)


@composite(method=False)
def vecdot(x, y, *, dim=-1):
    """The dot products of the vectors along an axis.

    Shape: x and y broadcast together; ``dim`` vanishes
    Source: torch.linalg.vecdot
    Example:
        >>> import zerodl
        >>> zerodl.linalg.vecdot(zerodl.tensor([[1.0, 2.0], [3.0, 4.0]]), zerodl.tensor([1.0, 10.0]))
        tensor([21., 43.])
    """
    return np.sum(x * y, axis=dim)
