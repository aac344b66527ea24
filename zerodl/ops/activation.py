"""Activations: the bends between linear layers."""

import math

import numpy as np

from ..autograd.op import composite, op
from ..autograd.promotion import widen
from ..autograd.shapes import normalise_dim, same
from ..errors import ArgumentError, ShapeError
from ..kernels import softmax as kernel
from .elementwise import cast
from .error_function import erfc
from .requirement import refuse_booleans, require_floats
from .sigmoid import sigmoid


def _numbers(inputs):
    refuse_booleans("relu", *inputs)
    return inputs


@op(shape=same, promote=_numbers, in_place=True)
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


@op(shape=same, method=False)
def gelu(x, /, approximate="none"):
    """The Gaussian error linear unit: x times the chance that a standard normal number is below x.

        y = x · Φ(x)        or, approximate="tanh":  y = x/2 · (1 + tanh(√(2/π) (x + 0.044715 x³)))

    Raises: DTypeError for integers, ArgumentError for another approximation.
    Source: Hendrycks and Gimpel (2016).
    Example:
        >>> import zerodl
        >>> zerodl.gelu(zerodl.tensor([-1.0, 0.0, 1.0]))
        tensor([-0.1587,  0.0000,  0.8413])
    """
    require_floats("gelu", x)
    if approximate not in ("none", "tanh"):
        raise ArgumentError(f'gelu: approximate must be "none" or "tanh", got {approximate!r}')
    return x * (_normal_chance(x) if approximate == "none" else sigmoid(_tanh_argument(x)))


def _normal_chance(x):
    """Φ(x), the chance that a standard normal number is below x; from erfc, it keeps its digits far below 0."""
    return 0.5 * erfc(x * -math.sqrt(0.5))


def _tanh_argument(x):
    """2u, for (1 + tanh u) / 2 is sigmoid(2u), which keeps its digits far below 0."""
    return 2 * math.sqrt(2 / math.pi) * (x + 0.044715 * (x * x * x))


@gelu.grad
def gelu_grad(g, x, approximate):
    """Gradient of gelu: g · (Φ(x) + x · φ(x)), φ the bell curve; of the approximation, the same by the chain rule."""
    if approximate == "none":
        return g * (_normal_chance(x) + x * (np.exp(x * x * -0.5) / math.sqrt(2 * math.pi)))
    s = sigmoid(_tanh_argument(x))
    inner = 2 * math.sqrt(2 / math.pi) * (1 + 3 * 0.044715 * (x * x))
    return g * (s + x * (s * (1 - s)) * inner)


@composite(method=False)
def softsign(x):
    """A step from −1 to 1 that levels off more slowly than tanh.

        y = x / (1 + |x|)

    Source: Turian, Bergstra and Bengio (2009).
    Example:
        >>> import zerodl
        >>> zerodl.softsign(zerodl.tensor([-1.0, 0.0, 3.0]))
        tensor([-0.5000,  0.0000,  0.7500])
    """
    refuse_booleans("softsign", x)
    return x / (1 + np.abs(x))


@composite(method=False)
def glu(x, dim=-1):
    """The gated linear unit: the first half of an axis, each number let through as its partner in the second half says.

        y = a · sigmoid(b)        (a, b) = the halves of x

    Shape: x (…, 2n, …) -> (…, n, …)
    Raises: ShapeError if the axis has an odd length; DTypeError for integers.
    Source: Dauphin, Fan, Auli and Grangier (2016).
    Example:
        >>> import zerodl
        >>> zerodl.glu(zerodl.tensor([3.0, 5.0, 0.0, 100.0]))
        tensor([1.5000, 5.0000])
    """
    require_floats("glu", x)
    axis = normalise_dim("glu", dim, x.ndim)
    half, odd = divmod(x.shape[axis], 2)
    if odd:
        raise ShapeError(f"glu: the axis that is halved must have an even length, got shape {x.shape}, dim {dim}")
    before = (slice(None),) * axis
    return x[(*before, slice(half))] * sigmoid(x[(*before, slice(half, None))])


# --- along an axis ----------------------------------------------------------------------------------------------------


def _axes(name, dim, ndim):
    """``dim`` as a tuple of one axis; of none for a 0-d array, in which every number is alone."""
    return () if ndim == 0 and dim in (0, -1) else (normalise_dim(name, dim, ndim),)


def _along(name, shape, dim, dtype=None):
    """The shape stays, and ``dim`` must be one of its axes."""
    _axes(name, dim, len(shape))
    return shape


def _wide(name, x, dtype):
    """x in the dtype to compute in."""
    x = widen(x if dtype is None else cast(x, dtype=np.dtype(dtype)))
    require_floats(name, x)
    return x


@op(shape=_along, any_dtype=True)
def log_softmax(x, /, dim, dtype=None):
    """The logarithm of softmax along an axis, without leaving the range of the floats.

        y = x − m − log Σ exp(x − m)        m = max x

    Args: dim: the axis whose exponentials sum to 1. dtype: of the result, and to compute in.
    Shape: x (any shape) -> the same shape
    Raises: DTypeError for integers, unless a floating dtype is given.
    Cost: one exponential an element; keeps y.
    Source: torch.log_softmax.
    Example:
        >>> import zerodl
        >>> zerodl.log_softmax(zerodl.tensor([1e5, 0.0]), dim=0)
        tensor([      0., -100000.])
    """
    axes, wide = _axes("log_softmax", dim, x.ndim), _wide("log_softmax", x, dtype)
    y = kernel.log_softmax(wide, axes) if x.size else wide
    return cast(y, dtype=np.dtype(dtype or x.dtype))


@log_softmax.grad
def log_softmax_grad(g, y, dim):
    """Gradient of log_softmax: g minus, along the axis, softmax times the sum of g."""
    return kernel.log_softmax_grad(widen(g), widen(y), _axes("log_softmax", dim, y.ndim))


@op(shape=_along, any_dtype=True)
def softmax(x, /, dim, dtype=None):
    """Positive numbers that sum to 1 along an axis, in the proportions of exp(x).

        y = exp(x − m) / Σ exp(x − m)        m = max x

    Args: dim: the axis that sums to 1. dtype: of the result, and to compute in.
    Shape: x (any shape) -> the same shape
    Raises: DTypeError for integers, unless a floating dtype is given.
    Cost: one exponential an element; keeps y.
    Source: Boltzmann (1868); Bridle (1990); torch.softmax.
    Example:
        >>> import zerodl
        >>> zerodl.softmax(zerodl.tensor([0.0, 0.0]), dim=0)
        tensor([0.5000, 0.5000])
    """
    axes, wide = _axes("softmax", dim, x.ndim), _wide("softmax", x, dtype)
    powers = np.exp(wide - np.max(wide, axis=axes, keepdims=True)) if x.size else wide
    return cast(powers / np.sum(powers, axis=axes, keepdims=True), dtype=np.dtype(dtype or x.dtype))


@softmax.grad
def softmax_grad(g, y, dim):
    """Gradient of softmax: y · (g − Σ g · y), the sum along the axis: what all get more of, nobody gets more of."""
    g, y, axes = widen(g), widen(y), _axes("softmax", dim, y.ndim)
    return y * (g - np.sum(g * y, axis=axes, keepdims=True))


@composite(method=False)
def softmin(x, dim, dtype=None):
    """softmax of −x: the smallest gets the largest share.

    Source: torch.nn.functional.softmin.
    Example:
        >>> import zerodl
        >>> zerodl.softmin(zerodl.tensor([0.0, 1.0]), dim=0)
        tensor([0.7311, 0.2689])
    """
    return softmax(-x, dim=dim, dtype=dtype)
