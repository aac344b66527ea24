"""Operations that make axes vanish, and the choice of the largest and the smallest."""

import numpy as np

from tests.ops.cases.draw import TIES, Cases, Example, one_axis, reductions, signed, torch_reduce

NAN = np.array([[1.0, np.nan, 3.0], [np.nan, 5.0, 6.0]])
ONE_ZERO = np.array([[2.0, 0.0, 3.0], [4.0, 5.0, 6.0]])
ZEROS = np.array([[0.0, 0.0, 3.0], [4.0, 0.0, 6.0]])
BOOLEANS = np.array([[True, False, True], [True, True, True], [False, False, False]])


def all_axes(dim):
    """() stands for all axes, as None does."""
    return None if dim == () else dim


def np_sum(x, dim=None, keepdim=False, dtype=None):
    return np.sum(
        x, axis=all_axes(dim), keepdims=keepdim, dtype=dtype or (np.float64 if x.dtype.kind == "f" else np.int64)
    )


def torch_sum(torch, x, dim=None, keepdim=False, dtype=None):
    return torch.sum(x, dim=dim, keepdim=keepdim, dtype=dtype and getattr(torch, dtype))


def np_mean(x, dim=None, keepdim=False):
    total = np.sum(x, axis=dim, keepdims=keepdim)
    if total.size == 0:
        return total
    return total / (x.size / total.size) if x.size else total * np.nan


def np_nanmean(x, dim=None, keepdim=False):
    count = np.sum(~np.isnan(x), axis=dim, keepdims=keepdim)
    with np.errstate(invalid="ignore"):
        return np.nansum(x, axis=dim, keepdims=keepdim) / count


def np_prod(x, dim=None, keepdim=False, dtype=None):
    return np.prod(x, axis=dim, keepdims=keepdim, dtype=dtype or (np.float64 if x.dtype.kind == "f" else np.int64))


def torch_prod(torch, x, dim=None, keepdim=False, dtype=None):
    if dim is None:
        y = torch.prod(x)
        return y.reshape((1,) * x.ndim) if keepdim else y
    return torch.prod(x, dim=dim, keepdim=keepdim)


def np_logsumexp(x, dim, keepdim=False):
    dims = dim if isinstance(dim, tuple) else (dim,)
    for d in sorted((d % max(x.ndim, 1) for d in dims), reverse=True):
        x = np.logaddexp.reduce(x, axis=d, keepdims=keepdim) if x.ndim else x
    return np.asarray(x)


def np_along(function, positions):
    """A reduction that gives values and positions."""

    def both(x, dim, keepdim=False):
        return function(x, axis=dim, keepdims=keepdim), positions(x, axis=dim, keepdims=keepdim)

    return both


def np_one_or_all(function, positions, pairwise):
    """``max`` and ``min``: of all elements, along an axis with positions, or of two arrays."""

    def choose(x, dim=None, keepdim=False):
        if isinstance(dim, np.ndarray):
            return pairwise(x, dim)
        return function(x) if dim is None else np_along(function, positions)(x, dim, keepdim)

    return choose


def torch_one_or_all(name):
    def choose(torch, x, dim=None, keepdim=False):
        function = getattr(torch, name)
        if dim is None:
            return function(x)
        return function(x, dim) if isinstance(dim, torch.Tensor) else tuple(function(x, dim=dim, keepdim=keepdim))

    return choose


def torch_call(name):
    """torch.NAME with dim and keepdim by name, as far as given."""
    return lambda torch, x, **settings: getattr(torch, name)(x, **settings)


def extremes():
    """Inputs for the largest or the smallest over axes."""
    return reductions(empty=False) | {
        "ties": Example((TIES,), {"dim": 1}, smooth=False),
        "ties, kept": Example((TIES,), {"dim": (0, 1), "keepdim": True}, smooth=False),
        "ties among all": Example((TIES,), smooth=False),
        "infinities": Example((np.array([[np.inf, 1.0], [-np.inf, -np.inf]]),), {"dim": 0}, smooth=False),
        "() for all": Example((signed(2, 3),), {"dim": ()}),
    }


def choices():
    """Inputs for the largest or the smallest along one axis, or of all."""
    return one_axis() | {
        "all": Example((signed(2, 3),)),
        "0-d": Example((signed(),)),
        "0-d, along": Example((signed(),), {"dim": -1}),
        "kept": Example((signed(2, 3, 2),), {"dim": 1, "keepdim": True}),
        "ties": Example((TIES,), {"dim": 1}, smooth=False),
        "ties down a column": Example((TIES[1:].T,), {"dim": 0, "keepdim": True}, smooth=False),
        "ties among all": Example((TIES,), smooth=False),
        "NaN": Example((NAN,), {"dim": 0}, smooth=False),
        "NaN among all": Example((NAN,), smooth=False),
        "of two": Example((signed(2, 3), signed(3) * 0.77)),
        "of two with ties": Example((TIES, np.array([5.0, 5.0, 7.0])), smooth=False),
    }


def positions():
    """Inputs for a position."""
    return one_axis() | {
        "all": Example((signed(2, 3),)),
        "all, kept": Example((signed(2, 3),), {"keepdim": True}),
        "kept": Example((signed(2, 3),), {"dim": 0, "keepdim": True}),
        "0-d": Example((signed(),)),
        "ties": Example((TIES,), {"dim": 1}),
        "NaN": Example((NAN,), {"dim": 1}),
        "integers": Example((np.array([[3, 1, 3], [1, 1, 2]]),), {"dim": -1}),
    }


def truths():
    """Inputs for a question about all elements over some axes."""
    return {
        "all": Example((BOOLEANS,)),
        "along": Example((BOOLEANS,), {"dim": 1}),
        "kept": Example((BOOLEANS,), {"dim": 0, "keepdim": True}),
        "two axes": Example((BOOLEANS[None],), {"dim": (0, 2)}),
        "numbers": Example((np.array([[0.0, -1.0], [np.nan, 2.0]]),), {"dim": 1}),
        "integers": Example((np.array([[0, 1], [0, 0]]),), {"dim": 1}),
        "0-d": Example((np.array(True),)),
        "no elements": Example((np.ones((0, 3), bool),), {"dim": 0}),
        "strided": Example((BOOLEANS.T[:, ::-2],), {"dim": 1}),
    }


WITH_NAN = {
    "NaN": Example((NAN,), {"dim": 0}, smooth=False),
    "NaN, all": Example((NAN,), smooth=False),
    "only NaN": Example((np.full((2, 2), np.nan),), {"dim": 1}, smooth=False),
}

CASES = {
    "sum": Cases(
        np_sum,
        torch_sum,
        reductions()
        | {
            "() for all": Example((signed(2, 3),), {"dim": ()}),
            "in another dtype": Example((signed(2, 3),), {"dim": 0, "dtype": "float32"}, smooth=False),
            "integers": Example((np.array([[1, 2], [3, 4]]),), {"dim": 0}),
            "small integers, whose sum is large": Example((np.full((2, 3), 200, np.uint8),)),
            "booleans": Example((BOOLEANS,), {"dim": 1}),
        },
    ),
    "nansum": Cases(
        lambda x, dim=None, keepdim=False, dtype=None: np.nansum(x, axis=dim, keepdims=keepdim),
        torch_call("nansum"),
        reductions() | WITH_NAN | {"integers": Example((np.array([[1, 2], [3, 4]]),), {"dim": 0})},
    ),
    "mean": Cases(
        np_mean,
        torch_reduce("mean"),
        reductions(),
    ),
    "nanmean": Cases(
        np_nanmean,
        torch_call("nanmean"),
        reductions(empty=False)
        | WITH_NAN
        | {
            "over no elements": Example((signed(0, 3),), {"dim": 0}, smooth=False),
            "only NaN": Example(WITH_NAN["only NaN"].inputs, {"dim": 1}, False, "there its gradient is NaN"),
        },
    ),
    "prod": Cases(
        np_prod,
        torch_prod,
        {label: e for label, e in reductions().items() if "two axes" not in label}
        | {
            "a zero": Example((ONE_ZERO,), {"dim": 1}),
            "a zero among all": Example((ONE_ZERO,)),
            "several zeros": Example((ZEROS,), {"dim": 1}),
            "several zeros among all": Example((ZEROS,)),
            "integers": Example((np.array([[1, 2], [3, 4]]),), {"dim": 0}),
            "booleans": Example((BOOLEANS,), {"dim": 1}),
        },
    ),
    "logsumexp": Cases(
        np_logsumexp,
        torch_call("logsumexp"),
        {label: e for label, e in reductions().items() if "dim" in e.settings}
        | {
            "far from 0": Example((np.array([[1e5, -1e5, 0.0], [-1e5, -1e5, -1e5]]),), {"dim": 1}, smooth=False),
            "infinities": Example((np.array([[np.inf, 1.0], [-np.inf, 2.0]]).T,), {"dim": 1}, smooth=False),
            "nothing but −∞": Example((np.full((2, 2), -np.inf),), {"dim": 1}, smooth=False),
        },
    ),
    "all": Cases(
        lambda x, dim=None, keepdim=False: np.all(x, axis=dim, keepdims=keepdim),
        torch_call("all"),
        truths(),
        no_gradient="booleans",
    ),
    "any": Cases(
        lambda x, dim=None, keepdim=False: np.any(x, axis=dim, keepdims=keepdim),
        torch_call("any"),
        truths(),
        no_gradient="booleans",
    ),
    "count_nonzero": Cases(
        lambda x, dim=None: np.sum(x != 0, axis=dim),
        torch_call("count_nonzero"),
        {label: e for label, e in truths().items() if "keepdim" not in e.settings},
        no_gradient="counts",
    ),
    "amax": Cases(
        lambda x, dim=None, keepdim=False: np.max(x, axis=all_axes(dim), keepdims=keepdim),
        torch_reduce("amax"),
        extremes(),
    ),
    "amin": Cases(
        lambda x, dim=None, keepdim=False: np.min(x, axis=all_axes(dim), keepdims=keepdim),
        torch_reduce("amin"),
        extremes(),
    ),
    "aminmax": Cases(
        lambda x, dim=None, keepdim=False: (
            np.min(x, axis=dim, keepdims=keepdim),
            np.max(x, axis=dim, keepdims=keepdim),
        ),
        lambda torch, x, **settings: tuple(torch.aminmax(x, **settings)),
        one_axis() | {"all": Example((signed(2, 3),)), "ties": Example((TIES,), {"dim": 1}, smooth=False)},
    ),
    "max": Cases(np_one_or_all(np.max, np.argmax, np.maximum), torch_one_or_all("max"), choices()),
    "min": Cases(np_one_or_all(np.min, np.argmin, np.minimum), torch_one_or_all("min"), choices()),
    "argmax": Cases(
        lambda x, dim=None, keepdim=False: np.argmax(x, axis=dim, keepdims=keepdim),
        lambda torch, x, dim=None, keepdim=False: torch.argmax(x, dim=dim, keepdim=keepdim),
        positions(),
        no_gradient="positions",
    ),
    "argmin": Cases(
        lambda x, dim=None, keepdim=False: np.argmin(x, axis=dim, keepdims=keepdim),
        lambda torch, x, dim=None, keepdim=False: torch.argmin(x, dim=dim, keepdim=keepdim),
        positions(),
        no_gradient="positions",
    ),
}
