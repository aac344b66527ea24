"""How numbers spread, places in their order, and distances."""

import numpy as np

from tests.ops.cases.draw import TIES, Cases, Example, call, one_axis, positive, reductions, signed, strided
from tests.ops.cases.reduce import NAN


def np_spread(function):
    def spread(x, dim=None, unbiased=True, keepdim=False, correction=None):
        ddof = int(unbiased) if correction is None else correction
        return np.asarray(function(x, axis=dim, ddof=ddof, keepdims=keepdim))

    return spread


def torch_spread(name):
    def spread(torch, x, dim=None, unbiased=True, keepdim=False, correction=None):
        correction = int(unbiased) if correction is None else correction
        y = getattr(torch, name)(x, dim=dim, correction=correction, keepdim=keepdim)
        return tuple(y) if isinstance(y, tuple) else y

    return spread


def with_mean(function):
    def both(x, dim=None, unbiased=True, keepdim=False, correction=None):
        return np_spread(function)(x, dim, unbiased, keepdim, correction), np.asarray(np.mean(x, dim, keepdims=keepdim))

    return both


def spreads():
    """Inputs for a variance: enough elements for each, and none too few."""
    chosen = {label: e for label, e in reductions().items() if label[:3] not in ("0-d", "bat", "ove")}
    return chosen | {
        "biased": Example((signed(2, 3),), {"unbiased": False}),
        "a correction of 2": Example((signed(3, 4),), {"dim": 1, "correction": 2}),
        "one element": Example((signed(2, 1),), {"dim": 1}, smooth=False),
        "one element, biased": Example((signed(2, 1),), {"dim": 1, "correction": 0}, smooth=False),
        "all equal": Example((np.full((2, 3), 2.0),), {"dim": 1}, smooth=False),
        "far from 0": Example((signed(2, 3) + 1e6,), {"dim": 1}, smooth=False, unlike_torch="both round differently"),
    }


def np_cov(x, correction=1, fweights=None, aweights=None):
    if x.ndim == 0:
        return np.array(np.nan)
    return np.asarray(np.cov(x, ddof=correction, fweights=fweights, aweights=aweights))


def np_median_position(ignore_nan):
    """Where the median stands: one row at a time."""

    def position(x, dim):
        if x.size == 0:
            return np.zeros([1 if i == dim else n for i, n in enumerate(x.shape)], np.int64)
        return np.apply_along_axis(_middle, dim, x, ignore_nan)

    return position


def _middle(row, ignore_nan):
    missing = np.isnan(row)
    if missing.any() and not ignore_nan:
        return [np.nonzero(missing)[0][0]]
    order = sorted(range(len(row)), key=lambda i: (missing[i], row[i], i))
    return [order[max(int(np.sum(~missing)) - 1, 0) // 2]]


def np_median(ignore_nan):
    def median(x, dim=None, keepdim=False):
        flat = x.reshape(-1)
        if dim is None:
            return flat[_middle(flat, ignore_nan)[0]]
        if x.ndim == 0:
            return x, np.array(0)
        places = np_median_position(ignore_nan)(x, dim)
        values = np.take_along_axis(x, places, axis=dim)
        return (values, places) if keepdim else (np.squeeze(values, dim), np.squeeze(places, dim))

    return median


def medians():
    return one_axis() | {
        "all": Example((signed(2, 3),)),
        "all, ties": Example((TIES,), smooth=False),
        "ties": Example((TIES[:, 1:],), {"dim": 1}, smooth=False),
        "kept": Example((signed(2, 4),), {"dim": 1, "keepdim": True}),
        "0-d": Example((signed(),)),
        "0-d, along": Example((signed(),), {"dim": 0}),
        "NaN": Example((NAN,), {"dim": 1}, smooth=False),
        "NaN among all": Example((NAN,), smooth=False),
        "integers": Example((np.array([[3, 1, 2, 4]]),), {"dim": 1}),
    }


def np_mode_position(x, dim):
    """Where the mode stands: one row at a time."""
    if x.size == 0:
        return np.zeros([1 if i == dim else n for i, n in enumerate(x.shape)], np.int64)
    return np.apply_along_axis(_last_of_most_frequent, dim, x)


def _last_of_most_frequent(row):
    numbers, counts = np.unique(row, return_counts=True)
    return [np.nonzero(row == numbers[np.argmax(counts)])[0][-1]]


def np_mode(x, dim=-1, keepdim=False):
    if x.ndim == 0:
        return x, np.array(0)
    places = np_mode_position(x, dim)
    values = np.take_along_axis(x, places, axis=dim)
    return (values, places) if keepdim else (np.squeeze(values, dim), np.squeeze(places, dim))


def modes():
    return one_axis() | {
        "ties": Example((TIES,), {"dim": 1}, smooth=False),
        "two pairs": Example((np.array([[3.0, 1.0, 3.0, 1.0, 2.0]]),), {"dim": 1}, smooth=False),
        "integers": Example((np.array([[3, 1, 3, 2], [2, 2, 1, 1]]),), {"dim": 1}),
    }


def quantiles():
    methods = ("linear", "lower", "higher", "midpoint", "nearest")
    return (
        {method: Example((positive(3, 4),), {"q": 0.4, "dim": 1, "interpolation": method}) for method in methods}
        | {f"{method}, NaN": Example((NAN,), {"q": 0.7, "dim": 1, "interpolation": method}, smooth=False)
           for method in methods}
        | {
            "all": Example((positive(2, 3),), {"q": 0.3}),
            "all, kept": Example((positive(2, 3),), {"q": 0.3, "keepdim": True}),
            "several": Example((positive(2, 3),), {"q": np.array([0.0, 0.35, 1.0]), "dim": 0}),
            "several, kept": Example((positive(2, 3, 4),), {"q": np.array([0.2, 0.9]), "dim": -1, "keepdim": True}),
            "several of all": Example((positive(2, 3),), {"q": np.array([0.2, 0.9])}),
            "0-d": Example((positive(),), {"q": 0.5}),
            "strided": Example((strided(positive),), {"q": 0.6, "dim": 0}),
        }
    )  # fmt: skip


def np_quantile(function):
    def quantile(x, q, dim=None, keepdim=False, interpolation="linear"):
        return np.asarray(function(x, q, axis=dim, keepdims=keepdim, method=interpolation))

    return quantile


def np_norm(x, p="fro", dim=None, keepdim=False):
    size = np.abs(x)
    if p == np.inf:
        return np.max(size, axis=dim, keepdims=keepdim)
    if p == -np.inf:
        return np.min(size, axis=dim, keepdims=keepdim)
    if p == 0:
        return np.sum(size > 0, axis=dim, keepdims=keepdim).astype(x.dtype)
    p = 2 if p == "fro" else p
    return np.asarray(np.sum(size**p, axis=dim, keepdims=keepdim) ** (1 / p))


def norms():
    exponents = {"of 1": 1, "of 2": 2, "of 3": 3, "of 1.5": 1.5, "of −2": -2, "of ∞": np.inf, "of −∞": -np.inf}
    zero = np.array([[0.0, 0.0], [0.0, 2.0]])
    return (
        reductions()
        | {label: Example((signed(2, 3),), {"p": p, "dim": 1}) for label, p in exponents.items()}
        | {f"all, {label}": Example((signed(2, 3),), {"p": p}) for label, p in exponents.items()}
        | {f"zeros, {label}": Example((zero,), {"p": p, "dim": 1}, smooth=False) for label, p in exponents.items()}
        | {
            "of 0": Example((np.array([[0.0, 2.0]]),), {"p": 0, "dim": 1}, smooth=False),
            "ties": Example((TIES,), {"p": np.inf}, smooth=False),
        }
    )


def np_cosine(x1, x2, dim=1, eps=1e-8):
    x1, x2 = np.broadcast_arrays(x1, x2)
    lengths = [np.maximum(np.sqrt(np.sum(x * x, axis=dim)), eps) for x in (x1, x2)]
    return np.sum(x1 * x2, axis=dim) / lengths[0] / lengths[1]


CASES = {
    "var": Cases(np_spread(np.var), torch_spread("var"), spreads()),
    "std": Cases(np_spread(np.std), torch_spread("std"), spreads()),
    "var_mean": Cases(with_mean(np.var), torch_spread("var_mean"), spreads()),
    "std_mean": Cases(with_mean(np.std), torch_spread("std_mean"), spreads()),
    "cov": Cases(
        np_cov,
        call("cov"),
        {
            "plain": Example((signed(2, 5),)),
            "biased": Example((signed(2, 5),), {"correction": 0}),
            "a vector": Example((signed(4),)),
            "how often": Example((signed(2, 3),), {"fweights": np.array([1, 3, 2])}),
            "how much": Example((signed(2, 3),), {"aweights": np.array([0.5, 1.0, 2.0], np.float32)}),
            "both": Example(
                (signed(2, 3),), {"fweights": np.array([1, 3, 2]), "aweights": np.array([0.5, 1.0, 2.0], np.float32)}
            ),
            "strided": Example((strided(signed),)),
        },
    ),
    "corrcoef": Cases(
        lambda x: np.asarray(np.corrcoef(x)),
        call("corrcoef"),
        {"plain": Example((signed(2, 5),)), "strided": Example((strided(signed),)), "a vector": Example((signed(4),))},
    ),
    "histc": Cases(
        lambda x, bins=100, min=0, max=0: np.histogram(x, bins, (min, max) if min < max else None)[0].astype(x.dtype),
        call("histc"),
        {
            "a range": Example((signed(5),), {"bins": 4, "min": -1, "max": 1}),
            "its own range": Example((signed(2, 3),), {"bins": 3}),
            "edges": Example((np.array([0.0, 1.0, 2.0, 3.0]),), {"bins": 3, "min": 0, "max": 3}),
            "empty": Example((signed(0),), {"bins": 2, "min": 0, "max": 1}),
        },
        no_gradient="counts",
    ),
    "argmedian": Cases(
        lambda x, dim, ignore_nan=False: np_median_position(ignore_nan)(x, dim),
        lambda torch, x, dim: torch.median(x, dim=dim, keepdim=True)[1],
        one_axis() | {"NaN": Example((NAN,), {"dim": 1})},
        no_gradient="positions",
    ),
    "median_of_all": Cases(
        lambda x, ignore_nan=False: np_median(ignore_nan)(x),
        lambda torch, x, ignore_nan=False: (torch.nanmedian if ignore_nan else torch.median)(x),
        {
            "plain": Example((signed(2, 3),)),
            "ties": Example((TIES,), smooth=False),
            "NaN": Example((NAN,), smooth=False),
            "NaN left out": Example((NAN,), {"ignore_nan": True}, smooth=False),
            "0-d": Example((signed(),)),
        },
    ),
    "median": Cases(
        np_median(False),
        lambda torch, x, **settings: tuple(torch.median(x, **settings)) if settings else torch.median(x),
        medians(),
    ),
    "nanmedian": Cases(
        np_median(True),
        lambda torch, x, **settings: tuple(torch.nanmedian(x, **settings)) if settings else torch.nanmedian(x),
        medians(),
    ),
    "argmode": Cases(
        np_mode_position,
        lambda torch, x, dim: torch.mode(x, dim=dim, keepdim=True)[1],
        modes(),
        no_gradient="positions",
    ),
    "mode": Cases(
        np_mode,
        lambda torch, x, **settings: tuple(torch.mode(x, **settings)),
        modes() | {"0-d": Example((signed(),)), "kept": Example((signed(2, 3),), {"dim": 0, "keepdim": True})},
    ),
    "quantile": Cases(np_quantile(np.quantile), call("quantile"), quantiles()),
    "nanquantile": Cases(np_quantile(np.nanquantile), call("nanquantile"), quantiles()),
    "norm": Cases(np_norm, call("norm"), norms()),
    "dist": Cases(
        lambda x, other, p=2: np_norm(x - other, p),
        call("dist"),
        {
            "plain": Example((signed(2, 3), signed(2, 3) + 3)),
            "broadcast": Example((signed(2, 3), signed(3) + 3)),
            "of 1": Example((signed(2, 3), signed(2, 3) + 3), {"p": 1}),
            "the same": Example((TIES, TIES), smooth=False),
        },
    ),
    "cosine_similarity": Cases(
        np_cosine,
        call("cosine_similarity"),
        {
            "plain": Example((signed(2, 3), signed(2, 3))),
            "another axis": Example((signed(3, 2, 2), signed(3, 2, 2)), {"dim": 0}),
            "broadcast": Example((signed(2, 3), signed(1, 3))),
            "zeros": Example((np.zeros((1, 3)), signed(1, 3)), smooth=False),
        },
    ),
}
