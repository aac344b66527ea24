"""Products of arrays of any number of axes."""

import math

import numpy as np

from ..autograd.op import composite
from ..autograd.shapes import normalise_dims
from ..errors import ArgumentError, ShapeError
from .axis import permute
from .inverse import inv
from .linalg import matmul
from .solve import solve


@composite(method=False)
def tensordot(a, b, dims=2):
    """Sum the products of two arrays' elements over pairs of axes.

        y[i…, j…] = Σ_p… a[i…, p…] · b[p…, j…]

    Args: dims: how many, a's last ones with b's first ones; or two lists, a's axes and b's axes.
    Shape: a's other axes, then b's other axes
    Raises: ShapeError if the lengths of a pair differ; ArgumentError for lists of different length.
    Source: torch.tensordot
    Example:
        >>> import zerodl
        >>> zerodl.tensordot(zerodl.ones(2, 3, 4), zerodl.ones(4, 3, 5), dims=([1, 2], [1, 0])).shape
        (2, 5)
    """
    if isinstance(dims, (int, np.integer)):
        if not 0 <= dims <= min(np.ndim(a), np.ndim(b)):
            raise ArgumentError(f"tensordot: {dims} axes are too many for shapes {np.shape(a)} and {np.shape(b)}")
        dims = (range(np.ndim(a) - dims, np.ndim(a)), range(dims))
    of_a, of_b = (normalise_dims("tensordot", tuple(axes), np.ndim(x)) for axes, x in zip(dims, (a, b)))
    if len(of_a) != len(of_b) or any(a.shape[i] != b.shape[j] for i, j in zip(of_a, of_b)):
        raise ShapeError(
            f"tensordot: the axes {of_a} of shape {np.shape(a)} and {of_b} of shape {np.shape(b)} must be pairs of one "
            "length"
        )
    rest_a = [i for i in range(np.ndim(a)) if i not in of_a]
    rest_b = [j for j in range(np.ndim(b)) if j not in of_b]
    shape_a, shape_b = [a.shape[i] for i in rest_a], [b.shape[j] for j in rest_b]
    summed = math.prod(a.shape[i] for i in of_a)
    left = np.reshape(permute(a, (*rest_a, *of_a)), (math.prod(shape_a), summed))
    right = np.reshape(permute(b, (*of_b, *rest_b)), (summed, math.prod(shape_b)))
    return np.reshape(matmul(left, right), (*shape_a, *shape_b))


@composite(numpy=[np.kron])
def kron(a, b):
    """The Kronecker product: a with every element replaced by that element times the whole of b.

        y[i · p + k, j · q + l] = a[i, j] · b[k, l]        for b of shape (p, q)

    Shape: lengths are multiplied axis by axis; the array with fewer axes gets new ones in front
    Source: torch.kron
    Example:
        >>> import zerodl
        >>> zerodl.kron(zerodl.tensor([1.0, 10.0]), zerodl.tensor([1.0, 2.0, 3.0]))
        tensor([ 1.,  2.,  3., 10., 20., 30.])
    """
    ndim = max(np.ndim(a), np.ndim(b))
    shape_a, shape_b = (1,) * (ndim - np.ndim(a)) + np.shape(a), (1,) * (ndim - np.ndim(b)) + np.shape(b)
    spread_a = tuple(n for length in shape_a for n in (length, 1))
    spread_b = tuple(n for length in shape_b for n in (1, length))
    product = np.reshape(a, spread_a) * np.reshape(b, spread_b)
    return np.reshape(product, tuple(n * m for n, m in zip(shape_a, shape_b)))


@composite(method=False)
def tensorinv(A, ind=2):
    """The inverse of tensordot with A: tensordot(tensorinv(A), tensordot(A, x)) is x.

    Args: ind: how many of A's axes, the first ones, are the result's; their lengths multiply to as much as the others'.
    Shape: A (first…, last…) -> (last…, first…)
    Raises: ShapeError, ArgumentError.
    Source: torch.linalg.tensorinv
    Example:
        >>> import zerodl
        >>> zerodl.linalg.tensorinv(zerodl.eye(6).reshape(6, 2, 3), ind=1).shape
        (2, 3, 6)
    """
    if not isinstance(ind, int) or ind < 1:
        raise ArgumentError(f"tensorinv: ind must be an integer from 1 up, got {ind!r}")
    first, last = np.shape(A)[:ind], np.shape(A)[ind:]
    if math.prod(first) != math.prod(last):
        raise ShapeError(f"tensorinv: the lengths {first} and {last} must multiply to the same number")
    return np.reshape(inv(np.reshape(A, (math.prod(first), math.prod(last)))), (*last, *first))


@composite(method=False)
def tensorsolve(A, B, dims=None):
    """X with tensordot(A, X, X.ndim) = B.

    Args: dims: axes of A that are moved to its end first.
    Shape: A (B's axes…, X's axes…), which have as many elements -> X's axes
    Raises: ShapeError, ArgumentError.
    Source: torch.linalg.tensorsolve
    Example:
        >>> import zerodl
        >>> zerodl.linalg.tensorsolve(zerodl.eye(6).reshape(2, 3, 6), zerodl.ones(2, 3)).shape
        (6,)
    """
    if dims is not None:
        moved = normalise_dims("tensorsolve", dims, np.ndim(A))
        A = permute(A, (*(i for i in range(np.ndim(A)) if i not in moved), *moved))
    shape, count = np.shape(A)[np.ndim(B) :], math.prod(np.shape(B))
    if math.prod(shape) != count or math.prod(np.shape(A)) != count * count:
        raise ShapeError(
            f"tensorsolve: A must have the axes of B, then as many elements again; got {np.shape(A)} and {np.shape(B)}"
        )
    return np.reshape(solve(np.reshape(A, (count, count)), np.reshape(B, (count,))), shape)
