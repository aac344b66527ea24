"""Division, with remainder and without, and the common divisors of integers."""

import numpy as np

from ..autograd.op import composite, op
from ..autograd.promotion import to_common_dtype, to_common_float
from ..autograd.shapes import broadcast
from ..errors import ArgumentError
from .requirement import kind, refuse_booleans, require_integers


def _refuse_integer_zero(name, a, b):
    """Floats divided by 0 give ∞ or NaN; integers have neither."""
    if kind(a) == kind(b) == "integer" and 0 not in np.shape(a) and np.any(b == 0):
        raise ArgumentError(f"{name}: integer division by zero; divide floats (x.float()), or keep zeros out of b")


def _quotient_shape(name, a, b, rounding_mode=None):
    return broadcast(name, a, b)


@op(shape=_quotient_shape, promote=to_common_dtype, in_place=True, numpy=[np.divide])
def div(a, b, /, rounding_mode=None):
    """a / b, element by element.

    Args: rounding_mode: None for the true quotient, which is floating; "trunc" rounds it towards 0, "floor" down, and
        of integers these give integers.
    Shape: a and b broadcast together.
    Raises: ArgumentError for integers divided by 0, or another rounding mode.
    Source: torch.div.
    Example:
        >>> import zerodl
        >>> zerodl.div(zerodl.tensor([-7.0, 7.0]), 2)
        tensor([-3.5000,  3.5000])
        >>> zerodl.div(zerodl.tensor([-7.0, 7.0]), 2, rounding_mode="floor")
        tensor([-4.,  3.])
    """
    if rounding_mode is None:
        return np.divide(*to_common_float([a, b]))
    if rounding_mode not in ("trunc", "floor"):
        raise ArgumentError(f'div: rounding_mode must be None, "trunc" or "floor", got {rounding_mode!r}')
    refuse_booleans("div", a, b)
    _refuse_integer_zero("div", a, b)
    if rounding_mode == "floor":
        return np.floor_divide(a, b)
    return (a - np.fmod(a, b)) // b if kind(a) == kind(b) == "integer" else np.trunc(np.divide(a, b))


@div.grad
def div_grad(g, b, y, rounding_mode):
    """Gradient of div for each input: g / b, and −g · y / b with y = a / b; a rounded quotient does not change at all.

    y is what was kept, so the quotient is not computed twice.
    """
    if rounding_mode is not None:
        return g * 0, g * 0
    return g / b, -g * y / b


@composite(in_place=True)
def true_divide(a, b):
    """a / b, element by element: ``div`` under its other name.

    Source: torch.true_divide.
    Example:
        >>> import zerodl
        >>> zerodl.true_divide(zerodl.tensor([1, 2]), 4)
        tensor([0.2500, 0.5000])
    """
    return div(a, b)


@op(shape=broadcast, promote=to_common_dtype, in_place=True, numpy=[np.floor_divide])
def floor_divide(a, b):
    """The quotient rounded down, as Python's ``//``: ⌊a / b⌋.

    Shape: a and b broadcast together.
    Raises: ArgumentError for integers divided by 0.
    Source: torch.floor_divide.
    Example:
        >>> import zerodl
        >>> zerodl.floor_divide(zerodl.tensor([-7, 7]), 2).tolist()
        [-4, 3]
    """
    refuse_booleans("floor_divide", a, b)
    _refuse_integer_zero("floor_divide", a, b)
    return np.floor_divide(a, b)


@floor_divide.grad
def floor_divide_grad(g):
    """Gradient of floor_divide: 0, a staircase is level wherever it has a slope."""
    return g * 0, g * 0


@op(shape=broadcast, promote=to_common_dtype, in_place=True, numpy=[np.remainder])
def remainder(a, b):
    """What ``floor_divide`` leaves over, with the sign of b, as Python's ``%``: a − b · ⌊a / b⌋.

    Shape: a and b broadcast together.
    Raises: ArgumentError for integers divided by 0.
    Source: torch.remainder.
    Example:
        >>> import zerodl
        >>> zerodl.remainder(zerodl.tensor([-7, 7]), 3).tolist()
        [2, 1]
    """
    refuse_booleans("remainder", a, b)
    _refuse_integer_zero("remainder", a, b)
    return np.remainder(a, b)


@remainder.grad
def remainder_grad(g, a, b):
    """Gradient of remainder for each input: g, and −g · ⌊a / b⌋, for between the jumps ⌊a / b⌋ stays the same."""
    return g, -g * np.floor_divide(a, b)


@op(shape=broadcast, promote=to_common_dtype, in_place=True, numpy=[np.fmod])
def fmod(a, b):
    """What a division rounded towards 0 leaves over, with the sign of a, as C's ``fmod``.

    Shape: a and b broadcast together.
    Raises: ArgumentError for integers divided by 0.
    Source: torch.fmod.
    Example:
        >>> import zerodl
        >>> zerodl.fmod(zerodl.tensor([-7, 7]), 3).tolist()
        [-1, 1]
    """
    refuse_booleans("fmod", a, b)
    _refuse_integer_zero("fmod", a, b)
    return np.fmod(a, b)


@fmod.grad
def fmod_grad(g, a, b):
    """Gradient of fmod for each input: g, and −g times the quotient rounded towards 0."""
    return g, -g * np.trunc(a / b)


@op(shape=broadcast, promote=to_common_dtype, in_place=True, numpy=[np.gcd])
def gcd(a, b):
    """The greatest common divisor of integers, never negative; gcd(x, 0) is |x|.

    Shape: a and b broadcast together.
    Source: torch.gcd.
    Example:
        >>> import zerodl
        >>> zerodl.gcd(zerodl.tensor([12, -8]), zerodl.tensor([18, 12])).tolist()
        [6, 4]
    """
    require_integers("gcd", a, b, booleans=False)
    return np.gcd(a, b)


@op(shape=broadcast, promote=to_common_dtype, in_place=True, numpy=[np.lcm])
def lcm(a, b):
    """The least common multiple of integers, never negative; 0 if one of them is 0.

    Shape: a and b broadcast together.
    Source: torch.lcm.
    Example:
        >>> import zerodl
        >>> zerodl.lcm(zerodl.tensor([4, -6]), zerodl.tensor([6, 4])).tolist()
        [12, 12]
    """
    require_integers("lcm", a, b, booleans=False)
    return np.lcm(a, b)
