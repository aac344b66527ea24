"""The sign of a number, taken off, looked at and put on."""

import numpy as np

from ..autograd.op import composite, op
from ..autograd.promotion import to_common_dtype, to_common_float
from ..autograd.shapes import broadcast, same
from .elementwise import cast
from .requirement import kind, refuse_booleans


@op(shape=same, promote=to_common_dtype, in_place=True, numpy=[np.abs])
def abs(x):
    """|x|, the distance from 0.

    Raises: DTypeError for booleans.
    Source: torch.abs.
    Example:
        >>> import zerodl
        >>> zerodl.abs(zerodl.tensor([-2.0, 3.0]))
        tensor([2., 3.])
    """
    refuse_booleans("abs", x)
    return np.abs(x)


@abs.grad
def abs_grad(g, x):
    """Gradient of abs: g times the sign of x; 0 at the bend."""
    return g * sign(x)


@op(shape=same, in_place=True, numpy=[np.sign])
def sign(x):
    """−1, 0 or 1: on which side of 0 x lies. Not a number counts as 0.

    Source: torch.sign.
    Example:
        >>> import zerodl
        >>> zerodl.sign(zerodl.tensor([-2.0, 0.0, 3.0]))
        tensor([-1.,  0.,  1.])
    """
    if kind(x) == "boolean":
        return np.copy(x)
    return np.where(x == x, np.sign(x), 0)


@sign.grad
def sign_grad(g):
    """Gradient of sign: 0."""
    return g * 0


@composite(in_place=True)
def sgn(x):
    """``sign``: for real numbers the two are one.

    Source: torch.sgn.
    Example:
        >>> import zerodl
        >>> zerodl.sgn(zerodl.tensor([-2.0, 3.0]))
        tensor([-1.,  1.])
    """
    return sign(x)


@op(shape=same, any_dtype=True, numpy=[np.positive])
def positive(x):
    """+x, which is x.

    Raises: DTypeError for booleans.
    Source: torch.positive.
    Example:
        >>> import zerodl
        >>> zerodl.positive(zerodl.tensor([-2.0]))
        tensor([-2.])
    """
    refuse_booleans("positive", x)
    return np.copy(x)


@positive.grad
def positive_grad(g):
    """Gradient of positive: g."""
    return g


@op(shape=broadcast, promote=to_common_float, in_place=True, numpy=[np.copysign])
def copysign(a, b):
    """The size of a with the sign of b, where −0 counts as negative.

    Shape: a and b broadcast together.
    Source: torch.copysign.
    Example:
        >>> import zerodl
        >>> zerodl.copysign(zerodl.tensor([1.0, -2.0]), zerodl.tensor([-1.0, 5.0]))
        tensor([-1.,  2.])
    """
    return np.copysign(a, b)


@copysign.grad
def copysign_grad(g, a, y, needs):
    """Gradient of copysign for each input: g, turned round where the sign was; 0 at a = 0; none for b."""
    return g * (sign(a) * sign(y)) if needs[0] else None, g * 0


@op(shape=broadcast, promote=to_common_dtype, in_place=True, numpy=[np.heaviside])
def heaviside(a, b):
    """0 where a is below 0, 1 where it is above, b where it is 0.

    Shape: a and b broadcast together.
    Source: Heaviside; torch.heaviside.
    Example:
        >>> import zerodl
        >>> zerodl.heaviside(zerodl.tensor([-2.0, 0.0, 3.0]), zerodl.tensor(0.5))
        tensor([0.0000, 0.5000, 1.0000])
    """
    a = a if hasattr(a, "dtype") else np.full_like(b, a)
    return cast(np.where(a == 0, b, a > 0), dtype=np.result_type(a, b))


@heaviside.grad
def heaviside_grad(g, a):
    """Gradient of heaviside for each input: 0 for a, and g for b where its value was taken."""
    return g * 0, g * (a == 0)


@op(shape=same, any_dtype=True, numpy=[np.signbit])
def signbit(x):
    """Whether x is negative, −0 included.

    Source: torch.signbit.
    Example:
        >>> import zerodl
        >>> zerodl.signbit(zerodl.tensor([-0.0, 0.0])).tolist()
        [True, False]
    """
    return np.signbit(x)
