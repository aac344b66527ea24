"""Activations: the bends between linear layers."""

import numpy as np

from ..autograd.op import composite, op
from ..autograd.promotion import to_common_float
from ..autograd.shapes import normalise_dim, same


@op(shape=same, in_place=True)
def relu(x):
    """Rectified linear unit: keep what is positive, put 0 in place of the rest.

        y = max(x, 0)

    Shape: x (any shape) -> the same shape
    Source: Nair and Hinton (2010).
    Example:
        >>> relu(np.array([-2.0, 0.0, 3.0]))
        array([0., 0., 3.])
    """
    return np.maximum(x, 0)


@relu.grad
def relu_grad(g, y):
    """Gradient of relu: g where the result is positive, else 0."""
    return g * (y > 0)


def _along(name, shape, dim):
    """The shape stays, and ``dim`` must be one of its axes."""
    normalise_dim(name, dim, len(shape))
    return shape


@op(shape=_along, promote=to_common_float)
def log_softmax(x, /, dim):
    """The logarithm of softmax along an axis, without leaving the range of the floats.

        y = x − m − log Σ exp(x − m)        m = max x

    Args: dim: the axis whose exponentials sum to 1.
    Shape: x (any shape) -> the same shape
    Cost: one exponential an element; keeps y.
    Example:
        >>> import zerodl
        >>> zerodl.log_softmax(zerodl.tensor([1e5, 0.0]), dim=0)
        tensor([      0., -100000.])
    """
    _along("log_softmax", x.shape, dim)
    shifted = x - np.max(x, axis=dim, keepdims=True)  # the largest becomes 0, so no exponential overflows
    return shifted - np.log(np.sum(np.exp(shifted), axis=dim, keepdims=True))


@log_softmax.grad
def log_softmax_grad(g, y, dim):
    """Gradient of log_softmax: g minus, along the axis, softmax times the sum of g."""
    return g - np.exp(y) * np.sum(g, axis=dim, keepdims=True)


@composite()
def softmax(x, dim):
    """Positive numbers that sum to 1 along an axis, in the proportions of exp(x).

    Example:
        >>> import zerodl
        >>> zerodl.softmax(zerodl.tensor([0.0, 0.0]), dim=0)
        tensor([0.5, 0.5])
    """
    return np.exp(log_softmax(x, dim=dim))
