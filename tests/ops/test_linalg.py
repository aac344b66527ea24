"""Linear algebra where the table of cases does not reach: free signs, symmetric inputs, singular matrices, errors."""

import math

import numpy as np
import pytest

import zerodl
from zerodl import linalg
from zerodl.autograd import grad, gradcheck, gradgradcheck
from zerodl.errors import ArgumentError, DTypeError, GradientError, ShapeError, ZerodlError
from zerodl.ops.chain import _cheapest_splits

rng = np.random.default_rng(0)
F64 = {"dtype": np.float64, "requires_grad": True}


def matrix(*shape):
    return zerodl.tensor(rng.normal(size=shape), **F64)


def positive(x):
    return x @ x.transpose(-1, -2) + zerodl.tensor(np.eye(x.shape[-2]))


def stretched(u, s, vh):
    """A function of the decomposition that a vector and its opposite do not change."""
    return (u * (s * s).unsqueeze(-2)) @ vh


# --- functions of symmetric matrices: they read one triangle, so nudge a matrix that they are made from ---------------

OF_SYMMETRIC = {
    "cholesky": lambda x: zerodl.cholesky(positive(x)),
    "cholesky, upper": lambda x: zerodl.cholesky(positive(x), upper=True),
    "eigvalsh": lambda x: linalg.eigvalsh(positive(x)),
    "eigh": lambda x: (lambda w, v: (v * (w * w).unsqueeze(-2)) @ v.transpose(-1, -2))(*linalg.eigh(positive(x))),
    "eigh, the upper triangle": lambda x: linalg.eigh(positive(x), UPLO="U").eigenvectors ** 2,
    "pinv of a symmetric matrix": lambda x: linalg.pinv(positive(x), hermitian=True),
    "svd with fill": lambda x: stretched(*[p[..., :2] if i == 0 else p for i, p in enumerate(linalg.svd(x[..., :2]))]),
}


@pytest.mark.parametrize("name", OF_SYMMETRIC)
@pytest.mark.parametrize("shape", [(3, 3), (2, 3, 3)], ids=str)
def test_first_and_second_derivatives(name, shape):
    x = matrix(*shape)
    assert gradcheck(OF_SYMMETRIC[name], [x])
    assert gradgradcheck(OF_SYMMETRIC[name], [x])


# --- PyTorch, by what does not depend on signs ------------------------------------------------------------------------


def signless(la, name, x, turned):
    if name == "svd":
        u, s, vh = la.svd(x, full_matrices=False)
        return (u * s[..., None, :] ** 2) @ vh
    if name == "svd, vectors":
        u, s, vh = la.svd(x, full_matrices=False)
        return u**2 + turned(vh**2)[..., : u.shape[-2], :]
    w, v = la.eigh(x @ turned(x))
    return (v * w[..., None, :] ** 2) @ turned(v) if name == "eigh" else v**2


@pytest.mark.parametrize("name", ["svd", "svd, vectors", "eigh", "eigh, vectors"])
@pytest.mark.parametrize("shape", [(3, 3), (4, 5), (2, 3, 4)], ids=str)
def test_vectors_and_their_gradients_are_pytorchs(name, shape):
    torch = pytest.importorskip("torch", reason="PyTorch, the oracle, is not installed")
    data = rng.normal(size=shape)
    ours, theirs = zerodl.tensor(data, requires_grad=True), torch.tensor(data, requires_grad=True)
    y = signless(linalg, name, ours, lambda x: x.transpose(-1, -2))
    wanted = signless(torch.linalg, name, theirs, lambda x: x.transpose(-1, -2))
    np.testing.assert_allclose(y.detach().numpy(), wanted.detach().numpy(), rtol=1e-9, atol=1e-12)
    g = rng.normal(size=y.shape)
    y.backward(zerodl.tensor(g))
    wanted.backward(torch.tensor(g))
    np.testing.assert_allclose(ours.grad.numpy(), theirs.grad.numpy(), rtol=1e-8, atol=1e-9)


# --- where a formula ends ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data", [[[1.0, 2.0], [2.0, 4.0]], [[0.0, 0.0], [0.0, 0.0]], [[1.0, 2.0, 3.0], [0.0, 0.0, 0.0], [1.0, 0.0, 1.0]]]
)
def test_the_determinant_of_a_singular_matrix_has_a_gradient(data):
    x = zerodl.tensor(np.array(data), requires_grad=True)
    assert gradcheck(zerodl.det, [x])
    y = zerodl.det(x)
    assert y.item() == 0
    with pytest.raises(GradientError, match="det: .*no inverse"):
        grad(y, x, create_graph=True)


def test_a_singular_matrix_in_a_stack_of_regular_ones():
    x = zerodl.tensor(np.stack([np.zeros((3, 3)), np.eye(3), np.diag([1.0, 2.0, 0.0])]), requires_grad=True)
    zerodl.det(x).sum().backward()
    np.testing.assert_allclose(x.grad.numpy()[1], np.eye(3), atol=1e-12)
    np.testing.assert_allclose(x.grad.numpy()[2], np.diag([0.0, 0.0, 2.0]), atol=1e-12)


def test_logdet_at_its_ends():
    assert math.isnan(zerodl.logdet(zerodl.tensor([[-1.0]])).item())
    assert zerodl.logdet(zerodl.tensor([[0.0]])).item() == -math.inf


def test_with_beta_0_the_input_is_not_looked_at():
    nan = zerodl.tensor([[math.nan]])
    assert zerodl.addmm(nan, zerodl.ones(1, 2), zerodl.ones(2, 1), beta=0).item() == 2


def test_a_complete_qr_of_a_tall_matrix_has_no_gradient():
    q, _ = linalg.qr(matrix(4, 2), mode="complete")
    assert q.shape == (4, 4)
    with pytest.raises(GradientError, match="mode='reduced'"):
        q.sum().backward()


def test_equal_singular_values_do_no_harm_to_what_only_needs_values():
    x = zerodl.tensor(np.eye(3), requires_grad=True)
    linalg.matrix_norm(x, "nuc").backward()
    np.testing.assert_allclose(x.grad.numpy(), np.eye(3), atol=1e-12)


def test_the_cheapest_order_of_a_chain():
    """Cormen's example: (A₁(A₂A₃))((A₄A₅)A₆)."""
    split = _cheapest_splits([30, 35, 15, 5, 10, 20, 25])
    assert (split[0, 5], split[0, 2], split[3, 5]) == (2, 0, 4)


@pytest.mark.parametrize("dtype", [np.float16, zerodl.bfloat16])
def test_16_bit_floats_are_computed_in_32(dtype):
    x = zerodl.tensor(np.eye(2) * 4).to(dtype)
    for y in (linalg.inv(x), zerodl.cholesky(x), linalg.solve(x, x), linalg.svdvals(x), zerodl.det(x), x @ x[0]):
        assert y.dtype == np.dtype(dtype)
    assert linalg.inv(x).float().tolist() == [[0.25, 0.0], [0.0, 0.25]]


# --- matmul of vectors ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("a", "b"),
    [((3,), (3,)), ((3,), (3, 4)), ((2, 3), (3,)), ((3,), (5, 3, 4)), ((5, 2, 3), (3,)), ((5, 1, 2, 3), (3,))],
    ids=str,
)
def test_matmul_of_vectors_is_numpys_and_its_derivatives_are_right(a, b):
    x, y = matrix(*a), matrix(*b)
    np.testing.assert_allclose((x @ y).detach().numpy(), x.detach().numpy() @ y.detach().numpy(), rtol=1e-12)
    assert gradcheck(zerodl.matmul, [x, y])
    assert gradgradcheck(zerodl.matmul, [x, y])


# --- errors -----------------------------------------------------------------------------------------------------------

ones = zerodl.ones

ERRORS = {
    "singular inverse": (lambda: linalg.inv(ones(2, 2)), ArgumentError, "inv: a matrix is singular", "linalg.pinv"),
    "singular equations": (lambda: linalg.solve(ones(2, 2), ones(2)), ArgumentError, "solve:", "linalg.lstsq"),
    "not positive definite": (lambda: zerodl.cholesky(-ones(1, 1)), ArgumentError, "not positive definite"),
    "not square": (lambda: zerodl.det(ones(2, 3)), ShapeError, "det: expected square matrices, got 2 by 3"),
    "a vector": (lambda: linalg.inv(ones(3)), ShapeError, "inv: expected a matrix", "(3,)"),
    "integers": (lambda: linalg.inv(ones(2, 2).long()), DTypeError, "inv: expected floating numbers", "x.float()"),
    "right side": (lambda: linalg.solve(ones(2, 2), ones(3)), ShapeError, "solve: 2 by 2 matrices", "(3, 1)"),
    "a number": (lambda: ones(2, 2) @ 2, ShapeError, "matmul:", "use a * b"),
    "mm of vectors": (
        lambda: zerodl.mm(ones(2), ones(2)),
        ShapeError,
        "mm: expected a of 2 dimensions, got shape (2,)",
    ),
    "mv of matrices": (lambda: zerodl.mv(ones(2, 2), ones(2, 2)), ShapeError, "mv: expected b of 1 dimension"),
    "bmm of other lengths": (lambda: zerodl.bmm(ones(2, 1, 1), ones(3, 1, 1)), ShapeError, "bmm: the stacks"),
    "dot of other lengths": (lambda: zerodl.dot(ones(2), ones(3)), ShapeError, "(2,)", "(3,)"),
    "addmm too large": (lambda: zerodl.addmm(ones(3, 3), ones(2, 2), ones(2, 2)), ShapeError, "addmm"),
    "addmm, two kinds": (
        lambda: zerodl.addmm(ones(2, 2).long(), ones(2, 2), ones(2, 2)),
        DTypeError,
        "addmm: input is",
    ),
    "einsum, terms": (lambda: zerodl.einsum("ij,jk", ones(2, 2)), ArgumentError, "2 terms, but there are 1 operands"),
    "einsum, axes": (lambda: zerodl.einsum("ijk", ones(2, 2)), ShapeError, "'ijk' does not name the axes of"),
    "einsum, result": (lambda: zerodl.einsum("ij->ik", ones(2, 2)), ArgumentError, "each letter of the result"),
    "einsum, twice": (lambda: zerodl.einsum("ij->ii", ones(2, 2)), ArgumentError, "once only"),
    "einsum, signs": (lambda: zerodl.einsum("i1", ones(2, 2)), ArgumentError, "expected letters"),
    "einsum, lengths": (lambda: zerodl.einsum("ij,jk", ones(2, 3), ones(4, 2)), ShapeError, "'j' stands for"),
    "einsum, diagonal": (lambda: zerodl.einsum("ii", ones(2, 3)), ShapeError, "'i' stands for"),
    "tensordot": (lambda: zerodl.tensordot(ones(2, 3), ones(2, 3), 1), ShapeError, "tensordot: the axes"),
    "cross": (lambda: linalg.cross(ones(2), ones(2)), ShapeError, "cross: dim -1 must have length 3"),
    "multi_dot of one": (lambda: linalg.multi_dot([ones(2, 2)]), ArgumentError, "at least two"),
    "multi_dot": (lambda: linalg.multi_dot([ones(2, 3), ones(2, 2)]), ShapeError, "do not fit together"),
    "qr mode": (lambda: linalg.qr(ones(2, 2), mode="full"), ArgumentError, "'reduced', 'complete' or 'r'"),
    "UPLO": (lambda: linalg.eigh(ones(2, 2), UPLO="X"), ArgumentError, "'L' or 'U'"),
    "norm": (lambda: linalg.matrix_norm(ones(2, 2), ord=3), ArgumentError, "matrix_norm: ord must be one of 'fro'"),
    "norm of three axes": (lambda: linalg.norm(ones(2, 2, 2), ord=2), ShapeError, "one or two axes"),
    "driver": (lambda: linalg.lstsq(ones(2, 1), ones(2, 1), driver="qr"), ArgumentError, "gelsy"),
    "power": (lambda: zerodl.matrix_power(ones(2, 2), -1), ArgumentError, "singular"),
}


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_says_what_is_wrong(name):
    call, kind, *words = ERRORS[name]
    with pytest.raises(kind) as caught:
        call()
    assert isinstance(caught.value, ZerodlError)
    for word in words:
        assert word in str(caught.value)


def test_linalg_lists_what_it_has():
    assert all(callable(getattr(linalg, name)) for name in linalg.__all__)
    torch = pytest.importorskip("torch", reason="PyTorch, whose names these are, is not installed")
    assert [name for name in linalg.__all__ if not hasattr(torch.linalg, name)] == []
