"""How many directions a matrix reaches."""

import numpy as np

from ..autograd.op import op
from .inverse import require_matrix, require_square, smallest_counted
from .requirement import require_floats


def _stack(name, shape, **settings):
    return require_matrix(name, shape)[:-2]


@op(shape=_stack, method=False)
def matrix_rank(x, /, *, atol=None, rtol=None, hermitian=False):
    """How many singular values of each matrix are not 0: the number of its rows that do not depend on others.

        a value counts if it is larger than max(atol, rtol · the largest one)

    Args: atol, rtol: tolerances; by default 0, and the longer side times the rounding error of the dtype. hermitian: x
        is symmetric, and only its lower triangle is read.
    Shape: x (…, m, n) -> (…), integers
    Source: torch.linalg.matrix_rank
    Example:
        >>> import zerodl
        >>> zerodl.linalg.matrix_rank(zerodl.tensor([[1.0, 2.0], [2.0, 4.0]])).item()
        1
    """
    require_matrix("matrix_rank", np.shape(x))
    require_floats("matrix_rank", x)
    if 0 in np.shape(x)[-2:]:
        return np.zeros_like(np.sum(x, axis=(-2, -1)), dtype=np.int64)
    if hermitian:
        require_square("matrix_rank", np.shape(x))
        s = np.abs(np.linalg.eigvalsh(x))
    else:
        s = np.linalg.svd(x, compute_uv=False)
    return np.count_nonzero(s > smallest_counted(s, np.shape(x), atol, rtol), axis=-1)
