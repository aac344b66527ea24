"""Operations that make axes vanish."""

import numpy as np

from tests.ops.cases.draw import TIES, Cases, Example, one_axis, reductions, signed, torch_reduce


def np_mean(x, dim=None, keepdim=False):
    total = np.sum(x, axis=dim, keepdims=keepdim)
    return total if total.size == 0 else total / (x.size / total.size)


def np_max_along(x, dim, keepdim=False):
    return np.max(x, axis=dim, keepdims=keepdim), np.argmax(x, axis=dim, keepdims=keepdim)


def torch_max(torch, x, dim=None, keepdim=False):
    return torch.max(x) if dim is None else tuple(torch.max(x, dim=dim, keepdim=keepdim))


def torch_argmax(torch, x, dim=None, keepdim=False):
    return torch.argmax(x, dim=dim, keepdim=keepdim)


CASES = {
    "sum": Cases(
        lambda x, dim=None, keepdim=False, dtype=None: np.sum(x, axis=dim, keepdims=keepdim, dtype=dtype),
        lambda torch, x, dim=None, keepdim=False, dtype=None: torch_reduce("sum")(
            torch, x if dtype is None else x.to(getattr(torch, dtype)), dim, keepdim
        ),
        reductions()
        | {
            "no axis": Example((signed(2, 3),), {"dim": ()}, unlike_torch="there () stands for all axes, as None does"),
            "in another dtype": Example((signed(2, 3),), {"dim": 0, "dtype": "float32"}, smooth=False),
            "integers": Example((np.array([[1, 2], [3, 4]]),), {"dim": 0}),
        },
    ),
    "mean": Cases(
        np_mean,
        torch_reduce("mean"),
        reductions(empty=False),
    ),
    "amax": Cases(
        lambda x, dim=None, keepdim=False: np.max(x, axis=dim, keepdims=keepdim),
        torch_reduce("amax"),
        reductions(empty=False)
        | {
            "ties": Example((TIES,), {"dim": 1}, smooth=False),
            "ties, kept": Example((TIES,), {"dim": (0, 1), "keepdim": True}, smooth=False),
            "ties among all": Example((TIES,), smooth=False),
            "infinities": Example((np.array([[np.inf, 1.0], [-np.inf, -np.inf]]),), {"dim": 0}, smooth=False),
        },
    ),
    "max": Cases(
        lambda x, dim=None, keepdim=False: np.max(x) if dim is None else np_max_along(x, dim, keepdim),
        torch_max,
        one_axis() | {"all": Example((signed(2, 3),)), "0-d": Example((signed(),))},
    ),
    "max_with_indices": Cases(
        np_max_along,
        torch_max,
        one_axis()
        | {
            "kept": Example((signed(2, 3, 2),), {"dim": 1, "keepdim": True}),
            "ties": Example((TIES,), {"dim": 1}, smooth=False),
            "ties down a column": Example((TIES[1:].T,), {"dim": 0, "keepdim": True}, smooth=False),
        },
    ),
    "argmax": Cases(
        lambda x, dim=None, keepdim=False: np.argmax(x, axis=dim, keepdims=keepdim),
        torch_argmax,
        one_axis()
        | {
            "all": Example((signed(2, 3),)),
            "all, kept": Example((signed(2, 3),), {"keepdim": True}),
            "kept": Example((signed(2, 3),), {"dim": 0, "keepdim": True}),
            "0-d": Example((signed(),)),
            "ties": Example((TIES,), {"dim": 1}),
        },
        no_gradient="positions",
    ),
}
