"""Writing elements, or slices, to the places that an array of positions names."""

import math

import numpy as np

from ..autograd.op import composite
from ..autograd.protocol import plain_index
from ..errors import ArgumentError, ShapeError
from .index import index as read
from .index import setitem
from .key import (
    across,
    along,
    check_range,
    positions,
    positions_across,
    positions_along,
    require_number,
    require_same_dtype,
    restored,
)
from .scatter_reduce import scatter_reduce


@composite(in_place=True)
def scatter(x, dim, index, src=None, *, value=None, reduce=None):
    """A copy of x with the elements of ``src`` written where ``index`` says along ``dim``.

        y[i, index[i, j, k], k] = src[i, j, k]        for dim = 1

    Where the index names a place twice, the last one written stays; do not rely on which one that is.

    Args: src: a tensor at least as long as the index on every axis, or a number. value: a number, instead of ``src``.
        reduce: None, or "add" or "multiply", which combine with what is there.
    Raises: ShapeError, IndexingError for positions outside 0 … length − 1, DTypeError if x and src differ in dtype.
    Source: torch.scatter
    Example:
        >>> import zerodl
        >>> zerodl.scatter(zerodl.zeros(2, 3), 1, zerodl.tensor([[2], [0]]), 5.0)
        tensor([[0., 0., 5.],
                [5., 0., 0.]])
    """
    if (src is None) == (value is None):
        raise ArgumentError("scatter: give either src, a tensor, or value, a number")
    if reduce not in (None, "add", "multiply"):
        raise ArgumentError(f"scatter: reduce must be 'add', 'multiply' or None, got {reduce!r}")
    src = value if src is None else src
    if reduce is not None:
        src = src if hasattr(src, "dtype") else np.broadcast_to(np.array(src, x.dtype), np.shape(index))
        return scatter_reduce(x, dim, index, src, {"add": "sum", "multiply": "prod"}[reduce])
    shape = np.shape(x)
    axis, x, index = positions_along("scatter", x, dim, index)
    if np.ndim(src) or hasattr(src, "dtype"):
        src = _part_for("scatter", x, index, src)
    return restored(setitem(x, src, key=along(index, axis)), shape)


def _part_for(name, x, index, src):
    """The elements of ``src`` that an index of this shape writes.

    Raises: ShapeError if there are fewer than the index needs; DTypeError for another dtype than x has.
    """
    require_same_dtype(name, x, src, "src")
    src = np.reshape(src, (1,)) if np.ndim(src) == 0 else src
    if np.ndim(src) != index.ndim or any(n > m for n, m in zip(index.shape, np.shape(src))):
        if index.size:
            raise ShapeError(
                f"{name}: src must have an element for each of the index, got shapes {np.shape(src)} and {index.shape}"
            )
        return np.reshape(src, (-1,))[:0]
    return src if np.shape(src) == index.shape else read(src, key=tuple(slice(0, n) for n in index.shape))


@composite(in_place=True)
def scatter_add(x, dim, index, src):
    """A copy of x with the elements of ``src`` added where ``index`` says along ``dim``; twice, if it says so twice.

        y[i, index[i, j, k], k] += src[i, j, k]        for dim = 1

    Raises: as scatter.
    Source: torch.scatter_add
    Example:
        >>> import zerodl
        >>> zerodl.scatter_add(zerodl.zeros(3), 0, zerodl.tensor([0, 0, 2]), zerodl.tensor([1.0, 2.0, 4.0]))
        tensor([3., 0., 4.])
    """
    shape = np.shape(x)
    axis, x, index = positions_along("scatter_add", x, dim, index)
    src = _part_for("scatter_add", x, index, src)
    return restored(setitem(x, src, key=along(index, axis), accumulate=True), shape)


@composite(in_place=True)
def index_add(x, dim, index, source, *, alpha=1):
    """A copy of x with ``alpha`` times the slices of ``source`` added to the slices that ``index`` names along ``dim``.

    Shape: index (n,), source as x but n along ``dim`` -> the shape of x
    Raises: ShapeError, IndexingError, DTypeError as index_select.
    Source: torch.index_add
    Example:
        >>> import zerodl
        >>> zerodl.index_add(zerodl.zeros(2, 2), 0, zerodl.tensor([1, 1]), zerodl.ones(2, 2))
        tensor([[0., 0.],
                [2., 2.]])
    """
    require_same_dtype("index_add", x, source, "source")
    shape = np.shape(x)
    axis, x, index = positions_across("index_add", x, dim, index)
    source = slices_for("index_add", x, axis, index, source)
    source = source if alpha == 1 else source * alpha
    return restored(setitem(x, source, key=across(index, axis), accumulate=True), shape)


@composite(in_place=True)
def index_copy(x, dim, index, source):
    """A copy of x with the slices that ``index`` names along ``dim`` overwritten by those of ``source``.

    Shape: index (n,), source as x but n along ``dim`` -> the shape of x
    Raises: ShapeError, IndexingError, DTypeError as index_select.
    Source: torch.index_copy
    Example:
        >>> import zerodl
        >>> zerodl.index_copy(zerodl.zeros(3), 0, zerodl.tensor([2, 0]), zerodl.tensor([5.0, 7.0]))
        tensor([7., 0., 5.])
    """
    require_same_dtype("index_copy", x, source, "source")
    shape = np.shape(x)
    axis, x, index = positions_across("index_copy", x, dim, index)
    source = slices_for("index_copy", x, axis, index, source)
    return restored(setitem(x, source, key=across(index, axis)), shape)


def slices_for(name, x, axis, index, source):
    """``source`` as an array with x's axes, of which one has the length of the index.

    Raises: ShapeError if it has another shape.
    """
    source = np.reshape(source, (1,)) if np.ndim(source) == 0 else source
    expected = (*np.shape(x)[:axis], index.shape[0], *np.shape(x)[axis + 1 :])
    if np.shape(source) != expected:
        raise ShapeError(f"{name}: expected a source of shape {expected}, got {np.shape(source)}")
    return source


@composite(in_place=True)
def index_fill(x, dim, index, value):
    """A copy of x with the slices that ``index`` names along ``dim`` filled with one number.

    Args: value: a number or a 0-d tensor.
    Raises: ShapeError, IndexingError, DTypeError as index_select; ArgumentError for more than one value.
    Source: torch.index_fill
    Example:
        >>> import zerodl
        >>> zerodl.index_fill(zerodl.zeros(2, 3), 1, zerodl.tensor([0, 2]), 5.0)
        tensor([[5., 0., 5.],
                [5., 0., 5.]])
    """
    require_number("index_fill", value)
    shape = np.shape(x)
    axis, x, index = positions_across("index_fill", x, dim, index, negative=True)
    return restored(setitem(x, value, key=across(index, axis)), shape)


@composite(in_place=True)
def index_put(x, indices, values, accumulate=False):
    """A copy of x with x[indices] = values, for a tuple of tensors; or with ``accumulate`` x[indices] += values.

    An element that is named twice receives both values only with ``accumulate``.

    Args: indices: a tuple of integer tensors or masks, one for each axis from the first on.
    Raises: IndexingError, ShapeError, DTypeError if x and values differ in dtype.
    Source: torch.index_put
    Example:
        >>> import zerodl
        >>> zerodl.index_put(zerodl.zeros(3), (zerodl.tensor([2, 2]),), zerodl.tensor(1.0), accumulate=True)
        tensor([0., 0., 2.])
    """
    require_same_dtype("index_put", x, values, "values")
    return setitem(x, values, key=plain_index(tuple(indices)), accumulate=accumulate)


@composite(in_place=True)
def put(x, index, source, accumulate=False):
    """A copy of x with the elements of ``source`` at the given positions of x flattened; −1 is the last one.

    Args: accumulate: add to what is there.
    Shape: index and source of as many elements -> the shape of x
    Raises: ShapeError, IndexingError, DTypeError.
    Source: torch.put
    Example:
        >>> import zerodl
        >>> zerodl.put(zerodl.zeros(2, 2), zerodl.tensor([1, -1]), zerodl.tensor([5.0, 7.0]))
        tensor([[0., 5.],
                [0., 7.]])
    """
    require_same_dtype("put", x, source, "source")
    index = positions("put", index)
    if index.size != math.prod(np.shape(source)):
        raise ShapeError(
            f"put: index and source must have as many elements, got shapes {index.shape} and {np.shape(source)}"
        )
    flat = np.reshape(x, (-1,))
    check_range("put", index, flat.shape[0], negative=True)
    key = (np.reshape(index, (-1,)),)
    return np.reshape(setitem(flat, np.reshape(source, (-1,)), key=key, accumulate=accumulate), np.shape(x))
