"""A symmetric matrix as a triangle times its transpose."""

import numpy as np

from ..autograd.op import op
from ..backend import eye_like, solver_errors
from ..errors import ArgumentError
from .diagonal import tril
from .inverse import require_square, turned
from .requirement import require_floats
from .solve import solve_columns


@op(shape=require_square)
def cholesky(x, /, upper=False):
    """The lower triangle L with L @ Lᵀ = x, for symmetric matrices whose eigenvalues are positive.

    Args: upper: give Lᵀ. Only the triangle of x on that side is read.
    Shape: x (…, n, n) -> the same
    Raises: ShapeError; ArgumentError for a matrix with an eigenvalue that is not positive.
    Cost: about n³/6 multiply-adds a matrix; keeps the result.
    Source: torch.linalg.cholesky
    Example:
        >>> import zerodl
        >>> zerodl.cholesky(zerodl.tensor([[4.0, 2.0], [2.0, 5.0]]))
        tensor([[2., 0.],
                [1., 2.]])
    """
    require_square("cholesky", np.shape(x))
    require_floats("cholesky", x)
    try:
        with solver_errors(x):
            lower = np.linalg.cholesky(turned(x) if upper else x)
    except np.linalg.LinAlgError as cause:
        raise ArgumentError(
            "cholesky: a matrix is not positive definite: it has an eigenvalue that is not positive; if only rounding "
            "makes it so, add a small multiple of the identity"
        ) from cause
    return turned(lower) if upper else lower


@cholesky.grad
def cholesky_grad(g, y, upper):
    """Gradient of cholesky, as that of a symmetric matrix.

        grad = ½ (S + Sᵀ),  S = L⁻ᵀ Φ(Lᵀ g) L⁻¹        Φ takes the lower triangle with half the diagonal

    Source: Murray (2016), "Differentiation of the Cholesky decomposition", eq. 10.
    """
    lower, g = (turned(y), turned(g)) if upper else (y, g)
    inner = turned(lower) @ g
    inner = tril(inner) - inner * (eye_like(inner.shape[-1], inner) / 2)
    inner = solve_columns(turned(lower), inner)
    inner = turned(solve_columns(turned(lower), turned(inner)))
    return (inner + turned(inner)) / 2
