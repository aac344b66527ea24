"""Rounding. Staircases are level wherever they have a slope, so nearly all gradients here are 0."""

import numpy as np

from ..autograd.op import op
from ..autograd.promotion import to_common_dtype
from ..autograd.shapes import same
from ..errors import DTypeError
from .requirement import kind, refuse_booleans, require_floats


def _rounded(name, function, x):
    """Integers are round already; of some functions NumPy and CuPy make floats of them."""
    refuse_booleans(name, x)
    return np.copy(x) if kind(x) == "integer" else function(x)


@op(shape=same, promote=to_common_dtype, in_place=True, numpy=[np.floor])
def floor(x):
    """The largest whole number that is not above x.

    Raises: DTypeError for booleans.
    Source: torch.floor.
    Example:
        >>> import zerodl
        >>> zerodl.floor(zerodl.tensor([1.7, -1.2]))
        tensor([ 1., -2.])
    """
    return _rounded("floor", np.floor, x)


@floor.grad
def floor_grad(g):
    """Gradient of floor: 0."""
    return g * 0


@op(shape=same, promote=to_common_dtype, in_place=True, numpy=[np.ceil])
def ceil(x):
    """The smallest whole number that is not below x.

    Raises: DTypeError for booleans.
    Source: torch.ceil.
    Example:
        >>> import zerodl
        >>> zerodl.ceil(zerodl.tensor([1.2, -1.7]))
        tensor([ 2., -1.])
    """
    return _rounded("ceil", np.ceil, x)


@ceil.grad
def ceil_grad(g):
    """Gradient of ceil: 0."""
    return g * 0


@op(shape=same, promote=to_common_dtype, in_place=True, numpy=[np.trunc])
def trunc(x):
    """x without its digits after the point: rounded towards 0.

    Raises: DTypeError for booleans.
    Source: torch.trunc.
    Example:
        >>> import zerodl
        >>> zerodl.trunc(zerodl.tensor([1.7, -1.7]))
        tensor([ 1., -1.])
    """
    return _rounded("trunc", np.trunc, x)


@trunc.grad
def trunc_grad(g):
    """Gradient of trunc: 0."""
    return g * 0


@op(shape=same, promote=to_common_dtype, in_place=True, numpy=[np.round])
def round(x, /, decimals=0):
    """The nearest whole number; a half goes to the even one. Or the nearest number with so many decimals.

    Args: decimals: digits kept after the point; −2 rounds to hundreds.
    Raises: DTypeError for booleans, and for decimals of integers.
    Source: torch.round.
    Example:
        >>> import zerodl
        >>> zerodl.round(zerodl.tensor([0.5, 1.5, 2.4]))
        tensor([0., 2., 2.])
        >>> zerodl.round(zerodl.tensor([3.14159]), decimals=2)
        tensor([3.1400])
    """
    if decimals == 0:
        return _rounded("round", np.rint, x)
    if kind(x) != "float":
        raise DTypeError(f"round: decimals={decimals} is for floating numbers, got {kind(x)}s; convert with x.float()")
    power = 10.0 ** abs(decimals)  # a negative power of ten is no exact float, a positive one is
    return np.rint(x * power) / power if decimals > 0 else np.rint(x / power) * power


@round.grad
def round_grad(g):
    """Gradient of round: 0."""
    return g * 0


@op(shape=same, promote=to_common_dtype, in_place=True)
def frac(x):
    """What follows the point, with the sign of x: x − trunc(x).

    Raises: DTypeError for integers and booleans.
    Source: torch.frac.
    Example:
        >>> import zerodl
        >>> zerodl.frac(zerodl.tensor([1.25, -1.25]))
        tensor([ 0.2500, -0.2500])
    """
    require_floats("frac", x)
    return x - np.trunc(x)


@frac.grad
def frac_grad(g):
    """Gradient of frac: g, between the jumps."""
    return g
