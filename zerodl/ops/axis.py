"""The order of the axes: exchanging and moving them, without touching an element."""

import numpy as np

from ..autograd.op import composite, op
from ..autograd.shapes import normalise_dim, normalise_dims
from ..errors import ArgumentError, ShapeError


def axis_along(name, dim, ndim):
    """The axis that ``dim`` names, from 0 up; a 0-d array counts as a vector of one element.

    Example:
        >>> axis_along("cumsum", -1, 3), axis_along("cumsum", -1, 0)
        (2, 0)
    """
    return normalise_dim(name, dim, max(ndim, 1))


def _transposed(name, shape, dim0, dim1):
    i, j = axis_along(name, dim0, len(shape)), axis_along(name, dim1, len(shape))
    lengths = list(shape)
    if shape:
        lengths[i], lengths[j] = shape[j], shape[i]
    return tuple(lengths)


@op(shape=_transposed, view=True, numpy=[np.swapaxes])
def transpose(x, /, dim0, dim1):
    """x with two axes exchanged; a view.

    Source: torch.transpose
    Example:
        >>> import zerodl
        >>> zerodl.tensor([[1.0, 2.0, 3.0]]).transpose(0, 1).shape
        (3, 1)
    """
    _transposed("transpose", x.shape, dim0, dim1)
    return np.swapaxes(x, dim0, dim1) if x.ndim else x[...]


@transpose.grad
def transpose_grad(g, dim0, dim1):
    """Gradient of transpose: exchange them back."""
    return transpose(g, dim0, dim1)


@composite()
def swapaxes(x, axis0, axis1):
    """x with two axes exchanged: NumPy's name of transpose.

    Source: torch.swapaxes
    Example:
        >>> import zerodl
        >>> zerodl.swapaxes(zerodl.zeros(2, 3, 4), 0, 2).shape
        (4, 3, 2)
    """
    return transpose(x, axis0, axis1)


@composite()
def swapdims(x, dim0, dim1):
    """x with two axes exchanged: another name of transpose.

    Source: torch.swapdims
    Example:
        >>> import zerodl
        >>> zerodl.swapdims(zerodl.zeros(2, 3, 4), 0, 2).shape
        (4, 3, 2)
    """
    return transpose(x, dim0, dim1)


@composite()
def t(x):
    """The transpose of a matrix; a vector and a number stay as they are.

    Raises: ShapeError for more than two axes, of which nobody could say which to exchange.
    Source: torch.t
    Example:
        >>> import zerodl
        >>> zerodl.t(zerodl.tensor([[1.0, 2.0], [3.0, 4.0]]))
        tensor([[1., 3.],
                [2., 4.]])
    """
    if x.ndim > 2:
        raise ShapeError(f"t: expected at most 2 dimensions, got shape {x.shape}; use transpose(dim0, dim1)")
    return transpose(x, 0, -1)


def _order(name, dims, ndim):
    """``dims`` as axes from 0 up, each named once."""
    axes = normalise_dims(name, dims, ndim)
    if dims is None or len(axes) != ndim:
        raise ArgumentError(f"{name}: dims must name each of the {ndim} axes once, got {dims!r}")
    return axes


@op(shape=lambda name, shape, dims: tuple(shape[d] for d in _order(name, dims, len(shape))), view=True)
def permute(x, /, dims):
    """x with its axes in the order ``dims``; a view.

        y.shape[i] = x.shape[dims[i]]

    Source: torch.permute
    Example:
        >>> import zerodl
        >>> zerodl.zeros(2, 3, 4).permute(2, 0, 1).shape
        (4, 2, 3)
    """
    return np.transpose(x, _order("permute", dims, x.ndim))


@permute.grad
def permute_grad(g, dims):
    """Gradient of permute: each axis back in its place."""
    order = _order("permute", dims, g.ndim)
    return permute(g, tuple(sorted(range(g.ndim), key=order.__getitem__)))


@composite()
def movedim(x, source, destination):
    """x with the axes ``source`` moved to the places ``destination``, the others in their old order; a view.

    Args: source, destination: an axis, or tuples of as many.
    Source: torch.movedim
    Example:
        >>> import zerodl
        >>> zerodl.movedim(zerodl.zeros(2, 3, 4), 0, -1).shape
        (3, 4, 2)
    """
    taken, places = normalise_dims("movedim", source, x.ndim), normalise_dims("movedim", destination, x.ndim)
    if np.size(source) != np.size(destination):
        raise ArgumentError(
            f"movedim: expected as many places as axes, got source {source!r}, destination {destination!r}"
        )
    order = [axis for axis in range(x.ndim) if axis not in taken]
    for place, axis in sorted(zip(places, taken)):
        order.insert(place, axis)
    return permute(x, tuple(order))


@composite()
def moveaxis(x, source, destination):
    """x with axes moved: NumPy's name of movedim.

    Source: torch.moveaxis
    Example:
        >>> import zerodl
        >>> zerodl.moveaxis(zerodl.zeros(2, 3, 4), (0, 1), (1, 2)).shape
        (4, 2, 3)
    """
    return movedim(x, source, destination)
