"""Comparisons, element by element: they give booleans, which have no gradient."""

import numpy as np

from ..autograd.op import composite, op
from ..autograd.promotion import is_half, to_common_dtype
from ..autograd.shapes import broadcast
from ..errors import ArgumentError


def _to_compare(inputs):
    """One dtype, Python numbers included: 0.1 equals a bfloat16 that was made of 0.1."""
    inputs = to_common_dtype(inputs)
    half = next((x.dtype for x in inputs if is_half(x)), None)
    return [x if half is None or hasattr(x, "dtype") else float(half.type(x)) for x in inputs]


@op(shape=broadcast, promote=_to_compare, in_place=True, numpy=[np.equal])
def eq(a, b):
    """Whether a equals b; not a number equals nothing.

    Shape: a and b broadcast together.
    Source: torch.eq.
    Example:
        >>> import zerodl
        >>> zerodl.eq(zerodl.tensor([1, 2]), 2).tolist()
        [False, True]
    """
    return np.equal(a, b)


@op(shape=broadcast, promote=_to_compare, in_place=True, numpy=[np.not_equal])
def ne(a, b):
    """Whether a differs from b.

    Shape: a and b broadcast together.
    Source: torch.ne.
    Example:
        >>> import zerodl
        >>> zerodl.ne(zerodl.tensor([1, 2]), 2).tolist()
        [True, False]
    """
    return np.not_equal(a, b)


@op(shape=broadcast, promote=_to_compare, in_place=True, numpy=[np.less])
def lt(a, b):
    """Whether a is less than b.

    Shape: a and b broadcast together.
    Source: torch.lt.
    Example:
        >>> import zerodl
        >>> zerodl.lt(zerodl.tensor([1, 2]), 2).tolist()
        [True, False]
    """
    return np.less(a, b)


@op(shape=broadcast, promote=_to_compare, in_place=True, numpy=[np.less_equal])
def le(a, b):
    """Whether a is at most b.

    Shape: a and b broadcast together.
    Source: torch.le.
    Example:
        >>> import zerodl
        >>> zerodl.le(zerodl.tensor([2, 3]), 2).tolist()
        [True, False]
    """
    return np.less_equal(a, b)


@op(shape=broadcast, promote=_to_compare, in_place=True, numpy=[np.greater])
def gt(a, b):
    """Whether a is greater than b.

    Shape: a and b broadcast together.
    Source: torch.gt.
    Example:
        >>> import zerodl
        >>> zerodl.gt(zerodl.tensor([2, 3]), 2).tolist()
        [False, True]
    """
    return np.greater(a, b)


@op(shape=broadcast, promote=_to_compare, in_place=True, numpy=[np.greater_equal])
def ge(a, b):
    """Whether a is at least b.

    Shape: a and b broadcast together.
    Source: torch.ge.
    Example:
        >>> import zerodl
        >>> zerodl.ge(zerodl.tensor([1, 2]), 2).tolist()
        [False, True]
    """
    return np.greater_equal(a, b)


def _tolerance_shape(name, a, b, rtol=1e-05, atol=1e-08, equal_nan=False):
    return broadcast(name, a, b)


@op(shape=_tolerance_shape, promote=to_common_dtype, numpy=[np.isclose])
def isclose(a, b, /, rtol=1e-05, atol=1e-08, equal_nan=False):
    """Whether a is b but for rounding: |a − b| ≤ atol + rtol · |b|. Equal infinities are close.

    Args: rtol: allowed for each unit of b. atol: allowed at 0. equal_nan: NaN is close to NaN.
    Shape: a and b broadcast together.
    Raises: ArgumentError for negative tolerances.
    Source: torch.isclose.
    Example:
        >>> import zerodl
        >>> zerodl.isclose(zerodl.tensor([1.0, 1.0]), zerodl.tensor([1.000001, 1.1])).tolist()
        [True, False]
    """
    if rtol < 0 or atol < 0:
        raise ArgumentError(f"isclose: rtol and atol must not be negative, got {rtol} and {atol}")
    return np.isclose(a, b, rtol=rtol, atol=atol, equal_nan=equal_nan)


@composite(numpy=[np.allclose])
def allclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False):
    """Whether ``isclose`` holds for all elements, as a Python boolean.

    Source: torch.allclose.
    Example:
        >>> import zerodl
        >>> zerodl.allclose(zerodl.tensor([0.1, 0.2]) + 0.2, zerodl.tensor([0.3, 0.4]))
        True
    """
    return bool(np.all(isclose(a, b, rtol=rtol, atol=atol, equal_nan=equal_nan)))


@composite(numpy=[np.array_equal])
def equal(a, b):
    """Whether two tensors have the same shape and the same elements, as a Python boolean.

    Source: torch.equal.
    Example:
        >>> import zerodl
        >>> zerodl.equal(zerodl.tensor([1, 2]), zerodl.tensor([1, 2])), zerodl.equal(zerodl.tensor([1]), zerodl.ones(2))
        (True, False)
    """
    return np.shape(a) == np.shape(b) and bool(np.all(eq(a, b)))
