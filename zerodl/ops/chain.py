"""Products of many matrices."""

import math

import numpy as np

from ..autograd.op import composite
from ..backend import eye_like
from ..errors import ArgumentError, ShapeError
from .inverse import inv, require_square
from .linalg import matmul
from .requirement import require_floats


@composite()
def matrix_power(x, n):
    """A square matrix multiplied with itself, n factors in all; of its inverse, if n is negative.

    Shape: x (…, k, k) -> the same
    Raises: ShapeError for other matrices; ArgumentError for a negative power of a matrix that has no inverse.
    Cost: about 2 log₂ n products, by squaring.
    Source: torch.linalg.matrix_power
    Example:
        >>> import zerodl
        >>> zerodl.matrix_power(zerodl.tensor([[1.0, 1.0], [0.0, 1.0]]), 10)
        tensor([[ 1., 10.],
                [ 0.,  1.]])
    """
    require_square("matrix_power", np.shape(x))
    if n < 0:
        x, n = inv(x), -n
    power = None
    while n:
        if n % 2:
            power = x if power is None else matmul(power, x)
        n //= 2
        x = matmul(x, x) if n else x
    if power is not None:
        return power
    return x * 0 + eye_like(np.shape(x)[-1], x)


_TERMS = 16  # for a matrix of norm 1/2 the next term is below a double's rounding error


@composite()
def matrix_exp(x):
    """The exponential of square matrices, by its series, of which matrix products take the place of powers.

        y = 1 + x + x²/2 + x³/6 + …        of x / 2ˢ, which is small, then squared s times

    Shape: x (…, n, n) -> the same
    Raises: ShapeError for other matrices, DTypeError for integers.
    Source: Moler and Van Loan (2003), "Nineteen dubious ways to compute the exponential of a matrix", method 3.
    Example:
        >>> import zerodl
        >>> zerodl.matrix_exp(zerodl.tensor([[0.0, 1.0], [0.0, 0.0]]))
        tensor([[1., 1.],
                [0., 1.]])
    """
    require_square("matrix_exp", np.shape(x))
    require_floats("matrix_exp", x)
    array = np.abs(getattr(x, "array", x))
    largest = float(np.max(np.sum(array, axis=-1))) if array.size else 0.0
    halvings = max(0, math.frexp(largest)[1] + 1) if math.isfinite(largest) else 0
    x = x * 0.5**halvings if halvings else x
    one = eye_like(np.shape(x)[-1], x)
    y = one + x / _TERMS
    for k in range(_TERMS - 1, 0, -1):  # Horner's scheme
        y = one + matmul(x, y) / k
    for _ in range(halvings):
        y = matmul(y, y)
    return y


@composite(method=False)
def multi_dot(tensors):
    """The product of a chain of matrices, multiplied in the order that takes the fewest multiplications.

    The first and the last may be vectors, a row and a column.

    Raises: ArgumentError for fewer than two; ShapeError if neighbours do not fit.
    Cost: the cheapest order is found in the cube of the chain's length.
    Source: Cormen, Leiserson, Rivest and Stein, "Introduction to Algorithms", section 14.2.
    Example:
        >>> import zerodl
        >>> zerodl.linalg.multi_dot([zerodl.ones(10, 100), zerodl.ones(100, 5), zerodl.ones(5, 50)]).shape
        (10, 50)
    """
    tensors = list(tensors)
    if len(tensors) < 2:
        raise ArgumentError(f"multi_dot: expected at least two tensors, got {len(tensors)}")
    inner = [x for i, x in enumerate(tensors) if 0 < i < len(tensors) - 1]
    if any(np.ndim(x) != 2 for x in inner) or any(np.ndim(x) not in (1, 2) for x in (tensors[0], tensors[-1])):
        raise ShapeError(
            "multi_dot: expected matrices, the first and the last may be vectors, got shapes "
            f"{', '.join(str(np.shape(x)) for x in tensors)}"
        )
    row, column = np.ndim(tensors[0]) == 1, np.ndim(tensors[-1]) == 1
    if row:
        tensors[0] = tensors[0][None, :]
    if column:
        tensors[-1] = tensors[-1][:, None]
    for a, b in zip(tensors, tensors[1:]):
        if a.shape[1] != b.shape[0]:
            raise ShapeError(f"multi_dot: neighbours of shapes {a.shape} and {b.shape} do not fit together")
    best = _cheapest_splits([x.shape[0] for x in tensors] + [tensors[-1].shape[1]])
    product = _multiply(tensors, best, 0, len(tensors) - 1)
    shape = (*([] if row else product.shape[:1]), *([] if column else product.shape[1:]))
    return np.reshape(product, shape) if row or column else product


def _cheapest_splits(lengths):
    """{(first, last): after which matrix to split the chain from first to last}; matrix i is lengths[i] by [i + 1]."""
    count = len(lengths) - 1
    cost, split = {(i, i): 0 for i in range(count)}, {}
    for width in range(1, count):
        for i in range(count - width):
            j = i + width
            costs = {k: cost[i, k] + cost[k + 1, j] + lengths[i] * lengths[k + 1] * lengths[j + 1] for k in range(i, j)}
            split[i, j] = min(costs, key=costs.get)
            cost[i, j] = costs[split[i, j]]
    return split


def _multiply(matrices, split, first, last):
    if first == last:
        return matrices[first]
    k = split[first, last]
    return matmul(_multiply(matrices, split, first, k), _multiply(matrices, split, k + 1, last))
