"""Linear algebra under PyTorch's names: ``zerodl.linalg.solve(A, B)``, for single matrices and for stacks of them."""

from ..ops import (
    cholesky,
    cond,
    det,
    eigh,
    eigvalsh,
    inv,
    lstsq,
    matmul,
    matrix_exp,
    matrix_norm,
    matrix_power,
    matrix_rank,
    multi_dot,
    pinv,
    slogdet,
    solve,
    solve_triangular,
    svdvals,
    tensorinv,
    tensorsolve,
    vecdot,
    vector_norm,
)
from ..ops import linalg_cross as cross
from ..ops import linalg_diagonal as diagonal
from ..ops import linalg_norm as norm
from ..ops import linalg_qr as qr
from ..ops import linalg_svd as svd

__all__ = [
    "cholesky", "cond", "cross", "det", "diagonal", "eigh", "eigvalsh", "inv", "lstsq", "matmul", "matrix_exp",
    "matrix_norm", "matrix_power", "matrix_rank", "multi_dot", "norm", "pinv", "qr", "slogdet", "solve",
    "solve_triangular", "svd", "svdvals", "tensorinv", "tensorsolve", "vecdot", "vector_norm",
]  # fmt: skip
