"""Division, powers, signs and weighted sums."""

import math

import numpy as np

from tests.ops.cases.draw import Cases, Example, between, binary, call, of_tensors, positive, signed, unary
from tests.ops.cases.elementwise import ties

FAR = np.array([7.5, -7.5, 0.0, -0.5])
NEAR = np.array([2.0, 2.0, 3.0, -2.0])


def divisions():
    """Inputs for what depends on the quotient's whole part, away from the jumps and on them."""
    examples = binary(between(3.1, 3.4), between(0.65, 0.7))
    for label in ("array and Python number", "Python number and array", "array and Python integer"):
        examples[label] = Example((signed(2, 3) * 0 + 7.5, 2.0) if label[0] == "a" else (7.5, np.array([2.0, -2.0])))
    return examples | {
        "signs": Example((FAR, NEAR), smooth=False),
        "integers": Example((np.array([7, -7, 7, -7, 6]), np.array([2, 2, -2, -2, 3]))),
        "integers and a number": Example((np.array([7, -7]), 3)),
        "divided by zero": Example((np.array([1.0, -1.0, 0.0]), np.zeros(3)), smooth=False),
    }


def rounded(mode):
    """The same as divisions with a rounding mode."""
    return {
        f"{label}, {mode}": Example(e.inputs, {"rounding_mode": mode}, e.smooth) for label, e in divisions().items()
    }


def np_div(a, b, rounding_mode=None):
    y = np.divide(a, b) if rounding_mode is None else {"floor": np.floor, "trunc": np.trunc}[rounding_mode](a / b)
    integers = rounding_mode and np.asarray(a).dtype.kind == "i"
    return y.astype(np.int64) if integers else y


def three(last=signed):
    """Inputs for a combination of three tensors."""
    return {
        "plain": Example((signed(2, 3), signed(2, 3), last(2, 3))),
        "all three broadcast": Example((signed(2, 1), signed(3), last(4, 1, 1))),
        "0-d": Example((signed(), signed(), last())),
        "empty": Example((signed(0, 3), signed(3), last(1, 3))),
        "strided": Example((signed(3, 2).T, signed(2, 6)[:, ::-2], last(2, 3))),
    }


def with_values(examples):
    return examples | {
        "value": Example((signed(2, 3), signed(2, 3), signed(2, 3)), {"value": 2}),
        "value of a fraction": Example((signed(2, 3), signed(3), signed(2, 1)), {"value": -0.5}),
    }


def np_lerp(x, end, weight):
    return (1 - weight) * x + weight * end


INTEGERS = {
    "plain": Example((np.array([12, -8, 0, 7]), np.array([18, 12, 5, 0]))),
    "broadcast": Example((np.array([[12], [-30]]), np.array([18, 7, 0]))),
    "0-d": Example((np.array(12), np.array(18))),
    "array and Python number": Example((np.array([12, 9]), 6)),
    "empty": Example((np.ones((0, 3), int), np.ones(3, int))),
}


def integers_only(name):
    return lambda torch, a, b: getattr(torch, name)(a, torch.as_tensor(b))


def torch_heaviside(torch, a, b):
    """The value of torch.heaviside, and the gradient that it lacks."""
    a, b = (torch.as_tensor(x, dtype=torch.float64) for x in (a, b))
    return torch.where(a == 0, b, (a > 0) + a * 0)


POWERS = binary(positive) | {"integers": Example((np.array([1, 2, 3]), np.array([2, -1, 0])))}

CASES = {
    "div": Cases(np_div, call("div"), binary() | rounded("floor") | rounded("trunc")),
    "true_divide": Cases(lambda a, b: a / b, call("true_divide"), binary()),
    "floor_divide": Cases(
        lambda a, b: np.floor(a / b).astype((a + b).dtype),
        lambda torch, a, b: torch.div(a, b, rounding_mode="floor"),  # whose gradient is 0; floor_divide has none
        divisions(),
    ),
    "remainder": Cases(np.remainder, lambda torch, a, b: torch.remainder(torch.as_tensor(a), b), divisions()),
    "fmod": Cases(np.fmod, lambda torch, a, b: torch.fmod(torch.as_tensor(a), b), divisions()),
    "gcd": Cases(np.vectorize(math.gcd, otypes=[int]), integers_only("gcd"), INTEGERS, no_gradient="integers"),
    "lcm": Cases(np.vectorize(math.lcm, otypes=[int]), integers_only("lcm"), INTEGERS, no_gradient="integers"),
    "square": Cases(lambda x: x**2, call("square"), unary()),
    "sqrt": Cases(
        lambda x: x**0.5,
        call("sqrt"),
        unary(positive) | {"zero": Example((np.array([0.0, 4.0]),), smooth=False)},
    ),
    "rsqrt": Cases(
        lambda x: x**-0.5,
        call("rsqrt"),
        unary(positive) | {"zero": Example((np.array([0.0, 4.0]),), smooth=False)},
    ),
    "reciprocal": Cases(
        lambda x: x**-1.0, call("reciprocal"), unary() | {"zero": Example((np.array([0.0, -0.0]),), smooth=False)}
    ),
    "float_power": Cases(lambda a, b: np.asarray(a, float) ** b, call("float_power"), POWERS),
    "abs": Cases(
        lambda x: np.where(x < 0, -x, x), call("abs"), unary() | {"bend": Example((np.zeros(2),), smooth=False)}
    ),
    "sign": Cases(
        lambda x: (x > 0) * 1.0 - (x < 0),
        call("sign"),
        unary() | {"zero and not a number": Example((np.array([0.0, -0.0, np.nan, np.inf]),), smooth=False)},
    ),
    "sgn": Cases(lambda x: (x > 0) * 1.0 - (x < 0), lambda torch, x: torch.sign(x), unary()),
    "positive": Cases(lambda x: x.copy(), call("positive"), unary()),
    "copysign": Cases(
        np.copysign,
        lambda torch, a, b: torch.copysign(torch.as_tensor(a, dtype=torch.float64), b),
        binary()
        | {"zeros": Example((np.array([0.0, 1.0, -1.0, 0.0]), np.array([-1.0, -0.0, 0.0, 1.0])), smooth=False)},
    ),
    "heaviside": Cases(
        np.heaviside,
        torch_heaviside,
        binary() | {"at the step": Example((np.array([0.0, 1.0, -1.0, 0.0]), signed(4)), smooth=False)},
    ),
    "signbit": Cases(
        lambda x: (x < 0) | (1 / x < 0),
        call("signbit"),
        unary() | {"zeros": Example((np.array([-0.0, -np.inf]),)), "integers": Example((np.array([-1, 1]),))},
        no_gradient="booleans",
    ),
    "fmax": Cases(np.fmax, of_tensors("fmax"), ties()),
    "fmin": Cases(np.fmin, of_tensors("fmin"), ties()),
    "lerp": Cases(
        np_lerp,
        call("lerp"),
        three(positive)
        | {
            "a Python number": Example((signed(2, 3), signed(2, 3), 0.25)),
            "beyond the end": Example((signed(2, 3), signed(3), 1.5)),
            "at both ends": Example((signed(2), signed(2), np.array([0.0, 1.0]))),
        },
    ),
    "addcmul": Cases(
        lambda x, a, b, value=1: x + value * a * b,
        call("addcmul"),
        with_values(three()) | {"integers": Example((np.array([1, 2]), np.array([3, 4]), np.array([5, 6])))},
    ),
    "addcdiv": Cases(lambda x, a, b, value=1: x + value * a / b, call("addcdiv"), with_values(three())),
}
