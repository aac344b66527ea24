"""Parts of one tensor: all of these are views, cut along one axis."""

import math

import numpy as np

from ..autograd.op import composite, op
from ..autograd.shapes import normalise_dim
from ..errors import ArgumentError, IndexingError, ShapeError
from .index import index as part_of


@composite()
def narrow(x, dim, start, length):
    """``length`` elements along an axis, from ``start`` on, which may count from the end.

    Source: torch.narrow
    Example:
        >>> import zerodl
        >>> zerodl.narrow(zerodl.tensor([1.0, 2.0, 3.0, 4.0]), 0, 1, 2)
        tensor([2., 3.])
    """
    axis = normalise_dim("narrow", dim, x.ndim)
    n, start = x.shape[axis], int(start)
    first = start + n if start < 0 else start
    if not 0 <= first <= n or length < 0 or first + length > n:
        raise IndexingError(
            f"narrow: {length} elements from {start} on are not there along dim {dim}, whose length is {n}"
        )
    return part_of(x, (slice(None),) * axis + (slice(first, first + length),))


@composite()
def select(x, dim, index):
    """The part of x at one place along an axis, which vanishes.

    Source: torch.select
    Example:
        >>> import zerodl
        >>> zerodl.select(zerodl.tensor([[1.0, 2.0], [3.0, 4.0]]), 1, 0)
        tensor([1., 3.])
    """
    axis = normalise_dim("select", dim, x.ndim)
    if not -x.shape[axis] <= index < x.shape[axis]:
        raise IndexingError(f"select: {index} is not a place along dim {dim}, whose length is {x.shape[axis]}")
    return _at(x, axis, int(index))


def _at(x, axis, place):
    return part_of(x, (slice(None),) * axis + (place,))


def _cut(x, axis, borders):
    """The parts of x between the places ``borders`` along an axis, and before and behind them.

    Where the borders rise, the parts lie side by side and are cut in one go, so their gradients come back in one array.
    """
    edges = [0, *borders, x.shape[axis]]
    if all(a <= b for a, b in zip(edges, edges[1:])):
        return tuple(side_by_side(x, tuple(edges), axis))
    return tuple(part_of(x, (slice(None),) * axis + (slice(a, b),)) for a, b in zip(edges, edges[1:]))


def _first_part(name, shape, edges, dim):
    return (*shape[:dim], edges[1] - edges[0], *shape[dim + 1 :])


@op(shape=_first_part, outputs=None, view=True, method=False)
def side_by_side(x, /, edges, dim):
    """The parts of x between one edge and the next along an axis; the edges rise from 0 to its length.

    Source: torch.split_with_sizes
    Example:
        >>> [part.tolist() for part in side_by_side(np.arange(5), (0, 2, 5), 0)]
        [[0, 1], [2, 3, 4]]
    """
    return [x[(slice(None),) * dim + (slice(a, b),)] for a, b in zip(edges, edges[1:])]


@side_by_side.grad
def side_by_side_grad(g, dim):
    """Gradient of side_by_side: the gradients of the parts, joined again."""
    return np.concatenate(g, axis=dim)


def _borders(sizes):
    """Where one part ends and the next begins."""
    return [sum(sizes[:i]) for i in range(1, len(sizes))]


@composite()
def split(x, split_size_or_sections, dim=0):
    """x cut along an axis into parts of a given length, the last of what is left; or into parts of the given lengths.

    Source: torch.split
    Example:
        >>> import zerodl
        >>> [part.tolist() for part in zerodl.split(zerodl.arange(5), 2)]
        [[0, 1], [2, 3], [4]]
        >>> [part.tolist() for part in zerodl.split(zerodl.arange(5), [1, 4])]
        [[0], [1, 2, 3, 4]]
    """
    axis = normalise_dim("split", dim, x.ndim)
    n = x.shape[axis]
    sizes = split_size_or_sections
    if isinstance(sizes, (int, np.integer)):
        if sizes < 0 or (sizes == 0 and n > 0):
            raise ArgumentError(f"split: parts of length {sizes} do not make up dim {dim}, whose length is {n}")
        return _cut(x, axis, range(sizes, n, sizes) if n else ())
    if any(size < 0 for size in sizes) or sum(sizes) != n:
        raise ArgumentError(f"split: the lengths {list(sizes)} do not add up to {n}, the length of dim {dim}")
    return _cut(x, axis, _borders(sizes)) if sizes else ()


@composite()
def chunk(x, chunks, dim=0):
    """x cut along an axis into at most ``chunks`` parts of one length; the last may be shorter, or some missing.

    Source: torch.chunk
    Example:
        >>> import zerodl
        >>> [part.tolist() for part in zerodl.chunk(zerodl.arange(5), 3)]
        [[0, 1], [2, 3], [4]]
    """
    axis = normalise_dim("chunk", dim, x.ndim)
    if chunks < 1:
        raise ArgumentError(f"chunk: expected one part at least, got chunks={chunks}")
    if x.shape[axis] == 0:
        return split(x, [0] * chunks, axis)
    return split(x, math.ceil(x.shape[axis] / chunks), axis)


@composite()
def tensor_split(x, indices_or_sections, dim=0):
    """x cut along an axis into so many parts, as equal as can be; or before each of the given places.

    Source: torch.tensor_split
    Example:
        >>> import zerodl
        >>> [part.tolist() for part in zerodl.tensor_split(zerodl.arange(5), 2)]
        [[0, 1, 2], [3, 4]]
        >>> [part.tolist() for part in zerodl.tensor_split(zerodl.arange(5), (1, 4))]
        [[0], [1, 2, 3], [4]]
    """
    axis = normalise_dim("tensor_split", dim, x.ndim)
    places = indices_or_sections.tolist() if hasattr(indices_or_sections, "tolist") else indices_or_sections
    if isinstance(places, int):
        if places < 1:
            raise ArgumentError(f"tensor_split: expected one part at least, got {places}")
        size, longer = divmod(x.shape[axis], places)
        return _cut(x, axis, _borders([size + 1] * longer + [size] * (places - longer)))
    return _cut(x, axis, places)


def _one_of_them(name, shape, dim=0):
    axis = normalise_dim(name, dim, len(shape))
    return shape[:axis] + shape[axis + 1 :]


@op(shape=_one_of_them, outputs=None, view=True)
def unbind(x, /, dim=0):
    """The parts of x at each place along an axis, which vanishes.

    Source: torch.unbind
    Example:
        >>> import zerodl
        >>> [row.tolist() for row in zerodl.unbind(zerodl.tensor([[1.0, 2.0], [3.0, 4.0]]))]
        [[1.0, 2.0], [3.0, 4.0]]
    """
    axis = normalise_dim("unbind", dim, x.ndim)
    if x.ndim == 0:
        raise ShapeError("unbind: a 0-d tensor has no axis to be taken apart along")
    return [x[(slice(None),) * axis + (i, ...)] for i in range(x.shape[axis])]


@unbind.grad
def unbind_grad(g, dim, x_shape):
    """Gradient of unbind: the gradients of the parts, stacked again."""
    axis = normalise_dim("unbind", dim, len(x_shape))
    return np.concatenate([np.reshape(part, (*x_shape[:axis], 1, *x_shape[axis + 1 :])) for part in g], axis=axis)


def _even_parts(name, x, places, axis):
    """``tensor_split``, refusing a number of parts that leaves a rest."""
    if isinstance(places, int) and (places < 1 or x.shape[axis] % places):
        raise ArgumentError(f"{name}: dim {axis} of shape {x.shape} cannot be cut into {places} equal parts")
    return tensor_split(x, places, axis)


@composite()
def hsplit(x, indices_or_sections):
    """x cut into parts beside each other: between columns, a vector anywhere. See tensor_split.

    Source: torch.hsplit
    Example:
        >>> import zerodl
        >>> [part.shape for part in zerodl.hsplit(zerodl.zeros(2, 4), 2)]
        [(2, 2), (2, 2)]
    """
    if x.ndim < 1:
        raise ShapeError("hsplit: expected at least 1 dimension, got a 0-d tensor")
    return _even_parts("hsplit", x, indices_or_sections, 0 if x.ndim == 1 else 1)


@composite()
def vsplit(x, indices_or_sections):
    """x cut into parts below each other: between rows. See tensor_split.

    Source: torch.vsplit
    Example:
        >>> import zerodl
        >>> [part.shape for part in zerodl.vsplit(zerodl.zeros(4, 2), (1,))]
        [(1, 2), (3, 2)]
    """
    if x.ndim < 2:
        raise ShapeError(f"vsplit: expected at least 2 dimensions, got shape {x.shape}")
    return _even_parts("vsplit", x, indices_or_sections, 0)


@composite()
def dsplit(x, indices_or_sections):
    """x cut into parts behind each other: along the third axis. See tensor_split.

    Source: torch.dsplit
    Example:
        >>> import zerodl
        >>> [part.shape for part in zerodl.dsplit(zerodl.zeros(2, 2, 4), 2)]
        [(2, 2, 2), (2, 2, 2)]
    """
    if x.ndim < 3:
        raise ShapeError(f"dsplit: expected at least 3 dimensions, got shape {x.shape}")
    return _even_parts("dsplit", x, indices_or_sections, 2)
