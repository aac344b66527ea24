"""The error function, its complement and its inverse.

NumPy has none of them. Ratios of polynomials come within a few units of the last digit of float64; they are made of
additions and multiplications only, so they run wherever arrays do.
"""

import math

import numpy as np

from ..autograd.op import op
from ..autograd.promotion import to_common_float
from ..autograd.shapes import same

TWO_OVER_ROOT_PI = 2 / math.sqrt(math.pi)

# Numerator and denominator, highest power first, of three ratios. For |x| ≤ 0.46875, in x²: erf(x) / x.
NEAR = (
    (1.85777706184603153e-1, 3.16112374387056560e0, 1.13864154151050156e2, 3.77485237685302021e2,
     3.20937758913846947e3),
    (1.0, 2.36012909523441209e1, 2.44024637934444173e2, 1.28261652607737228e3, 2.84423683343917062e3),
)  # fmt: skip
# Up to 4, in |x|: erfc(x) · exp(x²).
MIDDLE = (
    (2.15311535474403846e-8, 5.64188496988670089e-1, 8.88314979438837594e0, 6.61191906371416295e1,
     2.98635138197400131e2, 8.81952221241769090e2, 1.71204761263407058e3, 2.05107837782607147e3,
     1.23033935479799725e3),
    (1.0, 1.57449261107098347e1, 1.17693950891312499e2, 5.37181101862009858e2, 1.62138957456669019e3,
     3.29079923573345963e3, 4.36261909014324716e3, 3.43936767414372164e3, 1.23033935480374942e3),
)  # fmt: skip
# Beyond, in 1/x²: what is missing from 1/√π in erfc(x) · exp(x²) · x, times x².
FAR = (
    (1.63153871373020978e-2, 3.05326634961232344e-1, 3.60344899949804439e-1, 1.25781726111229246e-1,
     1.60837851487422766e-2, 6.58749161529837803e-4),
    (1.0, 2.56852019228982242e0, 1.87295284992346725e0, 5.27905102951428412e-1, 6.05183413124413191e-2,
     2.33520497626869185e-3),
)  # fmt: skip
# For all x ≥ 0, in t = 1 / (1 + x/2), highest power first: log(erfc(x) / t) + x², to the digits of float32.
SHORT = (
    0.17087277, -0.82215223, 1.48851587, -1.13520398, 0.27886807, -0.18628806, 0.09678418, 0.37409196, 1.00002368,
    -1.26551223,
)  # fmt: skip


def polynomial(coefficients, x):
    """Σ coefficient · power of x, the coefficients from the highest power down.

    Source: Horner (1819).
    Example:
        >>> polynomial((2.0, 1.0), np.array([1.0, 2.0]))  # 2x + 1
        array([3., 5.])
    """
    value = coefficients[0]
    for coefficient in coefficients[1:]:
        value = value * x + coefficient
    return value


def ratio(polynomials, x):
    """A numerator over a denominator, both polynomials.

    Example:
        >>> ratio(((2.0, 1.0), (1.0, 0.0)), np.array([1.0, 2.0]))  # (2x + 1) / x
        array([3. , 2.5])
    """
    return polynomial(polynomials[0], x) / polynomial(polynomials[1], x)


def _complement(size):
    """erfc of numbers from 0.46875 up, of float32 from 0 up."""
    size = np.minimum(size, 30)  # beyond 27 the result is below the smallest float64
    if getattr(size, "dtype", None) == np.float32:
        t = 1 / (1 + 0.5 * size)
        return t * np.exp(polynomial(SHORT, t) - size * size)
    middle = ratio(MIDDLE, np.minimum(size, 4))
    squared = 1 / np.square(np.maximum(size, 4))
    far = (1 / math.sqrt(math.pi) - squared * ratio(FAR, squared)) / np.maximum(size, 4)
    coarse = np.trunc(size * 16) / 16  # its square is exact: else exp would blow its rounding up
    damping = np.exp(-coarse * coarse) * np.exp(-(size - coarse) * (size + coarse))
    return damping * np.where(size <= 4, middle, far)


def _near(x):
    """erf of numbers up to 0.46875 in size; larger ones count as that large."""
    x = np.minimum(np.maximum(x, -0.46875), 0.46875)
    return x * ratio(NEAR, x * x)


@op(shape=same, promote=to_common_float, in_place=True)
def erf(x):
    """The error function: how much of a bell curve lies within x of its middle.

        y = 2/√π · ∫₀ˣ exp(−t²) dt

    Cost: about 100 passes over x, 50 in float32; keeps x.
    Source: Cody (1969), "Rational Chebyshev approximations for the error function".
    Example:
        >>> import zerodl
        >>> zerodl.erf(zerodl.tensor([0.0, 0.5, 3.0]))
        tensor([0.0000, 0.5205, 1.0000])
    """
    size = np.abs(x)
    return np.where(size <= 0.46875, _near(x), np.sign(x) * (1 - _complement(np.maximum(size, 0.46875))))


@erf.grad
def erf_grad(g, x):
    """Gradient of erf: g · 2/√π · exp(−x²)."""
    return g * TWO_OVER_ROOT_PI * np.exp(-x * x)


@op(shape=same, promote=to_common_float, in_place=True)
def erfc(x):
    """1 − erf(x), exact where that difference would leave no digits.

    Cost: about 100 passes over x, 30 in float32; keeps x.
    Source: Cody (1969), "Rational Chebyshev approximations for the error function"; for float32 Press, Teukolsky,
    Vetterling and Flannery, "Numerical Recipes" (1992), section 6.2.
    Example:
        >>> import zerodl
        >>> zerodl.erfc(zerodl.tensor([0.0, 3.0])).tolist()
        [1.0, 2.2090496713644825e-05]
    """
    size, sign = np.abs(x), np.copysign(1, x)
    if getattr(x, "dtype", None) == np.float32:
        return (1 - sign) + sign * _complement(size)
    tail = (1 - sign) + sign * _complement(np.maximum(size, 0.46875))  # on the left 2 − erfc(|x|)
    return np.where(size <= 0.46875, 1 - _near(x), tail)


@erfc.grad
def erfc_grad(g, x):
    """Gradient of erfc: that of erf turned round."""
    return -g * TWO_OVER_ROOT_PI * np.exp(-x * x)


# Numerator and denominator, highest power first. With p = (1 + x) / 2: for |x| ≤ 0.85, in 0.180625 − (x/2)².
CENTRE = (
    (2.5090809287301226727e3, 3.3430575583588128105e4, 6.7265770927008700853e4, 4.5921953931549871457e4,
     1.3731693765509461125e4, 1.9715909503065514427e3, 1.3314166789178437745e2, 3.3871328727963666080e0),
    (5.2264952788528545610e3, 2.8729085735721942674e4, 3.9307895800092710610e4, 2.1213794301586595867e4,
     5.3941960214247511077e3, 6.8718700749205790830e2, 4.2313330701600911252e1, 1.0),
)  # fmt: skip
# Up to r = √(−log((1 − |x|) / 2)) = 5, in r − 1.6.
FLANK = (
    (7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258e0,
     3.64784832476320460504e0, 5.76949722146069140550e0, 4.63033784615654529590e0, 1.42343711074968357734e0),
    (1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
     6.89767334985100004550e-1, 1.67638483018380384940e0, 2.05319162663775882187e0, 1.0),
)  # fmt: skip
# Beyond, in r − 5.
TAIL = (
    (2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2,
     2.96560571828504891230e-1, 1.78482653991729133580e0, 5.46378491116411436990e0, 6.65790464350110377720e0),
    (2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4,
     1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1.0),
)  # fmt: skip


@op(shape=same, promote=to_common_float, in_place=True)
def erfinv(x):
    """The number whose error function is x; infinite at ±1, not a number outside.

    A bell curve's quantile at (1 + x) / 2 is √2 times this.

    Source: Wichura (1988), algorithm AS 241.
    Example:
        >>> import zerodl
        >>> zerodl.erfinv(zerodl.tensor([0.0, 0.5, 1.0]))
        tensor([0.0000, 0.4769,    inf])
    """
    half = np.where(np.abs(x) <= 1, x / 2, math.nan)
    centre = half * ratio(CENTRE, np.maximum(0.180625 - half * half, 0))
    outside = 0.5 - np.abs(half)
    r = np.sqrt(-np.log(np.where(outside == 0, 0.5, outside)))
    flank = ratio(FLANK, np.minimum(r, 5) - 1.6)
    tail = ratio(TAIL, np.maximum(r, 5) - 5)
    outer = np.where(outside == 0, math.inf, np.where(r <= 5, flank, tail))
    return np.where(np.abs(half) <= 0.425, centre, np.copysign(outer, half)) / math.sqrt(2)


@erfinv.grad
def erfinv_grad(g, y):
    """Gradient of erfinv: g · √π/2 · exp(y²), the slope of erf turned upside down."""
    return g / TWO_OVER_ROOT_PI * np.exp(y * y)
