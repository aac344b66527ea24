"""A running mean: of a loss over an epoch, in which a batch counts by its size."""

import numpy as np

from ..device import to_device
from ..errors import ArgumentError, ShapeError
from .label import array_of
from .metric import Metric, nothing_came


class Mean(Metric):
    """The mean of numbers, each as often as its weight says.

        Σ weight · value / Σ weight

    The mean loss of an epoch is the mean over its rows, so a last, smaller batch counts less.

    Source: ``torchmetrics.MeanMetric``, ``keras.metrics.Mean``.
    Example:
        >>> loss = Mean()
        >>> loss.update(2.0, weight=64)
        >>> loss.update(5.0, weight=32)
        >>> loss.compute()
        3.0
    """

    name = "mean"
    STATE = ("total", "weight")

    def reset(self):
        self.total = self.weight = 0.0

    def update(self, value, weight=1.0):
        """Count a number, or each of an array's, with one weight or a weight each. NaN makes the mean NaN."""
        values, weights = (
            to_device(array_of(self.name, x), "cpu").astype(np.float64) for x in (value, weight)
        )
        if weights.shape not in ((), values.shape):
            raise ShapeError(f"mean: expected one weight, or weights of shape {values.shape}, got {weights.shape}")
        if np.any(weights < 0):
            raise ArgumentError(f"mean: weights must not be negative, got {np.min(weights)}")
        self.total += float(np.sum(values * weights))
        self.weight += float(np.sum(np.broadcast_to(weights, values.shape)))

    def compute(self):
        if not self.weight:
            raise nothing_came(self.name)
        return self.total / self.weight
