"""The inverse of a matrix, and what stands for it where there is none."""

import numpy as np

from ..autograd.op import composite, op
from ..backend import eye_like, solver_errors
from ..errors import ArgumentError, ShapeError
from .requirement import require_floats


def require_matrix(name, shape):
    """Refuse what is no matrix and no stack of matrices.

    Raises: ShapeError.
    """
    if len(shape) < 2:
        raise ShapeError(f"{name}: expected a matrix or a stack of them, got shape {shape}")
    return shape


def require_square(name, shape, *others, **settings):
    """Refuse matrices that are not square; as a shape rule: the result has the same shape.

    Raises: ShapeError.
    """
    require_matrix(name, shape)
    if shape[-1] != shape[-2]:
        raise ShapeError(f"{name}: expected square matrices, got {shape[-2]} by {shape[-1]} (shape {shape})")
    return shape


def turned(x):
    """Each matrix transposed."""
    return np.swapaxes(x, -1, -2)


@op(shape=require_square, method=False)
def inv(x):
    """The inverse of each matrix: inv(x) @ x is the identity.

    Shape: x (…, n, n) -> the same
    Raises: ShapeError for other matrices, ArgumentError for one that has no inverse.
    Cost: about 2 n³ multiply-adds a matrix; keeps the result. To solve equations, ``linalg.solve`` is faster and loses
        fewer digits.
    Source: torch.linalg.inv
    Example:
        >>> import zerodl
        >>> zerodl.linalg.inv(zerodl.tensor([[2.0, 0.0], [0.0, 4.0]]))
        tensor([[0.5000, 0.0000],
                [0.0000, 0.2500]])
    """
    require_square("inv", np.shape(x))
    require_floats("inv", x)
    try:
        with solver_errors(x):
            return np.linalg.inv(x)
    except np.linalg.LinAlgError as cause:
        raise ArgumentError(
            "inv: a matrix is singular, its rows depend on one another, so it has no inverse; linalg.pinv gives what "
            "comes closest"
        ) from cause


@inv.grad
def inv_grad(g, y):
    """Gradient of inv.

        grad = −yᵀ @ g @ yᵀ

    Source: Giles (2008), "An extended collection of matrix derivative results", section 2.2.3.
    """
    return -(turned(y) @ g @ turned(y))


@composite()
def inverse(x):
    """The inverse of each matrix: the name of linalg.inv outside linalg.

    Source: torch.inverse
    Example:
        >>> import zerodl
        >>> zerodl.inverse(zerodl.tensor([[2.0]]))
        tensor([[0.5000]])
    """
    return inv(x)


def _turned_shape(name, shape, **settings):
    require_matrix(name, shape)
    return (*shape[:-2], shape[-1], shape[-2])


def smallest_counted(singular_values, shape, atol, rtol):
    """Below which size a singular value counts as 0: the larger of atol and rtol times the largest one.

    Args: rtol: None stands for the longer side of the matrix times the rounding error, or for 0 if atol is given.
    Source: torch.linalg.matrix_rank
    """
    if rtol is None:
        rtol = (
            0.0
            if atol is not None and np.all(np.asarray(atol) > 0)
            else max(shape[-2:]) * np.finfo(singular_values.dtype).eps
        )
    largest = np.max(singular_values, axis=-1, keepdims=True)
    bound = largest * _column(rtol)
    return bound if atol is None else np.maximum(bound, _column(atol))


def _column(tolerance):
    """A tolerance for each matrix of a stack stands beside each of its singular values."""
    tolerance = getattr(tolerance, "array", tolerance)
    return tolerance[..., None] if np.ndim(tolerance) else tolerance


@op(shape=_turned_shape, method=False)
def pinv(x, /, *, atol=None, rtol=None, hermitian=False):
    """The pseudo-inverse: pinv(x) @ b is the shortest of all vectors that come closest to solving x @ y = b.

        y = V diag(1/sᵢ, or 0 where sᵢ counts as 0) Uᵀ        from the decomposition x = U diag(s) Vᵀ

    Args: atol, rtol: how small a singular value counts as 0, see matrix_rank. hermitian: x is symmetric, and only its
        lower triangle is read.
    Shape: x (…, m, n) -> (…, n, m)
    Source: Moore (1920); Penrose (1955), "A generalized inverse for matrices".
    Example:
        >>> import zerodl
        >>> zerodl.linalg.pinv(zerodl.tensor([[1.0], [1.0]]))
        tensor([[0.5000, 0.5000]])
    """
    require_matrix("pinv", np.shape(x))
    require_floats("pinv", x)
    if 0 in np.shape(x)[-2:]:
        return np.zeros_like(turned(x))
    if hermitian:
        require_square("pinv", np.shape(x))
        values, u = np.linalg.eigh(x)
        s, v = np.abs(values), u * np.sign(values)[..., None, :]
    else:
        u, s, vh = np.linalg.svd(x, full_matrices=False)
        v = turned(vh)
    counts = s > smallest_counted(s, np.shape(x), atol, rtol)
    return (v * np.where(counts, 1 / np.where(counts, s, 1), 0)[..., None, :]) @ turned(u)


@pinv.grad
def pinv_grad(g, x, y):
    """Gradient of pinv, as long as the rank stays what it is.

        grad = −yᵀ g yᵀ + (I − x y) gᵀ y yᵀ + yᵀ y gᵀ (I − y x)

    Source: Golub and Pereyra (1973), "The differentiation of pseudo-inverses and nonlinear least squares problems",
        theorem 4.3.
    """
    across_rows, across_columns = eye_like(x.shape[-2], x) - x @ y, eye_like(x.shape[-1], x) - y @ x
    first = -(turned(y) @ g @ turned(y))
    return first + across_rows @ turned(g) @ y @ turned(y) + turned(y) @ y @ turned(g) @ across_columns


@composite()
def pinverse(x, rcond=1e-15):
    """The pseudo-inverse: the name of linalg.pinv outside linalg.

    Args: rcond: the share of the largest singular value below which one counts as 0.
    Source: torch.pinverse
    Example:
        >>> import zerodl
        >>> zerodl.pinverse(zerodl.tensor([[2.0]]))
        tensor([[0.5000]])
    """
    return pinv(x, rtol=rcond)
