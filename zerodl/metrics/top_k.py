"""Top-k accuracy: the share of rows whose true class is among the k that score best."""

import numpy as np

from ..device import to_device
from ..errors import ArgumentError, ShapeError
from .accuracy import Accuracy
from .label import array_of, class_numbers
from .metric import measure


def places(scores, target):
    """How many classes come before the true one when a row's scores are put in order; of equals, the first number.

    Shape: scores (B, C), target (B,) -> (B,) of whole numbers from 0 to C − 1
    Example:
        >>> places(np.array([[0.1, 0.7, 0.2], [0.5, 0.5, 0.5]]), np.array([2, 1]))
        array([1, 1])
    """
    own = np.take_along_axis(scores, target[:, None], axis=1)
    before = np.arange(scores.shape[1]) < target[:, None]
    return np.sum((scores > own) | ((scores == own) & before), axis=1)


class TopKAccuracy(Accuracy):
    """The top-k accuracy of many batches; see ``zerodl.metrics.top_k_accuracy``."""

    name = "top_k_accuracy"

    def __init__(self, k=5, ignore_index=None):
        if not isinstance(k, (int, np.integer)) or isinstance(k, bool) or k < 1:
            raise ArgumentError(f"top_k_accuracy: k must be a whole number from 1 on, got {k!r}")
        super().__init__(ignore_index=ignore_index)
        self.k = k

    def update(self, prediction, target):
        scores, t = array_of(self.name, prediction), array_of(self.name, target)
        if scores.ndim < 2 or scores.ndim != t.ndim + 1:
            raise ShapeError(
                f"{self.name}: the predictions have shape {scores.shape}, the targets {t.shape}; expected scores of "
                "shape (B, C) and targets (B,)"
            )
        if self.k >= scores.shape[1]:
            raise ArgumentError(f"{self.name}: among the best {self.k} of {scores.shape[1]} classes is every class")
        scores = to_device(np.reshape(np.moveaxis(scores, 1, -1), (-1, scores.shape[1])), "cpu")
        t = np.reshape(t, (-1,))
        if self.ignore_index is not None:
            kept = to_device(t, "cpu") != self.ignore_index
            scores, t = scores[kept], to_device(t, "cpu")[kept]
        _, t, _ = class_numbers(self.name, scores, t)
        self.right += int(np.sum(places(scores, t) < self.k))
        self.count += len(t)


def top_k_accuracy(prediction, target, k=5, ignore_index=None):
    """The share of rows whose true class has one of the k largest scores.

    Shape: prediction (B, C) scores, target (B,); both may have further axes. k is less than C.
    Source: ``sklearn.metrics.top_k_accuracy_score``; but of equal scores the lowest class number comes first, so that
        k = 1 gives the accuracy.
    Example:
        >>> top_k_accuracy([[0.5, 0.3, 0.2], [0.1, 0.2, 0.7]], [1, 0], k=2)
        0.5
    """
    return measure(TopKAccuracy(k, ignore_index), prediction, target)
