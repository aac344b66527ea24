"""Exponentials and logarithms to other bases, near 0, and of sums."""

import math

import numpy as np

from ..autograd.op import op
from ..autograd.promotion import to_common_dtype, to_common_float
from ..autograd.shapes import broadcast, same
from .requirement import require_floats
from .sigmoid import sigmoid

LOG_2 = math.log(2)
LOG_10 = math.log(10)


@op(shape=same, promote=to_common_float, in_place=True, numpy=[np.exp2])
def exp2(x):
    """2 to the power x.

    Source: torch.exp2.
    Example:
        >>> import zerodl
        >>> zerodl.exp2(zerodl.tensor([3.0, -1.0]))
        tensor([8.0000, 0.5000])
    """
    return np.exp2(x)


@exp2.grad
def exp2_grad(g, y):
    """Gradient of exp2: g · y · log 2."""
    return g * y * LOG_2


@op(shape=same, promote=to_common_float, in_place=True, numpy=[np.expm1])
def expm1(x):
    """e to the power x, minus 1, exact for x near 0, where the subtraction would leave no digits.

    Source: torch.expm1.
    Example:
        >>> import zerodl
        >>> zerodl.expm1(zerodl.tensor([1e-10])).item() == zerodl.tensor(1e-10).item()
        True
    """
    return np.expm1(x)


@expm1.grad
def expm1_grad(g, y):
    """Gradient of expm1: g · e^x, which is y + 1."""
    return g * (y + 1)


@op(shape=same, promote=to_common_float, in_place=True, numpy=[np.log2])
def log2(x):
    """The logarithm to base 2.

    Source: torch.log2.
    Example:
        >>> import zerodl
        >>> zerodl.log2(zerodl.tensor([8.0, 0.5]))
        tensor([ 3., -1.])
    """
    return np.log2(x)


@log2.grad
def log2_grad(g, x):
    """Gradient of log2: g / (x · log 2)."""
    return g / (x * LOG_2)


@op(shape=same, promote=to_common_float, in_place=True, numpy=[np.log10])
def log10(x):
    """The logarithm to base 10.

    Source: torch.log10.
    Example:
        >>> import zerodl
        >>> zerodl.log10(zerodl.tensor([10.0, 2.0]))
        tensor([1.0000, 0.3010])
    """
    return np.log10(x)


@log10.grad
def log10_grad(g, x):
    """Gradient of log10: g / (x · log 10)."""
    return g / (x * LOG_10)


@op(shape=same, promote=to_common_float, in_place=True, numpy=[np.log1p])
def log1p(x):
    """log(1 + x), exact for x near 0, where 1 + x would lose x.

    Source: torch.log1p.
    Example:
        >>> import zerodl
        >>> zerodl.log1p(zerodl.tensor([1e-10])).item() == zerodl.tensor(1e-10).item()
        True
    """
    return np.log1p(x)


@log1p.grad
def log1p_grad(g, x):
    """Gradient of log1p: g / (1 + x)."""
    return g / (1 + x)


@op(shape=broadcast, promote=to_common_dtype, numpy=[np.logaddexp])
def logaddexp(a, b):
    """log(e^a + e^b) without leaving the range of the floats: adding numbers that are known by their logarithms.

    Shape: a and b broadcast together.
    Raises: DTypeError for integers.
    Source: torch.logaddexp.
    Example:
        >>> import zerodl
        >>> zerodl.logaddexp(zerodl.tensor([0.0, 1000.0]), zerodl.tensor([0.0, 1000.0]))
        tensor([6.9315e-01, 1.0007e+03])
    """
    require_floats("logaddexp", a, b)
    return np.logaddexp(a, b)


@logaddexp.grad
def logaddexp_grad(g, a, b):
    """Gradient of logaddexp for each input: its share e^a / (e^a + e^b), a sigmoid of the difference."""
    return g * sigmoid(a - b), g * sigmoid(b - a)


@op(shape=broadcast, promote=to_common_dtype, numpy=[np.logaddexp2])
def logaddexp2(a, b):
    """log₂(2^a + 2^b) without leaving the range of the floats.

    Shape: a and b broadcast together.
    Raises: DTypeError for integers.
    Source: torch.logaddexp2.
    Example:
        >>> import zerodl
        >>> zerodl.logaddexp2(zerodl.tensor([3.0]), zerodl.tensor([3.0]))
        tensor([4.])
    """
    require_floats("logaddexp2", a, b)
    return np.logaddexp2(a, b)


@logaddexp2.grad
def logaddexp2_grad(g, a, b):
    """Gradient of logaddexp2 for each input: its share 2^a / (2^a + 2^b)."""
    return g * sigmoid((a - b) * LOG_2), g * sigmoid((b - a) * LOG_2)


@op(shape=broadcast, promote=to_common_float, in_place=True)
def xlogy(a, b):
    """a · log b, which is 0 for a = 0 whatever b is, 0 included: a term of an entropy.

    Shape: a and b broadcast together.
    Source: torch.xlogy.
    Example:
        >>> import zerodl
        >>> zerodl.xlogy(zerodl.tensor([0.0, 2.0]), zerodl.tensor([0.0, 1.0]))
        tensor([0., 0.])
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        product = a * np.log(b, dtype=np.result_type(a, b))
    return np.where((a == 0) & (b == b), 0, product)  # a NaN in b is not hidden


@xlogy.grad
def xlogy_grad(g, a, b):
    """Gradient of xlogy for each input: g · log b, but 0 where the term vanishes whatever b is; and g · a / b."""
    nothing = np.logical_and(a == 0, b <= 0)
    safe = np.where(nothing, g * 0 + 1, b)  # in the dtype of g, if b is a Python number
    return np.where(nothing, 0, g * np.log(safe)), g * a / b
