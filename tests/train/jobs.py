"""Small things to train in the tests."""

import numpy as np

import zerodl
from zerodl import nn
from zerodl.train import Trainer


def squares(prediction, target):
    """The mean squared error, written out."""
    return ((prediction - target) ** 2).mean()


def line(rows=40, seed=0):
    """Inputs (rows, 3) and targets (rows, 1) in float64: a straight line with a little noise."""
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(rows, 3))
    y = x @ np.array([[1.0], [-2.0], [0.5]]) + 0.3 + 0.01 * rng.normal(size=(rows, 1))
    return zerodl.tensor(x), zerodl.tensor(y)


def network(seed=0):
    """A small network in float64, the same for the same seed."""
    zerodl.manual_seed(seed)
    return nn.Sequential(nn.Linear(3, 8), nn.Tanh(), nn.Linear(8, 1)).double()


def trainer(model=None, optimizer="sgd", lr=0.1, **settings):
    """A Trainer of that network."""
    return Trainer(model or network(), squares, optimizer, lr=lr, **settings)


def weights(model):
    """A copy of all parameters as arrays."""
    return [parameter.array.copy() for parameter in model.parameters()]


def assert_equal(one, other):
    """Two lists of arrays hold the same numbers, bit by bit."""
    assert len(one) == len(other)
    for a, b in zip(one, other):
        np.testing.assert_array_equal(a, b)
