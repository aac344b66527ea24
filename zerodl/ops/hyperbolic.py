"""The hyperbolic functions and their inverses; tanh, which networks bend with, stands in ``elementwise``."""

import numpy as np

from ..autograd.op import op
from ..autograd.promotion import to_common_float
from ..autograd.shapes import same


@op(shape=same, promote=to_common_float, in_place=True, numpy=[np.sinh])
def sinh(x):
    """The hyperbolic sine, (e^x − e^−x) / 2.

    Source: torch.sinh.
    Example:
        >>> import zerodl
        >>> zerodl.sinh(zerodl.tensor([0.0, 1.0]))
        tensor([0.0000, 1.1752])
    """
    return np.sinh(x)


@sinh.grad
def sinh_grad(g, x):
    """Gradient of sinh: g · cosh x."""
    return g * np.cosh(x)


@op(shape=same, promote=to_common_float, in_place=True, numpy=[np.cosh])
def cosh(x):
    """The hyperbolic cosine, (e^x + e^−x) / 2.

    Source: torch.cosh.
    Example:
        >>> import zerodl
        >>> zerodl.cosh(zerodl.tensor([0.0, 1.0]))
        tensor([1.0000, 1.5431])
    """
    return np.cosh(x)


@cosh.grad
def cosh_grad(g, x):
    """Gradient of cosh: g · sinh x."""
    return g * np.sinh(x)


@op(shape=same, promote=to_common_float, in_place=True, numpy=[np.arcsinh])
def asinh(x):
    """The number whose hyperbolic sine is x.

    Source: torch.asinh.
    Example:
        >>> import zerodl
        >>> zerodl.asinh(zerodl.tensor([0.0, 1.0]))
        tensor([0.0000, 0.8814])
    """
    return np.arcsinh(x)


@asinh.grad
def asinh_grad(g, x):
    """Gradient of asinh: g / √(x² + 1)."""
    return g / np.sqrt(x * x + 1)


@op(shape=same, promote=to_common_float, in_place=True, numpy=[np.arccosh])
def acosh(x):
    """The number, 0 or more, whose hyperbolic cosine is x; not a number below 1.

    Source: torch.acosh.
    Example:
        >>> import zerodl
        >>> zerodl.acosh(zerodl.tensor([1.0, 2.0]))
        tensor([0.0000, 1.3170])
    """
    return np.arccosh(x)


@acosh.grad
def acosh_grad(g, x):
    """Gradient of acosh: g / √(x² − 1), infinite at 1."""
    return g / np.sqrt((x - 1) * (x + 1))


@op(shape=same, promote=to_common_float, in_place=True, numpy=[np.arctanh])
def atanh(x):
    """The number whose hyperbolic tangent is x; infinite at ±1, not a number outside.

    Source: torch.atanh.
    Example:
        >>> import zerodl
        >>> zerodl.atanh(zerodl.tensor([0.0, 0.5]))
        tensor([0.0000, 0.5493])
    """
    return np.arctanh(x)


@atanh.grad
def atanh_grad(g, x):
    """Gradient of atanh: g / (1 − x²)."""
    return g / ((1 - x) * (1 + x))
