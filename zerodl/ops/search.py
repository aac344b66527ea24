"""Finding a place in a sorted sequence, and whether a value occurs at all."""

import numpy as np

from ..autograd.op import composite, op
from ..autograd.promotion import to_common_dtype
from ..backend import array_module, zeros_of
from ..errors import ArgumentError, ShapeError
from .gather import take_along_dim


def _found_shape(name, sequence, values, right=False, out_int32=False):
    if len(sequence) != 1 and (len(sequence) != len(values) or sequence[:-1] != values[:-1]):
        raise ShapeError(
            f"{name}: the sorted sequence must be a vector, or have a row for each row of the values; got shapes "
            f"{sequence} and {values}"
        )
    return values


@op(shape=_found_shape, promote=to_common_dtype, method=False)
def insertion_points(sequence, values, /, right=False, out_int32=False):
    """How many elements of a sorted sequence are smaller than each value (or, with ``right``, at most as large).

    Shape: sequence (n,), or (…, n) with values (…, m) -> the shape of values
    Source: Knuth, "The Art of Computer Programming", volume 3 (1973), section 6.2.1, binary search.
    Example:
        >>> insertion_points(np.array([1.0, 3.0, 5.0]), np.array([3.0, 4.0]))
        array([1, 2])
    """
    _found_shape("searchsorted", np.shape(sequence), np.shape(values))
    if sequence.ndim == 1:
        found = np.searchsorted(sequence, values, side="right" if right else "left")
    else:
        found = _search_rows(sequence, values, right)
    return found.astype(np.int32) if out_int32 else found


def _search_rows(sequence, values, right):
    """Halve the part of each row that is still in question until nothing is left; all rows at once."""
    n = sequence.shape[-1]
    low = zeros_of(values.shape, np.int64, values)  # the answer lies between low and high, both included
    high = low + n
    for _ in range(n.bit_length()):
        middle = (low + high) // 2
        element = np.take_along_axis(sequence, np.minimum(middle, n - 1), axis=-1)
        smaller = np.logical_not(values < element) if right else np.logical_not(values <= element)
        further = np.logical_and(smaller, low < high)
        low, high = np.where(further, middle + 1, low), np.where(further, high, middle)
    return low


@composite(method=False)
def searchsorted(sorted_sequence, input, *, out_int32=False, right=False, side=None, sorter=None):
    """The position at which each value must be inserted so that the sequence stays sorted.

    Args: sorted_sequence: a vector, or a row for each row of ``input``. right: behind equal elements instead of before
        them. side: "left" or "right", as ``right``. sorter: the positions that sort the sequence, if it is not sorted.
    Shape: sorted_sequence (n,), or (…, n) with input (…, m) -> the shape of input
    Source: torch.searchsorted
    Example:
        >>> import zerodl
        >>> zerodl.searchsorted(zerodl.tensor([1.0, 3.0, 5.0]), zerodl.tensor([3.0, 9.0]))
        tensor([1, 3])
    """
    if side not in (None, "left", "right") or (side == "left" and right):
        raise ArgumentError(f"searchsorted: side must be 'left' or 'right' and agree with right, got {side!r}")
    if sorter is not None:
        if np.shape(sorter) != np.shape(sorted_sequence):
            raise ShapeError(
                f"searchsorted: sorter must have the shape of the sequence, {np.shape(sorted_sequence)}, got "
                f"{np.shape(sorter)}"
            )
        sorted_sequence = take_along_dim(sorted_sequence, sorter, dim=-1)
    return insertion_points(sorted_sequence, input, right=right or side == "right", out_int32=out_int32)


@composite(method=False)
def bucketize(input, boundaries, *, out_int32=False, right=False):
    """The number of the bucket between sorted boundaries that each value falls into.

        boundaries[i − 1] < value <= boundaries[i]        with right: boundaries[i − 1] <= value < boundaries[i]

    Source: torch.bucketize
    Example:
        >>> import zerodl
        >>> zerodl.bucketize(zerodl.tensor([0.5, 3.0, 9.0]), zerodl.tensor([1.0, 3.0, 5.0]))
        tensor([0, 1, 3])
    """
    if np.ndim(boundaries) != 1:
        raise ShapeError(f"bucketize: boundaries must be a vector, got shape {np.shape(boundaries)}")
    return insertion_points(boundaries, input, right=right, out_int32=out_int32)


@op(shape=lambda name, elements, test_elements, **settings: elements, promote=to_common_dtype, method=False,
    numpy=[np.isin])  # fmt: skip
def isin(elements, test_elements, /, *, assume_unique=False, invert=False):
    """Whether each element occurs among the test elements.

    Args: assume_unique: nothing occurs twice on either side, which is faster. invert: whether it does not occur.
    Source: torch.isin
    Example:
        >>> import zerodl
        >>> zerodl.isin(zerodl.tensor([1, 2, 3]), zerodl.tensor([3, 1])).tolist()
        [True, False, True]
    """
    library = array_module(elements if hasattr(elements, "dtype") else test_elements)
    elements, test_elements = library.asarray(elements), library.asarray(test_elements)  # one may be a number
    return np.isin(elements, test_elements, assume_unique=assume_unique, invert=invert)
