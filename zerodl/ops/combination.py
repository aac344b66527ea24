"""Sums of tensors with weights, in one operation."""

import numpy as np

from ..autograd.op import op
from ..autograd.promotion import to_common_dtype
from ..autograd.shapes import broadcast
from ..errors import DTypeError
from .requirement import kind, refuse_booleans, require_floats


@op(shape=broadcast, promote=to_common_dtype, in_place=True)
def lerp(x, end, weight):
    """The point between x and end that weight says: x at weight 0, end at 1.

        y = x + weight · (end − x)

    Shape: all three broadcast together; weight may be a number.
    Raises: DTypeError for integers.
    Source: torch.lerp.
    Example:
        >>> import zerodl
        >>> zerodl.lerp(zerodl.tensor([0.0, 10.0]), zerodl.tensor([4.0, 20.0]), 0.25)
        tensor([ 1.0000, 12.5000])
    """
    require_floats("lerp", x, end, weight)
    step = end - x
    from_x, from_end = x + weight * step, end - step * (1 - weight)  # each is exact at its own end
    if isinstance(weight, (int, float)):
        return from_x if abs(weight) < 0.5 else from_end
    return np.where(np.abs(weight) < 0.5, from_x, from_end)


@lerp.grad
def lerp_grad(g, x, end, weight):
    """Gradient of lerp for each input: (1 − weight) · g, weight · g and (end − x) · g."""
    return g * (1 - weight), g * weight, g * (end - x)


@op(shape=broadcast, promote=to_common_dtype, in_place=True)
def addcmul(x, a, b, /, value=1):
    """x + value · a · b: one step of many an optimiser.

    Shape: x, a and b broadcast together.
    Raises: DTypeError for booleans, and for integers with a value that is not whole.
    Source: torch.addcmul.
    Example:
        >>> import zerodl
        >>> zerodl.addcmul(zerodl.tensor([1.0]), zerodl.tensor([2.0]), zerodl.tensor([3.0]), value=10)
        tensor([61.])
    """
    refuse_booleans("addcmul", x, a, b)
    if isinstance(value, float) and kind(x) == kind(a) == kind(b) == "integer":
        raise DTypeError(f"addcmul: value must be an integer for tensors of integers, got {value!r}")
    return x + value * (a * b)


@addcmul.grad
def addcmul_grad(g, a, b, value):
    """Gradient of addcmul for each input: g, value · b · g and value · a · g."""
    return g, g * (value * b), g * (value * a)


@op(shape=broadcast, promote=to_common_dtype, in_place=True)
def addcdiv(x, a, b, /, value=1):
    """x + value · a / b: one step of many an optimiser.

    Shape: x, a and b broadcast together.
    Raises: DTypeError for integers.
    Source: torch.addcdiv.
    Example:
        >>> import zerodl
        >>> zerodl.addcdiv(zerodl.tensor([1.0]), zerodl.tensor([6.0]), zerodl.tensor([3.0]), value=10)
        tensor([21.])
    """
    require_floats("addcdiv", x, a, b)
    return x + value * (a / b)


@addcdiv.grad
def addcdiv_grad(g, a, b, value):
    """Gradient of addcdiv for each input: g, value · g / b and −value · g · a / b²."""
    scaled = g * value / b
    return g, scaled, -scaled * (a / b)
