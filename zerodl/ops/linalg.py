"""The product of matrices."""

import numpy as np

from ..autograd.op import op
from ..autograd.promotion import to_common_dtype
from ..autograd.shapes import matrix_product
from ..errors import ShapeError


def _product_shape(name, a, b):
    """The shape of a @ b; a vector counts as a row on the left, as a column on the right, and that axis vanishes."""
    if not a or not b:
        raise ShapeError(f"{name}: expected two arrays of at least 1 dimension, got shapes {a} and {b}; use a * b")
    if (len(a) == 1 or len(b) == 1) and a[-1] != b[max(len(b) - 2, 0)]:
        raise ShapeError(
            f"{name}: shapes {a} and {b} do not fit: the last length of the first is {a[-1]}, of the second "
            f"{b[max(len(b) - 2, 0)]} elements meet it, and they must be equal"
        )
    product = matrix_product(name, a if len(a) > 1 else (1, *a), b if len(b) > 1 else (*b, 1))
    rows = product[-2:-1] if len(a) > 1 else ()
    return (*product[:-2], *rows, *(product[-1:] if len(b) > 1 else ()))


@op(shape=_product_shape, promote=to_common_dtype, numpy=[np.matmul])
def matmul(a, b):
    """The matrix product a @ b, for single matrices and for stacks of them.

        y[…, i, j] = Σₚ a[…, i, p] · b[…, p, j]

    A vector on the left counts as a matrix of one row, on the right as one of one column, which the result lacks.

    Shape: a (…, m, k), b (…, k, n) -> (…, m, n), the dimensions before the last two broadcast
    Raises: ShapeError if the inner lengths differ, or one of the two is a number.
    Cost: m·k·n multiply-adds a matrix; keeps a and b.
    Source: torch.matmul
    Example:
        >>> import zerodl
        >>> zerodl.tensor([[1.0, 2.0]]) @ zerodl.tensor([[3.0], [4.0]])
        tensor([[11.]])
    """
    return np.matmul(a, b)


@matmul.grad
def matmul_of_any_rank_grad(g, a, b):
    """Gradient of matmul: vectors are made matrices, the matrices' rule is applied, and the new axes go again."""
    if a.ndim > 1 and b.ndim > 1:
        return matmul_grad(g, a, b)
    row, column = a.ndim == 1, b.ndim == 1
    if column:
        g, b = g[..., None], b[:, None]
    if row:
        g, a = g[..., None, :], a[None, :]
    grad_a, grad_b = matmul_grad(g, a, b)
    return grad_a[..., 0, :] if row else grad_a, grad_b[..., 0] if column else grad_b


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
