"""Inverses, determinants and equations."""

import numpy as np

from tests.ops.cases.draw import Cases, Example, call, signed, strided


def regular(*shape):
    """Matrices that are far from singular."""
    return signed(*shape) / 3 + 2 * np.eye(shape[-1])


def of_linalg(name, *parts):
    """torch.linalg.NAME(…), of several results those at the given places."""

    def of(torch, *inputs, **settings):
        result = getattr(torch.linalg, name)(*inputs, **settings)
        return tuple(result[i] for i in parts) if parts else result

    return of


def triangle(n, *stack):
    return np.tril(signed(*stack, n, n)) + 2 * np.eye(n)


def np_det(x):
    """Leibniz's sum over permutations."""
    n = x.shape[-1]
    if n == 0:
        return np.ones(x.shape[:-2])
    minors = [np.delete(x[..., 1:, :], j, axis=-1) for j in range(n)]
    return np.asarray(sum((-1) ** j * x[..., 0, j] * np_det(minor) for j, minor in enumerate(minors)))


def np_slogdet(x):
    return np.sign(np_det(x)), np.log(np.abs(np_det(x)))


def np_solve(A, B, left=True):
    if B.ndim == 1 or B.shape == A.shape[:-1]:
        return (np.linalg.inv(A) @ B[..., None])[..., 0]
    return np.linalg.inv(A) @ B if left else B @ np.linalg.inv(A)


def np_solve_triangular(A, B, upper, left=True, unitriangular=False):
    part = np.triu(A) if upper else np.tril(A)
    if unitriangular:
        part = part - part * np.eye(A.shape[-1]) + np.eye(A.shape[-1])
    return np_solve(part, B, left)


def np_cholesky_solve(B, L, upper=False):
    turned = np.swapaxes(L, -1, -2)
    return np.linalg.inv(turned @ L if upper else L @ turned) @ B


def _read(torch, L, upper):
    """PyTorch sends a gradient to the triangle that it does not read, too; nothing there changes the result."""
    return torch.triu(L) if upper else torch.tril(L)


def np_lstsq(A, B, rcond=None, driver=None):
    columns = B[..., None] if B.ndim < A.ndim else B
    solution = np.linalg.pinv(A) @ columns
    rank = np.linalg.matrix_rank(A)
    residuals = ((A @ solution - columns) ** 2).sum(-2)
    keeps = driver is not None and A.shape[-2] > A.shape[-1] and np.all(rank == A.shape[-1])
    empty = np.zeros(0)
    singular = np.linalg.svd(A, compute_uv=False) if driver in ("gelsd", "gelss") else empty
    rank = np.zeros(0, np.int64) if driver == "gels" else rank
    return solution[..., 0] if B.ndim < A.ndim else solution, residuals if keeps else empty, rank, singular


def np_rank(x, atol=None, rtol=None, hermitian=False):
    s = np.linalg.svd(x, compute_uv=False)
    least = max(s.max(-1) * (0.0 if rtol is None else rtol), 0.0 if atol is None else atol) if atol or rtol else None
    return np.linalg.matrix_rank(x) if least is None else np.asarray((s > least).sum(-1))


TWICE_TWO = np.array([[1.0, 2.0, 0.0], [2.0, 4.0, 0.0], [0.0, 0.0, 1e-3]])
SYMMETRIC = np.array([[2.0, 0.5], [0.5, 1.0]])

SINGULAR_VALUES = "PyTorch does not differentiate the singular values that it gives"

SQUARES = {
    "plain": Example((regular(3, 3),)),
    "a stack": Example((regular(2, 3, 3),)),
    "one by one": Example((regular(1, 1),)),
    "strided": Example((regular(4, 4)[::-2, ::-2],)),
    "no matrices": Example((regular(0, 3, 3),)),
}

CASES = {
    "inv": Cases(np.linalg.inv, of_linalg("inv"), SQUARES),
    "inverse": Cases(np.linalg.inv, call("inverse"), SQUARES),
    "pinv": Cases(
        lambda x, atol=None, rtol=None, hermitian=False: np.linalg.pinv(
            x, rcond=1e-12 if rtol is None and atol is None else (rtol or 0.0) + (atol or 0.0)
        ),
        of_linalg("pinv"),
        {
            "tall": Example((signed(4, 2),)),
            "wide": Example((signed(2, 2, 4),)),
            "square": Example((regular(3, 3),)),
            "what counts as 0": Example((TWICE_TWO,), {"rtol": 0.01}, smooth=False),
            "symmetric": Example((SYMMETRIC,), {"hermitian": True}, smooth=False),
            "no rows": Example((signed(0, 2),)),
        },
    ),
    "pinverse": Cases(np.linalg.pinv, call("pinverse"), {"tall": Example((signed(4, 2),))}),
    "det": Cases(
        np_det, call("det"), SQUARES | {"negative": Example((regular(3, 3)[::-1],)), "empty": Example((signed(0, 0),))}
    ),
    "sign_and_log": Cases(
        np_slogdet,
        of_linalg("slogdet", 0, 1),
        {"plain": Example((regular(3, 3),)), "a stack, one negative": Example((regular(4, 3, 3)[:, ::-1],))},
    ),
    "slogdet": Cases(np_slogdet, of_linalg("slogdet", 0, 1), {"negative": Example((regular(3, 3)[::-1],))}),
    "logdet": Cases(
        lambda x: np.log(np_det(x)),
        call("logdet"),
        {"plain": Example((regular(3, 3),)), "a stack": Example((regular(2, 3, 3),))},
    ),
    "solve_columns": Cases(
        np_solve,
        of_linalg("solve"),
        {
            "plain": Example((regular(3, 3), signed(3, 2))),
            "stacks that broadcast": Example((regular(2, 1, 3, 3), signed(4, 3, 2))),
            "one matrix, many right sides": Example((regular(3, 3), signed(4, 3, 2))),
            "no columns": Example((regular(3, 3), signed(3, 0))),
        },
    ),
    "solve": Cases(
        np_solve,
        of_linalg("solve"),
        {
            "a vector": Example((regular(3, 3), signed(3))),
            "a stack of vectors": Example((regular(2, 3, 3), signed(2, 3))),
            "columns": Example((regular(2, 3, 3), signed(2, 3, 2))),
            "from the right": Example((regular(3, 3), signed(2, 3)), {"left": False}),
        },
    ),
    "solve_triangular": Cases(
        np_solve_triangular,
        of_linalg("solve_triangular"),
        {
            "lower": Example((regular(3, 3), signed(3, 2)), {"upper": False}),
            "upper, stacks": Example((regular(2, 3, 3), signed(2, 3, 2)), {"upper": True}),
            "ones on the diagonal": Example((regular(3, 3), signed(3, 2)), {"upper": True, "unitriangular": True}),
            "from the right": Example((regular(3, 3), signed(2, 3)), {"upper": False, "left": False}),
        },
    ),
    "cholesky_solve": Cases(
        np_cholesky_solve,
        lambda torch, B, L, upper=False: torch.cholesky_solve(B, _read(torch, L, upper), upper),
        {
            "lower": Example((signed(3, 2), triangle(3))),
            "upper": Example((signed(3, 2), triangle(3).T.copy(), True)),
            "stacks": Example((signed(2, 3, 2), triangle(3, 2))),
        },
    ),
    "cholesky_inverse": Cases(
        lambda L, upper=False: np.linalg.inv(L.T @ L if upper else L @ L.T),
        lambda torch, L, upper=False: torch.cholesky_inverse(_read(torch, L, upper), upper),
        {"lower": Example((triangle(3),)), "upper": Example((triangle(3).T.copy(), True))},
    ),
    "lstsq": Cases(
        np_lstsq,
        of_linalg("lstsq", 0, 1, 2, 3),
        {
            "tall": Example((signed(4, 2), signed(4, 3))),
            "by gels": Example((signed(4, 2), signed(4, 3)), {"driver": "gels"}),
            "by gelsd": Example((signed(4, 2), signed(4, 3)), {"driver": "gelsd"}, unlike_torch=SINGULAR_VALUES),
            "wide": Example((signed(2, 4), signed(2, 3))),
            "stacks": Example((signed(2, 4, 2), signed(2, 4, 3))),
            "vectors": Example((signed(2, 4, 2), signed(2, 4))),
        },
    ),
    "matrix_rank": Cases(
        np_rank,
        of_linalg("matrix_rank"),
        {
            "full": Example((regular(2, 3, 3),)),
            "one row repeated": Example((np.array([[1.0, 2.0], [2.0, 4.0]]),)),
            "what counts as 0": Example((TWICE_TWO,), {"atol": 0.01}),
            "in proportion": Example((TWICE_TWO,), {"rtol": 0.01}),
            "symmetric": Example((SYMMETRIC,), {"hermitian": True}),
            "strided": Example((strided(signed),)),
            "of zeros": Example((np.zeros((3, 2)),)),
        },
        no_gradient="a count",
    ),
}
