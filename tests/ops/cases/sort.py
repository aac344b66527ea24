"""The order of elements, finding places in it, and which values occur."""

import numpy as np

from tests.ops.cases.draw import TIES, Cases, Example, call, one_axis, signed, strided

NANS = np.array([[np.nan, 1.0, np.inf], [-np.inf, np.nan, 2.0]])
SEVERAL = np.array([[5, 2, 5], [7, 2, 2]])


def np_argsort(x, dim=-1, descending=False, stable=False):
    """By Python's sorted, which is stable; NaN is the largest."""

    def order(row):
        return sorted(range(len(row)), key=lambda i: (np.isnan(row[i]), row[i]), reverse=descending)

    if x.ndim == 0:
        return np.array(0)
    rows = np.moveaxis(x, dim, -1)
    if descending:  # sorted(reverse=True) keeps equal ones in order too, but two NaNs do not compare equal
        rows = np.where(np.isnan(rows), np.inf, rows) if not np.isinf(rows).any() else rows
    found = np.array([order(list(row)) for row in rows.reshape(-1, rows.shape[-1])], np.int64)
    return np.moveaxis(found.reshape(rows.shape), -1, dim)


def np_take(x, indices, dim):
    return np.take_along_axis(x, indices, dim) if x.ndim else x


def np_sort(x, dim=-1, descending=False, stable=False):
    order = np_argsort(x, dim, descending)
    return np_take(x, order, dim), order


def np_topk(x, k, dim=-1, largest=True, sorted=True):
    order = np_argsort(x, dim, largest)
    order = np.take(order, range(k), axis=dim) if x.ndim else order
    return np_take(x, order, dim), order


def np_kthvalue(x, k, dim=-1, keepdim=False):
    values, order = (np.take(part, [k - 1], axis=dim) if x.ndim else part for part in np_sort(x, dim))
    return (values, order) if keepdim or not x.ndim else (np.squeeze(values, dim), np.squeeze(order, dim))


def as_tuple(name, **always):
    return lambda torch, x, *inputs, **settings: tuple(getattr(torch, name)(x, *inputs, **settings, **always))


def np_searchsorted(sequence, values, right=False, side=None, sorter=None, out_int32=False):
    """Count the smaller ones."""
    if sorter is not None:
        sequence = np.take_along_axis(sequence, sorter, -1)
    below = np.less_equal if right or side == "right" else np.less
    counts = below(sequence[..., None, :] if sequence.ndim > 1 else sequence, np.asarray(values)[..., None]).sum(-1)
    return counts.astype(np.int32 if out_int32 else np.int64)


def np_first(x, dim=None):
    """Row by row into a dictionary."""
    rows = x.reshape(-1, 1) if dim is None else np.moveaxis(x, dim, 0).reshape(x.shape[dim], -1)
    rows = [tuple(row) for row in rows]
    values = sorted(set(rows))
    inverse = np.array([values.index(row) for row in rows], np.int64)
    first = np.array([rows.index(value) for value in values], np.int64)
    counts = np.array([rows.count(value) for value in values], np.int64)
    return first, inverse.reshape(x.shape) if dim is None else inverse, counts


def np_unique(x, sorted=True, return_inverse=False, return_counts=False, dim=None):
    first, inverse, counts = np_first(x, dim)
    values = x.reshape(-1)[first] if dim is None else np.take(x, first, axis=dim)
    extra = (*([inverse] if return_inverse else []), *([counts] if return_counts else []))
    return (values, *extra) if extra else values


def np_runs(x, dim=None):
    rows = x.reshape(-1, 1) if dim is None else np.moveaxis(x, dim, 0).reshape(x.shape[dim], -1)
    first = [i for i in range(len(rows)) if i == 0 or (rows[i] != rows[i - 1]).any()]
    inverse = np.array([sum(f <= i for f in first) - 1 for i in range(len(rows))], np.int64)
    counts = np.diff([*first, len(rows)])
    return np.array(first, np.int64), inverse.reshape(x.shape) if dim is None else inverse, counts.astype(np.int64)


def np_unique_consecutive(x, return_inverse=False, return_counts=False, dim=None):
    first, inverse, counts = np_runs(x, dim)
    values = x.reshape(-1)[first] if dim is None else np.take(x, first, axis=dim)
    extra = (*([inverse] if return_inverse else []), *([counts] if return_counts else []))
    return (values, *extra) if extra else values


def torch_runs(torch, x, dim=None):
    _, inverse, counts = torch.unique_consecutive(x, return_inverse=True, return_counts=True, dim=dim)
    return torch.cumsum(counts, 0) - counts, inverse, counts


def np_bincount(x, weights=None, minlength=0):
    y = np.zeros(max(minlength, x.max() + 1 if x.size else 0), np.int64 if weights is None else np.float64)
    for i, n in enumerate(x):
        y[n] += 1 if weights is None else weights[i]
    return y


SORTED = np.array([1.0, 3.0, 3.0, 5.0])
VALUES = np.array([[0.0, 1.0, 3.0], [4.0, 5.0, 9.0]])
ROWS = np.array([[1.0, 3.0, 3.0, 5.0], [-2.0, 0.0, 4.0, 4.0]])
UNSORTED = "PyTorch does not differentiate unique"
REPEATED = np.array([[2.0, 2.0, 1.0], [1.0, 1.0, 2.0]])

ORDERS = one_axis() | {
    "by default the last axis": Example((signed(2, 3),)),
    "descending": Example((signed(2, 3),), {"descending": True}),
    "0-d": Example((signed(),)),
}

CASES = {
    "argsort": Cases(
        np_argsort,
        call("argsort"),
        ORDERS
        | {
            "ties": Example((TIES,), {"stable": True}),
            "ties, descending": Example((TIES,), {"descending": True, "stable": True}),
            "NaN": Example((NANS,), {"dim": 1}),
            "integers": Example((SEVERAL,), {"dim": 0, "stable": True}),
        },
        no_gradient="positions",
    ),
    "sort": Cases(
        np_sort,
        as_tuple("sort"),
        ORDERS
        | {
            "ties": Example((TIES,), {"stable": True}, smooth=False),
            "NaN": Example((NANS,), {"dim": 1}, smooth=False),
        },
    ),
    "msort": Cases(
        lambda x: np.sort(x, axis=0),
        call("msort"),
        {"matrix": Example((signed(4, 3),)), "strided": Example((strided(signed),))},
    ),
    "topk": Cases(
        np_topk,
        as_tuple("topk"),
        {
            "two of three": Example((signed(2, 3), 2)),
            "the smallest": Example((signed(4, 3), 2), {"dim": 0, "largest": False}),
            "all": Example((signed(2, 3), 3), {"dim": -1}),
            "none": Example((signed(2, 3), 0)),
            "0-d": Example((signed(), 1)),
            "strided": Example((strided(signed), 2), {"dim": 0}),
        },
    ),
    "kthvalue": Cases(
        np_kthvalue,
        as_tuple("kthvalue"),
        {
            "second": Example((signed(2, 3), 2)),
            "down the columns, kept": Example((signed(4, 3), 3), {"dim": 0, "keepdim": True}),
            "0-d": Example((signed(), 1)),
            "strided": Example((strided(signed), 1), {"dim": 0}),
        },
    ),
    "insertion_points": Cases(
        np_searchsorted,
        call("searchsorted"),
        {
            "a vector": Example((SORTED, VALUES)),
            "a vector, right": Example((SORTED, VALUES), {"right": True}),
            "rows": Example((ROWS, VALUES)),
            "rows, right, int32": Example((ROWS, VALUES), {"right": True, "out_int32": True}),
            "no values": Example((SORTED, np.zeros((0, 2)))),
            "an empty sequence": Example((np.zeros(0), VALUES)),
            "empty rows": Example((np.zeros((2, 0)), VALUES)),
        },
        no_gradient="positions",
    ),
    "searchsorted": Cases(
        np_searchsorted,
        call("searchsorted"),
        {
            "left": Example((SORTED, VALUES), {"side": "left"}),
            "right": Example((SORTED, VALUES), {"side": "right"}),
            "a number": Example((SORTED, 3.0)),
            "integers": Example((np.array([1, 3, 5]), np.array([3, 4]))),
            "sorted by positions": Example((ROWS[:, ::-1], VALUES), {"sorter": np.array([[3, 2, 1, 0], [3, 2, 1, 0]])}),
        },
        no_gradient="positions",
    ),
    "bucketize": Cases(
        lambda x, boundaries, **settings: np_searchsorted(boundaries, x, **settings),
        call("bucketize"),
        {
            "left": Example((VALUES, SORTED)),
            "right": Example((VALUES, SORTED), {"right": True, "out_int32": True}),
            "a number": Example((3.0, SORTED)),
        },
        no_gradient="positions",
    ),
    "isin": Cases(
        lambda elements, test_elements, assume_unique=False, invert=False: (
            np.array([(e in np.ravel(test_elements)) != invert for e in np.ravel(elements)], bool)
        ).reshape(np.shape(elements)),
        call("isin"),
        {
            "integers": Example((SEVERAL, np.array([2, 9]))),
            "the others": Example((SEVERAL, np.array([[2], [7]])), {"invert": True}),
            "floats": Example((REPEATED, np.array([1.0]))),
            "a number": Example((SEVERAL, 2)),
            "none to look for": Example((SEVERAL, np.array([], np.int64))),
        },
        no_gradient="booleans",
    ),
    "first_occurrences": Cases(
        np_first,
        lambda torch, x, dim=None: tuple(torch.tensor(part) for part in np_first(x.numpy(), dim)),
        {
            "flat": Example((SEVERAL,)),
            "rows": Example((SEVERAL[[0, 1, 0]],), {"dim": 0}),
            "columns": Example((SEVERAL[:, [0, 1, 0]],), {"dim": 1}),
        },
        no_gradient="positions",
    ),
    "unique": Cases(
        np_unique,
        call("unique"),
        {
            "integers": Example((SEVERAL,)),
            "counted": Example((SEVERAL,), {"return_inverse": True, "return_counts": True}),
            "rows": Example((SEVERAL[[0, 1, 0]],), {"dim": 0, "return_counts": True}),
            "columns": Example((SEVERAL[:, [0, 1, 0]],), {"dim": -1, "return_inverse": True}),
            "floats": Example((signed(2, 3),), {"return_inverse": True}, unlike_torch=UNSORTED),
            "empty": Example((np.zeros((0,), np.int64),)),
            "0-d": Example((np.array(3),)),
        },
    ),
    "runs": Cases(
        np_runs,
        torch_runs,
        {
            "flat": Example((np.array([5, 5, 2, 5, 5]),)),
            "a matrix": Example((SEVERAL,)),
            "rows": Example((SEVERAL[[0, 0, 1]],), {"dim": 0}),
            "columns": Example((SEVERAL,), {"dim": 1}),
        },
        no_gradient="positions",
    ),
    "unique_consecutive": Cases(
        np_unique_consecutive,
        call("unique_consecutive"),
        {
            "flat": Example((np.array([5, 5, 2, 5, 5]),)),
            "counted": Example((np.array([5, 5, 2, 5, 5]),), {"return_inverse": True, "return_counts": True}),
            "rows": Example((SEVERAL[[0, 0, 1]],), {"dim": 0}),
            "floats": Example((signed(2, 3),), {"return_counts": True}, unlike_torch=UNSORTED),
            "empty": Example((np.zeros((0,), np.int64),)),
        },
    ),
    "bincount": Cases(
        np_bincount,
        call("bincount"),
        {
            "counts": Example((np.array([0, 3, 3, 1]),)),
            "weights": Example((np.array([0, 3, 3, 1]), signed(4)), unlike_torch="PyTorch does not differentiate it"),
            "at least": Example((np.array([0, 1]),), {"minlength": 5}),
            "nothing": Example((np.array([], np.int64),), {"minlength": 2}),
        },
    ),
}
