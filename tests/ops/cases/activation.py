"""Activations."""

import math

import numpy as np

from tests.ops.cases.draw import Cases, Example, between, call, off_grid, one_axis, positive, signed, unary

FAR = np.array([1e5, -1e5, 100.0, -100.0])


def functional(name):
    """torch.nn.functional.NAME(x, …)."""
    return lambda torch, x, *inputs, **settings: getattr(torch.nn.functional, name)(x, *inputs, **settings)


def activation(*bends, draw=signed, **settings):
    """Ordinary numbers, far off ones, the bends themselves; and, with settings, others."""
    examples = unary(draw) | {"far off": Example((FAR,), smooth=False)}
    examples["at the bends"] = Example((np.array([0.0, -0.0, *bends]),), smooth=False)
    if settings:
        examples["with settings"] = Example((draw(2, 3) * 1.1,), settings)
    return examples


def np_log_softmax(x, dim):
    with np.errstate(divide="ignore"):
        largest = np.max(x, axis=dim, keepdims=True, initial=-np.inf)
        return x - largest - np.log(np.sum(np.exp(x - largest), axis=dim, keepdims=True))


def softmax_inputs():
    return one_axis() | {
        "±1e5": Example((np.array([[1e5, -1e5, 0.0], [-1e5, -1e5, -1e5]]),), {"dim": 1}, smooth=False),
        "masked by −∞": Example((np.array([[0.5, -np.inf, 0.25]]),), {"dim": 1}, smooth=False),
        "no elements": Example((signed(0, 3),), {"dim": 0}),
    }


def np_sigmoid(x):
    return np.array([1 / (1 + math.exp(-v)) if v > -700 else 0.0 for v in x.flat]).reshape(x.shape)


def np_gelu(x, approximate="none"):
    if approximate == "tanh":
        return 0.5 * x * (1 + np.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))
    return 0.5 * x * np.vectorize(math.erfc, otypes=[float])(-x / math.sqrt(2))


def np_softplus(x, beta=1.0, threshold=20.0):
    return np.where(x * beta > threshold, x, np.logaddexp(0, x * beta) / beta)


def np_elu(x, alpha=1.0):
    return np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0)))


def np_logit(x, eps=None):
    x = x if eps is None else np.clip(x, eps, 1 - eps)
    return np.log(x / (1 - x))


def np_glu(x, dim=-1):
    a, b = np.split(x, 2, axis=dim)
    return a * np_sigmoid(b)


def np_prelu(x, weight):
    return np.where(
        x > 0, x, x * (weight.reshape((-1,) + (1,) * (x.ndim - 2)) if weight.ndim and x.ndim > 1 else weight)
    )


PROBABILITIES = between(0.1, 0.9)

CASES = {
    "relu": Cases(
        lambda x: np.where(x > 0, x, 0.0),
        call("relu"),
        unary() | {"at the bend and far off": Example((np.array([0.0, -0.0, 1e5, -1e5]),), smooth=False)},
    ),
    "gelu": Cases(
        np_gelu,
        functional("gelu"),
        activation(0.5) | {"tanh": Example((signed(2, 3),), {"approximate": "tanh"})},
    ),
    "softsign": Cases(lambda x: x / (1 + np.abs(x)), functional("softsign"), activation()),
    "glu": Cases(
        np_glu,
        functional("glu"),
        {
            "last axis": Example((signed(2, 4),)),
            "first axis": Example((signed(4, 3),), {"dim": 0}),
            "middle axis": Example((signed(2, 6, 3),), {"dim": -2}),
            "strided": Example((signed(4, 3).T,)),
            "empty": Example((signed(0, 4),)),
            "far off": Example((np.array([1.0, 2.0, 1e5, -1e5]),), smooth=False),
        },
    ),
    "log_softmax": Cases(np_log_softmax, call("log_softmax"), softmax_inputs()),
    "softmax": Cases(lambda x, dim: np.exp(np_log_softmax(x, dim)), call("softmax"), softmax_inputs()),
    "softmin": Cases(lambda x, dim: np.exp(np_log_softmax(-x, dim)), functional("softmin"), one_axis()),
    "sigmoid": Cases(np_sigmoid, call("sigmoid"), activation()),
    "logit": Cases(
        np_logit,
        call("logit"),
        unary(PROBABILITIES)
        | {
            "the ends": Example((np.array([0.0, 1.0, -0.5, 1.5]),), smooth=False),
            "eps": Example((np.array([0.05, 0.5, 0.95, 1.5]),), {"eps": 0.125}),
        },
    ),
    "logsigmoid": Cases(lambda x: -np.logaddexp(0, -x), functional("logsigmoid"), activation()),
    "silu": Cases(lambda x: x * np_sigmoid(x), functional("silu"), activation()),
    "softplus": Cases(np_softplus, functional("softplus"), activation(beta=2.0, threshold=1.0)),
    "mish": Cases(lambda x: x * np.tanh(np.logaddexp(0, x)), functional("mish"), activation()),
    "leaky_relu": Cases(
        lambda x, negative_slope=0.01: np.where(x > 0, x, negative_slope * x),
        functional("leaky_relu"),
        activation(negative_slope=0.3),
    ),
    "prelu": Cases(
        np_prelu,
        functional("prelu"),
        {
            "one slope": Example((signed(2, 3), positive(1))),
            "a slope for each channel": Example((signed(2, 3), positive(3))),
            "an image": Example((signed(2, 3, 2, 2), positive(3))),
            "a row": Example((signed(4), positive(1))),
            "0-d": Example((signed(), positive())),
            "empty": Example((signed(0, 3), positive(3))),
            "strided": Example((signed(3, 2).T, positive(6)[::2])),
            "at the bend": Example((np.array([0.0, -0.0]), positive(1)), smooth=False),
        },
    ),
    "elu": Cases(np_elu, functional("elu"), activation(alpha=0.5)),
    "selu": Cases(
        lambda x: 1.0507009873554805 * np_elu(x, 1.6732632423543772),
        functional("selu"),
        activation(),
    ),
    "celu": Cases(
        lambda x, alpha=1.0: np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0) / alpha)),
        functional("celu"),
        activation(alpha=0.5),
    ),
    "threshold": Cases(
        lambda x, threshold, value: np.where(x > threshold, x, value),
        functional("threshold"),
        {
            "plain": Example((signed(2, 3),), {"threshold": 0.1, "value": -20.0}),
            "at the threshold": Example((np.array([1.0, 1.5]),), {"threshold": 1.0, "value": 5.0}, smooth=False),
            "0-d": Example((signed(),), {"threshold": 0.1, "value": 2.0}),
            "empty": Example((signed(0, 3),), {"threshold": 0.1, "value": 2.0}),
            "integers": Example((np.array([1, 2, 3]),), {"threshold": 2, "value": 7}),
        },
    ),
    "hardtanh": Cases(
        lambda x, min_val=-1.0, max_val=1.0: np.clip(x, min_val, max_val),
        functional("hardtanh"),
        activation(1.0, -1.0, draw=off_grid, min_val=-0.3, max_val=0.7),
    ),
    "relu6": Cases(lambda x: np.clip(x, 0, 6), functional("relu6"), activation(6.0)),
    "hardsigmoid": Cases(
        lambda x: np.clip(x + 3, 0, 6) / 6,
        lambda torch, x: torch.nn.functional.hardtanh(x + 3, 0, 6) / 6,  # its own slope is 1/6 in float32
        activation(3.0, -3.0),
    ),
    "hardswish": Cases(
        lambda x: x * np.clip(x + 3, 0, 6) / 6,
        functional("hardswish"),
        activation(3.0, -3.0),
    ),
    "hardshrink": Cases(
        lambda x, lambd=0.5: np.where(np.abs(x) > lambd, x, 0),
        call("hardshrink"),
        activation(0.5, -0.5, draw=positive, lambd=0.9),
    ),
    "softshrink": Cases(
        lambda x, lambd=0.5: np.sign(x) * np.maximum(np.abs(x) - lambd, 0),
        functional("softshrink"),
        activation(0.5, -0.5, draw=positive, lambd=0.9),
    ),
    "tanhshrink": Cases(lambda x: x - np.tanh(x), functional("tanhshrink"), activation()),
}
