"""Tensors joined, borders around them, grids and blocks."""

import numpy as np

from tests.ops.cases.draw import Cases, Example, call, signed, strided

STACKS = {
    "vectors": Example(((signed(3), signed(3)),)),
    "matrices": Example(((signed(2, 3), signed(2, 3), signed(2, 3)),)),
    "one": Example(((signed(2, 3),),)),
    "strided": Example(((strided(signed), signed(3, 4)),)),
}
JOINS = {
    "vectors": Example(((signed(3), signed(2)),)),
    "rows": Example(((signed(2, 3), signed(1, 3)),)),
    "columns": Example(((signed(2, 3), signed(2, 1)),), {"dim": 1}),
    "from the end": Example(((signed(2, 2, 3), signed(2, 2, 3)),), {"dim": -1}),
    "one": Example(((signed(2, 3),),)),
    "no rows": Example(((signed(0, 3), signed(2, 3)),)),
    "integers and floats": Example(((np.array([1, 2]), signed(2)),)),
    "strided": Example(((strided(signed), signed(2, 4)),)),
    "no elements at all": Example(((signed(0), signed(0)),)),
}


def np_cat(tensors, dim=0):
    return np.concatenate(tensors, axis=dim)


def listed(name):
    """torch.NAME of a tuple of tensors."""
    return lambda torch, tensors, **settings: getattr(torch, name)(tensors, **settings)


def np_pad(x, pad, mode="constant", value=None):
    """Every place of the result is looked up in x by itself."""
    widths = [(0, 0)] * (x.ndim - len(pad) // 2) + list(zip(pad[::2], pad[1::2]))[::-1]
    for axis, (before, after) in enumerate(widths):
        x = np.moveaxis(np.moveaxis(x, axis, 0)[max(-before, 0) : x.shape[axis] - max(-after, 0)], 0, axis)
        n, before, after = x.shape[axis], max(before, 0), max(after, 0)
        places = np.arange(-before, n + after)
        if mode == "reflect":
            places = np.abs(places)
            places = np.where(places >= n, 2 * (n - 1) - places, places)
        elif mode == "replicate":
            places = np.clip(places, 0, n - 1)
        elif mode == "circular":
            places = places % n
        inside = (places >= 0) & (places < n)
        taken = (
            np.take(x, np.where(inside, places, 0), axis=axis)
            if n
            else np.zeros_like(x, shape=(*x.shape[:axis], len(places), *x.shape[axis + 1 :]))
        )
        shape = [-1 if i == axis else 1 for i in range(x.ndim)]
        x = np.where(inside.reshape(shape), taken, value or 0)
    return x


BORDERS = {
    "last axis": Example((signed(2, 3),), {"pad": (1, 2)}),
    "two axes": Example((signed(2, 3),), {"pad": (1, 0, 2, 1)}),
    "a value": Example((signed(3),), {"pad": (1, 1), "value": 2.5}),
    "cropped": Example((signed(3, 4),), {"pad": (-1, -2, 1, -1)}),
    "none": Example((signed(2, 3),), {"pad": ()}),
    "widths of 0": Example((signed(2, 3),), {"pad": (0, 0)}),
    "empty": Example((signed(0, 3),), {"pad": (1, 1)}),
    "0-d": Example((signed(),), {"pad": ()}),
    "strided": Example((strided(signed),), {"pad": (1, 1, 0, 1)}),
    "integers": Example((np.array([1, 2]),), {"pad": (0, 2), "value": 7}),
}


def bordered(mode):
    return {
        f"{mode}, last axis": Example((signed(1, 2, 4),), {"pad": (2, 1), "mode": mode}),
        f"{mode}, one side": Example((signed(1, 2, 4),), {"pad": (0, 3), "mode": mode}),
        f"{mode}, two axes": Example((signed(1, 1, 3, 4),), {"pad": (2, 1, 1, 2), "mode": mode}),
        f"{mode}, three axes": Example((signed(1, 1, 2, 3, 2),), {"pad": (1, 1, 2, 0, 1, 0), "mode": mode}),
        f"{mode}, cropped": Example((signed(1, 1, 5),), {"pad": (-1, 2), "mode": mode}),
        f"{mode}, strided": Example((strided(signed)[None],), {"pad": (1, 1), "mode": mode}),
        f"{mode}, nothing added": Example((signed(1, 2, 3),), {"pad": (0, 0), "mode": mode}),
    }


def np_block_diag(*arrays):
    arrays = [np.atleast_2d(x) for x in arrays]
    result = np.zeros(np.sum([x.shape for x in arrays], axis=0))
    row = column = 0
    for x in arrays:
        result[row : row + x.shape[0], column : column + x.shape[1]] = x
        row, column = row + x.shape[0], column + x.shape[1]
    return result


CASES = {
    "cat": Cases(np_cat, listed("cat"), JOINS),
    "concat": Cases(np_cat, listed("concat"), JOINS),
    "concatenate": Cases(np_cat, listed("concatenate"), JOINS),
    "stack": Cases(
        lambda tensors, dim=0: np.stack(tensors, axis=dim),
        listed("stack"),
        STACKS
        | {
            "at the end": Example(((signed(2, 3), signed(2, 3)),), {"dim": -1}),
            "0-d": Example(((signed(), signed(), signed()),)),
        },
    ),
    "hstack": Cases(np.hstack, listed("hstack"), STACKS | {"0-d": Example(((signed(), signed()),))}),
    "vstack": Cases(np.vstack, listed("vstack"), STACKS | {"0-d": Example(((signed(), signed()),))}),
    "dstack": Cases(np.dstack, listed("dstack"), STACKS | {"0-d": Example(((signed(), signed()),))}),
    "column_stack": Cases(
        np.column_stack,
        listed("column_stack"),
        STACKS | {"a vector and a matrix": Example(((signed(2), signed(2, 3)),))},
    ),
    "constant_pad_nd": Cases(
        lambda x, pad, value=0: np_pad(x, pad, value=value),
        call("constant_pad_nd"),
        BORDERS,
    ),
    "pad": Cases(
        np_pad,
        lambda torch, x, pad, **settings: torch.nn.functional.pad(x, pad, **settings),
        BORDERS | bordered("reflect") | bordered("replicate") | bordered("circular"),
    ),
    "meshgrid": Cases(
        lambda *vectors, indexing="ij": tuple(np.meshgrid(*vectors, indexing=indexing)),
        lambda torch, *vectors, indexing="ij": tuple(torch.meshgrid(*vectors, indexing=indexing)),
        {
            "two": Example((signed(2), signed(3))),
            "two, x going right": Example((signed(2), signed(3)), {"indexing": "xy"}),
            "three": Example((signed(2), signed(3), signed(1))),
            "three, x going right": Example((signed(2), signed(3), signed(2)), {"indexing": "xy"}),
            "one": Example((signed(2),)),
            "0-d": Example((signed(2), signed())),
        },
    ),
    "cartesian_prod": Cases(
        lambda *vectors: (
            vectors[0]
            if len(vectors) == 1
            else np.stack(np.meshgrid(*vectors, indexing="ij"), -1).reshape(-1, len(vectors))
        ),
        call("cartesian_prod"),
        {
            "two": Example((signed(2), signed(3))),
            "three": Example((signed(2), signed(3), signed(2))),
            "one": Example((signed(2),)),
        },
    ),
    "block_diag": Cases(
        np_block_diag,
        call("block_diag"),
        {
            "two": Example((signed(2, 3), signed(1, 2))),
            "a vector and a number": Example((signed(2), signed(), signed(2, 2))),
            "one": Example((signed(2, 2),)),
            "without rows": Example((signed(0, 2), signed(1, 1))),
        },
    ),
}
