"""Writing elements to the places that an array of positions names, and reducing where several meet."""

import numpy as np

from ..autograd.op import composite, op
from ..autograd.shapes import same
from ..backend import is_floating, maximum_at, minimum_at, multiply_at, ones_of
from ..errors import ArgumentError, ShapeError
from .index import index as read
from .index import setitem, unindex
from .key import across, along, positions_across, positions_along, require_same_dtype, restored

_REDUCTIONS = ("sum", "prod", "mean", "amax", "amin")


@composite(in_place=True)
def scatter_reduce(x, dim, index, src, reduce, *, include_self=True):
    """A copy of x reduced with the elements of ``src`` that ``index`` sends to each place along ``dim``.

        y[i, p, k] = reduce of x[i, p, k] and of src[i, j, k] for every j with index[i, j, k] = p        for dim = 1

    Args: reduce: "sum", "prod", "mean", "amax" or "amin". include_self: whether x takes part where the index points.
    Raises: as scatter; ArgumentError for another reduction.
    Source: torch.scatter_reduce
    Example:
        >>> import zerodl
        >>> x, index = zerodl.tensor([1.0, 1.0, 1.0]), zerodl.tensor([0, 0, 2])
        >>> zerodl.scatter_reduce(x, 0, index, zerodl.tensor([3.0, 5.0, -4.0]), "amax")
        tensor([5., 1., 1.])
    """
    if reduce not in _REDUCTIONS:
        raise ArgumentError(f"scatter_reduce: reduce must be one of {', '.join(_REDUCTIONS)}, got {reduce!r}")
    require_same_dtype("scatter_reduce", x, src, "src")
    shape = np.shape(x)
    axis, x, index = positions_along("scatter_reduce", x, dim, index)
    src = np.reshape(src, (1,)) if np.ndim(src) == 0 else src
    if np.ndim(src) != index.ndim or any(n > m for n, m in zip(index.shape, np.shape(src))):
        raise ShapeError(
            f"scatter_reduce: src must have an element for each of the index, got shapes {np.shape(src)} and "
            f"{index.shape}"
        )
    src = read(src, key=tuple(slice(0, n) for n in index.shape))
    return restored(reduce_at(x, src, along(index, axis), reduce, include_self), shape)


@composite(in_place=True)
def index_reduce(x, dim, index, source, reduce, *, include_self=True):
    """A copy of x reduced with the slices of ``source`` that ``index`` sends to each slice along ``dim``.

    Args: reduce: "prod", "mean", "amax" or "amin". include_self: whether x takes part where the index points.
    Shape: index (n,), source as x but n along ``dim`` -> the shape of x
    Raises: as index_add; ArgumentError for another reduction.
    Source: torch.index_reduce
    Example:
        >>> import zerodl
        >>> x, index = zerodl.tensor([1.0, 1.0, 1.0]), zerodl.tensor([0, 0, 2])
        >>> zerodl.index_reduce(x, 0, index, zerodl.tensor([3.0, 5.0, -4.0]), "prod")
        tensor([15.,  1., -4.])
    """
    if reduce not in _REDUCTIONS[1:]:
        raise ArgumentError(f"index_reduce: reduce must be one of {', '.join(_REDUCTIONS[1:])}, got {reduce!r}")
    require_same_dtype("index_reduce", x, source, "source")
    shape = np.shape(x)
    axis, x, index = positions_across("index_reduce", x, dim, index)
    source = np.reshape(source, (1,)) if np.ndim(source) == 0 else source
    expected = (*np.shape(x)[:axis], index.shape[0], *np.shape(x)[axis + 1 :])
    if np.shape(source) != expected:
        raise ShapeError(f"index_reduce: expected a source of shape {expected}, got {np.shape(source)}")
    return restored(reduce_at(x, source, across(index, axis), reduce, include_self), shape)


def reduce_at(x, src, key, reduce, include_self):
    """A copy of x in which x[key] is reduced with ``src``, each place with all that the key sends there."""
    if not include_self:
        x = setitem(x, _neutral(x.dtype, reduce), key=key)
    if reduce == "prod":
        return index_product(x, src, key=key)
    if reduce in ("amax", "amin"):
        return index_extremum(x, src, key=key, largest=reduce == "amax")
    total = setitem(x, src, key=key, accumulate=True)
    if reduce == "sum":
        return total
    each = ones_of(np.shape(src), _count_dtype(x.dtype), x)
    count = np.maximum(unindex(each, shape=np.shape(x), key=key) + include_self, 1)
    return (total / count).to(x.dtype) if is_floating(x.dtype) else total // count


def _count_dtype(dtype):
    """Counts are kept in the numbers' own dtype, but for 16-bit floats, which cannot count beyond 256."""
    return np.float32 if is_floating(dtype) and dtype.itemsize == 2 else dtype


def _neutral(dtype, reduce):
    """The number that changes nothing when it is reduced with others."""
    if reduce in ("sum", "mean", "prod"):
        return 1 if reduce == "prod" else 0
    if is_floating(dtype):
        return float("-inf") if reduce == "amax" else float("inf")
    if dtype == np.bool_:
        return reduce == "amin"
    return np.iinfo(dtype).min if reduce == "amax" else np.iinfo(dtype).max


@op(shape=same, method=False)
def index_extremum(x, src, /, key, largest):
    """A copy of x with x[key] replaced by the largest (or smallest) of itself and of what the key sends there.

    Source: numpy.ufunc.at
    Example:
        >>> index_extremum(np.zeros(2), np.array([3.0, 1.0]), (np.array([1, 1]),), largest=True)
        array([0., 3.])
    """
    result = np.copy(x)
    (maximum_at if largest else minimum_at)(result, key, src)
    return result


@index_extremum.grad
def index_extremum_grad(g, x, src, y, key):
    """Gradient of index_extremum: g to whoever was the largest, several equal ones share it evenly."""
    won, src_won = np.equal(x, y), np.equal(src, read(y, key=key))
    one, none = g.dtype.type(1), g.dtype.type(0)
    winners = unindex(np.where(src_won, one, none), shape=np.shape(x), key=key) + np.where(won, one, none)
    share = g / np.maximum(winners, one)  # nobody equals a NaN
    return np.where(won, share, 0), np.where(src_won, read(share, key=key), 0)


@op(shape=same, method=False)
def index_product(x, src, /, key):
    """A copy of x with x[key] multiplied by all that the key sends there.

    Source: numpy.ufunc.at
    Example:
        >>> index_product(np.ones(2), np.array([3.0, 2.0]), (np.array([1, 1]),))
        array([1., 6.])
    """
    result = np.copy(x)
    multiply_at(result, key, src)
    return result


@index_product.grad
def index_product_grad(g, x, src, key):
    """Gradient of index_product: g times the product of the other factors.

    Dividing the product by a factor gives that of the others, unless a factor is 0. So zeros are left out of the
    product and counted. If one of the others is 0, then it is the sum of all zero factors, and stands in its place: it
    is 0 here, and has a derivative.
    """
    zero, src_zero = np.equal(x, 0), np.equal(src, 0)
    rest, src_rest = np.where(zero, 1, x), np.where(src_zero, 1, src)
    product = index_product(rest, src_rest, key=key)
    zeros = unindex(np.where(src_zero, 1, 0), shape=np.shape(x), key=key) + np.where(zero, 1, 0)
    zero_factor = unindex(np.where(src_zero, src, 0), shape=np.shape(x), key=key) + np.where(zero, x, 0)

    def of_others(factor, zero, rest, product, zeros, zero_factor):
        other_zeros = zeros - np.where(zero, 1, 0)
        left = np.where(np.equal(other_zeros, 1), zero_factor - np.where(zero, factor, 0), 0)
        return product / rest * np.where(np.equal(other_zeros, 0), 1, left)

    sent = (read(part, key=key) for part in (product, zeros, zero_factor))
    grad_src = read(g, key=key) * of_others(src, src_zero, src_rest, *sent)
    return g * of_others(x, zero, rest, product, zeros, zero_factor), grad_src
