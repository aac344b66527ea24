"""Looking elements up by an array of positions, and writing to the places that one names."""

import warnings

import numpy as np

from tests.ops.cases.draw import Cases, Example, signed, strided

PLACES = np.array([[2, 0], [1, 1]])  # one place twice in a row


def np_gather(x, dim, index):
    y, x = np.empty(index.shape, x.dtype), x if x.ndim else x.reshape(1)
    for place in np.ndindex(index.shape):
        source = list(place) or [0]
        source[dim] = index[place]
        y[place] = x[tuple(source)]
    return y


def np_scatter(combine):
    """One element of src after the other to its place."""

    def scatter(x, dim, index, src=None, *, value=None, reduce=None):
        y = x.copy()
        for place in np.ndindex(index.shape):
            target = list(place)
            if target:
                target[dim] = index[place]
            given = value if src is None else src if np.ndim(src) == 0 and index.ndim else src[place]
            how = {None: combine, "add": np.add, "multiply": np.multiply}[reduce]
            y[tuple(target)] = how(y[tuple(target)], given)
        return y

    return scatter


def np_scatter_reduce(x, dim, index, src, reduce, include_self=True):
    y = x.copy()
    dim %= max(x.ndim, 1)
    columns = {}
    for place in np.ndindex(index.shape):
        target = tuple(index[place] if i == dim else p for i, p in enumerate(place))
        columns.setdefault(target, [x[target]] if include_self else []).append(src[place])
    how = {"sum": np.sum, "prod": np.prod, "mean": np.mean, "amax": np.max, "amin": np.min}[reduce]
    for target, values in columns.items():
        y[target] = how(values)
    return y


def np_index_reduce(x, dim, index, source, reduce, include_self=True):
    shape = [1] * x.ndim
    shape[dim] = -1
    places = np.broadcast_to(index.reshape(shape), source.shape)
    return np_scatter_reduce(x, dim, places, source, reduce, include_self)


def np_slices(combine):
    """One slice after the other, as index_add and index_copy take them."""

    def write(x, dim, index, source, alpha=1):
        y = np.moveaxis(x.copy(), dim, 0) if x.ndim else x.copy()
        for n, place in enumerate(index):
            part = np.take(source, n, axis=dim) if np.ndim(source) else source
            y[place] = combine(y[place], part * alpha)
        return np.moveaxis(y, 0, dim)

    return write


def np_put(x, index, source, accumulate=False):
    y = x.copy()
    for place, value in zip(index.reshape(-1), source.reshape(-1)):
        y.reshape(-1)[place] = value + accumulate * y.reshape(-1)[place]
    return y


def np_index_put(x, indices, values, accumulate=False):
    y = x.copy()
    if accumulate:
        np.add.at(y, indices, values)
    else:
        y[indices] = values
    return y


def torch_method(name):
    return lambda torch, x, *inputs, **settings: getattr(x, name)(*inputs, **settings)


def torch_index_reduce(torch, x, *inputs, **settings):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # PyTorch says once that it may change
        return x.index_reduce(*inputs, **settings)


def torch_scatter(torch, x, dim, index, src=None, **settings):
    """PyTorch differentiates reduce= only in scatter_reduce."""
    how = {"add": "sum", "multiply": "prod"}.get(settings.pop("reduce", None))
    given = src if src is not None else settings["value"]
    if how is None:
        return x.scatter(dim, index, given)
    given = given if isinstance(given, torch.Tensor) else torch.full(index.shape, given, dtype=x.dtype)
    return x.scatter_reduce(dim, index, given, how)


WRITES = {
    "columns": Example((signed(2, 3), 1, np.array([[2, 0], [1, 2]]), signed(2, 2))),
    "rows, negative dim": Example((signed(3, 2), -2, np.array([[2, 0]]), signed(1, 2))),
    "src longer than the index": Example(
        (signed(2, 3), 1, np.array([[2], [1]]), signed(4, 5)), unlike_torch="PyTorch's gradient fails for such a src"
    ),
    "three axes": Example((signed(2, 3, 2), 1, np.array([[[2, 0]], [[1, 1]]]), signed(2, 1, 2))),
    "0-d": Example((signed(), 0, np.array(0), signed())),
    "no positions": Example((signed(2, 3), 1, np.zeros((2, 0), np.int64), signed(2, 0))),
    "strided": Example((strided(signed), 0, np.array([[2, 0, 1, 1]]), signed(4, 1).T)),
}
TWICE = {"one place twice": Example((signed(2, 3), 1, PLACES, signed(2, 2)))}


def _reductions(name):
    """The same with each reduction, with x and without it, with ties and zeros where they matter."""
    labels = ("columns", "three axes", "no positions", "one place twice")
    examples = {}
    for reduce in ("sum", "prod", "mean", "amax", "amin"):
        for label in labels:
            e = (WRITES | TWICE)[label]
            examples[f"{label}, {reduce}"] = Example((*e.inputs, reduce), {})
        twice = (WRITES | TWICE)["one place twice"]
        examples[f"without x, {reduce}"] = Example((*twice.inputs, reduce), {"include_self": False})
    tied = (np.array([[5.0, 7.0, 1.0]]), 1, np.array([[0, 0, 1, 1]]), np.array([[5.0, 5.0, 2.0, 2.0]]))
    for reduce in ("amax", "amin"):
        examples[f"ties, {reduce}"] = Example((*tied, reduce), smooth=False)
    one_zero = (np.array([[3.0, 2.0, 0.0]]), 1, np.array([[0, 0, 1, 2]]), np.array([[0.0, 5.0, 4.0, 2.0]]))
    two_zeros = (np.array([[3.0, 2.0]]), 1, np.array([[0, 0, 0]]), np.array([[0.0, 5.0, 0.0]]))
    examples["a factor of 0"] = Example((*one_zero, "prod"))
    examples["two factors of 0"] = Example((*two_zeros, "prod"))
    return examples


SLICES = {
    "rows": Example((signed(4, 3), 0, np.array([3, 0]), signed(2, 3))),
    "columns, negative dim": Example((signed(2, 4), -1, np.array([1, 3]), signed(2, 2))),
    "no positions": Example((signed(4, 3), 0, np.array([], np.int64), signed(0, 3))),
    "a vector": Example((signed(4), 0, np.array([3]), signed(1))),
    "strided": Example((strided(signed), 1, np.array([2, 0]), signed(3, 2))),
}
SLICES_TWICE = {"one row twice": Example((signed(4, 3), 0, np.array([3, 0, 3]), signed(3, 3)))}

_KEY = (np.array([[0, 1], [0, 0]]), np.array([[2, 0], [2, 1]]))
_MEET = (signed(2, 3), signed(2, 2))


def np_meet(how):
    def meet(x, src, key, **settings):
        y = x.copy()
        for place in np.ndindex(src.shape):
            target = tuple(k[place] for k in key)
            y[target] = how(settings)(y[target], src[place])
        return y

    return meet


def torch_meet(reduce):
    """The same by flat positions."""

    def meet(torch, x, src, key, **settings):
        flat = (key[0] * x.shape[1] + key[1]).reshape(-1)
        return x.reshape(-1).scatter_reduce(0, flat, src.reshape(-1), reduce(settings)).reshape(x.shape)

    return meet


CASES = {
    "gather": Cases(
        np_gather,
        torch_method("gather"),
        {
            "columns": Example((signed(2, 3), 1, PLACES)),
            "rows, negative dim": Example((signed(3, 2), -2, np.array([[2, 0], [2, 1], [0, 0], [1, 1]]))),
            "fewer rows than x": Example((signed(4, 3), 1, np.array([[2, 2, 0, 1]]))),
            "three axes": Example((signed(2, 3, 2), 1, np.array([[[2, 0]], [[1, 1]]]))),
            "0-d": Example((signed(), 0, np.array(0))),
            "a vector from a number": Example((signed(), 0, np.array([0, 0]))),
            "no positions": Example((signed(2, 3), 1, np.zeros((2, 0), np.int64))),
            "strided": Example((strided(signed), 1, np.array([[3, 0], [1, 1]]))),
            "int32 positions": Example((signed(2, 3), 1, PLACES.astype(np.int32)), unlike_torch="PyTorch takes int64"),
        },
    ),
    "take_along_dim": Cases(
        lambda x, indices, dim=None: (
            x.reshape(-1)[indices.reshape(-1)] if dim is None else np.take_along_axis(x, indices, dim)
        ),
        torch_method("take_along_dim"),
        {
            "columns": Example((signed(2, 3), PLACES), {"dim": 1}),
            "a row of positions for every row": Example((signed(2, 3), np.array([[2, 0]])), {"dim": 1}),
            "one row for many rows of positions": Example((signed(1, 3), PLACES), {"dim": -1}),
            "flat": Example((signed(2, 3), np.array([5, 0, 5]))),
            "strided": Example((strided(signed), np.array([[2, 0, 1, 1]])), {"dim": 0}),
        },
    ),
    "index_select": Cases(
        lambda x, dim, index: np.take(x, index, axis=dim) if x.ndim else x,
        torch_method("index_select"),
        {
            "rows, one twice": Example((signed(4, 3), 0, np.array([3, 0, 3]))),
            "columns, negative dim": Example((signed(2, 3, 4), -2, np.array([2, 1]))),
            "no positions": Example((signed(4, 3), 0, np.array([], np.int64))),
            "a number": Example((signed(), 0, np.array([0]))),
            "strided": Example((strided(signed), 1, np.array([2, 2]))),
        },
    ),
    "take": Cases(
        lambda x, index: x.reshape(-1)[index],
        torch_method("take"),
        {
            "a matrix of positions": Example((signed(2, 3), np.array([[5, 0], [-1, 2]]))),
            "one position": Example((signed(2, 3), np.array(4))),
            "strided": Example((strided(signed), np.array([0, 1, 11, 1]))),
        },
    ),
    "scatter": Cases(
        np_scatter(lambda old, new: new),
        torch_scatter,
        WRITES
        | {
            "a number": Example((signed(2, 3), 1, PLACES, 5.0)),
            "a number by name": Example((signed(2, 3), 1, PLACES), {"value": 5.0}),
            "added": Example((*TWICE["one place twice"].inputs,), {"reduce": "add"}),
            "multiplied": Example((*TWICE["one place twice"].inputs,), {"reduce": "multiply"}),
            "a number added": Example((signed(2, 3), 1, PLACES, 5.0), {"reduce": "add"}),
        },
    ),
    "scatter_add": Cases(np_scatter(np.add), torch_method("scatter_add"), WRITES | TWICE),
    "scatter_reduce": Cases(np_scatter_reduce, torch_method("scatter_reduce"), _reductions("scatter_reduce")),
    "index_reduce": Cases(
        np_index_reduce,
        torch_index_reduce,
        {
            f"{label}, {reduce}": Example((*e.inputs, reduce))
            for label, e in (SLICES | SLICES_TWICE).items()
            for reduce in ("prod", "mean", "amax", "amin")
        }
        | {
            f"without x, {reduce}": Example((*SLICES_TWICE["one row twice"].inputs, reduce), {"include_self": False})
            for reduce in ("prod", "mean", "amax", "amin")
        },
    ),
    "index_add": Cases(
        np_slices(np.add),
        torch_method("index_add"),
        SLICES | SLICES_TWICE | {"twice as much": Example((*SLICES["rows"].inputs,), {"alpha": 2.0})},
    ),
    "index_copy": Cases(np_slices(lambda old, new: new), torch_method("index_copy"), SLICES),
    "index_fill": Cases(
        np_slices(lambda old, new: new),
        torch_method("index_fill"),
        {
            "rows": Example((signed(4, 3), 0, np.array([3, 0]), 5.0)),
            "columns": Example((signed(2, 3, 4), -1, np.array([1, 1]), 5.0)),
            "a 0-d tensor": Example((signed(4, 3), 0, np.array([3, 0]), signed())),
            "strided": Example((strided(signed), 1, np.array([2]), 5.0)),
        },
    ),
    "index_put": Cases(
        np_index_put,
        torch_method("index_put"),
        {
            "places": Example((signed(4, 3), (np.array([3, 0]), np.array([1, 1])), signed(2))),
            "rows": Example((signed(4, 3), (np.array([3, 0]),), signed(3))),
            "a mask": Example((signed(2, 3), (np.array([[True, False, True], [False, False, True]]),), signed())),
            "added, one place twice": Example((signed(4), (np.array([3, 0, 3]),), signed(3), True)),
        },
    ),
    "put": Cases(
        np_put,
        torch_method("put"),
        {
            "overwritten": Example((signed(2, 3), np.array([[5, 0], [-2, 2]]), signed(2, 2))),
            "added, one place twice": Example((signed(2, 3), np.array([5, 0, 5]), signed(3), True)),
            "strided": Example((strided(signed), np.array([1, 11]), signed(2))),
        },
    ),
    "index_extremum": Cases(
        np_meet(lambda settings: np.maximum if settings["largest"] else np.minimum),
        torch_meet(lambda settings: "amax" if settings["largest"] else "amin"),
        {
            "largest": Example(_MEET, {"key": _KEY, "largest": True}),
            "smallest": Example(_MEET, {"key": _KEY, "largest": False}),
            "ties": Example((np.zeros((2, 3)), np.zeros((2, 2))), {"key": _KEY, "largest": True}, smooth=False),
        },
    ),
    "index_product": Cases(
        np_meet(lambda settings: np.multiply),
        torch_meet(lambda settings: "prod"),
        {"product": Example(_MEET, {"key": _KEY}), "zeros": Example((np.zeros((2, 3)), signed(2, 2)), {"key": _KEY})},
    ),
}
