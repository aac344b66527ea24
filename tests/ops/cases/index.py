"""Reading and writing parts."""

import numpy as np

from tests.ops.cases.draw import MASK, Cases, Example, signed, strided


def np_unindex(x, shape, key):
    result = np.zeros(shape)
    places = np.arange(result.size).reshape(shape)[key]  # which element each one was read from
    np.add.at(result.reshape(-1), places, x)
    return result


def np_setitem(x, value, key, accumulate=False):
    result = x.copy()
    if accumulate:
        np.add.at(result, key, value)
    else:
        result[key] = value
    return result


def torch_unindex(torch, x, shape, key):
    places = torch.as_tensor(np.arange(int(np.prod(shape))).reshape(shape)[key])
    flat = torch.zeros(int(np.prod(shape)), dtype=x.dtype).index_add(0, places.reshape(-1), x.reshape(-1))
    return flat.reshape(shape)


def torch_setitem(torch, x, value, key, accumulate=False):
    if accumulate:
        return x.index_put(key, value, accumulate=True)
    result = x.clone()
    result[key] = value
    return result


def np_integers_first(x, key):
    """PyTorch takes integers before arrays, wherever they stand; here in two steps."""
    first = tuple(part if isinstance(part, int) else slice(None) for part in key)
    return x[first][tuple(part for part in key if not isinstance(part, int))]


INDEXES = {
    "one element": Example((signed(2, 3),), {"key": (1, 2)}),
    "a row": Example((signed(2, 3),), {"key": -1}),
    "a slice": Example((signed(4, 3),), {"key": (slice(None, 2), slice(None))}),
    "steps": Example((signed(6, 3),), {"key": (slice(1, None, 2), 0)}),
    "a new axis": Example((signed(2, 3),), {"key": (slice(None), None)}),
    "an ellipsis": Example((signed(2, 3, 4),), {"key": (..., 1)}),
    "0-d": Example((signed(),), {"key": ()}),
    "a mask": Example((signed(2, 3),), {"key": MASK}),
    "integers, one twice": Example((signed(4, 3),), {"key": (np.array([3, 0, 3]),)}),
    "pairs of integers, one twice": Example((signed(4, 3),), {"key": (np.array([3, 0, 3]), np.array([1, 1, 1]))}),
    "nothing": Example((signed(4, 3),), {"key": (slice(0, 0),)}),
    "strided": Example((strided(signed),), {"key": (slice(1, None), np.array([2, 2]))}),
    "one True": Example((signed(2, 3),), {"key": True}),
    "two arrays that broadcast": Example((signed(4, 3),), {"key": (np.array([[3], [0]]), np.array([1, 2]))}),
    "arrays on both sides of a slice": Example(
        (signed(4, 2, 3),), {"key": (np.array([3, 0]), slice(None), np.array([1, 1]))}
    ),
    "an array and a new axis": Example((signed(4, 3),), {"key": (np.array([3, 0]), None, slice(1, None))}),
    "a mask of one axis after an ellipsis": Example((signed(2, 3),), {"key": (..., np.array([True, False, True]))}),
    "no positions": Example((signed(4, 3),), {"key": (np.array([], np.int64),)}),
    "an empty array": Example((signed(0, 3),), {"key": (slice(None), np.array([2, 0]))}),
}

INTEGERS_FIRST = {
    "an integer before an array": Example((signed(2, 3, 4),), {"key": (1, slice(None), np.array([3, 0]))}),
    "an integer after an array": Example((signed(2, 3, 4),), {"key": (np.array([1, 0]), slice(None), 3)}),
    "integers around an array": Example((signed(2, 3, 4),), {"key": (-1, np.array([2, 0]), 3)}),
}


def _unindex_examples():
    """What ``index`` takes out, put back; each element that index read gets its own number."""
    return {
        label: Example((signed(*e.inputs[0][e.settings["key"]].shape),), {"shape": e.inputs[0].shape, **e.settings})
        for label, e in INDEXES.items()
    }


def _mixes(key):
    return isinstance(key, tuple) and {int, np.ndarray} <= {type(part) for part in key} and slice in map(type, key)


CASES = {
    "index": Cases(
        lambda x, key: np_integers_first(x, key) if _mixes(key) else x[key],
        lambda torch, x, key: x[key],
        INDEXES | INTEGERS_FIRST,
    ),
    "unindex": Cases(np_unindex, torch_unindex, _unindex_examples()),
    "setitem": Cases(
        np_setitem,
        torch_setitem,
        {
            "one element": Example((signed(2, 3), signed()), {"key": (1, 2)}),
            "a row": Example((signed(2, 3), signed(3)), {"key": 0}),
            "a column from one number": Example((signed(2, 3), signed()), {"key": (slice(None), 1)}),
            "rows from one row": Example((signed(4, 3), signed(3)), {"key": (slice(1, 3),)}),
            "a Python number": Example((signed(2, 3), 5.0), {"key": (slice(None), 1)}),
            "a mask": Example((signed(2, 3), signed()), {"key": MASK}),
            "integers": Example((signed(4, 3), signed(2, 3)), {"key": (np.array([3, 0]),)}),
            "all": Example((signed(2, 3), signed(2, 3)), {"key": ...}),
            "0-d": Example((signed(), signed()), {"key": ...}),
            "strided": Example((strided(signed), signed(3, 1)), {"key": (slice(None), slice(1, 3))}),
            "a value with an axis of one in front": Example((signed(2, 3), signed(1, 3)), {"key": 0}),
            "added, one place twice": Example(
                (signed(4), signed(3)), {"key": (np.array([3, 0, 3]),), "accumulate": True}
            ),
            "added, one number in many places": Example(
                (signed(4, 2), signed()), {"key": (np.array([3, 0, 3]),), "accumulate": True}
            ),
        },
    ),
}
