"""Accuracy: the share of predictions that are right."""

import numpy as np

from .label import class_numbers
from .metric import Metric, measure, nothing_came


def accuracy(prediction, target, threshold=None, ignore_index=None):
    """The share of predictions that are the true class.

        number of p = t / number of targets

    Shape: prediction (B,) class numbers or (B, C) scores, target (B,); both may have further axes.
    Args:
        threshold: for floats of the target's shape, the scores of class 1 against class 0: what is above it is class 1.
        ignore_index: targets of this class are left out.
    Raises: ShapeError, DTypeError or ArgumentError, where the predictions cannot be told apart (see
        ``zerodl.metrics.label.class_numbers``), and if there are none.
    Source: ``sklearn.metrics.accuracy_score``, ``torchmetrics.Accuracy``.
    Example:
        >>> accuracy([0, 1, 2, 2], [0, 1, 1, 2])
        0.75
        >>> accuracy([[0.1, 0.9], [0.8, 0.2]], [1, 1])
        0.5
    """
    return measure(Accuracy(threshold, ignore_index), prediction, target)


class Accuracy(Metric):
    """The share of right predictions over many batches; see ``zerodl.metrics.accuracy``.

    Example:
        >>> metric = Accuracy()
        >>> metric.update([0, 1, 2], [0, 1, 1])
        >>> metric.update([2], [2])
        >>> metric.compute()
        0.75
    """

    name = "accuracy"
    STATE = ("right", "count")

    def __init__(self, threshold=None, ignore_index=None):
        self.threshold, self.ignore_index = threshold, ignore_index
        super().__init__()

    def reset(self):
        self.right, self.count = 0, 0

    def update(self, prediction, target):
        p, t, _ = class_numbers(self.name, prediction, target, None, self.threshold, self.ignore_index)
        self.right += int(np.sum(p == t))
        self.count += len(t)

    def compute(self):
        if not self.count:
            raise nothing_came(self.name)
        return self.right / self.count
