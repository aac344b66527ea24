"""Several tensors made one: end to end along an axis, or side by side along a new one."""

import numpy as np

from ..autograd.op import composite, op
from ..autograd.promotion import to_common_dtype
from ..autograd.tensor import Tensor
from ..errors import DTypeError, ShapeError
from .axis import axis_along
from .shape import atleast_1d, atleast_2d, atleast_3d, ravel, unsqueeze
from .split import narrow


def _joined(name, *shapes, dim=0):
    """The lengths along ``dim`` add up, the others agree; vectors of no elements count for nothing."""
    if isinstance(dim, Tensor):
        raise DTypeError(f"{name}: expected one list of tensors, got several tensors; write {name}([a, b])")
    if not shapes:
        raise ShapeError(f"{name}: expected at least one tensor to join")
    if any(shape == () for shape in shapes):
        raise ShapeError(f"{name}: a 0-d tensor has no axis to be joined along; use stack, or reshape it to (1,)")
    full = [shape for shape in shapes if shape != (0,)] or [(0,)]
    axis = axis_along(name, dim, len(full[0]))
    for shape in full:
        if len(shape) != len(full[0]) or any(shape[i] != n for i, n in enumerate(full[0]) if i != axis):
            raise ShapeError(
                f"{name}: shapes {full[0]} and {shape} cannot be joined along dim {axis}: all other lengths must agree"
            )
    return tuple(sum(shape[i] for shape in full) if i == axis else n for i, n in enumerate(full[0]))


@op(shape=_joined, many=True, promote=to_common_dtype, any_dtype=True, method=False, numpy=[np.concatenate])
def cat(tensors, /, dim=0):
    """Tensors end to end along an axis that they have.

    Shape: tensors that agree in all lengths but that along dim; vectors of no elements are left out
    Source: torch.cat
    Example:
        >>> import zerodl
        >>> zerodl.cat([zerodl.tensor([[1.0, 2.0]]), zerodl.tensor([[3.0, 4.0]])], dim=1)
        tensor([[1., 2., 3., 4.]])
    """
    shape = _joined("cat", *(np.shape(x) for x in tensors), dim=dim)
    return np.concatenate([x for x in tensors if x.ndim == len(shape)], axis=dim)


@cat.grad
def cat_grad(g, tensors_shape, dim):
    """Gradient of cat: to each tensor its own stretch of g."""
    axis = axis_along("cat", dim, g.ndim)
    gradients, start = [], 0
    for shape in tensors_shape:
        if len(shape) != g.ndim:  # a vector of no elements, left out
            gradients.append(np.reshape(narrow(g, axis, 0, 0), (-1,)))
            continue
        gradients.append(narrow(g, axis, start, shape[axis]))
        start += shape[axis]
    return gradients


def _tensors(name, tensors):
    """The tensors to join as a tuple, refusing one that somebody forgot to put into a list, and lists of numbers."""
    if isinstance(tensors, Tensor):
        raise DTypeError(f"{name}: expected a list of tensors, got one tensor; write {name}([a, b])")
    tensors = tuple(tensors)
    for x in tensors:
        if not hasattr(x, "dtype"):
            raise DTypeError(f"{name}: expected tensors to join, got {x!r} among them; make it one with zerodl.tensor")
    return tensors


@composite(method=False)
def concat(tensors, dim=0):
    """Tensors end to end: another name of cat.

    Source: torch.concat
    Example:
        >>> import zerodl
        >>> zerodl.concat([zerodl.zeros(2), zerodl.ones(1)]).tolist()
        [0.0, 0.0, 1.0]
    """
    return cat(tensors, dim)


@composite(method=False)
def concatenate(tensors, dim=0):
    """Tensors end to end: NumPy's name of cat.

    Source: torch.concatenate
    Example:
        >>> import zerodl
        >>> zerodl.concatenate([zerodl.zeros(2), zerodl.ones(1)]).tolist()
        [0.0, 0.0, 1.0]
    """
    return cat(tensors, dim)


@composite(method=False, numpy=[np.stack])
def stack(tensors, dim=0):
    """Tensors of one shape side by side along a new axis.

    Source: torch.stack
    Example:
        >>> import zerodl
        >>> zerodl.stack([zerodl.tensor([1.0, 2.0]), zerodl.tensor([3.0, 4.0])])
        tensor([[1., 2.],
                [3., 4.]])
    """
    tensors = _tensors("stack", tensors)
    shapes = [x.shape for x in tensors]
    if not shapes or len(set(shapes)) > 1:
        raise ShapeError(f"stack: expected one or more tensors of the same shape, got shapes {shapes}")
    return cat([unsqueeze(x, dim) for x in tensors], axis_along("stack", dim, len(shapes[0]) + 1))


@composite(method=False, numpy=[np.hstack])
def hstack(tensors):
    """Tensors beside each other: along the columns, vectors end to end.

    Source: torch.hstack
    Example:
        >>> import zerodl
        >>> zerodl.hstack([zerodl.tensor([[1.0], [2.0]]), zerodl.tensor([[3.0], [4.0]])])
        tensor([[1., 3.],
                [2., 4.]])
    """
    tensors = atleast_1d(_tensors("hstack", tensors))
    return cat(tensors, 0 if tensors and tensors[0].ndim == 1 else 1)


@composite(method=False, numpy=[np.vstack])
def vstack(tensors):
    """Tensors below each other: along the rows, a vector being a row.

    Source: torch.vstack
    Example:
        >>> import zerodl
        >>> zerodl.vstack([zerodl.tensor([1.0, 2.0]), zerodl.tensor([3.0, 4.0])])
        tensor([[1., 2.],
                [3., 4.]])
    """
    return cat(atleast_2d(_tensors("vstack", tensors)), 0)


@composite(method=False, numpy=[np.dstack])
def dstack(tensors):
    """Tensors behind each other: along the third axis.

    Source: torch.dstack
    Example:
        >>> import zerodl
        >>> zerodl.dstack([zerodl.zeros(2, 3), zerodl.zeros(2, 3)]).shape
        (2, 3, 2)
    """
    return cat(atleast_3d(_tensors("dstack", tensors)), 2)


@composite(method=False, numpy=[np.column_stack])
def column_stack(tensors):
    """Tensors beside each other along the columns, a vector or a number being a column.

    Source: torch.column_stack
    Example:
        >>> import zerodl
        >>> zerodl.column_stack([zerodl.tensor([1.0, 2.0]), zerodl.tensor([3.0, 4.0])])
        tensor([[1., 3.],
                [2., 4.]])
    """
    return cat([unsqueeze(ravel(x), 1) if x.ndim < 2 else x for x in _tensors("column_stack", tensors)], 1)
