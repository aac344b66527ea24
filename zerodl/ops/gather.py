"""Looking elements up by an array of positions."""

import numpy as np

from ..autograd.op import composite
from ..autograd.shapes import broadcast
from ..errors import ShapeError
from .axis import axis_along
from .index import index as read
from .key import across, along, check_range, positions, positions_across, positions_along, restored


@composite()
def gather(x, dim, index):
    """One element of x for each place of ``index``, found along ``dim``.

        y[i, j, k] = x[i, index[i, j, k], k]        for dim = 1

    Shape: index has as many axes as x, and apart from ``dim`` none is longer -> the shape of index
    Raises: ShapeError, IndexingError for positions outside 0 … length − 1, DTypeError for an index of floats.
    Source: torch.gather
    Example:
        >>> import zerodl
        >>> zerodl.gather(zerodl.tensor([[1.0, 2.0], [3.0, 4.0]]), 1, zerodl.tensor([[0, 0], [1, 0]]))
        tensor([[1., 1.],
                [4., 3.]])
    """
    shape = np.shape(index)
    axis, x, index = positions_along("gather", x, dim, index)
    return restored(read(x, key=along(index, axis)), shape)


@composite(numpy=[np.take_along_axis])
def take_along_dim(x, indices, dim=None):
    """One element of x for each place of ``indices``, found along ``dim``; the other axes broadcast.

    Args: dim: an axis, or None to look up in x flattened.
    Raises: as gather.
    Source: torch.take_along_dim
    Example:
        >>> import zerodl
        >>> x = zerodl.tensor([[1.0, 5.0], [7.0, 2.0]])
        >>> zerodl.take_along_dim(x, x.argmax(dim=1, keepdim=True), dim=1)
        tensor([[5.],
                [7.]])
    """
    index = positions("take_along_dim", indices)
    if dim is None:
        return gather(np.reshape(x, (-1,)), 0, np.reshape(index, (-1,)))
    axis = axis_along("take_along_dim", dim, np.ndim(x))
    if index.ndim != np.ndim(x):
        raise ShapeError(
            f"take_along_dim: the indices must have as many axes as x, got shapes {index.shape} and {np.shape(x)}"
        )
    others = [list(np.shape(x)), list(index.shape)]
    for lengths in others:
        lengths[axis] = 1
    shape = list(broadcast("take_along_dim", *map(tuple, others)))
    lengths = [tuple(shape[:axis] + [n] + shape[axis + 1 :]) for n in (np.shape(x)[axis], index.shape[axis])]
    return gather(np.broadcast_to(x, lengths[0]), axis, np.broadcast_to(index, lengths[1]))


@composite()
def index_select(x, dim, index):
    """The slices of x that a vector of positions names along ``dim``.

    Raises: ShapeError, IndexingError for positions outside 0 … length − 1, DTypeError for an index of floats.
    Source: torch.index_select
    Example:
        >>> import zerodl
        >>> zerodl.index_select(zerodl.tensor([[1.0, 2.0], [3.0, 4.0]]), 0, zerodl.tensor([1, 1]))
        tensor([[3., 4.],
                [3., 4.]])
    """
    shape = np.shape(x)
    axis, x, index = positions_across("index_select", x, dim, index)
    if shape == () and index.shape != (1,):
        raise ShapeError(
            f"index_select: of a 0-d tensor one element can be selected, got an index of shape {index.shape}"
        )
    y = read(x, key=across(index, axis))
    return restored(y, ()) if shape == () else y


@composite()
def take(x, index):
    """The elements of x, flattened, at the given positions; −1 is the last one.

    Shape: index (any shape) -> the shape of index
    Source: torch.take
    Example:
        >>> import zerodl
        >>> zerodl.take(zerodl.tensor([[1.0, 2.0], [3.0, 4.0]]), zerodl.tensor([0, -1]))
        tensor([1., 4.])
    """
    index = positions("take", index)
    flat = np.reshape(x, (-1,))
    check_range("take", index, flat.shape[0], negative=True)
    return np.reshape(read(flat, key=(np.reshape(index, (-1,)),)), index.shape)
