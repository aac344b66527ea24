"""Which values occur, and how often."""

import numpy as np

from ..autograd.op import composite, op
from ..backend import is_floating
from ..errors import ArgumentError, ShapeError
from .axis import axis_along
from .index import index as read
from .index import unindex
from .key import across, positions


@op(shape=lambda name, shape, dim=None: None, outputs=3, method=False)
def first_occurrences(x, /, dim=None):
    """Where the first of each different value stands, in the order of the values.

    Args: dim: None for the elements of x flattened; an axis for the slices along it.
    Returns: the positions, for each element which of the values it is, and how often each occurs.
    Source: numpy.unique
    Example:
        >>> first_occurrences(np.array([5, 2, 5]))
        (array([1, 0]), array([1, 0, 1]), array([1, 2]))
    """
    found = np.unique(
        x, return_index=True, return_inverse=True, return_counts=True, axis=dim, equal_nan=x.dtype.kind != "f"
    )
    return found[1], np.reshape(found[2], x.shape if dim is None else (-1,)), found[3]


@composite()
def unique(x, sorted=True, return_inverse=False, return_counts=False, dim=None):
    """The different values of x, sorted; or with ``dim`` the different slices along an axis.

    The gradient goes to the first of equal elements. Each NaN is a value of its own.

    Args: sorted: accepted as PyTorch does; the result is sorted in any case. return_inverse: also for each element
        which of the values it is. return_counts: also how often each value occurs.
    Returns: a tensor, or a tuple (values, inverse, counts) with those that were asked for.
    Source: torch.unique
    Example:
        >>> import zerodl
        >>> values, counts = zerodl.unique(zerodl.tensor([5.0, 2.0, 5.0]), return_counts=True)
        >>> values.tolist(), counts.tolist()
        ([2.0, 5.0], [1, 2])
    """
    if dim is None:
        first, inverse, counts = first_occurrences(x)
        values = read(np.reshape(x, (-1,)), key=(first.array,))
    else:
        axis = axis_along("unique", dim, x.ndim)
        first, inverse, counts = first_occurrences(x, dim=axis)
        values = read(x, key=across(first.array, axis))
    return _with(values, inverse, counts, return_inverse, return_counts)


def _with(values, inverse, counts, return_inverse, return_counts):
    if not (return_inverse or return_counts):
        return values
    return (values, *([inverse] if return_inverse else []), *([counts] if return_counts else []))


@op(shape=lambda name, shape, dim=None: None, outputs=3, method=False)
def runs(x, /, dim=None):
    """Where each run of equal neighbours begins.

    Args: dim: None for the elements of x flattened; an axis for the slices along it.
    Returns: the positions, for each element which run it belongs to, and how long each run is.
    Source: torch.unique_consecutive
    Example:
        >>> runs(np.array([5, 5, 2, 5]))
        (array([0, 2, 3]), array([0, 0, 1, 2]), array([2, 1, 1]))
    """
    rows = np.reshape(x, (-1, 1)) if dim is None else np.moveaxis(x, dim, 0)
    length = rows.shape[0]
    rows = np.reshape(rows, (length, -1 if length else 0))
    begins = np.any(rows[1:] != rows[:-1], axis=1)  # (length − 1,): the first one always begins a run
    begins = np.concatenate([np.ones_like(begins, shape=(min(length, 1),)), begins])
    first = np.nonzero(begins)[0]
    counts = np.concatenate([first[1:], np.full_like(first, length, shape=(min(length, 1),))]) - first
    inverse = np.cumsum(begins) - 1
    return first, np.reshape(inverse, x.shape) if dim is None else inverse, counts


@composite()
def unique_consecutive(x, return_inverse=False, return_counts=False, dim=None):
    """x without the elements (or, with ``dim``, the slices) that equal the one before them.

    Args: return_inverse: also for each element which of the values it is. return_counts: also how long each run is.
    Returns: a tensor, or a tuple (values, inverse, counts) with those that were asked for.
    Source: torch.unique_consecutive
    Example:
        >>> import zerodl
        >>> zerodl.unique_consecutive(zerodl.tensor([5.0, 5.0, 2.0, 5.0]))
        tensor([5., 2., 5.])
    """
    if dim is None:
        first, inverse, counts = runs(x)
        values = read(np.reshape(x, (-1,)), key=(first.array,))
    else:
        axis = axis_along("unique_consecutive", dim, x.ndim)
        first, inverse, counts = runs(x, dim=axis)
        values = read(x, key=across(first.array, axis))
    return _with(values, inverse, counts, return_inverse, return_counts)


@composite()
def bincount(x, weights=None, minlength=0):
    """How often each number from 0 up occurs in a vector; or the sum of the weights of its occurrences.

        y[n] = Σ weights[i] over all i with x[i] = n

    Args: minlength: at least this many numbers are counted.
    Raises: DTypeError unless x holds integers; ShapeError unless x is a vector and the weights are as many;
        ArgumentError for negative numbers.
    Source: torch.bincount
    Example:
        >>> import zerodl
        >>> zerodl.bincount(zerodl.tensor([0, 2, 2])).tolist()
        [1, 0, 2]
    """
    numbers = positions("bincount", x)
    if numbers.ndim != 1 or (weights is not None and np.shape(weights) != numbers.shape):
        came = "" if weights is None else f" and weights of shape {np.shape(weights)}"
        raise ShapeError(f"bincount: expected a vector, and as many weights, got shape {numbers.shape}{came}")
    if numbers.size and int(np.min(numbers)) < 0:
        raise ArgumentError(f"bincount: only numbers from 0 up are counted, got {int(np.min(numbers))}")
    length = max(minlength, int(np.max(numbers)) + 1 if numbers.size else 0)
    if weights is None:
        weights = np.where(np.equal(x, x), 1, 0)  # a 1 for each
    elif not is_floating(weights.dtype):
        weights = weights.double()
    return unindex(weights, shape=(length,), key=(numbers,))
