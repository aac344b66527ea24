"""Comparisons, element by element: they give booleans, which have no gradient."""

import numpy as np

from ..autograd.op import op
from ..autograd.promotion import to_common_dtype
from ..autograd.shapes import broadcast


@op(shape=broadcast, promote=to_common_dtype, numpy=[np.equal])
def eq(a, b):
    """Whether a equals b."""
    return np.equal(a, b)


@op(shape=broadcast, promote=to_common_dtype, numpy=[np.not_equal])
def ne(a, b):
    """Whether a differs from b."""
    return np.not_equal(a, b)


@op(shape=broadcast, promote=to_common_dtype, numpy=[np.less])
def lt(a, b):
    """Whether a is less than b."""
    return np.less(a, b)


@op(shape=broadcast, promote=to_common_dtype, numpy=[np.less_equal])
def le(a, b):
    """Whether a is at most b."""
    return np.less_equal(a, b)


@op(shape=broadcast, promote=to_common_dtype, numpy=[np.greater])
def gt(a, b):
    """Whether a is greater than b."""
    return np.greater(a, b)


@op(shape=broadcast, promote=to_common_dtype, numpy=[np.greater_equal])
def ge(a, b):
    """Whether a is at least b."""
    return np.greater_equal(a, b)
