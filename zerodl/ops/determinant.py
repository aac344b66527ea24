"""Determinants, and their logarithms, which do not overflow."""

from typing import NamedTuple

import numpy as np

from ..autograd.op import composite, op
from ..autograd.tensor import Tensor
from ..errors import GradientError
from .inverse import inv, require_square, turned
from .requirement import require_floats


def _stack(name, shape):
    """A number for each matrix."""
    return require_square(name, shape)[:-2]


@op(shape=_stack, numpy=[np.linalg.det])
def det(x):
    """The determinant of each matrix: how much it stretches volumes, negative if it mirrors.

    Shape: x (…, n, n) -> (…)
    Raises: ShapeError for other matrices.
    Source: torch.linalg.det
    Example:
        >>> import zerodl
        >>> round(zerodl.det(zerodl.tensor([[1.0, 2.0], [3.0, 4.0]])).item(), 4)
        -2.0
    """
    require_square("det", np.shape(x))
    require_floats("det", x)
    return np.linalg.det(x)


@det.grad
def det_grad(g, x, y):
    """Gradient of det: g times the matrix of cofactors, which is y · inv(x)ᵀ where there is an inverse.

    Source: Jacobi (1841); Giles (2008), section 2.2.4.
    """
    if np.all(getattr(y, "array", y)):
        return (g * y)[..., None, None] * turned(inv(x))
    if isinstance(x, Tensor):
        raise GradientError(
            "det: a gradient of the gradient is not available where the determinant is 0, for there is no inverse"
        )
    return g[..., None, None] * _cofactors(x)


def _cofactors(x):
    """The matrix of cofactors of any matrix, by its singular values.

    C = det(U) det(V) · U diag(product of the other sⱼ) Vᵀ
    """
    u, s, vh = np.linalg.svd(x)
    n = s.shape[-1]
    others = [np.prod(np.concatenate([s[..., :i], s[..., i + 1 :]], axis=-1), axis=-1) for i in range(n)]
    turns = np.linalg.det(u) * np.linalg.det(vh)  # 1 or −1
    return turns[..., None, None] * ((u * np.stack(others, axis=-1)[..., None, :]) @ vh)


class SlogdetResult(NamedTuple):
    """The sign of a determinant, and the logarithm of its size."""

    sign: Tensor
    logabsdet: Tensor


@op(shape=_stack, outputs=2, method=False)
def sign_and_log(x):
    """The sign of each determinant, and the logarithm of its size.

    Shape: x (…, n, n) -> (…) and (…)
    Source: numpy.linalg.slogdet
    Example:
        >>> [float(part) for part in sign_and_log(np.array([[-1.0]]))]
        [-1.0, 0.0]
    """
    require_square("slogdet", np.shape(x))
    require_floats("slogdet", x)
    sign, logarithm = np.linalg.slogdet(x)
    return sign, logarithm


@sign_and_log.grad
def sign_and_log_grad(g, x):
    """Gradient of slogdet: the sign is constant; for the logarithm g · inv(x)ᵀ.

    Source: Giles (2008), section 2.2.4.
    """
    return g[1][..., None, None] * turned(inv(x))


@composite()
def slogdet(x):
    """The sign of each determinant, and the logarithm of its size, which neither overflows nor vanishes.

    Returns: a named tuple (sign, logabsdet); 0 and −inf for a matrix without an inverse.
    Source: torch.linalg.slogdet
    Example:
        >>> import zerodl
        >>> zerodl.slogdet(zerodl.tensor([[-1.0]])).sign.item()
        -1.0
    """
    return SlogdetResult(*sign_and_log(x))


@composite()
def logdet(x):
    """The logarithm of each determinant; NaN for a negative one.

    Source: torch.logdet
    Example:
        >>> import zerodl
        >>> zerodl.logdet(zerodl.tensor([[1.0, 0.0], [0.0, 1.0]])).item()
        0.0
    """
    sign, logarithm = sign_and_log(x)
    return np.where(np.less(sign, 0), float("nan"), logarithm)
