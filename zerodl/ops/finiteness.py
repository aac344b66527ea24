"""Which elements are numbers, and which are infinite or not a number. Booleans, which have no gradient."""

import math

import numpy as np

from ..autograd.op import op
from ..autograd.shapes import same


@op(shape=same, any_dtype=True, numpy=[np.isnan])
def isnan(x):
    """Whether x is not a number, as 0 / 0 is not.

    Source: torch.isnan.
    Example:
        >>> import zerodl
        >>> zerodl.isnan(zerodl.tensor([1.0, float("nan")])).tolist()
        [False, True]
    """
    return np.isnan(x)


@op(shape=same, any_dtype=True, numpy=[np.isinf])
def isinf(x):
    """Whether x is ∞ or −∞.

    Source: torch.isinf.
    Example:
        >>> import zerodl
        >>> zerodl.isinf(zerodl.tensor([1.0, float("-inf")])).tolist()
        [False, True]
    """
    return np.isinf(x)


@op(shape=same, any_dtype=True, numpy=[np.isfinite])
def isfinite(x):
    """Whether x is a number, and not infinite.

    Source: torch.isfinite.
    Example:
        >>> import zerodl
        >>> zerodl.isfinite(zerodl.tensor([1.0, float("nan"), float("inf")])).tolist()
        [True, False, False]
    """
    return np.isfinite(x)


@op(shape=same, any_dtype=True, numpy=[np.isposinf])
def isposinf(x):
    """Whether x is ∞.

    Source: torch.isposinf.
    Example:
        >>> import zerodl
        >>> zerodl.isposinf(zerodl.tensor([float("-inf"), float("inf")])).tolist()
        [False, True]
    """
    return np.equal(x, math.inf)


@op(shape=same, any_dtype=True, numpy=[np.isneginf])
def isneginf(x):
    """Whether x is −∞.

    Source: torch.isneginf.
    Example:
        >>> import zerodl
        >>> zerodl.isneginf(zerodl.tensor([float("-inf"), float("inf")])).tolist()
        [True, False]
    """
    return np.equal(x, -math.inf)
