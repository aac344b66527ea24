"""How large a matrix is, and how much it enlarges errors."""

import math

import numpy as np

from ..autograd.op import composite
from ..autograd.shapes import normalise_dims
from ..errors import ArgumentError, ShapeError
from .axis import permute
from .distance import norm
from .extreme import amax, amin
from .inverse import inv, require_matrix, require_square
from .requirement import require_floats
from .svd import svdvals

_KINDS = ("fro", "nuc", 1, -1, 2, -2, math.inf, -math.inf)


@composite(method=False)
def matrix_norm(A, ord="fro", dim=(-2, -1), keepdim=False, *, dtype=None):
    """How large each matrix is, in the sense that ``ord`` names.

        "fro"   √Σ a²                            "nuc"   the sum of the singular values
        1, −1   the largest, smallest column sum of |a|    inf, −inf   the same of the rows
        2, −2   the largest, smallest singular value

    Args: dim: the axes of rows and columns. keepdim: leave them with length 1. dtype: compute in this one.
    Raises: ArgumentError for another ord, ShapeError for less than two axes, DTypeError for integers.
    Source: torch.linalg.matrix_norm
    Example:
        >>> import zerodl
        >>> zerodl.linalg.matrix_norm(zerodl.tensor([[3.0, 0.0], [0.0, 4.0]])).item()
        5.0
    """
    if ord not in _KINDS:
        raise ArgumentError(f"matrix_norm: ord must be one of {', '.join(map(repr, _KINDS))}, got {ord!r}")
    A = A if dtype is None else A.to(dtype)
    require_floats("matrix_norm", A)
    require_matrix("matrix_norm", np.shape(A))
    axes = normalise_dims("matrix_norm", dim, np.ndim(A))
    if len(axes) != 2:
        raise ArgumentError(f"matrix_norm: dim must name two axes, got {dim!r}")
    if ord == "fro":
        return norm(A, 2, axes, keepdim)
    row, column = axes
    extreme = amax if ord in (1, 2, math.inf) else amin
    if abs(ord) in (1, math.inf) if not isinstance(ord, str) else False:
        summed, other = (row, column) if abs(ord) == 1 else (column, row)
        return _without(extreme(norm(A, 1, summed, keepdim=True), other, keepdim=True), axes, keepdim)
    others = [i for i in range(np.ndim(A)) if i not in axes]
    values = svdvals(A if axes == (np.ndim(A) - 2, np.ndim(A) - 1) else permute(A, (*others, row, column)))
    result = np.sum(values, axis=-1) if ord == "nuc" else extreme(values, -1)
    if keepdim:
        return np.reshape(result, tuple(1 if i in axes else n for i, n in enumerate(np.shape(A))))
    return result


def _without(x, axes, keepdim):
    """x without the axes of length 1 that the result is not to have."""
    return x if keepdim else np.reshape(x, tuple(n for i, n in enumerate(np.shape(x)) if i not in axes))


@composite(method=False)
def vector_norm(x, ord=2, dim=None, keepdim=False, *, dtype=None):
    """The length of an array, its elements over one axis, several, or all taken as one vector.

    Args: ord: the exponent, as p of ``norm``. dtype: compute in this one.
    Raises: DTypeError for integers.
    Source: torch.linalg.vector_norm
    Example:
        >>> import zerodl
        >>> zerodl.linalg.vector_norm(zerodl.tensor([[3.0, 0.0], [0.0, 4.0]])).item()
        5.0
    """
    x = x if dtype is None else x.to(dtype)
    return norm(x, ord, dim, keepdim)


@composite(method=False)
def linalg_norm(A, ord=None, dim=None, keepdim=False, *, dtype=None):
    """The norm of a vector or of a matrix: vector_norm for one axis, matrix_norm for two.

    Args: ord: None takes the root of the sum of squares over all axes. dim: an axis, two axes, or None for all of an
        array that has one or two.
    Source: torch.linalg.norm
    Example:
        >>> import zerodl
        >>> zerodl.linalg.norm(zerodl.tensor([3.0, 4.0])).item()
        5.0
    """
    if ord is None:
        return vector_norm(A, 2, dim, keepdim, dtype=dtype)
    if dim is None and np.ndim(A) > 2:
        raise ShapeError(f"norm: with ord={ord!r} the array must have one or two axes, or dim must say which to take")
    axes = normalise_dims("norm", dim, np.ndim(A))
    if len(axes) == 2:
        return matrix_norm(A, ord, axes, keepdim, dtype=dtype)
    return vector_norm(A, ord, axes, keepdim, dtype=dtype)


@composite(method=False)
def cond(A, p=None):
    """The condition number: how many times larger a relative error may come out of solving equations with A.

        norm(A) · norm(inv(A)), for p = 2 (or None) the largest singular value divided by the smallest

    Args: p: None, or the ord of matrix_norm.
    Raises: as matrix_norm; ShapeError unless A is square, except with None, 2 and −2.
    Source: torch.linalg.cond
    Example:
        >>> import zerodl
        >>> zerodl.linalg.cond(zerodl.tensor([[4.0, 0.0], [0.0, 2.0]])).item()
        2.0
    """
    require_matrix("cond", np.shape(A))
    if p in (None, 2, -2):
        values = svdvals(A)
        largest, smallest = values[..., 0], values[..., -1]
        return smallest / largest if p == -2 else largest / smallest
    require_square("cond", np.shape(A))
    return matrix_norm(A, p) * matrix_norm(inv(A), p)
