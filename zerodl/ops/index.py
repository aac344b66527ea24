"""Reading and writing parts: the three operations that everything which looks elements up is made of."""

import numpy as np

from ..autograd.op import op
from ..autograd.shapes import same
from ..backend import add_at, zeros_of
from ..errors import ArgumentError, IndexingError, ShapeError
from .key import basic_part, brief, indexed_shape


@op(shape=indexed_shape, view=True, method=False)
def index(x, /, key):
    """x[key], for integers, slices, masks, arrays of integers, ``...`` and None.

    Integers, slices, ``...`` and None give a view, arrays and masks a copy. Integers come first wherever they stand, so
    ``x[0, :, rows]`` is ``x[0][:, rows]``; NumPy would put the axis of ``rows`` in front.

    Raises: IndexingError for an index that is out of range, no integer, one too many, or a mask of another shape.
    Source: torch.Tensor.__getitem__
    Example:
        >>> import zerodl
        >>> zerodl.tensor([[1.0, 2.0], [3.0, 4.0]])[:, 1]
        tensor([2., 4.])
    """
    part, advanced = basic_part("index", x, key)
    if advanced is None:
        return part
    try:
        return part[advanced]
    except IndexError as cause:
        raise IndexingError(f"index: the tensor has shape {x.shape}, key={brief(key)}: {cause}") from cause


@index.grad
def index_grad(g, x_shape, key):
    """Gradient of index: each element's gradient back in its place, zeros elsewhere."""
    return unindex(g, shape=x_shape, key=key)


@op(shape=lambda name, old, shape, key: shape, any_dtype=True, method=False)
def unindex(x, /, shape, key):
    """Zeros of ``shape`` with x added at ``key``; an element that ``key`` names twice receives twice.

    Source: the transpose of index as a linear map; Griewank and Walther (2008), chapter 3.
    Example:
        >>> unindex(np.array([1.0, 2.0, 4.0]), (3,), (np.array([0, 2, 0]),))
        array([5., 0., 2.])
    """
    result = zeros_of(shape, x.dtype, x)
    part, advanced = basic_part("unindex", result, key)
    if advanced is None:
        part[...] = x  # without arrays in the key no element is named twice
    else:
        add_at(part, advanced, x)
    return result


@unindex.grad
def unindex_grad(g, key):
    """Gradient of unindex: read at the same places."""
    return index(g, key=key)


@op(shape=same, any_dtype=True, method=False)
def setitem(x, value, /, key, accumulate=False):
    """A copy of x with x[key] = value, or with ``accumulate`` x[key] += value, also where ``key`` names one twice.

    Shape: value broadcasts to the shape of x[key].
    Source: torch.Tensor.__setitem__
    Example:
        >>> setitem(np.zeros(3), 1.0, (np.array([2, 2]),), accumulate=True)
        array([0., 0., 2.])
    """
    result = np.copy(x)
    part, advanced = basic_part("setitem", result, key)
    where = ... if advanced is None else advanced
    try:
        if accumulate and advanced is not None:
            add_at(part, advanced, value)
        else:
            part[where] = part[where] + value if accumulate else value
    except OverflowError as cause:
        raise ArgumentError(f"setitem: {value} does not fit into {x.dtype}") from cause
    except IndexError as cause:
        raise IndexingError(f"setitem: the tensor has shape {x.shape}, key={brief(key)}: {cause}") from cause
    except ValueError as cause:
        raise ShapeError(
            f"setitem: a value of shape {np.shape(value)} does not fit into the part of shape "
            f"{np.shape(part[where])} that key={brief(key)} names"
        ) from cause
    return result


@setitem.grad
def setitem_grad(g, key, accumulate, value_shape, needs):
    """Gradient of setitem: zero where x was overwritten; for value what arrives there."""
    grad_x = None
    if needs[0]:
        grad_x = g if accumulate else setitem(g, 0, key=key)
    return grad_x, _without_axes_of_one(index(g, key=key), value_shape) if needs[1] else None


def _without_axes_of_one(g, shape):
    """A value may have axes of length 1 in front that x[key] has not; its gradient gets them back."""
    return np.reshape(g, (1,) * (len(shape) - np.ndim(g)) + np.shape(g)) if len(shape) > np.ndim(g) else g
