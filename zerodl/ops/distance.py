"""How long an array is, and how far two are apart."""

import math

import numpy as np

from ..autograd.op import composite, op
from ..autograd.promotion import to_common_dtype, widen
from ..errors import ArgumentError
from .elementwise import cast
from .extreme import refuse_empty, shared
from .reduce import axes_of, reduction, reopen, sum
from .requirement import require_floats
from .shape import broadcast_tensors


@op(shape=reduction)
def norm(x, /, p="fro", dim=None, keepdim=False):
    """The length of an array, its elements over one axis, several, or all taken as one vector.

        y = (Σ |x|ᵖ)^(1/p)        p = ∞: max |x|        p = −∞: min |x|        p = 0: how many are not 0

    Args: p: the exponent; "fro", Frobenius's name, means 2.
    Raises: DTypeError for integers; ShapeError for the largest of no elements.
    Source: torch.norm
    Example:
        >>> import zerodl
        >>> zerodl.norm(zerodl.tensor([3.0, 4.0])).item(), zerodl.norm(zerodl.tensor([3.0, 4.0]), p=1).item()
        (5.0, 7.0)
    """
    require_floats("norm", x)
    p, axes, size = _exponent(p), axes_of("norm", dim, x.ndim), np.abs(x)
    if p < 0 or p == math.inf:
        refuse_empty("norm", x.shape, axes)
    if abs(p) == math.inf:
        return (np.max if p > 0 else np.min)(size, axis=axes, keepdims=keepdim)
    if p == 0:
        return np.sum(size != 0, axis=axes, keepdims=keepdim, dtype=x.dtype)
    if p == 1:
        return np.sum(size, axis=axes, keepdims=keepdim)
    if p == 2:
        return np.sqrt(np.sum(x * x, axis=axes, keepdims=keepdim))
    return np.sum(size**p, axis=axes, keepdims=keepdim) ** (1 / p)


def _exponent(p):
    if p == "fro":
        return 2.0
    if isinstance(p, str):
        raise ArgumentError(f'norm: p must be a number or "fro", got {p!r}; norms of matrices are in linalg')
    return float(p)


@norm.grad
def norm_grad(g, x, y, p, dim, keepdim):
    """Gradient of norm; at 0, where a length has a tip, it is 0.

        grad_x = g · sign x · (|x| / y)^(p − 1)

    Shape: g the shape of the result, x (any shape) -> the shape of x
    """
    p, size = _exponent(p), np.abs(x)
    if abs(p) == math.inf:
        return np.sign(x) * shared(g, size, y, dim, keepdim)
    g, y = reopen(g, x.shape, dim, keepdim), reopen(y, x.shape, dim, keepdim)
    if p in (0, 1):
        return g * np.sign(x) * p
    tip = (x == 0) | (y == 0)
    ratio = np.where(tip, 1, size) / np.where(tip, 1, y)
    return np.where(tip, 0, g * np.sign(x) * ratio ** (p - 1))


@composite()
def dist(x, other, p=2):
    """The length of the difference of two arrays.

    Source: torch.dist
    Example:
        >>> import zerodl
        >>> zerodl.dist(zerodl.tensor([1.0, 1.0]), zerodl.tensor([4.0, 5.0])).item()
        5.0
    """
    return norm(x - other, p)


@composite(method=False)
def cosine_similarity(x1, x2, dim=1, eps=1e-8):
    """The cosine of the angle between vectors along an axis: 1 for the same direction, −1 for the opposite.

        y = Σ x1 · x2 / (max(|x1|, eps) · max(|x2|, eps))

    Shape: x1 and x2 broadcast together
    Source: torch.cosine_similarity
    Example:
        >>> import zerodl
        >>> zerodl.cosine_similarity(zerodl.tensor([3.0, 4.0]), zerodl.tensor([4.0, 3.0]), dim=0).item()
        0.9599999785423279
    """
    require_floats("cosine_similarity", x1, x2)
    x1, x2 = to_common_dtype(broadcast_tensors(x1, x2))
    dtype, (x1, x2) = x1.dtype, widen([x1, x2])  # eps would be 0 in 16 bits
    lengths = [np.maximum(norm(x, 2, dim), eps) for x in (x1, x2)]
    y = sum(x1 * x2, dim) / (lengths[0] * lengths[1])
    return y if y.dtype == dtype else cast(y, dtype=dtype)
