"""Products of matrices."""

import numpy as np

from ..autograd.op import op
from ..autograd.shapes import matrix_product
from ..errors import ShapeError


@op(shape=matrix_product, numpy=[np.matmul])
def matmul(a, b):
    """The matrix product a @ b, for single matrices and for stacks of them.

        y[…, i, j] = Σₚ a[…, i, p] · b[…, p, j]

    Shape: a (…, m, k), b (…, k, n) -> (…, m, n), the dimensions before the last two broadcast
    Raises: ShapeError if the inner lengths differ, or an array has fewer than 2 dimensions.
    Cost: m·k·n multiply-adds a matrix; keeps a and b.
    Example:
        >>> import zerodl
        >>> zerodl.tensor([[1.0, 2.0]]) @ zerodl.tensor([[3.0], [4.0]])
        tensor([[11.]])
    """
    if np.ndim(a) < 2 or np.ndim(b) < 2:
        raise ShapeError(
            f"matmul: expected two arrays of at least 2 dimensions, got shapes {np.shape(a)} and {np.shape(b)}; make a "
            "vector a matrix of one row with x[None, :]"
        )
    return np.matmul(a, b)


@matmul.grad
def matmul_grad(g, a, b):
    """Gradient of matmul for each input.

        grad_a = g @ bᵀ        grad_b = aᵀ @ g

    Shape: g (…, m, n), a (…, m, k), b (…, k, n) -> (…, m, k) and (…, k, n)
    Source: Giles (2008), "An extended collection of matrix derivative results", section 2.2.
    Example:
        >>> grad_a, grad_b = matmul_grad(np.ones((2, 4)), np.ones((2, 3)), np.ones((3, 4)))
        >>> grad_a.shape, grad_b.shape
        ((2, 3), (3, 4))
    """
    return g @ np.swapaxes(b, -1, -2), np.swapaxes(a, -1, -2) @ g
