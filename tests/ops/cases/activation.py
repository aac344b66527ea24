"""Activations."""

import numpy as np

from tests.ops.cases.draw import Cases, Example, call, one_axis, unary


def np_log_softmax(x, dim):
    with np.errstate(divide="ignore"):
        largest = np.max(x, axis=dim, keepdims=True)
        return x - largest - np.log(np.sum(np.exp(x - largest), axis=dim, keepdims=True))


def softmax_inputs():
    return one_axis() | {
        "±1e5": Example((np.array([[1e5, -1e5, 0.0], [-1e5, -1e5, -1e5]]),), {"dim": 1}, smooth=False),
        "masked by −∞": Example((np.array([[0.5, -np.inf, 0.25]]),), {"dim": 1}, smooth=False),
    }


CASES = {
    "relu": Cases(
        lambda x: np.where(x > 0, x, 0.0),
        call("relu"),
        unary() | {"at the bend and far off": Example((np.array([0.0, -0.0, 1e5, -1e5]),), smooth=False)},
    ),
    "log_softmax": Cases(np_log_softmax, call("log_softmax"), softmax_inputs()),
    "softmax": Cases(lambda x, dim: np.exp(np_log_softmax(x, dim)), call("softmax"), softmax_inputs()),
}
