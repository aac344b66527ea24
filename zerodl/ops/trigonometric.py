"""The trigonometric functions, their inverses, and angles. Angles are in radians."""

import math

import numpy as np

from ..autograd.op import op
from ..autograd.promotion import to_common_dtype, to_common_float
from ..autograd.shapes import broadcast, same
from .requirement import require_floats


@op(shape=same, promote=to_common_float, in_place=True, numpy=[np.sin])
def sin(x):
    """The sine.

    Source: torch.sin.
    Example:
        >>> import zerodl
        >>> zerodl.sin(zerodl.tensor([0.0, 1.0]))
        tensor([0.0000, 0.8415])
    """
    return np.sin(x)


@sin.grad
def sin_grad(g, x):
    """Gradient of sin: g · cos x."""
    return g * np.cos(x)


@op(shape=same, promote=to_common_float, in_place=True, numpy=[np.cos])
def cos(x):
    """The cosine.

    Source: torch.cos.
    Example:
        >>> import zerodl
        >>> zerodl.cos(zerodl.tensor([0.0, 1.0]))
        tensor([1.0000, 0.5403])
    """
    return np.cos(x)


@cos.grad
def cos_grad(g, x):
    """Gradient of cos: −g · sin x."""
    return -g * np.sin(x)


@op(shape=same, promote=to_common_float, in_place=True, numpy=[np.tan])
def tan(x):
    """The tangent, sin x / cos x.

    Source: torch.tan.
    Example:
        >>> import zerodl
        >>> zerodl.tan(zerodl.tensor([0.0, 1.0]))
        tensor([0.0000, 1.5574])
    """
    return np.tan(x)


@tan.grad
def tan_grad(g, y):
    """Gradient of tan: g · (1 + y²)."""
    return g * (1 + y * y)


@op(shape=same, promote=to_common_float, in_place=True, numpy=[np.arcsin])
def asin(x):
    """The angle from −π/2 to π/2 whose sine is x; not a number outside −1 to 1.

    Source: torch.asin.
    Example:
        >>> import zerodl
        >>> zerodl.asin(zerodl.tensor([0.0, 1.0]))
        tensor([0.0000, 1.5708])
    """
    return np.arcsin(x)


@asin.grad
def asin_grad(g, x):
    """Gradient of asin: g / √(1 − x²), infinite at the ends."""
    return g / np.sqrt((1 - x) * (1 + x))


@op(shape=same, promote=to_common_float, in_place=True, numpy=[np.arccos])
def acos(x):
    """The angle from 0 to π whose cosine is x; not a number outside −1 to 1.

    Source: torch.acos.
    Example:
        >>> import zerodl
        >>> zerodl.acos(zerodl.tensor([1.0, 0.0]))
        tensor([0.0000, 1.5708])
    """
    return np.arccos(x)


@acos.grad
def acos_grad(g, x):
    """Gradient of acos: −g / √(1 − x²), infinite at the ends."""
    return -g / np.sqrt((1 - x) * (1 + x))


@op(shape=same, promote=to_common_float, in_place=True, numpy=[np.arctan])
def atan(x):
    """The angle from −π/2 to π/2 whose tangent is x.

    Source: torch.atan.
    Example:
        >>> import zerodl
        >>> zerodl.atan(zerodl.tensor([0.0, 1.0]))
        tensor([0.0000, 0.7854])
    """
    return np.arctan(x)


@atan.grad
def atan_grad(g, x):
    """Gradient of atan: g / (1 + x²)."""
    return g / (1 + x * x)


@op(shape=broadcast, promote=to_common_float, in_place=True, numpy=[np.arctan2])
def atan2(a, b):
    """The angle, from −π to π, between the positive x axis and the point x = b, y = a.

    Shape: a and b broadcast together.
    Source: torch.atan2.
    Example:
        >>> import zerodl
        >>> zerodl.atan2(zerodl.tensor([1.0, 1.0]), zerodl.tensor([1.0, -1.0]))
        tensor([0.7854, 2.3562])
    """
    return np.arctan2(a, b)


@atan2.grad
def atan2_grad(g, a, b):
    """Gradient of atan2 for each input: b / r² and −a / r² with r² = a² + b²; 0 at the origin, which has no angle."""
    squared = a * a + b * b
    scaled = g / (squared + (squared == 0))
    return scaled * b, -scaled * a


@op(shape=broadcast, promote=to_common_dtype, in_place=True, numpy=[np.hypot])
def hypot(a, b):
    """√(a² + b²), the length of the hypotenuse, without overflow on the way.

    Shape: a and b broadcast together.
    Raises: DTypeError for integers.
    Source: torch.hypot.
    Example:
        >>> import zerodl
        >>> zerodl.hypot(zerodl.tensor([3.0]), zerodl.tensor([4.0]))
        tensor([5.])
    """
    require_floats("hypot", a, b)
    return np.hypot(a, b)


@hypot.grad
def hypot_grad(g, a, b, y):
    """Gradient of hypot for each input: a / y and b / y; not a number at 0, where the cone has its tip."""
    return g * (a / y), g * (b / y)


# sinc is a power series in (πx)², Σ (−1)^k z^(2k) / (2k + 1)!; its slope, term by term, from the highest power down.
_SINC_SLOPE = [(-1) ** k * 2 * k / math.factorial(2 * k + 1) for k in range(9, 0, -1)]


@op(shape=same, promote=to_common_float, in_place=True, numpy=[np.sinc])
def sinc(x):
    """sin(πx) / πx, and 1 at 0: the ideal low-pass filter.

    Source: torch.sinc.
    Example:
        >>> import zerodl
        >>> zerodl.sinc(zerodl.tensor([0.0, 0.5]))
        tensor([1.0000, 0.6366])
    """
    return np.sinc(x)


@sinc.grad
def sinc_grad(g, x):
    """Gradient of sinc: g · π (z cos z − sin z) / z² with z = πx.

    Near 0 two nearly equal numbers are subtracted there, so the power series takes over.
    """
    z = math.pi * x
    near = np.abs(z) < 1
    safe = np.where(near, 1, z)
    slope = (safe * np.cos(safe) - np.sin(safe)) / (safe * safe)
    close = np.where(near, z, 0)
    squared = close * close
    series = 0
    for coefficient in _SINC_SLOPE:
        series = series * squared + coefficient
    return g * math.pi * np.where(near, series * close, slope)


@op(shape=same, promote=to_common_float, in_place=True, numpy=[np.deg2rad, np.radians])
def deg2rad(x):
    """Degrees in radians: x · π / 180.

    Source: torch.deg2rad.
    Example:
        >>> import zerodl
        >>> zerodl.deg2rad(zerodl.tensor([180.0]))
        tensor([3.1416])
    """
    return x * (math.pi / 180)


@deg2rad.grad
def deg2rad_grad(g):
    """Gradient of deg2rad: g · π / 180."""
    return g * (math.pi / 180)


@op(shape=same, promote=to_common_float, in_place=True, numpy=[np.rad2deg, np.degrees])
def rad2deg(x):
    """Radians in degrees: x · 180 / π.

    Source: torch.rad2deg.
    Example:
        >>> import zerodl
        >>> zerodl.rad2deg(zerodl.tensor([1.0]))
        tensor([57.2958])
    """
    return x * (180 / math.pi)


@rad2deg.grad
def rad2deg_grad(g):
    """Gradient of rad2deg: g · 180 / π."""
    return g * (180 / math.pi)
