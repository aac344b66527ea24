"""A matrix as orthonormal columns times a triangle."""

from typing import NamedTuple

import numpy as np

from ..autograd.op import composite, op
from ..autograd.tensor import Tensor
from ..errors import ArgumentError, GradientError
from .diagonal import tril
from .index import index as read
from .inverse import require_matrix, turned
from .join import cat
from .linalg import matmul
from .requirement import require_floats
from .solve import solve_columns


class QRResult(NamedTuple):
    """A matrix with orthonormal columns, and an upper triangle."""

    Q: Tensor
    R: Tensor


def _tall_shape(name, shape, mode="reduced"):
    require_matrix("qr", shape)
    return shape if mode == "reduced" else (*shape[:-1], shape[-2])


@op(shape=_tall_shape, outputs=2, method=False)
def qr_of_tall(x, /, mode="reduced"):
    """Q and R of matrices that have at least as many rows as columns.

    Source: numpy.linalg.qr
    Example:
        >>> [part.shape for part in qr_of_tall(np.ones((5, 3)))]
        [(5, 3), (3, 3)]
    """
    require_floats("qr", x)
    q, r = np.linalg.qr(x, mode=mode)
    return q, r


@qr_of_tall.grad
def qr_of_tall_grad(g, x, mode):
    """Gradient of qr.

        grad = (gQ + Q sym(R gRᵀ − gQᵀ Q)) R⁻ᵀ        sym repeats the lower triangle above the diagonal

    Source: Walter and Lehmann (2013), "Algorithmic differentiation of linear algebra functions with application in
        optimum experimental design", section 3.
    """
    if mode == "complete" and x.shape[-2] > x.shape[-1]:
        raise GradientError(
            "qr: with mode='complete' the columns that fill Q up are not determined by the matrix, so they have no "
            "gradient; use mode='reduced'"
        )
    q, r = qr_of_tall(x)
    inner = tril(r @ turned(g[1]) - turned(g[0]) @ q)
    inner = inner + turned(tril(inner, -1))
    return turned(solve_columns(r, turned(g[0] + q @ inner)))


@composite(method=False)
def linalg_qr(A, mode="reduced"):
    """A as Q @ R: orthonormal columns times an upper triangle.

    Args: mode: "reduced" gives Q as many columns as A has rows or columns, whichever are fewer; "complete" fills it up
        to a square, and has no gradient for a tall A; "r" gives an empty Q.
    Returns: a named tuple (Q, R).
    Shape: A (…, m, n) -> Q (…, m, k), R (…, k, n), with k the smaller of m and n
    Source: torch.linalg.qr
    Example:
        >>> import zerodl
        >>> Q, R = zerodl.linalg.qr(zerodl.tensor([[3.0, 1.0], [4.0, 2.0]]))
        >>> Q.shape, R.shape
        ((2, 2), (2, 2))
    """
    require_matrix("qr", np.shape(A))
    if mode not in ("reduced", "complete", "r"):
        raise ArgumentError(f"qr: mode must be 'reduced', 'complete' or 'r', got {mode!r}")
    m, n = np.shape(A)[-2:]
    how = "complete" if mode == "complete" else "reduced"
    if m >= n:
        q, r = qr_of_tall(A, mode=how)
    else:  # the first m columns decide; the others are seen from their Q
        q, first = qr_of_tall(read(A, key=(..., slice(0, m))))
        r = cat([first, matmul(turned(q), read(A, key=(..., slice(m, n))))], dim=-1)
    return QRResult(q.reshape(-1)[:0].detach() if mode == "r" else q, r)


@composite()
def qr(x, some=True):
    """x as Q @ R: the older name of linalg.qr.

    Args: some: False fills Q up to a square.
    Source: torch.qr
    Example:
        >>> import zerodl
        >>> zerodl.qr(zerodl.ones(3, 2), some=False).Q.shape
        (3, 3)
    """
    return linalg_qr(x, "reduced" if some else "complete")
