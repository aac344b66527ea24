"""Where the elements of an array lie: a flat block of memory, and a shape, strides and an offset to read it by.

    element (i, j, …) of the array  =  block[offset + i · strides[0] + j · strides[1] + …]

Strides and offset count elements, as PyTorch's do; NumPy's strides count bytes. Indexing, transposing and broadcasting
compute a new shape, new strides and a new offset, and leave the block alone.
"""

import math

import numpy as np

from ..errors import IndexingError, ShapeError


def contiguous_strides(shape):
    """The strides of an array whose elements lie one after the other, row by row.

        strides[k] = shape[k + 1] · shape[k + 2] · …

    Shape: shape, a tuple of n lengths -> a tuple of n strides
    Source: torch.Tensor.stride of a new tensor.
    Example:
        >>> contiguous_strides((2, 3, 4))
        (12, 4, 1)
    """
    strides = [math.prod(shape[axis + 1 :]) for axis in range(len(shape))]
    return tuple(strides)


def contiguous_copy(block, shape, strides, offset=0):
    """The elements that shape, strides and offset describe, in an array of their own.

        copy[i, j, …] = block[offset + i · strides[0] + j · strides[1] + …]

    Shape: block (n,), a flat array -> an array of the given shape and of block's dtype
    Cost: a step of Python for each element; NumPy's own copy does the same in compiled code.
    Source: torch.Tensor.contiguous.
    Example:
        >>> contiguous_copy(np.array([0, 10, 20, 30, 40, 50]), shape=(3, 2), strides=(1, 3))
        array([[ 0, 30],
               [10, 40],
               [20, 50]])
    """
    copy = np.empty(shape, block.dtype)
    for index in np.ndindex(*shape):
        position = offset + sum(i * stride for i, stride in zip(index, strides))
        copy[index] = block[position]
    return copy


def index_view(shape, strides, offset, key):
    """Shape, strides and offset of x[key], for an x with the given ones. No element is touched.

        an integer i              offset += i · stride, and the axis is gone
        a slice start:stop:step   offset += start · stride, stride becomes step · stride

    Args: key: a tuple of integers and slices; axes that it does not reach stay whole.
    Returns: a tuple (shape, strides, offset), the first two of them tuples.
    Raises: IndexError for an integer outside of its axis, or for more integers and slices than axes.
    Cost: a few steps for each axis, however many elements there are.
    Source: torch.Tensor.__getitem__ for integers and slices.
    Example:
        >>> index_view((3, 4), (4, 1), 0, (1,))
        ((4,), (1,), 4)
        >>> index_view((3, 4), (4, 1), 0, (slice(None), 2))
        ((3,), (4,), 2)
    """
    if len(key) > len(shape):
        raise IndexingError(f"index: {len(key)} integers and slices for the {len(shape)} axes of shape {shape}")
    new_shape, new_strides = [], []
    for axis, (length, stride) in enumerate(zip(shape, strides)):
        part = key[axis] if axis < len(key) else slice(None)
        if isinstance(part, slice):
            start, stop, step = part.indices(length)
            new_shape.append(len(range(start, stop, step)))
            new_strides.append(step * stride)
        elif -length <= part < length:
            start = part % length
        else:
            raise IndexingError(f"index: {part} is outside of axis {axis}, which has length {length}")
        offset += start * stride
    return tuple(new_shape), tuple(new_strides), offset


def broadcast_shape(*shapes):
    """The shape of the result when arrays of these shapes meet in one operation.

    Lined up on the right, the lengths of each axis must be equal, or 1, or missing; the result has the longest.

    Shape: any number of tuples of lengths -> one tuple
    Raises: ValueError for shapes that do not fit together.
    Source: numpy.broadcast_shapes.
    Example:
        >>> broadcast_shape((2, 1), (3,))
        (2, 3)
    """
    ndim = max((len(shape) for shape in shapes), default=0)
    lined_up = [(1,) * (ndim - len(shape)) + tuple(shape) for shape in shapes]
    result = []
    for lengths in zip(*lined_up):
        longer = set(lengths) - {1}
        if len(longer) > 1:
            meeting = " and ".join(map(str, sorted(longer)))
            raise ShapeError(
                f"shapes {' and '.join(map(str, shapes))} do not fit: lined up on the right, {meeting} meet"
            )
        result.append(longer.pop() if longer else 1)
    return tuple(result)


def broadcast_strides(shape, strides, new_shape):
    """The strides by which an array of ``shape`` is read as if it had ``new_shape``. No element is copied.

    Along an axis that is new or stretched every step leads to the same element: its stride is 0.

    Shape: shape and strides of n axes, new_shape of n or more -> a tuple of strides, as many as new_shape has axes
    Source: torch.Tensor.expand, numpy.broadcast_to.
    Example:
        >>> broadcast_strides((3,), (1,), (2, 3))
        (0, 1)
    """
    added = len(new_shape) - len(shape)
    stretched = [0 if old != new else stride for old, stride, new in zip(shape, strides, new_shape[added:])]
    return (0,) * added + tuple(stretched)
