"""How numbers spread: variance, standard deviation, covariance and histogram."""

import math

import numpy as np

from ..autograd.op import composite, op
from ..backend import is_floating
from ..errors import ArgumentError, ShapeError
from .axis import transpose
from .diagonal import diagonal
from .elementwise import cast
from .reduce import axes_of, count_of, mean, reduction, reopen, sum
from .requirement import refuse_booleans, require_floats
from .shape import reshape, squeeze, unsqueeze


def freedom(name, shape, dim, unbiased, correction):
    """What a sum of squares is divided by: the count of elements less ``correction``, by default 1.

    Example:
        >>> freedom("var", (4, 5), 0, True, None), freedom("var", (4, 5), 0, False, None)
        (3, 4)
    """
    return count_of(name, shape, dim) - (int(unbiased) if correction is None else correction)


@op(shape=reduction)
def var(x, /, dim=None, unbiased=True, keepdim=False, correction=None):
    """The variance over one axis, several, or all: the mean square of the distance from the mean.

        y = Σ (x − mean x)² / (n − correction)

    Dividing by n − 1 makes up for the mean having been found from the same elements (Bessel's correction).

    Args: unbiased: whether the correction is 1 or 0. correction: a number, which overrides that.
    Raises: DTypeError for integers.
    Source: torch.var
    Example:
        >>> import zerodl
        >>> zerodl.var(zerodl.tensor([1.0, 2.0, 6.0])).item()
        7.0
    """
    require_floats("var", x)
    axes = axes_of("var", dim, x.ndim)
    distance = x - np.mean(x, axis=axes, keepdims=True)
    total = np.sum(distance * distance, axis=axes, keepdims=keepdim)
    return np.divide(total, max(freedom("var", x.shape, axes, unbiased, correction), 0))


@var.grad
def var_grad(g, x, dim, unbiased, keepdim, correction):
    """Gradient of var.

        grad_x = g · 2 (x − mean x) / (n − correction)

    Shape: g the shape of the result, x (any shape) -> the shape of x
    """
    distance = x - np.mean(x, axis=axes_of("var", dim, x.ndim), keepdims=True)
    share = np.divide(reopen(g, x.shape, dim, keepdim), freedom("var", x.shape, dim, unbiased, correction))
    return 2 * distance * share


@op(shape=reduction)
def std(x, /, dim=None, unbiased=True, keepdim=False, correction=None):
    """The standard deviation over one axis, several, or all: the root of the variance.

    Args: unbiased: whether the correction is 1 or 0. correction: a number, which overrides that.
    Source: torch.std
    Example:
        >>> import zerodl
        >>> zerodl.std(zerodl.tensor([1.0, 3.0]), unbiased=False).item()
        1.0
    """
    require_floats("std", x)
    return np.sqrt(var(x, dim, unbiased, keepdim, correction))


@std.grad
def std_grad(g, x, y, dim, unbiased, keepdim, correction):
    """Gradient of std: that of var divided by 2y; 0 where all elements are equal."""
    return var_grad(g / np.where(y == 0, math.inf, 2 * y), x, dim, unbiased, keepdim, correction)


@composite()
def var_mean(x, dim=None, unbiased=True, keepdim=False, correction=None):
    """The variance and the mean.

    Source: torch.var_mean
    Example:
        >>> import zerodl
        >>> [y.item() for y in zerodl.var_mean(zerodl.tensor([1.0, 2.0, 6.0]))]
        [7.0, 3.0]
    """
    return var(x, dim, unbiased, keepdim, correction), mean(x, dim, keepdim)


@composite()
def std_mean(x, dim=None, unbiased=True, keepdim=False, correction=None):
    """The standard deviation and the mean.

    Source: torch.std_mean
    Example:
        >>> import zerodl
        >>> [y.item() for y in zerodl.std_mean(zerodl.tensor([1.0, 3.0]), correction=0)]
        [1.0, 2.0]
    """
    return std(x, dim, unbiased, keepdim, correction), mean(x, dim, keepdim)


@composite()
def cov(x, correction=1, fweights=None, aweights=None):
    """How variables vary together: the covariance of each row of x with each other.

        y[i, j] = Σₖ wₖ (x[i, k] − meanᵢ)(x[j, k] − meanⱼ) / n

    Shape: x (variables, observations) -> (variables, variables); a vector of observations gives its variance
    Args: fweights: how often each observation was made. aweights: how much each one counts. correction: as for var.
    Source: torch.cov
    Example:
        >>> import zerodl
        >>> zerodl.cov(zerodl.tensor([[1.0, 2.0, 3.0], [6.0, 4.0, 2.0]]))
        tensor([[ 1., -2.],
                [-2.,  4.]])
    """
    refuse_booleans("cov", x)
    if x.ndim > 2:
        raise ShapeError(f"cov: expected at most 2 dimensions, got shape {x.shape}")
    rows = reshape(x, (1, -1)) if x.ndim < 2 else x
    rows = rows if is_floating(x.dtype) else rows / 1  # integers have a mean that is none
    weights = _together(rows, fweights, aweights)
    count = rows.shape[1] if weights is None else sum(weights)
    lost = correction if aweights is None else correction * sum(weights * aweights) / count
    total = rows if weights is None else rows * weights
    centred = rows - sum(total, dim=1, keepdim=True) / count
    weighted = centred if weights is None else centred * weights
    y = weighted @ transpose(centred, 0, 1) / np.maximum(count - lost, 0)
    return squeeze(y)


def _together(rows, fweights, aweights):
    """The weight of each observation from both kinds of weights; None if there are none."""
    product = None
    for weights in (fweights, aweights):
        if weights is not None:
            if weights.shape != rows.shape[1:]:
                raise ShapeError(
                    f"cov: expected {rows.shape[1]} weights, one an observation, got shape {weights.shape}"
                )
            weights = cast(weights, dtype=rows.dtype)
            product = weights if product is None else product * weights
    return product


@composite(numpy=[np.corrcoef])
def corrcoef(x):
    """Pearson's correlation of each row of x with each other: the covariance of rows scaled to a spread of 1.

        y[i, j] = cov[i, j] / √(cov[i, i] · cov[j, j])

    Shape: x (variables, observations) -> (variables, variables)
    Source: torch.corrcoef
    Example:
        >>> import zerodl
        >>> zerodl.corrcoef(zerodl.tensor([[1.0, 2.0, 3.0], [6.0, 4.0, 2.0]]))
        tensor([[ 1., -1.],
                [-1.,  1.]])
    """
    y = cov(x)
    if y.ndim == 0:
        return y / y
    spread = np.sqrt(diagonal(y))
    return y / unsqueeze(spread, 1) / unsqueeze(spread, 0)


def _bins(name, shape, bins=100, min=0, max=0):
    return (bins,)


@op(shape=_bins)
def histc(x, /, bins=100, min=0, max=0):
    """How many elements fall into each of ``bins`` intervals of one width between ``min`` and ``max``.

    Args: min, max: elements outside are not counted; if both are equal, the smallest and the largest element.
    Source: torch.histc
    Example:
        >>> import zerodl
        >>> zerodl.histc(zerodl.tensor([1.0, 2.0, 2.5, 4.0]), bins=3, min=1, max=4).tolist()
        [1.0, 2.0, 1.0]
    """
    require_floats("histc", x)
    if bins < 1 or min > max:
        raise ArgumentError(f"histc: expected a bin at least and min ≤ max, got bins={bins}, min={min}, max={max}")
    if min == max and x.size:
        min, max = np.min(x).item(), np.max(x).item()
    if min == max:
        min, max = min - 1, max + 1
    counts, _ = np.histogram(x, bins=bins, range=(min, max))
    return cast(counts, dtype=x.dtype)
