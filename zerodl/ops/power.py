"""Powers with fixed exponents, and powers in double precision."""

import numpy as np

from ..autograd.op import composite, op
from ..autograd.promotion import to_common_dtype, to_common_float
from ..autograd.shapes import same
from .elementwise import cast, pow


def _as_to_the_2(inputs):
    """Booleans become integers, as in x ** 2."""
    return to_common_dtype([*inputs, 2])[:1]


@op(shape=same, promote=_as_to_the_2, in_place=True, numpy=[np.square])
def square(x):
    """x², element by element.

    Source: torch.square.
    Example:
        >>> import zerodl
        >>> zerodl.square(zerodl.tensor([3.0, -2.0]))
        tensor([9., 4.])
    """
    return np.multiply(x, x)


@square.grad
def square_grad(g, x):
    """Gradient of square: g · 2x."""
    return g * 2 * x


@op(shape=same, promote=to_common_float, in_place=True, numpy=[np.sqrt])
def sqrt(x):
    """The square root; not a number below 0.

    Source: torch.sqrt.
    Example:
        >>> import zerodl
        >>> zerodl.sqrt(zerodl.tensor([9.0, 2.0]))
        tensor([3.0000, 1.4142])
    """
    return np.sqrt(x)


@sqrt.grad
def sqrt_grad(g, y):
    """Gradient of sqrt: g / 2√x, infinite at 0."""
    return g / (2 * y)


@op(shape=same, promote=to_common_float, in_place=True)
def rsqrt(x):
    """1 / √x; ∞ at 0, not a number below.

    Source: torch.rsqrt.
    Example:
        >>> import zerodl
        >>> zerodl.rsqrt(zerodl.tensor([4.0, 0.25]))
        tensor([0.5000, 2.0000])
    """
    return 1 / np.sqrt(x)


@rsqrt.grad
def rsqrt_grad(g, y):
    """Gradient of rsqrt: −g · y³ / 2, from x^(−1/2)."""
    return -0.5 * g * y * y * y


@op(shape=same, promote=to_common_float, in_place=True, numpy=[np.reciprocal])
def reciprocal(x):
    """1 / x.

    Source: torch.reciprocal.
    Example:
        >>> import zerodl
        >>> zerodl.reciprocal(zerodl.tensor([4.0, -0.5]))
        tensor([ 0.2500, -2.0000])
    """
    return 1 / x


@reciprocal.grad
def reciprocal_grad(g, y):
    """Gradient of reciprocal: −g · y²."""
    return -g * y * y


@composite(in_place=True, numpy=[np.float_power])
def float_power(a, b):
    """a to the power b, computed in float64 whatever the inputs are.

    Shape: a and b broadcast together.
    Source: torch.float_power.
    Example:
        >>> import zerodl
        >>> zerodl.float_power(zerodl.tensor([2, 4]), -1).tolist()
        [0.5, 0.25]
    """
    a, b = (cast(x, dtype=np.float64) if hasattr(x, "dtype") else float(x) for x in (a, b))
    return pow(a, b)
