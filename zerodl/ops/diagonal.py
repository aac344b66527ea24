"""Diagonals and triangles of matrices, and of stacks of matrices."""

import numpy as np

from ..autograd.op import composite, op
from ..autograd.shapes import normalise_dims
from ..backend import strided_view, zeros_of
from ..errors import ArgumentError, ShapeError
from .creation_input import leaf, made_on
from .elementwise import clone
from .reduce import sum
from .shape import ravel


def _plane(name, dim1, dim2, ndim):
    """The two axes of the matrices, from 0 up."""
    if ndim < 2:
        raise ShapeError(f"{name}: expected at least 2 dimensions, got {ndim}")
    return normalise_dims(name, (dim1, dim2), ndim)


def _read_diagonal(name, shape, offset=0, dim1=0, dim2=1):
    """The shape without the two axes, and the diagonal's length at the end."""
    row, column = _plane(name, dim1, dim2, len(shape))
    length = max(min(shape[row] + min(offset, 0), shape[column] - max(offset, 0)), 0)
    return (*(n for i, n in enumerate(shape) if i not in (row, column)), length)


@op(shape=_read_diagonal, view=True)
def diagonal(x, /, offset=0, dim1=0, dim2=1):
    """The diagonal of the matrices that two axes span, as the last axis; a view.

        y[…, i] = x[…, i, …, i + offset, …]

    Args: offset: how far above the main diagonal; below it if negative. dim1, dim2: the axes of rows and of columns.
    Source: torch.diagonal
    Example:
        >>> import zerodl
        >>> zerodl.diagonal(zerodl.tensor([[1.0, 2.0], [3.0, 4.0]]))
        tensor([1., 4.])
    """
    shape = _read_diagonal("diagonal", x.shape, offset, dim1, dim2)
    row, column = _plane("diagonal", dim1, dim2, x.ndim)
    begin = {row: slice(max(-offset, 0), None), column: slice(max(offset, 0), None)}
    corner = x[tuple(begin.get(i, slice(None)) for i in range(x.ndim))]
    others = [stride for i, stride in enumerate(x.strides) if i not in (row, column)]
    return strided_view(corner, shape, (*others, x.strides[row] + x.strides[column]))


@diagonal.grad
def diagonal_grad(g, x_shape, offset, dim1, dim2):
    """Gradient of diagonal: back in its place, zeros elsewhere."""
    return undiagonal(g, x_shape, offset, dim1, dim2)


@composite(method=False)
def linalg_diagonal(A, *, offset=0, dim1=-2, dim2=-1):
    """The diagonals of matrices, as the last axis; a view.

    Args: as diagonal's; here the matrices are in the last two axes.
    Source: torch.linalg.diagonal
    Example:
        >>> import zerodl
        >>> zerodl.linalg.diagonal(zerodl.ones(5, 2, 3)).shape
        (5, 2)
    """
    return diagonal(A, offset, dim1, dim2)


@op(shape=lambda name, old, shape, offset=0, dim1=0, dim2=1: tuple(shape), any_dtype=True, method=False)
def undiagonal(x, /, shape, offset=0, dim1=0, dim2=1):
    """Zeros of ``shape`` with x where ``diagonal`` reads.

    Source: the transpose of torch.diagonal
    Example:
        >>> undiagonal(np.array([1.0, 2.0]), (2, 3), offset=1)
        array([[0., 1., 0.],
               [0., 0., 2.]])
    """
    result = zeros_of(shape, x.dtype, x)
    diagonal(result, offset, dim1, dim2)[...] = x
    return result


@undiagonal.grad
def undiagonal_grad(g, offset, dim1, dim2):
    """Gradient of undiagonal: read the diagonal."""
    return diagonal(g, offset, dim1, dim2)


@composite()
def diag_embed(x, offset=0, dim1=-2, dim2=-1):
    """Square matrices with the last axis of x on a diagonal, zeros elsewhere.

    Args: offset: how far above the main diagonal. dim1, dim2: where the axes of rows and columns come to stand.
    Source: torch.diag_embed
    Example:
        >>> import zerodl
        >>> zerodl.diag_embed(zerodl.tensor([1.0, 2.0]))
        tensor([[1., 0.],
                [0., 2.]])
    """
    if x.ndim < 1:
        raise ShapeError("diag_embed: expected at least 1 dimension, got a 0-d tensor")
    plane = _plane("diag_embed", dim1, dim2, x.ndim + 1)
    others, side = iter(x.shape[:-1]), x.shape[-1] + abs(offset)
    shape = tuple(side if i in plane else next(others) for i in range(x.ndim + 1))
    return undiagonal(x, shape, offset, *plane)


@composite()
def diag(x, diagonal=0):
    """A vector as the diagonal of a matrix; of a matrix, a copy of its diagonal.

    Args: diagonal: how far above the main diagonal; below it if negative.
    Source: torch.diag
    Example:
        >>> import zerodl
        >>> zerodl.diag(zerodl.tensor([1.0, 2.0])).tolist()
        [[1.0, 0.0], [0.0, 2.0]]
        >>> zerodl.diag(zerodl.tensor([[1.0, 2.0], [3.0, 4.0]])).tolist()
        [1.0, 4.0]
    """
    if x.ndim not in (1, 2):
        raise ShapeError(f"diag: expected a vector or a matrix, got shape {x.shape}; use diag_embed or diagonal")
    return diag_embed(x, diagonal) if x.ndim == 1 else clone(_diagonal(x, diagonal))


@composite()
def diagflat(x, offset=0):
    """A matrix with all elements of x on a diagonal.

    Source: torch.diagflat
    Example:
        >>> import zerodl
        >>> zerodl.diagflat(zerodl.tensor([[1.0], [2.0]])).tolist()
        [[1.0, 0.0], [0.0, 2.0]]
    """
    return diag_embed(ravel(x), offset)


@composite()
def trace(x):
    """The sum of the diagonal of a matrix.

        y = Σᵢ x[i, i]

    Source: torch.trace
    Example:
        >>> import zerodl
        >>> zerodl.trace(zerodl.tensor([[1.0, 2.0], [3.0, 4.0]])).item()
        5.0
    """
    if x.ndim != 2:
        raise ShapeError(f"trace: expected a matrix, got shape {x.shape}")
    return sum(diagonal(x))


_diagonal = diagonal  # ``diag`` has a parameter of the same name


def _matrices(name, shape, diagonal=0):
    if len(shape) < 2:
        raise ShapeError(f"{name}: expected at least 2 dimensions, got shape {shape}")
    return shape


@op(shape=_matrices, in_place=True)
def tril(x, /, diagonal=0):
    """The lower triangle of each matrix; zeros above the given diagonal.

    Source: torch.tril
    Example:
        >>> import zerodl
        >>> zerodl.tril(zerodl.ones(2, 2))
        tensor([[1., 0.],
                [1., 1.]])
    """
    _matrices("tril", x.shape)
    return np.tril(x, diagonal)


@tril.grad
def tril_grad(g, diagonal):
    """Gradient of tril: the same triangle of g."""
    return tril(g, diagonal)


@op(shape=_matrices, in_place=True)
def triu(x, /, diagonal=0):
    """The upper triangle of each matrix; zeros below the given diagonal.

    Source: torch.triu
    Example:
        >>> import zerodl
        >>> zerodl.triu(zerodl.ones(2, 2))
        tensor([[1., 1.],
                [0., 1.]])
    """
    _matrices("triu", x.shape)
    return np.triu(x, diagonal)


@triu.grad
def triu_grad(g, diagonal):
    """Gradient of triu: the same triangle of g."""
    return triu(g, diagonal)


@composite(method=False)
def tril_indices(row, col, offset=0, *, device=None):
    """The places of the lower triangle of a ``row`` by ``col`` matrix: their rows, and their columns.

    Source: torch.tril_indices
    Example:
        >>> import zerodl
        >>> zerodl.tril_indices(2, 2).tolist()
        [[0, 1, 1], [0, 0, 1]]
    """
    return _places("tril_indices", "tril", row, col, offset, device)


@composite(method=False)
def triu_indices(row, col, offset=0, *, device=None):
    """The places of the upper triangle of a ``row`` by ``col`` matrix: their rows, and their columns.

    Source: torch.triu_indices
    Example:
        >>> import zerodl
        >>> zerodl.triu_indices(2, 2).tolist()
        [[0, 0, 1], [0, 1, 1]]
    """
    return _places("triu_indices", "triu", row, col, offset, device)


def _places(name, triangle, row, col, offset, device):
    """Where the given triangle of a matrix is."""
    if row < 0 or col < 0:
        raise ArgumentError(f"{name}: expected lengths from 0 up, got {row} rows and {col} columns")

    def make(library):
        inside = getattr(library, triangle)(library.ones((row, col), bool), offset)
        return library.stack(library.nonzero(inside))

    return leaf(made_on(device, make), requires_grad=False)
