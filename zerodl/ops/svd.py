"""A matrix as a turn, a stretch along each axis, and another turn: its singular values."""

from typing import NamedTuple

import numpy as np

from ..autograd.op import composite, op
from ..autograd.tensor import Tensor
from ..backend import eye_like
from .inverse import require_matrix, turned
from .requirement import require_floats


class SVDResult(NamedTuple):
    """Orthonormal columns, the singular values from the largest down, orthonormal rows."""

    U: Tensor
    S: Tensor
    Vh: Tensor


def _u_shape(name, shape, full_matrices=True):
    require_matrix("svd", shape)
    return (*shape[:-1], shape[-2] if full_matrices else min(shape[-2:]))


@op(shape=_u_shape, outputs=3, method=False)
def singular_vectors(x, /, full_matrices=True):
    """U, S and Vᵀ with x = U diag(S) Vᵀ.

    Source: numpy.linalg.svd
    Example:
        >>> [part.shape for part in singular_vectors(np.ones((5, 3)))]
        [(5, 5), (3,), (3, 3)]
    """
    require_matrix("svd", np.shape(x))
    require_floats("svd", x)
    u, s, vh = np.linalg.svd(x, full_matrices=full_matrices)
    return u, s, vh


@singular_vectors.grad
def singular_vectors_grad(g, x):
    """Gradient of svd. It needs singular values that differ, and says nothing about vectors that only fill up.

        grad = U (F∘(Uᵀ gU − gUᵀ U) S + S F∘(Vᵀ gV − gVᵀ V) + diag gS) Vᵀ
               + (I − U Uᵀ) gU S⁻¹ Vᵀ + U S⁻¹ gVᵀ (I − V Vᵀ)        F[i, j] = 1 / (sⱼ² − sᵢ²), 0 for i = j

    Source: Townsend (2016), "Differentiating the singular value decomposition", section 2.
    """
    u, s, vh = singular_vectors(x, full_matrices=False)
    k = s.shape[-1]
    v, g_u, g_s, g_v = turned(vh), g[0][..., :k], g[1], turned(g[2][..., :k, :])
    one = eye_like(k, x)
    row, column = s[..., None, :], s[..., :, None]
    apart = (row - column) * (row + column) + one
    in_u, in_v = turned(u) @ g_u, vh @ g_v
    middle = (in_u - turned(in_u)) / apart * row + (in_v - turned(in_v)) / apart * column + one * g_s[..., None, :]
    grad = u @ middle @ vh
    if x.shape[-2] > k:
        grad = grad + (g_u - u @ in_u) / row @ vh
    if x.shape[-1] > k:
        grad = grad + u @ turned((g_v - v @ in_v) / row)
    return grad


@composite(method=False)
def linalg_svd(A, full_matrices=True, *, driver=None):
    """The singular value decomposition: A = U diag(S) Vh.

    Args: full_matrices: fill U and Vh up to squares. driver: None, or one of PyTorch's names, which choose between ways
        of computing the same on a GPU; it is not looked at.
    Returns: a named tuple (U, S, Vh).
    Shape: A (…, m, n) -> U (…, m, m), S (…, k), Vh (…, n, n), with k the smaller of m and n
    Source: torch.linalg.svd
    Example:
        >>> import zerodl
        >>> zerodl.linalg.svd(zerodl.tensor([[3.0, 0.0], [0.0, 4.0]])).S
        tensor([4., 3.])
    """
    return SVDResult(*singular_vectors(A, full_matrices=full_matrices))


class OldSVDResult(NamedTuple):
    """Orthonormal columns, the singular values from the largest down, and again orthonormal columns."""

    U: Tensor
    S: Tensor
    V: Tensor


@composite()
def svd(x, some=True):
    """The singular value decomposition by its older name: x = U diag(S) Vᵀ. It gives V, where linalg.svd gives Vᵀ.

    Args: some: False fills U and V up to squares.
    Returns: a named tuple (U, S, V).
    Source: torch.svd
    Example:
        >>> import zerodl
        >>> zerodl.svd(zerodl.ones(5, 3)).V.shape
        (3, 3)
    """
    u, s, vh = singular_vectors(x, full_matrices=not some)
    return OldSVDResult(u, s, turned(vh))


def _s_shape(name, shape):
    require_matrix("svdvals", shape)
    return (*shape[:-2], min(shape[-2:]))


@op(shape=_s_shape, method=False)
def svdvals(x):
    """The singular values of each matrix, from the largest down; equal ones do no harm to the gradient.

    Shape: x (…, m, n) -> (…, the smaller of m and n)
    Source: torch.linalg.svdvals
    Example:
        >>> import zerodl
        >>> zerodl.linalg.svdvals(zerodl.tensor([[3.0, 0.0], [0.0, 4.0]]))
        tensor([4., 3.])
    """
    require_matrix("svdvals", np.shape(x))
    require_floats("svdvals", x)
    return np.linalg.svd(x, compute_uv=False)


@svdvals.grad
def svdvals_grad(g, x):
    """Gradient of svdvals: U diag(g) Vᵀ.

    Source: Giles (2008), "An extended collection of matrix derivative results", section 3.3.
    """
    u, _, vh = singular_vectors(x, full_matrices=False)
    return (u * g[..., None, :]) @ vh
