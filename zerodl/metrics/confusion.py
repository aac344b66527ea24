"""The confusion matrix: how often each class was taken for each."""

import numpy as np

from ..errors import ArgumentError
from .label import class_numbers
from .metric import Metric, measure, nothing_came

NORMALIZE = ("true", "pred", "all", None)
MANY = 10_000  # a matrix of as many classes has 0.8 GB


def count_pairs(prediction, target, num_classes):
    """Count how often class j was predicted where class i was true: row i, column j.

    Shape: prediction (N,), target (N,), class numbers from 0 to num_classes − 1 -> (num_classes, num_classes)
    Cost: N + num_classes².
    Example:
        >>> count_pairs(np.array([0, 1, 1]), np.array([0, 0, 1]), 2)
        array([[1, 1],
               [0, 1]])
    """
    pairs = np.bincount(target * num_classes + prediction, minlength=num_classes**2)
    return np.reshape(pairs, (num_classes, num_classes))


def confusion_matrix(prediction, target, num_classes=None, normalize=None, threshold=None, ignore_index=None):
    """How often each class was taken for each: the row is the true class, the column the predicted one.

    Shape: prediction (B,) class numbers or (B, C) scores, target (B,) -> (C, C)
    Args:
        num_classes: C; None takes the number of columns of the scores, or the largest class number that occurs.
        normalize: "true" makes each row sum to 1, "pred" each column, "all" the whole; None counts.
        threshold, ignore_index: see ``zerodl.metrics.accuracy``.
    Source: ``sklearn.metrics.confusion_matrix``.
    Example:
        >>> confusion_matrix([0, 1, 1, 1], [0, 0, 1, 1])
        array([[1, 1],
               [0, 2]])
        >>> confusion_matrix([0, 1, 1, 1], [0, 0, 1, 1], normalize="true")
        array([[0.5, 0.5],
               [0. , 1. ]])
    """
    return measure(ConfusionMatrix(num_classes, normalize, threshold, ignore_index), prediction, target)


class MatrixMetric(Metric):
    """A metric that is read off the confusion matrix; without ``num_classes`` the matrix grows as classes come."""

    STATE = ("matrix",)

    def __init__(self, num_classes=None, threshold=None, ignore_index=None):
        if num_classes is not None and not (isinstance(num_classes, (int, np.integer)) and num_classes >= 2):
            raise ArgumentError(f"{self.name}: num_classes must be a whole number from 2 on, got {num_classes!r}")
        self.num_classes, self.threshold, self.ignore_index = num_classes, threshold, ignore_index
        super().__init__()

    def reset(self):
        size = self.num_classes or 0
        self.matrix = np.zeros((size, size), np.int64)

    def update(self, prediction, target):
        p, t, found = class_numbers(self.name, prediction, target, self.num_classes, self.threshold, self.ignore_index)
        size = found or max(len(self.matrix), *(int(np.max(x, initial=0)) + 1 for x in (p, t)))
        if found is None and size > MANY:
            raise ArgumentError(
                f"{self.name}: class {size - 1} needs a matrix of {size} rows and columns; if these are class numbers, "
                f"pass num_classes={size}"
            )
        size = max(size, len(self.matrix))
        self.matrix = np.pad(self.matrix, (0, size - len(self.matrix))) + count_pairs(p, t, size)

    def compute(self):
        if not np.any(self.matrix):
            raise nothing_came(self.name)
        return self.of_matrix(self.matrix)

    def of_matrix(self, matrix):
        """The value that a confusion matrix has."""
        raise NotImplementedError(f"{type(self).__name__} has no of_matrix")


class ConfusionMatrix(MatrixMetric):
    """The confusion matrix of many batches; see ``zerodl.metrics.confusion_matrix``."""

    name = "confusion_matrix"

    def __init__(self, num_classes=None, normalize=None, threshold=None, ignore_index=None):
        if normalize not in NORMALIZE:
            raise ArgumentError(f"confusion_matrix: normalize must be 'true', 'pred', 'all' or None, got {normalize!r}")
        self.normalize = normalize
        super().__init__(num_classes, threshold, ignore_index)

    def of_matrix(self, matrix):
        if self.normalize is None:
            return matrix.copy()
        axis = {"true": 1, "pred": 0, "all": None}[self.normalize]
        return matrix / np.maximum(np.sum(matrix, axis=axis, keepdims=True), 1)  # a class that does not occur has zeros


def balanced_accuracy(prediction, target, threshold=None, ignore_index=None):
    """The mean over the classes of the share of it that was found, so that a rare class counts as much as any.

    A class that is never true does not count.

    Source: Brodersen et al. (2010); ``sklearn.metrics.balanced_accuracy_score``.
    Example:
        >>> balanced_accuracy([0, 0, 0, 0], [0, 0, 0, 1])  # the accuracy is 0.75
        0.5
    """
    return measure(BalancedAccuracy(threshold, ignore_index), prediction, target)


class BalancedAccuracy(MatrixMetric):
    """The balanced accuracy of many batches; see ``zerodl.metrics.balanced_accuracy``."""

    name = "balanced_accuracy"

    def __init__(self, threshold=None, ignore_index=None):
        super().__init__(None, threshold, ignore_index)

    def of_matrix(self, matrix):
        true = np.sum(matrix, axis=1)
        return float(np.mean(np.diagonal(matrix)[true > 0] / true[true > 0]))
