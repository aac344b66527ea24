"""Operations on one element at a time. Arrays of different shapes are broadcast first; the way back is the engine's."""

import numpy as np

from ..autograd.op import op
from ..autograd.promotion import to_common_dtype, to_common_float
from ..autograd.shapes import broadcast, same
from ..errors import ArgumentError, DTypeError
from .requirement import kind, refuse_booleans


def _scaled(name, a, b, alpha):
    """alpha · b for ``add`` and ``sub``, in the dtype of b; alpha must be of the kind of the tensors."""
    if (isinstance(alpha, float) and "float" not in (kind(a), kind(b))) or (
        isinstance(alpha, bool) and not kind(a) == kind(b) == "boolean"
    ):
        raise DTypeError(f"{name}: alpha must be of the kind of the tensors, {kind(a)}s, got {alpha!r}")
    if hasattr(b, "dtype") and kind(b) != "float":
        alpha = np.array(alpha).astype(b.dtype).item()
    return b * alpha


@op(shape=broadcast, promote=to_common_dtype, in_place=True, numpy=[np.add])
def add(a, b, /, alpha=1):
    """a + alpha · b, element by element.

    Shape: a and b broadcast together.
    Source: torch.add.
    Example:
        >>> import zerodl
        >>> zerodl.add(zerodl.tensor([1.0, 2.0]), 10)
        tensor([11., 12.])
    """
    return np.add(a, b if type(alpha) is int and alpha == 1 else _scaled("add", a, b, alpha))


@add.grad
def add_grad(g, alpha):
    """Gradient of add for each input: a rises as fast as the sum, b alpha times as fast."""
    return g, g if alpha == 1 else g * alpha


def _numbers_to_subtract(inputs):
    for x in inputs:
        refuse_booleans("sub", x)
    return to_common_dtype(inputs)


@op(shape=broadcast, promote=_numbers_to_subtract, in_place=True, numpy=[np.subtract])
def sub(a, b, /, alpha=1):
    """a − alpha · b, element by element.

    Shape: a and b broadcast together.
    Raises: DTypeError for booleans, whose difference is ``logical_xor``.
    Source: torch.sub.
    Example:
        >>> import zerodl
        >>> zerodl.sub(zerodl.tensor([1.0, 2.0]), 1)
        tensor([0., 1.])
    """
    return np.subtract(a, b if type(alpha) is int and alpha == 1 else _scaled("sub", a, b, alpha))


@sub.grad
def sub_grad(g, alpha):
    """Gradient of sub for each input: g for a, −alpha · g for b."""
    return g, -g if alpha == 1 else g * -alpha


@op(shape=broadcast, promote=to_common_dtype, in_place=True, numpy=[np.multiply])
def mul(a, b):
    """a · b, element by element.

    Shape: a and b broadcast together.
    Source: torch.mul.
    Example:
        >>> import zerodl
        >>> zerodl.mul(zerodl.tensor([[1.0], [2.0]]), zerodl.tensor([3.0, 4.0]))
        tensor([[3., 4.],
                [6., 8.]])
    """
    return np.multiply(a, b)


@mul.grad
def mul_grad(g, a, b):
    """Gradient of mul for each input.

        grad_a = g · b        grad_b = g · a

    Shape: g the shape of a · b -> two arrays that broadcast to it; the engine sums them back to the shapes of a and b
    Example:
        >>> mul_grad(np.array([1.0, 10.0]), np.array([2.0, 3.0]), np.array([5.0, 7.0]))
        (array([ 5., 70.]), array([ 2., 30.]))
    """
    return g * b, g * a


@op(shape=same, promote=to_common_dtype, in_place=True, numpy=[np.negative])
def neg(x):
    """−x.

    Source: torch.neg.
    Example:
        >>> import zerodl
        >>> zerodl.neg(zerodl.tensor([1.0, -2.0]))
        tensor([-1.,  2.])
    """
    refuse_booleans("neg", x)
    return np.negative(x)


@neg.grad
def neg_grad(g):
    """Gradient of neg: −g."""
    return -g


def _bases_and_powers(inputs):
    a, b = inputs
    if isinstance(b, int) and b < 0 and kind(a) != "float":
        raise ArgumentError(f"pow: integers have no integer power {b}; convert them with x.float()")
    return to_common_dtype(inputs)


@op(shape=broadcast, promote=_bases_and_powers, in_place=True, numpy=[np.power])
def pow(a, b):
    """a to the power b, element by element.

    Shape: a and b broadcast together.
    Raises: ArgumentError for integers to a negative power, DTypeError for booleans.
    Source: torch.pow.
    Example:
        >>> import zerodl
        >>> zerodl.pow(zerodl.tensor([2.0, 3.0]), 2)
        tensor([4., 9.])
    """
    refuse_booleans("pow", a, b)
    if kind(a) == kind(b) == "integer" and np.any(b < 0):
        raise ArgumentError("pow: integers have no negative integer powers; convert them with x.float()")
    return np.power(a, b)


@pow.grad
def pow_grad(g, a, b, y, needs):
    """Gradient of pow for each input.

        grad_a = g · b · a^(b − 1)        grad_b = g · y · log a

    Where b is 0, grad_a is 0 even for a = 0, where the formula says 0 · ∞; where a is 0, grad_b is taken as 0, its
    limit for a positive b.
    """
    grad_a = g * b * a ** (b - 1 + (b == 0)) if needs[0] else None
    grad_b = g * y * np.log(a + (a == 0)) if needs[1] else None
    return grad_a, grad_b


@op(shape=same, promote=to_common_float, in_place=True, numpy=[np.exp])
def exp(x):
    """e to the power x.

    Source: torch.exp.
    Example:
        >>> import zerodl
        >>> zerodl.exp(zerodl.tensor([0.0, 1.0]))
        tensor([1.0000, 2.7183])
    """
    return np.exp(x)


@exp.grad
def exp_grad(g, y):
    """Gradient of exp: g · y, its slope being its own height."""
    return g * y


@op(shape=same, promote=to_common_float, in_place=True, numpy=[np.log])
def log(x):
    """The natural logarithm: the y with e^y = x; −∞ at 0, not a number below.

    Source: torch.log.
    Example:
        >>> import zerodl
        >>> zerodl.log(zerodl.tensor([1.0, 10.0]))
        tensor([0.0000, 2.3026])
    """
    return np.log(x)


@log.grad
def log_grad(g, x):
    """Gradient of log: g / x."""
    return g / x


@op(shape=same, promote=to_common_float, in_place=True, numpy=[np.tanh])
def tanh(x):
    """The hyperbolic tangent, from −1 to 1.

    Source: torch.tanh.
    Example:
        >>> import zerodl
        >>> zerodl.tanh(zerodl.tensor([0.0, 1.0]))
        tensor([0.0000, 0.7616])
    """
    return np.tanh(x)


@tanh.grad
def tanh_grad(g, y):
    """Gradient of tanh, from its result.

        grad_x = g · (1 − y²)

    Shape: g and y = tanh(x) the same shape -> one array of that shape
    Example:
        >>> tanh_grad(np.array([1.0, 1.0]), np.array([0.0, 1.0]))
        array([1., 0.])
    """
    return g * (1 - y * y)


def _sides_alike(inputs):
    condition, a, b = inputs
    return [condition, *to_common_dtype([a, b])]


@op(shape=broadcast, promote=_sides_alike, method=False, numpy=[np.where])
def where(condition, a, b):
    """a where the condition holds, else b.

    Shape: all three broadcast together; condition is boolean.
    Source: torch.where.
    Example:
        >>> import zerodl
        >>> zerodl.where(zerodl.tensor([True, False]), zerodl.tensor([1.0, 2.0]), 0.0)
        tensor([1., 0.])
    """
    if kind(condition) != "boolean":
        came = getattr(condition, "dtype", type(condition).__name__)
        raise DTypeError(f"where: the condition must be boolean, got {came}; compare it with something, as in x > 0")
    return np.where(condition, a, b)


@where.grad
def where_grad(g, condition):
    """Gradient of where: each element's gradient goes to the side it was taken from."""
    return None, np.where(condition, g, 0), np.where(condition, 0, g)


@op(shape=broadcast, promote=to_common_dtype, numpy=[np.maximum])
def maximum(a, b):
    """The larger of a and b, element by element; not a number if one of them is not.

    Shape: a and b broadcast together.
    Source: torch.maximum.
    Example:
        >>> import zerodl
        >>> zerodl.maximum(zerodl.tensor([1.0, 5.0]), zerodl.tensor([3.0, 2.0]))
        tensor([3., 5.])
    """
    return np.maximum(a, b)


@maximum.grad
def maximum_grad(g, a, b):
    """Gradient of maximum: g goes to the larger; equal ones get half of it each."""
    shared = np.where(a == b, g / 2, g)
    return np.where(a < b, 0, shared), np.where(a > b, 0, shared)


@op(shape=broadcast, promote=to_common_dtype, numpy=[np.minimum])
def minimum(a, b):
    """The smaller of a and b, element by element; not a number if one of them is not.

    Shape: a and b broadcast together.
    Source: torch.minimum.
    Example:
        >>> import zerodl
        >>> zerodl.minimum(zerodl.tensor([1.0, 5.0]), zerodl.tensor([3.0, 2.0]))
        tensor([1., 2.])
    """
    return np.minimum(a, b)


@minimum.grad
def minimum_grad(g, a, b):
    """Gradient of minimum: g goes to the smaller; equal ones get half of it each."""
    shared = np.where(a == b, g / 2, g)
    return np.where(a > b, 0, shared), np.where(a < b, 0, shared)


@op(shape=same, any_dtype=True, numpy=[np.copy])
def clone(x):
    """A copy of x in memory of its own, through which gradients still flow.

    Source: torch.clone.
    Example:
        >>> import zerodl
        >>> x = zerodl.tensor([1.0])
        >>> y = zerodl.clone(x)
        >>> y[0] = 5.0
        >>> x
        tensor([1.])
    """
    return np.copy(x)


@clone.grad
def clone_grad(g):
    """Gradient of clone: g."""
    return g


@op(shape=same, any_dtype=True, method=False)
def cast(x, /, dtype):
    """x in another dtype.

    Source: torch.Tensor.to.
    Example:
        >>> import zerodl
        >>> zerodl.ops.cast(zerodl.tensor([1.7, -1.7]), dtype=np.int64).tolist()
        [1, -1]
    """
    return x.astype(dtype)


@cast.grad
def cast_grad(g, x_dtype):
    """Gradient of cast: g in the dtype that x had."""
    return cast(g, dtype=x_dtype)
