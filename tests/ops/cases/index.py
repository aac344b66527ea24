"""Reading and writing parts."""

import numpy as np

from tests.ops.cases.draw import MASK, Cases, Example, signed, strided


def np_unindex(x, shape, key):
    result = np.zeros(shape)
    places = np.arange(result.size).reshape(shape)[key]  # which element each one was read from
    np.add.at(result.reshape(-1), places, x)
    return result


def np_index_put(x, value, key):
    result = x.copy()
    result[key] = value
    return result


def torch_unindex(torch, x, shape, key):
    places = torch.as_tensor(np.arange(int(np.prod(shape))).reshape(shape)[key])
    flat = torch.zeros(int(np.prod(shape)), dtype=x.dtype).index_add(0, places.reshape(-1), x.reshape(-1))
    return flat.reshape(shape)


def torch_index_put(torch, x, value, key):
    result = x.clone()
    result[key] = value
    return result


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
}


def _unindex_examples():
    """What ``index`` takes out, put back; each element that index read gets its own number."""
    return {
        label: Example((signed(*e.inputs[0][e.settings["key"]].shape),), {"shape": e.inputs[0].shape, **e.settings})
        for label, e in INDEXES.items()
    }


CASES = {
    "index": Cases(lambda x, key: x[key], lambda torch, x, key: x[key], INDEXES),
    "unindex": Cases(np_unindex, torch_unindex, _unindex_examples()),
    "index_put": Cases(
        np_index_put,
        torch_index_put,
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
        },
    ),
}
