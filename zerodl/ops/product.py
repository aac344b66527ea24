"""Products of vectors and matrices: matmul under the names that say which shapes are meant, and sums with them."""

import numpy as np

from ..autograd.op import composite
from ..autograd.shapes import broadcast
from ..errors import ArgumentError, DTypeError, ShapeError
from .linalg import matmul


def _require_ndim(name, **operands):
    """Refuse operands of another number of axes than the name of the product promises.

    Args: operands: name = (tensor, number of axes).
    Raises: ShapeError.
    """
    for called, (x, ndim) in operands.items():
        if np.ndim(x) != ndim:
            raise ShapeError(
                f"{name}: expected {called} of {ndim} dimension{'s' if ndim > 1 else ''}, got shape {np.shape(x)}; "
                "matmul and the operator @ take other shapes"
            )


@composite()
def mm(a, b):
    """The product of two matrices.

    Shape: a (m, k), b (k, n) -> (m, n)
    Source: torch.mm
    Example:
        >>> import zerodl
        >>> zerodl.mm(zerodl.tensor([[1.0, 2.0]]), zerodl.tensor([[3.0], [4.0]]))
        tensor([[11.]])
    """
    _require_ndim("mm", a=(a, 2), b=(b, 2))
    return matmul(a, b)


@composite()
def mv(a, b):
    """The product of a matrix and a vector.

    Shape: a (m, k), b (k,) -> (m,)
    Source: torch.mv
    Example:
        >>> import zerodl
        >>> zerodl.mv(zerodl.tensor([[1.0, 2.0], [3.0, 4.0]]), zerodl.tensor([1.0, 10.0]))
        tensor([21., 43.])
    """
    _require_ndim("mv", a=(a, 2), b=(b, 1))
    return matmul(a, b)


@composite()
def bmm(a, b):
    """The products of two stacks of matrices, of as many each: nothing is broadcast.

    Shape: a (B, m, k), b (B, k, n) -> (B, m, n)
    Source: torch.bmm
    Example:
        >>> import zerodl
        >>> zerodl.bmm(zerodl.ones(5, 2, 3), zerodl.ones(5, 3, 4)).shape
        (5, 2, 4)
    """
    _require_ndim("bmm", a=(a, 3), b=(b, 3))
    if a.shape[0] != b.shape[0]:
        raise ShapeError(f"bmm: the stacks must be of one length, got shapes {a.shape} and {b.shape}")
    return matmul(a, b)


@composite(numpy=[np.dot])
def dot(a, b):
    """The sum of the products of two vectors' elements.

        y = Σᵢ aᵢ · bᵢ

    Shape: a (n,), b (n,) -> a number
    Source: torch.dot
    Example:
        >>> import zerodl
        >>> zerodl.dot(zerodl.tensor([1.0, 2.0]), zerodl.tensor([3.0, 4.0])).item()
        11.0
    """
    _require_ndim("dot", a=(a, 1), b=(b, 1))
    return matmul(a, b)


@composite(numpy=[np.vdot])
def vdot(a, b):
    """The dot product of two vectors; complex numbers, which zerodl has none of, would be conjugated.

    Shape: a (n,), b (n,) -> a number
    Source: torch.vdot
    Example:
        >>> import zerodl
        >>> zerodl.vdot(zerodl.tensor([1.0, 2.0]), zerodl.tensor([3.0, 4.0])).item()
        11.0
    """
    _require_ndim("vdot", a=(a, 1), b=(b, 1))
    return matmul(a, b)


@composite(numpy=[np.inner])
def inner(a, b):
    """The dot products of every vector in a's last axis with every one in b's; a number multiplies everything.

        y[…a, …b] = Σᵢ a[…a, i] · b[…b, i]

    Shape: a (…, n), b (…, n) -> (…, …), a's axes but the last, then b's
    Source: torch.inner
    Example:
        >>> import zerodl
        >>> zerodl.inner(zerodl.ones(2, 3), zerodl.ones(4, 5, 3)).shape
        (2, 4, 5)
    """
    if np.ndim(a) == 0 or np.ndim(b) == 0:
        return a * b
    if a.shape[-1] != b.shape[-1]:
        raise ShapeError(f"inner: the last axes must be of one length, got shapes {a.shape} and {b.shape}")
    n = a.shape[-1]
    columns = np.swapaxes(_rows(b, n), 0, 1)
    return np.reshape(matmul(_rows(a, n), columns), (*a.shape[:-1], *b.shape[:-1]))


def _rows(x, n):
    """x as a matrix with rows of length n, which may be 0."""
    count = 1
    for length in x.shape[:-1]:
        count *= length
    return np.reshape(x, (count, n))


@composite(numpy=[np.outer])
def outer(a, b):
    """Every element of one vector times every element of the other.

        y[i, j] = a[i] · b[j]

    Shape: a (m,), b (n,) -> (m, n)
    Source: torch.outer
    Example:
        >>> import zerodl
        >>> zerodl.outer(zerodl.tensor([1.0, 2.0]), zerodl.tensor([3.0, 4.0]))
        tensor([[3., 4.],
                [6., 8.]])
    """
    _require_ndim("outer", a=(a, 1), b=(b, 1))
    return a[:, None] * b[None, :]


@composite()
def ger(a, b):
    """Every element of one vector times every element of the other: the old name of outer.

    Source: torch.ger
    Example:
        >>> import zerodl
        >>> zerodl.ger(zerodl.tensor([1.0, 2.0]), zerodl.tensor([3.0])).shape
        (2, 1)
    """
    _require_ndim("ger", a=(a, 1), b=(b, 1))
    return outer(a, b)


# --- a product added to something -------------------------------------------------------------------------------------


def _added(name, input, product, beta, alpha):
    """beta · input + alpha · product; with beta = 0 the input is not looked at, not even for NaN.

    Raises: ShapeError unless input broadcasts to the product; ArgumentError for a fraction with integers.
    """
    if broadcast(name, np.shape(input), product.shape) != product.shape:
        raise ShapeError(
            f"{name}: input of shape {np.shape(input)} does not broadcast to the product's, {product.shape}"
        )
    if input.dtype != product.dtype:
        raise DTypeError(f"{name}: input is {input.dtype}, the product is {product.dtype}; bring them to one with .to")
    if product.dtype.kind in "iu" and not (isinstance(beta, int) and isinstance(alpha, int)):
        raise ArgumentError(f"{name}: with integers beta and alpha must be integers, got {beta!r} and {alpha!r}")
    product = product if alpha == 1 else product * alpha
    if beta == 0:
        return product
    return (input if beta == 1 else input * beta) + product


@composite(in_place=True)
def addmm(input, mat1, mat2, *, beta=1, alpha=1):
    """beta · input + alpha · mat1 @ mat2.

    Shape: mat1 (m, k), mat2 (k, n), input broadcasts to (m, n) -> (m, n)
    Source: torch.addmm
    Example:
        >>> import zerodl
        >>> zerodl.addmm(zerodl.ones(2), zerodl.ones(2, 3), zerodl.ones(3, 2))
        tensor([[4., 4.],
                [4., 4.]])
    """
    _require_ndim("addmm", mat1=(mat1, 2), mat2=(mat2, 2))
    return _added("addmm", input, matmul(mat1, mat2), beta, alpha)


@composite(in_place=True)
def addmv(input, mat, vec, *, beta=1, alpha=1):
    """beta · input + alpha · mat @ vec.

    Shape: mat (m, k), vec (k,), input broadcasts to (m,) -> (m,)
    Source: torch.addmv
    Example:
        >>> import zerodl
        >>> zerodl.addmv(zerodl.ones(2), zerodl.ones(2, 3), zerodl.ones(3))
        tensor([4., 4.])
    """
    _require_ndim("addmv", mat=(mat, 2), vec=(vec, 1))
    return _added("addmv", input, matmul(mat, vec), beta, alpha)


@composite(in_place=True)
def addr(input, vec1, vec2, *, beta=1, alpha=1):
    """beta · input + alpha · outer(vec1, vec2).

    Shape: vec1 (m,), vec2 (n,), input broadcasts to (m, n) -> (m, n)
    Source: torch.addr
    Example:
        >>> import zerodl
        >>> zerodl.addr(zerodl.ones(2), zerodl.ones(3), zerodl.ones(2)).shape
        (3, 2)
    """
    _require_ndim("addr", vec1=(vec1, 1), vec2=(vec2, 1))
    return _added("addr", input, outer(vec1, vec2), beta, alpha)


@composite(in_place=True)
def baddbmm(input, batch1, batch2, *, beta=1, alpha=1):
    """beta · input + alpha · the products of two stacks of matrices.

    Shape: batch1 (B, m, k), batch2 (B, k, n), input broadcasts to (B, m, n) -> (B, m, n)
    Source: torch.baddbmm
    Example:
        >>> import zerodl
        >>> zerodl.baddbmm(zerodl.ones(1), zerodl.ones(5, 2, 3), zerodl.ones(5, 3, 2)).shape
        (5, 2, 2)
    """
    return _added("baddbmm", input, bmm(batch1, batch2), beta, alpha)


@composite(in_place=True)
def addbmm(input, batch1, batch2, *, beta=1, alpha=1):
    """beta · input + alpha · the sum of the products of two stacks of matrices.

    Shape: batch1 (B, m, k), batch2 (B, k, n), input broadcasts to (m, n) -> (m, n)
    Source: torch.addbmm
    Example:
        >>> import zerodl
        >>> zerodl.addbmm(zerodl.zeros(1), zerodl.ones(5, 2, 3), zerodl.ones(5, 3, 2))
        tensor([[15., 15.],
                [15., 15.]])
    """
    products = bmm(batch1, batch2)
    return _added("addbmm", input, np.sum(products, axis=0, dtype=products.dtype), beta, alpha)
