"""The gamma function's logarithm and its derivatives: factorials between the integers."""

import math

import numpy as np

from ..autograd.op import composite, op
from ..autograd.promotion import to_common_float
from ..autograd.shapes import same
from ..errors import ArgumentError
from .error_function import ratio

# Highest power first. log Γ(2 + x) / x for x from 0 to 1, numerator and denominator.
BETWEEN_2_AND_3 = (
    (-1.37825152569120859100e3, -3.88016315134637840924e4, -3.31612992738871184744e5, -1.16237097492762307383e6,
     -1.72173700820839662146e6, -8.53555664245765465627e5),
    (1.0, -3.51815701436523470549e2, -1.70642106651881159223e4, -2.20528590553854454839e5, -1.13933444367982507207e6,
     -2.53252307177582951285e6, -2.01889141433532773231e6),
)  # fmt: skip
# The even Bernoulli numbers B₂, B₄ …: the coefficients of the series for large numbers.
BERNOULLI = (1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6, -3617 / 510)
LARGE = 10


def _distance_to_integer(x):
    """x minus the nearest integer: sin and tan of π times it lose no digits, as those of πx would for large x."""
    return x - np.rint(x)


@op(shape=same, promote=to_common_float, in_place=True)
def lgamma(x):
    """The logarithm of |Γ(x)|; Γ(n) is (n − 1)!. Infinite at 0, −1, −2 …

    Numbers up to 10 are moved between 2 and 3 by Γ(x + 1) = x · Γ(x), larger ones have Stirling's series, negative ones
    are reflected: Γ(x) · Γ(1 − x) = π / sin πx.

    Source: Stirling (1730); the ratio of polynomials is of Moshier's Cephes library (1984).
    Example:
        >>> import zerodl
        >>> zerodl.exp(zerodl.lgamma(zerodl.tensor([5.0, 0.5])))
        tensor([24.0000,  1.7725])
    """
    negative = x < 0
    size = np.where(negative, 1 - x, x)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.where(size < LARGE, _lgamma_small(np.minimum(size, LARGE)), _lgamma_large(np.maximum(size, LARGE)))
        reflected = math.log(math.pi) - np.log(np.abs(np.sin(math.pi * _distance_to_integer(x)))) - value
    return np.where(np.isinf(x), math.inf, np.where(negative, reflected, value))


def _lgamma_small(x):
    """For 0 ≤ x ≤ 10: multiply or divide until the argument lies between 2 and 3."""
    factor = np.ones_like(x)
    for _ in range(LARGE - 2):
        high = x >= 3
        x = np.where(high, x - 1, x)
        factor = np.where(high, factor * x, factor)
    for _ in range(2):
        low = x < 2
        factor = np.where(low, factor / x, factor)
        x = np.where(low, x + 1, x)
    return np.log(np.abs(factor)) + (x - 2) * ratio(BETWEEN_2_AND_3, x - 2)


def _lgamma_large(x):
    """Stirling's series, for 10 and more."""
    total = (x - 0.5) * np.log(x) - x + 0.5 * math.log(2 * math.pi)
    power = 1 / x
    for k, bernoulli in enumerate(BERNOULLI, start=1):
        total = total + bernoulli / (2 * k * (2 * k - 1)) * power
        power = power / (x * x)
    return total


@lgamma.grad
def lgamma_grad(g, x):
    """Gradient of lgamma: g · digamma(x)."""
    return g * digamma(x)


@op(shape=same, promote=to_common_float, in_place=True)
def digamma(x, /, order=0):
    """The slope of log Γ, or a derivative of that slope. −∞ at 0, not a number at −1, −2 …

        ψ(x) = Γ'(x) / Γ(x)        ψ⁽ⁿ⁾(x) = (−1)^(n+1) · n! · Σ_{k≥0} 1 / (x + k)^(n+1)

    Small numbers are moved up, ψ(x) = ψ(x + 1) − 1/x, large ones have a series in 1/x², and negative ones are
    reflected: ψ(x) = ψ(1 − x) − π / tan πx.

    Args: order: how often ψ is differentiated, 0 for ψ itself.
    Source: Abramowitz and Stegun (1964), 6.3.5, 6.3.7, 6.3.18, 6.4.7 and 6.4.10.
    Example:
        >>> import zerodl
        >>> zerodl.digamma(zerodl.tensor([1.0, 2.0]))
        tensor([-0.5772,  0.4228])
    """
    size = np.where(x < 0, 1 - x, x)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = _digamma(size) if order == 0 else _digamma_derivative(size, order)
        reflected = (-1) ** order * value - _cotangent_derivative(_distance_to_integer(x), order)
    if order == 0:
        value = np.where(x == 0, np.copysign(math.inf, -x), value)
    return np.where(x < 0, reflected, value)


def _digamma(x):
    """ψ(x) for x ≥ 0."""
    total = np.zeros_like(x)
    for _ in range(LARGE):
        low = x < LARGE
        total = np.where(low, total - 1 / x, total)
        x = np.where(low, x + 1, x)
    power = 1 / (x * x)
    total = total + np.log(x) - 0.5 / x
    for k, bernoulli in enumerate(BERNOULLI, start=1):
        total = total - bernoulli / (2 * k) * power
        power = power / (x * x)
    return total


def _digamma_derivative(x, order):
    """The derivative of ψ of an order of 1 or more, for x ≥ 0: the first terms of its sum, and Euler's for the rest."""
    s = order + 1
    total = np.zeros_like(x)
    for _ in range(LARGE):
        low = x < LARGE
        total = np.where(low, total + x ** float(-s), total)
        x = np.where(low, x + 1, x)
    total = total + x ** float(1 - s) / (s - 1) + 0.5 * x ** float(-s)
    for k, bernoulli in enumerate(BERNOULLI, start=1):
        rising = math.prod(range(s, s + 2 * k - 1))
        total = total + bernoulli * rising / math.factorial(2 * k) * x ** float(1 - s - 2 * k)
    return (-1) ** s * math.factorial(order) * total


def _cotangent_derivative(x, order):
    """The derivative of π / tan πx, not a number at 0.

    Each derivative is a polynomial in c = 1 / tan πx, for dc/dx = −π (1 + c²).
    """
    polynomial = np.polynomial.Polynomial([0, math.pi])
    for _ in range(order):
        polynomial = polynomial.deriv() * np.polynomial.Polynomial([-math.pi, 0, -math.pi])
    c = 1 / np.tan(math.pi * np.where(x == 0, math.nan, x))
    value = 0
    for coefficient in reversed(polynomial.coef.tolist()):
        value = value * c + coefficient
    return value


@digamma.grad
def digamma_grad(g, x, order):
    """Gradient of digamma: g times the next derivative."""
    return g * digamma(x, order=order + 1)


@composite()
def polygamma(n, input):
    """The n-th derivative of digamma, with PyTorch's order of arguments; as a method, ``x.polygamma(n)``.

    Raises: ArgumentError if n is no integer, or negative.
    Source: torch.polygamma.
    Example:
        >>> import zerodl
        >>> zerodl.polygamma(1, zerodl.tensor([1.0]))
        tensor([1.6449])
    """
    if hasattr(n, "dtype"):  # the method's order
        n, input = input, n
    if not isinstance(n, int) or n < 0:
        raise ArgumentError(f"polygamma: n must be an integer, 0 or more, got {n!r}")
    return digamma(input, order=n)
