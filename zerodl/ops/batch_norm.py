"""Batch normalisation: every channel with the mean and the variance of the batch taken out."""

import numpy as np

from ..autograd.op import op
from ..autograd.promotion import is_half, narrow
from ..errors import ShapeError
from ..kernels.standardise import standardise_grad
from .deviation import deviation
from .requirement import require_floats


def channelwise(name, shape, *vectors, **settings):
    """The shape stays; it has an axis of channels, its second, and every vector has a number for each."""
    if len(shape) < 2:
        raise ShapeError(f"{name}: expected (B, C, …), an axis of channels after that of the batch, got {tuple(shape)}")
    for vector in vectors:
        if vector not in ((), (shape[1],)):  # () is the shape of None
            raise ShapeError(
                f"{name}: expected a number for each of the {shape[1]} channels of {tuple(shape)}, shape "
                f"({shape[1]},), got one of shape {tuple(vector)}"
            )
    return shape


def beside(vector, x):
    """A number for each channel, (C,), in a shape that meets x (B, C, …): (C, 1, …)."""
    return np.reshape(vector, (-1,) + (1,) * (x.ndim - 2))


def scale_channels(y, weight, bias, like):
    """weight · y + bias, channel by channel; in 16 bits if ``like``, the input of it all, has 16, else as it comes."""
    y = y if weight is None else y * beside(weight, y)
    y = y if bias is None else y + beside(bias, y)
    return narrow(y, like.dtype) if is_half(like) else y


def other_than_channels(x):
    """The axes over which a channel is normalised: all but the second."""
    return (0, *range(2, x.ndim))


@op(shape=channelwise, method=False)
def batch_norm(x, weight=None, bias=None, /, eps=1e-5, observe=None):
    """Every channel brought to mean 0 and variance 1 over the batch, then to a scale and a mean that are learned.

        y = weight · ŷ + bias        ŷ = (x − mean) / √(variance + eps)

    Mean and variance are those of the channel, over the batch and all places.

    Shape: x (B, C, …), weight and bias (C,) or None -> (B, C, …)
    Args:
        eps: keeps the root above 0 where all elements of a channel are equal.
        observe: called with mean and variance, arrays (C,): for a layer that keeps running ones.
    Raises: ShapeError, DTypeError for integers.
    Cost: about 8 passes over x, and as many again for the gradient, which computes ŷ anew; keeps x and weight.
    Source: Ioffe and Szegedy (2015), algorithm 1.
    Example:
        >>> batch_norm(np.array([[1.0, 10.0], [3.0, 30.0]]), np.array([1.0, 5.0]), np.array([0.0, 7.0])).round(3)
        array([[-1.,  2.],
               [ 1., 12.]])
    """
    channelwise("batch_norm", np.shape(x), np.shape(weight), np.shape(bias))
    require_floats("batch_norm", x)
    axes = other_than_channels(x)
    distance, mean, variance = deviation(x, axes)
    if observe is not None and x.size:
        observe(np.reshape(mean, (-1,)), np.reshape(variance, (-1,)))
    scale = 1 / np.sqrt(variance + eps)
    y = distance * (scale if weight is None else scale * beside(weight, x))
    return y if bias is None else y + beside(bias, x)


@batch_norm.grad
def batch_norm_grad(g, x, weight, eps):
    """Gradient of batch_norm.

        grad_weight = Σ g · ŷ        grad_bias = Σ g        grad_ŷ = weight · g
        grad_x by standardise_grad; sums and means are over the batch and all places

    Shape: g and x (B, C, …), weight (C,) -> (B, C, …), (C,), (C,)
    """
    axes = other_than_channels(x)
    distance, _, variance = deviation(x, axes)
    scale = 1 / np.sqrt(variance + eps)
    y = distance * scale
    # A channel's weight is one factor for all of its elements, so it may as well be multiplied in at the end.
    factor = scale if weight is None else scale * beside(weight, x)
    grad_x = g if 0 in x.shape else standardise_grad(g, y, factor, axes)  # nothing has no mean
    grad_weight, grad_bias = (np.reshape(np.sum(part, axis=axes), (-1,)) for part in (g * y, g))
    return grad_x, grad_weight, grad_bias
