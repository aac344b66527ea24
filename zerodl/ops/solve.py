"""Equations with matrices."""

from typing import NamedTuple

import numpy as np

from ..autograd.op import composite, op
from ..autograd.promotion import to_common_dtype
from ..autograd.shapes import broadcast
from ..autograd.tensor import Tensor
from ..backend import eye_like, solver_errors
from ..errors import ArgumentError, ShapeError
from .diagonal import tril, triu
from .inverse import pinv, require_matrix, require_square, turned
from .linalg import matmul
from .matrix_rank import matrix_rank
from .requirement import require_floats
from .svd import svdvals


def _solution_shape(name, a, b):
    require_square("solve", a)
    require_matrix("solve", b)
    if a[-1] != b[-2]:
        raise ShapeError(f"solve: {a[-1]} by {a[-1]} matrices need right sides of {a[-1]} rows, got shapes {a} and {b}")
    return (*broadcast("solve", a[:-2], b[:-2]), *b[-2:])


@op(shape=_solution_shape, promote=to_common_dtype, method=False)
def solve_columns(a, b):
    """x with a @ x = b, for matrices b and stacks of them.

    Shape: a (…, n, n), b (…, n, k) -> (…, n, k)
    Source: numpy.linalg.solve
    Example:
        >>> solve_columns(np.array([[2.0]]), np.array([[6.0]]))
        array([[3.]])
    """
    shape = _solution_shape("solve", np.shape(a), np.shape(b))
    require_floats("solve", a, b)
    try:
        with solver_errors(a):
            return np.linalg.solve(np.broadcast_to(a, (*shape[:-2], *a.shape[-2:])), np.broadcast_to(b, shape))
    except np.linalg.LinAlgError as cause:
        raise ArgumentError(
            "solve: a matrix is singular, its rows depend on one another, so there is no single solution; linalg.lstsq "
            "gives what comes closest"
        ) from cause


@solve_columns.grad
def solve_columns_grad(g, a, y):
    """Gradient of solve.

        grad_b = a⁻ᵀ g        grad_a = −grad_b yᵀ

    Source: Giles (2008), "An extended collection of matrix derivative results", section 2.3.1.
    """
    grad_b = solve_columns(turned(a), g)
    return -(grad_b @ turned(y)), grad_b


@composite(method=False)
def solve(A, B, *, left=True):
    """X with A @ X = B; or with ``left=False`` X with X @ A = B.

    Shape: A (…, n, n), B (n,), (…, n) with A's stack, or (…, n, k) -> the shape of B, stacks broadcast
    Raises: ShapeError, DTypeError for integers, ArgumentError for a matrix that has no inverse.
    Cost: about n³/3 multiply-adds a matrix; keeps A and X.
    Source: torch.linalg.solve
    Example:
        >>> import zerodl
        >>> A = zerodl.tensor([[2.0, 0.0], [0.0, 4.0]])
        >>> zerodl.linalg.solve(A, zerodl.tensor([2.0, 2.0]))
        tensor([1.0000, 0.5000])
    """
    require_square("solve", np.shape(A))
    if np.ndim(B) == 0:
        raise ShapeError("solve: the right side must be a vector or a matrix, got a number")
    is_vector = np.ndim(B) == 1 or (np.ndim(A) - 1 == np.ndim(B) and np.shape(A)[:-1] == np.shape(B))
    if is_vector:
        if not left:
            raise ShapeError("solve: with left=False the right side must be a matrix, got a vector")
        return solve_columns(A, B[..., None])[..., 0]
    return solve_columns(A, B) if left else turned(solve_columns(turned(A), turned(B)))


@composite(method=False)
def solve_triangular(A, B, *, upper, left=True, unitriangular=False):
    """X with A @ X = B, where only one triangle of A is read.

    Args: upper: which triangle. left: False solves X @ A = B. unitriangular: the diagonal counts as ones, whatever
        stands there.
    Shape: A (…, n, n), B (…, n, k) -> the shape of B, stacks broadcast
    Raises: as solve.
    Source: torch.linalg.solve_triangular
    Example:
        >>> import zerodl
        >>> A = zerodl.tensor([[2.0, 0.0], [1.0, 1.0]])
        >>> zerodl.linalg.solve_triangular(A, zerodl.tensor([[2.0], [3.0]]), upper=False)
        tensor([[1.],
                [2.]])
    """
    require_square("solve_triangular", np.shape(A))
    require_matrix("solve_triangular", np.shape(B))
    triangle = triu if upper else tril
    if unitriangular:
        A = triangle(A, 1 if upper else -1) + eye_like(np.shape(A)[-1], A)
    else:
        A = triangle(A)
    return solve(A, B) if left else turned(solve(turned(A), turned(B)))


@composite()
def cholesky_solve(B, L, upper=False):
    """X with A @ X = B, given A's triangle L from ``cholesky``.

    Args: upper: L is the upper triangle.
    Shape: B (…, n, k), L (…, n, n) -> the shape of B, stacks broadcast
    Source: torch.cholesky_solve
    Example:
        >>> import zerodl
        >>> zerodl.cholesky_solve(zerodl.tensor([[8.0]]), zerodl.tensor([[2.0]]))
        tensor([[2.]])
    """
    L = turned(L) if upper else L
    return solve_triangular(turned(L), solve_triangular(L, B, upper=False), upper=True)


@composite()
def cholesky_inverse(L, upper=False):
    """The inverse of A, given A's triangle L from ``cholesky``.

    Args: upper: L is the upper triangle.
    Source: torch.cholesky_inverse
    Example:
        >>> import zerodl
        >>> zerodl.cholesky_inverse(zerodl.tensor([[2.0]]))
        tensor([[0.2500]])
    """
    require_square("cholesky_inverse", np.shape(L))
    one = eye_like(np.shape(L)[-1], L)
    return cholesky_solve(np.broadcast_to(one, np.shape(L)), L, upper=upper)


class LstsqResult(NamedTuple):
    """What lstsq gives. What the driver, PyTorch's name of a way to compute it, does not say is empty."""

    solution: Tensor
    residuals: Tensor
    rank: Tensor
    singular_values: Tensor


_DRIVERS = ("gels", "gelsy", "gelsd", "gelss")


@composite(method=False)
def lstsq(A, B, rcond=None, *, driver=None):
    """X that makes A @ X come closest to B: the least squares solution, of several the shortest.

        X = pinv(A) @ B

    Args: rcond: the share of the largest singular value below which one counts as 0. driver: says which of the other
        results are wanted: "gels" residuals; "gelsy", the default, the rank; "gelsd" and "gelss" both, and the singular
        values. The residuals are given for tall matrices of full rank.
    Returns: a named tuple (solution, residuals, rank, singular_values).
    Shape: A (…, m, n), B (…, m, k) -> solution (…, n, k)
    Source: torch.linalg.lstsq
    Example:
        >>> import zerodl
        >>> A, B = zerodl.tensor([[1.0], [1.0]]), zerodl.tensor([[1.0], [3.0]])
        >>> round(zerodl.linalg.lstsq(A, B).solution.item(), 4)
        2.0
    """
    driver = driver or "gelsy"
    if driver not in _DRIVERS:
        raise ArgumentError(f"lstsq: driver must be one of {', '.join(_DRIVERS)}, got {driver!r}")
    require_matrix("lstsq", np.shape(A))
    is_vector = np.ndim(B) > 0 and np.ndim(A) - 1 == np.ndim(B) and np.shape(A)[:-1] == np.shape(B)
    columns = B[..., None] if is_vector else B
    require_matrix("lstsq", np.shape(columns))
    m, n = np.shape(A)[-2:]
    if m != np.shape(columns)[-2]:
        raise ShapeError(f"lstsq: A and B must have as many rows, got shapes {np.shape(A)} and {np.shape(B)}")
    solution = matmul(pinv(A, rtol=rcond), columns)
    rank = matrix_rank(A, rtol=rcond)
    nothing = solution.reshape(-1)[:0].detach()
    residuals = nothing
    if driver != "gelsy" and m > n and bool(np.all(rank.array == n)):
        residuals = np.sum(np.square(matmul(A, solution) - columns), axis=-2)
    return LstsqResult(
        solution[..., 0] if is_vector else solution,
        residuals,
        np.reshape(rank, (-1,))[:0] if driver == "gels" else rank,
        svdvals(A) if driver in ("gelsd", "gelss") else nothing,
    )
