"""The same elements in another shape: reshaping, axes of length 1, and stretching without copying."""

import math

import numpy as np

from ..autograd.op import composite, op
from ..autograd.shapes import broadcast, normalise_dim, normalise_dims, same
from ..errors import ArgumentError, ShapeError
from .axis import axis_along


def _reshaped(name, old, *, shape):
    """The new shape, with a −1 replaced by what is left over for it."""
    wanted = (shape,) if isinstance(shape, (int, np.integer)) else tuple(shape)
    count = math.prod(old)
    known = math.prod(n for n in wanted if n != -1)
    unknown = wanted.count(-1)
    fits = count == known if unknown == 0 else unknown == 1 and known > 0 and count % known == 0
    if not fits or any(n < -1 for n in wanted):
        raise ShapeError(
            f"{name}: {count} elements of shape {old} do not fill the shape {wanted}; at most one length may be -1"
        )
    return tuple(count // known if n == -1 else int(n) for n in wanted)


@op(shape=_reshaped, view=True, numpy=[np.reshape])
def reshape(x, /, shape):
    """The same elements, row by row, in another shape; a view where the memory allows it, else a copy.

    Args: shape: a tuple of lengths; one of them may be −1, for what is left over.
    Source: torch.reshape
    Example:
        >>> import zerodl
        >>> zerodl.tensor([1.0, 2.0, 3.0, 4.0]).reshape((2, -1))
        tensor([[1., 2.],
                [3., 4.]])
    """
    return np.reshape(x, _reshaped("reshape", np.shape(x), shape=shape))  # NumPy would take −2 for −1


@reshape.grad
def reshape_grad(g, x_shape):
    """Gradient of reshape: the old shape again."""
    return np.reshape(g, x_shape)


@op(shape=_reshaped, view=True)
def view(x, /, shape):
    """As reshape, but never a copy: for when a change of the result must reach x.

    Raises: ShapeError if the elements do not lie in memory so that the new shape could look at them there.
    Source: torch.Tensor.view
    Example:
        >>> import zerodl
        >>> x = zerodl.zeros(2, 2)
        >>> x.view(4)[3] = 1.0
        >>> x
        tensor([[0., 0.],
                [0., 1.]])
    """
    y = np.reshape(x, _reshaped("view", x.shape, shape=shape))
    if y.size and not np.may_share_memory(x, y):
        raise ShapeError(
            f"view: the elements of shape {x.shape} do not lie in memory in the order that {y.shape} needs; use reshape"
        )
    return y


@view.grad
def view_grad(g, x_shape):
    """Gradient of view: the old shape again."""
    return np.reshape(g, x_shape)


@composite()
def view_as(x, other):
    """x looked at in the shape of ``other``.

    Source: torch.Tensor.view_as
    Example:
        >>> import zerodl
        >>> zerodl.view_as(zerodl.zeros(6), zerodl.zeros(2, 3)).shape
        (2, 3)
    """
    return view(x, other.shape)


@composite()
def reshape_as(x, other):
    """x in the shape of ``other``.

    Source: torch.Tensor.reshape_as
    Example:
        >>> import zerodl
        >>> zerodl.reshape_as(zerodl.zeros(6), zerodl.zeros(2, 3)).shape
        (2, 3)
    """
    return reshape(x, other.shape)


@composite()
def flatten(x, start_dim=0, end_dim=-1):
    """The axes from ``start_dim`` to ``end_dim``, both included, joined to one; a 0-d tensor becomes a vector of one.

    Source: torch.flatten
    Example:
        >>> import zerodl
        >>> zerodl.zeros(2, 3, 4).flatten(start_dim=1).shape
        (2, 12)
    """
    start, end = (axis_along("flatten", dim, x.ndim) for dim in (start_dim, end_dim))
    if start > end:
        raise ArgumentError(f"flatten: start_dim {start_dim} lies behind end_dim {end_dim} in shape {x.shape}")
    return reshape(x, (*x.shape[:start], math.prod(x.shape[start : end + 1]), *x.shape[end + 1 :]))


@composite()
def unflatten(x, dim, sizes):
    """One axis split into several, of the lengths ``sizes``; one of them may be −1.

    Source: torch.unflatten
    Example:
        >>> import zerodl
        >>> zerodl.unflatten(zerodl.zeros(2, 12), 1, (3, -1)).shape
        (2, 3, 4)
    """
    axis = normalise_dim("unflatten", dim, x.ndim)
    if not sizes:
        raise ArgumentError("unflatten: sizes is empty; give the lengths that the axis is split into")
    lengths = _reshaped("unflatten", x.shape[axis : axis + 1], shape=sizes)
    return reshape(x, (*x.shape[:axis], *lengths, *x.shape[axis + 1 :]))


@composite()
def ravel(x):
    """All elements as one axis, side by side in memory; a copy only if they do not lie so already.

    Source: torch.ravel
    Example:
        >>> import zerodl
        >>> zerodl.ravel(zerodl.tensor([[1.0, 2.0], [3.0, 4.0]]))
        tensor([1., 2., 3., 4.])
    """
    return reshape(contiguous(x), (-1,))


@composite(numpy=[np.squeeze])
def squeeze(x, dim=None):
    """x without axes of length 1: all of them, or those in ``dim``; an axis of another length stays. A view.

    Source: torch.squeeze
    Example:
        >>> import zerodl
        >>> zerodl.zeros(1, 2, 1).squeeze().shape, zerodl.zeros(1, 2, 1).squeeze(0).shape
        ((2,), (2, 1))
    """
    axes = normalise_dims("squeeze", dim, x.ndim)
    return reshape(x, tuple(n for i, n in enumerate(x.shape) if n != 1 or i not in axes))


@composite(numpy=[np.expand_dims])
def unsqueeze(x, dim):
    """x with an axis of length 1 at place ``dim`` of the result; a view.

    Source: torch.unsqueeze
    Example:
        >>> import zerodl
        >>> zerodl.zeros(2, 3).unsqueeze(1).shape, zerodl.zeros(2, 3).unsqueeze(-1).shape
        ((2, 1, 3), (2, 3, 1))
    """
    axis = normalise_dim("unsqueeze", dim, x.ndim + 1)
    return reshape(x, (*x.shape[:axis], 1, *x.shape[axis:]))


def _expanded(name, old, *, shape):
    """``shape`` with each −1 replaced by the length that is there, if ``old`` can be broadcast to it."""
    wanted = (shape,) if isinstance(shape, (int, np.integer)) else tuple(shape)
    new = len(wanted) - len(old)
    if any(n < -1 for n in wanted) or -1 in wanted[: max(new, 0)]:
        raise ShapeError(f"{name}: lengths are from 0 up, or -1 for that of an axis which is there, got {wanted}")
    lengths = tuple(old[i - new] if n == -1 else int(n) for i, n in enumerate(wanted))
    if broadcast(name, old, lengths) != lengths:
        raise ShapeError(f"{name}: shape {old} cannot be broadcast to {lengths}, which is smaller")
    return lengths


@op(shape=_expanded, view=True, numpy=[np.broadcast_to])
def expand(x, /, shape):
    """x broadcast to a larger shape, without copying.

    Args: shape: a tuple of lengths; −1 keeps an axis as it is.
    Source: torch.Tensor.expand
    Example:
        >>> import zerodl
        >>> zerodl.tensor([1.0, 2.0]).expand((2, 2))
        tensor([[1., 2.],
                [1., 2.]])
    """
    return np.broadcast_to(x, _expanded("expand", x.shape, shape=shape))


@expand.grad
def expand_grad(g):
    """Gradient of expand: g itself; the engine sums over the copies."""
    return g


@composite()
def expand_as(x, other):
    """x broadcast to the shape of ``other``, without copying.

    Source: torch.Tensor.expand_as
    Example:
        >>> import zerodl
        >>> zerodl.expand_as(zerodl.zeros(3), zerodl.zeros(2, 3)).shape
        (2, 3)
    """
    return expand(x, other.shape)


@composite()
def broadcast_to(x, shape):
    """x broadcast to a larger shape, without copying: another name of expand.

    Source: torch.broadcast_to
    Example:
        >>> import zerodl
        >>> zerodl.broadcast_to(zerodl.tensor([1.0, 2.0]), (2, 2)).tolist()
        [[1.0, 2.0], [1.0, 2.0]]
    """
    return expand(x, shape)


@composite(method=False)
def broadcast_tensors(*tensors):
    """All tensors broadcast to the shape in which they would meet, without copying.

    Source: torch.broadcast_tensors
    Example:
        >>> import zerodl
        >>> row, column = zerodl.broadcast_tensors(zerodl.zeros(3), zerodl.zeros(2, 1))
        >>> row.shape, column.shape
        ((2, 3), (2, 3))
    """
    shape = broadcast("broadcast_tensors", *(x.shape for x in tensors))
    return tuple(expand(x, shape) for x in tensors)


@composite(method=False)
def atleast_1d(*tensors):
    """Numbers as vectors of one element; the rest as it is. Several tensors give a tuple.

    Source: torch.atleast_1d
    Example:
        >>> import zerodl
        >>> zerodl.atleast_1d(zerodl.tensor(2.0))
        tensor([2.])
    """
    return _each(lambda x: x if x.ndim else unsqueeze(x, 0), tensors)


@composite(method=False)
def atleast_2d(*tensors):
    """Vectors as matrices of one row, numbers as 1 by 1; the rest as it is. Several tensors give a tuple.

    Source: torch.atleast_2d
    Example:
        >>> import zerodl
        >>> zerodl.atleast_2d(zerodl.tensor([2.0, 3.0]))
        tensor([[2., 3.]])
    """
    return _each(lambda x: x if x.ndim >= 2 else unsqueeze(atleast_1d(x), 0), tensors)


@composite(method=False)
def atleast_3d(*tensors):
    """As atleast_2d, and matrices get a third axis of length 1 at the end. Several tensors give a tuple.

    Source: torch.atleast_3d
    Example:
        >>> import zerodl
        >>> zerodl.atleast_3d(zerodl.zeros(2)).shape, zerodl.atleast_3d(zerodl.zeros(2, 3)).shape
        ((1, 2, 1), (2, 3, 1))
    """
    return _each(lambda x: x if x.ndim >= 3 else unsqueeze(atleast_2d(x), -1), tensors)


def _each(function, tensors):
    """The function of one tensor, or the tuple of those of several; a sequence of tensors counts as several."""
    if len(tensors) == 1 and isinstance(tensors[0], (list, tuple)):
        return tuple(function(x) for x in tensors[0])
    return function(tensors[0]) if len(tensors) == 1 else tuple(function(x) for x in tensors)


@op(shape=same, any_dtype=True, method=False)
def row_major(x):
    """A copy of x whose elements lie in memory row by row.

    Source: numpy.copy with order="C"
    Example:
        >>> row_major(np.ones((2, 3)).T).flags.c_contiguous
        True
    """
    return np.copy(x, order="C")


@row_major.grad
def row_major_grad(g):
    """Gradient of row_major: g."""
    return g


@composite()
def contiguous(x):
    """x itself if its elements lie in memory row by row, else a copy of which that is true.

    Source: torch.Tensor.contiguous
    Example:
        >>> import zerodl
        >>> x = zerodl.zeros(2, 3)
        >>> x.contiguous() is x, x.T.contiguous() is x.T
        (True, False)
    """
    return x if getattr(x, "array", x).flags.c_contiguous else row_major(x)
