"""Eigenvalues and eigenvectors of symmetric matrices."""

from typing import NamedTuple

import numpy as np

from ..autograd.op import composite, op
from ..autograd.tensor import Tensor
from ..backend import eye_like
from ..errors import ArgumentError
from .inverse import require_square, turned
from .requirement import require_floats


def _values_shape(name, shape, UPLO="L"):
    if UPLO not in ("L", "U", "l", "u"):
        raise ArgumentError(f"eigh: UPLO must be 'L' or 'U', the triangle that is read, got {UPLO!r}")
    return require_square("eigh", shape)[:-1]


@op(shape=_values_shape, outputs=2, method=False)
def eigenvectors(x, /, UPLO="L"):
    """Eigenvalues, from the smallest up, and eigenvectors of symmetric matrices.

    Source: numpy.linalg.eigh
    Example:
        >>> eigenvectors(np.array([[2.0, 0.0], [0.0, 1.0]]))[0]
        array([1., 2.])
    """
    _values_shape("eigh", np.shape(x), UPLO)
    require_floats("eigh", x)
    values, vectors = np.linalg.eigh(x, UPLO.upper())
    return values, vectors


@eigenvectors.grad
def eigenvectors_grad(g, x, UPLO):
    """Gradient of eigh, as that of a symmetric matrix. For vectors it needs eigenvalues that differ.

        grad = V (diag gW + ½ F∘(Vᵀ gV − gVᵀ V)) Vᵀ        F[i, j] = 1 / (wⱼ − wᵢ), 0 for i = j

    Source: Giles (2008), "An extended collection of matrix derivative results", section 3.1.
    """
    w, v = eigenvectors(x, UPLO=UPLO)
    one = eye_like(w.shape[-1], x)
    apart = w[..., None, :] - w[..., :, None] + one
    inner = turned(v) @ g[1]
    middle = (inner - turned(inner)) / (2 * apart) + one * g[0][..., None, :]
    return v @ middle @ turned(v)


class EighResult(NamedTuple):
    """Eigenvalues from the smallest up, and the eigenvectors as columns."""

    eigenvalues: Tensor
    eigenvectors: Tensor


@composite(method=False)
def eigh(A, UPLO="L"):
    """The eigenvalues and eigenvectors of symmetric matrices: A @ V = V diag(W).

    Args: UPLO: "L" or "U", the triangle that is read.
    Returns: a named tuple (eigenvalues, eigenvectors).
    Shape: A (…, n, n) -> (…, n) and (…, n, n)
    Source: torch.linalg.eigh
    Example:
        >>> import zerodl
        >>> zerodl.linalg.eigh(zerodl.tensor([[2.0, 0.0], [0.0, 1.0]])).eigenvalues
        tensor([1., 2.])
    """
    return EighResult(*eigenvectors(A, UPLO=UPLO))


@op(shape=_values_shape, method=False)
def eigvalsh(x, /, UPLO="L"):
    """The eigenvalues of symmetric matrices, from the smallest up; equal ones do no harm to the gradient.

    Args: UPLO: "L" or "U", the triangle that is read.
    Source: torch.linalg.eigvalsh
    Example:
        >>> import zerodl
        >>> zerodl.linalg.eigvalsh(zerodl.tensor([[2.0, 0.0], [0.0, 1.0]]))
        tensor([1., 2.])
    """
    _values_shape("eigvalsh", np.shape(x), UPLO)
    require_floats("eigvalsh", x)
    return np.linalg.eigvalsh(x, UPLO.upper())


@eigvalsh.grad
def eigvalsh_grad(g, x, UPLO):
    """Gradient of eigvalsh: V diag(g) Vᵀ.

    Source: Giles (2008), "An extended collection of matrix derivative results", section 3.1.
    """
    _, v = eigenvectors(x, UPLO=UPLO)
    return (v * g[..., None, :]) @ turned(v)
