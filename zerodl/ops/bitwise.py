"""Integers as rows of bits. The results have no gradient."""

import numpy as np

from ..autograd.op import op
from ..autograd.promotion import to_common_dtype
from ..autograd.shapes import broadcast, same
from .requirement import require_integers


@op(shape=broadcast, promote=to_common_dtype, in_place=True, numpy=[np.bitwise_and])
def bitwise_and(a, b):
    """The bits that are set in both; of booleans, whether both are true.

    Shape: a and b broadcast together.
    Raises: DTypeError for floats.
    Source: torch.bitwise_and.
    Example:
        >>> import zerodl
        >>> zerodl.bitwise_and(zerodl.tensor([0b1100]), 0b1010).item() == 0b1000
        True
    """
    require_integers("bitwise_and", a, b)
    return np.bitwise_and(a, b)


@op(shape=broadcast, promote=to_common_dtype, in_place=True, numpy=[np.bitwise_or])
def bitwise_or(a, b):
    """The bits that are set in at least one; of booleans, whether one is true.

    Shape: a and b broadcast together.
    Raises: DTypeError for floats.
    Source: torch.bitwise_or.
    Example:
        >>> import zerodl
        >>> zerodl.bitwise_or(zerodl.tensor([0b1100]), 0b1010).item() == 0b1110
        True
    """
    require_integers("bitwise_or", a, b)
    return np.bitwise_or(a, b)


@op(shape=broadcast, promote=to_common_dtype, in_place=True, numpy=[np.bitwise_xor])
def bitwise_xor(a, b):
    """The bits that are set in exactly one; of booleans, whether they differ.

    Shape: a and b broadcast together.
    Raises: DTypeError for floats.
    Source: torch.bitwise_xor.
    Example:
        >>> import zerodl
        >>> zerodl.bitwise_xor(zerodl.tensor([0b1100]), 0b1010).item() == 0b0110
        True
    """
    require_integers("bitwise_xor", a, b)
    return np.bitwise_xor(a, b)


@op(shape=same, in_place=True, numpy=[np.bitwise_not])
def bitwise_not(x):
    """Every bit turned round, which of a signed integer makes −x − 1; of booleans, their opposite.

    Raises: DTypeError for floats.
    Source: torch.bitwise_not.
    Example:
        >>> import zerodl
        >>> zerodl.bitwise_not(zerodl.tensor([0, 5])).tolist()
        [-1, -6]
    """
    require_integers("bitwise_not", x)
    return np.bitwise_not(x)


@op(shape=broadcast, promote=to_common_dtype, in_place=True, numpy=[np.left_shift])
def bitwise_left_shift(a, b):
    """The bits of a moved b places up: a · 2^b, as far as the dtype has places.

    Shape: a and b broadcast together.
    Raises: DTypeError for floats and booleans.
    Source: torch.bitwise_left_shift.
    Example:
        >>> import zerodl
        >>> zerodl.bitwise_left_shift(zerodl.tensor([1, 3]), 4).tolist()
        [16, 48]
    """
    require_integers("bitwise_left_shift", a, b, booleans=False)
    return np.left_shift(a, b)


@op(shape=broadcast, promote=to_common_dtype, in_place=True, numpy=[np.right_shift])
def bitwise_right_shift(a, b):
    """The bits of a moved b places down: ⌊a / 2^b⌋.

    Shape: a and b broadcast together.
    Raises: DTypeError for floats and booleans.
    Source: torch.bitwise_right_shift.
    Example:
        >>> import zerodl
        >>> zerodl.bitwise_right_shift(zerodl.tensor([16, -3]), 1).tolist()
        [8, -2]
    """
    require_integers("bitwise_right_shift", a, b, booleans=False)
    return np.right_shift(a, b)
