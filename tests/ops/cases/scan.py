"""Running totals, and areas below curves."""

import numpy as np

from tests.ops.cases.draw import TIES, Cases, Example, call, one_axis, signed
from tests.ops.cases.reduce import NAN, ONE_ZERO, ZEROS

INTEGERS = {
    "integers": Example((np.array([[3, 1, 2], [2, 5, 1]]),), {"dim": 1}),
    "booleans": Example((np.array([[True, False, True]]),), {"dim": 1}),
}
IN_FLOAT32 = {"in another dtype": Example((signed(2, 3),), {"dim": 0, "dtype": "float32"}, smooth=False)}
WITH_0D = {"0-d": Example((signed(),), {"dim": 0}), "empty": Example((signed(0, 3),), {"dim": 0})}


def running(function):
    def run(x, dim, dtype=None):
        dtype = dtype or (np.float64 if x.dtype.kind == "f" else np.int64)
        return function(x[None] if x.ndim == 0 else x, axis=dim, dtype=dtype).reshape(x.shape)

    return run


def torch_running(name):
    return lambda torch, x, dim, dtype=None: getattr(torch, name)(x, dim, dtype=dtype and getattr(torch, dtype))


def best_so_far(better):
    """The best element up to each place and its position, by going along one by one."""

    def positions(x, dim):
        rows = np.moveaxis(np.atleast_1d(x), dim, -1)
        found = np.zeros(rows.shape, np.int64)
        for place in np.ndindex(rows.shape):
            row, end = rows[place[:-1]], place[-1] + 1
            numbers = row[:end]
            best = np.nonzero(np.isnan(numbers) if np.isnan(numbers).any() else numbers == better(numbers))[0]
            found[place] = best[-1]
        return np.moveaxis(found, -1, dim).reshape(x.shape)

    return positions


def with_values(positions):
    def both(x, dim):
        places = positions(x, dim)
        return (np.take_along_axis(x, places, axis=dim) if x.ndim else x), places

    return both


def running_bests():
    return (
        one_axis()
        | WITH_0D
        | {
            "ties": Example((TIES,), {"dim": 1}, smooth=False),
            "ties down": Example((TIES[1:].T,), {"dim": 0}, smooth=False),
            "NaN": Example((NAN,), {"dim": 1}, smooth=False),
            "integers": INTEGERS["integers"],
        }
    )


def np_trapezoid(y, x=None, dx=1, dim=-1):
    return np.asarray(np.trapezoid(y, x, dx, dim))


def np_cumulative_trapezoid(y, x=None, dx=1, dim=-1):
    first, second = (np.moveaxis(np.moveaxis(y, dim, -1)[..., part], -1, dim) for part in (slice(-1), slice(1, None)))
    return np.cumsum((first + second) / 2 * dx, axis=dim)


CURVE = {
    "last axis": Example((signed(2, 4),)),
    "first axis": Example((signed(4, 2),), {"dim": 0}),
    "a distance": Example((signed(2, 4),), {"dx": 0.5}),
    "one point": Example((signed(2, 1),)),
}

CASES = {
    "cumsum": Cases(running(np.cumsum), torch_running("cumsum"), one_axis() | WITH_0D | INTEGERS | IN_FLOAT32),
    "cumprod": Cases(
        running(np.cumprod),
        torch_running("cumprod"),
        one_axis()
        | WITH_0D
        | INTEGERS
        | {
            "in another dtype": Example(
                (signed(2, 3),), {"dim": 0, "dtype": "float32"}, False, "what it keeps is float32 there"
            ),
            "a zero": Example((ONE_ZERO,), {"dim": 1}),
            "several zeros": Example((ZEROS,), {"dim": 1}),
            "a long axis": Example((signed(2, 9),), {"dim": 1}),
        },
    ),
    "logcumsumexp": Cases(
        lambda x, dim: np.logaddexp.accumulate(x, axis=dim) if x.ndim else x,
        call("logcumsumexp"),
        one_axis()
        | WITH_0D
        | {
            "a long axis": Example((signed(2, 9),), {"dim": 1}),
            "far from 0": Example((np.array([[1e3, -1e3, 0.0, 2e3]]),), {"dim": 1}, smooth=False),
        },
    ),
    "argcummax": Cases(
        best_so_far(np.max), lambda torch, x, dim: torch.cummax(x, dim)[1], running_bests(), no_gradient="positions"
    ),
    "argcummin": Cases(
        best_so_far(np.min), lambda torch, x, dim: torch.cummin(x, dim)[1], running_bests(), no_gradient="positions"
    ),
    "cummax": Cases(
        with_values(best_so_far(np.max)), lambda torch, x, dim: tuple(torch.cummax(x, dim)), running_bests()
    ),
    "cummin": Cases(
        with_values(best_so_far(np.min)), lambda torch, x, dim: tuple(torch.cummin(x, dim)), running_bests()
    ),
    "diff": Cases(
        lambda x, **settings: np.diff(x, **{"axis" if name == "dim" else name: v for name, v in settings.items()}),
        call("diff"),
        {
            "last axis": Example((signed(2, 4),)),
            "first axis": Example((signed(4, 2),), {"dim": 0}),
            "twice": Example((signed(2, 4),), {"n": 2}),
            "not at all": Example((signed(2, 4),), {"n": 0}),
            "until nothing is left": Example((signed(2, 3),), {"n": 5}),
            "integers": Example((np.array([1, 4, 9]),)),
            "booleans": Example((np.array([True, False, False]),)),
            "empty": Example((signed(0),)),
        },
    ),
    "trapezoid": Cases(
        np_trapezoid,
        lambda torch, y, x=None, **settings: torch.trapezoid(y, **settings if x is None else {"x": x, **settings}),
        CURVE
        | {
            "points": Example((signed(2, 4), np.array([0.0, 1.0, 3.0, 3.5]))),
            "points for each": Example((signed(2, 4), np.cumsum(np.abs(signed(2, 4)), axis=1))),
        },
    ),
    "cumulative_trapezoid": Cases(
        np_cumulative_trapezoid, lambda torch, y, **settings: torch.cumulative_trapezoid(y, **settings), CURVE
    ),
}
