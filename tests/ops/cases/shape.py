"""Operations that rearrange: other shapes, other orders of axes and elements, copies side by side."""

import numpy as np

from tests.ops.cases.draw import Cases, Example, call, signed, strided, unary

RESHAPES = {
    "plain": Example((signed(2, 3),), {"shape": (3, 2)}),
    "what is left over": Example((signed(2, 3, 4),), {"shape": (4, -1)}),
    "flat": Example((signed(2, 3),), {"shape": (-1,)}),
    "0-d to 1-d": Example((signed(),), {"shape": (1, 1)}),
    "1-d to 0-d": Example((signed(1),), {"shape": ()}),
    "empty": Example((signed(0, 3),), {"shape": (3, 0)}),
    "empty, what is left over": Example((signed(0, 3),), {"shape": (-1, 3)}),
    "the same": Example((signed(2, 3),), {"shape": (2, 3)}),
}
EXCHANGES = {
    "plain": Example((signed(2, 3),), {"dim0": 0, "dim1": 1}),
    "of three": Example((signed(2, 3, 4),), {"dim0": -1, "dim1": 0}),
    "with itself": Example((signed(2, 3),), {"dim0": 1, "dim1": 1}),
    "strided": Example((strided(signed),), {"dim0": 0, "dim1": 1}),
    "empty": Example((signed(0, 3),), {"dim0": 0, "dim1": 1}),
    "0-d": Example((signed(),), {"dim0": 0, "dim1": -1}),
}
STRETCHES = {
    "a new axis": Example((signed(3),), {"shape": (2, 3)}),
    "a stretched axis": Example((signed(2, 1),), {"shape": (2, 3)}),
    "both": Example((signed(2, 1, 3),), {"shape": (4, 2, 5, 3)}),
    "0-d": Example((signed(),), {"shape": (2, 2)}),
    "the same": Example((signed(2, 3),), {"shape": (2, 3)}),
    "to nothing": Example((signed(1, 3),), {"shape": (0, 3)}),
    "strided": Example((strided(signed),), {"shape": (2, 3, 4)}),
}
KEPT = {"an axis kept": Example((signed(2, 1),), {"shape": (4, -1, 3)})}
ALIKE = {
    "plain": Example((signed(2, 3), np.ones((3, 2), np.int64))),
    "flat": Example((signed(2, 3), np.ones(6, np.int64))),
    "0-d": Example((signed(), np.ones((1, 1), np.int64))),
    "empty": Example((signed(0, 3), np.ones((2, 0), np.int64))),
}
MOVES = {
    "one": Example((signed(2, 3, 4),), {"source": 0, "destination": -1}),
    "two": Example((signed(2, 3, 4),), {"source": (0, 1), "destination": (2, 0)}),
    "to where it is": Example((signed(2, 3),), {"source": 1, "destination": 1}),
    "strided": Example((strided(signed),), {"source": 0, "destination": 1}),
    "empty": Example((signed(0, 3, 2),), {"source": -1, "destination": 0}),
    "no axis": Example((signed(),), {"source": (), "destination": ()}),
}
FEW_AXES = {
    "0-d": (signed(),),
    "a vector": (signed(3),),
    "a matrix": (signed(2, 3),),
    "three axes": (signed(2, 3, 4),),
    "an empty vector": (signed(0),),
    "several": (signed(), signed(3), signed(2, 3)),
}


def at_least(function):
    """NumPy's function of several arrays gives a tuple of them, of one array the array."""
    return Cases(
        lambda *arrays: function(*arrays),
        lambda torch, *tensors: getattr(torch, function.__name__)(*tensors),
        {label: Example(arrays) for label, arrays in FEW_AXES.items()},
    )


def by_position(name):
    """torch.NAME(x, …) with the settings in order."""
    return lambda torch, x, **settings: getattr(torch, name)(x, *settings.values())


def method(name):
    """x.NAME(…) of PyTorch with the settings in order."""
    return lambda torch, x, *others, **settings: getattr(x, name)(*others, *settings.values())


def np_flatten(x, start_dim=0, end_dim=-1):
    start, end = start_dim % max(x.ndim, 1), end_dim % max(x.ndim, 1)
    return x.reshape(x.shape[:start] + (-1,) + x.shape[end + 1 :]) if x.size else x.reshape(0, 12)


def np_squeeze(x, dim=None):
    dims = range(x.ndim) if dim is None else [d % max(x.ndim, 1) for d in (dim if isinstance(dim, tuple) else (dim,))]
    return np.squeeze(x, tuple(d for d in dims if d < x.ndim and x.shape[d] == 1))


def np_repeat_interleave(x, repeats, dim=None):
    return np.repeat(x, repeats, axis=None if x.ndim == 0 else dim)


CASES = {
    "reshape": Cases(
        lambda x, shape: x.reshape(shape),
        call("reshape"),
        RESHAPES | {"strided, so copied": Example((strided(signed),), {"shape": (2, 6)})},
    ),
    "view": Cases(
        lambda x, shape: x.reshape(shape),
        method("view"),
        RESHAPES | {"strided": Example((signed(4, 6)[::2],), {"shape": (2, 3, 2)})},
    ),
    "view_as": Cases(lambda x, other: x.reshape(other.shape), method("view_as"), ALIKE),
    "reshape_as": Cases(lambda x, other: x.reshape(other.shape), method("reshape_as"), ALIKE),
    "flatten": Cases(
        np_flatten,
        call("flatten"),
        {
            "all": Example((signed(2, 3, 2),)),
            "from the second": Example((signed(2, 3, 2),), {"start_dim": 1}),
            "the first two": Example((signed(2, 3, 2),), {"end_dim": 1}),
            "one": Example((signed(2, 3),), {"start_dim": 1, "end_dim": -1}),
            "0-d": Example((signed(),)),
            "empty": Example((signed(0, 3, 4),), {"start_dim": 1}),
            "strided": Example((strided(signed),)),
        },
    ),
    "unflatten": Cases(
        lambda x, dim, sizes: x.reshape(x.shape[:dim] + sizes + x.shape[dim:][1:]),
        call("unflatten"),
        {
            "first axis": Example((signed(6, 2),), {"dim": 0, "sizes": (2, 3)}),
            "what is left over": Example((signed(2, 6),), {"dim": 1, "sizes": (3, -1)}),
            "strided": Example((strided(signed),), {"dim": 1, "sizes": (2, 2)}),
        },
    ),
    "ravel": Cases(lambda x: x.reshape(-1), call("ravel"), unary() | {"every other": Example((signed(6)[::2],))}),
    "squeeze": Cases(
        np_squeeze,
        call("squeeze"),
        {
            "all": Example((signed(1, 2, 1),)),
            "one": Example((signed(1, 2, 1),), {"dim": 0}),
            "an axis of another length": Example((signed(1, 2, 1),), {"dim": 1}),
            "two": Example((signed(1, 2, 1),), {"dim": (0, -1)}),
            "0-d": Example((signed(),)),
            "0-d, along": Example((signed(),), {"dim": 0}),
            "empty": Example((signed(0, 1),)),
            "strided": Example((strided(signed)[:, None],)),
        },
    ),
    "unsqueeze": Cases(
        lambda x, dim: np.expand_dims(x, dim),
        call("unsqueeze"),
        {
            "in front": Example((signed(2, 3),), {"dim": 0}),
            "at the end": Example((signed(2, 3),), {"dim": -1}),
            "between": Example((signed(2, 3),), {"dim": 1}),
            "0-d": Example((signed(),), {"dim": 0}),
            "empty": Example((signed(0, 3),), {"dim": 1}),
            "strided": Example((strided(signed),), {"dim": 2}),
        },
    ),
    "expand": Cases(
        lambda x, shape: np.broadcast_to(x, [x.shape[i - len(shape)] if n == -1 else n for i, n in enumerate(shape)]),
        method("expand"),
        STRETCHES | KEPT,
    ),
    "broadcast_to": Cases(lambda x, shape: np.broadcast_to(x, shape), by_position("broadcast_to"), STRETCHES),
    "expand_as": Cases(
        lambda x, other: np.broadcast_to(x, other.shape),
        method("expand_as"),
        {
            "a new axis": Example((signed(3), np.ones((2, 3), np.int64))),
            "both": Example((signed(2, 1), np.ones((4, 2, 3), np.int64))),
        },
    ),
    "broadcast_tensors": Cases(
        lambda *arrays: tuple(np.broadcast_arrays(*arrays)),
        lambda torch, *tensors: tuple(torch.broadcast_tensors(*tensors)),
        {
            "two": Example((signed(3), signed(2, 1))),
            "three": Example((signed(), signed(2, 1, 1), signed(1, 3, 1))),
            "one": Example((signed(2),)),
        },
    ),
    "atleast_1d": at_least(np.atleast_1d),
    "atleast_2d": at_least(np.atleast_2d),
    "atleast_3d": at_least(np.atleast_3d),
    "row_major": Cases(lambda x: x.copy(), lambda torch, x: x.clone(memory_format=torch.contiguous_format), unary()),
    "contiguous": Cases(lambda x: x, method("contiguous"), unary()),
    "transpose": Cases(lambda x, dim0, dim1: np.swapaxes(x, dim0, dim1) if x.ndim else x, call("transpose"), EXCHANGES),
    "swapdims": Cases(lambda x, dim0, dim1: np.swapaxes(x, dim0, dim1) if x.ndim else x, call("swapdims"), EXCHANGES),
    "swapaxes": Cases(
        lambda x, axis0, axis1: np.swapaxes(x, axis0, axis1),
        call("swapaxes"),
        {
            "plain": Example((signed(2, 3),), {"axis0": 0, "axis1": 1}),
            "of three": Example((signed(2, 3, 4),), {"axis0": -1, "axis1": 0}),
        },
    ),
    "t": Cases(lambda x: x.T, call("t"), unary() | {"a vector": Example((signed(3),))}),
    "permute": Cases(
        lambda x, dims: np.transpose(x, dims),
        call("permute"),
        {
            "three": Example((signed(2, 3, 4),), {"dims": (2, 0, 1)}),
            "from the end": Example((signed(2, 3, 4),), {"dims": (-1, 1, 0)}),
            "as it is": Example((signed(2, 3),), {"dims": (0, 1)}),
            "0-d": Example((signed(),), {"dims": ()}),
            "empty": Example((signed(0, 3),), {"dims": (1, 0)}),
            "strided": Example((strided(signed),), {"dims": (1, 0)}),
        },
    ),
    "movedim": Cases(np.moveaxis, call("movedim"), MOVES),
    "moveaxis": Cases(np.moveaxis, call("moveaxis"), MOVES),
    "flip": Cases(
        lambda x, dims: np.flip(x, dims),
        by_position("flip"),
        {
            "rows": Example((signed(2, 3),), {"dims": (0,)}),
            "both": Example((signed(2, 3),), {"dims": (0, -1)}),
            "none": Example((signed(2, 3),), {"dims": ()}),
            "0-d": Example((signed(),), {"dims": ()}),
            "empty": Example((signed(0, 3),), {"dims": (0, 1)}),
            "strided": Example((strided(signed),), {"dims": (1,)}),
        },
    ),
    "fliplr": Cases(
        np.fliplr, call("fliplr"), {"plain": Example((signed(2, 3),)), "three": Example((signed(2, 3, 2),))}
    ),
    "flipud": Cases(np.flipud, call("flipud"), {"plain": Example((signed(2, 3),)), "a vector": Example((signed(3),))}),
    "rot90": Cases(
        lambda x, k=1, dims=(0, 1): np.rot90(x, k, dims),
        call("rot90"),
        {
            "once": Example((signed(2, 3),)),
            "twice": Example((signed(2, 3),), {"k": 2}),
            "the other way": Example((signed(2, 3),), {"k": -1}),
            "all round": Example((signed(2, 3),), {"k": 4}),
            "another plane": Example((signed(2, 3, 4),), {"k": 3, "dims": (2, 0)}),
            "strided": Example((strided(signed),)),
        },
    ),
    "roll": Cases(
        lambda x, shifts, dims=None: np.roll(x, shifts, dims),
        call("roll"),
        {
            "flattened": Example((signed(2, 3),), {"shifts": 2}),
            "rows": Example((signed(3, 2),), {"shifts": 1, "dims": 0}),
            "both": Example((signed(3, 4),), {"shifts": (-1, 2), "dims": (0, 1)}),
            "one axis twice": Example((signed(5),), {"shifts": (1, 3), "dims": (0, 0)}),
            "more than round": Example((signed(3),), {"shifts": 7, "dims": -1}),
            "0-d": Example((signed(),), {"shifts": 1}),
            "empty": Example((signed(0, 3),), {"shifts": 1, "dims": 0}),
            "strided": Example((strided(signed),), {"shifts": -1, "dims": 1}),
        },
    ),
    "repeat": Cases(
        lambda x, repeats: np.tile(x, repeats),
        method("repeat"),
        {
            "a vector": Example((signed(3),), {"repeats": (2,)}),
            "a matrix": Example((signed(2, 3),), {"repeats": (2, 3)}),
            "new axes": Example((signed(3),), {"repeats": (2, 2)}),
            "once": Example((signed(2, 3),), {"repeats": (1, 1)}),
            "not at all": Example((signed(2, 3),), {"repeats": (0, 1)}),
            "0-d": Example((signed(),), {"repeats": (2, 1)}),
            "empty": Example((signed(0, 3),), {"repeats": (2, 2)}),
            "strided": Example((strided(signed),), {"repeats": (2, 1)}),
        },
    ),
    "tile": Cases(
        lambda x, dims: np.tile(x, dims),
        call("tile"),
        {
            "fewer counts than axes": Example((signed(2, 3),), {"dims": (2,)}),
            "as many": Example((signed(2, 3),), {"dims": (2, 2)}),
            "more": Example((signed(3),), {"dims": (2, 1, 2)}),
            "0-d": Example((signed(),), {"dims": (2,)}),
        },
    ),
    "repeat_interleave": Cases(
        np_repeat_interleave,
        call("repeat_interleave"),
        {
            "flattened": Example((signed(2, 3),), {"repeats": 2}),
            "rows": Example((signed(2, 3),), {"repeats": 3, "dim": 0}),
            "columns": Example((signed(2, 3),), {"repeats": 2, "dim": -1}),
            "once": Example((signed(2, 3),), {"repeats": 1, "dim": 1}),
            "not at all": Example((signed(2, 3),), {"repeats": 0, "dim": 1}),
            "counts": Example((signed(3, 2),), {"repeats": np.array([2, 0, 3]), "dim": 0}),
            "counts, flattened": Example((signed(3),), {"repeats": np.array([1, 2, 1])}),
            "0-d": Example((signed(),), {"repeats": 2}),
            "strided": Example((strided(signed),), {"repeats": 2, "dim": 1}),
        },
    ),
}
