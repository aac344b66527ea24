"""Choosing elements by a mask of booleans, and finding where one is true."""

import numpy as np

from ..autograd.op import composite, op
from ..autograd.shapes import broadcast
from ..autograd.tensor import Tensor
from ..backend import arange_like
from ..errors import ArgumentError, DTypeError, ShapeError
from .index import index as read
from .index import setitem
from .key import require_number


def _require_mask(name, mask):
    if getattr(mask, "dtype", None) != np.bool_:
        came = getattr(mask, "dtype", type(mask).__name__)
        raise DTypeError(
            f"{name}: the mask must be a tensor of booleans, got {came}; make one by comparing, as in x > 0"
        )


@op(shape=lambda name, shape, mask, value=(): broadcast(name, shape, mask), any_dtype=True, in_place=True)
def masked_fill(x, mask, value):
    """x where the mask is false, one number where it is true.

    Args: value: a number or a 0-d tensor.
    Shape: x and mask broadcast together.
    Raises: DTypeError for a mask that is not of booleans, ArgumentError for more than one value.
    Source: torch.masked_fill
    Example:
        >>> import zerodl
        >>> x = zerodl.tensor([1.0, 2.0, 3.0])
        >>> zerodl.masked_fill(x, x > 1.5, 0.0)
        tensor([1., 0., 0.])
    """
    _require_mask("masked_fill", mask)
    require_number("masked_fill", value)
    shape = broadcast("masked_fill", np.shape(x), np.shape(mask))
    result = np.copy(np.broadcast_to(x, shape))
    result[np.broadcast_to(mask, shape)] = value
    return result


@masked_fill.grad
def masked_fill_grad(g, mask, needs):
    """Gradient of masked_fill: for x, g where the mask is false; for the value, the sum of g where it is true."""
    grad_x = masked_fill(g, mask, 0) if needs[0] else None
    return grad_x, None, masked_fill(g, np.logical_not(mask), 0) if needs[2] else None


@composite()
def masked_select(x, mask):
    """The elements of x where the mask is true, row by row, as a vector.

    Shape: x and mask broadcast together -> (as many as are true,)
    Raises: DTypeError for a mask that is not of booleans.
    Source: torch.masked_select
    Example:
        >>> import zerodl
        >>> x = zerodl.tensor([[1.0, 2.0], [3.0, 4.0]])
        >>> zerodl.masked_select(x, x > 1.5)
        tensor([2., 3., 4.])
    """
    _require_mask("masked_select", mask)
    shape = broadcast("masked_select", np.shape(x), np.shape(mask))
    x = x if np.shape(x) == shape else np.broadcast_to(x, shape)
    y = read(x, key=np.copy(np.broadcast_to(_array(mask), shape)))
    return np.reshape(y, (-1,)) if shape == () else y


def _array(x):
    return x.array if isinstance(x, Tensor) else x


@composite(in_place=True)
def masked_scatter(x, mask, source):
    """x where the mask is false; where it is true the elements of ``source``, one after the other.

    Shape: x and mask broadcast together; source has at least as many elements as are true.
    Raises: DTypeError, ShapeError.
    Source: torch.masked_scatter
    Example:
        >>> import zerodl
        >>> x = zerodl.tensor([1.0, 2.0, 3.0])
        >>> zerodl.masked_scatter(x, x > 1.5, zerodl.tensor([7.0, 8.0, 9.0]))
        tensor([1., 7., 8.])
    """
    _require_mask("masked_scatter", mask)
    if x.dtype != source.dtype:
        raise DTypeError(f"masked_scatter: x is {x.dtype}, source is {source.dtype}; bring one to the other's with .to")
    shape = broadcast("masked_scatter", np.shape(x), np.shape(mask))
    mask = np.copy(np.broadcast_to(_array(mask), shape))
    count = int(np.count_nonzero(mask))
    flat = np.reshape(source, (-1,))
    if flat.shape[0] < count:
        raise ShapeError(f"masked_scatter: {count} elements are to be written, source has {flat.shape[0]}")
    x = x if np.shape(x) == shape else np.broadcast_to(x, shape)
    return setitem(x, read(flat, key=slice(0, count)), key=mask)


def _depends_on_values(name, *shapes, **settings):
    """The result's shape is known only when it is computed."""
    return None


@op(shape=_depends_on_values, numpy=[np.argwhere])
def argwhere(x):
    """The positions of the elements that are not 0, a row of indices each.

    Shape: x (any shape) -> (how many, x.ndim)
    Source: torch.argwhere
    Example:
        >>> import zerodl
        >>> zerodl.argwhere(zerodl.tensor([[0, 5], [7, 0]]))
        tensor([[0, 1],
                [1, 0]])
    """
    return np.argwhere(x)


@composite()
def nonzero(x, *, as_tuple=False):
    """The positions of the elements that are not 0, a row of indices each; or a vector of indices for each axis.

    Args: as_tuple: give the vectors, which can be used as an index: ``x[x.nonzero(as_tuple=True)]``.
    Source: torch.nonzero
    Example:
        >>> import zerodl
        >>> zerodl.nonzero(zerodl.tensor([0, 5, 7])).tolist()
        [[1], [2]]
    """
    if not as_tuple:
        return argwhere(x)
    found = argwhere(np.reshape(x, (1,)) if np.ndim(x) == 0 else x)
    return tuple(found[:, axis] for axis in range(np.shape(found)[1]))


@op(shape=lambda name, shape, num_classes=-1: None if num_classes == -1 else (*shape, num_classes), method=False)
def one_hot(x, /, num_classes=-1):
    """For each class number a row of zeros with a 1 in its column.

    Args: num_classes: the length of the rows; −1 takes the largest number in x plus 1.
    Shape: x (any shape) -> the same and num_classes, of int64
    Raises: DTypeError unless x holds integers; ArgumentError for a number outside 0 … num_classes − 1.
    Source: torch.nn.functional.one_hot
    Example:
        >>> import zerodl
        >>> one_hot(zerodl.tensor([0, 2]), 3)
        tensor([[1, 0, 0],
                [0, 0, 1]])
    """
    if x.dtype.kind not in "iu":
        raise DTypeError(f"one_hot: expected class numbers, which are integers, got {x.dtype}; convert with x.long()")
    num_classes = _count_classes(x, num_classes)
    return np.where(np.equal(x[..., None], arange_like(num_classes, x)), 1, 0)


def _count_classes(x, num_classes):
    if x.size == 0 and num_classes <= 0:
        raise ArgumentError("one_hot: without any class number num_classes must be given")
    lowest, highest = (int(np.min(x)), int(np.max(x))) if x.size else (0, -1)
    num_classes = highest + 1 if num_classes == -1 else num_classes
    if lowest < 0 or highest >= num_classes:
        raise ArgumentError(
            f"one_hot: class numbers must lie in 0 … {num_classes - 1}, got numbers from {lowest} to {highest}"
        )
    return num_classes
