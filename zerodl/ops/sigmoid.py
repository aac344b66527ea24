"""The sigmoid, its inverse and logarithm, and the smooth activations that are made of them."""

import numpy as np

from ..autograd.op import op
from ..autograd.promotion import to_common_float
from ..autograd.shapes import same
from .requirement import require_floats


@op(shape=same, promote=to_common_float, in_place=True)
def sigmoid(x):
    """A smooth step from 0 to 1: the probability whose log-odds are x.

        y = 1 / (1 + e^−x)

    Written as exp(min(x, 0)) / (1 + exp(−|x|)) it takes exponentials of negative numbers only, so nothing overflows.

    Source: Verhulst (1845); torch.sigmoid.
    Example:
        >>> import zerodl
        >>> zerodl.sigmoid(zerodl.tensor([-1000.0, 0.0, 1.0]))
        tensor([0.0000, 0.5000, 0.7311])
    """
    return np.exp(np.minimum(x, 0)) / (1 + np.exp(-np.abs(x)))


@sigmoid.grad
def sigmoid_grad(g, y):
    """Gradient of sigmoid, from its result: g · y (1 − y), at most a quarter of g."""
    return g * (y * (1 - y))


@op(shape=same, promote=to_common_float, in_place=True)
def logit(x, /, eps=None):
    """The log-odds of a probability: the inverse of the sigmoid.

        y = log(x / (1 − x))

    Args: eps: x is first clamped to [eps, 1 − eps]; without it 0 and 1 give ∓∞, and numbers outside NaN.
    Source: torch.logit.
    Example:
        >>> import zerodl
        >>> zerodl.logit(zerodl.tensor([0.5, 0.9]))
        tensor([0.0000, 2.1972])
    """
    if eps is not None:
        x = np.minimum(np.maximum(x, eps), 1 - eps)
    return np.log(x / (1 - x))


@logit.grad
def logit_grad(g, x, eps):
    """Gradient of logit: g / (x (1 − x)); 0 where x was clamped, and not a number outside of 0 to 1."""
    low, outside = (0, float("nan")) if eps is None else (eps, 0)
    clamped = np.logical_or(x < low, x > 1 - low)
    return np.where(clamped, outside, g / (x * (1 - x)))


@op(shape=same, method=False)
def logsigmoid(x):
    """The logarithm of the sigmoid, without leaving the range of the floats.

        y = min(x, 0) − log(1 + e^−|x|)

    Raises: DTypeError for integers.
    Source: torch.nn.functional.logsigmoid.
    Example:
        >>> import zerodl
        >>> zerodl.logsigmoid(zerodl.tensor([-1000.0, 0.0]))
        tensor([-1.0000e+03, -6.9315e-01])
    """
    require_floats("logsigmoid", x)
    return np.minimum(x, 0) - np.log1p(np.exp(-np.abs(x)))


@logsigmoid.grad
def logsigmoid_grad(g, x):
    """Gradient of logsigmoid: g · sigmoid(−x)."""
    return g * sigmoid(-x)


@op(shape=same, method=False)
def silu(x):
    """The sigmoid-weighted linear unit, also called swish: x where it is large, 0 where it is very negative.

        y = x · sigmoid(x)

    Raises: DTypeError for integers.
    Source: Elfwing, Uchibe and Doya (2017).
    Example:
        >>> import zerodl
        >>> zerodl.silu(zerodl.tensor([-1.0, 0.0, 1.0]))
        tensor([-0.2689,  0.0000,  0.7311])
    """
    require_floats("silu", x)
    return x * sigmoid(x)


@silu.grad
def silu_grad(g, x):
    """Gradient of silu: g · s · (1 + x (1 − s)) with s = sigmoid(x)."""
    s = sigmoid(x)
    return g * (s * (1 + x * (1 - s)))


@op(shape=same, method=False)
def softplus(x, /, beta=1.0, threshold=20.0):
    """A smooth relu, whose slope is the sigmoid.

        y = log(1 + e^(beta · x)) / beta

    Args: beta: the larger, the sharper the bend. threshold: where beta · x is above it, y = x.
    Raises: DTypeError for integers.
    Source: Dugas et al. (2001); torch.nn.functional.softplus.
    Example:
        >>> import zerodl
        >>> zerodl.softplus(zerodl.tensor([-1.0, 0.0, 100.0]))
        tensor([  0.3133,   0.6931, 100.0000])
    """
    require_floats("softplus", x)
    scaled = x * beta
    smooth = np.maximum(scaled, 0) + np.log1p(np.exp(-np.abs(scaled)))
    return np.where(scaled > threshold, x, smooth / beta)


@softplus.grad
def softplus_grad(g, x, beta, threshold):
    """Gradient of softplus: g · sigmoid(beta · x); g where the result is x itself."""
    scaled = x * beta
    return np.where(scaled > threshold, g, g * sigmoid(scaled))


@op(shape=same, method=False)
def mish(x):
    """A smooth relu with a dip below 0.

        y = x · tanh(softplus(x))

    Raises: DTypeError for integers.
    Source: Misra (2019).
    Example:
        >>> import zerodl
        >>> zerodl.mish(zerodl.tensor([-1.0, 0.0, 1.0]))
        tensor([-0.3034,  0.0000,  0.8651])
    """
    require_floats("mish", x)
    return x * np.tanh(softplus(x))


@mish.grad
def mish_grad(g, x):
    """Gradient of mish: g · (t + x (1 − t²) · sigmoid(x)) with t = tanh(softplus(x))."""
    t = np.tanh(softplus(x))
    return g * (t + x * (1 - t * t) * sigmoid(x))
