"""Root mean square normalisation: the length taken out, the mean left in."""

import math

import numpy as np

from ..autograd.op import op
from .layer_norm import last_axes
from .requirement import require_floats


@op(shape=last_axes, method=False)
def rms_norm(x, weight=None, /, normalized_shape=(), eps=None):
    """Every example divided by the root of its mean square over the last axes, then scaled as is learned.

        y = weight · ŷ        ŷ = x / √(mean of x² + eps)

    Cheaper than ``layer_norm``, for no mean is taken out.

    Shape: x (…, D), weight (D,) or None -> (…, D); D stands for ``normalized_shape``, one axis or more
    Args: normalized_shape: the lengths of the last axes, as a tuple.
        eps: keeps the root above 0; None is that of the dtype, 1.2 · 10⁻⁷ in float32.
    Raises: ShapeError, DTypeError for integers.
    Source: Zhang and Sennrich (2019), eq. 4; torch.nn.functional.rms_norm.
    Example:
        >>> rms_norm(np.array([[3.0, 4.0], [6.0, 8.0]]), normalized_shape=(2,)).round(3)
        array([[0.849, 1.131],
               [0.849, 1.131]])
    """
    last_axes("rms_norm", np.shape(x), np.shape(weight), normalized_shape=normalized_shape)
    require_floats("rms_norm", x)
    y = x * _scale(x, normalized_shape, eps)
    return y if weight is None else y * weight


def _scale(x, normalized_shape, eps):
    """1 / √(mean of x² + eps), along the last axes, which stay with length 1."""
    axes = tuple(range(x.ndim - len(normalized_shape), x.ndim))
    eps = float(np.finfo(x.dtype).eps) if eps is None else eps
    return 1 / np.sqrt(np.sum(x * x, axis=axes, keepdims=True) / max(math.prod(normalized_shape), 1) + eps)


@rms_norm.grad
def rms_norm_grad(g, x, weight, normalized_shape, eps):
    """Gradient of rms_norm.

        grad_weight = g · ŷ        grad_ŷ = weight · g
        grad_x = s · (grad_ŷ − ŷ · mean(ŷ · grad_ŷ))        s = 1 / √(mean of x² + eps)

    A small change dx of x changes s by −s² · mean(ŷ · dx), and so ŷ = s · x by s · (dx − ŷ · mean(ŷ · dx)); the map is
    symmetric, so gradients go back through it as changes go forth.

    Shape: g and x (…, D), weight (D,) -> twice (…, D); the engine sums the second over the examples
    """
    axes = tuple(range(x.ndim - len(normalized_shape), x.ndim))
    scale = _scale(x, normalized_shape, eps)
    y = x * scale
    grad_y = g if weight is None else g * weight
    mean = np.sum(grad_y * y, axis=axes, keepdims=True) / max(math.prod(normalized_shape), 1)
    return (grad_y - y * mean) * scale, g * y
