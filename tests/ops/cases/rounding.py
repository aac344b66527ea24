"""Rounding, and keeping numbers between bounds."""

import numpy as np

from tests.ops.cases.draw import Cases, Example, binary, both, call, off_grid, positive, signed, unary

HALVES = np.array([0.5, 1.5, 2.5, -0.5, -1.5, 2.0, 0.0, -0.0, np.inf, np.nan])


def staircase():
    """Away from the jumps, on them, and whole numbers."""
    return unary(off_grid) | {
        "halves": Example((HALVES,), smooth=False),
        "integers": Example((np.array([[1, -2], [3, 0]]),)),
    }


def bounds():
    """A tensor and a bound, equal in places."""
    return binary(signed, off_grid) | {
        "ties": Example((np.array([1.0, 2.0, 3.0]), np.array([2.0, 2.0, 2.0])), smooth=False),
        "not numbers": Example((np.array([np.nan, 1.0]), np.array([1.0, np.nan])), smooth=False),
        "integers": Example((np.array([1, 2, 3]), 2)),
    }


def of_first(name):
    """torch.NAME(x, bound), x as a tensor."""
    return lambda torch, x, bound: getattr(torch, name)(torch.as_tensor(x, dtype=torch.float64), bound)


def np_clamp(x, min=None, max=None):
    y = np.copy(x)
    if min is not None:
        y = np.where(y < min, min, y)
    return y if max is None else np.where(y > max, max, y)


def torch_clamp(torch, x, min=None, max=None):
    if isinstance(min, torch.Tensor) or isinstance(max, torch.Tensor):
        min, max = (None if m is None else both(torch, m)[0] for m in (min, max))
    return torch.clamp(x, min, max)


CLAMPS = {
    "numbers": Example((signed(2, 3), -0.5, 0.7)),
    "by name": Example((signed(2, 3),), {"min": -0.5, "max": 0.7}),
    "below only": Example((signed(2, 3), 0.1)),
    "above only": Example((signed(2, 3),), {"max": 0.1}),
    "tensors": Example((off_grid(2, 3), -positive(3), positive(2, 1))),
    "a tensor and a number": Example((off_grid(2, 3), -positive(3), 0.5)),
    "min above max": Example((signed(2, 3), 1.0, -1.0), smooth=False),
    "on the bounds": Example((np.array([-1.0, 1.0, 0.0, np.nan, np.inf]), -1, 1), smooth=False),
    "0-d": Example((signed(), 0.0)),
    "empty": Example((signed(0, 3), 0.0, 1.0)),
    "integers": Example((np.array([1, 5, 9]), 2, 6)),
}

EXTREMES = np.array([np.nan, np.inf, -np.inf, 1.5, 0.0])

CASES = {
    "floor": Cases(np.floor, call("floor"), staircase()),
    "ceil": Cases(np.ceil, call("ceil"), staircase()),
    "trunc": Cases(np.trunc, call("trunc"), staircase()),
    "round": Cases(
        np.round,
        call("round"),
        staircase()
        | {
            "decimals": Example((signed(2, 3),), {"decimals": 1}),
            "negative decimals": Example((signed(2, 3) * 1000,), {"decimals": -2}),
        },
    ),
    "frac": Cases(lambda x: np.copysign(np.abs(x) % 1, x) + 0.0, call("frac"), unary(off_grid)),
    "clamp_min": Cases(np.maximum, of_first("clamp_min"), bounds()),
    "clamp_max": Cases(np.minimum, of_first("clamp_max"), bounds()),
    "clamp": Cases(np_clamp, torch_clamp, CLAMPS),
    "clip": Cases(np_clamp, torch_clamp, {"numbers": Example((signed(2, 3), -0.5, 0.7)), "one": CLAMPS["above only"]}),
    "nan_to_num": Cases(
        np.nan_to_num,
        call("nan_to_num"),
        unary()
        | {
            "extremes": Example((EXTREMES,), smooth=False),
            "given": Example((EXTREMES,), {"nan": 7.0, "posinf": 8.0, "neginf": -9.0}, smooth=False),
            "integers": Example((np.array([1, 2]),)),
        },
    ),
}
