"""Products of matrices and vectors."""

import numpy as np

from tests.ops.cases.draw import Cases, Example, call, positive, signed, strided


def torch_take(name):
    """torch.linalg.NAME(…)."""
    return lambda torch, *inputs, **settings: getattr(torch.linalg, name)(*inputs, **settings)


def np_added(product):
    return lambda x, a, b, beta=1, alpha=1: beta * x + alpha * product(a, b)


PRODUCTS = {
    "addmm": (np.matmul, signed(2, 4), (signed(2, 3), signed(3, 4))),
    "addmv": (np.matmul, signed(2), (signed(2, 3), signed(3))),
    "addr": (np.outer, signed(2, 3), (signed(2), signed(3))),
    "baddbmm": (np.matmul, signed(5, 2, 4), (signed(5, 2, 3), signed(5, 3, 4))),
    "addbmm": (lambda a, b: np.matmul(a, b).sum(0), signed(2, 4), (signed(5, 2, 3), signed(5, 3, 4))),
}


def _added_examples(x, factors):
    return {
        "plain": Example((x, *factors)),
        "scaled": Example((x, *factors), {"beta": 0.5, "alpha": 2.0}),
        "x stretched": Example((signed(1), *factors)),
    }


def np_matrix_exp(x):
    """By the eigenvalues."""
    w, v = np.linalg.eig(x)
    return np.real((v * np.exp(w)[..., None, :]) @ np.linalg.inv(v)) if x.any() else x + np.eye(x.shape[-1])


def np_multi_dot(tensors):
    product = tensors[0]
    for x in tensors[1:]:
        product = product @ x
    return np.asarray(product)


VECTORS = {"plain": Example((signed(3), signed(3))), "one": Example((signed(1), signed(1)))}
NONE_LEFT = {"nothing to sum": Example((signed(0), signed(0)))}

CASES = {
    "matmul": Cases(
        lambda a, b: (
            np.einsum(f"{'...i'[: a.ndim + 2] if a.ndim > 1 else ''}k,...kj->...ij", a, b)
            if a.ndim > 1 and b.ndim > 1
            else np.tensordot(a, b, 1)
            if b.ndim == 1
            else np.einsum("k,...kj->...j", a, b)
        ),
        call("matmul"),
        {
            "plain": Example((signed(2, 3), signed(3, 4))),
            "two stacks": Example((signed(5, 2, 3), signed(5, 3, 4))),
            "a stack and a matrix": Example((signed(5, 2, 3), signed(3, 4))),
            "a matrix and a stack": Example((signed(2, 3), signed(5, 3, 4))),
            "stacks that broadcast": Example((signed(5, 1, 2, 3), signed(4, 3, 2))),
            "strided": Example((strided(signed), strided(signed).T)),
            "batch of one": Example((signed(1, 3), signed(3, 2))),
            "one by one": Example((signed(1, 1), signed(1, 1))),
            "no rows": Example((signed(0, 3), signed(3, 2))),
            "nothing to sum": Example((signed(2, 0), signed(0, 3))),
            "two vectors": Example((signed(3), signed(3))),
            "a vector and a matrix": Example((signed(3), signed(3, 4))),
            "a matrix and a vector": Example((signed(2, 3), signed(3))),
            "a vector and a stack": Example((signed(3), signed(5, 1, 3, 4))),
            "a stack and a vector": Example((signed(5, 2, 3), signed(3))),
            "two vectors of no elements": Example((signed(0), signed(0))),
        },
    ),
    "mm": Cases(
        lambda a, b: (a[:, :, None] * b[None, :, :]).sum(1),
        call("mm"),
        {"plain": Example((signed(2, 3), signed(3, 4))), "nothing to sum": Example((signed(2, 0), signed(0, 3)))},
    ),
    "mv": Cases(lambda a, b: (a * b).sum(1), call("mv"), {"plain": Example((signed(2, 3), signed(3)))}),
    "bmm": Cases(
        lambda a, b: (a[:, :, :, None] * b[:, None, :, :]).sum(2),
        call("bmm"),
        {"plain": Example((signed(5, 2, 3), signed(5, 3, 4))), "none": Example((signed(0, 2, 3), signed(0, 3, 4)))},
    ),
    "dot": Cases(lambda a, b: np.asarray((a * b).sum()), call("dot"), VECTORS | NONE_LEFT),
    "vdot": Cases(lambda a, b: np.asarray((a * b).sum()), call("vdot"), VECTORS),
    "inner": Cases(
        lambda a, b: np.tensordot(a, b, ((-1,), (-1,))) if a.ndim and b.ndim else a * b,
        call("inner"),
        VECTORS
        | {
            "two stacks": Example((signed(2, 3), signed(4, 5, 3))),
            "a matrix and a vector": Example((signed(2, 3), signed(3))),
            "a number": Example((signed(2, 3), signed())),
            "nothing to sum": Example((signed(2, 0), signed(3, 0))),
        },
    ),
    "outer": Cases(lambda a, b: a[:, None] * b, call("outer"), VECTORS | {"lengths": Example((signed(2), signed(3)))}),
    "ger": Cases(lambda a, b: a[:, None] * b, call("ger"), {"lengths": Example((signed(2), signed(3)))}),
    **{
        name: Cases(np_added(product), call(name), _added_examples(x, factors))
        for name, (product, x, factors) in PRODUCTS.items()
    },
    "contract": Cases(
        lambda a, b, equation: np.einsum(equation, a, b),
        lambda torch, a, b, equation: torch.einsum(equation, a, b),
        {
            "matrices": Example((signed(2, 3), signed(3, 4)), {"equation": "ij,jk->ik"}),
            "stacks, axes in another order": Example((signed(5, 2, 3), signed(4, 3, 5)), {"equation": "bik,jkb->jbi"}),
            "every product": Example((signed(2), signed(3)), {"equation": "i,j->ji"}),
            "element by element": Example((signed(2, 3), signed(2, 3)), {"equation": "ij,ij->ij"}),
            "a length of one, stretched": Example((signed(1, 3), signed(2, 3)), {"equation": "ij,ij->i"}),
            "to a number": Example((signed(2, 3), signed(2, 3)), {"equation": "ij,ij->"}),
            "nothing to sum": Example((signed(2, 0), signed(0, 3)), {"equation": "ij,jk->ik"}),
        },
    ),
    "einsum": Cases(
        lambda equation, *operands: np.asarray(np.einsum(equation, *operands)),
        call("einsum"),
        {
            "trace": Example(("ii", signed(3, 3))),
            "diagonal": Example(("ii->i", signed(3, 3))),
            "diagonal in the middle of a stack": Example(("aibi->ab", signed(2, 3, 4, 3))),
            "transpose, implicitly": Example(("ba", signed(2, 3))),
            "capitals come first": Example(("aB", signed(2, 3))),
            "sum of all": Example(("ij->", signed(2, 3))),
            "matrices, implicitly": Example(("ij,jk", signed(2, 3), signed(3, 4))),
            "spaces": Example((" i j , j k -> k i ", signed(2, 3), signed(3, 4))),
            "dots": Example(("...ij,...jk->...ik", signed(5, 2, 3), signed(3, 4))),
            "dots that broadcast": Example(("...i,...i->...", signed(5, 1, 3), signed(4, 3))),
            "dots, implicitly": Example(("...ij,...j", signed(5, 2, 3), signed(3))),
            "dots in the middle": Example(("i...j->j...i", signed(2, 3, 4))),
            "three operands": Example(("ij,jk,kl->il", signed(2, 3), signed(3, 4), signed(4, 2))),
            "bilinear": Example(("bi,oij,bj->bo", signed(5, 2), signed(3, 2, 4), signed(5, 4))),
            "one letter in all": Example(("i,i,i->i", signed(3), signed(3), signed(3))),
            "a letter that only one has": Example(("ij,k->i", positive(2, 3), positive(4))),
            "a number": Example((",i->i", signed(), signed(3))),
            "attention": Example(("bhid,bhjd->bhij", signed(2, 2, 3, 4), signed(2, 2, 3, 4))),
        },
    ),
    "tensordot": Cases(
        lambda a, b, dims=2: np.tensordot(a, b, dims),
        call("tensordot"),
        {
            "two axes": Example((signed(2, 3, 4), signed(3, 4, 5))),
            "none": Example((signed(2, 3), signed(4)), {"dims": 0}),
            "pairs": Example((signed(2, 3, 4), signed(4, 3, 5)), {"dims": ((1, 2), (1, 0))}),
            "negative": Example((signed(2, 3), signed(4, 3)), {"dims": ((-1,), (-1,))}),
            "all": Example((signed(2, 3), signed(2, 3)), {"dims": 2}),
        },
    ),
    "kron": Cases(
        np.kron,
        call("kron"),
        {
            "matrices": Example((signed(2, 3), signed(4, 2))),
            "a vector and a matrix": Example((signed(3), signed(2, 2))),
            "a number": Example((signed(), signed(3))),
            "strided": Example((strided(signed), signed(2, 1))),
        },
    ),
    "linalg_cross": Cases(
        lambda a, b, dim=-1: np.cross(a, b, axis=dim),
        torch_take("cross"),
        {
            "rows": Example((signed(4, 3), signed(4, 3))),
            "another axis": Example((signed(3, 4), signed(3, 4)), {"dim": 0}),
            "stretched": Example((signed(1, 3), signed(4, 3))),
        },
    ),
    "cross": Cases(
        lambda a, b, dim=None: np.cross(a, b, axis=0 if dim is None else dim),
        lambda torch, a, b, dim=0: torch.cross(a, b, dim=dim),
        {
            "the first axis of three": Example((signed(3, 4), signed(3, 4))),
            "a named one": Example((signed(3, 3), signed(3, 3)), {"dim": 1}),
        },
    ),
    "vecdot": Cases(
        lambda x, y, dim=-1: (x * y).sum(dim),
        torch_take("vecdot"),
        {
            "rows": Example((signed(4, 3), signed(4, 3))),
            "stretched, another axis": Example((signed(3, 1), signed(3, 4)), {"dim": 0}),
        },
    ),
    "matrix_power": Cases(
        np.linalg.matrix_power,
        call("matrix_power"),
        {
            "0": Example((signed(3, 3), 0)),
            "1": Example((signed(3, 3), 1)),
            "5": Example((signed(2, 3, 3), 5)),
            "-2": Example((np.eye(3) * 2 + signed(3, 3) / 3, -2)),
        },
    ),
    "matrix_exp": Cases(
        np_matrix_exp,
        call("matrix_exp"),
        {
            "plain": Example((signed(3, 3),)),
            "a stack": Example((signed(2, 3, 3),)),
            "large": Example((4 * signed(2, 2),)),
            "of zeros": Example((np.zeros((2, 2)),)),
        },
    ),
    "tensorinv": Cases(
        np.linalg.tensorinv,
        torch_take("tensorinv"),
        {
            "one and two": Example((signed(6, 2, 3), 1)),
            "two and one": Example((signed(2, 3, 6),)),
        },
    ),
    "tensorsolve": Cases(
        lambda A, B, dims=None: np.linalg.tensorsolve(A, B, axes=dims),
        torch_take("tensorsolve"),
        {
            "two and one": Example((signed(2, 3, 6), signed(2, 3))),
            "axes moved first": Example((signed(6, 2, 3), signed(2, 3)), {"dims": (0,)}),
        },
    ),
    "linalg_diagonal": Cases(
        lambda A, offset=0, dim1=-2, dim2=-1: np.diagonal(A, offset, dim1, dim2),
        torch_take("diagonal"),
        {"a stack": Example((signed(2, 3, 4),)), "above": Example((signed(3, 4),), {"offset": 1})},
    ),
    "multi_dot": Cases(
        np_multi_dot,
        lambda torch, tensors: torch.linalg.multi_dot(tensors),
        {
            "two": Example(((signed(2, 3), signed(3, 4)),)),
            "three": Example(((signed(4, 2), signed(2, 5), signed(5, 3)),)),
            "four": Example(((signed(2, 6), signed(6, 1), signed(1, 5), signed(5, 3)),)),
            "a row and a column": Example(((signed(2), signed(2, 5), signed(5)),)),
            "a row": Example(((signed(2), signed(2, 5), signed(5, 3)),)),
        },
    ),
}
