"""Relatives of relu: what is positive passes, what is negative is made small."""

import numpy as np

from ..autograd.op import composite, op
from ..autograd.shapes import same
from ..errors import ArgumentError, ShapeError
from .requirement import kind, refuse_booleans, require_floats

# The two numbers for which activations of mean 0 and variance 1 keep them through a wide layer with such weights.
SELU_ALPHA = 1.6732632423543772848170429916717
SELU_SCALE = 1.0507009873554804934193349852946


@op(shape=same, method=False)
def leaky_relu(x, /, negative_slope=0.01):
    """x where it is positive, a small multiple of it elsewhere, so that no unit loses its gradient for good.

        y = x if x > 0 else negative_slope · x

    Raises: DTypeError for integers.
    Source: Maas, Hannun and Ng (2013).
    Example:
        >>> import zerodl
        >>> zerodl.leaky_relu(zerodl.tensor([-2.0, 3.0]))
        tensor([-0.0200,  3.0000])
    """
    require_floats("leaky_relu", x)
    return np.maximum(x, 0) + negative_slope * np.minimum(x, 0)


@leaky_relu.grad
def leaky_relu_grad(g, x, negative_slope):
    """Gradient of leaky_relu: g on the positive side, negative_slope · g on the other and at 0."""
    return np.where(x > 0, g, g * negative_slope)


@composite()
def prelu(x, weight):
    """A leaky relu whose slope for negative numbers is learnt, one for all or one for each channel.

        y = x if x > 0 else weight · x

    Shape: x (B, C, …), weight (1,) or (C,) -> the shape of x
    Raises: ShapeError if weight has another length.
    Source: He, Zhang, Ren and Sun (2015), "Delving deep into rectifiers".
    Example:
        >>> import zerodl
        >>> zerodl.prelu(zerodl.tensor([[-2.0, -2.0]]), zerodl.tensor([0.5, 0.25]))
        tensor([[-1.0000, -0.5000]])
    """
    require_floats("prelu", x, weight)
    channels = x.shape[1] if x.ndim > 1 else 1
    if weight.ndim > 1 or weight.shape not in ((), (1,), (channels,)):
        raise ShapeError(
            f"prelu: weight must have one element, or one for each of the {channels} channels (the second axis of "
            f"{x.shape}), got shape {weight.shape}"
        )
    weight = np.reshape(weight, (1, -1) + (1,) * (x.ndim - 2) if x.ndim > 1 else (1,) * x.ndim)
    return np.where(x > 0, x, weight * x)


@op(shape=same, method=False)
def elu(x, /, alpha=1.0):
    """The exponential linear unit: bends smoothly towards −alpha.

        y = x if x > 0 else alpha (e^x − 1)

    Raises: DTypeError for integers.
    Source: Clevert, Unterthiner and Hochreiter (2015).
    Example:
        >>> import zerodl
        >>> zerodl.elu(zerodl.tensor([-1000.0, -1.0, 3.0]))
        tensor([-1.0000, -0.6321,  3.0000])
    """
    require_floats("elu", x)
    return np.maximum(x, 0) + alpha * np.expm1(np.minimum(x, 0))


@elu.grad
def elu_grad(g, x, alpha):
    """Gradient of elu: g where x is positive, else g · alpha · e^x."""
    return np.where(x > 0, g, g * (alpha * np.exp(np.minimum(x, 0))))


@op(shape=same, method=False)
def selu(x):
    """The scaled exponential linear unit, which keeps activations at mean 0 and variance 1.

        y = scale · elu(x, alpha)        alpha = 1.6733, scale = 1.0507

    Raises: DTypeError for integers.
    Source: Klambauer, Unterthiner, Mayr and Hochreiter (2017).
    Example:
        >>> import zerodl
        >>> zerodl.selu(zerodl.tensor([-1.0, 1.0]))
        tensor([-1.1113,  1.0507])
    """
    require_floats("selu", x)
    return SELU_SCALE * elu(x, alpha=SELU_ALPHA)


@selu.grad
def selu_grad(g, x):
    """Gradient of selu: scale times that of elu."""
    return SELU_SCALE * elu_grad(g, x, SELU_ALPHA)


@op(shape=same, method=False)
def celu(x, /, alpha=1.0):
    """An exponential linear unit without a kink at 0 for any alpha.

        y = x if x > 0 else alpha (e^(x / alpha) − 1)

    Raises: DTypeError for integers, ArgumentError for alpha = 0.
    Source: Barron (2017).
    Example:
        >>> import zerodl
        >>> zerodl.celu(zerodl.tensor([-1.0, 3.0]), alpha=2.0)
        tensor([-0.7869,  3.0000])
    """
    require_floats("celu", x)
    if alpha == 0:
        raise ArgumentError("celu: alpha must not be 0, it divides x; relu is the limit for small alphas")
    return np.maximum(x, 0) + alpha * np.expm1(np.minimum(x, 0) / alpha)


@celu.grad
def celu_grad(g, x, alpha):
    """Gradient of celu: g where x is positive, else g · e^(x / alpha)."""
    return np.where(x > 0, g, g * np.exp(np.minimum(x, 0) / alpha))


@op(shape=same, method=False)
def threshold(x, /, threshold, value):
    """x where it is above a threshold, elsewhere a fixed value.

    Raises: DTypeError for booleans.
    Source: torch.nn.functional.threshold.
    Example:
        >>> import zerodl
        >>> zerodl.threshold(zerodl.tensor([0.5, 2.0]), 1.0, -5.0)
        tensor([-5.,  2.])
    """
    refuse_booleans("threshold", x)
    if kind(x) == "integer":
        threshold, value = int(threshold), int(value)
    return np.where(x <= threshold, value, x)


@threshold.grad
def threshold_grad(g, x, threshold):
    """Gradient of threshold: g where x passed."""
    return np.where(x <= threshold, 0, g)
