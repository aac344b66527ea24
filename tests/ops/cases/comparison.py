"""Comparisons, truth values and bits: operations whose results have no gradient."""

import numpy as np

from tests.ops.cases.draw import Cases, Example, binary, both, call, unary


def comparison():
    """Inputs for a comparison: with ties, infinities and numbers that equal nothing."""
    with_ties = {"ties": Example((np.array([1.0, 2.0, np.inf, np.nan]), np.array([1.0, 3.0, np.inf, np.nan])))}
    integers = {"integers": Example((np.array([[1, 2], [3, 4]]), np.array([1, 4])))}
    return binary() | with_ties | integers


TRUTHS = {
    "booleans": Example((np.array([True, True, False, False]), np.array([True, False, True, False]))),
    "numbers": Example((np.array([0.0, -0.0, 2.0, np.nan]), np.array([1.0, 0.0, 0.0, 3.0]))),
    "integers and booleans": Example((np.array([[0], [3]]), np.array([True, False]))),
    "0-d": Example((np.array(True), np.array(False))),
    "empty": Example((np.ones((0, 3), bool), np.ones(3, bool))),
}

BITS = {
    "integers": Example((np.array([[12, -1], [0, 7]]), np.array([10, 3]))),
    "booleans": Example((np.array([True, True, False, False]), np.array([True, False, True, False]))),
    "array and Python number": Example((np.array([12, 9]), 10)),
    "0-d": Example((np.array(12), np.array(10))),
    "empty": Example((np.ones((0, 3), int), np.ones(3, int))),
}

SHIFTS = {
    "integers": Example((np.array([[12, -1], [0, 7]]), np.array([1, 3]))),
    "further than there are bits": Example((np.array([5, -5]), np.array([64, 100]))),
    "array and Python number": Example((np.array([12, 9]), 2)),
    "empty": Example((np.ones((0, 3), int), np.ones(3, int))),
}

CLASSES = unary() | {
    "all kinds": Example((np.array([0.0, -0.0, 1e300, np.inf, -np.inf, np.nan]),)),
    "integers": Example((np.array([1, 0]),)),
    "booleans": Example((np.array([True, False]),)),
}

CLOSE = {
    "near": Example((np.array([1.0, 1.0, 0.0]), np.array([1.0 + 1e-6, 1.0 + 1e-4, 1e-9]))),
    "tolerances": Example((np.array([1.0, 1.0, 0.0]), np.array([1.1, 2.0, 0.1])), {"rtol": 0.2, "atol": 0.2}),
    "infinities": Example((np.array([np.inf, np.inf, -np.inf, np.nan]), np.array([np.inf, -np.inf, 1.0, np.nan]))),
    "NaN as equal": Example((np.array([np.nan, 1.0]), np.array([np.nan, np.nan])), {"equal_nan": True}),
    "integers": Example((np.array([1, 100000]), np.array([1, 100001]))),
    "broadcast": Example((np.ones((2, 1)), np.array([1.0, 2.0]))),
    "0-d": Example((np.array(1.0), np.array(1.0))),
    "empty": Example((np.ones((0, 3)), np.ones(3))),
}


def answer(name):
    """torch.NAME gives a Python boolean; here as a tensor."""
    return lambda torch, a, b, **settings: torch.tensor(getattr(torch, name)(a, b, **settings))


def truth(name):
    return lambda torch, a, b: getattr(torch, name)(*both(torch, a, b))


def np_isclose(a, b, rtol=1e-5, atol=1e-8, equal_nan=False):
    with np.errstate(invalid="ignore"):
        near = np.isfinite(b) & (np.abs(a - b) <= atol + rtol * np.abs(b))
    return (a == b) | near | (equal_nan & (a != a) & (b != b))


def booleans(expected, torch, examples):
    return Cases(expected, torch, examples, no_gradient="booleans")


CASES = {
    "eq": booleans(lambda a, b: a == b, lambda torch, a, b: a == b, comparison()),
    "ne": booleans(lambda a, b: a != b, lambda torch, a, b: a != b, comparison()),
    "lt": booleans(lambda a, b: a < b, lambda torch, a, b: a < b, comparison()),
    "le": booleans(lambda a, b: a <= b, lambda torch, a, b: a <= b, comparison()),
    "gt": booleans(lambda a, b: a > b, lambda torch, a, b: a > b, comparison()),
    "ge": booleans(lambda a, b: a >= b, lambda torch, a, b: a >= b, comparison()),
    "isclose": booleans(np_isclose, call("isclose"), CLOSE),
    "allclose": booleans(
        lambda a, b, **settings: np.all(np_isclose(a, b, **settings)),
        answer("allclose"),
        CLOSE | {"all near": Example((np.ones(2), np.ones(2) + 1e-7))},
    ),
    "equal": booleans(
        lambda a, b: np.array(a.shape == b.shape and not (a != b).any()),
        answer("equal"),
        {
            "equal": Example((np.array([[1, 2]]), np.array([[1, 2]]))),
            "one element differs": Example((np.array([1.0, 2.0]), np.array([1.0, 3.0]))),
            "other shapes": Example((np.ones(2), np.ones((1, 2)))),
            "not numbers": Example((np.array([np.nan]), np.array([np.nan]))),
            "empty": Example((np.ones((0, 3)), np.ones((0, 3)))),
        },
    ),
    "isnan": booleans(lambda x: x != x, call("isnan"), CLASSES),
    "isinf": booleans(lambda x: abs(x * 1.0) == np.inf, call("isinf"), CLASSES),
    "isfinite": booleans(lambda x: abs(x * 1.0) < np.inf, call("isfinite"), CLASSES),
    "isposinf": booleans(lambda x: x == np.inf, call("isposinf"), CLASSES),
    "isneginf": booleans(lambda x: x == -np.inf, call("isneginf"), CLASSES),
    "logical_and": booleans(lambda a, b: (a != 0) & (b != 0), truth("logical_and"), TRUTHS),
    "logical_or": booleans(lambda a, b: (a != 0) | (b != 0), truth("logical_or"), TRUTHS),
    "logical_xor": booleans(lambda a, b: (a != 0) ^ (b != 0), truth("logical_xor"), TRUTHS),
    "logical_not": booleans(lambda x: x == 0, call("logical_not"), CLASSES),
    "bitwise_and": Cases(lambda a, b: a & b, call("bitwise_and"), BITS, no_gradient="integers"),
    "bitwise_or": Cases(lambda a, b: a | b, call("bitwise_or"), BITS, no_gradient="integers"),
    "bitwise_xor": Cases(lambda a, b: a ^ b, call("bitwise_xor"), BITS, no_gradient="integers"),
    "bitwise_not": Cases(
        lambda x: ~x,
        call("bitwise_not"),
        {"integers": Example((np.array([[0, -1], [5, 2]]),)), "booleans": Example((np.array([True, False]),))},
        no_gradient="integers",
    ),
    "bitwise_left_shift": Cases(
        lambda a, b: np.where(np.asarray(b) > 63, 0, a << np.minimum(b, 63)),
        call("bitwise_left_shift"),
        SHIFTS,
        no_gradient="integers",
    ),
    "bitwise_right_shift": Cases(
        lambda a, b: a >> np.minimum(b, 63), call("bitwise_right_shift"), SHIFTS, no_gradient="integers"
    ),
}
