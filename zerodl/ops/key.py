"""What stands between the brackets of ``x[…]``, read by PyTorch's rules."""

import numpy as np

from ..autograd.tensor import Tensor
from ..backend import arange_like, array_module
from ..errors import ArgumentError, DTypeError, IndexingError, ShapeError
from .axis import axis_along


def split_key(name, key, shape, like=None):
    """A key as two that follow one another: the first gives a view, the second, if there is one, a copy.

        x[key] = x[basic][advanced]

    Integers, slices, ``...`` and None are basic; arrays of integers and masks are advanced. PyTorch takes the integers
    first wherever they stand; NumPy would count them as arrays of one element.

    Args: name: the operation's name, for errors. like: the array that is indexed, if its arrays live on a GPU.
    Returns: basic, a tuple; advanced, a tuple of arrays and full slices, or None if the key holds no array.
    Raises: IndexingError for a float or text as an index, too many indices, a mask of the wrong shape.
    Example:
        >>> split_key("index", (0, slice(1, 3)), (2, 5))
        ((0, slice(1, 3, None), Ellipsis), None)
    """
    parts = [_readable(name, part, like) for part in (key if isinstance(key, tuple) else (key,))]
    taken = sum(_axes_taken(part) for part in parts)
    if taken > len(shape):
        raise IndexingError(f"{name}: {taken} indices are too many for shape {shape}, which has {len(shape)} axes")
    if sum(part is Ellipsis for part in parts) > 1:
        raise IndexingError(f"{name}: '...' may stand for the remaining axes only once in an index, got {key!r}")
    basic, advanced, axis, copies = [], [], 0, False
    for part in parts:
        if part is Ellipsis:
            whole = [slice(None)] * (len(shape) - taken)
            basic, advanced, axis = basic + whole, advanced + whole, axis + len(whole)
        elif part is None:
            basic.append(None)
            advanced.append(slice(None))
        elif isinstance(part, slice):
            basic.append(part)
            advanced.append(slice(None))
            axis += 1
        elif isinstance(part, int):
            basic.append(part)
            axis += 1
        elif part.ndim == 0:  # one True or False for the whole: a new axis of length 1 or 0
            basic.append(None)
            advanced.append(np.nonzero(np.reshape(part, (1,)))[0])
            copies = True
        else:
            axes = _axes_taken(part)
            _check_mask(name, part, shape[axis : axis + axes], axis)
            basic += [slice(None)] * axes
            advanced.append(part)
            axis += axes
            copies = True
    basic.append(...)  # with the dots a single element is a 0-d view instead of a number
    return tuple(basic), tuple(advanced) if copies else None


def basic_part(name, x, key):
    """The view of x that a key's integers and slices give, and the arrays that remain to be used on it, or None.

    Raises: IndexingError.
    """
    parts = key if type(key) is tuple else (key,)
    simple = all(type(part) in _BASIC for part in parts)
    if simple:  # nearly every key; NumPy reads these as PyTorch does
        basic, advanced = parts if ... in parts else (*parts, ...), None
    else:
        basic, advanced = split_key(name, key, x.shape, x)
    try:
        return x[basic], advanced
    except IndexError as cause:
        if simple:
            split_key(name, key, x.shape)  # which may say better what is wrong
        raise IndexingError(f"{name}: the tensor has shape {x.shape}, key={brief(key)}: {cause}") from cause


_BASIC = {int, slice, type(None), type(...)}


def brief(key):
    """A key as an error shows it, the long arrays cut off."""
    shown = " ".join(repr(key).split())
    return shown if len(shown) <= 80 else f"{shown[:80]} …"


def _readable(name, part, like):
    """One entry of a key as an int, a slice, None, ``...``, an array of integers or a mask."""
    if isinstance(part, Tensor):
        part = part.array
    if part is None or part is Ellipsis or isinstance(part, slice):
        return part
    if isinstance(part, (int, np.integer)) and not isinstance(part, bool):
        return int(part)
    if isinstance(part, (bool, np.bool_, list, range)):
        part = np.asarray(part)
    if not hasattr(part, "dtype"):
        raise IndexingError(
            f"{name}: expected integers, slices, masks, arrays of integers, '...' or None as an index, got "
            f"{type(part).__name__} {part!r}"
        )
    if part.dtype == np.uint8:
        part = np.not_equal(part, 0)  # PyTorch's masks of old
    if part.size == 0 and part.dtype.kind == "f":
        part = np.zeros(part.shape, np.int64)  # an empty list names no element; NumPy takes it for floats
    if part.dtype.kind not in "iub":
        raise IndexingError(f"{name}: an array used as an index must hold integers or booleans, got {part.dtype}")
    if part.ndim == 0 and part.dtype.kind != "b":
        return int(part)
    return part if like is None else array_module(like).asarray(part)


def _axes_taken(part):
    """How many axes an entry of a key is for: a mask takes as many as it has."""
    if part is None or part is Ellipsis:
        return 0
    return part.ndim if getattr(part, "dtype", None) == np.bool_ else 1


def _check_mask(name, part, lengths, axis):
    if part.dtype == np.bool_ and part.shape != lengths:
        raise IndexingError(
            f"{name}: a mask of shape {part.shape} does not fit the axes from {axis} on, whose lengths are {lengths}; "
            "it must have one element for each of theirs"
        )


def indexed_shape(name, shape, key):
    """The shape of x[key], found on an array of this shape that takes no memory.

    Example:
        >>> indexed_shape("index", (2, 3, 4), (..., None, 0))
        (2, 3, 1)
    """
    basic, advanced = split_key(name, key, shape)
    part = np.broadcast_to(np.zeros((), bool), shape)[basic]
    return part.shape if advanced is None else part[advanced].shape


# --- keys made from an array of positions -----------------------------------------------------------------------------


def positions(name, index):
    """``index`` as an array of integers that belongs to the caller: the tape keeps it, and its owner may change it.

    Raises: DTypeError for other kinds of number.
    """
    array = index.array if isinstance(index, Tensor) else index
    if not hasattr(array, "dtype"):
        array = np.array(array) if np.size(array) else np.zeros(np.shape(array), np.int64)  # NumPy: [] is of floats
    if array.dtype.kind not in "iu":
        raise DTypeError(f"{name}: the index must hold integers, got {array.dtype}; convert it with index.long()")
    return array.astype(np.int64)  # always a copy


def check_range(name, index, length, negative=False):
    """Refuse positions that an axis of this length does not have; ``negative``: whether −1 means the last one.

    Raises: IndexingError.
    """
    if index.size == 0:
        return
    lowest, highest = int(np.min(index)), int(np.max(index))
    least = -length if negative else 0
    if lowest < least or highest >= length:
        wrong = lowest if lowest < least else highest
        allowed = f"use {least} to {length - 1}" if length else "it has no element"
        raise IndexingError(f"{name}: index {wrong} is out of range for an axis of length {length}; {allowed}")


def along(index, axis):
    """The key with which an array of positions along one axis reads an element for each of its own places.

        x[along(index, 1)][i, j] = x[i, index[i, j]]

    Example:
        >>> np.array([[10, 20], [30, 40]])[along(np.array([[1], [0]]), 1)]
        array([[20],
               [30]])
    """
    key = []
    for i, length in enumerate(index.shape):
        lengths = [1] * index.ndim
        lengths[i] = -1
        key.append(index if i == axis else np.reshape(arange_like(length, index), lengths))
    return tuple(key)


def across(index, axis):
    """The key of the slices that a vector of positions names along one axis.

    Example:
        >>> across(np.array([2, 0]), 1)
        (slice(None, None, None), array([2, 0]))
    """
    return (*[slice(None)] * axis, index)


def lifted(x, index):
    """A 0-d array as a vector of one element, so that both have an axis to go along."""
    return (np.reshape(x, (1,)) if np.ndim(x) == 0 else x), (np.reshape(index, (1,)) if index.ndim == 0 else index)


def restored(y, shape):
    """y in the shape that it had before ``lifted``."""
    return y if np.shape(y) == shape else np.reshape(y, shape)


def positions_along(name, x, dim, index):
    """The axis, x, and a checked index that has an element for each place of the result, as gather and scatter take it.

    Raises: ShapeError if the index has another number of axes than x, or is longer than x on an axis other than
        ``dim``; IndexingError for positions that ``dim`` does not have; ArgumentError, DTypeError.
    """
    index = positions(name, index)
    axis = axis_along(name, dim, np.ndim(x))
    x, index = lifted(x, index)
    if index.ndim != np.ndim(x) and index.size == 0:  # it names no place, so its axes do not matter
        return 0, np.reshape(x, (-1,)), np.reshape(index, (-1,))
    if index.ndim != np.ndim(x):
        raise ShapeError(f"{name}: the index must have as many axes as x, got shapes {index.shape} and {np.shape(x)}")
    too_long = any(n > m for i, (n, m) in enumerate(zip(index.shape, np.shape(x))) if i != axis)
    if too_long and index.size:
        raise ShapeError(
            f"{name}: apart from dim {dim} no axis of the index may be longer than that of x, got shapes {index.shape} "
            f"and {np.shape(x)}"
        )
    check_range(name, index, np.shape(x)[axis])
    return axis, x, index


def positions_across(name, x, dim, index, negative=False):
    """The axis, x, and a checked vector of positions, as index_select and index_add take it.

    Raises: ShapeError if the index has more than one axis; IndexingError, ArgumentError, DTypeError as above.
    """
    index = positions(name, index)
    axis = axis_along(name, dim, np.ndim(x))
    x, index = lifted(x, index)
    if index.ndim != 1:
        raise ShapeError(f"{name}: the index must be a vector, got shape {index.shape}")
    check_range(name, index, np.shape(x)[axis], negative)
    return axis, x, index


def require_same_dtype(name, x, source, called):
    """Refuse a source that would be rounded or cut off on its way into x.

    Raises: DTypeError.
    """
    if x.dtype != source.dtype:
        raise DTypeError(f"{name}: x is {x.dtype}, {called} is {source.dtype}; bring one to the other's with .to")


def require_number(name, value):
    """Refuse anything but one number: a Python number or a 0-d tensor.

    Raises: ArgumentError.
    """
    if np.ndim(value):
        raise ArgumentError(f"{name}: value must be one number or a 0-d tensor, got shape {np.shape(value)}")
