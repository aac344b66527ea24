"""Keeping numbers between bounds, and among the numbers."""

import ml_dtypes
import numpy as np

from ..autograd.op import composite, op
from ..autograd.promotion import to_common_dtype
from ..autograd.shapes import broadcast, same
from ..backend import is_floating
from ..errors import ArgumentError
from .elementwise import cast


@op(shape=broadcast, promote=to_common_dtype, numpy=[np.fmax])
def fmax(a, b):
    """The larger of a and b, where a number beats one that is not.

    Shape: a and b broadcast together.
    Source: torch.fmax.
    Example:
        >>> import zerodl
        >>> zerodl.fmax(zerodl.tensor([1.0, float("nan")]), zerodl.tensor([3.0, 2.0]))
        tensor([3., 2.])
    """
    return np.fmax(a, b)


@fmax.grad
def fmax_grad(g, a, b):
    """Gradient of fmax: g goes to the one that was taken, to a if they are equal."""
    first = np.logical_or(a >= b, b != b)
    return np.where(first, g, 0), np.where(first, 0, g)


@op(shape=broadcast, promote=to_common_dtype, numpy=[np.fmin])
def fmin(a, b):
    """The smaller of a and b, where a number beats one that is not.

    Shape: a and b broadcast together.
    Source: torch.fmin.
    Example:
        >>> import zerodl
        >>> zerodl.fmin(zerodl.tensor([1.0, float("nan")]), zerodl.tensor([3.0, 2.0]))
        tensor([1., 2.])
    """
    return np.fmin(a, b)


@fmin.grad
def fmin_grad(g, a, b):
    """Gradient of fmin: g goes to the one that was taken, to a if they are equal."""
    first = np.logical_or(a <= b, b != b)
    return np.where(first, g, 0), np.where(first, 0, g)


@op(shape=broadcast, promote=to_common_dtype, in_place=True)
def clamp_min(x, min):
    """x, but not below min.

    Shape: x and min broadcast together.
    Source: torch.clamp_min.
    Example:
        >>> import zerodl
        >>> zerodl.clamp_min(zerodl.tensor([-2.0, 3.0]), 0)
        tensor([0., 3.])
    """
    return np.maximum(x, min)


@clamp_min.grad
def clamp_min_grad(g, x, min):
    """Gradient of clamp_min: g goes to the one that was taken, to x if they are equal."""
    return np.where(x >= min, g, 0), np.where(x < min, g, 0)


@op(shape=broadcast, promote=to_common_dtype, in_place=True)
def clamp_max(x, max):
    """x, but not above max.

    Shape: x and max broadcast together.
    Source: torch.clamp_max.
    Example:
        >>> import zerodl
        >>> zerodl.clamp_max(zerodl.tensor([-2.0, 3.0]), 0)
        tensor([-2.,  0.])
    """
    return np.minimum(x, max)


@clamp_max.grad
def clamp_max_grad(g, x, max):
    """Gradient of clamp_max: g goes to the one that was taken, to x if they are equal."""
    return np.where(x <= max, g, 0), np.where(x > max, g, 0)


@composite(in_place=True, numpy=[np.clip])
def clamp(x, min=None, max=None):
    """x, but not below min and not above max. Where min is above max, the result is max.

    Args: min, max: numbers or tensors; one of them may be missing.
    Shape: all broadcast together.
    Raises: ArgumentError if both bounds are missing.
    Source: torch.clamp.
    Example:
        >>> import zerodl
        >>> zerodl.clamp(zerodl.tensor([-2.0, 0.5, 3.0]), 0, 1)
        tensor([0.0000, 0.5000, 1.0000])
    """
    if min is None and max is None:
        raise ArgumentError("clamp: min, max or both must be given")
    if min is not None:
        x = clamp_min(x, min)
    return x if max is None else clamp_max(x, max)


@composite(in_place=True)
def clip(x, min=None, max=None):
    """``clamp`` under NumPy's name.

    Source: torch.clip.
    Example:
        >>> import zerodl
        >>> zerodl.clip(zerodl.tensor([-2.0, 3.0]), max=1)
        tensor([-2.,  1.])
    """
    return clamp(x, min, max)


@op(shape=same, any_dtype=True, in_place=True)
def nan_to_num(x, /, nan=0.0, posinf=None, neginf=None):
    """x with numbers in place of NaN, ∞ and −∞.

    Args: nan: for NaN. posinf, neginf: for the infinities; by default the largest number of the dtype,
            and its opposite.
    Source: torch.nan_to_num.
    Example:
        >>> import zerodl
        >>> zerodl.nan_to_num(zerodl.tensor([float("nan"), 1.0, float("inf")]), posinf=100.0)
        tensor([  0.,   1., 100.])
    """
    if not is_floating(x.dtype):
        return np.copy(x)
    largest = float(ml_dtypes.finfo(x.dtype).max)
    posinf, neginf = largest if posinf is None else posinf, -largest if neginf is None else neginf
    infinite = np.where(np.isinf(x), np.where(x > 0, posinf, neginf), x)
    return cast(np.where(np.isnan(x), nan, infinite), dtype=x.dtype)


@nan_to_num.grad
def nan_to_num_grad(g, x):
    """Gradient of nan_to_num: g where x was a number, 0 where it was replaced."""
    return np.where(np.isfinite(x), g, 0)
