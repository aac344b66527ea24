"""Matrices as products, and the norms that come from them."""

import math
from dataclasses import replace

import numpy as np

from tests.ops.cases.draw import Cases, Example, signed, strided
from tests.ops.cases.inverse import of_linalg, regular

SIGNS = "a vector or its opposite: that is up to LAPACK; tests/ops/test_linalg.py compares what does not depend on it"


def signs_are_free(examples):
    """The same examples, not compared with PyTorch vector by vector."""
    return {label: replace(e, unlike_torch=SIGNS) for label, e in examples.items()}


def symmetric(*shape):
    x = signed(*shape)
    return x + np.swapaxes(x, -1, -2) + np.diag(np.arange(shape[-1]) * 2.0)


def positive_definite(*shape):
    x = signed(*shape)
    return x @ np.swapaxes(x, -1, -2) + np.eye(shape[-1])


def spread(*shape):
    """Matrices whose singular values are far from one another."""
    k = min(shape[-2:])
    u, v = (np.linalg.qr(signed(*shape[:-2], n, k))[0] for n in shape[-2:])
    return u * (1.0 + np.arange(k)) @ np.swapaxes(v, -1, -2)


def np_cholesky(x, upper=False):
    """Row by row."""
    y = np.zeros_like(x)
    for place in np.ndindex(x.shape[:-2]):
        for i in range(x.shape[-1]):
            for j in range(i + 1):
                rest = x[place][i, j] - y[place][i, :j] @ y[place][j, :j]
                y[place][i, j] = math.sqrt(rest) if i == j else rest / y[place][j, j]
    return np.swapaxes(y, -1, -2) if upper else y


def np_qr(x, mode="reduced"):
    q, r = np.linalg.qr(x, mode="complete" if mode == "complete" else "reduced")
    return (np.zeros(0) if mode == "r" else q), r


def np_matrix_norm(x, ord="fro", dim=(-2, -1), keepdim=False, dtype=None):
    return np.linalg.norm(x, ord, axis=dim, keepdims=keepdim)


def np_norm(x, ord=None, dim=None, keepdim=False, dtype=None):
    return np.asarray(np.linalg.norm(x.reshape(-1) if ord is None and dim is None else x, ord, axis=dim))


def torch_cond(torch, x, p=None):
    """By the definition: PyTorch's own cond cannot be differentiated where it takes the inverse."""
    if p in (None, 2, -2):
        return torch.linalg.cond(x, p)
    return torch.linalg.matrix_norm(x, p) * torch.linalg.matrix_norm(torch.linalg.inv(x), p)


TALL_AND_WIDE = {
    "square": Example((regular(3, 3),)),
    "tall": Example((spread(4, 2),)),
    "wide": Example((spread(2, 4),)),
    "a stack": Example((spread(2, 4, 3),)),
}
SYMMETRICS = {
    "plain": Example((symmetric(3, 3),), smooth=False),
    "a stack": Example((symmetric(2, 3, 3),), smooth=False),
    "the upper triangle": Example((symmetric(3, 3),), {"UPLO": "U"}, smooth=False),
}
NORMS = {
    f"{ord}{', kept' if keepdim else ''}": Example((x,), {"ord": ord, "dim": dim, "keepdim": keepdim})
    for ord in ("fro", "nuc", 1, -1, 2, -2, math.inf, -math.inf)
    for x, dim, keepdim in ((spread(3, 4), (0, 1), False), (spread(2, 4, 3), (2, 1), True))
}

CASES = {
    "cholesky": Cases(
        np_cholesky,
        of_linalg("cholesky"),
        {
            "plain": Example((positive_definite(3, 3),), smooth=False),
            "a stack": Example((positive_definite(2, 3, 3),), smooth=False),
            "upper": Example((positive_definite(3, 3),), {"upper": True}, smooth=False),
            "one by one": Example((np.array([[4.0]]),)),
        },
    ),
    "qr_of_tall": Cases(np_qr, of_linalg("qr", 0, 1), {name: e for name, e in TALL_AND_WIDE.items() if name != "wide"}),
    "linalg_qr": Cases(
        np_qr,
        of_linalg("qr", 0, 1),
        TALL_AND_WIDE
        | {
            "complete": Example((spread(2, 4),), {"mode": "complete"}),
            "a wide stack": Example((spread(2, 2, 3),)),
            "only R": Example((spread(4, 2),), {"mode": "r"}, unlike_torch="PyTorch has no gradient with mode='r'"),
        },
    ),
    "qr": Cases(lambda x, some=True: np_qr(x), lambda torch, x: tuple(torch.linalg.qr(x)), TALL_AND_WIDE),
    "singular_vectors": Cases(
        lambda x, full_matrices=True: tuple(np.linalg.svd(x, full_matrices)),
        of_linalg("svd", 0, 1, 2),
        signs_are_free(
            {name: Example(e.inputs, {"full_matrices": False}) for name, e in TALL_AND_WIDE.items()}
            | {"filled up": Example((spread(4, 2),), smooth=False)}
        ),
    ),
    "linalg_svd": Cases(
        lambda x, full_matrices=True: tuple(np.linalg.svd(x, full_matrices)),
        of_linalg("svd", 0, 1, 2),
        signs_are_free(
            {"square": Example((regular(3, 3),)), "tall": Example((spread(4, 2),), {"full_matrices": False})}
        ),
    ),
    "svd": Cases(
        lambda x, some=True: tuple(
            np.swapaxes(part, -1, -2) if i == 2 else part for i, part in enumerate(np.linalg.svd(x, not some))
        ),
        lambda torch, x, some=True: tuple(torch.svd(x, some)),
        signs_are_free({"tall": Example((spread(4, 2),)), "wide": Example((spread(2, 4),))}),
    ),
    "svdvals": Cases(
        lambda x: np.linalg.svd(x, compute_uv=False),
        of_linalg("svdvals"),
        TALL_AND_WIDE | {"equal ones": Example((np.eye(3),), smooth=False), "strided": Example((strided(signed),))},
    ),
    "eigenvectors": Cases(
        lambda x, UPLO="L": tuple(np.linalg.eigh(x, UPLO)), of_linalg("eigh", 0, 1), signs_are_free(SYMMETRICS)
    ),
    "eigh": Cases(
        lambda x, UPLO="L": tuple(np.linalg.eigh(x, UPLO)), of_linalg("eigh", 0, 1), signs_are_free(SYMMETRICS)
    ),
    "eigvalsh": Cases(
        lambda x, UPLO="L": np.linalg.eigvalsh(x, UPLO),
        of_linalg("eigvalsh"),
        SYMMETRICS | {"equal ones": Example((np.eye(3),), smooth=False)},
    ),
    "matrix_norm": Cases(np_matrix_norm, of_linalg("matrix_norm"), NORMS),
    "vector_norm": Cases(
        lambda x, ord=2, dim=None, keepdim=False: np.linalg.norm(
            x.reshape(-1) if dim is None else x, ord, axis=dim, keepdims=keepdim
        ),
        of_linalg("vector_norm"),
        {
            "all": Example((signed(2, 3),)),
            "of rows": Example((signed(2, 3),), {"dim": 1, "keepdim": True}),
            "of powers of 3": Example((signed(2, 3),), {"ord": 3, "dim": 0}),
            "largest": Example((signed(2, 3),), {"ord": math.inf, "dim": 1}),
            "of zeros": Example((np.zeros((2, 3)),), {"dim": 1}, smooth=False),
        },
    ),
    "linalg_norm": Cases(
        np_norm,
        of_linalg("norm"),
        {
            "all": Example((signed(2, 3, 4),)),
            "of a vector": Example((signed(3),), {"ord": 1}),
            "of a matrix": Example((spread(3, 2),), {"ord": "nuc"}),
            "over one axis": Example((signed(2, 3),), {"ord": 1, "dim": 0}),
            "over two axes": Example((signed(2, 3, 4),), {"ord": 1, "dim": (1, 2)}),
        },
    ),
    "cond": Cases(
        lambda x, p=None: np.asarray(np.linalg.cond(x, p)),
        torch_cond,
        {
            "by default": Example((spread(4, 3),)),
            "the other way round": Example((spread(3, 3),), {"p": -2}),
            "by rows": Example((regular(2, 3, 3),), {"p": math.inf}),
            "by Frobenius": Example((regular(3, 3),), {"p": "fro"}),
        },
    ),
}
