"""And, or, not of truth values; of numbers, 0 is false and everything else true. The results have no gradient."""

import numpy as np

from ..autograd.op import op
from ..autograd.shapes import broadcast, same


@op(shape=broadcast, in_place=True, numpy=[np.logical_and])
def logical_and(a, b):
    """Whether both are true.

    Shape: a and b broadcast together.
    Source: torch.logical_and.
    Example:
        >>> import zerodl
        >>> zerodl.logical_and(zerodl.tensor([True, True]), zerodl.tensor([True, False])).tolist()
        [True, False]
    """
    return np.logical_and(a, b)


@op(shape=broadcast, in_place=True, numpy=[np.logical_or])
def logical_or(a, b):
    """Whether at least one is true.

    Shape: a and b broadcast together.
    Source: torch.logical_or.
    Example:
        >>> import zerodl
        >>> zerodl.logical_or(zerodl.tensor([True, False]), zerodl.tensor([False, False])).tolist()
        [True, False]
    """
    return np.logical_or(a, b)


@op(shape=broadcast, in_place=True, numpy=[np.logical_xor])
def logical_xor(a, b):
    """Whether exactly one is true.

    Shape: a and b broadcast together.
    Source: torch.logical_xor.
    Example:
        >>> import zerodl
        >>> zerodl.logical_xor(zerodl.tensor([True, True]), zerodl.tensor([False, True])).tolist()
        [True, False]
    """
    return np.logical_xor(a, b)


@op(shape=same, in_place=True, numpy=[np.logical_not])
def logical_not(x):
    """Whether x is false.

    Source: torch.logical_not.
    Example:
        >>> import zerodl
        >>> zerodl.logical_not(zerodl.tensor([0, 3])).tolist()
        [True, False]
    """
    return np.logical_not(x)
