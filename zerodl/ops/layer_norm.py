"""Layer normalisation: every example with its own mean and variance taken out."""

import numpy as np

from ..autograd.op import op
from ..errors import ShapeError
from ..kernels.standardise import standardise_grad
from .deviation import deviation
from .requirement import require_floats


def last_axes(name, shape, weight=(), bias=(), normalized_shape=(), **settings):
    """The shape stays; its last axes are ``normalized_shape``, and so are weight and bias."""
    n = len(normalized_shape)
    if not n or shape[len(shape) - n :] != normalized_shape:
        raise ShapeError(
            f"{name}: expected shape (…, {', '.join(map(str, normalized_shape))}), whose last axes are "
            f"normalized_shape, got {tuple(shape)}"
        )
    for word, given in (("weight", weight), ("bias", bias)):
        if given not in ((), normalized_shape):  # () is the shape of None
            raise ShapeError(f"{name}: expected {word} in normalized_shape {normalized_shape}, got {tuple(given)}")
    return shape


@op(shape=last_axes, method=False)
def layer_norm(x, weight=None, bias=None, /, normalized_shape=(), eps=1e-5):
    """Every example brought to mean 0 and variance 1 over its last axes, then scaled and moved as is learned.

        y = weight · ŷ + bias        ŷ = (x − mean) / √(variance + eps)

    Mean and variance are those of the last axes of each example alone; nothing depends on the rest of the batch.

    Shape: x (…, D), weight and bias (D,) or None -> (…, D); D stands for ``normalized_shape``, one axis or more
    Args: normalized_shape: the lengths of the last axes, as a tuple. eps: keeps the root above 0.
    Raises: ShapeError, DTypeError for integers.
    Cost: about 8 passes over x, and as many again for the gradient, which computes ŷ anew; keeps x and weight.
    Source: Ba, Kiros and Hinton (2016), eq. 4.
    Example:
        >>> layer_norm(np.array([[1.0, 3.0], [10.0, 30.0]]), normalized_shape=(2,)).round(3)
        array([[-1.,  1.],
               [-1.,  1.]])
    """
    last_axes("layer_norm", np.shape(x), np.shape(weight), np.shape(bias), normalized_shape)
    require_floats("layer_norm", x)
    distance, _, variance = deviation(x, tuple(range(x.ndim - len(normalized_shape), x.ndim)))
    y = distance / np.sqrt(variance + eps)
    y = y if weight is None else y * weight
    return y if bias is None else y + bias


@layer_norm.grad
def layer_norm_grad(g, x, weight, normalized_shape, eps):
    """Gradient of layer_norm.

        grad_weight = g · ŷ        grad_bias = g        grad_ŷ = weight · g
        grad_x by standardise_grad, with the means over the last axes, those of one example

    Shape: g and x (…, D), weight (D,) -> three of (…, D); the engine sums the last two over the examples
    """
    axes = tuple(range(x.ndim - len(normalized_shape), x.ndim))
    distance, _, variance = deviation(x, axes)
    scale = 1 / np.sqrt(variance + eps)
    y = distance * scale
    grad_y = g if weight is None else g * weight
    grad_x = g if 0 in x.shape else standardise_grad(grad_y, y, scale, axes)  # nothing has no mean
    return grad_x, g * y, g  # summed over the examples where the engine undoes broadcasting
