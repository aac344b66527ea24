"""Arithmetic and functions of one element."""

import numpy as np

from tests.ops.cases.draw import MASK, Cases, Example, binary, both, call, off_grid, positive, signed, unary


def scaled():
    """Inputs for a sum with alpha."""
    return binary() | {
        "alpha": Example((signed(2, 3), signed(3)), {"alpha": 2}),
        "alpha of a fraction, and a Python number": Example((signed(2, 3), 2.0), {"alpha": -0.5}),
        "alpha of integers": Example((np.array([1, 2]), np.array([3, -4])), {"alpha": 3}),
    }


def ties():
    """Two arrays that are equal in places, and not numbers in others."""
    a, b = np.array([1.0, 2.0, 3.0, -np.inf, np.inf]), np.array([1.0, 5.0, -3.0, -np.inf, 0.0])
    return binary(signed, off_grid) | {
        "ties": Example((a, b), smooth=False),
        "not numbers": Example((np.array([np.nan, 1.0, np.nan]), np.array([1.0, np.nan, np.nan])), smooth=False),
    }


CASES = {
    "add": Cases(lambda a, b, alpha=1: a + alpha * b, call("add"), scaled()),
    "sub": Cases(lambda a, b, alpha=1: a - alpha * b, call("sub"), scaled()),
    "mul": Cases(lambda a, b: a * b, call("mul"), binary()),
    "neg": Cases(lambda x: -x, call("neg"), unary()),
    "pow": Cases(
        lambda a, b: a**b,
        call("pow"),
        binary(positive)
        | {
            "negative base, integer power": Example((np.array([-2.0, -0.5, 3.0]), 3)),
            "zero to the zero": Example((np.array([0.0, 2.0]), 0), smooth=False),
            "zero base": Example((np.array([0.0, 2.0]), np.array([2.0, 3.0])), smooth=False),
            "zero among the powers": Example((np.array([0.0, 2.0]), np.array([0.0, 0.0])), smooth=False),
        },
    ),
    "exp": Cases(np.exp, call("exp"), unary()),
    "log": Cases(np.log, call("log"), unary(positive)),
    "tanh": Cases(np.tanh, call("tanh"), unary() | {"±1e5": Example((np.array([1e5, -1e5]),), smooth=False)}),
    "maximum": Cases(np.maximum, lambda torch, a, b: torch.maximum(*both(torch, a, b)), ties()),
    "minimum": Cases(np.minimum, lambda torch, a, b: torch.minimum(*both(torch, a, b)), ties()),
    "clone": Cases(lambda x: x.copy(), call("clone"), unary()),
    "cast": Cases(
        lambda x, dtype: x.astype(dtype),
        lambda torch, x, dtype: x.to({"float64": torch.float64, "float32": torch.float32, "int64": torch.int64}[dtype]),
        {
            "the same": Example((signed(2, 3),), {"dtype": "float64"}),
            "to float32": Example((signed(2, 3),), {"dtype": "float32"}, smooth=False),
            "from integers": Example((np.array([1, 2]),), {"dtype": "float64"}),
            "to integers": Example((signed(3) * 3,), {"dtype": "int64"}, smooth=False),
            "0-d": Example((signed(),), {"dtype": "float64"}),
            "empty": Example((signed(0, 2),), {"dtype": "float64"}),
        },
    ),
    "where": Cases(
        np.where,
        call("where"),
        {
            "plain": Example((MASK, signed(2, 3), signed(2, 3))),
            "all three broadcast": Example((MASK[:, :1], signed(3), signed(4, 1, 1))),
            "a Python number": Example((MASK, signed(2, 3), 0.0)),
            "0-d": Example((np.array(True), signed(), signed())),
            "empty": Example((np.ones((0, 3), bool), signed(0, 3), signed(3))),
            "strided": Example((MASK.T[::-1], signed(2, 3).T, signed(3, 4)[:, ::2])),
        },
    ),
}
