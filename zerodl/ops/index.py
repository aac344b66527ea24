"""Reading and writing parts of an array."""

import numpy as np

from ..autograd.op import op
from ..autograd.shapes import same
from ..backend import zeros_of


def _with_ellipsis(key):
    """The index as a tuple with a ``...``, so that NumPy gives a view even where it would give a single number."""
    key = key if isinstance(key, tuple) else (key,)
    return key if any(part is Ellipsis for part in key) else (*key, ...)


def _indexed(name, shape, key):
    """The shape of x[key], found on an array of this shape that takes no memory."""
    return np.broadcast_to(np.zeros((), bool), shape)[_with_ellipsis(key)].shape


@op(shape=_indexed, view=True)
def index(x, /, key):
    """x[key], for integers, slices, masks, integer arrays, ``...`` and None; a view where NumPy's is.

    Example:
        >>> import zerodl
        >>> zerodl.tensor([[1.0, 2.0], [3.0, 4.0]])[:, 1]
        tensor([2., 4.])
    """
    return x[_with_ellipsis(key)]


@index.grad
def index_grad(g, x_shape, key):
    """Gradient of index: each element's gradient back in its place, zeros elsewhere."""
    return unindex(g, shape=x_shape, key=key)


@op(shape=lambda name, old, shape, key: shape)
def unindex(x, /, shape, key):
    """Zeros of ``shape`` with x added at ``key``; an element that was read twice receives twice."""
    result = zeros_of(shape, x.dtype, x)
    np.add.at(result, _with_ellipsis(key), x)
    return result


@unindex.grad
def unindex_grad(g, key):
    """Gradient of unindex: read at the same places."""
    return index(g, key=key)


@op(shape=same)
def index_put(x, value, /, key):
    """A copy of x with x[key] = value.

    Shape: value broadcasts to the shape of x[key].
    """
    result = np.copy(x)
    result[key] = value
    return result


@index_put.grad
def index_put_grad(g, key):
    """Gradient of index_put: zero where x was overwritten; for value what arrives there."""
    return index_put(g, 0, key=key), index(g, key=key)
